"""Pictures that excite a unit as much as possible, found by climbing its gradient."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from helpers.backend import import_keras

if TYPE_CHECKING:
    import keras
    import tensorflow as tf

#: How far a picture moves at each step: root mean square of a pixel's change.
_STEP = 0.1


def maximize_activation(
    network: keras.Sequential,
    output: object,
    units: list[int],
    steps: int = 150,
    regularize: bool = True,
) -> np.ndarray:
    """Return for each unit a picture that was changed, step by step, to excite it more.

    Source: D. Erhan and others, *Visualizing Higher-Layer Features of a Deep Network*, 2009; the
    regularisation (blur, decay) follows J. Yosinski and others, *Understanding Neural Networks
    Through Deep Visualization*, 2015.

    Args:
        network: a built chain of layers on pictures of shape (28, 28).
        output: symbolic output of a layer, of shape (n, units) or (n, rows, columns, units);
            in a map, the unit in the middle is excited.
        units: which of the layer's units.
        steps: how often each picture is changed.
        regularize: True moves, blurs and fades the picture between steps, so that only what
            survives this stays; False follows the bare gradient.

    Returns:
        float32 array of shape (len(units), 28, 28), values 0…1.

    >>> from helpers.networks import tiny_network
    >>> network = tiny_network()
    >>> maximize_activation(network, network.get_layer("logits").output, [3, 5], steps=2).shape
    (2, 28, 28)
    """
    keras = import_keras()
    import tensorflow as tf

    model = keras.Model(network.inputs[0], output)

    @tf.function
    def gradient(images: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        with tf.GradientTape() as tape:
            tape.watch(images)
            values = _values(model(images), units)
            total = tf.reduce_sum(values)
        return tape.gradient(total, images), values

    generator = np.random.default_rng(0)
    images = _starts(model, units, generator)
    # A step too long, blur or decay can put a unit out for good, as ReLU gives no slope at 0: keep
    # the best, and go on from there with half the step.
    best, most = images, np.full(len(units), -np.inf)
    sizes = np.full((len(units), 1, 1), _STEP, np.float32)
    for step in range(steps):
        shift = tuple(generator.integers(-1, 2, 2)) if regularize else (0, 0)
        moved = np.roll(images, shift, axis=(1, 2))
        slope, values = (each.numpy() for each in gradient(tf.constant(moved)))
        best = np.where((values > most)[:, None, None], moved, best)
        most = np.maximum(values, most)
        slope = np.roll(slope, (-shift[0], -shift[1]), axis=(1, 2))
        length = np.sqrt((slope**2).mean(axis=(1, 2), keepdims=True)) + 1e-8
        out = length < 1e-6
        sizes = np.where(out, sizes / 2, sizes)
        images = np.where(out, best, images + sizes * slope / length)
        if regularize:
            images = images * 0.98  # it fades
            if step < steps - 5:  # the last steps sharpen
                images = np.stack([cv2.GaussianBlur(image, (3, 3), 0.6) for image in images])
        images = np.clip(images, 0, 1)
    _, values = gradient(tf.constant(images))
    return np.where((values.numpy() > most)[:, None, None], images, best)


def _starts(model: keras.Model, units: list[int], generator: np.random.Generator) -> np.ndarray:
    """Return for each unit the soft noise that excites it most.

    Where a unit gives 0, ReLU leaves no slope to climb, so a start has to wake it.
    """
    noise = generator.normal(0.2, 0.6, (300, 28, 28)).astype(np.float32)
    noise = np.stack([cv2.GaussianBlur(image, (0, 0), 1.5) for image in noise])
    noise = np.clip(0.1 + 2 * (noise - 0.2), 0, 1)
    return noise[np.asarray(_middle(model(noise))).argmax(axis=0)[units]]


def activation(
    network: keras.Sequential, output: object, units: list[int], images: np.ndarray
) -> np.ndarray:
    """Return how strongly each picture excites the unit at the same place in `units`.

    Args:
        network: as in `maximize_activation`.
        output: likewise.
        units: one unit for each picture.
        images: float32 array of shape (len(units), 28, 28), values 0…1.

    Returns:
        float32 array of shape (len(units),).
    """
    model = import_keras().Model(network.inputs[0], output)
    return np.asarray(_values(model(np.asarray(images, np.float32)), units))


def _values(outputs: tf.Tensor, units: list[int]) -> tf.Tensor:
    """Return the value of each picture's own unit."""
    import tensorflow as tf

    return tf.linalg.diag_part(tf.gather(_middle(outputs), units, axis=1))


def _middle(outputs: tf.Tensor) -> tf.Tensor:
    """Return (n, units): of maps the values in the middle."""
    if len(outputs.shape) == 4:
        return outputs[:, outputs.shape[1] // 2, outputs.shape[2] // 2]
    return outputs
