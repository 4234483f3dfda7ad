"""Checks the exercises of notebook 02: one cell, the map's size, a kernel of your own."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from helpers.checks.exercise import (
    NotAttempted,
    WrongAnswerError,
    called,
    called_for_number,
    exercise,
)
from helpers.convolution import convolve, output_size


@exercise(
    why="One cell of the feature map is one window: multiply pixel by weight, add up.",
)
def check_one_cell(one_cell: Callable[..., float]) -> None:
    """Check a function that computes one cell of the feature map."""
    image = np.random.default_rng(4).integers(0, 256, (9, 11)).astype(np.uint8)
    weights = np.array([[1, 2, -1], [0, -3, 2], [4, 1, -2]], np.float32)
    for row, column, stride in ((0, 0, 1), (2, 5, 1), (5, 3, 1), (1, 3, 2), (2, 1, 3)):
        kernel = weights if row else -weights  # so that some sums lie below 0
        result = called(one_cell, image, kernel, row, column, stride)
        if np.ndim(result) != 0:
            raise WrongAnswerError(
                f"One cell is one number; yours has the shape {np.shape(result)}. Add the "
                "products up."
            )
        right = convolve(image, kernel, stride)[row, column]
        if np.isclose(float(result), right, rtol=1e-6):
            continue
        _explain_cell(float(result), image, kernel, row, column, stride, right)


def _explain_cell(
    result: float,
    image: np.ndarray,
    kernel: np.ndarray,
    row: int,
    column: int,
    stride: int,
    right: float,
) -> None:
    def cell(top: int, left: int, weights: np.ndarray = kernel) -> float:
        window = image[top : top + 3, left : left + 3].astype(np.float32)
        return float((window * weights).sum()) if window.shape == (3, 3) else np.nan

    top, left = row * stride, column * stride
    mistakes = {
        "The kernel is transposed: its rows and columns have changed places.": cell(
            top, left, kernel.T
        ),
        "The kernel is flipped; layers of a network don't flip it.": cell(
            top, left, kernel[::-1, ::-1]
        ),
        "Row and column of the window are swapped.": cell(left, top),
        "The window is one pixel too far down and to the right.": cell(top + 1, left + 1),
        "The window is one pixel too far up and to the left.": cell(
            max(top - 1, 0), max(left - 1, 0)
        ),
        "The products have to be added up, not averaged.": right / kernel.size,
        "@ multiplies rows by columns; * multiplies number by number.": float(
            (image[top : top + 3, left : left + 3].astype(np.float32) @ kernel).sum()
        ),
        "The sum is asked for as it is, without ReLU: it may lie below 0.": max(right, 0.0),
    }
    for sentence, value in mistakes.items():
        if np.isclose(result, value, rtol=1e-6):
            raise WrongAnswerError(sentence)
    if stride > 1 and np.isclose(result, cell(row, column), rtol=1e-6):
        raise WrongAnswerError(
            f"With a stride of {stride} the window moves {stride} pixels at each step; yours "
            "moves 1."
        )
    raise WrongAnswerError(
        f"Row {row}, column {column} with stride {stride} should be {right:g}, yours is {result:g}."
    )


@exercise(
    why="Whole steps that fit into the room that is left, plus the position at the start.",
)
def check_map_size(map_size: Callable[[int, int, int, int], int]) -> None:
    """Check a function that computes the length of a feature map."""
    # The last two: 23 ÷ 2 and 25 ÷ 2, so that rounding to the nearest even number is noticed.
    cases = ((28, 3, 1, 0), (28, 5, 1, 0), (28, 5, 1, 2), (28, 3, 2, 0), (28, 5, 3, 2))
    for case in (*cases, (28, 5, 2, 0), (28, 3, 2, 0)):
        length, kernel, stride, padding = case
        result = called_for_number(map_size, *case, what="the length of the map")
        right = output_size(*case)
        if result == right and float(result) == int(result):
            if not isinstance(result, (int, np.integer)):
                raise WrongAnswerError(
                    f"A size is a whole number, yours is {result!r}; divide with //."
                )
            continue
        where = f"For length {length}, kernel {kernel}, stride {stride}, padding {padding}"
        room = length + 2 * padding - kernel
        if result == (room + 1) // stride:
            reason = "add 1 after dividing, not before"
        elif result == room // stride:
            reason = "the first position counts too: add 1"
        elif padding and result == (length + padding - kernel) // stride + 1:
            reason = "the padding is added on both sides"
        elif padding and result == (length - kernel) // stride + 1:
            reason = "the padding makes the image larger"
        elif stride > 1 and result == room + 1:
            reason = "the stride is left out"
        elif result == -(-room // stride) + 1:
            reason = "a step that does not fit in whole is not made: round down"
        elif isinstance(result, (float, np.floating)) and result != int(result):
            reason = "half a position does not exist: divide with //"
        else:
            reason = "count the positions of the window on paper once"
        raise WrongAnswerError(f"{where} the map has {right} rows, yours {result:g}: {reason}.")


@exercise(
    why="It answers to ink below and no ink above, and its weights sum to 0, so even areas stay "
    "dark.",
)
def check_edge_kernel(kernel: np.ndarray) -> None:
    """Check a 3×3 kernel that lights up at the upper edge of ink and nowhere else."""
    values = np.asarray(kernel, dtype=object)
    if any(value is ... for value in values.ravel()):
        raise NotAttempted
    try:
        kernel = np.asarray(kernel, np.float64)
    except (TypeError, ValueError) as error:
        raise WrongAnswerError("The kernel must hold nine numbers in three rows.") from error
    if kernel.shape != (3, 3):
        raise WrongAnswerError(f"The kernel must have 3 rows of 3 weights, yours {kernel.shape}.")
    ink = np.zeros((3, 3))
    ink[1:] = 255  # the upper row is empty, the others hold ink

    def answer(window: np.ndarray) -> float:
        return float((window * kernel).sum())

    if not kernel.any():
        raise WrongAnswerError("All weights are 0, so the bulb never lights up.")
    if not np.isclose(answer(np.full((3, 3), 255.0)), 0, atol=1e-6):
        raise WrongAnswerError(
            f"On an even white area it should answer 0, yours answers "
            f"{answer(np.full((3, 3), 255.0)):g}: the weights must sum to 0."
        )
    if answer(ink) <= 0 < answer(ink[::-1]):
        raise WrongAnswerError("It lights up at the lower edge; turn it upside down.")
    if answer(ink) <= 0:
        raise WrongAnswerError(
            "It stays dark at an upper edge (an empty row above two rows of ink)."
        )
    if answer(ink[::-1]) > 0:
        raise WrongAnswerError(
            "It lights up at the lower edge too: it answers to a line, not to an edge."
        )
    sides = (answer(ink.T), answer(ink.T[:, ::-1]))
    if max(sides) > 1e-6:
        raise WrongAnswerError(
            "It lights up at an edge on the left or right as well; use the same weights along "
            "each row."
        )
