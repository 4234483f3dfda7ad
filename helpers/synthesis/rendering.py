"""Synthetic pictures of handwriting: MNIST's digits, written with pens and seen by a camera.

They measure what has learned from other pages (`pages`). Two families differ in the shape of
shadows and in the kind of blur: "training" weighs readings, "stress" is for benchmarks. What reads
either is not proven to read photographs of paper: only real pictures are.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from helpers.synthesis import pens, scenes

Rows = Sequence[Sequence[np.ndarray] | np.ndarray]
#: What a picture may look like, and how often from severity 1 on.
KINDS = {
    "drawing": 0.25, "tiny": 0.08, "scan": 0.2, "photograph": 0.35, "board": 0.06, "padded": 0.06,
}  # fmt: skip


def render(
    digit: np.ndarray, rng: np.random.Generator, severity: float = 2.0, family: str = "training",
    longest: int = 2000,
) -> np.ndarray:  # fmt: skip
    """Render one digit as a picture that a phone, a scanner or a paint program could have made.

    Args:
        digit: uint8 array of shape (28, 28), ink bright on 0.
        rng: makes every choice, so that the same seed makes the same picture.
        severity: 0 (a clean drawing) … 2 (middle) … 4 (hard for people too).
        family: "training" or "stress".
        longest: the longer side of the largest picture, in pixels; at least 28.

    Returns:
        uint8 array of shape (h, w, 3).

    >>> ink = np.zeros((28, 28), np.uint8)
    >>> ink[4:24, 12:16] = 255
    >>> render(ink, np.random.default_rng(0), severity=2, longest=200).dtype
    dtype('uint8')
    """
    return render_rows([[digit]], rng, severity, family, longest)


def render_rows(
    rows: Rows, rng: np.random.Generator, severity: float = 2.0, family: str = "training",
    longest: int = 2000,
) -> np.ndarray:  # fmt: skip
    """Render several digits in rows as one picture; see `render`.

    Each of the rows holds its digits from left to right, each uint8 of shape (28, 28).

    Returns:
        uint8 array of shape (h, w, 3).
    """
    reach = severity / 4
    kind = _kind(severity, rng)
    field = _write_rows(rows, rng, severity)
    unit, shape, to_picture = _camera(field.shape, len(rows), kind, reach, longest, rng)
    # A stroke thinner than a pixel needs a finer grid than the picture's, averaged afterwards.
    fine = max(1, int(np.ceil(2.5 / unit)))
    unit *= fine
    to_picture = np.diag([fine, fine, 1.0]) @ to_picture
    ink = _ink(field, to_picture, unit, (shape[1] * fine, shape[0] * fine))
    if reach > 0 and kind not in ("drawing", "tiny"):
        if rng.random() < 0.3 * reach:
            _add_neighbour(ink, field, unit, rng)
        _add_specks(ink, unit, reach, rng)
    real = kind in ("scan", "photograph", "board", "padded")
    sheet = _on_paper(ink, kind, real, to_picture, unit, reach, rng)
    if real:
        if kind == "photograph" and rng.random() < 0.2 * reach:
            _add_table(sheet, rng)
        bright = 0.4 if kind == "scan" else 1.0
        scenes.light(sheet, reach * bright, family, rng)
        sheet = scenes.photograph(sheet, unit, reach * bright, family, rng)
    if fine > 1:
        sheet = cv2.resize(sheet, shape[::-1], interpolation=cv2.INTER_AREA)
    picture = scenes.develop(sheet, reach if real else 0.3 * reach, rng)
    return _pad(picture, reach, rng) if kind == "padded" else picture


def _on_paper(
    ink: np.ndarray, kind: str, real: bool, to_picture: np.ndarray, unit: float, reach: float,
    rng: np.random.Generator,
) -> np.ndarray:  # fmt: skip
    """Return a sheet of paper, a screen or a board with the ink on it."""
    dark = kind == "board" or (not real and rng.random() < 0.4)
    ground, colour = scenes.colours(dark, rng)
    if not real and rng.random() < 0.6:
        ground, colour = np.full(3, not dark, np.float32), np.full(3, dark, np.float32)
    grain = rng.uniform(0, 0.05) * reach if real else 0.0
    sheet = scenes.paper(ink.shape, ground, grain, rng)
    if kind in ("scan", "photograph", "padded") and rng.random() < 0.2 + 0.3 * reach:
        scenes.rule(sheet, to_picture, unit, reach, rng)
    if real:
        ink *= _texture(ink.shape, unit, reach, rng)
        ink *= rng.uniform(1 - 0.6 * reach, 1)
    elif rng.random() < 0.3:
        ink = (ink > 0.5).astype(np.float32)
    scenes.blend(sheet, ink, colour)
    return sheet


def _kind(severity: float, rng: np.random.Generator) -> str:
    names, weights = list(KINDS), np.array(list(KINDS.values()))
    # Below 1, more and more of the pictures are clean drawings.
    weights[2:] *= min(1.0, severity)
    return str(rng.choice(names, p=weights / weights.sum()))


def _write_rows(rows: Rows, rng: np.random.Generator, severity: float) -> np.ndarray:
    """Write each row from left to right with one pen, with gaps like a writer's."""
    seed = int(rng.integers(2**32))
    lines = []
    for row in rows:
        line = []
        for digit in row:
            # One pen writes the whole picture: each digit is given the same choices.
            field = pens.write(digit, np.random.default_rng(seed), severity)
            columns = np.nonzero((field > 0).any(axis=0))[0]
            if len(rows) * len(row) > 1 and len(columns):
                margin = int(rng.uniform(1.0, 3.0) * pens.DENSITY)
                first, last = columns[0] - margin, columns[-1] + margin
                field = field[:, max(0, first) : last + 1]
            line.append(field)
        lines.append(np.hstack(line))
    width = max(line.shape[1] for line in lines)
    rooms = [((0, 0), (0, width - line.shape[1])) for line in lines]
    padded = (np.pad(*each, constant_values=pens.NO_INK) for each in zip(lines, rooms, strict=True))
    return np.vstack(list(padded))


