"""Feature maps drawn, and the windows that their units see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from helpers.figures.canvas import GRID_LINE, Canvas
from helpers.figures.picture import Picture
from helpers.figures.style import VERMILION
from helpers.receptive_field import Field

_GAP = 24
_HEAD = 26
_DIGIT_CELL = 8


def show_unit(
    image: np.ndarray, maps: np.ndarray, name: str, field: Field, unit: int, row: int, column: int
) -> Picture:
    """Show a digit with the window that one unit sees, the unit's map, and all maps of its layer.

    Args:
        image: matrix of ink, values 0…1 or 0…255.
        maps: float array of shape (rows, columns, units), the layer's feature maps.
        name: the layer's name.
        field: the receptive field of the layer's units.
        unit: which map, 0 … units − 1.
        row: the unit's row in its map.
        column: its column.

    >>> maps = np.zeros((26, 26, 8))
    >>> show_unit(np.zeros((28, 28)), maps, "1 convolution 3×3", Field(3, 1, 0), 2, 0, 5)
    1 convolution 3×3: 8 maps of 26×26. Map 2 is 0 everywhere.
    The unit at row 0, column 5 gives 0.00. It sees rows 0 to 2 and columns 5 to 7 of the digit.
    """
    rows, columns, units = maps.shape
    chosen = maps[:, :, unit]
    tops = float(maps.max()) or 1.0
    white = 255 if np.issubdtype(image.dtype, np.integer) else 1
    side = _DIGIT_CELL * max(image.shape)
    area_width, area_height = 2 * side + _GAP, 236
    tile = _tile_size(units, area_width, area_height)
    canvas = Canvas(area_width + 2 * 12, 2 * _HEAD + side + area_height + 22)
    canvas.text(12, 5, "what the unit sees", 13, bold=True)
    digit = canvas.panel(12, _HEAD, image, _DIGIT_CELL, limit=white)
    top, left = field.window(row, column)
    _frame_inside(canvas, digit, top, left, field.size)
    x = 12 + side + _GAP
    canvas.text(x, 5, f"map {unit}, and the unit", 13, bold=True)
    large = canvas.panel(x, _HEAD, chosen, side // max(rows, columns), limit=tops)
    canvas.frame(large, row, column, 1, 1, colour=VERMILION)
    y = _HEAD + side + 14
    canvas.text(12, y, f"all {units} maps of layer {name}", 13, bold=True)
    across = area_width // tile
    for place in range(units):
        panel = canvas.panel(
            12 + tile * (place % across),
            y + 22 + tile * (place // across),
            maps[:, :, place],
            max(1, (tile - 4) // max(rows, columns)),
            limit=tops,
        )
        if place == unit:
            canvas.frame(panel, colour=VERMILION, thickness=2)
    return canvas.picture(_unit_in_words(image, chosen, units, name, field, unit, row, column))


def _unit_in_words(image, chosen, units, name, field, unit, row, column) -> str:
    rows, columns = chosen.shape
    strongest = float(chosen.max())
    if strongest > 0:
        place = np.unravel_index(chosen.argmax(), chosen.shape)
        peak = f"is strongest at row {place[0]}, column {place[1]}: {strongest:.2f}"
    else:
        peak = "is 0 everywhere"
    top, left = field.window(row, column)
    seen = []
    for word, first, length in (("rows", top, image.shape[0]), ("columns", left, image.shape[1])):
        seen.append(f"{word} {max(first, 0)} to {min(first + field.size, length) - 1}")
    return (
        f"{name}: {units} maps of {rows}×{columns}. Map {unit} {peak}.\n"
        f"The unit at row {row}, column {column} gives {chosen[row, column]:.2f}. "
        f"It sees {seen[0]} and {seen[1]} of the digit."
    )


def show_fields(image: np.ndarray, fields: Mapping[str, tuple[Field, int]]) -> Picture:
    """Show for each layer the window that a unit in the middle of its map sees.

    Args:
        image: matrix of ink, values 0…1 or 0…255.
        fields: receptive field and number of rows of the layer's maps, by the layer's name.

    >>> show_fields(np.zeros((28, 28)), {"one 3×3 kernel": (Field(3, 1, 0), 26)})
    one 3×3 kernel: a unit sees 3×3 = 9 of 784 pixels
    """
    white = 255 if np.issubdtype(image.dtype, np.integer) else 1
    cell, across = 6, 4
    side = cell * image.shape[0]
    down = -(-len(fields) // across)
    width = min(len(fields), across) * (side + _GAP) + _GAP
    canvas = Canvas(width, down * (side + _HEAD + 34) + 8)
    lines = []
    for place, (name, (field, rows)) in enumerate(fields.items()):
        x = _GAP + (place % across) * (side + _GAP)
        y = (place // across) * (side + _HEAD + 34) + 4
        canvas.text(x, y, name, 13, bold=True)
        seen = min(field.size, image.shape[0])
        canvas.text(x, y + 18, f"sees {seen}×{seen}", 12)
        panel = canvas.panel(x, y + 38, image, cell, limit=white)
        middle = rows // 2
        _frame_inside(canvas, panel, *field.window(middle, middle), field.size)
        lines.append(f"{name}: a unit sees {seen}×{seen} = {seen * seen} of {image.size} pixels")
    return canvas.picture("\n".join(lines))


def show_windows(groups: Mapping[str, Sequence[Sequence[np.ndarray]]]) -> Picture:
    """Show for units of several layers the windows that excite them most, one row for a unit.

    Args:
        groups: by the layer's name, for each unit its windows: matrices with values 0…1.

    >>> show_windows({"layer 1": [[np.zeros((5, 5))] * 2] * 3})
    layer 1: 3 units, for each the 2 windows of 5×5 pixels that excite it most
    """
    edge, gap = 48, 4
    across = max(len(windows) for units in groups.values() for windows in units)
    width = across * (edge + gap)
    tall = max(len(units) for units in groups.values())
    canvas = Canvas(len(groups) * (width + _GAP) + _GAP, 2 * _HEAD + tall * (edge + gap + 6))
    lines = []
    for place, (name, units) in enumerate(groups.items()):
        x = _GAP + place * (width + _GAP)
        size = units[0][0].shape[0]
        canvas.text(x, 4, name, 13, bold=True)
        canvas.text(x, 22, f"windows of {size}×{size} pixels", 12)
        for down, windows in enumerate(units):
            for step, window in enumerate(windows):
                left, top = x + step * (edge + gap), 2 * _HEAD - 6 + down * (edge + gap + 6)
                panel = canvas.panel(left, top, window, max(1, edge // size), limit=1)
                canvas.frame(panel, colour=GRID_LINE, thickness=1)
        lines.append(
            f"{name}: {len(units)} units, for each the {len(units[0])} windows of "
            f"{size}×{size} pixels that excite it most"
        )
    return canvas.picture("\n".join(lines))


def _tile_size(units: int, width: int, height: int) -> int:
    """Return the largest edge with which so many squares fit into the area."""
    for edge in range(height, 4, -1):
        if (width // edge) * (height // edge) >= units:
            return edge
    return 4


def _frame_inside(canvas: Canvas, panel, top: int, left: int, size: int) -> None:
    """Frame a window's part that lies within the panel."""
    bottom, right = min(top + size, panel.rows), min(left + size, panel.columns)
    top, left = max(top, 0), max(left, 0)
    canvas.frame(panel, top, left, bottom - top, right - left, colour=VERMILION)
