"""Demonstrations of notebook 05: ten scores and a temperature, with the probabilities moving."""

from __future__ import annotations

from collections.abc import Sequence

import ipywidgets
import numpy as np

from helpers.figures.picture import Picture
from helpers.figures.scores import ROW, show_scores
from helpers.sliders.demo import Demo
from helpers.sliders.images import LABEL
from helpers.softmax import softmax


def change_scores(scores: Sequence[float]) -> Demo:
    """Return ten sliders, one for each digit's score, with the probabilities beside them.

    Args:
        scores: the ten scores at the start, −10…10.

    >>> change_scores([0] * 10).picture().text.splitlines()[1][:24]
    'Probability: 0: 0.100, 1'
    """
    controls = {
        f"score_{digit}": ipywidgets.FloatSlider(
            score,
            min=-10,
            max=10,
            step=0.1,
            description=f"Score of {digit}",
            readout_format=".1f",
            layout={"height": f"{ROW - 4}px", "width": "300px"},
        )
        for digit, score in enumerate(scores)
    }
    # The heading is as high as the picture's, so that each slider stands beside its bars.
    heading = ipywidgets.Label("Ten scores (logits)", layout={"height": "28px"})
    return Demo(
        lambda **scores: _both(np.array(list(scores.values()))),
        controls,
        arrange=lambda sliders: ipywidgets.VBox([heading, *sliders]),
        beside=True,
    )


def choose_temperature(scores: Sequence[float]) -> Demo:
    """Return a slider for the temperature, with the probabilities of fixed scores below it.

    Args:
        scores: the ten scores.

    >>> choose_temperature([0] * 10).picture().text.splitlines()[0]
    'Temperature 1.00'
    """
    scores = np.asarray(scores, float)
    # One axis for all temperatures: the bars shrink as it rises.
    limits = (min(0.0, scores.min()), max(scores.max(), 1.0))
    temperature = ipywidgets.FloatLogSlider(
        1.0,
        base=10,
        min=-1,
        max=3,
        step=0.05,
        description="Temperature",
        style=LABEL,
        readout_format=".2f",
        layout={"width": "460px"},
    )

    def draw(temperature: float) -> Picture:
        columns = {
            "Score ÷ temperature": scores / temperature,
            "Probability": softmax(scores, temperature),
        }
        shown = show_scores(columns, limits=limits)
        return Picture(shown.png, f"Temperature {temperature:.2f}\n{shown.text}", shown.shown_width)

    return Demo(draw, {"temperature": temperature})


def _both(scores: np.ndarray) -> Picture:
    return show_scores({"Score": scores, "Probability": softmax(scores)}, ROW, limits=(-10, 10))
