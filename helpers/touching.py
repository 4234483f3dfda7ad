"""Digits that touch: cut apart where it is plain that there are two."""

from __future__ import annotations

import cv2
import numpy as np

#: Slopes of the cuts that are tried, columns a row: handwriting leans.
_SLOPES = np.linspace(-0.6, 0.6, 13)


#: From this width on, in heights, a piece is cut: alone in the picture, or among other digits.
#: The widest of MNIST's 60,000 digits is 1.7 times as wide as high.
ALONE, AMONG_OTHERS = 1.7, 1.15


def split(piece, labels: np.ndarray, width: float, widest: float) -> list:
    """Cut a piece into digits where strokes of two digits touch; most pieces stay whole.

    A wide piece is cut where strokes touch in one place only, and only if that leaves two parts
    that are both nearly as high as the whole: the long bar of a 5, the tail of a 2 or the arm of
    a 4 are not. An open 0 could be cut so, too; hence a piece that is alone has to be very wide.

    Args:
        piece: a `regions.Region`.
        labels: int32 array of shape (h, w), the label of each pixel's piece; the cut-off parts
            get new ones, in place.
        width: the width of the strokes, in pixels.
        widest: how many times as wide as high a piece may be without being cut.

    Returns:
        The parts, from left to right, as regions; `[piece]` when it is not cut.
    """
    x, y, w, h = piece.box
    if w < widest * h or h < 4 * width:
        return [piece]
    here = labels[y : y + h, x : x + w]
    mask = np.isin(here, piece.labels)
    right = _right_part(mask, width)
    if right is None:
        return [piece]
    parts = []
    for part in (mask & ~right, right):
        label = int(labels.max()) + 1
        here[part] = label
        left, top, wide, high = cv2.boundingRect(part.astype(np.uint8))
        box = (x + left, y + top, wide, high)
        parts += split(
            type(piece)(box, int(part.sum()), piece.darkness, [label]),
            labels,
            width,
            AMONG_OTHERS,
        )
    return parts


def _right_part(mask: np.ndarray, width: float) -> np.ndarray | None:
    """Return the ink to the right of the best cut, or None where there is no plain one."""
    h = mask.shape[0]
    rows, columns = np.nonzero(mask)
    # A digit, even a 1, with the gap beside it takes a quarter of its height.
    margin = int(0.25 * h)
    # Two strokes that lie side by side for a while are cut lengthwise.
    best, longest = None, max(1.3 * width, 0.45 * h)
    for slope in _SLOPES:
        # Where each pixel's cut would cross the middle row.
        # (Not rint: rounding halves to even would count every other column twice.)
        crossing = np.floor(columns + slope * (rows - h / 2) + 0.5).astype(int)
        crossing -= crossing.min()
        ink = np.bincount(crossing)
        top, bottom = np.full(len(ink), h), np.full(len(ink), -1)
        np.minimum.at(top, crossing, rows)
        np.maximum.at(bottom, crossing, rows)
        # A cut through two strokes, one above the other, would halve a 0 or a 3.
        allowed = (bottom - top <= ink + 0.5 * width) & (ink <= longest)
        allowed[:margin] = allowed[len(ink) - margin :] = False
        if allowed.any():
            cut = int(np.where(allowed, ink, h + 1).argmin())
            cost = ink[cut] * np.hypot(1, slope)
            if best is None or cost < best[0]:
                best = (cost, crossing > cut)
    if best is None:
        return None
    right = np.zeros_like(mask)
    right[rows[best[1]], columns[best[1]]] = True
    heights = [np.ptp(np.nonzero(part.any(axis=1))[0]) + 1 for part in (right, mask & ~right)]
    return right if min(heights) >= 0.7 * h else None
