"""The windows that the units of a network see, drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from helpers.figures.drawing.canvas import GRID_LINE, Canvas, Panel
from helpers.figures.drawing.cells import HERE
from helpers.figures.drawing.picture import Picture
from helpers.interpretability.receptive_field import Field

_GAP = 24
_HEAD = 26
_DIGIT_CELL = 8


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


def _frame_inside(canvas: Canvas, panel: Panel, top: int, left: int, size: int) -> None:
    """Frame a window's part that lies within the panel."""
    bottom, right = min(top + size, panel.rows), min(left + size, panel.columns)
    top, left = max(top, 0), max(left, 0)
    canvas.frame(panel, top, left, bottom - top, right - left, colour=HERE)
