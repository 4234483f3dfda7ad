"""Which pixels an answer rests on: occlusion, slopes, and Grad-CAM."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from helpers.backend import import_keras
from helpers.interpretability.receptive_field import Field

if TYPE_CHECKING:
    import keras
    import tensorflow as tf

_BATCH = 500


@functools.lru_cache(maxsize=8)  # building a part of a network takes longer than asking it
def _part(first: object, last: object) -> keras.Model:
    """Return the part of a network between two of its symbolic tensors."""
    return import_keras().Model(first, last)


def logits(network: keras.Sequential, images: np.ndarray) -> np.ndarray:
    """Return the network's ten scores before softmax: float32 of shape (n, 10).

    Networks have a layer named "logits" here; images are of shape (n, 28, 28), values 0…1.

    >>> from helpers.networks import tiny_network
    >>> logits(tiny_network(), np.zeros((3, 28, 28))).shape
    (3, 10)
    """
    model = _part(network.inputs[0], network.get_layer("logits").output)
    images = np.asarray(images, np.float32)
    parts = [model(images[at : at + _BATCH]) for at in range(0, len(images), _BATCH)]
    return np.concatenate([np.asarray(part) for part in parts])


def margin(scores: np.ndarray, digit: int | np.ndarray) -> np.ndarray:
    """Return by how many votes a digit is ahead of the best other one; negative: behind.

    Of scores (n, 10); the digit whose lead it is may be one for all rows, or n of them.

    >>> margin(np.array([[1.0, 5.0, 3.0], [1.0, 5.0, 3.0]]), digit=np.array([1, 2]))
    array([ 2., -2.])
    """
    places = np.arange(len(scores)), np.broadcast_to(digit, len(scores))
    others = scores.copy()
    others[places] = -np.inf
    return scores[places] - others.max(axis=1)


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
        network: as in `logits`.
        image: float32 array of shape (28, 28), values 0…1.
        digit: whose lead is measured, 0…9.
        size: edge of the black square in pixels, odd.
        step: every how many pixels a square is centred; its value stands for so many.

    Returns:
        float32 array of shape (28, 28); above zero, what lies there speaks for the digit, below
        zero against it.

    >>> from helpers.networks import tiny_network
    >>> occlusion(tiny_network(), np.zeros((28, 28)), digit=3, step=4).any()
    np.False_
    """
    rows, columns = (range(step // 2, length, step) for length in image.shape)
    covered = np.stack([occlude(image, row, col, size) for row, col in product(rows, columns)])
    # A cover on blank ground changes nothing, so nobody has to be asked.
    changed = (covered != image).any(axis=(1, 2))
    leads = margin(logits(network, np.concatenate([image[None], covered[changed]])), digit)
    lost = np.zeros(len(covered), np.float32)
    lost[changed] = leads[0] - leads[1:]
    nearest_row = np.minimum(np.arange(image.shape[0]) // step, len(rows) - 1)
    nearest_column = np.minimum(np.arange(image.shape[1]) // step, len(columns) - 1)
    return lost.reshape(len(rows), len(columns))[np.ix_(nearest_row, nearest_column)]


def lead_slopes(
    network: keras.Sequential, images: np.ndarray, digits: np.ndarray | int
) -> np.ndarray:
    """Return for each pixel the slope of a digit's lead: what it gains if the pixel gets brighter.

    Source: K. Simonyan, A. Vedaldi, A. Zisserman, *Deep Inside Convolutional Networks: Visualising
    Image Classification Models and Saliency Maps*, 2014.

    Network and images are as in `logits`; there are n digits, 0…9, or one for all.

    Returns:
        float32 array of shape (n, 28, 28), in votes for each step of a pixel from 0 to 1.

    >>> from helpers.networks import tiny_network
    >>> lead_slopes(tiny_network(), np.zeros((3, 28, 28)), 4).shape
    (3, 28, 28)
    """
    import tensorflow as tf

    model = _part(network.inputs[0], network.get_layer("logits").output)
    images = tf.constant(images, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(images)
        leads = _leads(model(images), digits)
    return np.asarray(tape.gradient(leads, images))


def _leads(votes: tf.Tensor, digits: Sequence[int] | np.ndarray | int) -> tf.Tensor:
    """Return what `margin` does, as something that TensorFlow can follow back."""
    import tensorflow as tf

    own = tf.one_hot(np.broadcast_to(digits, len(votes)), 10) > 0
    others = tf.reduce_max(tf.where(own, -np.inf, votes), axis=1)
    return tf.reduce_sum(tf.where(own, votes, 0), axis=1) - others


def maps_and_gradients(
    network: keras.Sequential, layer_output: object, image: np.ndarray, digit: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return a layer's maps, and how a digit's lead changes with each of their values.

    The layer's symbolic output is that of `feature_maps.map_layers`, the image float32 of shape
    (28, 28), values 0…1; both results are float32 of shape (rows, columns, maps).
    """
    maps, gradients = many_maps_and_gradients(network, layer_output, image[None], [digit])
    return maps[0], gradients[0]


def many_maps_and_gradients(
    network: keras.Sequential, layer_output: object, images: np.ndarray, digits: Sequence[int]
) -> tuple[np.ndarray, np.ndarray]:
    """Return what `maps_and_gradients` does, of n images at once: (n, rows, columns, maps)."""
    import tensorflow as tf

    maps = _part(network.inputs[0], layer_output)(np.asarray(images, np.float32))
    after = _part(layer_output, network.get_layer("logits").output)
    with tf.GradientTape() as tape:
        tape.watch(maps)
        leads = _leads(after(maps), digits)
    return np.asarray(maps), np.asarray(tape.gradient(leads, maps))


def grad_cam(maps: np.ndarray, gradients: np.ndarray) -> np.ndarray:
    """Return where the maps that speak for a digit light up.

    Each map counts with the mean of its gradient; what is below zero in the sum is dropped. (The
    paper follows the digit's vote; `maps_and_gradients` follows its lead, as occlusion does.)
    Source: R. Selvaraju and others, *Grad-CAM: Visual Explanations from Deep Networks via
    Gradient-based Localization*, 2017.

    Of arrays as `maps_and_gradients` returns them, it is of shape (rows, columns), 0 or more.

    >>> grad_cam(np.array([[[1.0, 4.0]]]), np.array([[[2.0, -0.25]]]))
    array([[1.]])
    """
    weights = gradients.mean(axis=(0, 1))
    return np.maximum((maps * weights).sum(axis=2), 0)


def place_by_place(maps: np.ndarray, gradients: np.ndarray) -> np.ndarray:
    """Return Grad-CAM without the mean: each value counts with the gradient of its own place.

    Source: R. Draelos, L. Carin, *HiResCAM*, 2020.

    >>> place_by_place(np.array([[[1.0], [1.0]]]), np.array([[[2.0], [-2.0]]]))
    array([[2., 0.]])
    """
    return np.maximum((maps * gradients).sum(axis=2), 0)


def on_picture(values: np.ndarray, field: Field) -> np.ndarray:
    """Return a map's values on the pixels of the picture: each pixel gets the nearest unit's.

    Near the edge, where no unit has the middle of its window, the values are 0.

    Of values (rows, columns) of units with a receptive field, it is of shape (28, 28).

    >>> on_picture(np.array([[1, 2], [3, 4]]), Field(size=2, jump=2, start=0))[:4, :5]
    array([[1, 1, 2, 2, 0],
           [1, 1, 2, 2, 0],
           [3, 3, 4, 4, 0],
           [3, 3, 4, 4, 0]])
    """
    middle = field.start + (field.size - 1) / 2
    # A pixel halfway between two units goes to the later one.
    nearest = np.floor((np.arange(28) - middle) / field.jump + 0.5).astype(int)
    placed = np.zeros((28, 28), values.dtype)
    rows, columns = (np.flatnonzero((nearest >= 0) & (nearest < n)) for n in values.shape)
    placed[np.ix_(rows, columns)] = values[np.ix_(nearest[rows], nearest[columns])]
    return placed
