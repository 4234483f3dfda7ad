"""Fully connected and convolutional layers drawn: pixels in a row, parameters, connections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from helpers.figures.picture import Picture
from helpers.figures.style import (
    BLUE,
    CYCLE,
    IMAGE_COLOURS,
    ORANGE,
    SIGNED_COLOURS,
    VERMILION,
    new_figure,
)


def show_flattening(image: np.ndarray, row: int, column: int) -> Picture:
    """Show a digit and its flattened vector, with one pixel marked in both.

    Args:
        image: uint8 array of shape (height, width), values 0…255.
        row: the marked pixel's row, 0 … height − 1.
        column: its column, 0 … width − 1.

    >>> show_flattening(np.zeros((28, 28), np.uint8), 1, 2)
    Row 1, column 2 holds 0. Flattened: 28 · 1 + 2 = 30, so vector[30] holds 0.
    """
    height, width = image.shape
    vector = image.reshape(-1)
    index = width * row + column
    figure = new_figure(9, 2.8)
    left, right = figure.subplots(1, 2, width_ratios=[1, 2.6])
    left.imshow(image, cmap=IMAGE_COLOURS, vmin=0, vmax=255)
    left.axhspan(row - 0.5, row + 0.5, fill=False, edgecolor=ORANGE)
    left.plot(column, row, "s", color="none", markeredgecolor=VERMILION, markeredgewidth=2)
    left.set(title=f"{height} rows of {width} pixels", xlabel="column", ylabel="row")
    right.axvspan(width * row - 0.5, width * (row + 1) - 0.5, color=ORANGE, alpha=0.35)
    right.plot(vector, color=BLUE, linewidth=0.9)
    right.plot(index, vector[index], "s", color="none", markeredgecolor=VERMILION, mew=2)
    right.set(
        title=f"one vector of {len(vector)} numbers: row after row",
        xlabel=f"index (row {row} is the orange band, the marked pixel is {index})",
        ylabel="pixel value",
        xlim=(-5, len(vector) + 4),
        ylim=(-10, 275),
    )
    value = int(vector[index])
    text = (
        f"Row {row}, column {column} holds {value}. Flattened: "
        f"{width} · {row} + {column} = {index}, so vector[{index}] holds {value}."
    )
    return Picture.from_figure(figure, text)


def show_parameters(counts: Mapping[str, int]) -> Picture:
    """Show what share of a network's parameters each part holds.

    Args:
        counts: number of parameters by the name of the part, in the network's order.

    >>> show_parameters({"weights": 30, "constants": 10})
    weights: 30 parameters, 75.00 % of 40
    constants: 10 parameters, 25.00 % of 40
    """
    total = sum(counts.values())
    shares = [100 * count / total for count in counts.values()]
    figure = new_figure(8, 0.9 + 0.4 * len(counts))
    axes = figure.subplots()
    bars = axes.barh(list(counts), shares, color=BLUE)
    labels = [f"{n:,} ({share:.2f} %)" for n, share in zip(counts.values(), shares, strict=True)]
    axes.bar_label(bars, labels, padding=4)
    axes.invert_yaxis()
    axes.set(xlim=(0, 125), xticks=range(0, 101, 20), xlabel=f"per cent of {total:,} parameters")
    axes.spines[["top", "right"]].set_visible(False)
    lines = [
        f"{name}: {count} parameters, {share:.2f} % of {total}"
        for (name, count), share in zip(counts.items(), shares, strict=True)
    ]
    return Picture.from_figure(figure, "\n".join(lines))


def show_connections(matrices: Mapping[str, np.ndarray]) -> Picture:
    """Show the weights of layers as matrices: one row for each output, one column for each input.

    Args:
        matrices: float arrays of shape (outputs, inputs) by the layer's name.

    >>> show_connections({"identity": np.eye(3)})
    identity: 3 outputs × 3 inputs = 9 places, 3 of them not zero, 1 different weight
    """
    figure = new_figure(8, 3.1)
    panels = figure.subplots(1, len(matrices), squeeze=False)[0]
    limit = max(float(np.abs(matrix).max()) for matrix in matrices.values())
    lines = []
    for axes, (name, matrix) in zip(panels, matrices.items(), strict=True):
        shown = axes.imshow(matrix, cmap=SIGNED_COLOURS, vmin=-limit, vmax=limit)
        axes.set(title=name, xlabel="input pixel", ylabel="output number")
        used = matrix[matrix != 0]
        kinds = len(np.unique(used))
        lines.append(
            f"{name}: {matrix.shape[0]} outputs × {matrix.shape[1]} inputs = {matrix.size} "
            f"places, {used.size} of them not zero, {kinds} different weight{'s' * (kinds != 1)}"
        )
    figure.colorbar(shown, ax=list(panels), label="weight (white: no connection)", shrink=0.8)
    return Picture.from_figure(figure, "\n".join(lines))


def show_curves(
    x: Sequence[float],
    curves: Mapping[str, Sequence[float]],
    x_label: str,
    y_label: str,
    logarithmic: bool = False,
) -> Picture:
    """Show one or more accuracies (0…1) against the same quantity, as lines with markers.

    Args:
        x: the quantity, in ascending order.
        curves: accuracies by the line's name, each as long as `x`.
        x_label: what `x` is.
        y_label: what the accuracies are of.
        logarithmic: True spaces `x` by its powers of ten.

    >>> show_curves([0, 1], {"dense": [0.9, 0.5]}, "shift", "accuracy")
    accuracy in per cent against shift
    shift  0     1
    dense  90.0  50.0
    """
    figure = new_figure(7.5, 3.2)
    axes = figure.subplots()
    for (name, values), colour, marker in zip(curves.items(), CYCLE, "os^Dv<>p", strict=False):
        axes.plot(x, [100 * v for v in values], color=colour, marker=marker, label=name)
    axes.set(xlabel=x_label, ylabel=f"{y_label}, per cent")
    if logarithmic:
        axes.set_xscale("log")
        axes.minorticks_off()
    axes.set_xticks(list(x), [f"{value:,}" for value in x])
    axes.grid(alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
    if len(curves) > 1:
        axes.legend(frameon=False)
    rows = [[x_label, *(f"{value:g}" for value in x)]]
    rows += [[name, *(f"{100 * v:.1f}" for v in values)] for name, values in curves.items()]
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    lines = [
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return Picture.from_figure(
        figure, "\n".join([f"{y_label} in per cent against {x_label}", *lines])
    )
