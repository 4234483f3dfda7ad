"""A picture together with its text equivalent, shown by Jupyter as one output."""

from __future__ import annotations

import base64
import io
import struct
from typing import Any

from matplotlib.figure import Figure

#: Figures are rendered at this many pixels an inch and shown at `SHOWN_DPI`: sharp on any screen.
RENDERED_DPI = 130
SHOWN_DPI = 100


class Picture:
    """PNG bytes and the same facts in words.

    Shown as the last expression of a cell, it puts both into the cell's output: JupyterLab and
    GitHub show the image, a screen reader reads the words, and nbval compares them. So the text
    has to contain the numbers that the picture shows.

    Args:
        png: an encoded PNG file.
        text: what the picture shows, with its values; one or more lines.
        shown_width: width on the page in CSS pixels; the PNG's own width when None.

    >>> Picture.from_figure(Figure(figsize=(2, 1)), "An empty figure.")
    An empty figure.
    """

    def __init__(self, png: bytes, text: str, shown_width: int | None = None):
        """Keep the bytes and the words as they are given."""
        self.png = png
        self.text = text
        self.shown_width = shown_width or png_size(png)[0]

    @classmethod
    def from_figure(cls, figure: Figure, text: str, colours: int | None = None) -> Picture:
        """Render a matplotlib figure; its size in inches becomes 100 CSS pixels an inch.

        Args:
            figure: what to render.
            text: the same in words.
            colours: keep so many at most, 2…256, so that a figure of many small images takes
                a third of the bytes; all when None.
        """
        buffer = io.BytesIO()
        # Without "Software" the bytes don't change with every version of matplotlib.
        figure.savefig(buffer, format="png", dpi=RENDERED_DPI, metadata={"Software": None})
        png = buffer.getvalue() if colours is None else in_few_colours(buffer.getvalue(), colours)
        return cls(png, text, round(figure.get_figwidth() * SHOWN_DPI))

    def __repr__(self) -> str:
        """Return the text equivalent."""
        return self.text

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        encoded = base64.b64encode(self.png).decode("ascii")
        metadata = {"image/png": {"width": self.shown_width, "alt": self.text}}
        return {"text/plain": self.text, "image/png": encoded}, metadata


def in_few_colours(png: bytes, colours: int) -> bytes:
    """Return a PNG with so many colours at most, 2…256: it takes a third of the bytes."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as image:
        # The median cut would lose thin lines and few bright cells, an octree the shades of paper.
        few = image.convert("RGB").quantize(
            colours, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE
        )
    buffer = io.BytesIO()
    few.save(buffer, format="PNG", optimize=True)
    return buffer.getvalue()


def png_size(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG in pixels, read from its header.

    Raises:
        ValueError: the bytes are not a PNG file.
    """
    if png[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("Expected the bytes of a PNG file, got something else.")
    return struct.unpack(">II", png[16:24])
