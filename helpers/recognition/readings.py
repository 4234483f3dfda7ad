"""What was read in one picture, in which order, how sure that is, and the sentence for it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from helpers.folder.rows import printable

OK, UNSURE, UNREADABLE = "ok", "unsure", "unreadable"


@dataclass(frozen=True)
class Reading:
    """What was read in one picture.

    Attributes:
        file: the file's name.
        digits: in reading order, the best guess where it is `unsure`, `""` when there are none.
        confidence: 0…1, that of its least sure digit. The product would take the digits' errors
            for independent, which they are not in one pen, one light and one camera.
        status: `ok`, `unsure` (the confidence is below the threshold, or there is no digit), or
            `unreadable` (there is no picture in the file).
        message: the sentence for people.
        probabilities: float (n, 10), of each digit, calibrated; what a row lacks to 1 is the doubt
            whether it is a digit.
        threshold: 0…1, the confidence from which it is `ok`.
    """

    file: str
    digits: str
    confidence: float
    status: str
    message: str
    probabilities: np.ndarray = field(
        default_factory=lambda: np.zeros((0, 10)), repr=False, compare=False
    )
    threshold: float = field(default=0.0, repr=False, compare=False)

    def __str__(self) -> str:
        """Return the line that is printed, with a name that keeps to one line."""
        return f"{printable(self.file)}: {self.message}"

    def row(self) -> tuple[str, ...]:
        """Return the row of the CSV file, in the order of its columns."""
        return self.file, self.digits, f"{self.confidence:.4f}", self.status, self.message


def reading_of(file: str, probabilities: np.ndarray, threshold: float) -> Reading:
    """Return a reading, `ok` or `unsure`, with what `Reading` says of these three.

    >>> print(reading_of("3.png", np.eye(10)[[3]], threshold=0.9))
    3.png: The number is probably a 3 (100%)
    >>> print(reading_of("4.png", np.eye(10)[[4]] * 0.4 + 0.06, threshold=0.9))
    4.png: I'm not sure; it could be a 4 (46%)
    >>> print(reading_of("year.png", np.eye(10)[[1, 9, 9, 8]], threshold=0.9))
    year.png: The numbers are probably 1 9 9 8 (100%)
    """
    if not len(probabilities):
        message = "I'm not sure; no digit found"
        return Reading(file, "", 0.0, UNSURE, message, probabilities, threshold)
    digits = "".join(map(str, probabilities.argmax(axis=1).tolist()))
    confidence = float(probabilities.max(axis=1).min())
    status = OK if confidence >= threshold else UNSURE
    # “a 8” is the article's sentence, which always has the same words before the number.
    named = f"a {digits}" if len(digits) == 1 else " ".join(digits)
    begun = "The number is" if len(digits) == 1 else "The numbers are"
    sentence = f"{begun} probably" if status == OK else "I'm not sure; it could be"
    # Rounded down: 99.96 % is not yet certain.
    message = f"{sentence} {named} ({int(confidence * 100 + 1e-9)}%)"
    return Reading(file, digits, confidence, status, message, probabilities, threshold)


def reading_order(boxes: np.ndarray) -> list[int]:
    """Return the indices of digits in rows from the top, each row from the left.

    A row is a chain of digits, boxes (n, 4), each of which overlaps the next one in height by a
    third or so, so that a line that climbs across the page stays one row.

    >>> reading_order(np.array([(50, 2, 60, 22), (0, 0, 10, 20), (10, 60, 20, 90)]))
    [1, 0, 2]
    """
    rows: list[list[int]] = []
    lefts, tops, _, bottoms = boxes.T
    for index in np.argsort(lefts, kind="stable").tolist():
        last = [row[-1] for row in rows]
        shared = np.minimum(bottoms[index], bottoms[last]) - np.maximum(tops[index], tops[last])
        lower = np.minimum(bottoms[index] - tops[index], bottoms[last] - tops[last])
        beside = np.flatnonzero(shared >= 0.3 * lower)
        if len(beside):  # the nearest of them
            max((rows[row] for row in beside), key=lambda row: lefts[row[-1]]).append(index)
        else:
            rows.append([index])
    rows.sort(key=lambda row: (tops[row] + bottoms[row]).mean())
    return [index for row in rows for index in row]
