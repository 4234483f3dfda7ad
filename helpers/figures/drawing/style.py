"""The colours and sizes that all figures share."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

# Okabe and Ito (2008), Color Universal Design: told apart with every kind of colour vision.
BLACK = "#000000"
ORANGE = "#E69F00"
SKY_BLUE = "#56B4E9"
GREEN = "#009E73"
YELLOW = "#F0E442"
BLUE = "#0072B2"
VERMILION = "#D55E00"
PURPLE = "#CC79A7"
CYCLE = (BLUE, ORANGE, GREEN, VERMILION, PURPLE, SKY_BLUE, BLACK, YELLOW)

#: Digits and other images of ink: 0 is black, the largest value white, as MNIST stores them.
IMAGE_COLOURS = "gray"
#: Kernels and activations, always with limits symmetric about zero, so that white is zero.
SIGNED_COLOURS = "RdBu_r"


def new_figure(width: float, height: float) -> Figure:
    """Return an empty figure of `width` × `height` inches, independent of pyplot's state.

    >>> new_figure(6, 2).get_size_inches().tolist()
    [6.0, 2.0]
    """
    return Figure(figsize=(width, height), layout="constrained", facecolor="white")


def new_chart(
    width: float, height: float, rows: int = 1, columns: int = 1, **shared: Any
) -> tuple[Figure, Any]:
    """Return a new figure and its axes, as `Figure.subplots` does, open above and on the right."""
    figure = new_figure(width, height)
    charts = figure.subplots(rows, columns, **shared)
    for axes in figure.axes:
        axes.spines[["top", "right"]].set_visible(False)
    return figure, charts
