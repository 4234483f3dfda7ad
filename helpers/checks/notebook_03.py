"""Checks of notebook 03: several channels, how far a unit sees, own numbers."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.checks.cases import Case, as_numbers, compare, plural, refuse_first, table
from helpers.checks.exercise import called, exercise
from helpers.convolution import KERNELS, convolve, convolve_many, relu
from helpers.data import load_mnist
from helpers.evaluation import compare_by_pairs
from helpers.interpretability.nearest_mean import nearest_mean, quarter_means

_STACKS = (
    [(3, 1)],
    [(5, 2)],
    [(3, 1), (3, 1)],
    [(5, 1), (2, 2), (3, 1)],
    [(5, 1), (2, 2), (3, 1), (3, 1), (2, 2), (3, 1)],
    [(7, 2), (3, 3), (5, 1)],
    [(3, 1)] * 12 + [(2, 2), (3, 1)],
)
#: Where `check_own_numbers` measures: known images, and asked ones that no figure used.
_KNOWN, _ASKED = slice(0, 1000), slice(-2000, -1000)
_MOST_NUMBERS = 40


@table(
    "Each channel has a kernel of its own; their maps are added, and the bias counts once.",
    ((2, 5, 6), (3, 7, 5), (1, 4, 4), (6, 3, 5)),
)
def check_convolve_channels(channels: int, rows: int, columns: int) -> Case:
    """Check `convolve_channels(maps, kernels, bias)` with one, two and three channels."""
    generator, bias = np.random.default_rng(4), -1.5
    maps = generator.integers(0, 9, (channels, rows, columns)).astype(np.float32)
    kernels = generator.integers(-4, 5, (channels, 3, 3)).astype(np.float32)
    each = np.array(list(map(convolve, maps, kernels)), float)
    total = each.sum(axis=0)
    with_first = [convolve(one, kernels[0]) for one in maps]
    mistakes = {
        "these are still several maps; sum them into one.": [each + bias, each],
        "the bias is missing.": total,
        "the bias is added, not subtracted.": total - bias,
        "the bias counts once, not once for each channel.": total + channels * bias,
        "leave ReLU out; it comes after this function.": np.maximum(total + bias, 0),
        "take the sum of the channels' maps, not the largest.": each.max(axis=0) + bias,
        "take the sum of the channels' maps, not their mean.": each.mean(axis=0) + bias,
        "only the first channel was read.": each[0] + bias,
        "only the last channel was read: does each one replace the sum?": each[-1] + bias,
        "each channel has a kernel of its own; you used the first for all.": (
            np.sum(with_first, axis=0) + bias
        ),
    }
    told = f"With {plural(channels, 'channel')}"
    return Case(
        (maps, kernels, bias),
        total + bias,
        mistakes,
        f"{told}: ",
        f"{told} the value in row {{row}}, column {{column}} is {{must:g}}: the sum of "
        f"{9 * channels} products and the bias {bias:g}. You got {{yours:g}}.",
        f"From {plural(channels, 'map')} of {rows}×{columns} comes one map of "
        f"{rows - 2}×{columns - 2}; the shape of yours is {{shape}}.",
        tolerance=1e-4,
        relative=5e-4,  # what a float16 holds
    )


@exercise("Where a pattern lies says a lot; a few places, well chosen, keep most of it.")
def check_own_numbers(own_numbers: Callable[[np.ndarray], np.ndarray]) -> str:
    """Measure what up to 40 numbers of each image's four maps tell apart."""
    (images, labels), _ = load_mnist()
    maps = [
        np.stack([relu(convolve_many(images[part] / 255, by)) for by in KERNELS.values()], axis=-1)
        for part in (_KNOWN, _ASKED)
    ]
    numbers = [_numbers(called(own_numbers, each.copy()), each.shape) for each in maps]
    refuse_first(
        (numbers[0].shape != numbers[1].shape, "Give the same number of values for every image.")
    )
    yours, others = (
        nearest_mean(known, labels[_KNOWN], asked) == labels[_ASKED]
        for known, asked in (numbers, [quarter_means(each) for each in maps])
    )
    pairs = compare_by_pairs(yours, others)
    measured = f"Your {numbers[0].shape[1]} numbers tell {yours.mean():.1%} of 1,000 images apart, "
    measured += f"the means of the quarters {others.mean():.1%}."
    refuse_first(
        (yours.mean() <= others.mean(), f"{measured} Which places matter, and which hold little?"),
        (pairs.surprise > 0.05, f"{measured} Read by yours alone: {pairs.only_first}, "
         f"by the quarters alone: {pairs.only_second}; that may be chance, so go on."),
    )  # fmt: skip
    return measured


def _numbers(answer: Any, maps: tuple[int, ...]) -> np.ndarray:
    """Return an answer as a row of numbers for each image, or refuse it."""
    numbers = as_numbers(answer)
    shape = numbers.shape
    refuse_first(
        (numbers.ndim != 2 or shape[0] != 1000, f"From maps of shape {maps} make an array with "
         f"1,000 rows, one for each image; the shape of yours is {shape}."),
        (shape[-1:] > (_MOST_NUMBERS,), f"Keep at most {_MOST_NUMBERS} numbers of each image; "
         f"you have {numbers.size // 1000}."),
        (not np.isfinite(numbers).all(), "Some of your numbers are infinite or not numbers (nan)."),
    )  # fmt: skip
    return numbers


@exercise(
    "One unit further is one jump further in the picture; the window's size is the same for all."
)
def check_seen_rows(seen_rows: Callable[[list[tuple[int, int]], int], tuple[int, int]]) -> None:
    """Check `seen_rows(layers, unit) -> (first, last)` on several stacks."""
    for layers, unit in itertools.product(_STACKS, (0, 1, 4)):
        answer = as_numbers(called(seen_rows, list(layers), unit))
        compare(answer.ravel(), _rows(layers, unit))


def _rows(layers: list[tuple[int, int]], unit: int) -> Case:
    """Return a case: the first and the last row that a unit sees."""
    size = jump = 1
    for window, stride in layers:
        size += (window - 1) * jump
        jump *= stride
    first = unit * jump
    last = first + size - 1
    mistakes = {
        "the last row counts too; subtract 1.": (first, last + 1),
        "that is the size of the window, not its last row.": (first, size),
        "the next unit begins one jump further, not one row.": (unit, unit + size - 1),
        "windows overlap; the next begins a jump further.": (unit * size, unit * size + size - 1),
        "rows count from 0.": (first + 1, last + 1),
        "those are the rows of unit 0.": (0, size - 1),
        "the first row comes first.": (last, first),
        "without padding unit 0 begins at row 0.": (first - size // 2, first + size // 2),
    }
    before = f"For {layers} unit {unit} sees rows {first} to {last}, you got "
    before += "{answer[0]:g} to {answer[1]:g}: "
    rest = (
        f"{{before}}its window of {size} rows begins at unit · jump, and here the jump is {jump}."
    )
    shape = "Return two numbers, the first row and the last one; you gave {shape[0]}."
    return Case((layers, unit), (first, last), mistakes, before, rest, shape)
