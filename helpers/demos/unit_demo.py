"""Units of a trained network in chapter 03: what each one sees of a digit, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.demos.base.demonstration import Demonstration, digit_of, given_or_mnist, pack_digits
from helpers.demos.base.network import fields_of, mosaic, pack_network, run_packed
from helpers.figures.drawing.cells import LIGHT, draw_cells, frame_cells
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import IMAGE_COLOURS, new_figure
from helpers.interpretability.receptive_field import Field

if TYPE_CHECKING:
    import keras

_DEFAULTS = {"digit": [4, 0], "layer": 3, "unit": None}


def unit_demo(
    network: keras.Sequential | None = None,
    images: np.ndarray | None = None,
    labels: np.ndarray | None = None,
    digit: Sequence[int] = (4, 0),
    layer: int = 3,
    unit: Sequence[int] | None = None,
) -> Demonstration:
    """Return all maps of a network for a digit, and the part of the digit that a unit sees.

    Args:
        network: a built chain of layers that begins with convolutions and pooling; the one that
            comes with the series when None.
        images: uint8 array of shape (n, 28, 28), values 0…255; MNIST's training images when None.
        labels: integer array of shape (n,), the images' digits.
        digit: the digit and which of its examples, counted from 0.
        layer: which layer with maps, counted from 0.
        unit: the map and the unit's row and column in it; the layer's strongest unit when None.
    """
    if network is None:
        from helpers.networks import load_pretrained  # TensorFlow is needed only here

        network = load_pretrained()
    images, labels = given_or_mnist(images, labels)
    layers = [each for each in pack_network(network) if each["kind"] != "dense"]
    state = {"digit": list(digit), "layer": layer, "unit": None if unit is None else list(unit)}
    data = {"digits": pack_digits(images, labels), "layers": layers}
    return Demonstration("unit_demo", data, state, _DEFAULTS, _picture)


def words(data: Mapping[str, Any], state: Mapping[str, Any]) -> str:
    """Return what the unit sees and answers, as web/demonstrations/unit_demo does."""
    maps, (unit, row, column), field = _found(data, state)
    rows, columns, units = maps.shape
    name, side = _name(data, state["layer"]), data["digits"]["side"]
    best_row, best_column, best = np.unravel_index(maps.argmax(), maps.shape)
    top, left, height, width = field.inside(row, column, side)
    first = f"rows {top} to {top + height - 1}"
    second = f"columns {left} to {left + width - 1}"
    *_, corner, _ = field.inside(0, 0, side)
    more = " (more than the picture)" if field.size > side else ""
    return "\n".join(
        [
            f"Layer {name}, map {unit}: the unit at row {row}, column {column} gives "
            f"{_value(maps[row, column, unit])}. It sees {first} and {second} of the "
            f"{state['digit'][0]}.",
            f"The layer has {units} maps of {rows}×{columns}; a unit sees "
            f"{field.size}×{field.size} pixels{more}, in the corner {corner}×{corner}.",
            f"Map {unit} {_peak(maps[:, :, unit])}.",
            f"The layer's strongest unit stands in map {best} at row {best_row}, column "
            f"{best_column}: {_value(maps.max())}.",
        ]
    )


def _peak(values: np.ndarray) -> str:
    if values.max() <= 0:
        return "is 0 everywhere"
    row, column = np.unravel_index(values.argmax(), values.shape)
    return f"is strongest at row {row}, column {column}: {_value(values.max())}"


def _value(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _name(data: Mapping[str, Any], layer: int) -> str:
    each = data["layers"][layer]
    return f"{layer + 1} {each['kind']} {each['size']}×{each['size']}"


def _found(
    data: Mapping[str, Any], state: Mapping[str, Any]
) -> tuple[np.ndarray, tuple[int, int, int], Field]:
    """Return the layer's maps, (map, row, column) of the unit, and its receptive field."""
    image = digit_of(data["digits"], *state["digit"]).astype(np.float32) / np.float32(255)
    maps = run_packed(data["layers"][: state["layer"] + 1], image[None])[-1][0]
    field = fields_of(data["layers"])[state["layer"]]
    if state["unit"] is None:
        row, column, unit = (int(place) for place in np.unravel_index(maps.argmax(), maps.shape))
        return maps, (unit, row, column), field
    unit, row, column = state["unit"]
    limits = (maps.shape[2], maps.shape[0], maps.shape[1])
    unit, row, column = (
        min(place, n - 1) for place, n in zip((unit, row, column), limits, strict=True)
    )
    return maps, (unit, row, column), field


def _picture(data: Mapping[str, Any], state: Mapping[str, Any]) -> Picture:
    maps, (unit, row, column), field = _found(data, state)
    image = digit_of(data["digits"], *state["digit"])
    light = float(maps.max()) or 1.0
    figure = new_figure(9, 3.4)
    axes = figure.subplots(1, 3)
    draw_cells(
        axes[0], image, IMAGE_COLOURS, 0, 255, f"the {state['digit'][0]}: what the unit sees"
    )
    frame_cells(axes[0], *field.inside(row, column, len(image)))
    draw_cells(axes[1], maps[:, :, unit], LIGHT, 0, light, f"map {unit}, and the unit")
    frame_cells(axes[1], row, column)
    title = f"all {maps.shape[2]} maps of {_name(data, state['layer'])}"
    draw_cells(axes[2], mosaic(maps), LIGHT, 0, light, title)
    across, tile = int(np.ceil(np.sqrt(maps.shape[2]))), len(maps) + 1
    corner = tile * (unit // across), tile * (unit % across)
    frame_cells(axes[2], *corner, len(maps))
    return Picture.from_figure(figure, words(data, state))
