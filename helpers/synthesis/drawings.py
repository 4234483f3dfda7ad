"""Lines of what nobody takes for a digit: letters, signs, scribbles, polygons, doodles.

Signs that a reader could take for a digit (O, I, l, S, Z, B, A, a, b, g, q, y, …) are left out.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cv2
import numpy as np

from helpers.synthesis.pens import cut_corners, on_circle, thin

#: The side of the sheet that is drawn on, in pixels.
SHEET = 112
_LETTERS = "CEFHJKLMNPRUVWXYcdefhkmnprtuvwx"
_SIGNS = "&@#%*+={}€ΨΩΣΠΦΞπωжшфю♥♪★"
#: The fonts that come with Matplotlib; some are held out, so that a test can show letters in a hand
#: that was not trained on.
FONTS = (
    "DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSansMono", "STIXGeneral",
    "STIXGeneralItalic", "STIXGeneralBol",
)  # fmt: skip
HELD_OUT_FONTS = ("DejaVuSerif", "DejaVuSerif-Italic", "cmr10", "cmtt10", "cmss10")


def random_glyph(rng: np.random.Generator, held_out: bool) -> np.ndarray:
    """Return the middle line of a letter or sign, uint8 (112, 112), 0 when the font lacks it."""
    fonts = HELD_OUT_FONTS if held_out else FONTS
    text = _LETTERS if rng.random() < 0.7 else _SIGNS
    return _glyph(fonts[rng.integers(len(fonts))], text[rng.integers(len(text))])


def letter_lines(rng: np.random.Generator, held_out: bool = False) -> np.ndarray:
    """Return the bent lines, uint8 (112, 112), 255 on 0, of what `random_glyph` returns."""
    return bent(random_glyph(rng, held_out), rng)


@cache
def _glyph(font: str, sign: str) -> np.ndarray:
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
    lines = []
    for _ in range(int(rng.integers(1, 4))):
        line = rng.uniform(16, SHEET - 16, (int(rng.integers(6, 14)), 2))
        for _ in range(int(rng.integers(0, 3))):
            line = np.concatenate([line[:1], cut_corners(line), line[-1:]])
        lines.append(line)
    return _drawn(lines)


def polygon_lines(rng: np.random.Generator) -> np.ndarray:
    """A zigzag, a grid, a star, a triangle: lines with corners."""
    kind, middle = rng.integers(4), SHEET / 2
    if kind == 0:
        columns = np.linspace(20, SHEET - 20, int(rng.integers(5, 9)))
        rows = middle + np.where(np.arange(len(columns)) % 2, 1, -1) * rng.uniform(8, 35)
        return _drawn([np.stack([columns, rows], axis=1)])
    if kind == 1:
        places = np.linspace(20, SHEET - 20, int(rng.integers(3, 5)))
        upright = [np.array([[place, 20], [place, SHEET - 20]]) for place in places]
        return _drawn([*upright, *(line[:, ::-1] for line in upright)])
    corners = int(rng.integers(3, 7))
    step = 2 if kind == 2 and corners >= 5 else 1
    angles = np.arange(corners + 1) * step * 2 * np.pi / corners + rng.uniform(0, 6)
    points = middle + rng.uniform(25, 40) * on_circle(angles)
    # A square or a hexagon alone could be meant as a 0: it gets a diagonal.
    diagonal = [points[[0, corners // 2]]] if corners > 3 and step == 1 else []
    return _drawn([points, *diagonal])


def doodle_lines(rng: np.random.Generator) -> np.ndarray:
    """A heart, a spiral, a face, a house, a dash."""
    turn = np.linspace(0, 2 * np.pi, 40)
    middle, radius = SHEET / 2, rng.uniform(25, 40)
    kind = rng.integers(5)
    if kind == 0:
        across = 16 * np.sin(turn) ** 3
        down = -13 * np.cos(turn) + 5 * np.cos(2 * turn) + 2 * np.cos(3 * turn)
        lines = [np.stack([across, down], axis=1) / 16]
    elif kind == 1:
        angle = turn * rng.uniform(2, 4) + rng.uniform(0, 6)
        lines = [np.linspace(0.05, 1, len(turn))[:, None] * on_circle(angle)]
    elif kind == 2:
        face = on_circle(turn)
        eyes = [np.array([side, -0.3]) + 0.08 * face for side in (-0.35, 0.35)]
        lines = [face, *eyes, 0.55 * face[3:17]]
    elif kind == 3:
        house = [(-1, 1), (1, 1), (1, -0.2), (0, -1), (-1, -0.2), (-1, 1)]
        door = [(-0.2, 1), (-0.2, 0.3), (0.3, 0.3), (0.3, 1)]
        lines = [np.array(house), np.array(door)]
    else:
        tilt = rng.uniform(-10, 10)
        return _drawn([np.array([[16, middle - tilt], [SHEET - 16, middle + tilt]])])
    return _drawn([middle + radius * line for line in lines])


def _drawn(lines: list[np.ndarray]) -> np.ndarray:
    sheet = np.zeros((SHEET, SHEET), np.uint8)
    cv2.polylines(sheet, [np.rint(line).astype(np.int32) for line in lines], False, 255, 1)
    return sheet


def bent(lines: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Bend the lines on a sheet as a hand would; return them in 0 and 255."""
    row, column = np.indices(lines.shape, np.float32)
    size = rng.uniform(1, 6)
    bends = [cv2.resize(rng.normal(0, size, (4, 4)).astype(np.float32), row.shape) for _ in "rc"]
    bent = cv2.remap(lines, column + bends[1], row + bends[0], cv2.INTER_LINEAR)
    return cv2.threshold(bent, 40, 255, cv2.THRESH_BINARY)[1]
