"""What lies around and over handwriting: paper, print, table, finger, light, and the camera.

Pictures are float32 of shape (h, w, 3), values 0…1, changed in place where nothing is returned.
`size` is the longer side of a usual digit in pixels: what is printed and what casts a shadow has
its measure from that.
"""

from __future__ import annotations

import cv2
import numpy as np

from helpers.synthesis.marks import stroke
from helpers.synthesis.pens import slow_noise
from helpers.synthesis.scenes import RULES, blend, compress, shade, uneven_light

Boxes = np.ndarray  # float (n, 4): x0, y0, x1, y1
_STRONGER = (0.3, 0.5, 0.8), (0.2, 0.2, 0.2), (0.4, 0.4, 0.42)
_LINE_COLOURS = np.array([*RULES, *_STRONGER], np.float32)


def touches(boxes: Boxes, middle: np.ndarray, side: float) -> bool:
    """Return whether a square reaches into one of the boxes."""
    low, high = middle - side / 2, middle + side / 2
    return bool(((boxes[:, :2] <= high) & (boxes[:, 2:] >= low)).all(axis=1).any())


def lay_paper(
    shape: tuple[int, int], colour: np.ndarray, rough: float, rng: np.random.Generator
) -> np.ndarray:
    """Return a sheet of the colour `colour`, blotched and grained by about `rough` (0…0.15)."""
    sheet = np.full((*shape, 3), colour, np.float32)
    if rough > 0.004:
        blotches = slow_noise(shape, int(rng.integers(2, 10)), rng) * rng.uniform(0.2, 1)
        grain = slow_noise(shape, int(max(shape) * rng.uniform(0.15, 0.6)) + 2, rng)
        sheet += (rough * 0.5 * (blotches + grain))[..., None]
    return sheet


def print_lines(sheet: np.ndarray, size: float, angle: float, rng: np.random.Generator) -> None:
    """Print ruled, squared or dotted lines, music staves or table lines, turned by `angle`."""
    h, w = sheet.shape[:2]
    kinds = {"ruled": 0.4, "squared": 0.3, "dotted": 0.1, "table": 0.15, "staves": 0.05}
    kind = rng.choice(list(kinds), p=list(kinds.values()))
    spacing = size * (rng.uniform(0.25, 1.3) if kind == "squared" else rng.uniform(0.8, 2.2))
    width = max(0.3, size * rng.uniform(0.01, 0.07))
    cover = np.zeros((h, w), np.float32)
    middle, far = np.array([w, h]) / 2, float(np.hypot(h, w)) / 2
    for turn in (0.0, np.pi / 2)[: 2 if kind in ("squared", "dotted", "table") else 1]:
        across = spacing * (rng.uniform(1, 3) if kind == "table" and turn else 1)
        if across < 3.5:
            continue
        along = np.array([np.cos(angle + turn), np.sin(angle + turn)])
        normal = np.array([-along[1], along[0]])
        for offset in np.arange(-far, far, across) + rng.uniform(0, across):
            for repeat in range(5 if kind == "staves" else 1):
                start = middle + (offset + repeat * size * 0.25) * normal
                stroke(cover, np.array([start - far * along, start + far * along]), width)
    if kind == "dotted":
        cover *= slow_noise((h, w), int(far / 3) + 2, rng) > 0.6
    strength = rng.uniform(0.15, 0.95)
    blend(sheet, cover, _LINE_COLOURS[rng.integers(len(_LINE_COLOURS))], strength)


def print_boxes(sheet: np.ndarray, boxes: Boxes, size: float, rng: np.random.Generator) -> None:
    """Print a form's box or comb around each digit, or one frame around all."""
    if not len(boxes):
        return
    cover = np.zeros(sheet.shape[:2], np.float32)
    width = max(0.3, size * rng.uniform(0.015, 0.09))
    room = size * rng.uniform(0.08, 0.5)
    kind = rng.integers(3)
    if kind == 0:  # one frame around all
        boxes = np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])[None]
    for x0, y0, x1, y1 in boxes + np.array([-room, -room, room, room]):
        corners = [(x0, y1 - (y1 - y0) * 0.3), (x0, y1), (x1, y1), (x1, y1 - (y1 - y0) * 0.3)]
        if kind != 1:  # not a comb, which is open above
            corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
        stroke(cover, np.array(corners), width)
    colour = _LINE_COLOURS[rng.integers(len(_LINE_COLOURS))]
    blend(sheet, cover, colour, rng.uniform(0.3, 1))


