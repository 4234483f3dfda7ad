"""The frame around every check: not attempted, refused with a reason, or right."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers.checks.errors import in_plain_words, line_of

#: The same for every exercise, so that nobody reads the idea of an answer before thinking.
WAITING = "Write your answer in this cell and run it; a hint is folded below."


class WrongAnswerError(Exception):
    """Raised by a check; its message is one sentence that points at the mistake."""


@dataclass(frozen=True)
class Verdict:
    """What a check found.

    Args:
        status: "right", "wrong" or "not attempted".
        message: one or two sentences for the learner.
    """

    status: str
    message: str

    def __repr__(self) -> str:
        """Return what the learner reads below the cell."""
        mark = {"right": "✔ Right.", "wrong": "✘ Not yet.", "not attempted": "… Not attempted yet."}
        return f"{mark[self.status]} {self.message}".strip()


def exercise(why: str) -> Callable[[Callable[..., str | None]], Callable[..., Verdict]]:
    """Turn a function that raises `WrongAnswerError` into a check that never raises.

    Args:
        why: shown with the right answer: the reason in one or two sentences.

    Returns:
        A decorator. The decorated check returns a `Verdict`. What the check itself returns, a
        sentence that says how good an open answer is, stands before the reason.

    >>> @exercise(why="Two and two are four.")
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
        def checked(*arguments: object, **named: object) -> Verdict:
            if any(value is ... for value in (*arguments, *named.values())):
                return Verdict("not attempted", WAITING)
            try:
                measured = check(*arguments, **named)
            except NotAttempted:
                return Verdict("not attempted", WAITING)
            except WrongAnswerError as error:
                return Verdict("wrong", str(error))
            except Exception as error:  # the answer has a form that the check did not expect
                meaning = in_plain_words(error)
                return Verdict(
                    "wrong", f"Your answer has a form that was not asked for: {meaning}."
                )
            return Verdict("right", f"{measured} {why}" if measured else why)

        return checked

    return decorate


class NotAttempted(Exception):
    """Raised by `called` when the learner's function still returns `...`."""


def called(function: Callable, *arguments: object) -> Any:
    """Return what the learner's function returns, or say why it returned nothing.

    Raises:
        NotAttempted: the result is `...`, as the starter's is.
        WrongAnswerError: `function` is not a function, stopped with an error, or returned None.
    """
    if not callable(function):
        raise WrongAnswerError(
            f"Expected a function, got {type(function).__name__}; keep the line that starts "
            "with def."
        )
    try:
        result = function(*arguments)
    except Exception as error:  # whatever the learner's own code does
        code = getattr(function, "__code__", None)
        line = line_of(error, code.co_filename) if code else ""
        where = f" at “{line}”" if line else ""
        raise WrongAnswerError(f"Your code stopped{where}: {in_plain_words(error)}.") from error
    if result is ...:
        raise NotAttempted
    if result is None:
        raise WrongAnswerError(
            "Your function returns nothing (None): did you forget return, or print the result "
            "instead?"
        )
    return result


def called_for_number(
    function: Callable, *arguments: object, what: str = "the number"
) -> float | np.number:
    """Return the one number that the learner's function returns.

    Args:
        function: the learner's function.
        *arguments: what it is called with.
        what: what the number is, to say what to return.

    Raises:
        WrongAnswerError: it returned several numbers, or something else.
    """
    result = called(function, *arguments)
    if isinstance(result, tuple | list) or np.ndim(result):
        raise WrongAnswerError(
            f"Return one number, {what}; yours are {np.size(np.asarray(result, dtype=object))} "
            "values."
        )
    if isinstance(result, bool | np.bool_) or not isinstance(result, int | float | np.number):
        raise WrongAnswerError(f"Return {what}, a number, not {result!r}.")
    return result
