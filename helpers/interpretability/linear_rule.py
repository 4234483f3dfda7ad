"""The best rule that weighs and adds: what numbers tell of two digits without their places."""

from __future__ import annotations

import numpy as np


def best_linear_rule(numbers: np.ndarray, is_first: np.ndarray) -> tuple[np.ndarray, float]:
    """Return weights and a bias whose sum of products tells one kind of image from another.

    The sum comes nearest to +1 for the first kind and to −1 for the other, in the sense of least
    squares: Fisher's linear discriminant (Bishop: *Pattern Recognition and Machine Learning*,
    2006, section 4.1.5). Numbers are of shape (n, m), m for each image; `is_first` is bool (n,).

    Returns:
        The weights, float64 of shape (m,), and the bias: an image is of the first kind where
        `(numbers * weights).sum(axis=1) + bias` is above 0.

    >>> weights, bias = best_linear_rule(np.array([[1.0], [2.0], [3.0]]), np.array([0, 0, 1]) > 0)
    >>> [float(value) for value in np.round([*weights, bias], 2)]
    [1.0, -2.33]
    """
    with_one = np.column_stack([numbers, np.ones(len(numbers))])
    *weights, bias = np.linalg.lstsq(with_one, np.where(is_first, 1.0, -1.0), rcond=None)[0]
    return np.array(weights), float(bias)
