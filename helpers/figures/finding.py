"""Where a network finds digits in pictures: heat maps over the dimmed pictures, and the places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from helpers.figures.drawing.cells import HERE, LIGHT
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import IMAGE_COLOURS, new_figure

#: Pixels from one cell of a map to the next.
_STEP = 4


class Heat(NamedTuple):
    """A picture, or what a network answers for each place of it.

    Args:
        title: words above it.
        picture: uint8 (h, w) or (h, w, 3), 0…255.
        heat: matrix of shares 0…1, one cell for every four pixels; None shows the picture.
        first: the picture's row and column in the middle of the cell (0, 0), in pixels.
        places: (row, column) of what was found, in pixels; each gets a circle. None: nobody looked.
        true: (row, column) of what there was to find, in pixels; each gets a cross.
    """

    title: str
    picture: np.ndarray
    heat: np.ndarray | None = None
    first: float = 2.0
    places: Sequence[tuple[float, float]] | np.ndarray | None = None
    true: Sequence[tuple[float, float]] | np.ndarray = ()


def show_heat(panels: Sequence[Heat], columns: int = 5) -> Picture:
    """Show pictures and heat maps, so many in a row, each map where it belongs on its picture.

    The words leave the number of circles to the caller, who may show what differs between
    processors.

    >>> ink = np.eye(28, dtype=np.uint8) * 255
    >>> show_heat([Heat("a line", ink, places=[(14, 14)]), Heat("its heat", ink, np.ones((7, 7)))])
    a line: a picture of 28×28, a circle around whatever was found
    its heat: a 7×7 heat map over the picture, yellow is 1
    """
    columns = min(columns, len(panels))
    rows = -(-len(panels) // columns)
    shape = max(panel.picture.shape[0] / panel.picture.shape[1] for panel in panels)
    figure = new_figure(9, (9 / columns * shape + 0.3) * rows)
    axes = figure.subplots(rows, columns, squeeze=False).ravel()
    for axis, panel in zip(axes, panels, strict=False):
        _draw(axis, panel)
    for axis in axes[len(panels) :]:
        axis.axis("off")
    return Picture.from_figure(figure, "\n".join(map(_words, panels)), colours=128)


def _draw(axis: Axes, panel: Heat) -> None:
    height, width = panel.picture.shape[:2]
    # Grey, so that the heat is the only colour.
    grey = panel.picture if panel.picture.ndim == 2 else panel.picture.mean(axis=2)
    brightest = 255 if panel.heat is None else 600
    axis.imshow(grey, cmap=IMAGE_COLOURS, vmin=0, vmax=brightest)
    if panel.heat is not None:
        rows, columns = panel.heat.shape
        start = panel.first - _STEP / 2 - 0.5
        place = (start, start + columns * _STEP, start + rows * _STEP, start)
        axis.imshow(panel.heat, cmap=LIGHT, vmin=0, vmax=1, alpha=panel.heat**0.7, extent=place)
    for row, column in () if panel.places is None else panel.places:
        for colour, line in (("black", 4), (HERE, 2.5)):
            axis.plot(column, row, "o", mfc="none", mec=colour, ms=14, mew=line)
    for row, column in panel.true:
        axis.plot(column, row, "x", color="black", ms=9, mew=5)
        axis.plot(column, row, "x", color="white", ms=8, mew=2.5)
    axis.set(xlim=(-0.5, width - 0.5), ylim=(height - 0.5, -0.5), xticks=[], yticks=[])
    axis.set_title(panel.title, size=9.5)


def _words(panel: Heat) -> str:
    height, width = (panel.picture if panel.heat is None else panel.heat).shape[:2]
    size = f"{width}×{height}"
    heat = f"a {size} heat map over the picture, yellow is 1"
    what = f"a picture of {size}" if panel.heat is None else heat
    circles = "" if panel.places is None else ", a circle around whatever was found"
    crosses = f", a cross at each true place ({len(panel.true)})" if len(panel.true) else ""
    return f"{panel.title}: {what}{circles}{crosses}"
