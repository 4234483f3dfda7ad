"""Shows feature maps: what kernels make of whole images."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from helpers.convolution import convolve, output_size, relu
from helpers.figures.digits import colour_of
from helpers.figures.drawing.canvas import Canvas, Panel, fitting, number
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLACK, SKY_BLUE
from helpers.figures.kernels.arithmetic import strongest_response

_HEAD = 26
#: The sides of the images and of their maps in `compare_maps`, in CSS pixels.
_SMALL, _LARGE = 98, 182
_LEGEND = "red: above 0    white: 0    blue: below 0"
_OUTLINE = "    outline: the first one's brightest cells"


def compare_maps(
    images: Sequence[np.ndarray],
    names: Sequence[int | str],
    kernel: np.ndarray,
    stride: int = 1,
    padding: int = 0,
    outline: bool = False,
) -> Picture:
    """Show one kernel on several images side by side: image, feature map, the map after ReLU.

    Args:
        images: uint8 matrices of ink, values 0…255, all of one shape.
        names: for each image its digit, which also colours its frame, or words.
        kernel: matrix of weights.
        stride: pixels that the window moves at each step.
        padding: rows and columns of zeros around each image.
        outline: a line on every other image and its map shows where the first one's are brightest.

    Returns:
        The picture, a column for each image; its words hold the output size's computation and
        each map's numbers.
    """
    kernel = np.asarray(kernel, np.float32)
    limit = strongest_response(kernel)
    step, low = _SMALL + _LARGE + 44, _LARGE + 2 * _HEAD
    canvas = Canvas(step * len(images) - 24, 2 * (_LARGE + _HEAD) + 26)
    lines = [size_in_words(len(images[0]), len(kernel), stride, padding)]
    for place, (image, name) in enumerate(zip(images, names, strict=True)):
        left, right = 6 + step * place, 16 + step * place + _SMALL
        sums = convolve(image, kernel, stride, padding)
        canvas.text(left, 5, str(name), 14, bold=True)
        padded = np.pad(image, padding)
        digit = canvas.panel(left, _HEAD, padded, fitting(_SMALL, padded), limit=255)
        ink = colour_of(name) or BLACK
        canvas.frame(digit, padding, padding, *image.shape, colour=ink, thickness=2)
        if not place:
            canvas.text(left, low - 21, "kernel", 14, bold=True)
            canvas.panel(left, low, kernel, fitting(84, kernel), signed=True, grid=True)
        size = f"{sums.shape[0]}×{sums.shape[1]}"
        canvas.text(right, 5, f"feature map, {size}", 14, bold=True)
        edge = fitting(_LARGE, sums)
        canvas.panel(right, _HEAD, sums, edge, signed=True, limit=limit)
        canvas.text(right, low - 21, "after ReLU", 14, bold=True)
        lit = canvas.panel(right, low, relu(sums), edge, light=True, limit=limit)
        if not place:
            brightest = padded >= 128, sums > limit / 6
        elif outline:
            _surround(canvas, digit, brightest[0])
            _surround(canvas, lit, brightest[1])
        # Where there are two, the side says which: both may be a 4.
        side = f" ({('left', 'right')[place]})" if len(images) == 2 else ""
        lines.append(map_in_words(f"{name}{side}", sums))
    canvas.text(6, canvas.height - 20, _LEGEND + _OUTLINE * outline, 13, colour="#5A5A5A")
    return canvas.picture("\n".join(lines))


def size_in_words(length: int, window: int, stride: int, padding: int) -> str:
    """Return the computation of the output size as a sentence.

    >>> size_in_words(28, 3, 2, 0)
    'Output size: (28 + 2×0 − 3) ÷ 2 = 12.5, rounded down to 12, plus 1 is 13: the map is 13×13.'
    """
    size = output_size(length, window, stride, padding)
    room = length + 2 * padding - window
    rounded = "" if room % stride == 0 else f", rounded down to {room // stride}"
    return (
        f"Output size: ({length} + 2×{padding} − {window}) ÷ {stride} = {room / stride:.4g}"
        f"{rounded}, plus 1 is {size}: the map is {size}×{size}."
    )


def show_maps(
    images: Sequence[np.ndarray],
    names: Sequence[int | str],
    kernels: Mapping[str, np.ndarray],
) -> Picture:
    """Show several kernels on several images, after ReLU: which bulbs light up where.

    Args:
        images: uint8 matrices of ink, values 0…255.
        names: for each image its digit, which colours its frame, or words.
        kernels: matrices of weights by name.

    Returns:
        The picture: a row for each image, a column for each kernel, the sum under each map; its
        words hold the names and sums, too.
    """
    cell, side = 5, 140
    step, high = side + 16, side + 22
    canvas = Canvas(16 + step * (len(kernels) + 1), 50 + high * len(images))
    lit = [[relu(convolve(image, kernel)) for kernel in kernels.values()] for image in images]
    # One scale for all, so that the same colour is the same sum.
    brightest = max(float(each.max()) for row in lit for each in row)
    xs = [16 + step * column for column in range(1, len(kernels) + 1)]
    for x, (title, kernel) in zip(xs, kernels.items(), strict=True):
        canvas.panel(x, 6, kernel, 36 // max(np.shape(kernel)), signed=True, grid=True)
        canvas.text(x + 44, 24, title, 13, bold=True, anchor="lm")
    lines = []
    for row, (image, name, found) in enumerate(zip(images, names, lit, strict=True)):
        y = 50 + high * row
        digit = canvas.panel(16, y, image, side // max(image.shape), limit=255)
        canvas.frame(digit, colour=colour_of(name) or BLACK, thickness=2)
        sums = []
        for x, title, each in zip(xs, kernels, found, strict=True):
            total = each.sum(dtype=np.float64)
            canvas.panel(x, y, each, cell, light=True, limit=brightest)
            canvas.text(x, y + cell * len(each) + 3, f"sum {total:,.10g}", 13)
            sums.append(f"{title} {number(total, 8)}")
        lines.append(f"{name}, sum of each map after ReLU: {', '.join(sums)}.")
    lines.append(f"The brightest cell of all holds {number(brightest)}.")
    return canvas.picture("\n".join(lines))


def map_in_words(name: str, sums: np.ndarray) -> str:
    """Return a sentence with the extremes of a feature map and what ReLU keeps of it."""
    row, column = np.unravel_index(int(sums.argmax()), sums.shape)
    lit = int(np.count_nonzero(sums > 0))
    return (
        f"{name}: strongest {number(sums.max(), 6)} at row {row}, column {column}; "
        f"weakest {number(sums.min(), 6)}; ReLU keeps {lit} of {sums.size} cells, "
        f"their sum is {number(relu(sums).sum(dtype=np.float64), 6)}."
    )


def _surround(canvas: Canvas, panel: Panel, inside: np.ndarray) -> None:
    """Draw a line around the cells of a panel that are inside."""
    padded = np.pad(inside, 1)
    for axis in (0, 1):
        for row, column in np.argwhere(np.diff(padded, axis=axis)):
            # The edge between a cell and the next one, without the frame of zeros.
            x, y = column - 1 + axis, row - axis
            ends = [(x, y), (x, y + 1) if axis else (x + 1, y)]
            points = [(panel.x + panel.cell * a, panel.y + panel.cell * b) for a, b in ends]
            canvas.line(points, SKY_BLUE, 1)
