"""Refuses what several checks refuse."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.checks.exercise import NotAttempted, WrongAnswerError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


def refuse_known(
    answer: ArrayLike,
    mistakes: Iterable[tuple[ArrayLike, str]],
    before: str,
    tolerance: float = 1e-8,
) -> None:
    """Raise `WrongAnswerError` for an answer that equals what a known mistake gives.

    Args:
        answer: a number or an array.
        mistakes: pairs of what a mistake gives, and the reason to name.
        before: how the sentence begins; the reason follows.
        tolerance: how near is equal; 0 asks for the very numbers.

    >>> refuse_known(3, [(4, "you added."), (5, "you multiplied.")], "Close: ")
    """
    relative = 1e-5 if tolerance else 0
    answer = np.asarray(answer, float)  # float16 would call 101,632 infinite
    for wrong, reason in mistakes:
        same = np.shape(wrong) == np.shape(answer)
        if same and np.allclose(answer, wrong, rtol=relative, atol=tolerance):
            raise WrongAnswerError(f"{before}{reason}")


def as_numbers(answer: Any) -> np.ndarray:
    """Return an answer, a number or lists of numbers, as a float64 array of the same shape.

    Raises:
        NotAttempted: it holds `...`.
        WrongAnswerError: it holds text, also text that looks like a number.

    >>> as_numbers([1, 2.5])
    array([1. , 2.5])
    """
    values = np.asarray(answer)
    held = values.ravel().tolist() if values.dtype == object else []
    if any(each is ... for each in held):
        raise NotAttempted
    if values.dtype.kind in "US" or any(isinstance(each, str | bytes) for each in held):
        raise WrongAnswerError(
            "Your answer holds text where numbers are asked for; leave out quotation marks, "
            "str(…) and f-strings."
        )
    if values.dtype.kind == "c":
        raise WrongAnswerError("Your numbers are complex (they hold a j); real ones are asked for.")
    return np.asarray(answer, dtype=float)
