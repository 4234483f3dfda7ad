"""Runs a table of cases through a learner's function, and says what went wrong in the first one."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.checks.exercise import WrongAnswerError, called, called_for_number
from helpers.checks.known import as_numbers, refuse_known

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


@dataclass(frozen=True)
class Case:
    """One call of the learner's function, and what to say of a wrong answer.

    Args:
        given: what the function is called with; it gets a copy.
        right: the number or the array that it should return.
        mistakes: pairs of what a known mistake returns, and the reason to name.
        before: how the sentence begins that ends with such a reason; {got} is the answer.
        otherwise: what is said when no mistake is recognised; {got} is the answer. Or a function
            that makes the sentence of the answer.
        shape: what is said of an answer of another shape; {shape} is the answer's.
        tolerance: how near is equal; 0 asks for the very numbers.
        relative: the share of the number by which it may differ besides.
        rounded: whole numbers will do, rounded in any way.
    """

    given: tuple[Any, ...]
    right: ArrayLike
    mistakes: Iterable[tuple[ArrayLike, str]] = ()
    before: str = ""
    otherwise: str | Callable[[Any], str] = ""
    shape: str = ""
    tolerance: float = 0.0
    relative: float = 1e-5
    rounded: bool = False


def run_cases(
    function: Callable,
    cases: Iterable[Case],
    *,
    number: str = "",
    read: Callable[[Any], Any] = as_numbers,
) -> None:
    """Call the learner's function for each case; raise `WrongAnswerError` for the first wrong one.

    Args:
        function: the learner's function.
        cases: the table.
        number: where one number is asked for, what it is.
        read: makes an array of the answer, where it is no number.

    >>> run_cases(lambda a: 2 * a, [Case((3,), 6), Case((4,), 8)], number="the double")
    """
    for case in cases:
        answer = _answer(function, case, number, read)
        if not _equal(answer, case):
            _refuse(answer, case)


def _answer(function: Callable, case: Case, number: str, read: Callable[[Any], Any]) -> Any:
    """Return what the function makes of a copy of the case, as a number or as an array."""
    given = copy.deepcopy(case.given)
    if number:
        return called_for_number(function, *given, what=number)
    return read(called(function, *given))


def refuse_first(*reasons: tuple[bool | np.bool_, str]) -> None:
    """Raise `WrongAnswerError` with the first sentence whose condition holds.

    >>> refuse_first((False, "It is too small."), (False, "It is too large."))
    """
    for holds, sentence in reasons:
        if holds:
            raise WrongAnswerError(sentence)


def farthest(answer: np.ndarray, right: ArrayLike) -> tuple[int, ...]:
    """Return the place at which an array is most wrong.

    >>> farthest(np.array([[1, 2], [3, 9]]), [[1, 2], [4, 4]])
    (1, 1)
    """
    gaps = np.nan_to_num(np.abs(answer - right), nan=np.inf)
    return tuple(map(int, np.unravel_index(gaps.argmax(), gaps.shape)))


def _equal(answer: Any, case: Case) -> bool:
    relative, tolerance = case.relative if case.tolerance else 0, case.tolerance
    values = np.asarray(answer, float)
    if case.rounded and np.array_equal(values, np.rint(values)):
        relative, tolerance = 0, 0.999
    return values.shape == np.shape(case.right) and np.allclose(
        values, case.right, rtol=relative, atol=tolerance
    )


def _refuse(answer: Any, case: Case) -> None:
    got = _shown(answer)
    # A mistake that makes no difference here is none.
    mistakes = [each for each in case.mistakes if not _equal(each[0], case)]
    refuse_known(answer, mistakes, case.before.format(got=got), case.tolerance)
    if np.shape(answer) != np.shape(case.right):
        raise WrongAnswerError(case.shape.format(shape=np.shape(answer), got=got))
    otherwise = case.otherwise
    raise WrongAnswerError(otherwise(answer) if callable(otherwise) else otherwise.format(got=got))


def _shown(answer: Any) -> Any:
    """Return a number as it is, and an array as a list, whole numbers without a point."""
    if not isinstance(answer, np.ndarray):
        return answer
    whole = np.isfinite(answer).all() and (answer == np.rint(answer)).all()
    return (answer.astype(int) if whole else answer.round(4)).tolist()
