"""Two networks asked about the same images, compared by the images on which they differ."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np


class Pairs(NamedTuple):
    """On how many images only one of two networks is right, and how surprising that would be."""

    only_first: int
    only_second: int
    surprise: float


def compare_by_pairs(first_right: np.ndarray, second_right: np.ndarray) -> Pairs:
    """Return on how many images only one of two networks is right, and McNemar's probability.

    Images on which both are right, or both wrong, say nothing about the difference. If the
    networks were equally good, each of the others would fall to one side or the other like a
    coin. The probability is that of coins that fall at least as unevenly, to either side.

    Args:
        first_right: bools of shape (n,), whether the first network is right about each image.
        second_right: bools of shape (n,), the second network, the same images in the same order.

    Returns:
        The two counts and the probability, 0…1; below 0.05 is usually called a difference.

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
    return Pairs(only_first, only_second, _as_uneven(only_first, only_second))


def _as_uneven(first: int, second: int) -> float:
    """Return how often `first + second` coins fall at least as unevenly as that."""
    coins = first + second
    ways = sum(math.comb(coins, heads) for heads in range(min(first, second) + 1))
    # Whole numbers divide exactly, however many coins there are.
    return min(1.0, 2 * ways / 2**coins)