def lay_table(sheet: np.ndarray, boxes: Boxes, size: float, rng: np.random.Generator) -> bool:
    """Let the paper end beside the digits; return whether there was room for a table."""
    h, w = sheet.shape[:2]
    turn = rng.uniform(0, 2 * np.pi) if rng.random() < 0.4 else rng.integers(4) * np.pi / 2
    turn += rng.normal(0, 0.08)
    normal = np.array([np.cos(turn), np.sin(turn)])
    corners = boxes[:, [[0, 1], [2, 1], [0, 3], [2, 3]]].reshape(-1, 2)
    start = (corners @ normal).max(initial=-np.inf) + size * rng.uniform(0.08, 0.8)
    y, x = np.indices((h, w), np.float32)
    across, along = x * normal[0] + y * normal[1], -x * normal[1] + y * normal[0]
    start = max(start, float(np.quantile(across, rng.uniform(0.4, 0.97))))
    table = across > start
    if not table.any():
        return False
    colour = rng.uniform(0.02, 0.75) * (1 + rng.uniform(-0.25, 0.25, 3)).astype(np.float32)
    ground = lay_paper((h, w), np.clip(colour, 0, 1), rng.uniform(0, 0.2), rng)
    kind = rng.random()
    if kind < 0.25:  # a keyboard, tiles, a pattern
        pitch = size * rng.uniform(0.3, 1.2)
        keys = ((across / pitch) % 1 < 0.8) & ((along / pitch) % 1 < 0.8)
        ground += keys[..., None] * np.float32(rng.uniform(-0.3, 0.3))
    elif kind < 0.5:  # the grain of wood
        waves = np.sin(along / size * rng.uniform(3, 12) + slow_noise((h, w), 4, rng) * 2)
        ground += waves[..., None] * np.float32(rng.uniform(0.01, 0.12))
    sheet[table] = ground[table]
    edge = np.exp(-np.maximum(start - across, 0) / (size * rng.uniform(0.02, 0.4)))
    sheet *= (1 - edge * rng.uniform(0, 0.35) * ~table)[..., None]
    return True


def throw_light(sheet: np.ndarray, rough: float, rng: np.random.Generator) -> None:
    """Light the picture from one side, throw shadows with hard and soft edges, crease the paper."""
    x, y, level = uneven_light(sheet.shape, 0.6, rough, rng)
    for _ in range(rng.poisson(1.1 * rough)):
        level *= 1 - rng.uniform(0.08, 0.6) * _shadow(x, y, rng)
    if rng.random() < 0.25 * rough:  # a crease is bright on one side and dark on the other
        turn, place = rng.uniform(0, 2 * np.pi), rng.uniform(-0.8, 0.8)
        across = (x * np.cos(turn) + y * np.sin(turn) - place) / rng.uniform(0.01, 0.08)
        level *= 1 + rng.uniform(0.03, 0.25) * across * np.exp(-across * across)
    sheet *= level[..., None]
    if rng.random() < 0.12 * rough:  # glare of a lamp
        lamp, spot = rng.uniform(-0.9, 0.9, 2), rng.uniform(0.1, 0.6)
        glow = np.exp(-((x - lamp[0]) ** 2 + (y - lamp[1]) ** 2) / spot**2)
        sheet += (rng.uniform(0.05, 0.5) * glow)[..., None]


