"""How well places were found: each true one counts once, and whatever is left was invented."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike


class Counts(NamedTuple):
    """True places that were found, true places that were missed, and places that were invented."""

    found: int
    missed: int
    invented: int


def count_found(places: ArrayLike, true: ArrayLike, reach: ArrayLike) -> Counts:
    """Compare found places (n, 2) with the true ones (m, 2): row and column in pixels.

    A true place is found when a place that no other one has taken lies within its reach, in pixels,
    one number or (m,); it takes the nearest.

    >>> count_found([(10, 10), (12, 10), (50, 50)], [(11, 10), (30, 30)], 5)
    Counts(found=1, missed=1, invented=2)
    """
    left, true = (np.reshape(np.asarray(each, float), (-1, 2)) for each in (places, true))
    count = len(left)
    for place, far in zip(true, np.broadcast_to(reach, len(true)), strict=True):
        distances = np.linalg.norm(left - place, axis=1)
        if len(left) and distances.min() <= far:
            left = np.delete(left, distances.argmin(), axis=0)
    found = count - len(left)
    return Counts(found, len(true) - found, len(left))


def middles(boxes: np.ndarray) -> np.ndarray:
    """Return row and column, float (n, 2), of the middles of boxes (n, 4): x0, y0, x1, y1.

    >>> middles(np.array([[0, 10, 4, 30]]))
    array([[20.,  2.]])
    """
    return (boxes[:, [1, 0]] + boxes[:, [3, 2]]) / 2


def longer_sides(boxes: np.ndarray) -> np.ndarray:
    """Return the longer side, (n,), of boxes (n, 4): x0, y0, x1, y1.

    >>> longer_sides(np.array([[0, 10, 4, 30]]))
    array([20])
    """
    return (boxes[:, 2:] - boxes[:, :2]).max(axis=1, initial=0)
