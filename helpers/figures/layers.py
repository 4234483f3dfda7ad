"""Fully connected and convolutional layers drawn: their parameters, connections and curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import (
    BLACK,
    BLUE,
    CYCLE,
    SIGNED_COLOURS,
    VERMILION,
    new_figure,
)


def show_parameters(counts: Mapping[str, int]) -> Picture:
    """Show what share of a network's parameters each part holds.

    Args:
        counts: number of parameters by the name of the part, in the network's order.

    >>> show_parameters({"weights": 30, "constants": 10})
    weights: 30 parameters, 75.00% of 40
    constants: 10 parameters, 25.00% of 40
    """
    total = sum(counts.values())
    shares = [100 * count / total for count in counts.values()]
    figure = new_figure(8, 0.9 + 0.4 * len(counts))
    axes = figure.subplots()
    bars = axes.barh(list(counts), shares, color=BLUE)
    labels = [f"{n:,} ({share:.2f}%)" for n, share in zip(counts.values(), shares, strict=True)]
    axes.bar_label(bars, labels, padding=4)
    axes.invert_yaxis()
    axes.set(xlim=(0, 125), xticks=range(0, 101, 20), xlabel=f"% of {total:,} parameters")
    axes.spines[["top", "right"]].set_visible(False)
    lines = [
        f"{name}: {count:,} parameters, {share:.2f}% of {total:,}"
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
    figure = new_figure(9, 2.9)
    panels = figure.subplots(1, len(matrices), squeeze=False)[0]
    limit = max(float(np.abs(matrix).max()) for matrix in matrices.values())
    lines = []
    for axes, (name, matrix) in zip(panels, matrices.items(), strict=True):
        present = np.where(matrix == 0, np.nan, matrix)
        axes.add_patch(
            Rectangle(
                (0, 0),
                1,
                1,
                transform=axes.transAxes,
                fc="#DDDDDD",
                ec="#999999",
                hatch="////",
                lw=0,
            )
        )
        shown = axes.imshow(present, cmap=SIGNED_COLOURS, vmin=-limit, vmax=limit, zorder=2)
        axes.set(xlabel="input pixel", ylabel="output number")
        axes.set_title(name, size=10)
        used = matrix[matrix != 0]
        kinds = len(np.unique(used))
        lines.append(
            f"{name}: {matrix.shape[0]} outputs × {matrix.shape[1]} inputs = {matrix.size} "
            f"places, {used.size} of them not zero, {kinds} different weight{'s' * (kinds != 1)}"
        )
    figure.colorbar(shown, ax=list(panels), label="weight", shrink=0.8)
    if any((matrix == 0).any() for matrix in matrices.values()):
        figure.supxlabel("hatched: no connection", size=10)
    return Picture.from_figure(figure, "\n".join(lines), colours=128)


def show_curves(
    x: Sequence[float],
    curves: Mapping[str, Sequence[float] | np.ndarray],
    x_label: str,
    y_label: str,
    logarithmic: bool = False,
    guessing: float | None = None,
) -> Picture:
    """Show one or more accuracies (0…1) against the same quantity, as lines with markers.

    Args:
        x: the quantity, in ascending order.
        curves: accuracies by the line's name, each as long as `x`; or several of them, shape
            (seeds, len(x)), drawn as their mean in a band from the lowest to the highest.
        x_label: what `x` is.
        y_label: what the accuracies are of.
        logarithmic: True spaces `x` by its powers of ten.
        guessing: the accuracy of somebody who guesses, drawn as a dashed line.

    >>> show_curves([0, 1], {"dense": [0.9, 0.5]}, "shift", "accuracy")
    accuracy in % against shift
    shift  0     1
    dense  90.0  50.0
    >>> show_curves([0], {"three seeds": [[0.9], [0.8], [0.85]]}, "shift", "accuracy")
    accuracy in % against shift
    shift        0
    three seeds  80.0–90.0
    """
    figure = new_figure(7.5, 3.2)
    axes = figure.subplots()
    for (name, values), colour, marker in zip(curves.items(), CYCLE, "os^Dv<>p", strict=False):
        seeds = np.atleast_2d(100 * np.asarray(values, float))
        axes.plot(x, seeds.mean(axis=0), color=colour, marker=marker, label=name)
        if len(seeds) > 1:
            axes.fill_between(x, seeds.min(axis=0), seeds.max(axis=0), color=colour, alpha=0.2)
    if guessing is not None:
        axes.axhline(100 * guessing, color=BLACK, linestyle="--", linewidth=1)
        axes.text(x[0], 100 * guessing + 1.5, "guessing", size=9)
    axes.set(xlabel=x_label, ylabel=f"{y_label}, %")
    if logarithmic:
        axes.set_xscale("log")
        axes.minorticks_off()
    axes.set_xticks(list(x), [f"{value:,}" for value in x])
    axes.grid(alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
    if len(curves) > 1:
        axes.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    rows = [[x_label, *(f"{value:g}" for value in x)]]
    rows += [[name, *map(_spread, np.atleast_2d(values).T)] for name, values in curves.items()]
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    lines = [
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return Picture.from_figure(
        figure, "\n".join([f"{y_label} in % against {x_label}", *lines]), colours=128
    )


def draw_descent(
    curve: Sequence[tuple[float, float]],
    way: Sequence[tuple[float, float]],
    slope: float,
    steps: int,
) -> Figure:
    """Draw a loss over one weight, the way down it with the last tangent, and loss by step.

    Args:
        curve: weights in ascending order, each with its loss.
        way: the weight with its loss before the first step and after each.
        slope: of the loss at the end of the way.
        steps: how many steps the second panel has room for.
    """
    figure = new_figure(8, 2.9)
    left, right = figure.subplots(1, 2, sharey=True)
    weights, losses = zip(*curve, strict=True)
    left.plot(weights, losses, color=BLUE, linewidth=2)
    path, heights = zip(*way, strict=True)
    left.plot(path, heights, color="gray", marker="o", markersize=5, label="the steps so far")
    weight, loss = way[-1]
    ends = [weight - 3, weight + 3]
    tangent = [loss + slope * (end - weight) for end in ends]
    left.plot(ends, tangent, color=VERMILION, linestyle="--", label="tangent: the slope here")
    right.plot(range(len(way)), heights, color="gray", marker="o", markersize=5)
    for axes, place in ((left, weight), (right, len(way) - 1)):
        axes.plot(place, loss, "o", color=VERMILION, markersize=9)
        axes.grid(alpha=0.3)
        axes.spines[["top", "right"]].set_visible(False)
    left.set(xlim=(weights[0], weights[-1]), ylim=(1, 7), xlabel="weight", ylabel="loss")
    left.set_title("loss against the weight")
    right.set(xlim=(-0.5, steps + 0.5), xlabel="step", title="loss after each step")
    left.legend(frameon=False)
    return figure


def _spread(values: np.ndarray) -> str:
    """Return one accuracy in per cent, or the lowest and the highest of several."""
    low, high = 100 * values.min(), 100 * values.max()
    return f"{low:.1f}" if len(values) == 1 else f"{low:.1f}–{high:.1f}"
