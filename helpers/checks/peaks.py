"""The peaks of a map, as the exercise of notebook 11 asks for them, and what can go wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from helpers.checks.exercise import WrongAnswerError
from helpers.checks.known import as_numbers

_EIGHT = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1) if down or right]
_FOUR = [(down, right) for down, right in _EIGHT if not (down and right)]
_HEAT = np.array(
    [
        [0.90, 0.60, 0.05, 0.04, 0.03, 0.61],
        [0.10, 0.15, 0.06, 0.55, 0.07, 0.08],
        [0.11, 0.05, 0.70, 0.12, 0.09, 0.02],
        [0.13, 0.01, 0.14, 0.16, 0.28, 0.65],
        [0.95, 0.03, 0.18, 0.19, 0.21, 0.80],
    ]
)


#: Two neighbours and three around a corner are equally high; two cells equal the threshold.
_LEVEL = np.array(
    [
        [0.10, 0.20, 0.70, 0.70, 0.10],
        [0.50, 0.10, 0.30, 0.20, 0.15],
        [0.12, 0.11, 0.20, 0.90, 0.14],
        [0.60, 0.20, 0.13, 0.90, 0.90],
        [0.18, 0.50, 0.16, 0.17, 0.19],
    ]
)
_MIXED = np.random.default_rng(11).permutation(63).reshape(7, 9) / 62
#: Maps, and the threshold for each.
MAPS = (
    (_HEAT, 0.5),
    (_HEAT[:, ::-1].copy(), 0.2),
    (_HEAT * 0.1, 0.5),
    (_MIXED, 0.3),
    (_LEVEL, 0.5),
    (_HEAT - 1, -0.5),  # all below 0, as scores may be
)


def peaks_of(
    heat: np.ndarray, least: float, around: list[tuple[int, int]] = _EIGHT
) -> list[tuple[int, int]]:
    """Return the cells above `least` that none of those around beats, in order."""
    framed = np.pad(heat, 1, constant_values=-np.inf)
    return [
        (row, column)
        for row, column in np.ndindex(heat.shape)
        if heat[row, column] > least
        and all(
            framed[row + 1 + down, column + 1 + right] <= heat[row, column]
            for down, right in around
        )
    ]


def _beside(place: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    """Say whether one of the others is a neighbour."""
    return any((place[0] + down, place[1] + right) in others for down, right in _EIGHT)


def as_places(answer: Iterable[Any], heat: np.ndarray) -> list[tuple[int, int]]:
    """Return an answer of any form as sorted pairs of whole numbers."""
    if isinstance(answer, Mapping) or not isinstance(answer, Iterable):
        raise WrongAnswerError(
            f"Return a list of (row, column); yours is of type {type(answer).__name__}."
        )
    places = as_numbers(answer if isinstance(answer, np.ndarray) else list(answer))
    if places.shape == heat.shape:
        raise WrongAnswerError("Return a list of (row, column), as np.argwhere does, not a map.")
    if places.size and (places.ndim != 2 or places.shape[1] != 2):
        raise WrongAnswerError(
            "Return one (row, column) for each peak; yours has the shape "
            f"{places.shape}, expected (number of peaks, 2)."
        )
    pairs = [(row, column) for row, column in places.reshape(-1, 2).tolist()]
    if any(number != int(number) for pair in pairs for number in pair):
        raise WrongAnswerError("Rows and columns are whole numbers; yours are not.")
    return sorted((int(row), int(column)) for row, column in pairs)


def why_no_peaks(
    found: list[tuple[int, int]], right: list[tuple[int, int]], heat: np.ndarray, least: float
) -> str:
    """Say what is wrong with peaks."""
    for wrong, reason in (*_wrong_peaks(heat, least), *_wrong_copies(right, heat)):
        if found == wrong:
            return reason[0].upper() + reason[1:]
    return f"With the threshold {least} the peaks are {right}, yours are {found}."


def _wrong_peaks(heat: np.ndarray, least: float) -> Iterable[tuple[list[Any], str]]:
    right = peaks_of(heat, least)
    equal = peaks_of(heat, float(np.nextafter(least, 0)))
    single = [place for place in right if not _beside(place, right)]
    above = [tuple(place) for place in np.argwhere(heat > least).tolist()]
    return (
        (single, "where neighbours are equally high, none is greater, so all are peaks: use >=."),
        (equal, "a cell that equals `least` is not greater than it: use >."),
        (above, "those are all cells above the threshold; a digit has several."),
        (peaks_of(heat, -np.inf), "a peak must also be higher than `least`."),
        (
            peaks_of(heat, least, _FOUR),
            "a cell has eight neighbours; look along the diagonals too.",
        ),
        (
            peaks_of(heat, least, [(0, -1), (0, 1)]),
            "look up and down, too, not only left and right.",
        ),
        (
            peaks_of(heat, least, [(-1, 0), (1, 0)]),
            "look left and right, too, not only up and down.",
        ),
    )


def _wrong_copies(
    right: list[tuple[int, int]], heat: np.ndarray
) -> Iterable[tuple[list[Any], str]]:
    last = np.array(heat.shape) - 1
    inside = [place for place in right if all(np.array(place) > 0) and all(place < last)]
    highest = max(right, key=lambda place: heat[place], default=(0, 0))
    return (
        (sorted((column, row) for row, column in right), "rows come first, then columns."),
        (inside, "a peak may lie at the edge, where it has fewer neighbours."),
        ([highest], "that is the highest one alone; there may be several, or none."),
        (sorted(right * 2), "each peak is there twice."),
        ([], "none was found; a cell is not higher than itself, so leave it out or use >=."),
    )
