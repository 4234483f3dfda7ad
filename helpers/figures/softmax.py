"""Ten scores, the exponential curve with the ten points on it, ten probabilities; a moved digit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.figures.digits import digit_colour
from helpers.figures.drawing.canvas import number
from helpers.figures.drawing.cells import HERE, draw_image
from helpers.figures.drawing.style import BLACK, BLUE, IMAGE_COLOURS, ORANGE, new_figure
from helpers.softmax import softmax

_GRAY = "#A0A0A0"
#: How far below the largest score the curve begins.
_LOWEST = -8


def draw_softmax(
    scores: np.ndarray,
    temperature: float | None = None,
    limits: tuple[float, float] | None = None,
    image: np.ndarray | None = None,
    title: str = "",
) -> Figure:
    """Draw scores, what `exp` makes of their differences, and their probabilities.

    Args:
        scores: array of shape (10,).
        temperature: above 0; None where there is none to choose.
        limits: where the scores' axis starts and ends; as the scores need it when None.
        image: what the scores are of, values 0…1.
        title: words above it.
    """
    low, high = limits or (min(0.0, scores.min()), max(1.0, scores.max()))
    figure = new_figure(8, 2.9 if image is None else 2.5)
    axes = list(figure.subplots(1, 3 + (image is not None)))
    if image is not None:
        draw_image(axes.pop(0), image, IMAGE_COLOURS, 0, 1, title)
    _draw_bars(axes[0], scores, "Scores (logits)", low, high, ".1f")
    below = (scores - scores.max()) / (temperature or 1)
    label = "score − largest" if temperature is None else "(score − largest) ÷ temperature"
    _draw_curve(axes[1], below, label)
    words = "Probabilities" + ("" if temperature is None else f", temperature {temperature:g}")
    _draw_bars(axes[2], softmax(scores, temperature or 1), words, 0, 1, ".3f")
    return figure


def draw_shift(
    image: np.ndarray,
    digit: int,
    answers: Mapping[str, np.ndarray],
    accuracy: Mapping[str, Sequence[float]],
    moved: float,
) -> Figure:
    """Draw the moved digit, uint8, beside the networks' probabilities and accuracies.

    By the network's name come ten probabilities, and accuracies at 0, 1, 2, … pixels; none leaves
    the curves out.
    """
    figure = new_figure(9, 2.6)
    first, *axes = figure.subplots(1, 1 + len(answers) + bool(accuracy))
    draw_image(first, image, IMAGE_COLOURS, 0, 255, f"The {digit}")
    for axis, (name, probabilities) in zip(axes, answers.items(), strict=False):
        verdict = "right" if probabilities.argmax() == digit else "wrong"
        _draw_bars(axis, probabilities, f"{name}: {verdict}", 0, 1, ".3f")
    if accuracy:
        last = axes[-1]
        for (name, values), colour in zip(accuracy.items(), (BLUE, ORANGE), strict=False):
            last.plot(range(len(values)), np.multiply(values, 100), color=colour, label=name)
        last.axvline(moved, color=HERE)
        last.axhline(10, color=BLACK, linestyle="--", linewidth=1, label="guessing")
        last.set_title("accuracy, %", size=9.5)
        last.set(ylim=(0, 102))
        last.set_xlabel("pixels moved", size=8)
        last.tick_params(labelsize=8)
        # Below the axis: inside it, the curves are everywhere.
        last.legend(fontsize=8, frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.25))
        last.spines[["top", "right"]].set_visible(False)
    return figure


def _draw_bars(
    axis: Axes, values: np.ndarray, title: str, low: float, high: float, form: str
) -> None:
    """Draw one bar for each digit, the largest in its digit's colour, with its value beside it.

    The axis goes from `low` to `high`, and a longer bar ends with it.
    """
    axis.barh(range(10), np.clip(values, low, high), color=_colours(values), height=0.7)
    for digit, value in enumerate(values):
        weight = "bold" if digit == np.argmax(values) else "normal"
        words = format(value, form).replace("-", "−")
        axis.text(high, digit, f" {words}", va="center", size=8, weight=weight)
    axis.set_title(title, size=9.5)
    axis.set(xlim=(low, high), ylim=(9.5, -0.5), yticks=range(10))
    ends = sorted({low, min(max(low, 0), high), high})
    axis.set_xticks(ends, [number(end) for end in ends])
    axis.tick_params(labelsize=8)
    axis.tick_params(axis="y", length=0)
    axis.spines[["top", "right", "left"]].set_visible(False)
    axis.axvline(max(low, 0), color=BLACK, linewidth=0.8)


def _draw_curve(axis: Axes, below: np.ndarray, label: str) -> None:
    along = np.linspace(_LOWEST, 0, 65)
    axis.plot(along, np.exp(along), color=_GRAY)
    places = np.maximum(below, _LOWEST)
    axis.scatter(places, np.exp(below), c=_colours(below), zorder=3)
    for group in _neighbours(places):
        top = np.exp(places[group[-1]])
        words = "\n".join(map(str, sorted(group)))
        x = places[group].mean()
        axis.text(x, top + 0.04, words, ha="center", va="bottom", size=8, linespacing=0.95)
    axis.set_title("exp of each difference", size=9.5)
    axis.set_xlabel(label, size=8)
    axis.set(xlim=(_LOWEST - 0.3, 0.5), ylim=(0, 1.15), yticks=[0, 0.5, 1])
    axis.set_xticks([-8, -6, -4, -2, 0], ["−8", "−6", "−4", "−2", "0"])
    axis.tick_params(labelsize=8)
    axis.spines[["top", "right"]].set_visible(False)


def _colours(values: np.ndarray) -> list[str]:
    """Return grey for all digits but the best, which has its own colour if it is 4 or 8."""
    best = int(np.argmax(values))
    mark = digit_colour(best) if best in (4, 8) else "#404040"
    return [mark if digit == best else _GRAY for digit in range(len(values))]


def _neighbours(places: np.ndarray) -> list[list[int]]:
    """Return the points in groups, from left to right, whose labels would lie on each other.

    >>> _neighbours(np.array([0.0, -5.0, -4.9]))
    [[1, 2], [0]]
    """
    groups: list[list[int]] = []
    for place in np.argsort(places, kind="stable").tolist():
        if groups and places[place] - places[groups[-1][-1]] < 0.35:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups
