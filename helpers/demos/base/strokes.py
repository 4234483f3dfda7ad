"""Ink that strokes leave on a square of pixels; web/mathematics/strokes.js does the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def draw_strokes(
    strokes: Sequence[Sequence[float]], side: int = 28, radius: float = 1.4
) -> np.ndarray:
    """Draw strokes: a pixel's ink falls from 255 to 0 over one pixel at the edge of the stroke.

    Args:
        strokes: each [x, y, x, y, …] in pixels; (0, 0) is the upper left corner.
        side: rows and columns of the image.
        radius: half the width of a stroke; those of MNIST are about 2.8 pixels wide.

    Returns:
        uint8 array of shape (side, side).

    >>> draw_strokes([[1.5, 0, 1.5, 3]], side=3, radius=0.5).tolist()
    [[0, 255, 0], [0, 255, 0], [0, 255, 0]]
    """
    ink = np.zeros((side, side), np.uint8)
    rows, columns = np.mgrid[:side, :side] + 0.5
    for points in strokes:
        places = np.reshape(np.asarray(points, np.float64), (-1, 2))
        ends = places[1:] if len(places) > 1 else places
        for (x, y), (to_x, to_y) in zip(places, ends, strict=False):
            width, height = to_x - x, to_y - y
            squared = width * width + height * height
            right, down = columns - x, rows - y
            along = (right * width + down * height) / squared if squared else np.zeros_like(right)
            share = np.clip(along, 0, 1)
            a, b = right - share * width, down - share * height
            cover = np.clip(radius + 0.5 - np.sqrt(a * a + b * b), 0, 1)
            ink = np.maximum(ink, np.floor(255 * cover + 0.5).astype(np.uint8))
    return ink
