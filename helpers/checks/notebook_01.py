"""Checks the exercises of notebook 01: inverting, halving, finding the ink, choosing a pixel."""

from __future__ import annotations

from typing import Any

import numpy as np

from helpers.checks.cases import Case, as_numbers, farthest, refuse_first, table
from helpers.checks.exercise import WrongAnswerError, exercise
from helpers.data import load_mnist, validation_split


def _sample() -> np.ndarray:
    """Return a lopsided image, on which no two different answers agree by accident."""
    image = np.zeros((28, 28), np.uint8)
    image[5:9, 3:18] = np.linspace(40, 250, 15).astype(np.uint8)
    image[9:22, 11:13] = [[90, 200]]
    return image


_SAMPLE = _sample()
#: Dark ink on white paper, and neither square nor 28 pixels wide.
_PAPER = np.array(
    [[255, 255, 255, 255, 255], [255, 30, 0, 140, 255], [255, 255, 255, 60, 251]], np.uint8
)


@table(
    "255 − pixel turns black into white, keeps every grey, and stays within 0…255.",
    (_SAMPLE, _PAPER),
)
def check_invert(image: np.ndarray) -> Case:
    """Check a function that turns white ink on black into black ink on white."""
    right = 255 - image
    mistakes = {
        "The image came back as it was; black must become white.": image,
        "A black pixel (0) must become 255, and yours does not: unsigned 8-bit numbers start "
        "again at 0 after 255.": np.uint8(0) - image,
        "Old and new pixel must sum to 255, yours sum to 1; below 0 a byte starts again at "
        "255.": np.uint8(1) - image,
    }

    def otherwise(result: np.ndarray) -> str:
        values = np.sort(result, None)
        moved = any(np.array_equal(values, np.sort(each, None)) for each in (image, right))
        refuse_first(
            (result.max() > 255, "A pixel became more than 255; a black one (0) must become 255."),
            (np.isin(result, (0, 255)).all(), "The greys are lost; a pixel of 100 must become "
             "155."),
            (moved, "The pixels moved; each must stay in its place and change its value."),
        )  # fmt: skip
        return "A pixel of {was} became {yours:g}; it must become {must}."

    shape = f"The result should have the shape {image.shape} of the image, yours has {{shape}}."
    # What divides and multiplies is not exact.
    return Case((image,), right, mistakes, "", otherwise, shape, tolerance=1e-3)


