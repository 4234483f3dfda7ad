"""The kernel laboratory as a static figure: two digits, their maps, and one cell's arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.colors import Colormap
from matplotlib.figure import Figure, SubFigure

from helpers.convolution import relu, window_at
from helpers.figures.digits import digit_colour
from helpers.figures.drawing.canvas import number
from helpers.figures.drawing.cells import LIGHT, draw_cells, frame_cells
from helpers.figures.drawing.style import IMAGE_COLOURS, SIGNED_COLOURS
from helpers.figures.kernels.arithmetic import strongest_response


def draw_kernel_lab(
    images: Sequence[np.ndarray],
    digits: Sequence[int | str],
    kernel: np.ndarray,
    maps: Sequence[np.ndarray],
    stride: int,
    padding: int,
    bias: float,
    cell: tuple[int, int, int],
    filled: int | None = None,
) -> Figure:
    """Draw what the laboratory shows at its start.

    Args:
        images: two uint8 matrices of ink, values 0…255.
        digits: what each of them is; 4 and 8 have colours of their own.
        kernel: matrix of weights.
        maps: the sums of both images, with the bias.
        stride: pixels that the window moves at each step.
        padding: rows and columns of zeros around each image.
        bias: added to every sum.
        cell: which image, and row and column of the map that the arithmetic is about.
        filled: how many cells are computed yet, in reading order; all when None.
    """
    figure = Figure(figsize=(8, 7.2), layout="constrained", facecolor="white")
    (upper,), (lower,) = figure.subfigures(2, 1, squeeze=False, height_ratios=(5, 2.1))
    axes = upper.subplots(2, 3)
    side, row, column = cell
    limit = strongest_response(kernel) + abs(bias)
    light = max(1.0, *(float(relu(sums).max()) for sums in maps))
    size = len(kernel)
    for place, (image, digit, sums) in enumerate(zip(images, digits, maps, strict=True)):
        shown = sums.copy()
        if filled is not None:
            shown.ravel()[filled:] = np.nan
        padded = np.pad(image, padding)
        panels: tuple[tuple[str, np.ndarray, str | Colormap, float, float], ...] = (
            (str(digit), padded, IMAGE_COLOURS, 0, 255),
            (f"feature map, {len(sums)}×{len(sums)}", shown, SIGNED_COLOURS, -limit, limit),
            (f"after ReLU, brightest {number(relu(sums).max())}", relu(shown), LIGHT, 0, light),
        )
        for axis, (title, values, colours, low, high) in zip(axes[place], panels, strict=True):
            draw_cells(axis, values, colours, low, high, title)
            for spine in axis.spines.values():
                colour = digit_colour(digit) if isinstance(digit, int) else "#808080"
                spine.set(color=colour, linewidth=1.5)
        frame_cells(axes[place, 0], row * stride, column * stride, size)
        for axis in axes[place, 1:]:
            frame_cells(axis, row, column, 1)
    window = window_at(images[side], kernel, row, column, stride, padding)
    _draw_arithmetic(lower, window, kernel, maps[side][row, column], bias, limit, light)
    return figure


def _draw_arithmetic(
    figure: SubFigure,
    window: np.ndarray,
    kernel: np.ndarray,
    value: float,
    bias: float,
    limit: float,
    light: float,
) -> None:
    heaviest = float(np.abs(kernel).max()) or 1.0
    products = window * kernel
    total = value - np.float32(bias)
    tables: tuple[tuple[str, np.ndarray, str | Colormap, float, float, str], ...] = (
        ("window", window, IMAGE_COLOURS, 0, 255, "×"),
        ("kernel", kernel, SIGNED_COLOURS, -heaviest, heaviest, "="),
        ("products", products, SIGNED_COLOURS, -limit, limit, "→"),
        ("their sum", np.array([[total]]), SIGNED_COLOURS, -limit, limit, f"+ {number(bias)}"),
        ("with bias", np.array([[value]]), SIGNED_COLOURS, -limit, limit, "→"),
        ("ReLU", np.array([[max(value, 0)]]), LIGHT, 0, light, ""),
    )
    axes = figure.subplots(1, len(tables), width_ratios=(3, 3, 3, 1.4, 1.4, 1.4))
    for axis, (title, values, colours, low, high, sign) in zip(axes, tables, strict=True):
        values = np.asarray(values, np.float32)
        draw_cells(axis, values, colours, low, high, title)
        for (row, column), each in np.ndenumerate(values):
            red, green, blue, _ = axis.images[0].to_rgba(each)
            dark = 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.45
            small = 9 if len(values) <= 3 else 6.5
            ink = "white" if dark else "black"
            axis.text(column, row, number(each), ha="center", va="center", color=ink, size=small)
        axis.text(1.08, 0.5, sign, transform=axis.transAxes, va="center", size=11)
