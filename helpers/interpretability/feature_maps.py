"""What the layers of a network make of a picture: its feature maps, and what excites them most."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.backend import import_keras
from helpers.interpretability.receptive_field import Field, receptive_fields, window_size

if TYPE_CHECKING:
    import keras

_BATCH = 250


class MapLayer(NamedTuple):
    """A layer whose output still has rows and columns.

    Args:
        name: what it is, with its number and its window, for instance "1 convolution 5×5".
        output: the symbolic output, after normalisation and activation where these are layers.
        rows: rows (and columns) of its maps.
        units: how many maps it has.
        field: the receptive field of its units.
    """

    name: str
    output: object
    rows: int
    units: int
    field: Field


def map_layers(network: keras.Sequential) -> list[MapLayer]:
    """Return the convolutional and pooling layers of a network, first to last.

    Args:
        network: a built chain of layers on pictures of shape (28, 28) or (28, 28, 1).

    >>> keras = import_keras()
    >>> chain = [keras.Input((28, 28, 1)), keras.layers.Conv2D(8, 3), keras.layers.MaxPooling2D()]
    >>> [(layer.name, layer.rows) for layer in map_layers(keras.Sequential(chain))]
    [('1 convolution 3×3', 26), ('2 pooling 2×2', 13)]
    """
    chain = []
    for layer in network.layers:
        if type(layer).__name__ != "Reshape" and len(layer.output.shape) != 4:
            break
        chain.append(layer)
    found: list[MapLayer] = []
    for layer, field in zip(chain, receptive_fields(chain), strict=True):
        _, rows, _, units = layer.output.shape
        kind = "pooling" if "Pooling" in type(layer).__name__ else "convolution"
        if hasattr(layer, "kernel_size") or hasattr(layer, "pool_size"):
            size = window_size(layer)
            name = f"{len(found) + 1} {kind} {size}×{size}"
            found.append(MapLayer(name, layer.output, rows, units, field))
        elif found:  # an activation or a normalization: the maps are what comes out of it
            found[-1] = found[-1]._replace(output=layer.output)
    return found


def feature_maps(network: keras.Sequential, images: np.ndarray) -> dict[str, np.ndarray]:
    """Return all feature maps of pictures, layer by layer.

    Args:
        network: a built chain of layers.
        images: float32 array of shape (n, 28, 28), values 0…1; a few pictures at a time.

    Returns:
        float32 arrays of shape (n, rows, columns, units) by the layer's name.

    >>> keras = import_keras()
    >>> network = keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Conv2D(8, 3)])
    >>> feature_maps(network, np.zeros((2, 28, 28, 1)))["1 convolution 3×3"].shape
    (2, 26, 26, 8)
    """
    layers = map_layers(network)
    model = _all_maps(network, layers)
    outputs = model(np.asarray(images, np.float32))
    return {layer.name: np.asarray(outputs[layer.name]) for layer in layers}


class Responses(NamedTuple):
    """What one layer's units gave on many pictures.

    Args:
        strongest: float32 of shape (n, units), the largest value in each map.
        places: int of shape (n, units, 2), row and column of that value in the map.
        means: float32 of shape (n, units), the mean of each map.
    """

    strongest: np.ndarray
    places: np.ndarray
    means: np.ndarray


def responses(network: keras.Sequential, images: np.ndarray) -> dict[str, Responses]:
    """Return for each layer how strongly its units respond to many pictures, and where.

    Args:
        network: a built chain of layers.
        images: float32 array of shape (n, 28, 28), values 0…1.

    >>> keras = import_keras()
    >>> network = keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Conv2D(8, 3)])
    >>> responses(network, np.zeros((5, 28, 28, 1)))["1 convolution 3×3"].places.shape
    (5, 8, 2)
    """
    layers = map_layers(network)
    model = _all_maps(network, layers)
    parts: dict[str, list[Responses]] = {layer.name: [] for layer in layers}
    for first in range(0, len(images), _BATCH):
        outputs = model(np.asarray(images[first : first + _BATCH], np.float32))
        for name, output in outputs.items():
            parts[name].append(_summary(np.asarray(output)))
    return {
        name: Responses(*(np.concatenate(values) for values in zip(*found, strict=True)))
        for name, found in parts.items()
    }


def _all_maps(network: keras.Sequential, layers: list[MapLayer]) -> keras.Model:
    """Return the part of a network that computes the maps of these layers, by their names."""
    outputs = {layer.name: layer.output for layer in layers}
    return import_keras().Model(network.inputs[0], outputs)


def _summary(maps: np.ndarray) -> Responses:
    count, rows, columns, units = maps.shape
    flat = maps.reshape(count, rows * columns, units)
    best = flat.argmax(axis=1)
    places = np.stack([best // columns, best % columns], axis=-1)
    return Responses(flat.max(axis=1), places, flat.mean(axis=1))


def cut_window(image: np.ndarray, field: Field, row: int, column: int) -> np.ndarray:
    """Return the pixels that a unit sees; outside the picture there are zeros.

    Args:
        image: matrix of pixels.
        field: receptive field of the unit's layer.
        row: the unit's row in its map.
        column: its column.

    Returns:
        Array of shape (field.size, field.size), the image's dtype.

    >>> cut_window(np.ones((4, 4)), Field(size=3, jump=1, start=-1), 0, 0)
    array([[0., 0., 0.],
           [0., 1., 1.],
           [0., 1., 1.]])
    """
    top, left = field.window(row, column)
    margin = field.size + max(0, -field.start)
    padded = np.pad(image, margin)
    return padded[top + margin :, left + margin :][: field.size, : field.size]
