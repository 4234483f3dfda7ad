"""Hands a trained network over to the page, as web/mathematics/network.js computes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import keras


def pack_network(network: keras.Sequential) -> list[dict[str, Any]]:
    """Return the layers of a network that compute something, with their float32 weights.

    Args:
        network: a built chain of convolutions with stride 1, pooling and dense layers; layers
            that only reshape, or do nothing once trained, are left out, and so is the last
            softmax, which the page adds.

    Returns:
        For each layer: `name`, `kind`, `size` of its window, `padding`, `relu`, `units`, and the
        bytes of `weights` and `bias`; empty where a layer has none.

    Raises:
        ValueError: a layer is of a kind that the page does not know.
    """
    packed = []
    for layer in network.layers:
        kind = type(layer).__name__
        if kind in ("Reshape", "Flatten", "Dropout", "Softmax", "InputLayer"):
            continue
        if kind not in ("Conv2D", "MaxPooling2D", "Dense"):
            raise ValueError(
                f"The page can compute Conv2D, MaxPooling2D and Dense, but not {kind}; "
                "choose a network without it."
            )
        weights = [np.asarray(each, np.float32) for each in layer.get_weights()]
        size = {"Conv2D": "kernel_size", "MaxPooling2D": "pool_size"}.get(kind)
        window = getattr(layer, size)[0] if size else 1
        same = kind == "Conv2D" and layer.padding == "same"
        activation = getattr(getattr(layer, "activation", None), "__name__", "linear")
        packed.append(
            {
                "name": layer.name,
                "kind": {"Conv2D": "convolution", "MaxPooling2D": "pooling"}.get(kind, "dense"),
                "size": int(window),
                "padding": window // 2 if same else 0,
                "relu": activation == "relu",
                "units": int(weights[1].shape[0]) if weights else 0,
                "weights": weights[0].tobytes() if weights else b"",
                "bias": weights[1].tobytes() if weights else b"",
            }
        )
    return packed