def _camera(
    shape: tuple[int, ...], rows: int, kind: str, reach: float, longest: int,
    rng: np.random.Generator,
) -> tuple[float, tuple[int, int], np.ndarray]:  # fmt: skip
    """Choose size, place and perspective: pixels a unit, (h, w), units → picture."""
    high, wide = (side / pens.DENSITY for side in shape)
    if kind == "tiny" and rows == 1 and wide <= 28:
        size, aspect, share = 28.0, 1.0, rng.uniform(0.7, 1.0)
    else:
        smallest = 20 + 10 * max(high, wide) / 28 * (max(high, wide) > 28)
        size = np.exp(rng.uniform(np.log(smallest), np.log(max(longest, smallest + 1))))
        aspect = np.exp(rng.uniform(-0.4, 0.4) * min(1.0, 0.3 + reach))
        share = rng.uniform(0.95 - 0.65 * min(1.0, 0.3 + reach), 1.0)
        share = max(share, 14 / size)
    turn = np.radians(rng.uniform(-1, 1) * min(15.0, 30 * reach))
    # One digit has room to turn in its margins; a row of them needs more.
    upright = np.array([wide, high])
    turned = upright * abs(np.cos(turn)) + upright[::-1] * abs(np.sin(turn))
    box = turned if max(wide, high) > 28 else upright
    unit = share * size / max(box)
    box = box * unit
    frame = np.maximum(box, size * np.array([min(1, aspect), min(1, 1 / aspect)])).round()
    free = (frame - box) / 2
    centre = frame / 2 + rng.uniform(-1, 1, 2) * free * min(1.0, 2 * reach)
    cos, sin = unit * np.cos(turn), unit * np.sin(turn)
    back = np.array([[1, 0, -wide / 2], [0, 1, -high / 2], [0, 0, 1]])
    tilt = np.eye(3)
    if kind in ("photograph", "padded"):
        tilt[2, :2] = rng.uniform(-0.25, 0.25, 2) * reach / max(wide, high)
    place = np.array([[cos, -sin, centre[0]], [sin, cos, centre[1]], [0, 0, 1]])
    return unit, (int(frame[1]), int(frame[0])), place @ tilt @ back


