"""Checks of notebook 10: likeness of kernels, covering a place, an 8 made a 3."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.checks.cases import (
    Case,
    as_numbers,
    compare,
    plural,
    refuse_first,
    run_cases,
    table,
)
from helpers.checks.exercise import WrongAnswerError, called, exercise

if TYPE_CHECKING:
    import keras

#: So many pixels the answer in the notebook erases, which takes the best one at a time.
ONE_AT_A_TIME = 13


@exercise("Without means and lengths, only the pattern is compared, not the strength.")
def check_similarity(similarity: Callable[[np.ndarray, np.ndarray], float]) -> None:
    """Check `similarity(first, second) -> float` against the correlation of the weights."""
    generator = np.random.default_rng(10)
    shapes = ((5, 5), (3, 3), (3, 4))
    run_cases(similarity, (_alike(*generator.normal(1, 2, (2, *shape))) for shape in shapes))


def _alike(first: np.ndarray, second: np.ndarray) -> Case:
    """Return a case: how alike two kernels are."""
    one, two = first - first.mean(), second - second.mean()
    product, lengths = (one * two).sum(), [np.sqrt((each**2).sum()) for each in (one, two)]
    right = product / (lengths[0] * lengths[1])
    mistakes = {
        "the means are still in: subtract first.mean() and second.mean() first.": (
            (first * second).sum() / np.sqrt((first**2).sum() * (second**2).sum())
        ),
        "divide by the lengths, or a strong kernel looks more similar.": product,
        "a length is the root of the summed squares, not how many weights there are.": (
            (one * two).mean()
        ),
        "subtract the means and divide by the lengths.": (first * second).sum(),
        "keep the sign: a kernel and its negative are opposites.": abs(right),
        "divide by the lengths of both kernels, not just of one.": [
            right * length for length in lengths
        ],
        "a length is a root.": right / (lengths[0] * lengths[1]),
        "np.corrcoef gives a table of 2×2 numbers; the likeness of the two is at [0, 1].": (
            np.corrcoef(one.ravel(), two.ravel())
        ),
    }
    rest = f"Expected {right:.4f}, got {{got:.4f}}: add up the products of both kernels without "
    rest += "their means, and divide by both lengths."
    shape = "Return one number, not {shape}: the sum of the products divided by both lengths."
    before = "Not the pattern alone: "
    return Case((first, second), right, mistakes, before, rest, shape, tolerance=1e-6)


@table(
    "Everything else is kept as it was, so any change in the answer is due to that square.",
    ((14, 9, 5), (3, 20, 3), (0, 0, 5), (27, 26, 7), (18, 29, 3, (20, 30))),
)
def check_occlude(row: int, column: int, size: int, shape: tuple[int, int] = (28, 28)) -> Case:
    """Check `occlude(image, row, column, size)` in the middle and at the edges."""
    image = np.random.default_rng(1).uniform(0.1, 1, shape)
    inside = np.abs(np.indices(shape) - np.reshape([row, column], (2, 1, 1))) <= size // 2
    square = inside.all(axis=0)
    told = f"For row {row}, column {column}, size {size}, "
    return Case(
        (image, row, column, size),
        np.where(square, 0, image),
        otherwise=lambda answer: _not_covered(told, ~np.isclose(answer, image), square, size),
        shape=f"Return the whole image of {shape[0]}×{shape[1]} pixels, yours is {{shape}}.",
        tolerance=1e-6,
    )


def _not_covered(told: str, covered: np.ndarray, square: np.ndarray, size: int) -> str:
    """Say what is wrong with the pixels that are covered."""
    place, expected = _box(square)
    rows, columns = (f"{a} to {a + b - 1}" for a, b in zip(place, expected, strict=True))
    must = f"{told}rows {rows} and columns {columns} must be covered, and no other pixels"
    if not covered.any():
        empty = "; a slice that starts below 0 is empty: use max(…, 0)" if square[0, 0] else ""
        return f"{must}; nothing is{empty}."
    found, sides = _box(covered)
    swapped = found == place[::-1] and place[0] != place[1]
    inside = expected == (size, size) and covered.sum() == sides[0] * sides[1]
    row, column = np.unravel_index((covered != square).argmax(), square.shape)
    refuse_first(
        ((covered == square).all(), f"{told}the place is right, but covered pixels must be 0."),
        ((covered != square).all(), f"{told}you covered everything else and left the square."),
        (covered.all(), f"{told}every pixel has changed: does the copy hold whole numbers only?"),
        (swapped, f"{told}rows and columns are swapped: rows come first."),
        (not inside, f"{must}; look at row {row}, column {column} of yours."),
        (sides != expected, f"{told}the square has {sides[0]}×{sides[1]} pixels: reach from "
         "size // 2 before the pixel to size // 2 after it, the last one included."),
    )  # fmt: skip
    starts = f"the square starts at row {found[0]}, column {found[1]}"
    belongs = f"it belongs at row {place[0]}, column {place[1]}"
    return f"{told}{starts}; {belongs}, with the given pixel in its middle."


def _box(covered: np.ndarray) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return where the covered pixels begin, and over how many rows and columns they reach."""
    rows, columns = np.nonzero(covered)
    return (int(rows.min()), int(columns.min())), (int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1)


