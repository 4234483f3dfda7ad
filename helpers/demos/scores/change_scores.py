"""Ten scores to be moved, the exponential curve with them on it, and their probabilities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from helpers.demos.base.demonstration import Demonstration
from helpers.demos.scores.in_words import scores_in_words
from helpers.figures.drawing.picture import Picture
from helpers.figures.softmax import draw_softmax


def change_scores(scores: Sequence[float]) -> Demonstration:
    """Return ten scores to be moved, with the probabilities beside them.

    Args:
        scores: the ten scores at the start, −10…10.

    >>> print(str(change_scores([2.0] + [0] * 9)).splitlines()[-1][:24])
    Probabilities: 0: 0.451,
    """
    return Demonstration("change_scores", {}, {"scores": list(scores)}, {}, _picture)


def words(data: Mapping[str, Any], state: Mapping[str, Any]) -> str:
    """Return what the demonstration shows in words, as web/demonstrations/scores does."""
    return scores_in_words(np.array(state["scores"], np.float64))


def _picture(data: Mapping[str, Any], state: Mapping[str, Any]) -> Picture:
    figure = draw_softmax(np.array(state["scores"], np.float64), limits=(-10, 10))
    return Picture.from_figure(figure, words(data, state))
