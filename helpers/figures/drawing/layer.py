"""One fully connected layer, drawn on a canvas: as circles with lines, and as matrices."""

from __future__ import annotations

import numpy as np

from helpers.figures.drawing.canvas import Canvas, number
from helpers.figures.drawing.cells import HERE
from helpers.figures.drawing.style import BLACK, BLUE, VERMILION

_CELL = 34


def draw_circles(
    canvas: Canvas, width: int, vector: np.ndarray, weights: np.ndarray, values: np.ndarray
) -> None:
    """Draw inputs and units as circles, and every weight on its line; unit 0 is marked.

    Args:
        canvas: where to draw, over its whole height.
        width: from the left edge to the units' middle in CSS pixels.
        vector: floats of shape (inputs,).
        weights: floats of shape (inputs, units).
        values: floats of shape (units,), the units' values after ReLU.
    """
    inputs, units = weights.shape
    tall = canvas.height - 30
    left = [(40, 30 + tall * (place + 0.5) / inputs) for place in range(inputs)]
    right = [(width, 20 + tall * (unit + 0.5) / units) for unit in range(units)]
    for unit, (to_x, to_y) in enumerate(right):
        for place, (x, y) in enumerate(left):
            weight = float(weights[place, unit])
            colour = VERMILION if weight > 0 else BLUE
            canvas.line([(x, y), (to_x, to_y)], colour, 1 + round(min(abs(weight), 4)))
            along = 0.32 + 0.2 * unit  # so that no two labels meet where lines cross
            middle = x + along * (to_x - x), y + along * (to_y - y)
            canvas.disc(*middle, 13, "white", colour)
            canvas.text(*middle, number(weight), 13, colour, "mm", bold=True)
    for (x, y), value in zip(left, vector, strict=True):
        canvas.disc(x, y, 20, "#E8E8E8")
        canvas.text(x, y, number(value), 16, anchor="mm", bold=True)
    for unit, (x, y) in enumerate(right):
        if unit == 0:
            canvas.disc(x, y, 28, HERE, HERE)
        canvas.disc(x, y, 25, "white")
        canvas.text(x, y, number(values[unit]), 16, anchor="mm", bold=True)
        canvas.text(x, y + 32, f"unit {unit}", 12, anchor="ma")


def draw_matrices(
    canvas: Canvas, x: float, parts: list[tuple[str, str, np.ndarray]], coloured: str
) -> None:
    """Draw a formula of matrices from left to right, each with its words above.

    Args:
        canvas: where to draw, in the middle of its height.
        x: left edge in CSS pixels.
        parts: the sign before a matrix, the words above it, and its values: a matrix of shape
            (inputs, units), or a row of shape (units,). Column 0 of all but the first is framed.
        coloured: the words above the matrix that gets colours: red above zero, blue below.
    """
    middle = canvas.height // 2 + 10
    for place, (sign, words, values) in enumerate(parts):
        matrix = np.atleast_2d(values)
        height, width = (_CELL * length for length in matrix.shape)
        if sign:
            canvas.text(x + 12, middle, sign, 16, anchor="mm", bold=True)
            x += 28
        # Not the strongest colour: the numbers have to be read.
        limit = 1.6 * float(np.abs(matrix).max()) if words == coloured else 1e9
        top = middle - height // 2
        panel = canvas.panel(round(x), top, matrix, _CELL, True, limit, numbers=True, grid=True)
        if place:
            canvas.frame(panel, width=1, colour=HERE, thickness=2)
        canvas.text(x + width / 2, top - 8, words, 12, BLACK, "mb")
        x += width + 4
