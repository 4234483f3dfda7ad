"""Pictures that are no digit: what a network must not be sure about.

A network that has only ever seen digits is sure about everything. Shown these as well, with the
target that no digit is likelier than another, it learns to doubt (outlier exposure:
D. Hendrycks, M. Mazeika, T. Dietterich, *Deep Anomaly Detection with Outlier Exposure*, 2019).
Signs that a reader could take for a digit (O, I, l, S, Z, B, A, a, b, g, q, y, …) are left out.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cv2
import numpy as np

from helpers.mnist_format import to_mnist

#: The side of the sheet that is drawn on, in pixels.
_SHEET = 112
_LETTERS = "CEFHJKLMNPRUVWXYcdefhkmnprtuvwx"
_SIGNS = "&@#%*+={}€ΨΩΣΠΦΞπωжшфю♥♪★"
#: The fonts that come with Matplotlib; "Serif" and the Computer Modern romans are held out, so
#: that a test can show letters in a hand that was not trained on.
_FONTS = (
    "DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSansMono", "STIXGeneral",
    "STIXGeneralItalic", "STIXGeneralBol",
)  # fmt: skip
_HELD_OUT_FONTS = ("DejaVuSerif", "DejaVuSerif-Italic", "cmr10", "cmti10", "cmss10")


def non_digits(
    count: int,
    rng: np.random.Generator,
    digits: np.ndarray | None = None,
    held_out: bool = False,
) -> np.ndarray:
    """Draw letters, signs, scribbles, textures, pairs of digits and blank paper.

    Args:
        count: how many.
        rng: makes every choice.
        digits: uint8 (n, 28, 28), 0…255: MNIST's digits, for pairs squeezed into one picture;
            when None there are no pairs.
        held_out: draw letters and signs in fonts that are used only so.

    Returns:
        uint8 (count, 28, 28), 0…255, in MNIST's format, ink bright on 0.

    >>> non_digits(5, np.random.default_rng(0)).shape
    (5, 28, 28)
    """
    makers = {_letter: 0.46, _scribble: 0.12, _polygon: 0.1, _doodle: 0.12, _texture: 0.1}
    makers[_blank] = 0.03
    if digits is not None:
        makers[_pair] = 0.12
    chances = np.array(list(makers.values()))
    choices = rng.choice(len(makers), count, p=chances / chances.sum())
    result = np.zeros((count, 28, 28), np.uint8)
    for index, choice in enumerate(choices):
        maker = list(makers)[choice]
        if maker is _letter:
            result[index] = _letter(rng, _HELD_OUT_FONTS if held_out else _FONTS)
        elif maker is _pair:
            result[index] = _pair(rng, digits)
        else:
            result[index] = maker(rng)
    return result


def _letter(rng: np.random.Generator, fonts: tuple[str, ...] = _FONTS) -> np.ndarray:
    glyph = _random_glyph(rng, fonts)
    if not glyph.any():
        return _scribble(rng)
    return _written(glyph, rng)


def _random_glyph(rng: np.random.Generator, fonts: tuple[str, ...]) -> np.ndarray:
    text = _LETTERS if rng.random() < 0.7 else _SIGNS
    return _glyph(fonts[rng.integers(len(fonts))], text[rng.integers(len(text))])


def letter_lines(rng: np.random.Generator, held_out: bool = False) -> np.ndarray:
    """Return the bent lines of a letter or sign that nobody takes for a digit.

    Args:
        rng: chooses and bends it.
        held_out: take a font that is kept for measuring.

    Returns:
        uint8 (112, 112), lines bright on 0; all 0 when the font lacks the sign.
    """
    return _bent(_random_glyph(rng, _HELD_OUT_FONTS if held_out else _FONTS), rng)


@cache
def _glyph(font: str, sign: str) -> np.ndarray:
    """Return the middle line of a letter, one pixel wide; empty when the font has it not."""
    import matplotlib
    from PIL import Image, ImageDraw, ImageFont

    from helpers.synthesis.pens import thin

    path = Path(matplotlib.get_data_path(), "fonts", "ttf", f"{font}.ttf")
    sheet = Image.new("L", (_SHEET, _SHEET))
    typeface = ImageFont.truetype(str(path), 72)
    missing = typeface.getmask("\uffff").getbbox()
    if sign > "\x7f" and (missing is None or typeface.getmask(sign).getbbox() == missing):
        return np.zeros((_SHEET, _SHEET), np.uint8)
    ImageDraw.Draw(sheet).text((_SHEET // 2, _SHEET // 2), sign, 255, typeface, "mm")
    return thin((np.asarray(sheet) > 127).astype(np.uint8)) * np.uint8(255)


def drawing_lines(rng: np.random.Generator) -> np.ndarray:
    """Return the bent lines of a scribble, a polygon or a doodle, as `letter_lines` does."""
    maker = (_scribble_lines, _polygon_lines, _doodle_lines, _doodle_lines)[rng.integers(4)]
    return _bent(maker(rng), rng)


def _scribble(rng: np.random.Generator) -> np.ndarray:
    return _written(_scribble_lines(rng), rng)


def _scribble_lines(rng: np.random.Generator) -> np.ndarray:
    """One to three bent strokes that cross themselves often enough to be no digit."""
    sheet = np.zeros((_SHEET, _SHEET), np.uint8)
    for _ in range(int(rng.integers(1, 4))):
        corners = rng.uniform(16, _SHEET - 16, (int(rng.integers(6, 14)), 2))
        _curve(sheet, corners, rounds=int(rng.integers(0, 3)))
    return sheet


def _polygon(rng: np.random.Generator) -> np.ndarray:
    return _written(_polygon_lines(rng), rng)


def _polygon_lines(rng: np.random.Generator) -> np.ndarray:
    """A zigzag, a grid, a star, a triangle: lines with corners."""
    sheet = np.zeros((_SHEET, _SHEET), np.uint8)
    kind = rng.integers(4)
    middle = _SHEET / 2
    if kind == 0:
        columns = np.linspace(20, _SHEET - 20, int(rng.integers(5, 9)))
        rows = middle + np.where(np.arange(len(columns)) % 2, 1, -1) * rng.uniform(8, 35)
        _curve(sheet, np.stack([columns, rows], axis=1), 0)
    elif kind == 1:
        for offset in np.linspace(20, _SHEET - 20, int(rng.integers(3, 5))):
            _curve(sheet, np.array([[offset, 20], [offset, _SHEET - 20]]), 0)
            _curve(sheet, np.array([[20, offset], [_SHEET - 20, offset]]), 0)
    else:
        corners = int(rng.integers(3, 7))
        step = 2 if kind == 2 and corners >= 5 else 1
        angles = np.arange(corners + 1) * step * 2 * np.pi / corners + rng.uniform(0, 6)
        radius = rng.uniform(25, 40)
        points = middle + radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)
        _curve(sheet, points, 0)
        if corners > 3 and step == 1:
            # A square or a hexagon alone could be meant as a 0: it gets a diagonal.
            _curve(sheet, points[[0, corners // 2]], 0)
    return sheet


def _doodle(rng: np.random.Generator) -> np.ndarray:
    if rng.random() < 5 / 6:
        return _written(_doodle_lines(rng), rng)
    sheet = np.zeros((_SHEET, _SHEET), np.uint8)
    corners = rng.uniform(16, _SHEET - 16, (int(rng.integers(3, 7)), 2))
    cv2.fillPoly(sheet, [np.rint(corners).astype(np.int32)], 255)
    return to_mnist(sheet)


def _doodle_lines(rng: np.random.Generator) -> np.ndarray:
    """A heart, a spiral, a face, a house, a dash."""
    sheet = np.zeros((_SHEET, _SHEET), np.uint8)
    turn = np.linspace(0, 2 * np.pi, 40)
    middle, radius = _SHEET / 2, rng.uniform(25, 40)
    kind = rng.integers(5)
    if kind == 0:
        across = 16 * np.sin(turn) ** 3
        down = -13 * np.cos(turn) + 5 * np.cos(2 * turn) + 2 * np.cos(3 * turn)
        _curve(sheet, middle + radius / 16 * np.stack([across, down], axis=1), 0)
    elif kind == 1:
        angle = turn * rng.uniform(2, 4) + rng.uniform(0, 6)
        growing = np.linspace(0.05, 1, len(turn)) * radius
        _curve(sheet, middle + (growing * np.stack([np.cos(angle), np.sin(angle)])).T, 0)
    elif kind == 2:
        face = np.stack([np.cos(turn), np.sin(turn)], axis=1)
        _curve(sheet, middle + radius * face, 0)
        for side in (-0.35, 0.35):
            _curve(sheet, middle + radius * (np.array([side, -0.3]) + 0.08 * face), 0)
        _curve(sheet, middle + radius * 0.55 * face[3:17], 0)
    elif kind == 3:
        house = [(-1, 1), (1, 1), (1, -0.2), (0, -1), (-1, -0.2), (-1, 1)]
        _curve(sheet, middle + radius * np.array(house), 0)
        door = [(-0.2, 1), (-0.2, 0.3), (0.3, 0.3), (0.3, 1)]
        _curve(sheet, middle + radius * np.array(door), 0)
    else:
        tilt = rng.uniform(-10, 10)
        _curve(sheet, np.array([[16, middle - tilt], [_SHEET - 16, middle + tilt]]), 0)
    return sheet


def _texture(rng: np.random.Generator) -> np.ndarray:
    """Grain, hatching, checks or a wash of grey over the whole picture."""
    side = 28
    kind = rng.integers(4)
    if kind == 0:
        field = rng.standard_normal((side, side)).astype(np.float32)
        field = cv2.GaussianBlur(field, (0, 0), rng.uniform(0.3, 3))
        field = field / field.std() * rng.uniform(0.1, 0.4) + rng.uniform(0, 0.6)
    elif kind == 1:
        angle, period = rng.uniform(0, np.pi), rng.uniform(3, 9)
        row, column = np.mgrid[:side, :side]
        phase = (np.cos(angle) * row + np.sin(angle) * column) * 2 * np.pi / period
        field = np.sin(phase) * rng.uniform(0.5, 2) + 0.5
    elif kind == 2:
        cell = int(rng.integers(3, 9))
        row, column = np.mgrid[:side, :side]
        field = ((row // cell + column // cell) % 2) * rng.uniform(0.5, 1.0)
    else:
        corner = rng.uniform(0, 1, (2, 2)).astype(np.float32)
        field = cv2.resize(corner, (side, side), interpolation=cv2.INTER_LINEAR)
    image = (np.clip(field, 0, 1) * 255).astype(np.uint8)
    if rng.random() < 0.5:
        image[rng.random((side, side)) < rng.uniform(0, 0.9)] = 0
    return image


def _blank(rng: np.random.Generator) -> np.ndarray:
    """Nothing, a little grain, or a speck."""
    image = np.zeros((28, 28), np.uint8)
    if rng.random() < 0.5:
        grain = np.abs(rng.standard_normal((28, 28))) * rng.uniform(1, 40)
        image = np.clip(grain, 0, 255).astype(np.uint8)
    if rng.random() < 0.5:
        row, column = rng.integers(2, 24, 2)
        image[row : row + 2, column : column + 2] = rng.integers(60, 256)
    return image


def _pair(rng: np.random.Generator, digits: np.ndarray) -> np.ndarray:
    """Two or three digits side by side, or one upon the other, squeezed into one picture."""
    chosen = digits[rng.integers(len(digits), size=int(rng.integers(2, 4)))]
    if len(chosen) == 2 and rng.random() < 0.35:
        return to_mnist(np.maximum(chosen[0], np.roll(chosen[1], rng.integers(-5, 6, 2), (0, 1))))
    boxes = []
    for digit in chosen:
        columns = np.nonzero(digit.any(axis=0))[0]
        boxes.append(np.pad(digit[:, columns[0] : columns[-1] + 1], ((0, 0), (1, 1))))
    row = np.hstack(boxes)
    enlarged = cv2.resize(row, None, fx=4, fy=4, interpolation=cv2.INTER_CUBIC)
    enlarged[enlarged < 32] = 0
    return to_mnist(enlarged)


def _curve(sheet: np.ndarray, corners: np.ndarray, rounds: int) -> None:
    """Draw a line through `corners`, its corners cut off `rounds` times (Chaikin 1974)."""
    for _ in range(rounds):
        first, last = corners[:-1], corners[1:]
        cut = np.stack([0.75 * first + 0.25 * last, 0.25 * first + 0.75 * last], axis=1)
        corners = np.concatenate([corners[:1], cut.reshape(-1, 2), corners[-1:]])
    cv2.polylines(sheet, [np.rint(corners).astype(np.int32)], False, 255, 1)


def _bent(lines: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Bend the lines on a sheet as a hand would; return them in 0 and 255."""
    axis = np.arange(_SHEET, dtype=np.float32)
    row, column = np.meshgrid(axis, axis, indexing="ij")
    size = rng.uniform(1, 6)
    bends = [cv2.resize(rng.normal(0, size, (4, 4)).astype(np.float32), row.shape) for _ in "rc"]
    bent = cv2.remap(lines, column + bends[1], row + bends[0], cv2.INTER_LINEAR)
    return cv2.threshold(bent, 40, 255, cv2.THRESH_BINARY)[1]


def _written(lines: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Bend the lines on a sheet, draw them with a pen, and scale to 28×28."""
    solid = _bent(lines, rng)
    pen = int(rng.integers(4, 13))
    solid = cv2.dilate(solid, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (pen, pen)))
    return to_mnist(solid)
