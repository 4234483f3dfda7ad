"""Checks of notebook 10: likeness of kernels, covering a place, an 8 made a 3."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.checks.cases import Case, farthest, refuse_first, run_cases
from helpers.checks.exercise import WrongAnswerError, called, exercise
from helpers.checks.known import as_numbers, refuse_known

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
    shapes = ((5, 5), (3, 3), (3, 4))
    run_cases(similarity, (_alike(*generator.normal(1, 2, (2, *shape))) for shape in shapes))


def _alike(first: np.ndarray, second: np.ndarray) -> Case:
    """Return a case: how alike two kernels are."""
    one, two = first - first.mean(), second - second.mean()
    product, lengths = (one * two).sum(), [np.sqrt((each**2).sum()) for each in (one, two)]
    right = product / (lengths[0] * lengths[1])
    both = "divide by the lengths of both kernels, not just of one."
    mistakes = (
        ((first * second).sum() / np.sqrt((first**2).sum() * (second**2).sum()), "the means are "
         "still in: subtract first.mean() and second.mean() first."),
        (product, "divide by the lengths, or a strong kernel looks more similar."),
        ((one * two).mean(), "a length is the root of the summed squares, not how many weights "
         "there are."),
        ((first * second).sum(), "subtract the means and divide by the lengths."),
        (abs(right), "keep the sign: a kernel and its negative are opposites."),
        (right * lengths[0], both),
        (right * lengths[1], both),
        (right / (lengths[0] * lengths[1]), "a length is a root."),
        (np.corrcoef(one.ravel(), two.ravel()), "np.corrcoef gives a table of 2×2 numbers; the "
         "likeness of the two is at [0, 1]."),
    )  # fmt: skip
    before, rest = "Not the pattern alone: ", f"Expected {right:.4f}, got {{got:.4f}}: add up "
    rest += "the products of both kernels without their means, and divide by both lengths."
    shape = "Return one number, not {shape}: the sum of the products divided by both lengths."
    return Case((first, second), right, mistakes, before, rest, shape, tolerance=1e-6)


@exercise(
    why="Everything else is kept as it was, so any change in the answer is due to that square.",
)
def check_occlude(occlude: Callable[[np.ndarray, int, int, int], np.ndarray]) -> None:
    """Check `occlude(image, row, column, size)` in the middle and at the edges."""
    squares = ((14, 9, 5), (3, 20, 3), (0, 0, 5), (27, 26, 7))
    cases = [_square(*each) for each in squares]
    run_cases(occlude, [*cases, _square(18, 29, 3, (20, 30))])


def _square(row: int, column: int, size: int, shape: tuple[int, int] = (28, 28)) -> Case:
    """Return a case: an image with that square covered."""
    image = np.random.default_rng(1).uniform(0.1, 1, shape)
    reach = size // 2
    inside = np.abs(np.indices(image.shape) - np.reshape([row, column], (2, 1, 1))) <= reach
    square = inside.all(axis=0)
    return Case(
        (image, row, column, size),
        np.where(square, 0, image),
        otherwise=lambda answer: (
            f"For row {row}, column {column}, size {size}, "
            + _why_not_covered(~np.isclose(answer, image), square, size)
        ),
        shape=f"Return the whole image of {shape[0]}×{shape[1]} pixels, yours is {{shape}}.",
        tolerance=1e-6,
    )


def _why_not_covered(covered: np.ndarray, square: np.ndarray, size: int) -> str:
    """Say what is wrong with the pixels that are covered."""
    place, expected = _box(square)
    rows, columns = (f"{a} to {a + b - 1}" for a, b in zip(place, expected, strict=True))
    must = f"rows {rows} and columns {columns} must be covered, and no other pixels"
    if not covered.any():
        empty = "; a slice that starts below 0 is empty: use max(…, 0)" if square[0, 0] else ""
        return f"{must}; nothing is{empty}."
    found, sides = _box(covered)
    swapped = found == place[::-1] and place[0] != place[1]
    inside = expected == (size, size) and covered.sum() == sides[0] * sides[1]
    row, column = np.unravel_index((covered != square).argmax(), square.shape)
    return next(
        sentence
        for holds, sentence in (
            ((covered == square).all(), "the place is right, but covered pixels must be 0."),
            ((covered != square).all(), "you covered everything else and left the square."),
            (covered.all(), "every pixel has changed: does the copy hold whole numbers only?"),
            (swapped, "rows and columns are swapped: rows come first."),
            (not inside, f"{must}; look at row {row}, column {column} of yours."),
            (sides != expected, f"the square has {sides[0]}×{sides[1]} pixels: reach from "
             "size // 2 before the pixel to size // 2 after it, the last one included."),
            (True, f"the square starts at row {found[0]}, column {found[1]}; it belongs at row "
             f"{place[0]}, column {place[1]}, with the given pixel in its middle."),
        )
        if holds
    )  # fmt: skip


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
    why="It takes one question for each pixel; calculus answers all of them with two passes "
    "through the network.",
)
def check_slopes(slopes: Callable[[Callable, np.ndarray, float], np.ndarray]) -> None:
    """Check `slopes(vote, image, step) -> array` with votes whose slopes are known."""
    image = np.random.default_rng(4).uniform(0.1, 0.9, _WEIGHTS.shape)
    image[1:3, 2] = 0  # a black pixel has a slope, too
    for vote, right, step in ((_straight, _WEIGHTS, 0.5), (_bent, 2 * image * _WEIGHTS, 1e-4)):
        answer = as_numbers(called(slopes, vote, image.copy(), step))
        if answer.shape != image.shape:
            raise WrongAnswerError(
                f"Return a slope for each of {image.size} pixels, in the image's shape "
                f"{image.shape}; the shape of yours is {answer.shape}."
            )
        if np.allclose(answer, right, atol=3 * step if vote is _bent else 1e-6, rtol=1e-3):
            continue
        refuse_known(answer, _wrong_slopes(vote, image, right, step), "", tolerance=1e-6)
        row, column = place = farthest(answer, right)
        raise WrongAnswerError(
            f"The slope for the pixel in row {row}, column {column} is {right[place]:.3f}, yours "
            f"is {answer[place]:.3f}: change this pixel alone, and divide the change by the step."
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
        (more - before, "Divide the change in the vote by the step, to get what a whole 1 brings."),
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
            f"Without your {len(places)} pixel{'s' * (len(places) != 1)} the network still reads "
            f"{answer}, not 3; go on erasing, or choose other pixels."
        )
    return (
        f"Read as 3 after erasing {len(places)} pixel{'s' * (len(places) != 1)}; the answer below, "
        f"which erases the best one at a time, needs {ONE_AT_A_TIME}."
    )


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
