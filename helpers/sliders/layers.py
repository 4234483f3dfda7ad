"""Demonstrations of notebooks 03 and 04: a pixel's place in the vector."""

from __future__ import annotations

import ipywidgets
import numpy as np

from helpers.figures.layers import show_flattening
from helpers.sliders.demo import Demo


def choose_pixel(image: np.ndarray, row: int = 14, column: int = 10) -> Demo:
    """Return a demonstration of Flatten: choose a pixel, see where it lands in the vector.

    Args:
        image: uint8 array of shape (height, width), values 0…255.
        row: the row at the start.
        column: the column at the start.

    >>> choose_pixel(np.zeros((28, 28), np.uint8), 1, 2)
    Row 1, column 2 holds 0. Flattened: 28 · 1 + 2 = 30, so vector[30] holds 0.
    """
    height, width = image.shape
    return Demo(
        lambda row, column: show_flattening(image, row, column),
        {
            "row": ipywidgets.IntSlider(row, min=0, max=height - 1, description="Row"),
            "column": ipywidgets.IntSlider(column, min=0, max=width - 1, description="Column"),
        },
    )
