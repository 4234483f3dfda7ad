"""Lines of what nobody takes for a digit: letters, signs, scribbles, polygons, doodles.

Signs that a reader could take for a digit (O, I, l, S, Z, B, A, a, b, g, q, y, …) are left out.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cv2
import numpy as np

from helpers.synthesis.pens import thin

#: The side of the sheet that is drawn on, in pixels.
SHEET = 112
_LETTERS = "CEFHJKLMNPRUVWXYcdefhkmnprtuvwx"
_SIGNS = "&@#%*+={}€ΨΩΣΠΦΞπωжшфю♥♪★"
#: The fonts that come with Matplotlib; "Serif" and the Computer Modern romans are held out, so
#: that a test can show letters in a hand that was not trained on.
FONTS = (
    "DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSansMono", "STIXGeneral",
    "STIXGeneralItalic", "STIXGeneralBol",
)  # fmt: skip
HELD_OUT_FONTS = ("DejaVuSerif", "DejaVuSerif-Italic", "cmr10", "cmtt10", "cmss10")


def random_glyph(rng: np.random.Generator, fonts: tuple[str, ...]) -> np.ndarray:
    """Return the middle line of a letter or sign, uint8 (112, 112), from one of the fonts."""
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
    return bent(random_glyph(rng, HELD_OUT_FONTS if held_out else FONTS), rng)


@cache
def _glyph(font: str, sign: str) -> np.ndarray:
    """Return the middle line of a letter, one pixel wide; empty when the font has it not."""
    import matplotlib
    from PIL import Image, ImageDraw, ImageFont

    path = Path(matplotlib.get_data_path(), "fonts", "ttf", f"{font}.ttf")
    sheet = Image.new("L", (SHEET, SHEET))
    typeface = ImageFont.truetype(str(path), 72)
    missing = typeface.getmask("\uffff").getbbox()
    if sign > "\x7f" and (missing is None or typeface.getmask(sign).getbbox() == missing):
        return np.zeros((SHEET, SHEET), np.uint8)
    ImageDraw.Draw(sheet).text((SHEET // 2, SHEET // 2), sign, 255, typeface, "mm")
    return thin((np.asarray(sheet) > 127).astype(np.uint8)) * np.uint8(255)


def drawing_lines(rng: np.random.Generator) -> np.ndarray:
    """Return the bent lines of a scribble, a polygon or a doodle, as `letter_lines` does."""
    maker = (scribble_lines, polygon_lines, doodle_lines, doodle_lines)[rng.integers(4)]
    return bent(maker(rng), rng)


def scribble_lines(rng: np.random.Generator) -> np.ndarray:
    """One to three bent strokes that cross themselves often enough to be no digit."""
    sheet = np.zeros((SHEET, SHEET), np.uint8)
    for _ in range(int(rng.integers(1, 4))):
        corners = rng.uniform(16, SHEET - 16, (int(rng.integers(6, 14)), 2))
        curve(sheet, corners, rounds=int(rng.integers(0, 3)))
    return sheet


def polygon_lines(rng: np.random.Generator) -> np.ndarray:
    """A zigzag, a grid, a star, a triangle: lines with corners."""
    sheet = np.zeros((SHEET, SHEET), np.uint8)
    kind = rng.integers(4)
    middle = SHEET / 2
    if kind == 0:
        columns = np.linspace(20, SHEET - 20, int(rng.integers(5, 9)))
        rows = middle + np.where(np.arange(len(columns)) % 2, 1, -1) * rng.uniform(8, 35)
        curve(sheet, np.stack([columns, rows], axis=1), 0)
    elif kind == 1:
        for offset in np.linspace(20, SHEET - 20, int(rng.integers(3, 5))):
            curve(sheet, np.array([[offset, 20], [offset, SHEET - 20]]), 0)
            curve(sheet, np.array([[20, offset], [SHEET - 20, offset]]), 0)
    else:
        corners = int(rng.integers(3, 7))
        step = 2 if kind == 2 and corners >= 5 else 1
        angles = np.arange(corners + 1) * step * 2 * np.pi / corners + rng.uniform(0, 6)
        radius = rng.uniform(25, 40)
        points = middle + radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)
        curve(sheet, points, 0)
        if corners > 3 and step == 1:
            # A square or a hexagon alone could be meant as a 0: it gets a diagonal.
            curve(sheet, points[[0, corners // 2]], 0)
    return sheet


def doodle_lines(rng: np.random.Generator) -> np.ndarray:
    """A heart, a spiral, a face, a house, a dash."""
    sheet = np.zeros((SHEET, SHEET), np.uint8)
    turn = np.linspace(0, 2 * np.pi, 40)
    middle, radius = SHEET / 2, rng.uniform(25, 40)
    kind = rng.integers(5)
    if kind == 0:
        across = 16 * np.sin(turn) ** 3
        down = -13 * np.cos(turn) + 5 * np.cos(2 * turn) + 2 * np.cos(3 * turn)
        curve(sheet, middle + radius / 16 * np.stack([across, down], axis=1), 0)
    elif kind == 1:
        angle = turn * rng.uniform(2, 4) + rng.uniform(0, 6)
        growing = np.linspace(0.05, 1, len(turn)) * radius
        curve(sheet, middle + (growing * np.stack([np.cos(angle), np.sin(angle)])).T, 0)
    elif kind == 2:
        face = np.stack([np.cos(turn), np.sin(turn)], axis=1)
        curve(sheet, middle + radius * face, 0)
        for side in (-0.35, 0.35):
            curve(sheet, middle + radius * (np.array([side, -0.3]) + 0.08 * face), 0)
        curve(sheet, middle + radius * 0.55 * face[3:17], 0)
    elif kind == 3:
        house = [(-1, 1), (1, 1), (1, -0.2), (0, -1), (-1, -0.2), (-1, 1)]
        curve(sheet, middle + radius * np.array(house), 0)
        door = [(-0.2, 1), (-0.2, 0.3), (0.3, 0.3), (0.3, 1)]
        curve(sheet, middle + radius * np.array(door), 0)
    else:
        tilt = rng.uniform(-10, 10)
        curve(sheet, np.array([[16, middle - tilt], [SHEET - 16, middle + tilt]]), 0)
    return sheet


def curve(sheet: np.ndarray, corners: np.ndarray, rounds: int) -> None:
    """Draw a line through `corners`, its corners cut off `rounds` times (Chaikin 1974)."""
    for _ in range(rounds):
        first, last = corners[:-1], corners[1:]
        cut = np.stack([0.75 * first + 0.25 * last, 0.25 * first + 0.75 * last], axis=1)
        corners = np.concatenate([corners[:1], cut.reshape(-1, 2), corners[-1:]])
    cv2.polylines(sheet, [np.rint(corners).astype(np.int32)], False, 255, 1)


def bent(lines: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Bend the lines on a sheet as a hand would; return them in 0 and 255."""
    axis = np.arange(SHEET, dtype=np.float32)
    row, column = np.meshgrid(axis, axis, indexing="ij")
    size = rng.uniform(1, 6)
    bends = [cv2.resize(rng.normal(0, size, (4, 4)).astype(np.float32), row.shape) for _ in "rc"]
    bent = cv2.remap(lines, column + bends[1], row + bends[0], cv2.INTER_LINEAR)
    return cv2.threshold(bent, 40, 255, cv2.THRESH_BINARY)[1]
