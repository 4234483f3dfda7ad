"""Shows kernels, and the arithmetic of one window."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from helpers.convolution import convolve, window_at
from helpers.figures.digits import write_rulers
from helpers.figures.drawing.canvas import Canvas, number
from helpers.figures.drawing.cells import HERE
from helpers.figures.drawing.colours import is_dark
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLACK

_GAP = 28
_HEAD = 26
_GRAY = "#5A5A5A"
_LAMP_OFF = np.array([72, 72, 72])
_LAMP_ON = np.array([255, 226, 70])
_SIDE = 252  # of the image in show_window


def strongest_response(kernel: np.ndarray, white: float = 255) -> float:
    """Return the largest magnitude that a kernel can give on pixels from 0 to `white`.

    Colours scaled by it mean the same on every image: the full colour is a perfect match.

    >>> strongest_response(np.array([[-0.5, 1.0, -0.5]]), white=255)
    255.0
    """
    kernel = np.asarray(kernel, np.float32)
    return float(max(kernel[kernel > 0].sum(), -kernel[kernel < 0].sum()) * white)


def show_kernels(kernels: Mapping[str, np.ndarray]) -> Picture:
    """Show kernels, matrices by name, side by side with their weights written on them.

    >>> show_kernels({"blur": np.ones((3, 3)) / 9})
    blur: 0.1111 0.1111 0.1111 | 0.1111 0.1111 0.1111 | 0.1111 0.1111 0.1111
    """
    kernels = {name: np.asarray(kernel, np.float32) for name, kernel in kernels.items()}
    cells = {name: max(20, 126 // kernel.shape[1]) for name, kernel in kernels.items()}
    height = max(cells[name] * len(kernel) for name, kernel in kernels.items())
    canvas = Canvas((126 + _GAP) * len(kernels) + _GAP, height + 2 * _HEAD)
    lines = []
    for place, (name, kernel) in enumerate(kernels.items()):
        x = _GAP + place * (126 + _GAP)
        canvas.text(x, 6, name, 14, bold=True)
        canvas.panel(x, _HEAD + 6, kernel, cells[name], signed=True, numbers=True, grid=True)
        rows = [" ".join(map(number, row)) for row in kernel]
        lines.append(f"{name}: {' | '.join(rows)}")
    return canvas.picture("\n".join(lines))


def show_bulbs(windows: Mapping[str, np.ndarray], kernel: np.ndarray) -> Picture:
    """Show how brightly a kernel lights up on each of several windows, as a bulb.

    The windows are uint8 matrices of the kernel's shape by name, values 0…255.

    >>> show_bulbs({"white": np.full((1, 1), 255, np.uint8)}, np.ones((1, 1)))
    white: the sum of the products is 255; the bulb is on.
    """
    kernel = np.asarray(kernel, np.float32)
    cell, step = 96 // max(kernel.shape), 150
    canvas = Canvas(140 + step * len(windows), 262)
    canvas.text(16, 8, "kernel", 14, bold=True)
    canvas.panel(16, 34, kernel, cell, signed=True, numbers=True, grid=True)
    lines = []
    for place, (name, window) in enumerate(windows.items()):
        x = 140 + step * place
        canvas.text(x, 8, name, 14, bold=True)
        canvas.panel(x, 34, window, cell, limit=255, numbers=True, grid=True)
        total = float((window * kernel).sum())
        light = max(total, 0.0) / (strongest_response(kernel) or 1.0)
        colour = np.rint(_LAMP_OFF + (_LAMP_ON - _LAMP_OFF) * light).astype(np.uint8)
        canvas.disc(x + 48, 196, 38, tuple(colour.tolist()))
        canvas.box(x + 35, 235, 26, 5, _GRAY)
        canvas.box(x + 39, 242, 18, 5, _GRAY)
        ink = "white" if is_dark(colour) else BLACK
        canvas.text(x + 48, 196, number(total), 16, ink, "mm", bold=True)
        state = "on" if light > 0.5 else "dim" if light > 0 else "off"
        lines.append(f"{name}: the sum of the products is {number(total)}; the bulb is {state}.")
    return canvas.picture("\n".join(lines))


def show_window(
    image: np.ndarray,
    kernel: np.ndarray,
    row: int,
    column: int,
    stride: int = 1,
    padding: int = 0,
    filled: int | None = None,
    white: float = 255,
) -> Picture:
    """Show one window of an image, its products with the kernel, and where their sum goes.

    Args:
        image: uint8 matrix of ink, values 0…255.
        kernel: matrix of weights.
        row: of the feature map, counted from 0.
        column: likewise.
        stride: pixels that the window moves at each step.
        padding: rows and columns of zeros around the image.
        filled: how many cells of the map are computed yet, in reading order; all when None.
        white: the value that is drawn white. Cells that are large enough show their numbers.

    Returns:
        The picture; its words hold the whole arithmetic.

    >>> print(show_window(np.full((3, 3), 2, np.uint8), np.eye(3), 0, 0))
    The window at row 0, column 0 of the image; each pixel × its weight:
      2×1 + 2×0 + 2×0
    + 2×0 + 2×1 + 2×0
    + 2×0 + 2×0 + 2×1
    = 6, written into row 0, column 0 of the feature map.
    """
    kernel = np.asarray(kernel, np.float32)
    window = window_at(image, kernel, row, column, stride, padding)
    products = window * kernel
    total = float(products.sum())
    sums = convolve(image, kernel, stride, padding)
    shown = sums.copy()
    if filled is not None:
        shown.ravel()[filled:] = np.nan
    limit = strongest_response(kernel, white)
    padded = np.pad(image, padding)
    low = _HEAD + 60 + _SIDE
    canvas = Canvas(2 * _SIDE + 4 * _GAP, low + 124)

    # Above: the image and its map, as large as fits.
    top, left, right = _HEAD + 16, _GAP + 4, _SIDE + 3 * _GAP
    small = max(padded.shape) <= 8
    written = {"numbers": small, "grid": small}
    canvas.text(left, 5, "the image and the window", 13, bold=True)
    edge = _SIDE // max(padded.shape)
    digit = canvas.panel(left, top, padded, edge, limit=white, **written)
    write_rulers(canvas, digit, first=-padding)
    if padding:
        canvas.frame(digit, padding, padding, *image.shape, colour=_GRAY, thickness=1)
    canvas.frame(digit, row * stride, column * stride, *kernel.shape, colour=HERE)
    canvas.text(right, 5, f"the feature map, {sums.shape[0]}×{sums.shape[1]}", 13, bold=True)
    edge = _SIDE // (len(padded) if small else max(sums.shape))
    feature_map = canvas.panel(right, top, shown, edge, signed=True, limit=limit, **written)
    write_rulers(canvas, feature_map)
    canvas.frame(feature_map, row, column, 1, 1, colour=HERE)

    # Below: window × kernel = products → their sum.
    cell = 108 // max(kernel.shape)
    strongest = limit / max(1, np.abs(kernel).max()) or None
    for place, (words, values, most) in enumerate(
        (("window", window, white), ("kernel", kernel, None), ("products", products, strongest))
    ):
        x, look = left + 148 * place, {"signed": place > 0, "numbers": True, "grid": True}
        canvas.text(x, low - 20, words, 13, bold=True)
        canvas.panel(x, low, values, cell, limit=most, **look)
    middle = low + cell * kernel.shape[0] / 2
    for place, sign in enumerate("×=→"):
        canvas.text(left + 128 + 148 * place, middle, sign, 20, anchor="mm")
    x, y = left + 448, round(middle) - 36
    canvas.text(x, low - 20, "their sum", 13, bold=True)
    result = np.array([[total]])
    here = canvas.panel(x, y, result, 72, signed=True, limit=limit, numbers=True)
    canvas.frame(here, colour=HERE)
    top, left = row * stride - padding, column * stride - padding
    lines = products_in_words(window, kernel, top, left, "the image")
    lines.append(
        f"= {number(total, 6)}, written into row {row}, column {column} of the feature map."
    )
    return canvas.picture("\n".join(lines))


def products_in_words(
    window: np.ndarray, kernel: np.ndarray, top: int, left: int, image: str
) -> list[str]:
    """Return lines that name a window's place in an image and write out its products by row."""
    rows = [
        " + ".join(f"{number(p)}×{in_brackets(w)}" for p, w in zip(pixels, weights, strict=True))
        for pixels, weights in zip(window, kernel, strict=True)
    ]
    return [
        f"The window at row {number(top)}, column {number(left)} of {image}; "
        "each pixel × its weight:",
        *[("  " if place == 0 else "+ ") + words for place, words in enumerate(rows)],
    ]


def in_brackets(value: float) -> str:
    """Return a number in words, in brackets where it is below 0.

    >>> in_brackets(2), in_brackets(-2)
    ('2', '(−2)')
    """
    return f"({number(value)})" if value < 0 else number(value)
