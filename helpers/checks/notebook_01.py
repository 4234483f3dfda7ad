"""Checks the exercises of notebook 01: inverting, halving, finding the ink, choosing a pixel."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from helpers.checks.exercise import NotAttempted, WrongAnswerError, called, exercise
from helpers.checks.known import as_numbers, refuse_changed, refuse_known
from helpers.data import load_mnist, validation_split


def _sample() -> np.ndarray:
    """Return a lopsided image, on which no two different answers agree by accident."""
    image = np.zeros((28, 28), np.uint8)
    image[5:9, 3:18] = np.linspace(40, 250, 15).astype(np.uint8)
    image[9:23, 11:13] = [[90, 200]]
    return image


def _array(answer: object, shape: tuple[int, ...]) -> np.ndarray:
    result = as_numbers(answer)
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
    if np.allclose(result, expected, atol=1e-3):  # what divides and multiplies is not exact
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
        f"A pixel of {before[5, 3]} became {result[5, 3]:g}, it must become {expected[5, 3]}."
    )


@exercise(
    why="Each new pixel is the mean of four old ones; their sum does not fit into a byte.",
)
def check_halve(halve: Callable[[np.ndarray], np.ndarray]) -> None:
    """Check a function that makes 14×14 pixels of 28×28, each the mean of a block of 2×2."""
    image = _sample()
    before = image.copy()
    result = as_numbers(called(halve, image))
    refuse_changed(image, before, "image")
    if result.shape != (14, 14):
        raise WrongAnswerError(
            f"The result should have 14 rows and 14 columns, yours has the shape {result.shape}."
        )
    wide = before.astype(np.float64).reshape(14, 2, 14, 2)
    parts = [before[row::2, column::2] for row in (0, 1) for column in (0, 1)]
    wrapped = parts[0] + parts[1] + parts[2] + parts[3]  # bytes, as the mistake adds them
    expected = wide.mean(axis=(1, 3))
    if np.abs(result - expected).max() < 1:  # whole numbers are a way to store a mean, too
        return
    mistakes = [
        (wrapped / 4, "a sum of bytes starts again at 0 after 255; convert before you add."),
        (wrapped // 4, "a sum of bytes starts again at 0 after 255; convert before you add."),
        *((part, "it keeps one pixel of each four and forgets the others.") for part in parts),
        (wide.sum(axis=(1, 3)), "it adds the four pixels; divide by how many there are."),
        (wide.max(axis=(1, 3)), "it takes the largest of the four pixels, not their mean."),
        (wide[:, 0].mean(axis=2), "it takes the mean of two pixels in a row; the row below counts "
         "too."),
        (wide[:, :, :, 0].mean(axis=1), "it takes the mean of two pixels in a column; the column "
         "beside it counts too."),
        (expected / 255, "it divides by 255 as well; nothing but the mean was asked for."),
    ]  # fmt: skip
    refuse_known(result, mistakes, "Not the mean of four: ", tolerance=0.51)
    row, column = np.unravel_index(int(np.abs(result - expected).argmax()), (14, 14))
    raise WrongAnswerError(
        f"Row {row}, column {column} should be the mean of rows {2 * row} and {2 * row + 1}, "
        f"columns {2 * column} and {2 * column + 1}: {expected[row, column]:g}; yours is "
        f"{result[row, column]:g}."
    )


@exercise(
    why="MNIST's authors scaled this box, not the whole picture, to 20 pixels.",
)
def check_ink_box(ink_box: Callable[[np.ndarray], tuple[int, int, int, int]]) -> None:
    """Check a function that finds the first and last row and column with ink."""
    result = called(ink_box, _sample())
    try:
        given = [float(value) for value in as_numbers(result)]
    except TypeError as error:
        raise WrongAnswerError(
            "Return four numbers: first row, last row, first column, last column."
        ) from error
    if any(value != int(value) for value in given):
        raise WrongAnswerError(
            f"Rows and columns are whole numbers, yours are {', '.join(map('{:g}'.format, given))}."
        )
    found = tuple(int(value) for value in given)
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


#: A photograph with little contrast, faint pencil, all of one grey, and one that needs nothing.
_GREYS = (
    _sample() // 4 + np.uint8(90),
    _sample() // 3,
    np.full((6, 7), 77, np.uint8),
    np.arange(0, 256, 5, dtype=np.uint8).reshape(4, 13),
)


@exercise(
    why="What is subtracted moves the darkest to 0, and what is multiplied moves the brightest to "
    "255; the order of the greys stays.",
)
def check_stretch(stretch: Callable[[np.ndarray], np.ndarray]) -> None:
    """Check a function that spreads the values of an image over 0 to 255."""
    for before in _GREYS:
        image = before.copy()
        with np.errstate(all="ignore"):
            result = as_numbers(called(stretch, image))
        refuse_changed(image, before, "image")
        wide = before.astype(float)
        low, high = wide.min(), wide.max()
        expected = (wide - low) / (high - low) * 255 if high > low else 0 * wide
        if result.shape != image.shape:
            raise WrongAnswerError(
                f"The image must keep its shape {image.shape}, yours has {result.shape}."
            )
        if np.abs(result - expected).max() < 1:  # whole numbers will do
            continue
        _explain_stretch(result, before, expected)


def _explain_stretch(result: np.ndarray, image: np.ndarray, expected: np.ndarray) -> None:
    """Refuse a stretched image, with a reason."""
    wide, low, high = image.astype(float), float(image.min()), float(image.max())
    if low == high:
        raise WrongAnswerError(
            f"An image that holds {low:g} everywhere must become 0 everywhere, yours becomes "
            f"{result.flat[0]:g}: ask first whether brightest and darkest differ."
        )
    mistakes = (
        (wide, "it came back as it was."),
        (wide - low, "the brightest must become 255: multiply, too."),
        (wide / high * 255, "the darkest must become 0: subtract it first."),
        (expected / 255, "it goes from 0 to 1; multiply by 255."),
        (wide + 255 - high, "adding moves all greys alike; multiply to spread them."),
        (np.where(wide > (low + high) / 2, 255, 0), "only black and white are left."),
        (255 - expected, "bright and dark have changed places."),
        (wide * 255 / (high - low), "subtract the darkest before you multiply."),
    )
    refuse_known(result, mistakes, f"An image from {low:g} to {high:g}: ", tolerance=0.6)
    place = np.unravel_index(int(np.abs(result - expected).argmax()), image.shape)
    raise WrongAnswerError(
        f"In an image from {low:g} to {high:g}, {image[place]} must become {expected[place]:.1f}, "
        f"yours is {result[place]:.1f}; bytes cannot hold 255 times a pixel, so convert first."
    )


@exercise(
    why="You chose it by these images, so only images that nobody has seen would judge it.",
)
def check_pixel(pixel: tuple[int, int]) -> str:
    """Measure how well one pixel tells 4s from 8s; refuse what is below 80%."""
    if np.size(pixel) != 2:
        raise WrongAnswerError("Give two numbers, (row, column).")
    if any(value is ... for value in pixel):
        raise NotAttempted
    try:
        row, column = (int(value) for value in pixel)
    except (TypeError, ValueError) as error:
        raise WrongAnswerError("Give two whole numbers, (row, column).") from error
    if (row, column) != tuple(pixel) or not (0 <= row < 28 and 0 <= column < 28):
        raise WrongAnswerError(
            "Rows and columns are whole numbers from 0 to 27, yours are "
            f"{pixel[0]:g} and {pixel[1]:g}."
        )
    share, more = _told_apart(row, column)
    digit = "4" if more else "8"
    if share < 0.8:
        raise WrongAnswerError(
            f"This pixel tells {share:.1%} of the 4s and 8s apart (ink says {digit}), and 80.0% "
            "are asked for. Where is the mean 4 dark and the mean 8 bright?"
        )
    return f"This one pixel tells {share:.1%} of the 4s and 8s apart: ink says {digit}."


def _told_apart(row: int, column: int) -> tuple[float, bool]:
    """Return the share of images that one pixel tells apart, and whether ink there says 4."""
    fitted, held_out = validation_split(*load_mnist()[0])
    (ink, is_four), (new_ink, new_is_four) = (
        (images[either, row, column], labels[either] == 4)
        for images, labels in (fitted, held_out)
        for either in [(labels == 4) | (labels == 8)]
    )
    right = {limit: float(np.mean((ink >= limit) == is_four)) for limit in (1, 64, 128, 192)}
    limit = max(right, key=lambda each: abs(right[each] - 0.5))
    more = right[limit] > 0.5
    return float(np.mean(((new_ink >= limit) == more) == new_is_four)), more
