"""A picture together with its text equivalent, shown by Jupyter as one output."""

from __future__ import annotations

import base64
import io
from typing import Any

from matplotlib.figure import Figure
from PIL import Image


class Picture:
    """PNG bytes and the same facts in words, `shown_width` CSS pixels wide on the page.

    Shown as the last expression of a cell, it puts both into the cell's output: JupyterLab and
    GitHub show the image, a screen reader reads the words, and nbval compares them. So the text
    has to contain the numbers that the picture shows.

    >>> Picture.from_figure(Figure(figsize=(2, 1)), "An empty figure.")
    An empty figure.
    """

    def __init__(self, png: bytes, text: str, shown_width: int):
        """Keep the bytes and the words as they are given."""
        self.png, self.text, self.shown_width = png, text, shown_width

    @classmethod
    def from_figure(cls, figure: Figure, text: str, colours: int | None = None) -> Picture:
        """Render a matplotlib figure; its size in inches becomes 100 CSS pixels an inch.

        Of so many `colours` at most, 2…256, a figure takes a third of the bytes; all when None.
        """
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", dpi=130)  # sharp on any screen
        png = encoded(Image.open(buffer).convert("RGB"), colours)
        return cls(png, text, round(figure.get_figwidth() * 100))

    def __repr__(self) -> str:
        """Return the text equivalent."""
        return self.text

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        encoded = base64.b64encode(self.png).decode("ascii")
        metadata = {"image/png": {"width": self.shown_width, "alt": self.text}}
        return {"text/plain": self.text, "image/png": encoded}, metadata


def encoded(image: Image.Image, colours: int | None = None) -> bytes:
    """Return an RGB image as a PNG of so many colours at most, 2…256; of all when None."""
    if colours:
        # The median cut would lose thin lines and few bright cells, an octree the shades of paper.
        image = image.quantize(
            colours, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE
        )
    buffer = io.BytesIO()
    image.save(buffer, "png", optimize=True)
    return buffer.getvalue()
