"""Which pixels an answer rests on: occlusion and Grad-CAM."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from helpers.backend import import_keras
from helpers.interpretability.receptive_field import Field

if TYPE_CHECKING:
    import keras

_BATCH = 500


def logits(network: keras.Sequential, images: np.ndarray) -> np.ndarray:
    """Return the network's ten scores before softmax (its logits).

    Args:
        network: one with a layer named "logits".
        images: float32 array of shape (n, 28, 28), values 0…1.

    Returns:
        float32 array of shape (n, 10).

    >>> from helpers.networks import tiny_network
    >>> logits(tiny_network(), np.zeros((3, 28, 28))).shape
    (3, 10)
    """
    model = import_keras().Model(network.inputs[0], network.get_layer("logits").output)
    images = np.asarray(images, np.float32)
    parts = [model(images[at : at + _BATCH]) for at in range(0, len(images), _BATCH)]
    return np.concatenate([np.asarray(part) for part in parts])


def margin(scores: np.ndarray, digit: int) -> np.ndarray:
    """Return by how many votes a digit is ahead of the best other one; negative: behind.

    >>> margin(np.array([[1.0, 5.0, 3.0]]), digit=1)
    array([2.])
    """
    others = np.delete(scores, digit, axis=1)
    return scores[:, digit] - others.max(axis=1)


def occlude(image: np.ndarray, row: int, column: int, size: int) -> np.ndarray:
    """Return a copy with a square of `size`×`size` pixels around a pixel set to 0.

    >>> occlude(np.ones((3, 4)), 0, 1, 3)
    array([[0., 0., 0., 1.],
           [0., 0., 0., 1.],
           [1., 1., 1., 1.]])
    """
    reach = size // 2
    covered = image.copy()
    rows = slice(max(row - reach, 0), row + reach + 1)
    covered[rows, max(column - reach, 0) : column + reach + 1] = 0
    return covered


def occlusion(
    network: keras.Sequential, image: np.ndarray, digit: int, size: int = 5, step: int = 1
) -> np.ndarray:
    """Return how many votes of its lead a digit loses when each place is covered.

    Source: M. Zeiler, R. Fergus, *Visualizing and Understanding Convolutional Networks*, 2014.

    Args:
        network: one with a layer named "logits".
        image: float32 array of shape (28, 28), values 0…1.
        digit: whose lead is measured, 0…9.
        size: edge of the black square in pixels, odd.
        step: every how many pixels a square is centred.

    Returns:
        float32 array of shape (28, 28); above zero, what lies there speaks for the digit, below
        zero against it. With `step` above 1, each value stands for `step`×`step` pixels.

    >>> from helpers.networks import tiny_network
    >>> occlusion(tiny_network(), np.zeros((28, 28)), digit=3, step=4).any()
    np.False_
    """
    places = [range(step // 2, length, step) for length in image.shape]
    covered = [occlude(image, row, column, size) for row in places[0] for column in places[1]]
    before = margin(logits(network, image[None]), digit)
    lost = before - margin(logits(network, np.stack(covered)), digit)
    grid = lost.reshape(len(places[0]), len(places[1]))
    return grid.repeat(step, axis=0).repeat(step, axis=1)[: image.shape[0], : image.shape[1]]


def maps_and_gradients(
    network: keras.Sequential, layer_output: object, image: np.ndarray, digit: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return a layer's maps, and how the digit's vote changes with each of their values.

    Args:
        network: one with a layer named "logits".
        layer_output: symbolic output of the layer, as `feature_maps.map_layers` has it.
        image: float32 array of shape (28, 28), values 0…1.
        digit: whose vote is followed back, 0…9.

    Returns:
        maps and gradients, float32 arrays of shape (rows, columns, units).
    """
    keras = import_keras()
    import tensorflow as tf

    before = keras.Model(network.inputs[0], layer_output)
    after = keras.Model(layer_output, network.get_layer("logits").output)
    maps = before(np.asarray(image[None], np.float32))
    with tf.GradientTape() as tape:
        tape.watch(maps)
        vote = after(maps)[:, digit]
    return np.asarray(maps[0]), np.asarray(tape.gradient(vote, maps)[0])


def grad_cam(maps: np.ndarray, gradients: np.ndarray) -> np.ndarray:
    """Return where the maps that speak for a digit light up.

    Each map counts with the mean of its gradient; what is below zero in the sum is dropped.
    Source: R. Selvaraju and others, *Grad-CAM: Visual Explanations from Deep Networks via
    Gradient-based Localization*, 2017.

    Args:
        maps: array of shape (rows, columns, units).
        gradients: array of the same shape, as `maps_and_gradients` returns it.

    Returns:
        array of shape (rows, columns), 0 or more.

    >>> grad_cam(np.array([[[1.0, 4.0]]]), np.array([[[2.0, -0.25]]]))
    array([[1.]])
    """
    weights = gradients.mean(axis=(0, 1))
    return np.maximum((maps * weights).sum(axis=2), 0)


def on_picture(values: np.ndarray, field: Field, length: int = 28) -> np.ndarray:
    """Return a map's values on the pixels of the picture: each pixel gets the nearest unit's.

    Near the edge, where no unit has the middle of its window, the values are 0.

    Args:
        values: array of shape (rows, columns), one value for each unit of a map.
        field: receptive field of the units.
        length: rows and columns of the picture.

    >>> on_picture(np.array([[1, 2], [3, 4]]), Field(size=2, jump=2, start=0), length=4)
    array([[1, 1, 2, 2],
           [1, 1, 2, 2],
           [3, 3, 4, 4],
           [3, 3, 4, 4]])
    """
    middle = field.start + (field.size - 1) / 2
    # A pixel halfway between two units goes to the later one.
    nearest = np.floor((np.arange(length) - middle) / field.jump + 0.5).astype(int)
    placed = np.zeros((length, length), values.dtype)
    rows, columns = (np.flatnonzero((nearest >= 0) & (nearest < n)) for n in values.shape)
    placed[np.ix_(rows, columns)] = values[np.ix_(nearest[rows], nearest[columns])]
    return placed
