"""A moved digit, what networks say to it, and their accuracy over the way, drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure

from helpers.figures.drawing.cells import HERE
from helpers.figures.drawing.style import GREEN, IMAGE_COLOURS, VERMILION, new_figure
from helpers.figures.softmax import draw_bar_list


def draw_shift(
    image: np.ndarray,
    digit: int,
    answers: Mapping[str, np.ndarray],
    accuracy: Mapping[str, Sequence[float]],
    moved: float,
) -> Figure:
    """Draw the moved digit beside the networks' probabilities and accuracies.

    Args:
        image: uint8 matrix of ink, values 0…255.
        digit: the digit that it shows.
        answers: arrays of shape (10,), probabilities, by the network's name.
        accuracy: by the network's name, at 0, 1, 2, … pixels; none leaves the curves out.
        moved: by how many pixels the digit is moved.
    """
    figure = new_figure(9, 2.6)
    axes = list(figure.subplots(1, 1 + len(answers) + bool(accuracy)))
    axes[0].imshow(image, cmap=IMAGE_COLOURS, vmin=0, vmax=255)
    axes[0].set_title(f"The {digit}", size=9.5)
    axes[0].set(xticks=[], yticks=[])
    for axis, (name, probabilities) in zip(axes[1:], answers.items(), strict=False):
        verdict = "right" if probabilities.argmax() == digit else "wrong"
        draw_bar_list(axis, probabilities, f"{name}: {verdict}", 0, 1, ".3f")
    if accuracy:
        for (name, values), colour in zip(accuracy.items(), (VERMILION, GREEN), strict=False):
            axes[-1].plot(range(len(values)), np.multiply(values, 100), color=colour, label=name)
        axes[-1].axvline(moved, color=HERE)
        axes[-1].set_title("accuracy, per cent", size=9.5)
        axes[-1].set(ylim=(0, 102))
        axes[-1].set_xlabel("pixels moved", size=8)
        axes[-1].tick_params(labelsize=8)
        # Below the axis: inside it, the curves are everywhere.
        axes[-1].legend(fontsize=8, frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.25))
        axes[-1].spines[["top", "right"]].set_visible(False)
    return figure
