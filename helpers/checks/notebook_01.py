"""Checks the exercises of notebook 01: inverting, halving, finding the ink, choosing a pixel."""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np

from helpers.checks import boxes
from helpers.checks.boxes import sample
from helpers.checks.cases import Case, farthest, refuse_first, run_cases
from helpers.checks.exercise import WrongAnswerError, exercise
from helpers.checks.known import as_numbers
from helpers.data import load_mnist, validation_split

#: Dark ink on white paper, and neither square nor 28 pixels wide.
_PAPER = np.array([[255, 255, 255, 255, 255], [255, 30, 0, 140, 255], [255, 255, 255, 60, 251]])
_PAPER = _PAPER.astype(np.uint8)


@exercise(why="255 − pixel turns black into white, keeps every grey, and stays within 0…255.")
def check_invert(invert: Callable[[np.ndarray], np.ndarray]) -> None:
    """Check a function that turns white ink on black into black ink on white."""
    run_cases(invert, map(_inverted, (sample(), _PAPER)))


def _inverted(image: np.ndarray) -> Case:
    """Return a case: an image whose bright and dark change places."""
    over = "A black pixel (0) must become 255, and yours does not: unsigned 8-bit numbers start "
    over += "again at 0 after 255."
    under = "Old and new pixel must sum to 255, yours sum to 1; below 0 a byte starts again at 255."
    mistakes = (
        (image, "The image came back as it was; black must become white."),
        (np.uint8(0) - image, over),
        (np.uint8(1) - image, under),
    )
    shape = f"The result should have the shape {image.shape} of the image, yours has {{shape}}."
    otherwise = functools.partial(_not_inverted, image)
    # What divides and multiplies is not exact.
    return Case((image,), 255 - image, mistakes, "", otherwise, shape, tolerance=1e-3)


def _not_inverted(image: np.ndarray, result: np.ndarray) -> str:
    """Say what is wrong with an inverted image."""
    moved = any(
        np.array_equal(np.sort(result, None), np.sort(each, None)) for each in (image, 255 - image)
    )
    refuse_first(
        (result.max() > 255, "A pixel became more than 255; a black one (0) must become 255."),
        (np.isin(result, (0, 255)).all(), "The greys are lost; a pixel of 100 must become 155."),
        (moved, "The pixels moved; each must stay in its place and change its value."),
    )
    place = farthest(result, 255 - image)
    pixel = image[place]
    return f"A pixel of {pixel} became {result[place]:g}; it must become {255 - pixel}."


@exercise(why="Each new pixel is the mean of four old ones; their sum does not fit into a byte.")
def check_halve(halve: Callable[[np.ndarray], np.ndarray]) -> None:
    """Check a function that makes 14×14 pixels of 28×28, each the mean of a block of 2×2."""
    images = sample(), np.roll(sample(), (6, 10), axis=(0, 1))  # the second has ink at the edges
    run_cases(halve, map(_halved, images))


def _halved(image: np.ndarray) -> Case:
    """Return a case: an image, and the means of its blocks."""
    return Case(
        (image,),
        _blocks(image).mean(axis=(1, 3)),
        _wrong_halves(image),
        before="Not the mean of four: ",
        otherwise=functools.partial(_not_halved, image),
        shape="The result should have 14 rows and 14 columns, yours has the shape {shape}.",
        tolerance=0.1,  # what a float16 holds
        rounded=True,
    )


def _blocks(image: np.ndarray) -> np.ndarray:
    """Return an image as (row of blocks, row, column of blocks, column)."""
    return image.astype(np.float64).reshape(14, 2, 14, 2)


