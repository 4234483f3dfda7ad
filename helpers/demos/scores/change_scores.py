"""Ten scores to be moved, the exponential curve with them on it, and their probabilities."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from helpers.demos.base.demonstration import Demonstration, Values
from helpers.demos.scores.in_words import scores_in_words
from helpers.figures.softmax import draw_softmax


def change_scores(scores: Sequence[float]) -> Demonstration:
    """Return ten scores to be moved, with the probabilities beside them.

    Args:
        scores: the ten scores at the start, −10…10.

    >>> print(str(change_scores([2.0] + [0] * 9)).splitlines()[-1][:24])
    Probabilities: 0: 0.451,
    """
    return Demonstration(change_scores, {}, {"scores": scores}, _draw, words)


def words(data: Values, state: Values) -> str:
    """Return what the demonstration shows in words, as web/demonstrations/scores does."""
    return scores_in_words(state["scores"])


def _draw(data: Values, state: Values) -> Figure:
    return draw_softmax(np.array(state["scores"], np.float64), limits=(-10, 10))