#: For `check_slopes`: one vote is a sum of products, the other has a bend at each pixel.
_WEIGHTS = np.random.default_rng(3).uniform(-2, 2, (4, 6))


def _straight(images: np.ndarray) -> np.ndarray:
    return 3 + (images * _WEIGHTS).sum(axis=(1, 2))


def _bent(images: np.ndarray) -> np.ndarray:
    return (np.square(images) * _WEIGHTS).sum(axis=(1, 2))


@exercise(
    "It takes one question for each pixel; calculus answers all of them with two passes through "
    "the network."
)
def check_slopes(slopes: Callable[[Callable, np.ndarray, float], np.ndarray]) -> None:
    """Check `slopes(vote, image, step) -> array` with votes whose slopes are known."""
    image = np.random.default_rng(4).uniform(0.1, 0.9, _WEIGHTS.shape)
    image[1:3, 2] = 0  # a black pixel has a slope, too
    for vote, right, step in ((_straight, _WEIGHTS, 0.5), (_bent, 2 * image * _WEIGHTS, 1e-4)):
        answer = as_numbers(called(slopes, vote, image.copy(), step))
        near = 3 * step if vote is _bent else 1e-6
        if answer.shape != right.shape or not np.allclose(answer, right, atol=near, rtol=1e-3):
            compare(answer, _sloped(vote, image, right, step))


def _sloped(vote: Callable, image: np.ndarray, right: np.ndarray, step: float) -> Case:
    """Return a case: the slopes of a vote."""
    changed = [image.copy() for _ in range(image.size)]
    for one, place in zip(changed, np.ndindex(image.shape), strict=True):
        one[place] += step
    more, before = vote(np.stack(changed)).reshape(image.shape), vote(image[np.newaxis])[0]
    gain = more - before
    mistakes = {
        "That is the vote after each change; subtract the vote for the image as it was.": more,
        "Divide the change in the vote by the step, to get what a whole 1 brings.": gain,
        "Divide by the step; you multiply by it.": gain * step,
        "The sign is turned round: after the change minus before it.": -gain / step,
        "The changes add up: start each time from a fresh copy of the image.": (
            np.cumsum(gain).reshape(image.shape) / step
        ),
        "Keep the sign: a slope below 0 says that ink there lowers the vote.": np.abs(right),
        "Each pixel has a slope of its own.": right.mean() + 0 * right,
    }
    rest = (
        "The slope for the pixel in row {row}, column {column} is {must:.3f}, yours is "
        "{yours:.3f}: change this pixel alone, and divide the change by the step."
    )
    shape = f"Return a slope for each of {image.size} pixels, in the image's shape {image.shape}; "
    shape += "the shape of yours is {shape}."
    return Case((image,), right, mistakes, "", rest, shape, tolerance=1e-6)


@exercise("Fewer is better.")
def check_eight_to_three(pixels: Callable[[np.ndarray, keras.Sequential], list]) -> str:
    """Erase what `pixels(image, network) -> [(row, column), …]` chooses, and count it."""
    image, network = _eight()
    # Whoever erases in the image that is given erases in a copy.
    places = _places(called(pixels, image.copy(), network), image)
    changed = image.copy()
    for row, column in places:
        changed[row, column] = 0
    answer = int(np.asarray(network(changed[np.newaxis])).argmax())
    erased = plural(len(places), "pixel")
    if answer != 3:
        raise WrongAnswerError(
            f"Without your {erased} the network still reads {answer}, not 3; go on erasing, or "
            "choose other pixels."
        )
    told = f"Read as 3 after erasing {erased}; the answer below, which erases the best one at a "
    return f"{told}time, needs {ONE_AT_A_TIME}."


def _places(answer: Any, image: np.ndarray) -> list[tuple[int, int]]:
    """Return the places that an answer names, each once, or refuse them."""
    found = np.asarray(list(answer) if isinstance(answer, Iterable) else answer)
    is_list = found.ndim == 2 and found.shape[1] == 2 and found.dtype.kind in "iuf"
    refuse_first(
        (found.shape == image.shape, "Return the places to erase, a list of (row, column), not an "
         "image of 28×28 values."),
        (not found.size, "Your list is empty, so nothing is erased and the 8 stays an 8."),
        (not is_list or (found != np.floor(found)).any(), "Return a list of places, each a row and "
         "a column in whole numbers such as (14, 9)."),
    )  # fmt: skip
    places = list(dict.fromkeys((int(row), int(column)) for row, column in found))
    for row, column in places:
        inside = 0 <= row < 28 and 0 <= column < 28
        refuse_first(
            (not inside, f"Row {row}, column {column} lies outside: both go from 0 to 27."),
            (inside and image[row, column] == 0, f"Row {row}, column {column} is black already; "
             "choose pixels above 0."),
        )  # fmt: skip
    return places


@functools.cache
def _eight() -> tuple[np.ndarray, keras.Sequential]:
    """Return the first 8 of the validation images, values 0…1, and the shipped network."""
    from helpers.data import load_mnist, validation_split
    from helpers.networks import load_pretrained

    (images, labels), _ = load_mnist()
    _, (held, held_labels) = validation_split(images, labels)
    return held[held_labels == 8][0] / np.float32(255), load_pretrained()
