"""A canvas for photographs: each fitted into a square, all stored with few colours."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image

from helpers.figures.drawing.canvas import SCALE, Canvas, Panel, fitting
from helpers.figures.drawing.picture import Picture, in_few_colours

#: The edge of the square that a picture is fitted into, in CSS pixels.
SIDE = 136


class Sheet(Canvas):
    """A canvas that takes photographs too, and stores them with few colours.

    >>> sheet = Sheet(100, 100)
    >>> sheet.photograph(5, 5, np.zeros((300, 100, 3), np.uint8), side=90)
    0.3
    >>> sheet.compact("A black picture.")
    A black picture.
    """

    def photograph(self, x: int, y: int, picture: np.ndarray, side: int = SIDE) -> float:
        """Fit a picture into a square of `side` CSS pixels; return how much smaller it became."""
        longest = max(picture.shape[:2])
        cell = fitting(side, picture)  # all pixels of a small picture become equally large
        if longest > side:
            cell, scale = 1.0, side / longest
            size = [max(1, round(edge * scale)) for edge in picture.shape[1::-1]]
            picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        height, width = picture.shape[:2]
        edges = (round(width * cell * SCALE), round(height * cell * SCALE))
        sharp = Image.fromarray(picture).convert("RGB").resize(edges, Image.Resampling.NEAREST)
        self._image.paste(sharp, (x * SCALE, y * SCALE))
        self.frame(Panel(x, y, cell, height, width), colour="#8A8A8A", thickness=1)
        return max(height, width) * cell / longest

    def compact(self, text: str, colours: int = 128) -> Picture:
        """Return the sheet as a picture: in full colours photographs fill a notebook quickly."""
        picture = self.picture(text)
        png = in_few_colours(picture.png, colours)
        return Picture(png, picture.text, picture.shown_width)
