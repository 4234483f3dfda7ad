"""Checks of notebook 00: counting readings by status, finding the least certain one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from helpers.checks.exercise import WrongAnswerError, called, exercise
from helpers.recognition.readings import OK, UNSURE, Reading, unreadable

#: Made up, so that the checks hold whatever lies in the folder of pictures.
_READINGS = [
    Reading("a.png", "3", 0.97, OK, "The number is probably a 3 (97%)"),
    Reading("b.png", "7", 0.41, UNSURE, "I'm not sure; it could be a 7 (41%)"),
    Reading("c.png", "42", 0.99, OK, "The numbers are probably 4 2 (99%)"),
    Reading("d.png", "0", 0.62, UNSURE, "I'm not sure; it could be a 0 (62%)"),
    Reading("e.png", "5", 0.93, OK, "The number is probably a 5 (93%)"),
]


@exercise(
    why="The network stands by these answers; the others it offers as a guess.",
)
def check_sure(count_sure: Callable[[list[Reading]], int]) -> None:
    """Check `count_sure(readings)` on lists with and without uncertain readings."""
    for readings in (_READINGS, [*_READINGS, unreadable("f.png", "the file is empty")]):
        count = called(count_sure, list(readings))
        right = sum(reading.status == OK for reading in readings)
        if isinstance(count, list | tuple) and len(count) == right:
            raise WrongAnswerError("This is the list of them; len(…) of it is their number.")
        if isinstance(count, bool) or not isinstance(count, int | float | np.number):
            raise WrongAnswerError(
                f"Expected a number, got {type(count).__name__}; count all of them, with len(…)."
            )
        if count == right:
            continue
        if count == len(readings):
            raise WrongAnswerError(
                f"{count} is the number of all pictures; count only those with status 'ok'."
            )
        if count == len(readings) - right:
            raise WrongAnswerError(
                "This is the number of the ones that it is not sure about; the others are asked "
                "for."
            )
        raise WrongAnswerError(
            f"Of {len(readings)} readings {right} have the status 'ok', and you counted {count}; "
            "compare reading.status with ==, count each reading once, and let return stand after "
            "the loop, not inside it."
        )


@exercise(
    why="The lowest confidence marks the picture to look at first, and to take again.",
)
def check_hardest(find_hardest: Callable[[list[Reading]], str]) -> None:
    """Check `find_hardest(readings)`, which returns the name of the least certain file."""
    by_name = {reading.file: reading.confidence for reading in _READINGS}
    right = min(by_name, key=by_name.__getitem__)
    name = called(find_hardest, list(_READINGS))
    if isinstance(name, Reading):
        raise WrongAnswerError("This is a whole reading; its name is in .file.")
    if isinstance(name, int | float | np.number):
        raise WrongAnswerError(
            f"{name:.3g} is a number; the name of the file is asked for, such as 'my-digit.jpg'."
        )
    if not isinstance(name, str):
        raise WrongAnswerError(
            f"Expected one name as text, got {type(name).__name__}; take .file of one reading."
        )
    if name not in by_name:
        raise WrongAnswerError(f"“{name}” is not the name of a file that was read.")
    if name == max(by_name, key=by_name.__getitem__):
        raise WrongAnswerError(
            f"“{name}” is the one it is most sure about, with {by_name[name]}; look for the lowest "
            "confidence."
        )
    if name != right:
        raise WrongAnswerError(
            f"“{name}” has a confidence of {by_name[name]}, and the lowest is {by_name[right]}; "
            "compare the confidences of all readings."
        )
