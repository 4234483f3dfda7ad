"""Checks the exercises of notebook 01: inverting, normalising, finding the ink."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from helpers.checks.exercise import WrongAnswerError, called, exercise
from helpers.checks.known import refuse_changed


def _sample() -> np.ndarray:
    """Return a lopsided image, on which no two different answers agree by accident."""
    image = np.zeros((28, 28), np.uint8)
    image[5:9, 3:18] = np.linspace(40, 250, 15).astype(np.uint8)
    image[9:23, 11:13] = [[90, 200]]
    return image


def _array(answer: object, shape: tuple[int, ...]) -> np.ndarray:
    result = np.asarray(answer)
    if result.shape != shape:
        raise WrongAnswerError(
            f"The result should have the shape {shape} of the images, yours has {result.shape}."
        )
    return result


@exercise(
    why="255 − pixel turns black into white, keeps every grey, and stays within 0…255.",
)
def check_invert(invert: Callable[[np.ndarray], np.ndarray]) -> None:
    """Check a function that turns white ink on black into black ink on white."""
    image = _sample()
    before = image.copy()
    result = _array(called(invert, image), image.shape)
    refuse_changed(image, before, "image")
    expected = 255 - before
    if np.array_equal(result, expected):
        return
    if np.array_equal(result, before):
        raise WrongAnswerError("The image came back as it was; black must become white.")
    if np.array_equal(result, expected + np.uint8(1)) or result.max() > 255:
        raise WrongAnswerError(
            "A black pixel (0) must become 255, and yours does not: unsigned 8-bit numbers start "
            "again at 0 after 255."
        )
    if np.array_equal(result, np.uint8(1) - before):
        raise WrongAnswerError(
            "The two numbers must sum to 255, yours sum to 1; below 0 a byte starts again at 255."
        )
    if np.isin(result, (0, 255)).all():
        raise WrongAnswerError("The greys are lost; a pixel of 100 must become 155.")
    if any(np.array_equal(np.sort(result, None), np.sort(image, None)) for image in (before,)):
        raise WrongAnswerError(
            "The pixels moved; each must stay in its place and change its value."
        )
    raise WrongAnswerError(
        f"A pixel of {before[5, 3]} became {result[5, 3]}, it must become {expected[5, 3]}."
    )


@exercise(
    why="Every pixel is divided by the same 255, so a faint digit stays fainter than a bold one.",
)
def check_normalize(normalize: Callable[[np.ndarray], np.ndarray]) -> None:
    """Check a function that turns 0…255 into 0…1 as float32."""
    images = np.stack([_sample(), _sample() // 2])
    before = images.copy()
    result = _array(called(normalize, images), images.shape)
    refuse_changed(images, before, "array of images")
    if not np.issubdtype(result.dtype, np.floating):
        raise WrongAnswerError(
            f"The result holds whole numbers ({result.dtype}); all between 0 and 1 is lost."
        )
    expected = before.astype(np.float64) / 255
    if not np.allclose(result, expected, atol=1e-6):
        if np.all(np.isin(result, (0, 1))):
            raise WrongAnswerError("All is 0 or 1; the values in between are lost.")
        if np.allclose(result, before / 256, atol=1e-6):
            raise WrongAnswerError("White is 255, and must become exactly 1; you divide by 256.")
        if np.isclose(result.max(), 1) or np.isclose(result[1].max(), 1):
            raise WrongAnswerError(
                "You divide by the brightest pixel that is there; divide by 255, so that a faint "
                "image stays faint."
            )
        raise WrongAnswerError(
            f"A pixel of {before[0, 5, 3]} became {result[0, 5, 3]:g}, it should become "
            f"{expected[0, 5, 3]:.4f}."
        )
    if result.dtype != np.float32:
        raise WrongAnswerError(
            f"The numbers are right, but stored as {result.dtype}; float32 is what networks take."
        )


@exercise(
    why="MNIST's authors scaled this box, not the whole picture, to 20 pixels.",
)
def check_ink_box(ink_box: Callable[[np.ndarray], tuple[int, int, int, int]]) -> None:
    """Check a function that finds the first and last row and column with ink."""
    result = called(ink_box, _sample())
    try:
        found = tuple(int(value) for value in result)
    except TypeError as error:
        raise WrongAnswerError(
            "Return four numbers: first row, last row, first column, last column."
        ) from error
    if len(found) != 4:
        raise WrongAnswerError(f"Return four numbers, you returned {len(found)}.")
    expected = (5, 22, 3, 17)
    if found == expected:
        faint = np.zeros((28, 28), np.uint8)
        faint[1, 26] = 1
        if tuple(int(value) for value in ink_box(faint)) != (1, 1, 26, 26):
            raise WrongAnswerError("A faint pixel, even of value 1, is ink too.")
        return
    first_row, last_row, first_column, last_column = expected
    if found == (first_column, last_column, first_row, last_row):
        raise WrongAnswerError("Rows and columns are swapped; rows come first.")
    if found == (first_row, first_column, last_row, last_column):
        raise WrongAnswerError("The order is first row, last row, first column, last column.")
    if found == (first_row, last_row + 1, first_column, last_column + 1):
        raise WrongAnswerError("The last row and column must hold ink; yours are one too far.")
    if found == tuple(value + 1 for value in expected):
        raise WrongAnswerError("Rows and columns are counted from 0, yours from 1.")
    if found[3] == 12 and found[1] == last_row:
        raise WrongAnswerError(
            f"The box of the test image is {expected}, yours {found}: the columns of the ink are "
            "in no order, so the last one in the list need not be the largest."
        )
    if found[1] - found[0] < last_row - first_row or found[3] - found[2] < last_column - 3:
        raise WrongAnswerError(
            f"Ink is left outside: the box of the test image is {expected}, yours {found}. "
            "Faint pixels are ink too."
        )
    raise WrongAnswerError(f"The box of the test image is {expected}, yours is {found}.")
