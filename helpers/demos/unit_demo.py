"""Units of a trained network in chapter 03: what each one sees of a digit, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure

from helpers.demos.base.demonstration import Demonstration, Values, digit_of, pack_digits
from helpers.demos.base.network import (
    fields_of,
    mosaic,
    pack_network,
    run_packed,
    strongest,
    title_of,
)
from helpers.demos.scores.in_words import decimals
from helpers.figures.drawing.cells import LIGHT, draw_cells, frame_cells
from helpers.figures.drawing.style import IMAGE_COLOURS, new_figure
from helpers.interpretability.receptive_field import Field

if TYPE_CHECKING:
    import keras


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
    layers = [each for each in pack_network(network) if each["kind"] != "dense"]
    data = {"digits": pack_digits(images, labels), "layers": layers}
    state = {"digit": digit, "layer": layer, "unit": unit}
    return Demonstration(unit_demo, data, state, _draw, words)


def words(data: Values, state: Values) -> str:
    """Return what the unit sees and answers, as web/demonstrations/unit_demo does."""
    maps, (unit, row, column), field = _found(data, state)
    rows, columns, units = maps.shape
    side = data["digits"]["side"]
    best_row, best_column, best = strongest(maps)
    top, left, height, width = field.inside(row, column, side)
    *_, corner, _ = field.inside(0, 0, side)
    more = " (more than the picture)" if field.size > side else ""
    return (
        f"Layer {title_of(data['layers'], state['layer'])}, map {unit}: the unit at row {row}, "
        f"column {column} gives {decimals(maps[row, column, unit], 2)}. It sees rows {top} to "
        f"{top + height - 1} and columns {left} to {left + width - 1} of the "
        f"{state['digit'][0]}.\n"
        f"The layer has {units} maps of {rows}×{columns}; a unit sees {field.size}×{field.size} "
        f"pixels{more}, in the corner {corner}×{corner}.\n"
        f"Map {unit} {_peak(maps[:, :, unit])}.\n"
        f"The layer's strongest unit stands in map {best} at row {best_row}, column "
        f"{best_column}: {decimals(maps.max(), 2)}."
    )


def _peak(values: np.ndarray) -> str:
    if values.max() <= 0:
        return "is 0 everywhere"
    row, column = strongest(values)
    return f"is strongest at row {row}, column {column}: {decimals(values.max(), 2)}"


def _found(data: Values, state: Values) -> tuple[np.ndarray, tuple[int, ...], Field]:
    """Return the layer's maps, (map, row, column) of the unit, and its receptive field."""
    layer = state["layer"]
    pixels = digit_of(data, state)[None] / np.float32(255)
    maps = run_packed(data["layers"][: layer + 1], pixels)[-1][0]
    if state["unit"] is None:
        row, column, unit = strongest(maps)
    else:
        rows, columns, units = maps.shape
        last = (units - 1, rows - 1, columns - 1)
        unit, row, column = map(min, state["unit"], last)
    return maps, (unit, row, column), fields_of(data["layers"])[layer]


def _draw(data: Values, state: Values) -> Figure:
    maps, (unit, row, column), field = _found(data, state)
    image = digit_of(data, state)
    light = float(maps.max()) or 1.0
    figure = new_figure(9, 3.4)
    whole, one, every = figure.subplots(1, 3)
    title = f"the {state['digit'][0]}: what the unit sees"
    draw_cells(whole, image, IMAGE_COLOURS, 0, 255, title)
    frame_cells(whole, *field.inside(row, column, len(image)))
    draw_cells(one, maps[:, :, unit], LIGHT, 0, light, f"map {unit}, and the unit")
    frame_cells(one, row, column)
    title = f"all {maps.shape[2]} maps of {title_of(data['layers'], state['layer'])}"
    draw_cells(every, mosaic(maps), LIGHT, 0, light, title)
    across, tile = int(np.ceil(np.sqrt(maps.shape[2]))), len(maps) + 1
    frame_cells(every, tile * (unit // across), tile * (unit % across), len(maps))
    return figure
