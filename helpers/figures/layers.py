"""Layers drawn: their parameters, their connections, and the descent of a weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLUE, SIGNED_COLOURS, VERMILION, new_chart, new_figure


def show_parameters(counts: Mapping[str, int]) -> Picture:
    """Show what share of a network's parameters each part holds, of their counts by name.

    >>> show_parameters({"weights": 30, "constants": 10})
    weights: 30 parameters, 75.00% of 40
    constants: 10 parameters, 25.00% of 40
    """
    total = sum(counts.values())
    shares = {name: 100 * count / total for name, count in counts.items()}
    figure, axes = new_chart(8, 0.9 + 0.4 * len(counts))
    bars = axes.barh(list(shares), list(shares.values()), color=BLUE)
    labels = [f"{count:,} ({shares[name]:.2f}%)" for name, count in counts.items()]
    axes.bar_label(bars, labels, padding=4)
    axes.invert_yaxis()
    axes.set(xlim=(0, 125), xticks=range(0, 101, 20), xlabel=f"% of {total:,} parameters")
    lines = [
        f"{name}: {count:,} parameters, {shares[name]:.2f}% of {total:,}"
        for name, count in counts.items()
    ]
    return Picture.from_figure(figure, "\n".join(lines))


def show_connections(matrices: Mapping[str, np.ndarray]) -> Picture:
    """Show the weights of layers as matrices, float (outputs, inputs) by the layer's name.

    >>> show_connections({"identity": np.eye(3)})
    identity: 3 outputs × 3 inputs = 9 places, 3 of them not zero, 1 different weight
    """
    figure = new_figure(9, 2.9)
    panels = figure.subplots(1, len(matrices), squeeze=False)[0]
    limit = max(float(np.abs(matrix).max()) for matrix in matrices.values())
    lines = []
    for axes, (name, matrix) in zip(panels, matrices.items(), strict=True):
        present = np.where(matrix == 0, np.nan, matrix)
        ground = Rectangle((0, 0), 1, 1, transform=axes.transAxes, lw=0, hatch="////")
        ground.set(facecolor="#DDDDDD", edgecolor="#999999")
        axes.add_patch(ground)
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
    figure, (left, right) = new_chart(8, 2.9, 1, 2, sharey=True)
    weights, losses = zip(*curve, strict=True)
    path, heights = zip(*way, strict=True)
    dots = {"color": "gray", "marker": "o", "markersize": 5}
    left.plot(weights, losses, color=BLUE, linewidth=2)
    left.plot(path, heights, label="the steps so far", **dots)
    weight, loss = way[-1]
    ends, tangent = [weight - 3, weight + 3], [loss - 3 * slope, loss + 3 * slope]
    left.plot(ends, tangent, color=VERMILION, linestyle="--", label="tangent: the slope here")
    right.plot(range(len(way)), heights, **dots)
    for axes, place in ((left, weight), (right, len(way) - 1)):
        axes.plot(place, loss, "o", color=VERMILION, markersize=9)
        axes.grid(alpha=0.3)
    left.set(xlim=(weights[0], weights[-1]), ylim=(1, 7), xlabel="weight", ylabel="loss")
    left.set_title("loss against the weight")
    right.set(xlim=(-0.5, steps + 0.5), xlabel="step", title="loss after each step")
    left.legend(frameon=False)
    return figure
