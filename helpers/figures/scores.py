"""Scores and the probabilities made of them, as bars."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from helpers.figures.drawing.canvas import Canvas
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLACK

#: Of the bars: a colour would stand for a digit.
_GRAY, _DARK = "#A0A0A0", "#404040"


def show_scores(columns: Mapping[str, np.ndarray]) -> Picture:
    """Show columns of ten values as bars: scores, what becomes of them, or counts.

    Values that all lie in 0…1 are drawn as probabilities, on an axis that ends at 1; others on an
    axis that ends at the largest magnitude, with bars to the left for values below zero. One to
    four columns come by the words above them; the picture's words list all values and their sums.

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
    width, row = 232, 24
    canvas = Canvas(24 + width * len(columns), 56 + 10 * row)
    lines = []
    for place, (title, values) in enumerate(columns.items()):
        *_, form = _axis(values)
        canvas.text(8 + place * width, 4, title, bold=True)
        _draw_bars(canvas, 8 + place * width, 32, width - 100, row, values)
        listed = ", ".join(f"{digit}: {form.format(value)}" for digit, value in enumerate(values))
        lines.append(f"{title}: {listed}; sum {form.format(values.sum())}.")
    return canvas.picture("\n".join(lines))


def _draw_bars(canvas: Canvas, x: int, y: int, width: int, row: int, values: np.ndarray) -> None:
    """Draw one bar for each digit, the largest darker, with its value beside it.

    An axis below says where the bars begin and where the longest, `width` pixels, ends.
    """
    best = int(np.argmax(values))
    low, high, form = _axis(values)
    scale = width / (high - low)
    zero = x + 16 - low * scale
    for digit, value in enumerate(values):
        middle = y + (digit + 0.5) * row
        start, end = sorted((zero, zero + value * scale))
        most = digit == best
        canvas.text(x, middle, str(digit), 12, bold=most, anchor="lm")
        canvas.box(start, middle - 9, end - start, 18, _DARK if most else _GRAY)
        words = form.format(value).replace("-", "−")
        canvas.text(max(end, zero) + 5, middle, words, 12, bold=most, anchor="lm")
    foot = y + 10 * row
    canvas.line([(zero + low * scale, foot), (zero + high * scale, foot)], BLACK, 1)
    for end in sorted({low, 0.0, high}):
        at = zero + end * scale
        canvas.line([(at, foot), (at, foot + 4)], BLACK, 1)
        canvas.text(at, foot + 6, f"{end:,.4g}".replace("-", "−"), 11, anchor="ma")
    canvas.line([(zero, y), (zero, foot)], BLACK, 1)


def _axis(values: np.ndarray) -> tuple[float, float, str]:
    """Return where the axis of a column starts and ends, and how its values are written."""
    if values.min() >= 0 and values.max() <= 1:
        return 0.0, 1.0, "{:.3f}"
    limit = float(np.abs(values).max())
    form = "{:,d}" if np.issubdtype(values.dtype, np.integer) else "{:.1f}"
    return (-limit if values.min() < 0 else 0.0), limit, form
