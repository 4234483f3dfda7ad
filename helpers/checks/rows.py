"""Rows of scores, as the exercise of notebook 05 asks for their softmax, and what can go wrong."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

import numpy as np

from helpers.checks.cases import Case, farthest
from helpers.softmax import softmax

#: Rows far apart: subtracting the largest score of all rows instead of each row's own shows.
_BATCH = np.array([[2.0, 1.0, 0.0], [1000.0, 999.0, 998.0], [-1000.0, -1000.0, -1002.0]])
#: Both in one row: only the largest of its scores can be subtracted, no other one and no mean.
_WIDE = np.array([[-1000.0, 1000.25, 999.0], [1000.0, 999.0, -1000.0], [0.0, 1000.0, -1000.0]])
#: Most of them far below: cutting off what lies far from the mean makes the two largest equal.
_LONG = np.array([[1000.0, 999.0, *[-1000.0] * 6]])
_MILD = np.array([[2.0, 1.0, 0.0], [0.0, -6.0, -9.0], [-1.0, 0.5, 0.0]])


def cases() -> Iterator[Case]:
    """Yield the cases: one row, several, large scores, and scores far apart in one row."""
    yield _case(_BATCH[:1], _one_row)
    yield _case(_MILD, _several_rows)
    for scores in (_BATCH, _BATCH[2:], _WIDE, _LONG):  # the last row alone: all far below 0
        yield _case(scores, functools.partial(_large, scores))


def short(values: np.ndarray, digits: int = 3) -> str:
    """Return numbers in three digits each, or in so many, as a list."""
    return "[" + ", ".join(f"{value:.{digits}g}" for value in np.ravel(values)) + "]"


def _case(scores: np.ndarray, reason: Callable[[np.ndarray], str]) -> Case:
    """Return a case: the probabilities of rows of scores."""
    shape = f"Scores of shape {scores.shape} must give probabilities of the same shape, got "
    return Case(
        (scores,),
        softmax(scores),
        otherwise=reason,
        shape=shape + "{shape}; axis=1 with keepdims=True works on each row.",
        tolerance=1e-6,
        relative=6e-4,  # what a float16 holds
    )


def _one_row(values: np.ndarray) -> str:
    """Say what is wrong with the probabilities of one row."""
    told = f"The scores 2, 1, 0 give {short(values)}, which sums to {values.sum():.3f}"
    right = softmax(_BATCH[:1])
    if not np.isfinite(values).all():
        return f"{told}; subtract the row's own largest score before np.exp."
    if np.allclose(values, right, atol=0.01):
        return f"{told} and must be {short(right, 5)}: neither round nor add anything."
    if np.allclose(values.sum(), 1):
        return f"{told} but is not softmax: take np.exp of the scores before you divide."
    return (
        f"{told}; divide the powers by their sum along the row (axis=1), so that each row sums to "
        "1."
    )


def _several_rows(values: np.ndarray) -> str:
    """Say what is wrong with the probabilities of three rows, where one comes out right."""
    right = softmax(_MILD)
    row, _ = farthest(values, right)
    if np.allclose(values.sum(axis=1), 1, atol=2e-3):
        return (
            f"The scores {short(_MILD[row])}, row {row} of three, give {short(values[row])}, and "
            f"must give {short(right[row])}: keep each row and each score in its place, and don't "
            "round."
        )
    return (
        f"One row comes out right, but three rows sum to {short(values.sum(axis=1))} instead of "
        "1 each: take each row's largest score and its sum, with axis=1 and keepdims=True."
    )


def _large(scores: np.ndarray, values: np.ndarray) -> str:
    """Say what is wrong with the probabilities of large scores."""
    finite = np.isfinite(values).all(axis=1)
    far = np.abs(np.nan_to_num(values) - softmax(scores)).max(axis=1)
    row = int(far.argmax() if finite.all() else finite.argmin())
    told = f"The scores {short(scores[row], 6)} give {short(values[row])}"
    if not finite.all():
        return (
            f"{told}; subtract each row's own largest score before np.exp: only then is no power "
            "above 1."
        )
    right = short(softmax(scores[row]))
    return f"{told}, and must give {right}: subtract a number, don't cut or divide the scores."
