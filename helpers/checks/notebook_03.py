"""Checks of notebook 03: several channels, how far a unit sees, own numbers."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np

from helpers.checks.exercise import WrongAnswerError, called, exercise
from helpers.checks.known import as_numbers, refuse_changed, refuse_known
from helpers.convolution import KERNELS, convolve, convolve_many, relu
from helpers.data import load_mnist
from helpers.evaluation import compare_by_pairs
from helpers.interpretability.nearest_mean import nearest_mean, quarter_means

_STACKS = (
    [(3, 1)],
    [(3, 1), (3, 1)],
    [(5, 1), (2, 2), (3, 1)],
    [(5, 1), (2, 2), (3, 1), (3, 1), (2, 2), (3, 1)],
    [(7, 2), (3, 3), (5, 1)],
)


#: Where `check_own_numbers` measures: known images, and asked ones that no figure used.
_KNOWN, _ASKED = slice(0, 1000), slice(-2000, -1000)
_MOST_NUMBERS = 40


@exercise(
    why="Each channel has a kernel of its own; their maps are added, and the bias counts once.",
)
def check_convolve_channels(
    convolve_channels: Callable[[np.ndarray, np.ndarray, float], np.ndarray],
) -> None:
    """Check `convolve_channels(maps, kernels, bias)` with one, two and three channels."""
    generator = np.random.default_rng(3)
    for channels, rows, columns in ((2, 5, 6), (3, 7, 5), (1, 4, 4)):
        maps = generator.integers(0, 9, (channels, rows, columns)).astype(np.float32)
        kernels = generator.integers(-4, 5, (channels, 3, 3)).astype(np.float32)
        bias = -1.5
        kept = maps.copy()
        answer = as_numbers(called(convolve_channels, maps, kernels, bias))
        refuse_changed(maps, kept, "array of maps")
        each = np.array([convolve(one, by) for one, by in zip(maps, kernels, strict=True)], float)
        right = each.sum(axis=0) + bias
        if answer.shape == right.shape and np.allclose(answer, right, atol=1e-4):
            continue
        mistakes = (
            (each + bias, "these are still several maps; add them up to one."),
            (each, "these are still several maps; add them up to one."),
            (right - bias, "the bias is missing."),
            (right - 2 * bias, "the bias is added, not subtracted."),
            (right + (channels - 1) * bias, "the bias counts once, not once for each channel."),
            (np.maximum(right, 0), "leave ReLU out; it comes after this function."),
            (each.mean(axis=0) + bias, "take the sum of the channels' maps, not their mean."),
            (each[0] + bias, "only the first channel was read."),
            (each[-1] + bias, "only the last channel was read: does each one replace the sum?"),
            (
                sum(convolve(one, kernels[0]) for one in maps) + bias,
                "each channel has a kernel of its own; you used the first for all.",
            ),
        )
        refuse_known(answer, mistakes, f"With {channels} channels: ", tolerance=1e-4)
        if answer.shape != right.shape:
            raise WrongAnswerError(
                f"{channels} maps of {rows}×{columns} become one map of "
                f"{rows - 2}×{columns - 2}; the shape of yours is {answer.shape}."
            )
        raise WrongAnswerError(
            f"With {channels} channels the value in row 0, column 0 is {right[0, 0]:g}: the sum of "
            f"{9 * channels} products and the bias {bias:g}. You got {answer[0, 0]:g}."
        )


@exercise(why="Where a pattern lies says much; a few places, well chosen, keep most of it.")
def check_own_numbers(own_numbers: Callable[[np.ndarray], np.ndarray]) -> str:
    """Measure what up to 40 numbers of each image's four maps tell apart."""
    (images, labels), _ = load_mnist()
    maps = [
        np.stack([relu(convolve_many(images[part] / 255, by)) for by in KERNELS.values()], axis=-1)
        for part in (_KNOWN, _ASKED)
    ]
    known, asked = (as_numbers(called(own_numbers, each)) for each in maps)
    for numbers in (known, asked):
        if numbers.ndim != 2 or len(numbers) != 1000:
            raise WrongAnswerError(
                f"From maps of shape {maps[0].shape} make an array with 1,000 rows, one for each "
                f"image; the shape of yours is {numbers.shape}."
            )
        if numbers.shape[1] > _MOST_NUMBERS:
            raise WrongAnswerError(
                f"Keep at most {_MOST_NUMBERS} numbers of each image; yours are {numbers.shape[1]}."
            )
        if not np.isfinite(numbers).all():
            raise WrongAnswerError("Some of your numbers are infinite or no numbers (nan).")
    if known.shape != asked.shape:
        raise WrongAnswerError("Give as many numbers of every image, whatever the image.")
    quarters = [quarter_means(each) for each in maps]
    yours, others = (
        nearest_mean(of_known, labels[_KNOWN], of_asked) == labels[_ASKED]
        for of_known, of_asked in ((known, asked), quarters)
    )
    pairs = compare_by_pairs(yours, others)
    measured = (
        f"Your {known.shape[1]} numbers tell {yours.mean():.1%} of 1,000 images apart, the means "
        f"of the quarters {others.mean():.1%}."
    )
    if yours.mean() <= others.mean():
        raise WrongAnswerError(f"{measured} Which places matter, and which hold little?")
    if pairs.surprise > 0.05:
        raise WrongAnswerError(
            f"{measured} Only yours read {pairs.only_first} images and only the quarters "
            f"{pairs.only_second}: that may be chance, so go on."
        )
    return measured


@exercise(
    why="One unit further is one jump further in the picture; the window's size is the same for "
    "all.",
)
def check_seen_rows(seen_rows: Callable[[list[tuple[int, int]], int], tuple[int, int]]) -> None:
    """Check `seen_rows(layers, unit) -> (first, last)` on several stacks."""
    for layers, unit in itertools.product(_STACKS, (0, 1, 4)):
        answer = np.ravel(as_numbers(called(seen_rows, list(layers), unit)))
        if answer.shape != (2,):
            raise WrongAnswerError(
                f"Return two numbers, the first row and the last one; yours are {answer.size}."
            )
        size = jump = 1
        for window, stride in layers:
            size += (window - 1) * jump
            jump *= stride
        right = [unit * jump, unit * jump + size - 1]
        if answer.tolist() != right:
            raise WrongAnswerError(
                f"For {layers} unit {unit} sees rows {right[0]} to {right[1]}, you got "
                f"{answer[0]:g} to {answer[1]:g}: {_rows_reason(answer.tolist(), unit, size, jump)}"
            )


def _rows_reason(answer: list[float], unit: int, size: int, jump: int) -> str:
    """Say what is wrong with the first and the last row of a unit."""
    start = unit * jump
    reasons = (
        ([start, start + size], "the last row belongs to it; subtract 1."),
        ([start, size], "that is the size of the window, not its last row."),
        ([unit, unit + size - 1], "the next unit begins one jump further, not one row."),
        ([unit * size, unit * size + size - 1], "windows overlap; the next begins a jump further."),
        ([start + 1, start + size], "rows count from 0."),
        ([start + size - 1, start], "the first row comes first."),
        ([start - size // 2, start + size // 2], "without padding unit 0 begins at row 0."),
    )
    for wrong, reason in reasons:
        if answer == wrong:
            return reason
    return f"its window of {size} rows begins at unit · jump, and here the jump is {jump}."
