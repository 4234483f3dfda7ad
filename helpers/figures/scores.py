"""Scores, the probabilities made of them, and a network's answer to one digit."""

from __future__ import annotations

import numpy as np

from helpers.figures.canvas import Canvas
from helpers.figures.picture import Picture
from helpers.figures.style import BLACK, BLUE, ORANGE

_TITLE = 24
_ROW = 15


def draw_answer(
    digit: np.ndarray, probabilities: np.ndarray, feature_maps: np.ndarray, sentence: str
) -> Picture:
    """Draw a digit as a network sees it, its ten probabilities, and its first layer's maps.

    Args:
        digit: uint8 array of shape (28, 28), 0…255.
        probabilities: array of shape (10,), 0…1.
        feature_maps: array of shape (h, w, c), after ReLU.
        sentence: the answer in words; the probabilities are added to it.

    >>> picture = draw_answer(np.eye(28), np.eye(10)[4], np.zeros((26, 26, 8)), "A 4.")
    >>> picture.text[:28]
    'A 4.\\nProbabilities: 0: 0.000'
    """
    canvas = Canvas(464, 380)
    canvas.text(8, 2, "What the network sees", bold=True)
    panel = canvas.panel(8, _TITLE, digit, 6, limit=255)
    top = panel.bottom + 10
    canvas.text(8, top, "Probability of each digit", bold=True)
    draw_bars(canvas, 8, top + _TITLE, 100, probabilities, "{:.1%}")
    canvas.text(222, 2, "Feature maps of the first layer", bold=True)
    _draw_maps(canvas, 222, _TITLE, feature_maps)
    return canvas.picture(f"{sentence}\nProbabilities: {listed(probabilities)}.")


def draw_bars(
    canvas: Canvas, x: int, y: int, width: int, values: np.ndarray, form: str, limit: float = 1.0
) -> None:
    """Draw one bar for each digit, the largest in another colour, with its value beside it.

    Args:
        canvas: where to draw.
        x: left edge of the digits' names in CSS pixels; the bars start 16 further right.
        y: upper edge in CSS pixels.
        width: of a bar of length `limit` in CSS pixels.
        values: array of shape (10,), 0 or more.
        form: how a value is written, as for `str.format`.
        limit: the value of the longest possible bar.
    """
    best = int(np.argmax(values))
    for digit, value in enumerate(values):
        row = y + digit * _ROW
        length = round(min(max(value / limit, 0), 1) * width)
        canvas.text(x, row, str(digit), 12, bold=digit == best)
        canvas.box(x + 16, row + 1, length, _ROW - 4, ORANGE if digit == best else BLUE)
        canvas.text(x + 20 + length, row, form.format(value), 12, BLACK, bold=digit == best)


def listed(values: np.ndarray, form: str = "{:.3f}") -> str:
    """Return ten values in words, each with its digit.

    >>> listed(np.array([0.25, 0.75]))
    '0: 0.250, 1: 0.750'
    """
    return ", ".join(f"{digit}: {form.format(value)}" for digit, value in enumerate(values))


def _draw_maps(canvas: Canvas, x: int, y: int, feature_maps: np.ndarray) -> None:
    """Draw the maps in four columns, white where a map of this layer is strongest."""
    height, width, count = feature_maps.shape
    rows = -(-count // 4)
    cell = max(1, min(236 // 4 // width, 352 // rows // height))
    limit = float(feature_maps.max()) or 1.0
    for index in range(count):
        row, column = divmod(index, 4)
        place = (x + column * (width * cell + 3), y + row * (height * cell + 3))
        canvas.panel(*place, feature_maps[:, :, index], cell, limit=limit)
