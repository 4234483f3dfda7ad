"""The frame around every check: not attempted, refused with a reason, or right."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, ValuesView
from dataclasses import dataclass
from numbers import Real
from typing import Any

import numpy as np

from helpers.checks.errors import in_plain_words, line_of
from helpers.checks.progress import remember

#: The same for every exercise, so that nobody reads the idea of an answer before thinking.
WAITING = "Write your answer in this cell and run it; a hint is folded below."


class WrongAnswerError(Exception):
    """Raised by a check; its message is one sentence that points at the mistake."""


@dataclass(frozen=True)
class Verdict:
    """What a check found."""

    #: "right", "wrong" or "not attempted".
    status: str
    #: One or two sentences for the learner.
    message: str
    #: What an open project reached, in a sentence.
    figure: str = ""

    def __repr__(self) -> str:
        """Return what the learner reads below the cell."""
        mark = {"right": "✔ Right.", "wrong": "✘ Not yet.", "not attempted": "… Not attempted yet."}
        return f"{mark[self.status]} {self.message}".strip()


def exercise(why: str) -> Callable[[Callable[..., str | None]], Callable[..., Verdict]]:
    """Turn a function that raises `WrongAnswerError` into a check that never raises.

    What the check itself returns, a sentence that says how good an open answer is, stands in the
    verdict before the reason, `why`. What is right is remembered (`helpers.checks.progress`).

    >>> @exercise("Two and two are four.")
    ... def check_sum(total):
    ...     if total != 4:
    ...         raise WrongAnswerError(f"2 + 2 is not {total}.")
    >>> check_sum(...)
    … Not attempted yet. Write your answer in this cell and run it; a hint is folded below.
    >>> check_sum(5)
    ✘ Not yet. 2 + 2 is not 5.
    >>> check_sum(4)
    ✔ Right. Two and two are four.
    """

    def decorate(check: Callable[..., str | None]) -> Callable[..., Verdict]:
        @functools.wraps(check)
        def checked(*arguments: object, **named: Any) -> Verdict:
            if any(value is ... for value in (*arguments, *named.values())):
                return Verdict("not attempted", WAITING)
            try:
                measured = check(*map(_without_axes, arguments), **named)
            except NotAttempted:
                return Verdict("not attempted", WAITING)
            except WrongAnswerError as error:
                return Verdict("wrong", str(error))
            except Exception as error:  # the answer has a form that the check did not expect
                meaning = in_plain_words(error).rstrip(".")
                return Verdict(
                    "wrong", f"Your answer has a form that was not asked for: {meaning}."
                )
            _, of_a_chapter, chapter = check.__module__.rpartition(".notebook_")
            if of_a_chapter:
                remember(chapter, check.__name__)
            return Verdict("right", f"{measured} {why}" if measured else why, measured or "")

        return checked

    return decorate


class NotAttempted(Exception):
    """Raised by `called` when the learner's function still returns `...`."""


def called(function: Callable, *arguments: object) -> Any:
    """Return what the learner's function returns, or say why it returned nothing.

    One rule for all exercises: a function leaves the arrays and lists it is given as they were.

    Raises:
        NotAttempted: the result is `...`, as the starter's is.
        WrongAnswerError: `function` is not a function, stopped with an error, returned None, or
            changed what it was given.
    """
    if not callable(function):
        told = f"Expected a function, got {type(function).__name__}"
        raise WrongAnswerError(f"{told}; keep the line that starts with def.")
    before = _copied(arguments)
    try:
        result = _settled(function(*arguments))
    except Exception as error:  # whatever the learner's own code does
        raise WrongAnswerError(_stopped(function, error)) from error
    if result is ...:
        raise NotAttempted
    if result is None:
        raise WrongAnswerError(
            "Your function returns nothing (None): did you forget return, or print the result "
            "instead?"
        )
    _refuse_changed(function, arguments, before)
    return result


def _copied(value: Any) -> Any:
    """Return a copy of an array or a list, also of those inside it, and anything else as it is."""
    if isinstance(value, list | tuple):
        return [_copied(each) for each in value]
    return value.copy() if isinstance(value, np.ndarray) else value


def _same(now: Any, before: Any) -> bool:
    """Tell whether a value is as it was when `_copied` saw it."""
    if isinstance(before, list):
        alike = isinstance(now, list | tuple) and len(now) == len(before)
        return alike and all(map(_same, now, before))
    if isinstance(before, np.ndarray):
        alike = isinstance(now, np.ndarray) and now.shape == before.shape
        return alike and now.tobytes() == before.tobytes()
    return now is before or now == before


def _refuse_changed(function: Callable, arguments: tuple, before: list) -> None:
    code = getattr(function, "__code__", None)
    names = code.co_varnames[: code.co_argcount] if code else ()
    for name, now, was in itertools.zip_longest(names, arguments, before, fillvalue="argument"):
        if not _same(now, was):
            told = f"Your function changed the {name} that it was given; work on a copy."
            raise WrongAnswerError(told)


def _stopped(function: Callable, error: Exception) -> str:
    """Say where the learner's code stopped, and what that means."""
    code = getattr(function, "__code__", None)
    line = line_of(error, code.co_filename) if code else ""
    where = f" at “{line}”" if line else ""
    return f"Your code stopped{where}: {in_plain_words(error).rstrip('.')}."


def _settled(result: Any) -> Any:
    """Return a result as values: what a generator yields as a list, an array without axes as one.

    The learner's code runs while a generator is used up, so it is done here.
    """
    if isinstance(result, Iterator | ValuesView):
        result = [_settled(each) for each in result]
    return _without_axes(result)


def _without_axes(value: Any) -> Any:
    """Return the number that an array or a tensor without axes holds; other values as they are."""
    return np.asarray(value)[()] if hasattr(value, "__array__") and not np.ndim(value) else value


def called_for_number(function: Callable, *arguments: object, what: str = "the number") -> Any:
    """Return the one number that the learner's function returns; `what` says what it is.

    Raises:
        WrongAnswerError: it returned several numbers, or something else.
    """
    result = called(function, *arguments)
    if isinstance(result, tuple | list) or np.ndim(result):
        size = np.size(np.asarray(result, dtype=object))
        raise WrongAnswerError(f"Return one number, {what}, not a list or an array of {size}.")
    if isinstance(result, bool | np.bool_) or not isinstance(result, Real):
        raise WrongAnswerError(f"Return {what}, a number, not {result!r}.")
    return result