@table(
    "Each new pixel is the mean of four old ones; their sum does not fit into a byte.",
    (_SAMPLE, np.roll(_SAMPLE, (6, 10), axis=(0, 1))),  # the second has ink at the edges
)
def check_halve(image: np.ndarray) -> Case:
    """Check a function that makes 14×14 pixels of 28×28, each the mean of a block of 2×2."""
    # Row of blocks, row, column of blocks, column.
    blocks = image.astype(np.float64).reshape(14, 2, 14, 2)
    parts = [image[row::2, column::2] for row in (0, 1) for column in (0, 1)]
    wrapped = parts[0] + parts[1] + parts[2] + parts[3]  # bytes, as the mistake adds them
    of_bytes = [wrapped // 4, wrapped / 4]
    right = blocks.mean(axis=(1, 3))
    in_row, in_column = blocks[:, 0].mean(axis=2), blocks[:, :, :, 0].mean(axis=1)
    mistakes = {
        "a sum of bytes starts again at 0 after 255; convert before you add.": of_bytes,
        "it keeps one pixel of every four and forgets the others.": parts,
        "it adds the four pixels; divide by how many there are.": 4 * right,
        "it takes the largest of the four pixels, not their mean.": blocks.max(axis=(1, 3)),
        "it takes the mean of two pixels in a row; the row below counts too.": in_row,
        "it takes the mean of two pixels in a column; the column beside it counts too.": in_column,
        "it divides by 255 as well; nothing but the mean was asked for.": right / 255,
    }

    def otherwise(result: np.ndarray) -> str:
        row, column = (2 * each for each in farthest(result, right))
        return (
            f"Row {{row}}, column {{column}} should be the mean of rows {row} and {row + 1}, "
            f"columns {column} and {column + 1}: {{must:g}}; yours is {{yours:g}}."
        )

    before, near = "Not the mean of four: ", 0.1  # what a float16 holds
    shape = "The result should have 14 rows and 14 columns, yours has the shape {shape}."
    return Case((image,), right, mistakes, before, otherwise, shape, near, rounded=True)


def _ink(rows: Any, columns: Any, value: int, shape: tuple[int, int] = (28, 28)) -> np.ndarray:
    """Return an image with ink of one value."""
    image = np.zeros(shape, np.uint8)
    image[rows, columns] = value
    return image


def _four_numbers(answer: Any) -> np.ndarray:
    """Return an answer as four whole numbers, or refuse it."""
    given = np.ravel(as_numbers(answer)).tolist()
    told = ", ".join(map("{:g}".format, given))
    refuse_first(
        (len(given) != 4, "Return four numbers, first row, last row, first column, last column; "
         f"you returned {len(given)}."),
        (not all(map(float.is_integer, given)), f"Rows are whole numbers, yours are {told}."),
    )  # fmt: skip
    return np.array(given)


@table(
    "MNIST's authors scaled this box, not the whole picture, to 20 pixels.",
    (
        (_SAMPLE, (5, 21, 3, 17), ""),
        (_ink(1, 26, 1), (1, 1, 26, 26), "A faint pixel, even of value 1, is ink too."),
        (
            _ink([[3], [4]], [7, 8], 128),
            (3, 4, 7, 8),
            "Two pixels of 128 in a row are ink, though bytes that add up to 256 start again at 0.",
        ),
        (
            _ink([0, 4], [8, 2], 90, (6, 10)),  # at two borders, and a gap between
            (0, 4, 2, 8),
            "In an image of 6 rows and 10 columns with ink in row 0, column 8, and row 4, column "
            "2, the box is 0, 4, 2, 8, not {got}: any size, border or gap can occur.",
        ),
    ),
    read=_four_numbers,
)
def check_ink_box(image: np.ndarray, box: tuple[int, ...], lesson: str) -> Case:
    """Check a function that finds the first and last row and column with ink."""
    if lesson:
        return Case((image,), box, otherwise=lesson)
    mistakes = {
        "Rows and columns are swapped; rows come first.": box[2:] + box[:2],
        "The order is first row, last row, first column, last column.": box[::2] + box[1::2],
        "The last row and column must hold ink; yours are one too far.": np.add(box, [0, 1, 0, 1]),
        "The first comes before the last.": np.take(box, [1, 0, 3, 2]),
        "The last row and column that hold ink are asked for; yours are one short.": (
            np.subtract(box, [0, 1, 0, 1])
        ),
        "Rows and columns are counted from 0, yours from 1.": np.add(box, 1),
    }

    def otherwise(found: np.ndarray) -> str:
        told = f"The box of the test image is {box}, yours is {tuple(map(int, found))}"
        size = found[[1, 3]] - found[[0, 2]]
        refuse_first(
            (found[3] == 12 and found[1] == box[1], f"{told}: the columns of the ink are in no "
             "order, so the last one in the list need not be the largest."),
            ((size < [16, 14]).any(), f"{told}. Ink is left outside. Faint pixels are ink too."),
        )  # fmt: skip
        return f"{told}."

    return Case((image,), box, mistakes, otherwise=otherwise)


@np.errstate(all="ignore")
@table(
    "Subtracting moves the darkest to 0, and multiplying moves the brightest to 255; "
    "the order of the greys stays.",
    # A photograph with little contrast, faint pencil, all of one grey, and one that needs nothing.
    (
        _SAMPLE // 4 + np.uint8(90),
        _SAMPLE // 3,
        np.full((6, 7), 77, np.uint8),
        np.arange(0, 256, 5, dtype=np.uint8).reshape(4, 13),
    ),
)
def check_stretch(image: np.ndarray) -> Case:
    """Check a function that spreads the values of an image over 0 to 255."""
    wide, low, high = image.astype(float), float(image.min()), float(image.max())
    right = (wide - low) / max(high - low, 1) * 255
    shape = f"The image must keep its shape {image.shape}, yours has {{shape}}."
    if low == high:
        even = f"An image that holds {low:g} everywhere must become 0 everywhere: ask first "
        even += "whether brightest and darkest differ."
        return Case((image,), right, {}, "", even, shape, tolerance=0.3)
    told = f"An image from {low:g} to {high:g}: "
    mistakes = {
        "it came back as it was.": wide,
        "the brightest must become 255: multiply, too.": wide - low,
        "the darkest must become 0: subtract it first.": wide / high * 255,
        "it goes from 0 to 1; multiply by 255.": right / 255,
        "adding moves all greys alike; multiply to spread them.": wide + 255 - high,
        "only black and white are left.": np.where(wide > (low + high) / 2, 255, 0),
        "bright and dark have changed places.": 255 - right,
        "subtract the darkest before you multiply.": wide * 255 / (high - low),
    }

    def otherwise(result: np.ndarray) -> str:
        wrapped = (image - image.min()) * np.uint8(255) / (image.max() - image.min())
        refuse_first(
            (np.allclose(result, wrapped, atol=0.999), f"{told}bytes cannot hold 255 times a "
             "pixel; convert first."),
            (not np.isclose(result.min(), 0, atol=0.999), f"{told}the darkest must become 0."),
            (not np.isclose(result.max(), 255, atol=0.999), f"{told}the brightest must become "
             "255."),
        )  # fmt: skip
        return (
            "{before}a pixel of {was} became {yours:g}; it must become {must:.4g}: all keep their "
            "places and relative distances."
        )

    return Case((image,), right, mistakes, told, otherwise, shape, tolerance=0.3, rounded=True)


@exercise("You chose it by these images, so only images that nobody has seen can judge it.")
def check_pixel(pixel: tuple[int, int]) -> str:
    """Measure how well one pixel tells 4s from 8s; refuse what is below 80%."""
    place = as_numbers(pixel)
    if place.shape != (2,):
        raise WrongAnswerError("Give two numbers, (row, column).")
    if not np.isin(place, range(28)).all():
        raise WrongAnswerError(
            "Rows and columns are whole numbers from 0 to 27, yours are "
            f"{place[0]:g} and {place[1]:g}."
        )
    row, column = map(int, place)
    share, more = _told_apart(row, column)
    digit = "4" if more else "8"
    if share < 0.8:
        raise WrongAnswerError(
            f"This pixel tells {share:.1%} of the 4s and 8s apart (ink says {digit}), and 80.0% "
            "is needed. Where is the mean 4 dark and the mean 8 bright?"
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
