"""Checks of notebook 10: likeness of kernels, covering a place, an 8 made a 3."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.checks.exercise import WrongAnswerError, called, exercise
from helpers.checks.known import as_numbers, refuse_changed, refuse_known

if TYPE_CHECKING:
    import keras

#: So many pixels the answer in the notebook erases, which takes the best one at a time.
ONE_AT_A_TIME = 13


@exercise(
    why="Without means and lengths, only the pattern is compared, not the strength.",
)
def check_similarity(similarity: Callable[[np.ndarray, np.ndarray], float]) -> None:
    """Check `similarity(first, second) -> float` against the correlation of the weights."""
    generator = np.random.default_rng(10)
    for _ in range(3):
        first, second = generator.normal(1, 2, (2, 5, 5))
        answer = called(similarity, first.copy(), second.copy())
        if np.shape(answer) == (2, 2):
            raise WrongAnswerError(
                "np.corrcoef gives a table of 2×2 numbers; how alike the two are stands at [0, 1]."
            )
        if np.ndim(answer):
            raise WrongAnswerError(
                f"Return one number, the sum of the products divided by both lengths; yours has "
                f"the shape {np.shape(answer)}."
            )
        one, two = first - first.mean(), second - second.mean()
        lengths = np.sqrt((one**2).sum()), np.sqrt((two**2).sum())
        right = (one * two).sum() / (lengths[0] * lengths[1])
        if np.isclose(answer, right, atol=1e-6):
            continue
        cosine = (first * second).sum() / np.sqrt((first**2).sum() * (second**2).sum())
        product = (one * two).sum()
        mistakes = (
            (cosine, "the means are still in: subtract first.mean() and second.mean() first."),
            (product, "divide by the lengths, or a strong kernel looks more similar."),
            (
                (one * two).mean(),
                "a length is the root of the summed squares, not how many weights there are.",
            ),
            ((first * second).sum(), "subtract the means and divide by the lengths."),
            (abs(right), "keep the sign: a kernel and its negative are opposites."),
            (right * lengths[0], "divide by the lengths of both kernels, you divided by one."),
            (right * lengths[1], "divide by the lengths of both kernels, you divided by one."),
            (
                right * lengths[0] * lengths[1] / (lengths[0] * lengths[1]) ** 2,
                "a length is a root.",
            ),
        )
        refuse_known(answer, mistakes, "Not yet the pattern alone: ", tolerance=1e-6)
        raise WrongAnswerError(
            f"Expected {right:.3f}, got {float(answer):.3f}; a kernel compared with itself must "
            "give 1."
        )


@exercise(
    why="Everything else is kept as it was, so a change of the answer is due to that square.",
)
def check_occlude(occlude: Callable[[np.ndarray, int, int, int], np.ndarray]) -> None:
    """Check `occlude(image, row, column, size)` in the middle and at the edges."""
    for row, column, size in ((14, 9, 5), (3, 20, 3), (0, 0, 5), (27, 26, 7)):
        image = np.random.default_rng(1).uniform(0.1, 1, (28, 28))
        kept = image.copy()
        answer = np.asarray(called(occlude, image, row, column, size))
        refuse_changed(image, kept, "image")
        if answer.shape != (28, 28):
            raise WrongAnswerError(
                f"Return the whole image of 28×28 pixels, yours is {answer.shape}."
            )
        reach = size // 2
        right = np.zeros((28, 28), bool)
        right[
            max(row - reach, 0) : row + reach + 1, max(column - reach, 0) : column + reach + 1
        ] = 1
        covered = ~np.isclose(answer, kept)
        if np.array_equal(covered, right) and not answer[right].any():
            continue
        what = f"For row {row}, column {column}, size {size}"
        if np.array_equal(covered, right):
            raise WrongAnswerError(f"{what} the place is right, but covered pixels must be 0.")
        if not covered.any():
            raise WrongAnswerError(
                f"{what} nothing is covered: a slice that starts below 0 is empty; use max(…, 0)."
            )
        if np.array_equal(covered, ~right):
            raise WrongAnswerError(f"{what} you covered everything else and left the square.")
        rows, columns = np.nonzero(covered)
        found = (int(rows.min()), int(columns.min()), len(set(rows)), len(set(columns)))
        expected = np.nonzero(right)
        place = (int(expected[0].min()), int(expected[1].min()))
        if found[:2] == place[::-1] and row != column:
            raise WrongAnswerError(f"{what} rows and columns are swapped: rows come first.")
        if found[2:] != (len(set(expected[0])), len(set(expected[1]))):
            raise WrongAnswerError(
                f"{what} the square has {found[2]}×{found[3]} pixels: it reaches from size // 2 "
                "before the pixel to size // 2 after it, the last one included."
            )
        raise WrongAnswerError(
            f"{what} the square starts at row {found[0]}, column {found[1]}; it belongs at row "
            f"{place[0]}, column {place[1]}, with the given pixel in its middle."
        )


#: For `check_slopes`: one vote is a sum of products, the other has a bend at each pixel.
_WEIGHTS = np.random.default_rng(3).uniform(-2, 2, (4, 6))


def _straight(images: np.ndarray) -> np.ndarray:
    return 3 + (images * _WEIGHTS).sum(axis=(1, 2))


def _bent(images: np.ndarray) -> np.ndarray:
    return (np.square(images) * _WEIGHTS).sum(axis=(1, 2))


@exercise(
    why="It takes one question for each pixel; calculus answers for all of them with two passes "
    "through the network.",
)
def check_slopes(slopes: Callable[[Callable, np.ndarray, float], np.ndarray]) -> None:
    """Check `slopes(vote, image, step) -> array` with votes whose slopes are known."""
    image = np.random.default_rng(4).uniform(0.1, 0.9, _WEIGHTS.shape)
    for vote, right, step in ((_straight, _WEIGHTS, 0.5), (_bent, 2 * image * _WEIGHTS, 1e-4)):
        given = image.copy()
        answer = as_numbers(called(slopes, vote, given, step))
        refuse_changed(given, image, "image")
        if answer.shape != image.shape:
            raise WrongAnswerError(
                f"Return a slope for each of {image.size} pixels, in the image's shape "
                f"{image.shape}; the shape of yours is {answer.shape}."
            )
        if np.allclose(answer, right, atol=20 * step**2 if vote is _bent else 1e-6, rtol=1e-3):
            continue
        refuse_known(answer, _wrong_slopes(vote, image, right, step), "", tolerance=1e-6)
        raise WrongAnswerError(
            f"The slope for the pixel in row 0, column 0 is {right[0, 0]:.3f}, yours is "
            f"{answer[0, 0]:.3f}: change this pixel alone, and divide the change by the step."
        )


def _wrong_slopes(
    vote: Callable, image: np.ndarray, right: np.ndarray, step: float
) -> tuple[tuple[np.ndarray, str], ...]:
    """Return what the commonest mistakes give, and what to say of them."""
    changed = [image.copy() for _ in range(image.size)]
    for one, place in zip(changed, np.ndindex(image.shape), strict=True):
        one[place] += step
    more, before = vote(np.stack(changed)).reshape(image.shape), vote(image[np.newaxis])[0]
    adding = np.cumsum(more - before).reshape(image.shape) / step
    return (
        (more, "That is the vote after each change; subtract the vote for the image as it was."),
        (more - before, "Divide the change of the vote by the step, to get what a whole 1 brings."),
        ((more - before) * step, "Divide by the step; you multiply by it."),
        ((before - more) / step, "The sign is turned round: after the change minus before it."),
        (adding, "The changes add up: start each time from a fresh copy of the image."),
        (np.abs(right), "Keep the sign: a slope below 0 says that ink there lowers the vote."),
        (right.mean() + 0 * right, "Each pixel has a slope of its own."),
    )


@exercise(why="Fewer is better.")
def check_eight_to_three(pixels: Callable[[np.ndarray, keras.Sequential], list]) -> str:
    """Erase what `pixels(image, network) -> [(row, column), …]` chooses, and count it."""
    image, network = _eight()
    # Whoever erases in the image that is given erases in a copy.
    places = _places(called(pixels, image.copy(), network), image)
    changed = image.copy()
    for row, column in places:
        changed[row, column] = 0
    answer = int(np.asarray(network(changed[np.newaxis])).argmax())
    if answer != 3:
        raise WrongAnswerError(
            f"Without your {len(places)} pixels the network still reads {answer}, not 3; go on "
            "erasing, or choose other pixels."
        )
    return (
        f"Read as 3 after {len(places)} pixels are erased; the answer below, which erases the best "
        f"one at a time, needs {ONE_AT_A_TIME}."
    )


def _places(answer: Any, image: np.ndarray) -> list[tuple[int, int]]:
    """Return the places that an answer names, each once, or refuse them."""
    found = np.asarray(list(answer) if isinstance(answer, Iterable) else answer)
    if found.shape == image.shape:
        raise WrongAnswerError(
            "Return the places to erase, a list of (row, column), not an image of 28×28 values."
        )
    if found.size == 0:
        raise WrongAnswerError("Your list is empty, so nothing is erased and the 8 stays an 8.")
    is_list = found.ndim == 2 and found.shape[1] == 2 and found.dtype.kind in "iuf"
    if not is_list or not (found == np.floor(found)).all():
        raise WrongAnswerError(
            "Return a list of places, each a row and a column in whole numbers such as (14, 9)."
        )
    places = list(dict.fromkeys((int(row), int(column)) for row, column in found))
    for row, column in places:
        if not (0 <= row < 28 and 0 <= column < 28):
            raise WrongAnswerError(
                f"Row {row}, column {column} lies outside: both go from 0 to 27."
            )
        if image[row, column] == 0:
            raise WrongAnswerError(
                f"Row {row}, column {column} is black already; choose pixels above 0."
            )
    return places


@functools.cache
def _eight() -> tuple[np.ndarray, keras.Sequential]:
    """Return the first 8 of the validation images, values 0…1, and the shipped network."""
    from helpers.data import load_mnist, validation_split
    from helpers.networks import load_pretrained

    (images, labels), _ = load_mnist()
    _, (held, held_labels) = validation_split(images, labels)
    return held[held_labels == 8][0] / np.float32(255), load_pretrained()
