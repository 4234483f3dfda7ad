"""Scores and what softmax makes of them, in words; web/demonstrations/scores says the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from helpers.figures.drawing.canvas import number
from helpers.softmax import softmax


def scores_in_words(given: Sequence[float] | np.ndarray, temperature: float | None = None) -> str:
    """Return which digit leads and by how much, then all scores and probabilities.

    Args:
        given: ten scores.
        temperature: above 0; None where there is none to choose.

    >>> print(scores_in_words([3, 1, 1, 1, 1, 1, 1, 1, 1, 1]).splitlines()[0])
    The 0 gets 45.1%, next comes the 1 with 6.1%: their scores differ by 2, and exp(2) is 7.389.
    """
    scores = np.asarray(given, np.float64)
    divisor, divided = 1.0, ""
    if temperature is not None:
        divisor, divided = temperature, f" ÷ {number(temperature)}"
    probabilities = softmax(scores, divisor)
    first, second = (int(digit) for digit in np.argsort(-scores, kind="stable")[:2])
    gap = scores[first] - scores[second]
    with np.errstate(over="ignore"):
        times = np.exp(gap / divisor)
    power = number(times) if np.isfinite(times) else "beyond what a 64-bit float can hold"
    chances = [decimals(100 * probabilities[digit], 1) for digit in (first, second)]
    quotients = f"Scores{divided}: {listed(scores / divisor, 2)}.\n" if divided else ""
    return (
        f"The {first} gets {chances[0]}%, next comes the {second} with {chances[1]}%: their "
        f"scores differ by {number(gap)}, and exp({number(gap)}{divided}) is {power}.\n"
        f"Scores: {listed(scores, 1)}.\n{quotients}"
        f"Probabilities: {listed(probabilities, 3)}; their sum is 1."
    )


def listed(values: np.ndarray, places: int) -> str:
    """Return ten values, each after its digit.

    >>> listed(np.array([0.25, -1.5]), 1)
    '0: 0.2, 1: −1.5'
    """
    return ", ".join(f"{digit}: {decimals(value, places)}" for digit, value in enumerate(values))


def decimals(value: float, places: int) -> str:
    """Return a value with so many decimals, a true minus sign, and none before a zero.

    >>> decimals(-0.04, 1), decimals(-2.5, 1)
    ('0.0', '−2.5')
    """
    return f"{value:z.{places}f}".replace("-", "−")
