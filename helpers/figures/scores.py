"""Scores, the probabilities made of them, and a network's answer to one digit."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from helpers.figures.canvas import Canvas
from helpers.figures.picture import Picture
from helpers.figures.style import BLACK, BLUE, ORANGE

#: Height of one digit's row in CSS pixels.
_ROW = 24
_TITLE = 24
_MAP = 56


def show_scores(columns: Mapping[str, np.ndarray]) -> Picture:
    """Show columns of ten values as bars: scores, what becomes of them, or counts.

    Values that all lie in 0…1 are drawn as probabilities, on an axis that ends at 1; others on an
    axis that ends at the largest magnitude, with bars to the left for values below zero.

    Args:
        columns: arrays of shape (10,) by the words above them, one to four.

    Returns:
        The picture; its words list all values and each column's sum.

    Raises:
        ValueError: a column has not ten values.

    >>> show_scores({"Score": np.arange(10.0)}).text.splitlines()[0][:30]
    'Score: 0: 0.0, 1: 1.0, 2: 2.0,'
    """
    columns = {title: np.asarray(values) for title, values in columns.items()}
    for title, values in columns.items():
        if values.shape != (10,):
            raise ValueError(
                f"Expected ten values for “{title}”, one for each digit, got the shape "
                f"{values.shape}; pass one image's scores."
            )
    width = 232
    canvas = Canvas(24 + width * len(columns), 32 + 10 * _ROW)
    for place, (title, values) in enumerate(columns.items()):
        x = 8 + place * width
        canvas.text(x, 4, title, bold=True)
        draw_bars(canvas, x, 32, width - 100, values, _ROW)
    words = [f"{title}: {_words(values)}" for title, values in columns.items()]
    return canvas.picture("\n".join(words))


def draw_answer(
    digit: np.ndarray,
    probabilities: np.ndarray,
    feature_maps: np.ndarray,
    answer: str,
    before: str = "",
    after: str = "",
) -> Picture:
    """Draw an answer, what the network saw, ten probabilities, and the first layer's maps.

    Args:
        digit: uint8 array of shape (28, 28), 0…255, or (28, 28 · n) for n digits side by side.
        probabilities: array of shape (10,), 0…1.
        feature_maps: array of shape (h, w, c), after ReLU.
        answer: the answer in words, without a full stop.
        before: sentences that only the text equivalent has, before the answer.
        after: sentences that only the text equivalent has, after the answer.

    >>> picture = draw_answer(np.eye(28), np.eye(10)[4], np.zeros((26, 26, 8)), "A 4")
    >>> picture.text[:28]
    'A 4.\\nProbabilities: 0: 0.000'
    """
    canvas = Canvas(230 + _columns(feature_maps.shape[-1]) * (_MAP + 3), 408)
    canvas.text(8, 2, answer, 15, bold=True)
    canvas.text(8, 30, "What the network sees", bold=True)
    top = 30 + _TITLE
    canvas.panel(8, top, digit, max(1, 168 // digit.shape[1]), limit=255)
    canvas.text(8, top + 178, "Probability of each digit", bold=True)
    draw_bars(canvas, 8, top + 178 + _TITLE, 100, probabilities)
    canvas.text(222, 30, "Feature maps of the first layer", bold=True)
    _draw_maps(canvas, 222, top, feature_maps)
    words = " ".join(part for part in (before, f"{answer}.", after) if part)
    return canvas.picture(f"{words}\nProbabilities: {listed(probabilities)}.")


def draw_bars(
    canvas: Canvas,
    x: int,
    y: int,
    width: int,
    values: np.ndarray,
    row: int = 15,
) -> None:
    """Draw one bar for each digit, the largest in another colour, with its value beside it.

    Args:
        canvas: where to draw.
        x: left edge of the digits' names in CSS pixels; the bars start 16 further right.
        y: upper edge in CSS pixels.
        width: of the longest possible bar in CSS pixels.
        values: array of shape (10,).
        row: height of a digit's row in CSS pixels.
    """
    best = int(np.argmax(values))
    low, high, form = _axis(values)
    scale = width / (high - low)
    zero = x + 16 - low * scale
    thick = min(row - 4, 18)
    for digit, value in enumerate(values):
        middle = y + (digit + 0.5) * row
        start, end = sorted((zero, zero + value * scale))
        colour = ORANGE if digit == best else BLUE
        canvas.text(x, middle, str(digit), 12, bold=digit == best, anchor="lm")
        canvas.box(start, middle - thick / 2, end - start, thick, colour)
        words = form.format(value).replace("-", "−")
        canvas.text(max(end, zero) + 5, middle, words, 12, bold=digit == best, anchor="lm")
    if low < 0:
        canvas.line([(zero, y), (zero, y + 10 * row)], BLACK, 1)


def listed(values: np.ndarray, form: str = "{:.3f}") -> str:
    """Return ten values in words, each with its digit.

    >>> listed(np.array([0.25, 0.75]))
    '0: 0.250, 1: 0.750'
    """
    return ", ".join(f"{digit}: {form.format(value)}" for digit, value in enumerate(values))


def _axis(values: np.ndarray) -> tuple[float, float, str]:
    """Return where the axis of a column starts and ends, and how its values are written."""
    if values.min() >= 0 and values.max() <= 1:
        return 0.0, 1.0, "{:.3f}"
    limit = float(np.abs(values).max())
    form = "{:d}" if np.issubdtype(values.dtype, np.integer) else "{:.1f}"
    return (-limit if values.min() < 0 else 0.0), limit, form


def _words(values: np.ndarray) -> str:
    form = _axis(values)[2]
    return f"{listed(values, form)}; sum {form.format(values.sum())}."


def _draw_maps(canvas: Canvas, x: int, y: int, feature_maps: np.ndarray) -> None:
    """Draw the maps in rows, white where a map of this layer is strongest."""
    height, width, count = feature_maps.shape
    columns = _columns(count)
    cell = max(1, min(_MAP // width, 352 // -(-count // columns) // height))
    limit = float(feature_maps.max()) or 1.0
    for index in range(count):
        row, column = divmod(index, columns)
        place = (x + column * (width * cell + 3), y + row * (height * cell + 3))
        canvas.panel(*place, feature_maps[:, :, index], cell, limit=limit)


def _columns(count: int) -> int:
    """Return in how many columns so many maps stand; six rows are as high as the other panels."""
    return 4 if count <= 24 else 6
