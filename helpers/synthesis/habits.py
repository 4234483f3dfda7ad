"""A hand with habits: MNIST's digits as one writer might write all of them."""

from __future__ import annotations

import cv2
import numpy as np

from helpers.mnist_format import to_mnist

#: The sheet that is drawn on, and how many of its pixels are one of MNIST's.
_HEIGHT, _WIDTH, _LARGER = 120, 168, 4
_PEN = 8


def in_a_hand(images: np.ndarray, labels: np.ndarray, lean: float = 0.9) -> np.ndarray:
    """Return digits that lean, with a slash through each 0 and a bar through each 7.

    It stands in for a reader who has drawn nothing yet: a writer whose habits MNIST hardly has.

    Args:
        images: uint8 (n, 28, 28), 0…255.
        labels: integers (n,).
        lean: how far to the left the upper end of a digit is moved, as a part of its height;
            below 0 to the right.

    Returns:
        uint8 (n, 28, 28), in MNIST's format.

    >>> ring = np.zeros((1, 28, 28), np.uint8)
    >>> _ = cv2.circle(ring[0], (14, 14), 8, 255, 2)
    >>> in_a_hand(ring, np.array([0])).shape
    (1, 28, 28)
    """
    return np.stack(
        [_written(*each, lean) for each in zip(images, labels, strict=True)]
    )  # fmt: skip


def _written(image: np.ndarray, label: int, lean: float) -> np.ndarray:
    side = _LARGER * len(image)
    large = cv2.resize(image, (side, side), interpolation=cv2.INTER_CUBIC)
    right = (_WIDTH - side) / 2 - lean * side / 2
    places = np.array([[1, lean, right], [0, 1, (_HEIGHT - side) / 2]])
    sheet = cv2.warpAffine(large, places, (_WIDTH, _HEIGHT))
    rows, columns = np.nonzero(sheet > 100)
    if label == 0 and len(rows):
        ends = (columns.max(), rows.min()), (columns.min(), rows.max())
        _line(sheet, *ends)
    elif label == 7 and len(rows):
        row = (rows.min() + rows.max()) // 2
        column = columns[np.abs(rows - row) == np.abs(rows - row).min()].mean()
        _line(sheet, (column - 22, row + 3), (column + 22, row - 3))
    return to_mnist(sheet)


def _line(sheet: np.ndarray, start: tuple[float, float], end: tuple[float, float]) -> None:
    ends = [(round(float(x)), round(float(y))) for x, y in (start, end)]
    cv2.line(sheet, ends[0], ends[1], 255, _PEN, cv2.LINE_AA)
