"""Demonstrations of notebooks 03 and 04: units and what they see, a pixel's place in the vector."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import ipywidgets
import numpy as np
import traitlets

from helpers.feature_maps import MapLayer, feature_maps, map_layers
from helpers.figures.feature_maps import show_unit
from helpers.figures.layers import show_flattening
from helpers.figures.picture import Picture
from helpers.sliders.demo import Demo
from helpers.sliders.images import LABEL, DigitPicker

if TYPE_CHECKING:
    import keras


def choose_pixel(image: np.ndarray, row: int = 14, column: int = 10) -> Demo:
    """Return a demonstration of Flatten: choose a pixel, see where it lands in the vector.

    Args:
        image: uint8 array of shape (height, width), values 0…255.
        row: the row at the start.
        column: the column at the start.

    >>> choose_pixel(np.zeros((28, 28), np.uint8), 1, 2)
    Row 1, column 2 holds 0. Flattened: 28 · 1 + 2 = 30, so vector[30] holds 0.
    """
    height, width = image.shape
    return Demo(
        lambda row, column: show_flattening(image, row, column),
        {
            "row": _slider("Row", row, height),
            "column": _slider("Column", column, width),
        },
    )


class UnitPicker(ipywidgets.VBox):
    """Picks one unit of a network; `value` is (layer, unit, row, column), counted from 0.

    Args:
        layers: what `helpers.feature_maps.map_layers` returns.
        layer: which of them to start with.

    >>> from helpers.receptive_field import Field
    >>> UnitPicker([MapLayer("1 convolution 5×5", None, 24, 8, Field(5, 1, 0))]).value
    (0, 0, 12, 12)
    """

    value = traitlets.Tuple()

    def __init__(self, layers: list[MapLayer], layer: int = 0):
        """Build the four controls and start in the middle of the layer's first map."""
        self._layers = layers
        self.layer = ipywidgets.Dropdown(
            options=[(each.name, place) for place, each in enumerate(layers)],
            value=layer,
            description="Layer",
            style=LABEL,
        )
        start = layers[layer]
        self.unit = _slider("Map", 0, start.units)
        self.row = _slider("Unit row", start.rows // 2, start.rows)
        self.column = _slider("Unit column", start.rows // 2, start.rows)
        self._parts = (self.layer, self.unit, self.row, self.column)
        super().__init__(self._parts)
        self._listening = True
        self._changed(None)
        self.layer.observe(self._layer_changed, names="value")
        for part in self._parts[1:]:
            part.observe(self._changed, names="value")

    def _layer_changed(self, change) -> None:
        # Several controls move at once here, which must count as one change.
        self._listening = False
        layer = self._layers[self.layer.value]
        self.unit.max = layer.units - 1
        for part in (self.row, self.column):
            part.max = layer.rows - 1
            part.value = layer.rows // 2
        self._listening = True
        self._changed(change)

    def _changed(self, change) -> None:
        if self._listening:
            self.value = tuple(part.value for part in self._parts)


def unit_demo(
    network: keras.Sequential, images: np.ndarray, labels: np.ndarray, digit: int = 4
) -> Demo:
    """Return a demonstration of a network's feature maps and of what each unit sees.

    Args:
        network: a built chain of layers.
        images: uint8 array of shape (n, 28, 28), values 0…255.
        labels: integer array of shape (n,).
        digit: the digit to start with.
    """
    layers = map_layers(network)

    @functools.lru_cache(maxsize=8)
    def maps_of(index: int) -> dict[str, np.ndarray]:
        return feature_maps(network, images[index : index + 1] / np.float32(255))

    def draw(index: int, unit: tuple[int, int, int, int]) -> Picture:
        place, number, row, column = unit
        layer = layers[place]
        maps = maps_of(index)[layer.name][0]
        picture = show_unit(images[index], maps, layer.name, layer.field, number, row, column)
        digit = labels[index]
        example = np.count_nonzero(labels[:index] == digit)
        words = f"Digit {digit}, example {example}.\n{picture.text}"
        return Picture(picture.png, words, picture.shown_width)

    controls = {
        "index": DigitPicker(labels, digit=digit),
        "unit": UnitPicker(layers),
    }
    return Demo(draw, controls, beside=True)


def _slider(description: str, value: int, count: int) -> ipywidgets.IntSlider:
    return ipywidgets.IntSlider(value, min=0, max=count - 1, description=description, style=LABEL)
