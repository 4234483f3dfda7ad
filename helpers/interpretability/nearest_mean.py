"""The simplest classifier there is, the nearest class mean, and what it makes of each layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from helpers.interpretability.feature_maps import convolution_maps

if TYPE_CHECKING:
    import keras

#: So many features at a time are turned into float64: a layer's maps of 2,000 images are large.
_BLOCK = 2000


def nearest_mean(known: np.ndarray, known_labels: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Return for each image the digit whose mean of the known images is nearest.

    Each feature is first divided by its spread over the known images, so that all count alike;
    one that is the same in all of them is left out.

    Args:
        known: array of shape (n, features) that the means are taken of.
        known_labels: its digits, shape (n,).
        asked: array of shape (m, features) to classify.

    Returns:
        Array of shape (m,) with the labels' dtype.

    >>> nearest_mean(np.array([[0.0], [0.2], [1.0]]), np.array([4, 4, 8]), np.array([[0.3], [0.9]]))
    array([4, 8])
    """
    digits = np.unique(known_labels)
    members = (known_labels == digits[:, None]).astype(float)
    members /= members.sum(axis=1, keepdims=True)
    distances = np.zeros((len(asked), len(digits)))
    for first in range(0, known.shape[1], _BLOCK):
        before, after = (each[:, first : first + _BLOCK].astype(float) for each in (known, asked))
        spread = before.std(axis=0)
        scale = np.divide(1, spread, out=np.zeros_like(spread), where=spread > 0)
        means = members @ before * scale
        after *= scale
        # |a − m|² without |a|², which is the same for all digits.
        distances += (means**2).sum(axis=1) - 2 * after @ means.T
    return digits[distances.argmin(axis=1)]


def right_by_layer(
    network: keras.Sequential,
    ways: Callable[[np.ndarray], Mapping[str, np.ndarray]],
    known: tuple[np.ndarray, np.ndarray],
    asked: tuple[np.ndarray, np.ndarray],
) -> dict[str, dict[str, np.ndarray]]:
    """Return which images the nearest mean reads rightly from the maps of each convolution.

    Args:
        network: a built chain of layers.
        ways: turns maps of shape (n, rows, columns, units) into features of shape (n, features),
            by the way's name.
        known: float32 images of shape (n, 28, 28), values 0…1, and their digits.
        asked: as many or other ones, to be read.

    Returns:
        By the layer's name and the way's name, boolean arrays of shape (len(asked[0]),).

    >>> from helpers.networks import tiny_network
    >>> generator = np.random.default_rng(0)
    >>> images = generator.random((20, 28, 28)), np.arange(20) % 10
    >>> right = right_by_layer(
    ...     tiny_network(), lambda maps: {"means": maps.mean(axis=(1, 2))}, images, images
    ... )
    >>> right["1 convolution 5×5"]["means"].shape
    (20,)
    """
    parts = []
    for images, _ in (known, asked):
        maps = convolution_maps(network, images)
        parts.append({name: ways(values) for name, values in maps.items()})
    return {
        name: {
            way: nearest_mean(features, known[1], parts[1][name][way]) == asked[1]
            for way, features in by_way.items()
        }
        for name, by_way in parts[0].items()
    }


def quarter_means(maps: np.ndarray) -> np.ndarray:
    """Return the mean of each quarter of each map; of an odd row, the lower half has it.

    Args:
        maps: array of shape (n, rows, columns, units).

    Returns:
        Array of shape (n, 4 · units).

    >>> quarter_means(np.arange(16).reshape(1, 4, 4, 1))
    array([[ 2.5,  4.5, 10.5, 12.5]])
    """
    halves = [
        half
        for rows in np.array_split(maps, [maps.shape[1] // 2], axis=1)
        for half in np.array_split(rows, [maps.shape[2] // 2], axis=2)
    ]
    return np.concatenate([half.mean(axis=(1, 2)) for half in halves], axis=1)
