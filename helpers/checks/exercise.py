"""The frame around every check: not attempted, refused with a reason, or right."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass


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


def exercise(hint: str, why: str) -> Callable[[Callable[..., None]], Callable[..., Verdict]]:
    """Turn a function that raises `WrongAnswerError` into a check that never raises.

    Args:
        hint: shown while an argument is still `...`.
        why: shown with the right answer: the reason in one or two sentences.

    Returns:
        A decorator. The decorated check returns a `Verdict`.

    >>> @exercise(hint="Count on your fingers.", why="Two and two are four.")
    ... def check_sum(total):
    ...     if total != 4:
    ...         raise WrongAnswerError(f"2 + 2 is not {total}.")
    >>> check_sum(...)
    … Not attempted yet. Count on your fingers.
    >>> check_sum(5)
    ✘ Not yet. 2 + 2 is not 5.
    >>> check_sum(4)
    ✔ Right. Two and two are four.
    """

    def decorate(check: Callable[..., None]) -> Callable[..., Verdict]:
        @functools.wraps(check)
        def checked(*arguments, **named) -> Verdict:
            if any(value is ... for value in (*arguments, *named.values())):
                return Verdict("not attempted", hint)
            try:
                check(*arguments, **named)
            except NotAttempted:
                return Verdict("not attempted", hint)
            except WrongAnswerError as error:
                return Verdict("wrong", str(error))
            except Exception as error:  # the learner's own code runs inside the check
                return Verdict("wrong", f"Your code stopped with {type(error).__name__}: {error}")
            return Verdict("right", why)

        checked.is_exercise = True
        return checked

    return decorate


class NotAttempted(Exception):
    """Raised by `called` when the learner's function still returns `...` or None."""


def called(function: Callable, *arguments):
    """Return what the learner's function returns, or say that it was not attempted.

    Raises:
        NotAttempted: the result is `...` or None, as the starter's is.
        WrongAnswerError: `function` is not a function.
    """
    if not callable(function):
        raise WrongAnswerError(
            f"Expected a function, got {type(function).__name__}; keep the line that starts "
            "with def."
        )
    result = function(*arguments)
    if result is ... or result is None:
        raise NotAttempted
    return result
