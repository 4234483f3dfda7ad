"""Matrices as cells in a matplotlib figure, in the looks that the demonstrations have."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, LinearSegmentedColormap
from matplotlib.patches import Rectangle

#: Where you are.
HERE = "#FF7F0E"
#: How much light: from black over amber to a warm yellow.
LIGHT = LinearSegmentedColormap.from_list(
    "light", ["#141210", "#804E0E", "#E8A020", "#FFE270", "#FFF6C8"]
)


def draw_image(
    axis: Axes,
    values: np.ndarray,
    colours: str | Colormap,
    low: float,
    high: float,
    title: str = "",
    size: float = 9.5,
) -> None:
    """Fill an axis with a matrix: no ticks, a title of so many points."""
    axis.imshow(values, cmap=colours, vmin=low, vmax=high, interpolation="nearest")
    axis.set_title(title, size=size)
    axis.set(xticks=[], yticks=[])


def draw_cells(
    axis: Axes, values: np.ndarray, colours: str | Colormap, low: float, high: float, title: str
) -> None:
    """Fill an axis with a matrix; NaN leaves a cell empty."""
    draw_image(axis, values, colours, low, high, title)
    axis.set_facecolor("#969696")


def frame_cells(
    axis: Axes, row: int, column: int, height: int = 1, width: int | None = None
) -> None:
    """Put the frame that says where you are around cells; a square when only a height is given."""
    corner = (column - 0.5, row - 0.5)
    width = height if width is None else width
    for colour, line in (("black", 3.5), (HERE, 2)):
        axis.add_patch(
            Rectangle(corner, width, height, fill=False, color=colour, lw=line, clip_on=False)
        )
