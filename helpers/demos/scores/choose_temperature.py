"""A temperature to be moved, and what it makes of ten scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from helpers.demos.base.demonstration import Demonstration
from helpers.demos.scores.in_words import scores_in_words
from helpers.figures.drawing.picture import Picture
from helpers.figures.softmax import draw_softmax


def choose_temperature(scores: Sequence[float], temperature: float = 1) -> Demonstration:
    """Return a temperature to be moved, from a tenth to a thousand, with the probabilities.

    Args:
        scores: the ten scores.
        temperature: the one at the start.

    >>> print(str(choose_temperature([2.0] + [0] * 9, temperature=2)).splitlines()[-1][:24])
    Probabilities: 0: 0.232,
    """
    state = {"scores": list(scores), "temperature": temperature}
    return Demonstration("choose_temperature", {}, state, {"temperature": 1}, _picture)


def words(data: Mapping[str, Any], state: Mapping[str, Any]) -> str:
    """Return what the demonstration shows in words, as web/demonstrations/scores does."""
    return scores_in_words(np.array(state["scores"], np.float64), state["temperature"])


def _picture(data: Mapping[str, Any], state: Mapping[str, Any]) -> Picture:
    figure = draw_softmax(np.array(state["scores"], np.float64), state["temperature"])
    return Picture.from_figure(figure, words(data, state))
