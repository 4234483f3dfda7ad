"""Flatten in chapter 04: a pixel of a digit and its place in the vector of 784 numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from helpers.demos.base.demonstration import Demonstration, Values, digit_of, pack_digits
from helpers.figures.drawing.cells import HERE, draw_cells, frame_cells
from helpers.figures.drawing.style import IMAGE_COLOURS, new_figure

#: How many times as wide as high the drawn strip is.
_SHAPE = 30


def choose_pixel(
    images: np.ndarray | None = None,
    labels: np.ndarray | None = None,
    digit: Sequence[int] = (4, 0),
    row: int = 14,
    column: int = 10,
) -> Demonstration:
    """Return a digit and its rows laid end to end, with one pixel marked in both.

    Args:
        images: uint8 array of shape (n, 28, 28), values 0…255; MNIST's training images when None.
        labels: integer array of shape (n,), the images' digits.
        digit: the digit and which of its examples, counted from 0.
        row: the marked pixel's row.
        column: its column.

    >>> flatten = choose_pixel(np.zeros((1, 28, 28), np.uint8), [4], row=1, column=2)
    >>> print(str(flatten).splitlines()[0])
    Row 1, column 2 holds 0. Flattened: 28 · 1 + 2 = 30, so vector[30] holds 0.
    """
    data = {"digits": pack_digits(images, labels)}
    state = {"digit": digit, "row": row, "column": column}
    return Demonstration(choose_pixel, data, state, _draw, words)


def words(data: Values, state: Values) -> str:
    """Return where the pixel is in words, as web/demonstrations/choose_pixel does."""
    image, row, column = digit_of(data, state), state["row"], state["column"]
    side, vector = len(image), image.ravel()
    start = side * row
    index = start + column
    lines = [
        f"Row {row}, column {column} holds {vector[index]}. Flattened: {side} · {row} + {column} = "
        f"{index}, so vector[{index}] holds {vector[index]}.",
        f"Row {row} of the {state['digit'][0]} is the piece from vector[{start}] to "
        f"vector[{start + side - 1}].",
    ]
    neighbours = (("to the right", 1, "place", column), ("below", side, "places", row))
    for name, further, places, place in neighbours:
        if place + 1 < side:
            lines.append(
                f"The pixel {name} is vector[{index + further}], {further} {places} further; it "
                f"holds {vector[index + further]}."
            )
    return "\n".join(lines)


def _draw(data: Values, state: Values) -> Figure:
    image, row, column = digit_of(data, state), state["row"], state["column"]
    side = len(image)
    figure = new_figure(9, 3.9)
    above, below = figure.subplots(2, 1, height_ratios=(7, 1))
    draw_cells(above, image, IMAGE_COLOURS, 0, 255, f"the {state['digit'][0]}: {side} rows")
    frame_cells(above, row, 0, 1, side)
    frame_cells(above, row, column)
    gaps = np.pad(image.astype(float), ((0, 0), (0, 1)), constant_values=np.nan)
    strip = np.tile(gaps.ravel()[:-1], (image.size // _SHAPE, 1))
    draw_cells(below, strip, IMAGE_COLOURS, 0, 255, f"one vector of {image.size}: row after row")
    start = row * (side + 1)
    frame_cells(below, 0, start, len(strip), side)
    below.set_xlabel(f"row {row} is framed; the marked pixel is vector[{side * row + column}]")
    below.plot(start + column, -3, "v", color=HERE, clip_on=False)
    return figure
