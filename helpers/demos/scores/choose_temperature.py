"""A temperature to be moved, and what it makes of ten scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from helpers.demos.base.demonstration import Demonstration, Values
from helpers.demos.scores.in_words import scores_in_words
from helpers.figures.softmax import draw_softmax


def choose_temperature(scores: Sequence[float], temperature: float = 1) -> Demonstration:
    """Return a temperature to be moved, from a tenth to a thousand, with the probabilities.

    Args:
        scores: the ten scores.
        temperature: the one at the start.

    >>> print(str(choose_temperature([2.0] + [0] * 9, temperature=2)).splitlines()[-1][:24])
    Probabilities: 0: 0.232,
    """
    state = {"scores": scores, "temperature": temperature}
    return Demonstration(choose_temperature, {}, state, _draw, words)


def words(data: Values, state: Values) -> str:
    """Return what the demonstration shows in words, as web/demonstrations/scores does."""
    return scores_in_words(state["scores"], state["temperature"])


def _draw(data: Values, state: Values) -> Figure:
    return draw_softmax(np.array(state["scores"], np.float64), state["temperature"])
