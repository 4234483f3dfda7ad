"""What the layers of a network make of a picture: its feature maps, and what excites them most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
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

    The network is a built chain of layers on pictures of shape (28, 28) or (28, 28, 1).

    >>> keras = import_keras()
    >>> chain = [keras.Input((28, 28, 1)), keras.layers.Conv2D(8, 3), keras.layers.MaxPooling2D()]
    >>> [(layer.name, layer.rows) for layer in map_layers(keras.Sequential(chain))]
    [('1 convolution 3×3', 26), ('2 pooling 2×2', 13)]
    """
    reshape = import_keras().layers.Reshape
    chain = list(
        takewhile(
            lambda layer: isinstance(layer, reshape) or len(layer.output.shape) == 4,
            network.layers,
        )
    )
    found: list[MapLayer] = []
    for layer, field in zip(chain, receptive_fields(chain), strict=True):
        _, rows, _, units = layer.output.shape
        pools = hasattr(layer, "pool_size")
        if pools or hasattr(layer, "kernel_size"):
            size, kind = window_size(layer), "pooling" if pools else "convolution"
            name = f"{len(found) + 1} {kind} {size}×{size}"
            found.append(MapLayer(name, layer.output, rows, units, field))
        elif found:  # an activation or a normalization: the maps are what comes out of it
            found[-1] = found[-1]._replace(output=layer.output)
    return found


def feature_maps(
    network: keras.Sequential, images: np.ndarray, layers: Sequence[MapLayer] | None = None
) -> dict[str, np.ndarray]:
    """Return the maps of pictures, (n, 28, 28), values 0…1, in these layers; in all when None.

    Returns:
        float32 arrays of shape (n, rows, columns, units) by the layer's name: of a thousand
        pictures more than 150 MB.

    >>> keras = import_keras()
    >>> network = keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Conv2D(8, 3)])
    >>> feature_maps(network, np.zeros((2, 28, 28, 1)))["1 convolution 3×3"].shape
    (2, 26, 26, 8)
    """
    if layers is None:
        layers = map_layers(network)
    shapes = {layer.name: (0, layer.rows, layer.rows, layer.units) for layer in layers}
    nothing = {name: np.zeros(shape, np.float32) for name, shape in shapes.items()}
    parts = [nothing, *_in_parts(network, images, layers)]
    return {name: np.concatenate([part[name] for part in parts]) for name in nothing}


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

    The images are float32 of shape (n, 28, 28), values 0…1.

    >>> keras = import_keras()
    >>> network = keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Conv2D(8, 3)])
    >>> responses(network, np.zeros((5, 28, 28, 1)))["1 convolution 3×3"].places.shape
    (5, 8, 2)
    """
    parts = [
        {name: _summary(maps) for name, maps in part.items()}
        for part in _in_parts(network, images, map_layers(network))
    ]
    whole = {}
    for name in parts[0]:
        found = [part[name] for part in parts]
        whole[name] = Responses(*map(np.concatenate, zip(*found, strict=True)))
    return whole


def _in_parts(
    network: keras.Sequential, images: np.ndarray, layers: Sequence[MapLayer]
) -> Iterator[dict[str, np.ndarray]]:
    """Yield the maps of so many images at a time, by the layer's name."""
    outputs = {layer.name: layer.output for layer in layers}
    model = import_keras().Model(network.inputs[0], outputs)
    for first in range(0, len(images), _BATCH):
        found = model(np.asarray(images[first : first + _BATCH], np.float32))
        yield {name: np.asarray(maps) for name, maps in found.items()}


def _summary(maps: np.ndarray) -> Responses:
    count, _, columns, units = maps.shape
    flat = maps.reshape(count, -1, units)
    places = np.stack(np.divmod(flat.argmax(axis=1), columns), axis=-1)
    return Responses(flat.max(axis=1), places, flat.mean(axis=1))


def digit_preference(strongest: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return how many times as strongly each unit responds to a digit as to the next best one.

    A mean response to one digit is divided by the largest mean response to another digit, so the
    size of a unit's values does not matter. Above 1 is the one digit that the unit prefers.
    The largest value in each map is of shape (n, units), 0 or more, the labels (n,).

    Returns:
        Array of shape (units, 10).

    >>> responses_of_one_unit = np.array([[2.0], [5.0], [10.0]])
    >>> digit_preference(responses_of_one_unit, np.array([1, 4, 8]))[0, [1, 4, 8]]
    array([0.2, 0.5, 2. ])
    """
    means = np.zeros((strongest.shape[1], 10))
    for digit in np.unique(labels):
        means[:, digit] = strongest[labels == digit].mean(axis=0)
    ordered = np.sort(means, axis=1)
    largest, second = ordered[:, -1:], ordered[:, -2:-1]
    others = np.where(means == largest, second, largest)
    return means / np.maximum(others, 1e-9)
