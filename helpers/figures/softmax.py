"""Ten scores, the exponential curve with the ten points on it, and ten probabilities, drawn."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.figures.digits import digit_colour
from helpers.figures.drawing.style import IMAGE_COLOURS, new_figure
from helpers.softmax import softmax

_GRAY = "#A0A0A0"
_DARK = "#404040"
#: How far below the largest score the curve begins.
_LOWEST = -8


def draw_softmax(
    scores: np.ndarray,
    temperature: float | None = None,
    limits: tuple[float, float] | None = None,
    image: np.ndarray | None = None,
) -> Figure:
    """Draw scores, what `exp` makes of their differences, and their probabilities.

    Args:
        scores: array of shape (10,).
        temperature: above 0; None where there is none to choose.
        limits: where the scores' axis starts and ends; as the scores need it when None.
        image: what the scores are of, values 0…1.
    """
    low, high = limits or (min(0.0, scores.min()), max(1.0, scores.max()))
    count = 3 + (image is not None)
    figure = new_figure(8, 2.9 if image is None else 2.5)
    axes = list(figure.subplots(1, count))
    if image is not None:
        axis = axes.pop(0)
        axis.imshow(image, cmap=IMAGE_COLOURS, vmin=0, vmax=1)
        axis.set(xticks=[], yticks=[])
    draw_bar_list(axes[0], scores, "Scores (logits)", low, high, ".1f")
    _curve(axes[1], (scores - scores.max()) / (temperature or 1), int(scores.argmax()))
    title = "Probabilities" + ("" if temperature is None else f" at temperature {temperature:g}")
    draw_bar_list(axes[2], softmax(scores, temperature or 1), title, 0, 1, ".3f")
    return figure


def draw_bar_list(
    axis: Axes, values: np.ndarray, title: str, low: float, high: float, form: str
) -> None:
    """Draw one bar for each digit, the largest in its digit's colour, with its value beside it.

    Args:
        axis: where to draw.
        values: array of shape (10,).
        title: stands above the bars.
        low: where the axis starts.
        high: where it ends; a longer bar ends with it.
        form: how a value is written, as in `format`.
    """
    best = int(np.argmax(values))
    colours = [_GRAY] * len(values)
    colours[best] = digit_colour(best) if best in (4, 8) else _DARK
    axis.barh(range(len(values)), np.clip(values, low, high), color=colours, height=0.7)
    for digit, value in enumerate(values):
        weight = "bold" if digit == best else "normal"
        words = format(value, form).replace("-", "−")
        axis.text(high, digit, f" {words}", va="center", size=8, weight=weight)
    axis.set_title(title, size=9.5)
    axis.set(xlim=(low, high), ylim=(len(values) - 0.5, -0.5), xticks=[], yticks=range(len(values)))
    axis.tick_params(labelsize=8, length=0)
    axis.spines[["top", "right", "bottom"]].set_visible(False)
    axis.spines["left"].set_position(("data", max(low, 0)))


def _curve(axis: Axes, below: np.ndarray, best: int) -> None:
    along = np.linspace(_LOWEST, 0, 65)
    axis.plot(along, np.exp(along), color=_GRAY)
    places = np.maximum(below, _LOWEST)
    colours = [_GRAY] * len(below)
    colours[best] = digit_colour(best) if best in (4, 8) else _DARK
    axis.scatter(places, np.exp(below), c=colours, zorder=3)
    for digit, (x, value) in enumerate(zip(places, below, strict=True)):
        near = sum(abs(places[:digit] - x) < 0.3)  # labels that would lie on each other
        axis.text(x, np.exp(value) + 0.04 + 0.07 * near, str(digit), ha="center", size=8)
    axis.set_title("exp of each score below the largest", size=9.5)
    axis.set(xlim=(_LOWEST - 0.3, 0.5), ylim=(0, 1.15), yticks=[0, 0.5, 1])
    axis.tick_params(labelsize=8)
    axis.spines[["top", "right"]].set_visible(False)
