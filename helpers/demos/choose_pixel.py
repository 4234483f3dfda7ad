"""Flatten in chapter 04: a pixel of a digit and its place in the vector of 784 numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from helpers.demos.base.demonstration import Demonstration, digit_of, given_or_mnist, pack_digits
from helpers.figures.drawing.cells import HERE, draw_cells, frame_cells
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import IMAGE_COLOURS, new_figure

_DEFAULTS = {"digit": [4, 0], "row": 14, "column": 10}
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
    images, labels = given_or_mnist(images, labels)
    state = {"digit": list(digit), "row": row, "column": column}
    data = {"digits": pack_digits(images, labels)}
    return Demonstration("choose_pixel", data, state, _DEFAULTS, _picture)


def words(data: Mapping[str, Any], state: Mapping[str, Any]) -> str:
    """Return where the pixel is in words, as web/demonstrations/choose_pixel does."""
    image, row, column = digit_of(data["digits"], *state["digit"]), state["row"], state["column"]
    side, vector = len(image), image.reshape(-1)
    index = side * row + column
    lines = [
        f"Row {row}, column {column} holds {vector[index]}. Flattened: {side} · {row} + {column} = "
        f"{index}, so vector[{index}] holds {vector[index]}.",
        f"Row {row} of the {state['digit'][0]} is the piece from vector[{side * row}] to "
        f"vector[{side * row + side - 1}].",
    ]
    for name, neighbour, there in (
        ("to the right", index + 1, column + 1 < side),
        ("below", index + side, row + 1 < side),
    ):
        if there:
            lines.append(
                f"The pixel {name} is vector[{neighbour}], {neighbour - index} "
                f"place{'s' * (neighbour - index != 1)} further; it holds {vector[neighbour]}."
            )
    return "\n".join(lines)


def _picture(data: Mapping[str, Any], state: Mapping[str, Any]) -> Picture:
    image, row, column = digit_of(data["digits"], *state["digit"]), state["row"], state["column"]
    side = len(image)
    figure = new_figure(9, 3.9)
    above, below = figure.subplots(2, 1, height_ratios=(7, 1))
    draw_cells(above, image, IMAGE_COLOURS, 0, 255, f"the {state['digit'][0]}: {side} rows")
    frame_cells(above, row, 0, 1, side)
    frame_cells(above, row, column)
    strip = np.full((side * side // _SHAPE, side * (side + 1) - 1), np.nan)
    for nth, line in enumerate(image):
        strip[:, nth * (side + 1) : nth * (side + 1) + side] = line
    draw_cells(below, strip, IMAGE_COLOURS, 0, 255, f"one vector of {image.size}: row after row")
    frame_cells(below, 0, row * (side + 1), len(strip), side)
    index = side * row + column
    below.set_xlabel(f"row {row} is framed; the marked pixel is vector[{index}]")
    below.plot(row * (side + 1) + column, -3, "v", color=HERE, clip_on=False)
    return Picture.from_figure(figure, words(data, state))
