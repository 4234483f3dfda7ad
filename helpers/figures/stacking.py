"""Layers upon layers drawn: maps side by side, pooling, and what each layer can tell apart."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from helpers.figures.drawing.canvas import Canvas, number
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLUE, ORANGE, new_figure

_GAP = 24
_HEAD = 26


def show_pooling(values: np.ndarray, pooled: np.ndarray) -> Picture:
    """Show a matrix cut into blocks of 2×2 and what max pooling keeps of each.

    Args:
        values: matrix with even numbers of rows and columns.
        pooled: matrix of half the size.

    >>> show_pooling(np.arange(4).reshape(2, 2), np.array([[3]]))
    0 1
    2 3
    becomes
    3
    """
    cell = 42
    height, width = (cell * length for length in values.shape)
    canvas = Canvas(width + width // 2 + 4 * _GAP, height + _HEAD + 12)
    canvas.text(_GAP, 4, "the map, in blocks of 2×2", 13, bold=True)
    limit = float(np.abs(values).max()) or 1.0
    panel = canvas.panel(_GAP, _HEAD, values, cell, limit=limit, numbers=True, grid=True)
    for row in range(0, values.shape[0], 2):
        for column in range(0, values.shape[1], 2):
            canvas.frame(panel, row, column, 2, 2, colour=ORANGE)
    x = width + 3 * _GAP
    canvas.text(width + 2 * _GAP, _HEAD + height / 2, "→", 22, anchor="mm")
    canvas.text(x, 4, "their maxima", 13, bold=True)
    canvas.panel(x, _HEAD + height // 4, pooled, cell, limit=limit, numbers=True, grid=True)
    before, after = (
        "\n".join(" ".join(number(value) for value in row) for row in matrix)
        for matrix in (values, pooled)
    )
    return canvas.picture(f"{before}\nbecomes\n{after}")


def show_bars(shares: Mapping[str, float], label: str) -> Picture:
    """Show shares (0…1) as bars with their values.

    Args:
        shares: by name, in the order to be shown.
        label: what the shares are of.

    >>> show_bars({"one kernel": 0.25}, "digits told apart")
    digits told apart: one kernel 25 %
    """
    figure = new_figure(8, 0.9 + 0.36 * len(shares))
    axes = figure.subplots()
    per_cent = [100 * share for share in shares.values()]
    bars = axes.barh(list(shares), per_cent, color=BLUE)
    axes.bar_label(bars, [f"{value:.0f} %" for value in per_cent], padding=4)
    axes.invert_yaxis()
    axes.set(xlim=(0, 110), xticks=range(0, 101, 20), xlabel=f"{label}, per cent")
    axes.spines[["top", "right"]].set_visible(False)
    words = ", ".join(f"{name} {value:.0f} %" for name, value in zip(shares, per_cent, strict=True))
    return Picture.from_figure(figure, f"{label}: {words}")


def show_matrices(rows: Mapping[str, Mapping[str, np.ndarray]], cell: int = 16) -> Picture:
    """Show matrices side by side, one line for each picture that they come from.

    Args:
        rows: by the line's name, matrices by title; all lines have the same titles.
        cell: edge of one value's square in CSS pixels.

    >>> show_matrices({"a plus": {"picture": np.eye(3)}})
    a plus: picture 3×3, largest 1
    """
    first = next(iter(rows.values()))
    tall = max(matrix.shape[0] for matrix in first.values()) * cell
    left = 100
    width = left + sum(matrix.shape[1] * cell + _GAP for matrix in first.values())
    canvas = Canvas(width, _HEAD + len(rows) * (tall + 10))
    limits = {
        title: max(float(np.abs(row[title]).max()) for row in rows.values()) for title in first
    }
    lines = []
    for place, (name, matrices) in enumerate(rows.items()):
        x, y = left, _HEAD + place * (tall + 10)
        canvas.text(8, y + tall / 2, name, 13, anchor="lm", bold=True)
        words = []
        for title, matrix in matrices.items():
            if place == 0:
                canvas.text(x, 5, title, 12)
            down = y + (tall - matrix.shape[0] * cell) // 2
            canvas.panel(x, down, matrix, cell, limit=limits[title], grid=True)
            x += matrix.shape[1] * cell + _GAP
            size = f"{matrix.shape[0]}×{matrix.shape[1]}"
            words.append(f"{title} {size}, largest {number(float(matrix.max()))}")
        lines.append(f"{name}: {'; '.join(words)}")
    return canvas.picture("\n".join(lines))
