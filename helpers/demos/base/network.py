"""Hands a trained network over to the page, as web/mathematics/network.js computes with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.interpretability.receptive_field import PIXEL, Field, next_field

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


def run_packed(packed: Sequence[Mapping[str, Any]], images: np.ndarray) -> list[np.ndarray]:
    """Return the output of every layer of a packed network, as web/mathematics/network.js does.

    Sums are taken in float64 and kept in float32, in Python and in the page: both print the same
    decimals, which TensorFlow's sums in float32 would not always do.

    Args:
        packed: what `pack_network` returns.
        images: array of shape (n, side, side), values 0…1.

    Returns:
        For each layer a float32 array of shape (n, rows, columns, units); the last one's are the
        logits, of shape (n, 1, 1, 10).
    """
    volume = np.asarray(images, np.float32)[..., None]
    volumes = []
    for layer in packed:
        if layer["kind"] == "pooling":
            volume = _pooled(volume, layer["size"])
        else:
            volume = _sums(volume, layer)
        volumes.append(volume)
    return volumes


def fields_of(packed: Sequence[Mapping[str, Any]]) -> list[Field]:
    """Return the receptive field after each layer, convolutions and pooling alone."""
    fields = [PIXEL]
    for layer in packed:
        stride = layer["size"] if layer["kind"] == "pooling" else 1
        fields.append(next_field(fields[-1], layer["size"], stride, layer["padding"]))
    return fields[1:]


def mosaic(maps: np.ndarray) -> np.ndarray:
    """Return maps of shape (rows, columns, units) as tiles, with a line of NaN between two.

    >>> mosaic(np.ones((2, 2, 4))).shape
    (5, 5)
    """
    rows, columns, units = maps.shape
    across = int(np.ceil(np.sqrt(units)))
    down = -(-units // across)
    tiles = np.full((down * (rows + 1) - 1, across * (columns + 1) - 1), np.nan)
    for unit in range(units):
        top, left = unit // across * (rows + 1), unit % across * (columns + 1)
        tiles[top : top + rows, left : left + columns] = maps[:, :, unit]
    return tiles


def _pooled(volume: np.ndarray, size: int) -> np.ndarray:
    count, rows, columns, units = volume.shape
    rows, columns = rows // size, columns // size
    kept = volume[:, : rows * size, : columns * size]
    return kept.reshape(count, rows, size, columns, size, units).max(axis=(2, 4))


def _sums(volume: np.ndarray, layer: Mapping[str, Any]) -> np.ndarray:
    bias = np.frombuffer(layer["bias"], np.float32).astype(np.float64)
    weights = np.frombuffer(layer["weights"], np.float32).astype(np.float64)
    if layer["kind"] == "convolution":
        size, padding = layer["size"], layer["padding"]
        padded = np.pad(volume, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
        windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))
        inputs = windows.transpose(0, 1, 2, 4, 5, 3)  # the weights' order: row, column, input
        inputs = inputs.reshape(*inputs.shape[:3], -1)
    else:
        inputs = volume.reshape(len(volume), 1, 1, -1)
    sums = inputs.astype(np.float64) @ weights.reshape(inputs.shape[-1], -1) + bias
    if layer["relu"]:
        sums = np.maximum(sums, 0)
    return sums.astype(np.float32)
