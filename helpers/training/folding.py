"""What only training and calibration need, folded into a network's weights once it is trained.

Once trained, batch normalisation only subtracts and multiplies by fixed numbers, one pair for each
filter, and a convolution can do that itself. The temperature that makes the probabilities honest
divides the logits, and the last layer's weights can do that. What is shipped is then made of the
layers that the notebooks explain, and its probabilities need no correction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import keras


def folded(kernel: np.ndarray, normalisation: keras.layers.BatchNormalization) -> list[np.ndarray]:
    """Return kernel and bias of the convolution that does what both do together.

    Source: B. Jacob et al., *Quantization and Training of Neural Networks for Efficient
    Integer-Arithmetic-Only Inference*, 2018, section 3.2.
    """
    *scale, shift, mean, variance = normalisation.get_weights()
    factor = (scale[0] if scale else 1) / np.sqrt(variance + normalisation.epsilon)
    return [kernel * factor, shift - mean * factor]


def fold_normalisation(trained: keras.Sequential, plain: keras.Sequential) -> None:
    """Give `plain` the weights with which it answers as `trained` does.

    Args:
        trained: each convolution without bias is followed by batch normalisation without scale,
            with nothing or max pooling between them. Without scale the largest value of a pooling
            window stays the largest.
        plain: the same layers with biases and no batch normalisation; changed in place.

    Raises:
        ValueError: the layers with weights do not correspond.
    """
    weights: list[list[np.ndarray]] = []
    for layer in trained.layers:
        if type(layer).__name__ == "BatchNormalization":
            (kernel,) = weights[-1]  # a bias would be lost
            weights[-1] = folded(kernel, layer)
        elif layer.get_weights():
            weights.append(layer.get_weights())
    targets = [layer for layer in plain.layers if layer.weights]
    shapes = [[part.shape for part in parts] for parts in weights]
    wanted = [[tuple(part.shape) for part in layer.weights] for layer in targets]
    if shapes != wanted:
        raise ValueError(
            f"Both networks must have the same layers but for batch normalisation: folding gave "
            f"weights of the shapes {shapes}, the plain network has {wanted}."
        )
    for layer, parts in zip(targets, weights, strict=True):
        layer.set_weights(parts)


def fold_temperature(network: keras.Sequential, temperature: float) -> None:
    """Divide the logits of a network by a temperature above 0, in place; see `fit_temperature`."""
    logits = network.get_layer("logits")
    logits.set_weights([part / np.float32(temperature) for part in logits.get_weights()])
