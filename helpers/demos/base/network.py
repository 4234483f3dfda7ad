"""Hands a trained network over to the page, as web/mathematics/network.js computes with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes

from helpers import networks
from helpers.demos.base.demonstration import Values
from helpers.interpretability.receptive_field import PIXEL, Field, next_field

if TYPE_CHECKING:
    import keras

_KINDS = {"Conv2D": "convolution", "MaxPooling2D": "pooling", "Dense": "dense"}
#: Layers that only reshape, or do nothing once trained, and the softmax, which the page adds.
_LEFT_OUT = ("Reshape", "Flatten", "Dropout", "Softmax", "InputLayer")


def pack_network(network: keras.Sequential | None = None) -> list[dict[str, Any]]:
    """Return the layers of a network that compute something, with their float32 weights.

    Args:
        network: a built chain of convolutions with stride 1, pooling and dense layers; the one
            that comes with the series when None.

    Returns:
        For each layer: `name`, `kind`, `size` of its window, `padding`, `relu`, `units`, and the
        bytes of `weights` and `bias`; empty where a layer has none.

    Raises:
        ValueError: a layer is of a kind that the page does not know.
    """
    packed = []
    for layer in (network or networks.load_pretrained()).layers:
        kind = type(layer).__name__
        if kind in _LEFT_OUT:
            continue
        if kind not in _KINDS:
            raise ValueError(
                f"The page can compute Conv2D, MaxPooling2D and Dense, but not {kind}; "
                "choose a network without it."
            )
        window = getattr(layer, "kernel_size", getattr(layer, "pool_size", (1,)))
        same = kind == "Conv2D" and layer.padding == "same"
        activation = getattr(getattr(layer, "activation", None), "__name__", "linear")
        weights, bias = layer.get_weights() or ([], [])
        packed.append(
            {
                "name": layer.name,
                "kind": _KINDS[kind],
                "size": int(window[0]),
                "padding": window[0] // 2 if same else 0,
                "relu": activation == "relu",
                "units": len(bias),
                "weights": np.asarray(weights, np.float32).tobytes(),
                "bias": np.asarray(bias, np.float32).tobytes(),
            }
        )
    return packed


def run_packed(packed: Sequence[Values], images: np.ndarray) -> list[np.ndarray]:
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
        volume = (_pooled if layer["kind"] == "pooling" else _sums)(volume, layer)
        volumes.append(volume)
    return volumes


def _pooled(volume: np.ndarray, layer: Values) -> np.ndarray:
    count, rows, columns, units = volume.shape
    size = layer["size"]
    rows, columns = rows // size, columns // size
    kept = volume[:, : rows * size, : columns * size]
    return kept.reshape(count, rows, size, columns, size, units).max(axis=(2, 4))


def _sums(volume: np.ndarray, layer: Values) -> np.ndarray:
    bias, weights = (
        np.frombuffer(layer[name], np.float32).astype(np.float64) for name in ("bias", "weights")
    )
    if layer["kind"] == "convolution":
        size, padding = layer["size"], layer["padding"]
        padded = np.pad(volume, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
        windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))
        inputs = windows.transpose(0, 1, 2, 4, 5, 3)  # the weights' order: row, column, input
        inputs = inputs.reshape(*inputs.shape[:3], -1)
    else:
        inputs = volume.reshape(len(volume), 1, 1, -1)
    sums = inputs.astype(np.float64) @ weights.reshape(inputs.shape[-1], -1) + bias
    return (np.maximum(sums, 0) if layer["relu"] else sums).astype(np.float32)


def fields_of(packed: Sequence[Values]) -> list[Field]:
    """Return the receptive field after each layer, convolutions and pooling alone."""
    fields = [PIXEL]
    for layer in packed:
        stride = layer["size"] if layer["kind"] == "pooling" else 1
        fields.append(next_field(fields[-1], layer["size"], stride, layer["padding"]))
    return fields[1:]


def title_of(packed: Sequence[Values], place: int) -> str:
    """Return number, kind and window of the layer at a place: place 0 has the number 1."""
    layer = packed[place]
    return f"{place + 1} {layer['kind']} {layer['size']}×{layer['size']}"


def strongest(values: np.ndarray) -> tuple[int, ...]:
    """Return the place of the largest value, the first of several.

    >>> strongest(np.array([[0, 1, 7], [7, 0, 7]]))
    (0, 2)
    """
    return tuple(int(place) for place in np.unravel_index(values.argmax(), values.shape))


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


def draw_probabilities(axis: Axes, probabilities: np.ndarray, colour: str, title: str) -> None:
    """Draw ten probabilities as bars, the largest in a colour."""
    colours = ["0.6"] * 10
    colours[probabilities.argmax()] = colour
    axis.barh(range(10), probabilities, color=colours)
    axis.set_title(title, size=9.5)
    axis.set(xlim=(0, 1), xticks=(0, 1), yticks=range(10))
    axis.invert_yaxis()
    axis.tick_params(labelsize=7)
    axis.spines[["top", "right"]].set_visible(False)
