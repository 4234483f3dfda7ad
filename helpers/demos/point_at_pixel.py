"""Pixels of chapter 01: point at one, read its row, its column and its value."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from helpers.demos.base.demonstration import Demonstration, Values, digit_of, pack_digits
from helpers.demos.base.pixels import shrink
from helpers.figures.digits import digit_colour
from helpers.figures.drawing.cells import draw_cells, frame_cells
from helpers.figures.drawing.style import IMAGE_COLOURS, new_figure

#: Rows and columns of numbers that are shown around the pixel.
_AROUND = 5


def point_at_pixel(
    images: np.ndarray | None = None,
    labels: np.ndarray | None = None,
    digit: Sequence[int] = (4, 0),
    pixel: Sequence[int] = (9, 4),
    side: int = 28,
) -> Demonstration:
    """Return a digit to point at, and the numbers around the pixel that is pointed at.

    Args:
        images: uint8 array of shape (n, 28, 28), values 0…255; MNIST's training images when None.
        labels: integer array of shape (n,), the images' digits.
        digit: the digit and which of its examples, counted from 0.
        pixel: row and column in the image of 28×28 pixels.
        side: rows and columns at which the digit is shown: 28, 14 or 7.

    >>> reader = point_at_pixel(np.zeros((1, 28, 28), np.uint8), [4], pixel=(3, 9), side=14)
    >>> print(str(reader).splitlines()[0])
    Row 1, column 4 of the 4 holds 0: image[1, 4], the mean of 2×2 of the 28×28 pixels.
    """
    data = {"digits": pack_digits(images, labels)}
    state = {"digit": digit, "pixel": pixel, "side": side}
    return Demonstration(point_at_pixel, data, state, _draw, words)


def words(data: Values, state: Values) -> str:
    """Return what is pointed at in words, as web/demonstrations/point_at_pixel does."""
    image, row, column, top, left, around = _found(data, state)
    side, whole = state["side"], data["digits"]["side"]
    block = whole // side
    mean = f", the mean of {block}×{block} of the {whole}×{whole} pixels" if block > 1 else ""
    lines = [
        f"Row {row}, column {column} of the {state['digit'][0]} holds {image[row, column]}: "
        f"image[{row}, {column}]{mean}.",
        f"The image is {side} rows of {side} numbers, {image.size} in all, from {image.min()} "
        f"to {image.max()}; {np.count_nonzero(image)} of them hold ink (above 0).",
        f"Rows {top} to {top + _AROUND - 1}, columns {left} to {left + _AROUND - 1}:",
    ]
    return "\n".join(lines + [" ".join(f"{value:3d}" for value in line) for line in around])


def _found(data: Values, state: Values) -> tuple[np.ndarray, int, int, int, int, np.ndarray]:
    """Return the image, the pixel in it, and the corner of what is around it, and that."""
    side = state["side"]
    image = shrink(digit_of(data, state), side)
    row, column = (place * side // data["digits"]["side"] for place in state["pixel"])
    top, left = (min(max(place - _AROUND // 2, 0), side - _AROUND) for place in (row, column))
    return image, row, column, top, left, image[top : top + _AROUND, left : left + _AROUND]


def _draw(data: Values, state: Values) -> Figure:
    image, row, column, top, left, around = _found(data, state)
    figure = new_figure(7, 3.4)
    whole, part = figure.subplots(1, 2, width_ratios=(1.25, 1))
    draw_cells(whole, image, IMAGE_COLOURS, 0, 255, f"the {state['digit'][0]}, point at a pixel")
    for spine in whole.spines.values():
        spine.set(color=digit_colour(state["digit"][0]), linewidth=1.5)
    frame_cells(whole, row, column)
    ticks = range(0, len(image), max(1, len(image) // 7))
    whole.set(xticks=ticks, yticks=ticks, xlabel="column", ylabel="row")
    draw_cells(part, around, IMAGE_COLOURS, 0, 255, "the numbers around it")
    frame_cells(part, row - top, column - left)
    places = range(_AROUND)
    part.set_xticks(places, [left + place for place in places])
    part.set_yticks(places, [top + place for place in places])
    for (down, right), value in np.ndenumerate(around):
        ink = "black" if value > 120 else "white"
        part.text(right, down, str(value), ha="center", va="center", color=ink)
    return figure