def _shadow(x: np.ndarray, y: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return how dark each pixel is in a shadow, 0…1: of an edge, a wedge, a head, a pen."""
    soft = np.exp(rng.uniform(np.log(0.01), np.log(0.35)))
    turn = rng.uniform(0, 2 * np.pi)
    across = x * np.cos(turn) + y * np.sin(turn) - rng.uniform(-0.8, 0.8)
    along = -x * np.sin(turn) + y * np.cos(turn)
    kind = rng.integers(5)
    if kind == 1:  # a wedge
        across = np.minimum(across, along * rng.uniform(0.3, 2) + rng.uniform(-0.5, 0.5))
    elif kind == 2:  # a head or a telephone
        across = rng.uniform(0.4, 1.4) - np.hypot(across - 0.8, along * rng.uniform(0.3, 1.5))
    elif kind == 3:  # a pen or an arm
        across = rng.uniform(0.03, 0.35) - np.abs(across)
    elif kind == 4:  # a hand
        across = across + 0.15 * np.sin(along * rng.uniform(3, 9)) * (along > 0)
    return shade(across, soft)


def hold(sheet: np.ndarray, boxes: Boxes, size: float, rng: np.random.Generator) -> None:
    """Lay a finger or a thing at the picture's edge, where it hides no digit."""
    h, w = sheet.shape[:2]
    long, wide = size * rng.uniform(0.8, 2.5), size * rng.uniform(0.3, 1.0)
    side = rng.integers(4)
    along = rng.uniform(0, (w, h)[side % 2])
    x, y = ((along, 0), (0, along), (along, h), (w, along))[side]
    if touches(boxes, np.array([x, y]), 2 * long):
        return
    mask = np.zeros((h, w), np.uint8)
    turn = 90 * (side % 2 == 0) + rng.uniform(-35, 35)
    cv2.ellipse(mask, (int(x), int(y)), (int(long), max(1, int(wide))), turn, 0, 360, 255, -1)
    cover = cv2.GaussianBlur(mask, (0, 0), max(0.4, size * rng.uniform(0.01, 0.12)))
    skin = np.array((0.85, 0.62, 0.5), np.float32) * np.float32(rng.uniform(0.25, 1.1))
    colour = skin if rng.random() < 0.7 else rng.uniform(0, 1, 3).astype(np.float32)
    blend(sheet, cover, colour, 1 / 255)


def take_picture(
    sheet: np.ndarray, size: float, rough: float, rng: np.random.Generator
) -> np.ndarray:
    """Return what a camera makes of it: blur, contrast, colour cast, noise, JPEG; uint8."""
    sigma = size * rng.uniform(0, 0.045) * rough
    if rng.random() < 0.15 * rough and sigma > 0.4:  # a moving hand
        length = max(3, int(4 * sigma) | 1)
        kernel = np.zeros((length, length), np.float32)
        turn, middle = rng.uniform(0, np.pi), length // 2
        tip = np.array([np.cos(turn), np.sin(turn)]) * middle
        ends = np.rint([middle - tip, middle + tip]).astype(np.int32)
        cv2.polylines(kernel, [ends], False, 1.0)
        sheet = cv2.filter2D(sheet, -1, kernel / kernel.sum())
    elif sigma > 0.3:
        sheet = cv2.GaussianBlur(sheet, (0, 0), sigma)
    low, high = rng.uniform(0, 0.35 * rough), 1 - rng.uniform(0, 0.35 * rough)
    sheet = low + (high - low) * sheet
    sheet *= 1 + rng.uniform(-0.15, 0.15, 3).astype(np.float32) * rough
    noise = rng.uniform(0, 0.06) * rough
    if noise > 0.003:
        sheet += noise * rng.standard_normal((*sheet.shape[:2], 1), dtype=np.float32)
    picture = np.clip(sheet * 255, 0, 255).astype(np.uint8)
    lossy = rng.random() < 0.6 * min(1.0, 0.3 + rough)
    return compress(picture, 95 - 65 * rough, rng) if lossy else picture


def choose_colours(
    dark: bool, rough: float, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return the colours of ground and ink."""
    if rough == 0:
        even = np.full(3, not dark, np.float32)
        if rng.random() < 0.4:
            grey = rng.uniform(0.4, 1) if dark else rng.uniform(0, 0.6)
            return even, (grey * rng.uniform(0.3, 1, 3)).astype(np.float32)
        return even, np.full(3, dark, np.float32)
    tint = 1 + rng.uniform(-0.12, 0.12, 3)
    level = rng.uniform(0.03, 0.35) if dark else rng.uniform(0.55, 1.0)
    ground = np.clip(level * tint, 0, 1).astype(np.float32)
    if dark:
        ink = np.clip(rng.uniform(level + 0.25, 1) * (1 + rng.uniform(-0.25, 0.1, 3)), 0, 1)
    elif rng.random() < 0.6:
        ink = rng.uniform(0, level - 0.25) * (1 + rng.uniform(-0.1, 0.1, 3))
    else:  # blue, red, green
        ink = rng.uniform(0, level - 0.2) * np.ones(3)
        ink[int(rng.choice([2, 2, 2, 0, 1]))] = rng.uniform(0.3, 0.9)
    return ground, ink.astype(np.float32)


def with_few_pixels(picture: np.ndarray, length: float, rng: np.random.Generator) -> np.ndarray:
    """Return the picture as if its digits, now `length` pixels long, had had 7 to 30 before.

    With fewer, nobody can read them.
    """
    h, w = picture.shape[:2]
    scale = np.exp(rng.uniform(np.log(7), np.log(30))) / length
    if scale >= 1:
        return picture
    size = max(8, round(w * scale)), max(8, round(h * scale))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    how = cv2.INTER_CUBIC if rng.random() < 0.7 else cv2.INTER_NEAREST
    return cv2.resize(small, (w, h), interpolation=how)
