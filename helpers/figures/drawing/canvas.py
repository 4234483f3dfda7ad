"""Draws grids of pixels: every cell is a block of equal pixels, with words and frames around."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import NamedTuple

import cv2
import matplotlib
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from helpers.figures.drawing.colours import colours_of, is_dark
from helpers.figures.drawing.picture import Picture, encoded
from helpers.figures.drawing.style import BLACK

#: Device pixels for each CSS pixel: sharp on dense screens and at 200 % zoom.
SCALE = 2
#: The edge of the square that a photograph is fitted into, in CSS pixels.
SIDE = 136
_GRID_LINE = "#8A8A8A"


class Panel(NamedTuple):
    """Where a matrix was drawn: corner and cell size in CSS pixels, shape in cells."""

    x: int
    y: int
    cell: float
    rows: int
    columns: int


class Canvas:
    """A white sheet, `width`×`height`, for panels of cells, frames and words, all in CSS pixels.

    >>> canvas = Canvas(60, 40)
    >>> panel = canvas.panel(5, 5, np.eye(3), cell=10)
    >>> canvas.frame(panel, row=0, column=0, height=2, width=2)
    >>> canvas.picture("A diagonal of three pixels.")
    A diagonal of three pixels.
    """

    def __init__(self, width: int, height: int):
        """Start with an empty white sheet."""
        self.width, self.height = width, height
        self._image = Image.new("RGB", (width * SCALE, height * SCALE), "white")
        self._pen = ImageDraw.Draw(self._image)

    def panel(
        self,
        x: int,
        y: int,
        values: np.ndarray,
        cell: float,
        *,
        signed: bool = False,
        limit: float | None = None,
        numbers: bool = False,
        grid: bool = False,
        light: bool = False,
    ) -> Panel:
        """Draw a matrix as cells, as `colours_of` colours them; return its place, for `frame`.

        Args:
            x: left edge.
            y: upper edge.
            values: matrix of shape (rows, columns); NaN leaves a cell empty.
            cell: edge of a cell, a multiple of 1/SCALE.
            signed: as in `colours_of`, like `limit` and `light`.
            limit: the value of the strongest colour; the largest magnitude when None.
            numbers: write each value into its cell.
            grid: draw lines between the cells.
            light: draw it like a map after ReLU.
        """
        values = np.asarray(values, np.float32)
        colours = colours_of(values, signed, limit, light)
        placed = self._cells(x, y, colours, cell)
        if grid:
            self._lines(placed)
        elif signed:  # white cells at the edge would leave no trace of the panel's extent
            edges = [x, y, x + cell * placed.columns, y + cell * placed.rows]
            self._pen.rectangle([side * SCALE for side in edges], outline=_GRID_LINE)
        if numbers:
            self._numbers(placed, values, colours)
        return placed

    def coloured(
        self, x: int, y: int, colours: np.ndarray, cell: int, numbers: np.ndarray | None = None
    ) -> Panel:
        """Draw cells in colours of their own, uint8 (rows, columns, 3), numbers written on them."""
        placed = self._cells(x, y, colours, cell)
        self._lines(placed)
        if numbers is not None:
            self._numbers(placed, np.asarray(numbers, np.float32), colours)
        return placed

    def photograph(self, x: int, y: int, picture: np.ndarray, side: int = SIDE) -> float:
        """Fit a picture, uint8 (h, w) or (h, w, 3), into a square; return its scale.

        >>> Canvas(100, 100).photograph(5, 5, np.zeros((300, 100, 3), np.uint8), side=90)
        0.3
        """
        longest = max(picture.shape[:2])
        cell = fitting(side, picture)  # all pixels of a small picture become equally large
        if longest > side:
            cell, scale = 1.0, side / longest
            size = [max(1, round(edge * scale)) for edge in picture.shape[1::-1]]
            picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        placed = self._cells(x, y, picture, cell)
        self.frame(placed, colour=_GRID_LINE, thickness=1)
        return max(placed.rows, placed.columns) * cell / longest

    def frame(
        self,
        panel: Panel,
        row: int = 0,
        column: int = 0,
        height: int | None = None,
        width: int | None = None,
        *,
        colour: str = BLACK,
        thickness: int = 3,
    ) -> None:
        """Draw a frame around cells of a panel, all of them when no size is given.

        The frame has a thin white edge, so that it is seen on black ground too. Rows and columns
        may lie outside the panel: that is where padding is.
        """
        height = panel.rows if height is None else height
        width = panel.columns if width is None else width
        left, top = panel.x + column * panel.cell, panel.y + row * panel.cell
        right, bottom = left + width * panel.cell, top + height * panel.cell
        for more, line, ink in ((thickness, 1, "white"), (thickness - 1, 0, colour)):
            upper = [(left - more) * SCALE, (top - more) * SCALE]
            lower = [(right + more) * SCALE - 1, (bottom + more) * SCALE - 1]
            self._pen.rectangle(upper + lower, outline=ink, width=(thickness + line) * SCALE)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 13,
        colour: str = BLACK,
        anchor: str = "la",
        bold: bool = False,
    ) -> None:
        """Write words; `anchor` as in Pillow: "la" left and above, "mm" middle, "ra" right."""
        font = _font(round(size * SCALE), bold)
        self._pen.text((x * SCALE, y * SCALE), words, colour, font, anchor)

    def line(self, points: list[tuple[float, float]], colour: str = BLACK, width: int = 2) -> None:
        """Draw a line through points."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._pen.line(scaled, colour, width * SCALE, joint="curve")

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        edges = [x * SCALE, y * SCALE, (x + width) * SCALE - 1, (y + height) * SCALE - 1]
        if edges[2] >= edges[0] and edges[3] >= edges[1]:
            self._pen.rectangle(edges, fill=colour)

    def disc(
        self,
        x: float,
        y: float,
        radius: float,
        colour: str | tuple[int, ...],
        outline: str = BLACK,
    ) -> None:
        """Fill a circle around a point."""
        edges = [side * SCALE for side in (x - radius, y - radius, x + radius, y + radius)]
        self._pen.ellipse(edges, fill=colour, outline=outline, width=SCALE)

    def picture(self, text: str, colours: int | None = None) -> Picture:
        """Return the sheet with its text equivalent, in so many colours at most; all when None."""
        return Picture(encoded(self._image, colours), text, self.width)

    def _cells(self, x: int, y: int, colours: np.ndarray, cell: float) -> Panel:
        rows, columns = colours.shape[:2]
        size = (columns * round(cell * SCALE), rows * round(cell * SCALE))
        cells = Image.fromarray(colours).convert("RGB").resize(size, Image.Resampling.NEAREST)
        self._image.paste(cells, (x * SCALE, y * SCALE))
        return Panel(x, y, cell, rows, columns)

    def _lines(self, panel: Panel) -> None:
        left, top, cell = (edge * SCALE for edge in panel[:3])
        right, bottom = left + panel.columns * cell, top + panel.rows * cell
        for y in (top + row * cell for row in range(panel.rows + 1)):
            self._pen.line([(left, y), (right, y)], _GRID_LINE)
        for x in (left + column * cell for column in range(panel.columns + 1)):
            self._pen.line([(x, top), (x, bottom)], _GRID_LINE)

    def _numbers(self, panel: Panel, values: np.ndarray, colours: np.ndarray) -> None:
        x, y, cell, *_ = panel
        longest = max(len(number(value)) for value in values.flat)
        size = min(14.0, cell * 0.45, cell * 1.45 / max(longest, 1))
        dark = is_dark(colours)
        for row, column in np.argwhere(np.isfinite(values)):
            place = x + (column + 0.5) * cell, y + (row + 0.5) * cell
            ink = "white" if dark[row, column] else BLACK
            self.text(*place, number(values[row, column]), size, ink, "mm")


def fitting(side: float, values: np.ndarray) -> float:
    """Return the largest edge with which a matrix's cells fit a square; not under a device pixel.

    >>> fitting(182, np.zeros((26, 26))), fitting(182, np.zeros((28, 28)))
    (7.0, 6.5)
    """
    return max(1, side * SCALE // max(np.shape(values))) / SCALE


def number(value: float, digits: int = 4) -> str:
    """Return a value as short words with a true minus sign.

    >>> number(-0.5), number(253.0), number(-0.0)
    ('−0.5', '253', '0')
    """
    if not np.isfinite(value):
        return ""
    return f"{float(value) + 0.0:.{digits}g}".replace("-", "−")  # + 0.0: zero has no sign


@functools.cache
def _font(pixels: int, bold: bool) -> ImageFont.FreeTypeFont:
    """Return DejaVu Sans, which comes with matplotlib, so it looks the same on every system."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return ImageFont.truetype(str(Path(matplotlib.get_data_path(), "fonts", "ttf", name)), pixels)
