"""What an answer costs: how many products a network computes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from helpers.backend import import_keras

if TYPE_CHECKING:
    import keras


def count_multiplications(network: keras.Model, height: int, width: int) -> int:
    """Return how many products the convolutions and Dense layers of a network compute.

    The network is a chain of layers that takes pictures of `height`×`width` pixels: (n, height,
    width, 1), or (n, height, width) where the first layer is Flatten.

    >>> layers = import_keras().layers
    >>> lines = import_keras().Sequential([layers.Input((None, None, 1)), layers.Conv2D(2, 3)])
    >>> count_multiplications(lines, 28, 28) == 26 * 26 * 2 * 9
    True
    >>> dense = import_keras().Sequential([layers.Input((28, 28)), layers.Flatten()])
    >>> dense.add(layers.Dense(10))
    >>> count_multiplications(dense, 28, 28)
    7840
    """
    input_layer = import_keras().layers.InputLayer
    total, shape = 0, (None, height, width, None)
    for layer in network.layers:
        if isinstance(layer, input_layer):
            continue
        shape = layer.compute_output_shape(shape)
        if hasattr(layer, "kernel"):
            total += math.prod(shape[1:]) * math.prod(layer.kernel.shape[:-1])
    return total
