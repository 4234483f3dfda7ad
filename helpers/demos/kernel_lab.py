"""The kernel laboratory of chapter 02: every weight to be moved, at work on two digits at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from helpers.convolution import KERNELS, convolve, window_at
from helpers.demos.base.demonstration import Demonstration, Values, digit_of, pack_digits
from helpers.demos.base.strokes import draw_strokes
from helpers.figures.drawing.canvas import number
from helpers.figures.kernels.arithmetic import products_in_words
from helpers.figures.kernels.lab import draw_kernel_lab
from helpers.figures.kernels.maps import map_in_words, size_in_words

#: What the preset menu offers, 3×3 and 5×5.
PRESETS: dict[str, np.ndarray] = {
    **KERNELS,
    "copy": np.pad([[1.0]], 1),
    "blur": np.full((3, 3), 0.11),
    "edges all around": np.pad([[9.0]], 1) - 1,
    "vertical 5×5": np.tile([-0.5, 0.25, 0.5, 0.25, -0.5], (5, 1)),
    "blur 5×5": np.full((5, 5), 0.04),
    "small loop 5×5": np.pad(np.pad([[-4.0]], 1, constant_values=-0.5), 1, constant_values=0.5),
}
#: What a digit is called that the learner draws.
DRAWING = "drawing"


def kernel_lab(
    images: np.ndarray | None = None,
    labels: np.ndarray | None = None,
    first: Sequence[int] | str = (4, 0),
    second: Sequence[int] | str = (8, 10),
    kernel: str | Sequence[Sequence[float]] | np.ndarray = KERNELS["vertical"],
    bias: float = 0,
    stride: int = 1,
    padding: int = 0,
    cell: Sequence[int] = (0, 9, 3),
    filled: int | None = None,
    strokes: Sequence[Sequence[float]] = (),
) -> Demonstration:
    """Return a kernel to adjust, with its maps of two digits, before and after ReLU.

    Args:
        images: uint8 array of shape (n, 28, 28), values 0…255; MNIST's training images when None.
        labels: integer array of shape (n,), the images' digits.
        first: the upper digit and which of its examples, counted from 0; or "drawing".
        second: the same for the lower digit.
        kernel: a name in `PRESETS`, or 3 or 5 rows of as many weights.
        bias: added to every sum.
        stride: pixels that the window moves at each step, 1 to 4.
        padding: rows and columns of zeros around each digit, 0 to 4.
        cell: which digit, 0 or 1, and the row and column of the map whose arithmetic is shown.
        filled: how many cells of the maps are computed yet, in reading order; all when None.
        strokes: of the learner's own digit, each [x, y, x, y, …] in pixels.

    >>> lab = kernel_lab(np.zeros((2, 28, 28), np.uint8), [4, 8], second=(8, 0), stride=2)
    >>> print(str(lab).splitlines()[0])
    The kernel lights 0 of 169 cells of the 4 and 0 of the 8.
    """
    presets = {name: each.tolist() for name, each in PRESETS.items()}
    data = {"digits": pack_digits(images, labels), "presets": presets}
    state = {
        "first": first,
        "second": second,
        "kernel": presets[kernel] if isinstance(kernel, str) else np.array(kernel),
        "bias": bias,
        "stride": stride,
        "padding": padding,
        "cell": cell,
        "filled": filled,
        "strokes": strokes,
    }
    return Demonstration(kernel_lab, data, state, _draw, words)


def words(data: Values, state: Values) -> str:
    """Return what the laboratory shows in words, as web/demonstrations/kernel_lab does."""
    images, kernel, maps, (side, row, column) = _computed(data, state)
    names, stride, padding = _names(state), state["stride"], state["padding"]
    begin = [name[0].upper() + name[1:] for name in names]
    cells = maps[0].size
    filled = min(cells, cells if state["filled"] is None else state["filled"])
    upper, lower = (int(np.count_nonzero(each.ravel()[:filled] > 0)) for each in maps)
    when = f"After {filled} of {cells} steps the" if filled < cells else "The"

    window = window_at(images[side], kernel, row, column, stride, padding)
    top, left = row * stride - padding, column * stride - padding
    total, value = convolve(window, kernel)[0, 0], maps[side][row, column]
    lines = [
        f"{when} kernel lights {upper} of {cells} cells of {names[0]} and {lower} of {names[1]}.",
        size_in_words(len(images[0]), len(kernel), stride, padding),
        *map(map_in_words, begin, maps),
        *products_in_words(window, kernel, top, left, names[side]),
        f"= {number(total, 6)}; adding the bias {number(state['bias'])} gives {number(value, 6)}, "
        f"the map's row {row}, column {column}; after ReLU {number(max(value, 0), 6)}.",
    ]
    return "\n".join(lines)


def _computed(
    data: Values, state: Values
) -> tuple[list[np.ndarray], np.ndarray, list[np.ndarray], tuple[int, int, int]]:
    """Return both images, the kernel, both maps, and the cell, which may have been outside."""
    kernel = np.array(state["kernel"], np.float32)
    images = [
        draw_strokes(state["strokes"]) if state[side] == DRAWING else digit_of(data, state, side)
        for side in ("first", "second")
    ]
    maps = [
        convolve(image, kernel, state["stride"], state["padding"]) + np.float32(state["bias"])
        for image in images
    ]
    side, row, column = state["cell"]
    rows, columns = maps[0].shape
    return images, kernel, maps, (side, min(row, rows - 1), min(column, columns - 1))


def _digits(state: Values) -> list[int | str]:
    both = (state["first"], state["second"])
    return [each if each == DRAWING else each[0] for each in both]


def _names(state: Values) -> list[str]:
    upper, lower = _digits(state)
    if upper == lower:
        return [f"the upper {upper}", f"the lower {lower}"]
    return ["your drawing" if name == DRAWING else f"the {name}" for name in (upper, lower)]


def _draw(data: Values, state: Values) -> Figure:
    images, kernel, maps, cell = _computed(data, state)
    window = (state["stride"], state["padding"], state["bias"], cell, state["filled"])
    return draw_kernel_lab(images, _digits(state), kernel, maps, *window)
