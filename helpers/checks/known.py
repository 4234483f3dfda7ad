"""Refuses what several checks refuse: known mistakes, and arrays changed in place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from helpers.checks.exercise import WrongAnswerError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


def refuse_known(
    answer: ArrayLike,
    mistakes: Iterable[tuple[ArrayLike, str]],
    before: str,
    tolerance: float = 1e-8,
) -> None:
    """Refuse an answer that equals what a known mistake gives.

    Args:
        answer: a number or an array.
        mistakes: pairs of what a mistake gives, and the reason to name.
        before: how the sentence begins; the reason follows.
        tolerance: how near is equal.

    Raises:
        WrongAnswerError: the answer is what one of `mistakes` gives.

    >>> refuse_known(3, [(4, "you added."), (5, "you multiplied.")], "Close: ")
    """
    for wrong, reason in mistakes:
        if np.shape(wrong) == np.shape(answer) and np.allclose(answer, wrong, atol=tolerance):
            raise WrongAnswerError(f"{before}{reason}")


def refuse_changed(given: np.ndarray, before: np.ndarray, what: str) -> None:
    """Refuse a function that writes into the array that it was given.

    Args:
        given: the array that the learner's function got, after the call.
        before: a copy of it, made before the call.
        what: what the array is: "image", "map" and so on.

    Raises:
        WrongAnswerError: the two differ.
    """
    if not np.array_equal(given, before):
        raise WrongAnswerError(
            f"Your function changed the {what} that it was given; work on a copy or make a new "
            "array."
        )
