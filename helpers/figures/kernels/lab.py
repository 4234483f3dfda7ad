"""The kernel laboratory as a static figure: two digits, their maps, and one cell's arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.colors import Colormap
from matplotlib.figure import Figure, SubFigure

from helpers.convolution import relu, window_at
from helpers.figures.digits import digit_colour
from helpers.figures.drawing.canvas import number
from helpers.figures.drawing.cells import LIGHT, draw_cells, frame_cells
from helpers.figures.drawing.style import IMAGE_COLOURS, SIGNED_COLOURS, new_figure
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
        stride: of the window, in pixels.
        padding: rows and columns of zeros around each image.
        bias: added to every sum.
        cell: which image, and row and column of the map that the arithmetic is about.
        filled: how many cells are computed yet, in reading order; all when None.
    """
    figure = new_figure(8, 7.2)
    (upper,), (lower,) = figure.subfigures(2, 1, squeeze=False, height_ratios=(5, 2.1))
    axes = upper.subplots(2, 3)
    side, row, column = cell
    limit = strongest_response(kernel) + abs(bias)
    light = max(1.0, *(float(relu(sums).max()) for sums in maps))
    for place, (image, digit, sums) in enumerate(zip(images, digits, maps, strict=True)):
        first, second, third = axes[place]
        shown = sums.copy()
        if filled is not None:
            shown.ravel()[filled:] = np.nan
        draw_cells(first, np.pad(image, padding), IMAGE_COLOURS, 0, 255, str(digit))
        title = f"feature map, {len(sums)}×{len(sums)}"
        draw_cells(second, shown, SIGNED_COLOURS, -limit, limit, title)
        title = f"after ReLU, brightest {number(float(relu(sums).max()))}"
        draw_cells(third, relu(shown), LIGHT, 0, light, title)
        for axis in axes[place]:
            colour = digit_colour(digit) if isinstance(digit, int) else "#808080"
            axis.spines[:].set(color=colour, linewidth=1.5)
        frame_cells(first, row * stride, column * stride, len(kernel))
        frame_cells(second, row, column)
        frame_cells(third, row, column)
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
    signed = SIGNED_COLOURS, -limit, limit
    tables: tuple[tuple[str, str, Any, tuple[str | Colormap, float, float]], ...] = (
        ("window", "×", window, (IMAGE_COLOURS, 0, 255)),
        ("kernel", "=", kernel, (SIGNED_COLOURS, -heaviest, heaviest)),
        ("products", "→", window * kernel, signed),
        ("their sum", f"+ {number(bias)}", value - np.float32(bias), signed),
        ("with bias", "→", value, signed),
        ("ReLU", "", max(value, 0), (LIGHT, 0, light)),
    )
    axes = figure.subplots(1, len(tables), width_ratios=(3, 3, 3, 1.4, 1.4, 1.4))
    for axis, (title, sign, given, look) in zip(axes, tables, strict=True):
        values = np.atleast_2d(np.asarray(given, np.float32))
        draw_cells(axis, values, *look, title=title)
        for (row, column), each in np.ndenumerate(values):
            dark = axis.images[0].to_rgba(each)[:3] @ np.array([0.2126, 0.7152, 0.0722]) < 0.45
            axis.text(
                column, row, number(float(each)), ha="center", va="center",
                color="white" if dark else "black", size=9 if len(values) <= 3 else 6.5,
            )  # fmt: skip
        axis.text(1.08, 0.5, sign, transform=axis.transAxes, va="center", size=11)
