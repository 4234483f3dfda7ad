"""Draws grids of pixels: every cell is a block of equal pixels, with words and frames around."""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from pathlib import Path

import matplotlib
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from helpers.figures.drawing.colours import colours_of, is_dark
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLACK

#: Device pixels for each CSS pixel: sharp on dense screens and at 200 % zoom.
SCALE = 2
GRID_LINE = "#8A8A8A"


@dataclass(frozen=True)
class Panel:
    """Where a matrix was drawn: corner and cell size in CSS pixels, shape in cells."""

    x: int
    y: int
    cell: float
    rows: int
    columns: int

    @property
    def right(self) -> float:
        """Return the x of the right edge."""
        return self.x + self.cell * self.columns

    @property
    def bottom(self) -> float:
        """Return the y of the lower edge."""
        return self.y + self.cell * self.rows


class Canvas:
    """A white sheet for panels of cells, frames and words; sizes are CSS pixels.

    Args:
        width: of the sheet in CSS pixels.
        height: of the sheet in CSS pixels.

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
        signed: bool = False,
        limit: float | None = None,
        numbers: bool = False,
        grid: bool = False,
        light: bool = False,
    ) -> Panel:
        """Draw a matrix as cells, grey from 0 to `limit` or blue–white–red about zero.

        Args:
            x: left edge in CSS pixels.
            y: upper edge in CSS pixels.
            values: matrix of shape (rows, columns); NaN leaves a cell empty.
            cell: edge of a cell in CSS pixels, a multiple of 1/SCALE.
            signed: False is black at 0 and white at `limit`; True is blue below zero, white at
                zero and red above.
            limit: the value of the strongest colour; the largest magnitude when None.
            numbers: write each value into its cell.
            grid: draw lines between the cells.
            light: from black over amber to yellow, as maps after ReLU are drawn, in place of grey.

        Returns:
            The panel's place, for `frame`.
        """
        values = np.asarray(values, np.float32)
        colours = colours_of(values, signed, limit, light)
        placed = Panel(x, y, cell, *values.shape)
        edge = round(cell * SCALE)
        size = (placed.columns * edge, placed.rows * edge)
        cells = Image.fromarray(colours).resize(size, Image.Resampling.NEAREST)
        self._image.paste(cells, (x * SCALE, y * SCALE))
        if grid:
            self._lines(placed)
        elif signed:  # white cells at the edge would leave no trace of the panel's extent
            edges = [placed.x, placed.y, placed.right, placed.bottom]
            self._pen.rectangle([side * SCALE for side in edges], outline=GRID_LINE)
        if numbers:
            self._numbers(placed, values, colours)
        return placed

    def coloured(
        self, x: int, y: int, colours: np.ndarray, cell: int, numbers: np.ndarray | None = None
    ) -> Panel:
        """Draw cells in colours of their own, uint8 (rows, columns, 3), numbers written on them."""
        placed = Panel(x, y, cell, *colours.shape[:2])
        size = (placed.columns * cell * SCALE, placed.rows * cell * SCALE)
        cells = Image.fromarray(colours).resize(size, Image.Resampling.NEAREST)
        self._image.paste(cells, (x * SCALE, y * SCALE))
        self._lines(placed)
        if numbers is not None:
            self._numbers(placed, np.asarray(numbers, np.float32), colours)
        return placed

    def frame(
        self,
        panel: Panel,
        row: int = 0,
        column: int = 0,
        height: int | None = None,
        width: int | None = None,
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
        box = [left, top, left + width * panel.cell, top + height * panel.cell]
        grow = [-1, -1, 1, 1]
        for more, line, ink in ((thickness, thickness + 1, "white"), (thickness - 1, thickness, 0)):
            edges = [(side + more * way) * SCALE for side, way in zip(box, grow, strict=True)]
            edges[2], edges[3] = edges[2] - 1, edges[3] - 1
            self._pen.rectangle(edges, outline=ink or colour, width=line * SCALE)

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
        """Draw a line through points given in CSS pixels."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._pen.line(scaled, colour, width * SCALE, joint="curve")

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle given in CSS pixels."""
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
        """Fill a circle around a point given in CSS pixels."""
        edges = [(x - radius) * SCALE, (y - radius) * SCALE]
        edges += [(x + radius) * SCALE, (y + radius) * SCALE]
        self._pen.ellipse(edges, fill=colour, outline=outline, width=SCALE)

    def picture(self, text: str) -> Picture:
        """Return the sheet as a `Picture` whose text equivalent is `text`."""
        buffer = io.BytesIO()
        self._image.save(buffer, "png", optimize=True)
        return Picture(buffer.getvalue(), text, self.width)

    def _lines(self, panel: Panel) -> None:
        left, top, right, bottom = (
            side * SCALE for side in (panel.x, panel.y, panel.right, panel.bottom)
        )
        for row in range(panel.rows + 1):
            y = top + row * panel.cell * SCALE
            self._pen.line([(left, y), (right, y)], GRID_LINE)
        for column in range(panel.columns + 1):
            x = left + column * panel.cell * SCALE
            self._pen.line([(x, top), (x, bottom)], GRID_LINE)

    def _numbers(self, panel: Panel, values: np.ndarray, colours: np.ndarray) -> None:
        words = [[number(value) for value in row] for row in values]
        longest = max((len(word) for row in words for word in row), default=1)
        size = min(14.0, panel.cell * 0.45, panel.cell * 1.45 / max(longest, 1))
        dark = is_dark(colours)
        for row, column in np.argwhere(np.isfinite(values)):
            self.text(
                panel.x + (column + 0.5) * panel.cell,
                panel.y + (row + 0.5) * panel.cell,
                words[row][column],
                size,
                "white" if dark[row, column] else BLACK,
                "mm",
            )


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
