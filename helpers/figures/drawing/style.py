"""The colours and sizes that all figures share."""

from __future__ import annotations

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
