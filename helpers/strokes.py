"""The stroke of the pen: how wide it is, and how it becomes as wide as MNIST's."""

from __future__ import annotations

import cv2
import numpy as np

#: MNIST's strokes, as shares of the longer side of the digit's box: the 10th, 50th and 90th
#: percentile of `stroke_width` over the training images (tests/benchmarks/calibration.py).
THIN, USUAL, THICK = 0.09, 0.12, 0.18


def stroke_width(solid: np.ndarray) -> float:
    """Return the usual width of the strokes of a shape, in pixels; 0 when it is empty.

    Args:
        solid: uint8 array of shape (h, w); what is not 0 is ink.

    >>> bar = np.zeros((40, 20), np.uint8)
    >>> bar[5:35, 8:14] = 255
    >>> round(stroke_width(bar))
    6
    """
    depth = cv2.distanceTransform(cv2.copyMakeBorder(solid, 1, 1, 1, 1, 0), cv2.DIST_L2, 5)
    ridge = depth[(depth > 0) & (depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8)))]
    return max(0.0, 2 * float(np.median(ridge)) - 0.5) if len(ridge) else 0.0


def normalise_width(solid: np.ndarray) -> np.ndarray:
    """Thicken strokes thinner than MNIST's, thin those that are thicker.

    Args:
        solid: uint8 array of shape (h, w), values 0 and 255, at least 60 pixels on the longer
            side of the ink's box, with room around the ink to grow.

    Returns:
        uint8 array of the same shape, values 0 and 255.
    """
    _, _, width, height = cv2.boundingRect(solid)
    longer = max(width, height)
    if not longer:
        return solid
    width = stroke_width(solid)
    share = width / longer
    if share > THICK:
        # Where felt did not reach the paper, thinning would tear the stroke apart.
        solid = _fill_pinholes(solid, 0.15 * width * width)
    if share < THIN:
        # Growing to the usual width grows the box as well: a little less is needed.
        return _grow(solid, 0.9 * (USUAL - share) * longer)
    if share > THICK:
        return _shrink(solid, (share - 0.5 * (USUAL + THICK)) * longer)
    return solid


def _fill_pinholes(solid: np.ndarray, largest: float) -> np.ndarray:
    """Fill holes of at most `largest` pixels; loops that a reader sees are larger."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(255 - solid, connectivity=4)
    small = stats[:, cv2.CC_STAT_AREA] <= largest
    small[0] = False
    return np.where(small[labels], 255, solid).astype(np.uint8)


def _grow(solid: np.ndarray, by: float) -> np.ndarray:
    size = max(1, round(by))
    disk = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size + 1, size + 1))
    return cv2.dilate(solid, disk)


def _shrink(solid: np.ndarray, by: float) -> np.ndarray:
    """Take `by` / 2 from both sides of each stroke, but cut none that is thinner."""
    depth = cv2.distanceTransform(solid, cv2.DIST_L2, 5)
    core = (depth > by / 2).astype(np.uint8) * 255
    # Where a thin stroke would vanish, its middle line stays.
    ridge = (depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8)) - 0.25) & (depth > 0.5 * by / 2)
    return core | ((ridge.astype(np.uint8) * 255) & ~cv2.dilate(core, np.ones((3, 3), np.uint8)))
