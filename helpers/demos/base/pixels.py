"""What chapter 01 does to pixels; web/mathematics/pixels.js does the same."""

from __future__ import annotations

import numpy as np


def shrink(image: np.ndarray, side: int) -> np.ndarray:
    """Return an image of fewer pixels: each is the mean of a block, halves rounded up.

    Args:
        image: uint8 array of shape (n, n).
        side: rows and columns of the result; a divisor of n.

    Returns:
        uint8 array of shape (side, side).

    >>> shrink(np.array([[0, 255], [0, 255]], np.uint8), 1).tolist()
    [[128]]
    """
    block = len(image) // side
    sums = image.reshape(side, block, side, block).sum(axis=(1, 3), dtype=np.int64)
    return ((2 * sums + block**2) // (2 * block**2)).astype(np.uint8)


def change_tones(image: np.ndarray, contrast: float, brightness: float) -> tuple[np.ndarray, int]:
    """Multiply every pixel by the contrast and add the brightness.

    Args:
        image: uint8 array.
        contrast: every pixel is multiplied by it first, 0 or more.
        brightness: added to every pixel, −255…255.

    Returns:
        uint8 array of the same shape, halves rounded up; and how many pixels had to be cut off at
        0 or 255.

    >>> change_tones(np.array([[0, 100, 200]], np.uint8), 1.0, 100)
    (array([[100, 200, 255]], dtype=uint8), 1)
    """
    raw = image.astype(np.float64) * contrast + brightness
    kept = raw.clip(0, 255)
    return np.floor(kept + 0.5).astype(np.uint8), int(np.count_nonzero(kept != raw))


def black_and_white(image: np.ndarray, threshold: int) -> np.ndarray:
    """Return 255 where a pixel is at or above the threshold, else 0; uint8 of the same shape."""
    return np.where(image >= threshold, 255, 0).astype(np.uint8)
