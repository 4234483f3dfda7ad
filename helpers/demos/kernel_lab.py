"""The kernel laboratory of chapter 02: every weight to be moved, at work on two digits at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from helpers.convolution import KERNELS, convolve, window_at
from helpers.demos.base.demonstration import Demonstration, digit_of, given_or_mnist, pack_digits
from helpers.demos.base.strokes import draw_strokes
from helpers.figures.drawing.canvas import number
from helpers.figures.drawing.picture import Picture
from helpers.figures.kernels.arithmetic import products_in_words
from helpers.figures.kernels.lab import draw_kernel_lab
from helpers.figures.kernels.maps import map_in_words, size_in_words

#: What the preset menu offers, 3×3 and 5×5.
PRESETS: dict[str, np.ndarray] = {
    **KERNELS,
    "copy": np.pad(np.ones((1, 1)), 1),
    "blur": np.full((3, 3), 0.11),
    "edges all around": np.pad(np.full((1, 1), 9.0), 1) - 1,
    "vertical 5×5": np.tile([-0.5, 0.25, 0.5, 0.25, -0.5], (5, 1)),
    "blur 5×5": np.full((5, 5), 0.04),
    "small loop 5×5": np.array(
        [
            [0.5, 0.5, 0.5, 0.5, 0.5],
            [0.5, -0.5, -0.5, -0.5, 0.5],
            [0.5, -0.5, -4, -0.5, 0.5],
            [0.5, -0.5, -0.5, -0.5, 0.5],
            [0.5, 0.5, 0.5, 0.5, 0.5],
        ]
    ),
}
#: What a digit is called that the learner draws.
DRAWING = "drawing"
_DEFAULTS = {
    "first": [4, 0],
    "second": [8, 10],
    "kernel": KERNELS["vertical"].tolist(),
    "bias": 0,
    "stride": 1,
    "padding": 0,
    "cell": [0, 9, 3],
    "filled": None,
    "strokes": [],
}


def kernel_lab(
    images: np.ndarray | None = None,
    labels: np.ndarray | None = None,
    first: Sequence[int] | str = (4, 0),
    second: Sequence[int] | str = (8, 10),
    kernel: str | Sequence[Sequence[float]] = "vertical",
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
    images, labels = given_or_mnist(images, labels)
    presets = {name: each.tolist() for name, each in PRESETS.items()}
    data = {"digits": pack_digits(images, labels), "presets": presets}
    state = {
        "first": first if first == DRAWING else list(first),
        "second": second if second == DRAWING else list(second),
        "kernel": presets[kernel] if isinstance(kernel, str) else np.array(kernel).tolist(),
        "bias": bias,
        "stride": stride,
        "padding": padding,
        "cell": list(cell),
        "filled": filled,
        "strokes": [list(points) for points in strokes],
    }
    return Demonstration("kernel_lab", data, state, _DEFAULTS, _picture)


def words(data: Mapping[str, Any], state: Mapping[str, Any]) -> str:
    """Return what the laboratory shows in words, as web/demonstrations/kernel_lab does."""
    kernel = np.array(state["kernel"], np.float32)
    images = [_image(data, state, side) for side in ("first", "second")]
    names = _names(state)
    maps = [_map(image, kernel, state) for image in images]
    cells = maps[0].size
    filled = min(cells, cells if state["filled"] is None else state["filled"])
    upper, lower = (int(np.count_nonzero(each.ravel()[:filled] > 0)) for each in maps)
    when = f"After {filled} of {cells} steps the" if filled < cells else "The"
    return "\n".join(
        [
            f"{when} kernel lights {upper} of {cells} cells of {names[0]} and {lower} of "
            f"{names[1]}.",
            size_in_words(len(images[0]), len(kernel), state["stride"], state["padding"]),
            *[
                map_in_words(name[0].upper() + name[1:], each)
                for name, each in zip(names, maps, strict=True)
            ],
            *_arithmetic(images, kernel, maps, names, state),
        ]
    )


def _picture(data: Mapping[str, Any], state: Mapping[str, Any]) -> Picture:
    kernel = np.array(state["kernel"], np.float32)
    images = [_image(data, state, side) for side in ("first", "second")]
    maps = [_map(image, kernel, state) for image in images]
    figure = draw_kernel_lab(
        images,
        [_digit(state, side) for side in ("first", "second")],
        kernel,
        maps,
        state["stride"],
        state["padding"],
        state["bias"],
        _cell(state, maps[0]),
        state["filled"],
    )
    return Picture.from_figure(figure, words(data, state))


def _digit(state: Mapping[str, Any], side: str) -> int | str:
    return state[side] if state[side] == DRAWING else state[side][0]


def _image(data: Mapping[str, Any], state: Mapping[str, Any], side: str) -> np.ndarray:
    if state[side] == DRAWING:
        return draw_strokes(state["strokes"])
    return digit_of(data["digits"], *state[side])


def _map(image: np.ndarray, kernel: np.ndarray, state: Mapping[str, Any]) -> np.ndarray:
    return convolve(image, kernel, state["stride"], state["padding"]) + np.float32(state["bias"])


def _names(state: Mapping[str, Any]) -> list[str]:
    bare = [_digit(state, side) for side in ("first", "second")]
    if bare[0] == bare[1]:
        return [f"the upper {bare[0]}", f"the lower {bare[1]}"]
    return ["your drawing" if name == DRAWING else f"the {name}" for name in bare]


def _cell(state: Mapping[str, Any], sums: np.ndarray) -> tuple[int, int, int]:
    """Return the cell; a larger stride may have left it outside the map."""
    side, row, column = state["cell"]
    return side, min(row, sums.shape[0] - 1), min(column, sums.shape[1] - 1)


def _arithmetic(
    images: Sequence[np.ndarray],
    kernel: np.ndarray,
    maps: Sequence[np.ndarray],
    names: Sequence[str],
    state: Mapping[str, Any],
) -> list[str]:
    side, row, column = _cell(state, maps[0])
    stride, padding = state["stride"], state["padding"]
    window = window_at(images[side], kernel, row, column, stride, padding)
    total = convolve(window, kernel)[0, 0]

    top, left = row * stride - padding, column * stride - padding
    value = maps[side][row, column]
    return [
        *products_in_words(window, kernel, top, left, names[side]),
        f"= {number(total, 6)}; adding the bias {number(state['bias'])} gives {number(value, 6)}, "
        f"the map's row {row}, column {column}; after ReLU {number(max(value, 0), 6)}.",
    ]
