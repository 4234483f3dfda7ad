"""The simplest classifier there is: the nearest class mean."""

from __future__ import annotations

import numpy as np


def nearest_mean_accuracy(
    known: np.ndarray, known_labels: np.ndarray, asked: np.ndarray, asked_labels: np.ndarray
) -> float:
    """Return how often the nearest class mean is the right class.

    The simplest classifier there is: it shows what the features themselves tell.

    Args:
        known: array of shape (n, features) that the means are taken of.
        known_labels: its classes, shape (n,).
        asked: array of shape (m, features) to classify.
        asked_labels: its classes, shape (m,).

    >>> known, asked = np.array([[0.0], [0.2], [1.0]]), np.array([[0.3], [0.9]])
    >>> nearest_mean_accuracy(known, np.array([0, 0, 1]), asked, np.array([0, 1]))
    1.0
    """
    classes = np.unique(known_labels)
    # Features of different size would not count alike otherwise.
    scale = known.std(axis=0) + 1e-9
    means = np.stack([known[known_labels == kind].mean(axis=0) for kind in classes]) / scale
    distances = np.linalg.norm((asked / scale)[:, None] - means, axis=2)
    return float(np.mean(classes[distances.argmin(axis=1)] == asked_labels))
