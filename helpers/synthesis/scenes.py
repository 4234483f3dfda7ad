"""Paper, light and camera: what stands between a pen's stroke and a picture of it.

Every function takes the Generator that makes its choices, and `reach` from 0 (a clean drawing) to
1 (as bad as a reader can still make out). Pictures are float32 of shape (h, w, 3), values 0…1.
"""

from __future__ import annotations

import cv2
import numpy as np

from helpers.synthesis.pens import slow_noise

_PAPERS = ((0.97, 0.97, 0.97), (0.96, 0.94, 0.86), (0.82, 0.82, 0.82), (0.9, 0.93, 0.97))
_BOARDS = ((0.1, 0.1, 0.11), (0.12, 0.24, 0.18), (0.25, 0.27, 0.3))
_INKS = ((0.05, 0.05, 0.06), (0.1, 0.15, 0.5), (0.08, 0.1, 0.3), (0.6, 0.1, 0.1), (0.3, 0.3, 0.32))
_CHALKS = ((0.95, 0.95, 0.92), (0.95, 0.9, 0.55), (0.75, 0.8, 0.85))
RULES = ((0.55, 0.7, 0.85), (0.7, 0.7, 0.72), (0.6, 0.78, 0.7), (0.85, 0.6, 0.6))


def colours(dark: bool, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return the colour of a ground and of an ink to write on it, dark ground or light."""
    grounds, inks = (_BOARDS, _CHALKS) if dark else (_PAPERS, _INKS)
    pick = [np.array(group[rng.integers(len(group))], np.float32) for group in (grounds, inks)]
    ground, ink = (np.clip(colour + rng.uniform(-0.04, 0.03, 3), 0, 1) for colour in pick)
    return ground, ink


def blend(sheet: np.ndarray, cover: np.ndarray, colour: np.ndarray, strength: float = 1.0) -> None:
    """Lay a colour on `sheet`, in place, as strongly as `cover` (h, w) times `strength` says."""
    sheet += (cover * np.float32(strength))[..., None] * (colour - sheet)


def paper(
    shape: tuple[int, int], ground: np.ndarray, grain: float, rng: np.random.Generator
) -> np.ndarray:
    """Return a sheet of the colour `ground`, blotched and grained by about `grain` (0 … 0.1)."""
    sheet = np.full((*shape, 3), ground, np.float32)
    if grain > 0:
        sheet += (grain * 0.6 * slow_noise(shape, 12, rng))[..., None]
        sheet += (grain * 0.4 * slow_noise(shape, min(160, max(shape) // 2), rng))[..., None]
    return sheet


def rule(
    sheet: np.ndarray, to_picture: np.ndarray, unit: float, reach: float, rng: np.random.Generator
) -> None:
    """Draw ruled or squared lines on `sheet`, in place.

    `to_picture` is the 3×3 homography from MNIST's pixels to those of the sheet, of which one of
    MNIST's takes `unit`.
    """
    squared = rng.random() < 0.4
    # A digit is one line high on ruled paper, one or two squares on squared paper.
    spacing = 20 * (rng.uniform(0.4, 1.1) if squared else rng.uniform(0.8, 1.6))
    colour = np.array(RULES[rng.integers(len(RULES))], np.float32)
    strength = rng.uniform(0.4, 0.7 + 0.3 * reach)
    thickness = max(1, round(rng.uniform(0.3, 0.5 + 0.6 * reach) * unit))
    far = 20 * spacing
    lines = []
    for offset in np.arange(-far, far, spacing) + rng.uniform(0, spacing):
        lines.append([(-far, offset), (far, offset)])
        if squared:
            lines.append([(offset, -far), (offset, far)])
    _print(sheet, lines, to_picture, thickness, colour, strength)
    if not squared and rng.random() < 0.3:
        offset = rng.uniform(-20, -2)
        margin, red = [(offset, -far), (offset, far)], np.array((0.85, 0.45, 0.45), np.float32)
        _print(sheet, [margin], to_picture, thickness, red, strength)


def _print(
    sheet: np.ndarray, lines: list, to_picture: np.ndarray, thickness: int, colour: np.ndarray,
    strength: float,
) -> None:  # fmt: skip
    mask = np.zeros(sheet.shape[:2], np.uint8)
    seen = cv2.perspectiveTransform(np.array(lines, np.float32), to_picture)
    # Eight fractional bits place thin lines between pixels.
    places = (np.clip(seen, -1e5, 1e5) * 256).astype(np.int32)
    cv2.polylines(mask, list(places), False, 255, thickness, cv2.LINE_AA, 8)
    blend(sheet, mask, colour, strength / 255)


def uneven_light(
    shape: tuple[int, ...], strength: float, reach: float, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return x and y, −1…1, and how bright each place is: lit from one side, corners dark."""
    h, w = shape[:2]
    y, x = np.mgrid[-1 : 1 : h * 1j, -1 : 1 : w * 1j].astype(np.float32)
    turn = rng.uniform(0, 2 * np.pi)
    across = x * np.cos(turn) + y * np.sin(turn)
    level = 1 + rng.uniform(0, strength * reach) * (across / 1.4 - 1) / 2
    level -= rng.uniform(0, 0.3 * reach) * (x * x + y * y) / 2
    return x, y, level


def light(picture: np.ndarray, reach: float, family: str, rng: np.random.Generator) -> None:
    """Light the picture from one side, darken its corners, throw a shadow on it, in place."""
    x, y, level = uneven_light(picture.shape, 0.5, reach, rng)
    if rng.random() < reach:
        soft = rng.uniform(0.02, 0.3) if reach < 0.6 else rng.uniform(0.005, 0.3)
        depth = rng.uniform(0.15, 0.25 + 0.45 * reach)
        turn = rng.uniform(0, 2 * np.pi)
        across = x * np.cos(turn) + y * np.sin(turn) - rng.uniform(-0.6, 0.6)
        if family == "stress":  # a head or a hand instead of the edge of something straight
            along = x * np.sin(turn) - y * np.cos(turn)
            across = rng.uniform(0.6, 1.4) - np.hypot(across - 1, along * rng.uniform(0.3, 1.2))
        level *= 1 - depth * shade(across, soft)
    picture *= level[..., None]


def shade(depth: np.ndarray, soft: float) -> np.ndarray:
    """Return how dark a shadow is, 0…1, so deep behind its edge, which is `soft` wide."""
    return 1 / (1 + np.exp(np.clip(-depth / soft, -30, 30)))


def photograph(
    picture: np.ndarray, unit: float, reach: float, family: str, rng: np.random.Generator
) -> np.ndarray:
    """Blur the picture, lose contrast, add the sensor's noise; return a new picture."""
    sigma = rng.uniform(0, 1.1 * reach) * unit
    if family == "stress" and rng.random() < 0.5 and sigma > 0.5:  # a moving hand, not a lens
        kernel = np.zeros((9, 9), np.float32)
        turn = rng.uniform(0, np.pi)
        tip = (round(4 + 4 * np.cos(turn)), round(4 + 4 * np.sin(turn)))
        cv2.line(kernel, (8 - tip[0], 8 - tip[1]), tip, 1.0)
        size = max(3, int(2.5 * sigma) | 1)
        track = cv2.resize(kernel, (size, size), interpolation=cv2.INTER_AREA)
        picture = cv2.filter2D(picture, -1, track / track.sum())
    elif sigma > 0.3:
        picture = cv2.GaussianBlur(picture, (0, 0), sigma)
    low, high = rng.uniform(0, 0.25 * reach), 1 - rng.uniform(0, 0.25 * reach)
    picture = low + (high - low) * picture
    return picture * (1 + rng.uniform(-0.08, 0.08, 3).astype(np.float32) * reach)


def develop(picture: np.ndarray, reach: float, rng: np.random.Generator) -> np.ndarray:
    """Return the picture as uint8, with the sensor's noise and the losses of JPEG."""
    noise = rng.uniform(0, 0.05 * reach)
    if noise > 0.002:
        grain = rng.standard_normal(picture.shape[:2], dtype=np.float32)[..., None]
        picture = picture + noise * grain
    done = np.clip(picture * 255, 0, 255).astype(np.uint8)
    return compress(done, 95 - 60 * reach, rng) if rng.random() < 0.7 else done


def compress(picture: np.ndarray, worst: float, rng: np.random.Generator) -> np.ndarray:
    """Return the uint8 picture with the losses of JPEG, of a quality from `worst` to 95."""
    quality = int(rng.uniform(worst, 96))
    _, code = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    decoded = cv2.imdecode(code, cv2.IMREAD_COLOR)
    assert decoded is not None  # it was encoded just now
    return decoded
