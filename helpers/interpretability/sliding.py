"""A classifier at every place of a page: where its answers are highest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    import keras

#: How much larger or smaller the page is made, so that digits of several sizes fit a window.
_SCALES = (0.4, 0.8, 1.6)
#: Half a window's side, and the step from one to the next, in pixels.
_HALF, _STEP = 14, 4
#: Of peaks nearer to each other than this, in pixels of the page, the highest counts.
_APART = 10


def find_peaks(heat: np.ndarray, least: float) -> np.ndarray:
    """Return the cells (n, 2) above `least` that none of their eight neighbours exceeds.

    The heat is a matrix of float32.

    >>> find_peaks(np.float32([[0.1, 0.9, 0.2, 0.7]]), 0.5).tolist()
    [[0, 1], [0, 3]]
    """
    highest = cv2.dilate(heat, np.ones((3, 3), np.uint8))  # of each cell and its neighbours
    return np.argwhere((heat == highest) & (heat > least))


def find_by_sliding(network: keras.Model, grey: np.ndarray, least: float) -> list[np.ndarray]:
    """Return where a classifier that takes pictures of any size is sure of a digit.

    Args:
        network: answers (1, rows, columns, 10) for (1, h, w, 1): the chances of ten digits for a
            window of 28×28 at every fourth pixel.
        grey: float32 (h, w), the page's grey about that nearby: ink lies above or below 0.
        least: chances from 0 to 1 above this count.

    Returns:
        The (row, column) in pixels of the middle of each window, the surest first.
    """
    ink = np.maximum(grey if grey.max() > -grey.min() else -grey, 0)
    ink /= max(float(ink.max()), 1e-6)
    chances, places = [], []
    for scale in _SCALES:
        # Padded by half a window, so that cell · step of the page is the window's middle.
        scaled = np.pad(cv2.resize(ink, None, fx=scale, fy=scale), _HALF)
        heat = network(scaled[None, ..., None]).numpy()[0].max(axis=-1)
        for cell in find_peaks(heat, least):
            chances.append(heat[tuple(cell)])
            places.append(_STEP * cell / scale)
    kept: list[np.ndarray] = []
    for surest in np.argsort(chances)[::-1]:
        if all(np.hypot(*(places[surest] - other)) > _APART for other in kept):
            kept.append(places[surest])
    return kept