def _ink(
    field: np.ndarray, to_picture: np.ndarray, unit: float, size: tuple[int, int]
) -> np.ndarray:
    """Cut the field where the stroke's edge is: float32 of shape (h, w), 0 … 1."""
    to_picture = to_picture @ np.diag([1 / pens.DENSITY, 1 / pens.DENSITY, 1.0])
    how = cv2.INTER_LINEAR if unit < 12 else cv2.INTER_CUBIC
    seen = cv2.warpPerspective(field, to_picture, size, flags=how, borderValue=pens.NO_INK)
    return np.clip(seen * unit + 0.5, 0, 1)


def _texture(
    shape: tuple[int, int], unit: float, reach: float, rng: np.random.Generator
) -> np.ndarray:
    """Return how much ink the pen left: felt is even, ball-pens and pencils are not."""
    depth = rng.uniform(0, 0.5) * reach
    grain = max(1.0, rng.uniform(0.2, 1.5) * unit)
    cells = int(np.clip(max(shape) / grain, 2, 600))
    return np.clip(1 - depth * np.abs(pens.slow_noise(shape, cells, rng)), 0.2, 1)


def _add_specks(ink: np.ndarray, unit: float, reach: float, rng: np.random.Generator) -> None:
    h, w = ink.shape
    for _ in range(rng.poisson(2.5 * reach)):
        # Dust and crumbs: up to half as wide as a stroke.
        radius = max(1, round(rng.uniform(0.15, 0.7) * unit))
        spot = (int(rng.integers(w)), int(rng.integers(h)))
        cv2.circle(ink, spot, radius, float(rng.uniform(0.4, 1)), -1, cv2.LINE_AA)


def _add_neighbour(
    ink: np.ndarray, field: np.ndarray, unit: float, rng: np.random.Generator
) -> None:
    """Let the edge of another stroke look in at the border, as in a picture cut from a page."""
    h, w = ink.shape
    other = cv2.rotate(field, int(rng.integers(3)))
    k = unit / pens.DENSITY
    peep = rng.uniform(0.5, 3.5) * unit
    rows, columns = np.nonzero(other > 0)
    if not len(rows):
        return
    side, along = rng.integers(3), rng.uniform(-0.3, 0.5)
    if side == 0:
        x, y = peep - (columns.max() + 1) * k, along * h
    elif side == 1:
        x, y = w - peep - columns.min() * k, along * h
    else:
        x, y = along * w, h - peep - rows.min() * k
    place = np.array([[k, 0, x], [0, k, y], [0, 0, 1.0]]) @ np.diag([pens.DENSITY] * 2 + [1.0])
    np.maximum(ink, _ink(other, place, unit, (w, h)), out=ink)


def _add_table(sheet: np.ndarray, rng: np.random.Generator) -> None:
    """Let the page end before the picture does."""
    h, w = sheet.shape[:2]
    table = np.float32(rng.uniform(0.05, 0.5)) * np.array([1, 0.85, 0.7], np.float32)
    strip = rng.uniform(0.02, 0.08)
    side = rng.integers(4)
    band = max(1, int(strip * (h, w)[side % 2]))
    sheet[(np.s_[:band], np.s_[:, :band], np.s_[-band:], np.s_[:, -band:])[side]] = table


def _pad(picture: np.ndarray, reach: float, rng: np.random.Generator) -> np.ndarray:
    """Put the picture on a larger white or black ground, as programs do to make it square."""
    h, w = picture.shape[:2]
    side = int(max(h, w) * (1 + rng.uniform(0.0, 0.4))) + 2
    ground = np.full((side, side, 3), 255 if rng.random() < 0.7 else 0, np.uint8)
    top, left = (side - h) // 2, (side - w) // 2
    ground[top : top + h, left : left + w] = picture
    return scenes.compress(ground, 95 - 60 * reach, rng) if rng.random() < 0.5 else ground
