"""Scores and the probabilities made of them, as bars."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from helpers.figures.drawing.canvas import Canvas
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLACK

#: Height of one digit's row in CSS pixels.
_ROW = 24
#: Of the bars: a colour would stand for a digit.
_GRAY, _DARK = "#A0A0A0", "#404040"


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
    canvas = Canvas(24 + width * len(columns), 56 + 10 * _ROW)
    for place, (title, values) in enumerate(columns.items()):
        x = 8 + place * width
        canvas.text(x, 4, title, bold=True)
        draw_bars(canvas, x, 32, width - 100, values, _ROW)
    words = [f"{title}: {_words(values)}" for title, values in columns.items()]
    return canvas.picture("\n".join(words))


def draw_bars(
    canvas: Canvas,
    x: int,
    y: int,
    width: int,
    values: np.ndarray,
    row: int = 15,
) -> None:
    """Draw one bar for each digit, the largest darker, with its value beside it.

    An axis below says where the bars begin and where the longest ends.

    Args:
        canvas: where to draw; the axis needs 20 CSS pixels under the rows.
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
        colour = _DARK if digit == best else _GRAY
        canvas.text(x, middle, str(digit), 12, bold=digit == best, anchor="lm")
        canvas.box(start, middle - thick / 2, end - start, thick, colour)
        words = form.format(value).replace("-", "−")
        canvas.text(max(end, zero) + 5, middle, words, 12, bold=digit == best, anchor="lm")
    foot = y + 10 * row
    canvas.line([(zero + low * scale, foot), (zero + high * scale, foot)], BLACK, 1)
    for end in sorted({low, 0.0, high}):
        at = zero + end * scale
        canvas.line([(at, foot), (at, foot + 4)], BLACK, 1)
        canvas.text(at, foot + 6, f"{end:,.4g}".replace("-", "−"), 11, anchor="ma")
    canvas.line([(zero, y), (zero, foot)], BLACK, 1)


def listed_in_words(values: np.ndarray, form: str = "{:.3f}") -> str:
    """Return ten values in words, each with its digit.

    >>> listed_in_words(np.array([0.25, 0.75]))
    '0: 0.250, 1: 0.750'
    """
    return ", ".join(f"{digit}: {form.format(value)}" for digit, value in enumerate(values))


def _axis(values: np.ndarray) -> tuple[float, float, str]:
    """Return where the axis of a column starts and ends, and how its values are written."""
    if values.min() >= 0 and values.max() <= 1:
        return 0.0, 1.0, "{:.3f}"
    limit = float(np.abs(values).max())
    form = "{:,d}" if np.issubdtype(values.dtype, np.integer) else "{:.1f}"
    return (-limit if values.min() < 0 else 0.0), limit, form


def _words(values: np.ndarray) -> str:
    form = _axis(values)[2]
    return f"{listed_in_words(values, form)}; sum {form.format(values.sum())}."
