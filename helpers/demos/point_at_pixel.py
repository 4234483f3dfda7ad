"""Pixels of chapter 01: point at one, read its row, its column and its value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from helpers.demos.base.demonstration import Demonstration, digit_of, given_or_mnist, pack_digits
from helpers.demos.base.pixels import shrink
from helpers.figures.digits import digit_colour
from helpers.figures.drawing.cells import draw_cells, frame_cells
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import IMAGE_COLOURS, new_figure

_DEFAULTS = {"digit": [4, 0], "pixel": [9, 4], "side": 28}
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
    images, labels = given_or_mnist(images, labels)
    state = {"digit": list(digit), "pixel": list(pixel), "side": side}
    data = {"digits": pack_digits(images, labels)}
    return Demonstration("point_at_pixel", data, state, _DEFAULTS, _picture)


def words(data: Mapping[str, Any], state: Mapping[str, Any]) -> str:
    """Return what is pointed at in words, as web/demonstrations/point_at_pixel does."""
    image, row, column, top, left, around = _found(data, state)
    side, whole = state["side"], digit_of(data["digits"], *state["digit"])
    block = len(whole) // side
    mean = f", the mean of {block}×{block} of the {len(whole)}×{len(whole)} pixels"
    return "\n".join(
        [
            f"Row {row}, column {column} of the {state['digit'][0]} holds {image[row, column]}: "
            f"image[{row}, {column}]{mean if block > 1 else ''}.",
            f"The image is {side} rows of {side} numbers, {image.size} in all, from {image.min()} "
            f"to {image.max()}; {np.count_nonzero(image)} of them hold ink (above 0).",
            f"Rows {top} to {top + _AROUND - 1}, columns {left} to {left + _AROUND - 1}:",
            *[" ".join(f"{value:3d}" for value in line) for line in around],
        ]
    )


def _found(
    data: Mapping[str, Any], state: Mapping[str, Any]
) -> tuple[np.ndarray, int, int, int, int, np.ndarray]:
    """Return the image, the pixel in it, and the corner of what is around it, and that."""
    whole = digit_of(data["digits"], *state["digit"])
    side = state["side"]
    image = shrink(whole, side)
    row, column = (place * side // len(whole) for place in state["pixel"])
    top, left = (min(max(place - _AROUND // 2, 0), side - _AROUND) for place in (row, column))
    return image, row, column, top, left, image[top : top + _AROUND, left : left + _AROUND]


def _picture(data: Mapping[str, Any], state: Mapping[str, Any]) -> Picture:
    image, row, column, top, left, around = _found(data, state)
    figure = new_figure(7, 3.4)
    axes = figure.subplots(1, 2, width_ratios=(1.25, 1))
    draw_cells(axes[0], image, IMAGE_COLOURS, 0, 255, f"the {state['digit'][0]}, point at a pixel")
    for spine in axes[0].spines.values():
        spine.set(color=digit_colour(state["digit"][0]), linewidth=1.5)
    frame_cells(axes[0], row, column)
    ticks = range(0, len(image), max(1, len(image) // 7))
    axes[0].set(xticks=ticks, yticks=ticks, xlabel="column", ylabel="row")
    draw_cells(axes[1], around, IMAGE_COLOURS, 0, 255, "the numbers around it")
    frame_cells(axes[1], row - top, column - left)
    places = range(_AROUND)
    axes[1].set_xticks(places, [left + place for place in places])
    axes[1].set_yticks(places, [top + place for place in places])
    for (down, right), value in np.ndenumerate(around):
        ink = "black" if value > 120 else "white"
        axes[1].text(right, down, str(value), ha="center", va="center", color=ink)
    return Picture.from_figure(figure, words(data, state))
