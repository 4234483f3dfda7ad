"""Checks of notebook 00: counting readings by status, the least certain one, an 8 from a 3."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from helpers.checks.cases import Case, as_numbers, plural, refuse_first, table
from helpers.checks.exercise import WrongAnswerError, called, exercise
from helpers.recognition import read_picture
from helpers.recognition.decoding import decode
from helpers.recognition.parts import unreadable
from helpers.recognition.readings import OK, UNSURE, Reading

#: Made up, so that the checks hold whatever lies in the folder of pictures.
_READINGS = [
    Reading("a.png", "3", 0.97, OK, "The number is probably a 3 (97%)"),
    Reading("b.png", "7", 0.41, UNSURE, "I'm not sure; it could be a 7 (41%)"),
    Reading("c.png", "42", 0.99, OK, "The numbers are probably 4 2 (99%)"),
    Reading("d.png", "0", 0.62, UNSURE, "I'm not sure; it could be a 0 (62%)"),
    Reading("e.png", "5", 0.93, OK, "The number is probably a 5 (93%)"),
]
#: The status decides, not the confidence: one digit and a row have different thresholds.
_OTHERS = [
    Reading("g.png", "61", 0.95, UNSURE, "I'm not sure; it could be 6 1 (95%)"),
    Reading("j.png", "17", 0.92, UNSURE, "I'm not sure; it could be 1 7 (92%)"),
    Reading("h.png", "8", 0.88, OK, "The number is probably a 8 (88%)"),
    Reading("i.png", "2", 0.35, UNSURE, "I'm not sure; it could be a 2 (35%)"),
    Reading("k.png", "3", 0.94, OK, "The number is probably a 3 (94%)"),  # a second 3
]
#: The least sure of these is called ok, and surer than 0.9.
_HIGH = [_READINGS[0], _OTHERS[0], _READINGS[4], _READINGS[2]]
#: As sure as i.png in whole per cent, but not less sure.
_CLOSE = [Reading("l.png", "9", 0.357, UNSURE, "I'm not sure; it could be a 9 (35%)")]
#: The least sure of these is a row of digits.
_ROWS = [*_OTHERS[:2], _READINGS[0]]
#: More changed pixels than this are a new picture.
_MOST = 60
_THREE = Path(__file__).resolve().parents[2] / "recognition" / "3.png"


def _one_count(answer: Any) -> Any:
    """Return an answer that is a number; refuse any other."""
    several = isinstance(answer, list | tuple)
    number = isinstance(answer, int | float | np.number) and not isinstance(answer, bool)
    refuse_first(
        (several and all(isinstance(each, Reading | str) for each in answer), "This is the "
         "list itself; len(…) counts its entries."),
        (not number, f"Expected a number, got {type(answer).__name__}; count all of them, with "
         "len(…)."),
    )  # fmt: skip
    return answer


@table(
    "The network stands by these answers; the others it offers as a guess.",
    (
        [_READINGS[0], *_READINGS],
        [*_READINGS, unreadable("f.png", "the file is empty")],
        [*_OTHERS, *_READINGS, *_READINGS[:1] * 2] * 2,  # also the same answer several times
        _OTHERS[:2],
        [],
    ),
    read=_one_count,
)
def check_sure(readings: list[Reading]) -> Case:
    """Check `count_sure(readings)` on lists with and without uncertain readings."""
    right, total = sum(reading.status == OK for reading in readings), len(readings)
    sure = sum(reading.confidence > 0.9 for reading in readings)
    unsure = total - right
    mistakes = {
        f"{total} is the number of all pictures; count only those with status 'ok'.": total,
        "You count by the confidence, but a row of digits can be unsure at a confidence at which a "
        "single digit is ok; compare reading.status.": sure,
        "This is the number of the ones that it is not sure about; the others are asked for.": (
            unsure
        ),
    }
    otherwise = (
        f"Of {total} readings {right} have the status 'ok', and you counted {{got}}; compare "
        "reading.status with ==, count each reading once, and put return after the loop, "
        "not inside it."
    )
    return Case((readings,), right, mistakes, otherwise=otherwise)


@exercise("The lowest confidence marks the picture to look at first, and to take again.")
def check_hardest(find_hardest: Callable[[list[Reading]], str]) -> None:
    """Check `find_hardest(readings)`, which returns the name of the least certain file."""
    # The lowest stands second, first, last and in between; it is a single digit or a row.
    first, last = _READINGS[1:], [*_READINGS[2:], *_READINGS[:2]]
    for readings in (_READINGS, last, first, [*_CLOSE, *_OTHERS], _HIGH, _ROWS):
        name = called(find_hardest, list(readings))
        by_name = {reading.file: reading.confidence for reading in readings}
        lowest, highest = (pick(by_name, key=by_name.__getitem__) for pick in (min, max))
        refuse_first(
            (isinstance(name, Reading), "This is a whole reading; its name is in .file."),
            (isinstance(name, int | float | np.number), f"{name} is a number; the name of the "
             "file is asked for, such as 'my-digit.jpg'."),
            (not isinstance(name, str), f"Expected one name as text, got {type(name).__name__}; "
             "take .file of one reading."),
        )  # fmt: skip
        has = f"“{name}” has a confidence of {by_name.get(name)}"
        refuse_first(
            (name not in by_name, f"“{name}” is not the name of a file that was read."),
            (name == highest, f"{has}, and the network is surest of it; look for the lowest "
             "confidence."),
            (name != lowest, f"{has}, and the lowest is {by_name[lowest]}; compare the confidences "
             "of all readings."),
        )  # fmt: skip


@exercise("A few pixels change the answer: the network reads what is there, not what was meant.")
def check_eight(make_eight: Callable[[np.ndarray], np.ndarray]) -> str:
    """Have the network read an 8 made from 3.png, and count the pixels that were changed."""
    three = decode(_THREE)
    picture = np.asarray(called(make_eight, three.copy()))
    if picture.shape != three.shape:
        raise WrongAnswerError(
            f"The picture should keep its shape {three.shape}, yours has {picture.shape}."
        )
    whole = np.clip(np.rint(as_numbers(picture)), 0, 255)
    if not np.allclose(picture, whole, atol=1e-3):
        raise WrongAnswerError("Every pixel should be a whole number from 0 to 255.")
    picture = whole.astype(np.uint8)
    changed = int((picture != three).any(axis=2).sum())
    reading = read_picture(picture)
    refuse_first(
        (not changed, "The picture is as it was; put ink (0) into it, to close its loops."),
        (reading.digits != "8" or reading.status != OK, f"With {plural(changed, 'pixel')} changed "
         f"it says: {reading.message}."),
        (changed > _MOST, f"It reads an 8, and you changed {changed} pixels; {_MOST} are more than "
         "enough."),
    )  # fmt: skip
    return f"It reads an 8 after {changed} of 784 pixels were changed."
