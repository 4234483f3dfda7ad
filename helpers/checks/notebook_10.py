"""Checks of notebook 10: likeness of kernels, covering a place, Grad-CAM."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from helpers.checks.exercise import WrongAnswerError, called, exercise
from helpers.checks.known import refuse_changed, refuse_known


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
        covered = answer != kept
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


@exercise(
    why="Maps whose growth raises the vote count for it, and the sum shows where they are lit.",
)
def check_grad_cam(grad_cam: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> None:
    """Check `grad_cam(maps, gradients)` on maps of shape (4, 6, 3)."""
    generator = np.random.default_rng(7)
    maps = generator.uniform(0, 1, (4, 6, 3))
    # Maps for and against, so that the sum has places above and below zero.
    gradients = generator.normal([0.5, -0.9, 0.3], 1, (4, 6, 3))
    answer = np.asarray(called(grad_cam, maps.copy(), gradients.copy()), dtype=float)
    weights = gradients.mean(axis=(0, 1))
    total = (maps * weights).sum(axis=2)
    if answer.shape != (4, 6):
        raise WrongAnswerError(
            f"Maps of 4×6 give one picture of 4×6, yours has the shape {answer.shape}: sum over "
            "the last axis, the units."
        )
    if np.allclose(answer, np.maximum(total, 0)):
        return
    mistakes = (
        (total, "drop what is below zero with np.maximum(…, 0)."),
        (np.abs(total), "drop what is below zero; np.abs turns it into evidence for."),
        (
            np.maximum((maps * gradients).sum(axis=2), 0),
            "each map gets one weight, the mean of its gradient, not a weight for each place.",
        ),
        (maps.sum(axis=2), "the weights are missing, so every map counts the same."),
        (np.maximum(gradients.sum(axis=2), 0), "multiply the weights with the maps."),
        (
            np.maximum((maps * gradients.max(axis=(0, 1))).sum(axis=2), 0),
            "take the mean of the gradient, not its largest value.",
        ),
        (
            np.maximum(maps * weights, 0).sum(axis=2),
            "sum first, then drop what is below zero, so that maps can speak against.",
        ),
        (
            np.maximum((maps * gradients.mean()).sum(axis=2), 0),
            "each map has a weight of its own: the mean over rows and columns only, axis=(0, 1).",
        ),
    )
    refuse_known(answer, mistakes, "The shape is right, but ")
    if np.allclose(answer, np.maximum(total / 3, 0)):
        raise WrongAnswerError("You took the mean over the maps; Grad-CAM takes their sum.")
    place = np.unravel_index(np.argmax(np.abs(answer - np.maximum(total, 0))), total.shape)
    row, column = (int(number) for number in place)
    raise WrongAnswerError(
        f"At row {row}, column {column} the value should be {max(total[place], 0):.3f}, yours is "
        f"{answer[place]:.3f}: "
        "weights from the mean over rows and columns, times the maps, summed over the units."
    )