def _wrong_halves(image: np.ndarray) -> list[tuple[np.ndarray, str]]:
    """Return what the commonest mistakes give, and what to say of them."""
    wide = _blocks(image)
    parts = [image[row::2, column::2] for row in (0, 1) for column in (0, 1)]
    wrapped = parts[0] + parts[1] + parts[2] + parts[3]  # bytes, as the mistake adds them
    return [
        (wrapped // 4, "a sum of bytes starts again at 0 after 255; convert before you add."),
        (wrapped / 4, "a sum of bytes starts again at 0 after 255; convert before you add."),
        *((part, "it keeps one pixel of every four and forgets the others.") for part in parts),
        (wide.sum(axis=(1, 3)), "it adds the four pixels; divide by how many there are."),
        (wide.max(axis=(1, 3)), "it takes the largest of the four pixels, not their mean."),
        (wide[:, 0].mean(axis=2), "it takes the mean of two pixels in a row; the row below counts "
         "too."),
        (wide[:, :, :, 0].mean(axis=1), "it takes the mean of two pixels in a column; the column "
         "beside it counts too."),
        (wide.mean(axis=(1, 3)) / 255, "it divides by 255 as well; nothing but the mean was asked "
         "for."),
    ]  # fmt: skip


def _not_halved(image: np.ndarray, result: np.ndarray) -> str:
    """Say where an image of half the resolution is wrong."""
    expected = _blocks(image).mean(axis=(1, 3))
    row, column = farthest(result, expected)
    return (
        f"Row {row}, column {column} should be the mean of rows {2 * row} and {2 * row + 1}, "
        f"columns {2 * column} and {2 * column + 1}: {expected[row, column]:g}; yours is "
        f"{result[row, column]:g}."
    )


@exercise(
    why="MNIST's authors scaled this box, not the whole picture, to 20 pixels.",
)
def check_ink_box(ink_box: Callable[[np.ndarray], tuple[int, int, int, int]]) -> None:
    """Check a function that finds the first and last row and column with ink."""
    run_cases(ink_box, boxes.images_with_ink(), read=boxes.four_numbers)


#: A photograph with little contrast, faint pencil, all of one grey, and one that needs nothing.
_GREYS = (
    sample() // 4 + np.uint8(90),
    sample() // 3,
    np.full((6, 7), 77, np.uint8),
    np.arange(0, 256, 5, dtype=np.uint8).reshape(4, 13),
)


@exercise(
    why="Subtracting moves the darkest to 0, and multiplying moves the brightest to 255; "
    "the order of the greys stays.",
)
def check_stretch(stretch: Callable[[np.ndarray], np.ndarray]) -> None:
    """Check a function that spreads the values of an image over 0 to 255."""
    with np.errstate(all="ignore"):
        run_cases(stretch, map(_stretched, _GREYS))


def _stretched(image: np.ndarray) -> Case:
    """Return a case: an image with all of the scale."""
    wide, low, high = image.astype(float), float(image.min()), float(image.max())
    right = (wide - low) / max(high - low, 1) * 255
    shape = f"The image must keep its shape {image.shape}, yours has {{shape}}."
    if low == high:
        even = f"An image that holds {low:g} everywhere must become 0 everywhere: ask first "
        even += "whether brightest and darkest differ."
        return Case((image,), right, (), "", even, shape, tolerance=0.3)
    mistakes = (
        (wide, "it came back as it was."),
        (wide - low, "the brightest must become 255: multiply, too."),
        (wide / high * 255, "the darkest must become 0: subtract it first."),
        (right / 255, "it goes from 0 to 1; multiply by 255."),
        (wide + 255 - high, "adding moves all greys alike; multiply to spread them."),
        (np.where(wide > (low + high) / 2, 255, 0), "only black and white are left."),
        (255 - right, "bright and dark have changed places."),
        (wide * 255 / (high - low), "subtract the darkest before you multiply."),
    )
    told = f"An image from {low:g} to {high:g}: "
    otherwise = functools.partial(_not_stretched, told, image, right)
    return Case((image,), right, mistakes, told, otherwise, shape, tolerance=0.3, rounded=True)


def _not_stretched(told: str, image: np.ndarray, right: np.ndarray, result: np.ndarray) -> str:
    """Say where an image without the whole scale is wrong."""
    wrapped = (image - image.min()) * np.uint8(255) / (image.max() - image.min())
    place = farthest(result, right)
    refuse_first(
        (np.allclose(result, wrapped, atol=0.999), f"{told}bytes cannot hold 255 times a pixel; "
         "convert first."),
        (not np.isclose(result.min(), 0, atol=0.999), f"{told}the darkest must become 0."),
        (not np.isclose(result.max(), 255, atol=0.999), f"{told}the brightest must become 255."),
    )  # fmt: skip
    return (
        f"{told}a pixel of {image[place]} became {result[place]:g}; it must become "
        f"{right[place]:.4g}: all keep their places and relative distances."
    )


@exercise(
    why="You chose it by these images, so only images that nobody has seen can judge it.",
)
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
