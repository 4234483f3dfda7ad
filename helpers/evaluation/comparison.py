"""Two networks compared by the images on which they differ, two recipes by their runs."""

from __future__ import annotations

import math
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike


class Pairs(NamedTuple):
    """On how many images only one of two networks is right, and how surprising that would be."""

    only_first: int
    only_second: int
    surprise: float


def compare_by_pairs(first_right: np.ndarray, second_right: np.ndarray) -> Pairs:
    """Return on how many images only one of two networks is right, and McNemar's probability.

    Images on which both are right, or both wrong, say nothing about the difference. If the
    networks were equally good, each of the others would fall to one side or the other like a
    coin. The probability is that of coins that fall at least as unevenly, to either side; below
    0.05 is usually called a difference.

    Args:
        first_right: bools of shape (n,), whether the first network is right about each image.
        second_right: bools of shape (n,), the second network, the same images in the same order.

    Raises:
        ValueError: the two do not belong to the same images.

    Source: Q. McNemar, *Note on the sampling error of the difference between correlated
    proportions or percentages*, Psychometrika 12, 1947; here with the exact binomial distribution.

    >>> first = np.array([True] * 9 + [False] * 2 + [True] * 50)
    >>> second = np.array([False] * 9 + [True] * 2 + [True] * 50)
    >>> pairs = compare_by_pairs(first, second)
    >>> pairs.only_first, pairs.only_second, round(pairs.surprise, 3)
    (9, 2, 0.065)
    """
    first_right, second_right = np.asarray(first_right, bool), np.asarray(second_right, bool)
    if first_right.shape != second_right.shape or first_right.ndim != 1:
        raise ValueError(
            f"Expected right or wrong for the same images twice, got the shapes "
            f"{first_right.shape} and {second_right.shape}; ask both networks about all of them."
        )
    only_first = int(np.sum(first_right & ~second_right))
    only_second = int(np.sum(second_right & ~first_right))
    coins = only_first + only_second
    ways = sum(math.comb(coins, heads) for heads in range(min(only_first, only_second) + 1))
    # Whole numbers divide exactly, however many coins there are.
    return Pairs(only_first, only_second, min(1.0, 2 * ways / 2**coins))


def compare_runs(first: ArrayLike, second: ArrayLike) -> float:
    """Return how often chance alone lets the means of two groups of runs differ that much.

    If both recipes were equally good, every result, an accuracy or a loss, could as well belong to
    the other group. So all are dealt out to two groups anew, in every possible way; the share, 0…1,
    is that of the ways in which the two means differ at least that much.

    Source: E. Pitman, *Significance tests which may be applied to samples from any populations*,
    1937.

    >>> compare_runs([0.97, 0.98], [0.95, 0.96])  # 2 of 6 ways: as it is, and the other way round
    0.3333333333333333
    """
    results = np.concatenate([np.asarray(first, float), np.asarray(second, float)])
    n, m, total = np.size(first), np.size(second), results.sum()

    def difference(part: float) -> float:
        return abs(part / n - (total - part) / m)

    # What is equal on paper may differ in the last place.
    least = difference(results[:n].sum()) - 1e-12
    ways = [results[list(chosen)].sum() for chosen in combinations(range(n + m), n)]
    return float(np.mean([difference(part) >= least for part in ways]))
