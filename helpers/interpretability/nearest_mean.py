"""The simplest classifier there is, the nearest class mean, and what it makes of each layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from helpers.interpretability.feature_maps import feature_maps, map_layers

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
        Array of shape (m,), of the labels' dtype.

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


def right_by_way(
    known: tuple[np.ndarray, np.ndarray], asked: tuple[np.ndarray, np.ndarray]
) -> dict[str, np.ndarray]:
    """Return which images the nearest mean reads correctly from their maps, read in three ways.

    Args:
        known: maps of shape (n, rows, columns, units) that the means are taken of, and their
            digits, shape (n,).
        asked: maps of the images to be read, shape (m, rows, columns, units), and their digits.

    Returns:
        Boolean arrays of shape (m,) by the way: "means" (one number for each map), "quarters" (the
        means of its quarters) and "places" (every cell).

    >>> maps = np.array([[[0.0, 1.0], [0.0, 0.0]], [[1.0, 0.0], [0.0, 0.0]]])
    >>> both = maps[..., None], np.array([4, 8])
    >>> {way: answers.tolist() for way, answers in right_by_way(both, both).items()}
    {'means': [True, False], 'quarters': [True, True], 'places': [True, True]}
    """
    ways = {
        "means": lambda maps: maps.mean(axis=(1, 2)),
        "quarters": quarter_means,
        "places": lambda maps: maps.reshape(len(maps), -1),
    }
    return {
        name: nearest_mean(way(known[0]), known[1], way(asked[0])) == asked[1]
        for name, way in ways.items()
    }


def right_by_layer(
    network: keras.Sequential,
    known: tuple[np.ndarray, np.ndarray],
    asked: tuple[np.ndarray, np.ndarray],
) -> dict[str, dict[str, np.ndarray]]:
    """Return what `right_by_way` does for the maps of each convolution of a network.

    Both sets are float32 images of shape (n, 28, 28), values 0…1, and their digits.

    Returns:
        By the layer's name and the way's name, boolean arrays of shape (len(asked[0]),).

    >>> from helpers.networks import tiny_network
    >>> generator = np.random.default_rng(0)
    >>> images = generator.random((20, 28, 28)), np.arange(20) % 10
    >>> right = right_by_layer(tiny_network(), images, images)
    >>> right["1 convolution 5×5"]["means"].shape
    (20,)
    """
    layers = [layer for layer in map_layers(network) if "convolution" in layer.name]
    before, after = (feature_maps(network, images, layers) for images, _ in (known, asked))
    return {
        name: right_by_way((maps, known[1]), (after[name], asked[1]))
        for name, maps in before.items()
    }


def quarter_means(maps: np.ndarray) -> np.ndarray:
    """Return the mean of each quarter of maps, (n, rows, columns, units): (n, 4 · units).

    Of an odd row or column, the later half has it.

    >>> quarter_means(np.arange(16).reshape(1, 4, 4, 1))
    array([[ 2.5,  4.5, 10.5, 12.5]])
    """
    quarters = [
        quarter.mean(axis=(1, 2))
        for rows in np.array_split(maps, [maps.shape[1] // 2], axis=1)
        for quarter in np.array_split(rows, [maps.shape[2] // 2], axis=2)
    ]
    return np.concatenate(quarters, axis=1)
