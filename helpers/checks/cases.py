"""Runs a table of cases through a learner's function, and says what went wrong in the first one."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.checks.exercise import (
    NotAttempted,
    Verdict,
    WrongAnswerError,
    called,
    called_for_number,
    exercise,
)

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


@dataclass(frozen=True)
class Case:
    """One call of the learner's function, and what to say of a wrong answer.

    Args:
        given: what the function is called with; it gets a copy.
        right: the number or the array that it should return.
        mistakes: the reason to name, and what that mistake returns; a list holds several results.
        before: how the sentence begins that ends with a reason; {got} is the answer as a list,
            {answer} as it is.
        otherwise: what is said when no mistake is recognised, or a function that makes it of the
            answer. {before} and {got} may stand in it; of the place that is most wrong {row} and
            {column}, what it {must} be, what {yours} is, and what {was} given there.
        shape: what is said of an answer of another shape; {shape} is the answer's.
        tolerance: how near is equal; 0 asks for the very numbers.
        relative: the share of the number by which it may differ besides.
        rounded: whole numbers will do, rounded in any way.
    """

    given: tuple[Any, ...]
    right: ArrayLike
    mistakes: Mapping[str, Any] = field(default_factory=dict)
    before: str = ""
    otherwise: str | Callable[[Any], str] = ""
    shape: str = ""
    tolerance: float = 0.0
    relative: float = 1e-5
    rounded: bool = False

    def results(self) -> Iterator[tuple[ArrayLike, str]]:
        """Yield what each known mistake returns, and the reason to name."""
        for reason, results in self.mistakes.items():
            for wrong in results if isinstance(results, list) else [results]:
                yield wrong, reason

    def is_right(self, answer: ArrayLike) -> bool:
        """Tell whether an answer is near enough."""
        relative, tolerance = self.relative if self.tolerance else 0, self.tolerance
        values = np.asarray(answer, float)  # float16 would call 101,632 infinite
        if self.rounded and np.array_equal(values, np.rint(values)):
            relative, tolerance = 0, 0.999
        return _near(values, self.right, relative, tolerance)


def table(
    why: str, rows: Iterable[Any], number: str = "", read: Callable[[Any], Any] | None = None
) -> Callable[[Callable[..., Case]], Callable[..., Verdict]]:
    """Turn a function that makes a case of each row into an exercise's check.

    Args:
        why: the reason, shown with the right answer.
        rows: what the function is called with; a tuple holds several arguments.
        number: where one number is asked for, what it is.
        read: makes an array of the answer, where it is no number.
    """

    def decorate(case: Callable[..., Case]) -> Callable[..., Verdict]:
        def check(function: Callable) -> None:
            made = (case(*row) if isinstance(row, tuple) else case(row) for row in rows)
            run_cases(function, made, number=number, read=read or as_numbers)

        # Not by `functools.wraps`: help would show what `case` takes and returns.
        check.__name__, check.__doc__ = case.__name__, case.__doc__
        check.__module__ = case.__module__
        return exercise(why)(check)

    return decorate


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


def run_cases(
    function: Callable,
    cases: Iterable[Case],
    *,
    number: str = "",
    read: Callable[[Any], Any] = as_numbers,
) -> None:
    """Call the learner's function for each case; raise `WrongAnswerError` for the first wrong one.

    The arguments are those of `table`.

    >>> run_cases(lambda a: 2 * a, [Case((3,), 6), Case((4,), 8)], number="the double")
    """
    for case in cases:
        compare(_answer(function, case, number, read), case)


def _answer(function: Callable, case: Case, number: str, read: Callable[[Any], Any]) -> Any:
    given = copy.deepcopy(case.given)
    if number:
        return called_for_number(function, *given, what=number)
    return read(called(function, *given))


def compare(answer: Any, case: Case) -> None:
    """Raise `WrongAnswerError` where an answer, a number or an array, is not what a case asks for.

    >>> compare(6, Case((3,), 6))
    """
    if case.is_right(answer):
        return
    values = np.asarray(answer, float)
    told = {"answer": answer, "got": _shown(answer), "shape": values.shape}
    relative = 1e-5 if case.tolerance else 0
    for wrong, reason in case.results():
        # A mistake that makes no difference here is none.
        if _near(values, wrong, relative, case.tolerance) and not case.is_right(wrong):
            raise WrongAnswerError(case.before.format(**told) + reason)
    if values.shape != np.shape(case.right):
        raise WrongAnswerError(case.shape.format(**told))
    if values.ndim > 1:
        told |= _farthest_of(values, case)
    otherwise = case.otherwise(answer) if callable(case.otherwise) else case.otherwise
    raise WrongAnswerError(otherwise.format(before=case.before.format(**told), **told))


def _near(values: np.ndarray, other: ArrayLike, relative: float, tolerance: float) -> bool:
    same = values.shape == np.shape(other)
    return same and np.allclose(values, other, rtol=relative, atol=tolerance)


def _farthest_of(values: np.ndarray, case: Case) -> dict[str, Any]:
    """Return what there is to say of the place that is most wrong."""
    right = np.asarray(case.right)
    place = farthest(values, right)
    was = case.given[0][place] if np.shape(case.given[0]) == right.shape else None
    row, column = place[-2:]
    return {"row": row, "column": column, "must": right[place], "yours": values[place], "was": was}


def _shown(answer: Any) -> Any:
    """Return a number as it is, and an array as a list, whole numbers without a point."""
    if not isinstance(answer, np.ndarray):
        return answer
    whole = np.isfinite(answer).all() and (answer == np.rint(answer)).all()
    return (answer.astype(int) if whole else answer.round(4)).tolist()


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


def plural(count: int, name: str) -> str:
    """Return how many there are of a thing.

    >>> plural(1, "pixel"), plural(2, "pixel")
    ('1 pixel', '2 pixels')
    """
    return f"{count} {name}{'s' * (count != 1)}"
