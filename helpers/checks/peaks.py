"""The peaks of a map, as the exercise of notebook 11 asks for them, and what can go wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from helpers.checks.cases import as_numbers, refuse_first
from helpers.checks.exercise import WrongAnswerError

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


def as_places(answer: Iterable[Any], heat: np.ndarray) -> list[tuple[int, int]]:
    """Return an answer of any form as sorted pairs of whole numbers."""
    if isinstance(answer, Mapping) or not isinstance(answer, Iterable):
        raise WrongAnswerError(
            f"Return a list of (row, column); yours is of type {type(answer).__name__}."
        )
    places = as_numbers(answer if isinstance(answer, np.ndarray) else list(answer))
    refuse_first(
        (places.shape == heat.shape, "Return a list of (row, column), as np.argwhere does, not a "
         "map."),
        (places.size > 0 and (places.ndim != 2 or places.shape[1] != 2), "Return one (row, column) "
         f"for each peak; yours has the shape {places.shape}, expected (number of peaks, 2)."),
    )  # fmt: skip
    if any(number != int(number) for number in places.ravel().tolist()):
        raise WrongAnswerError("Rows and columns are whole numbers; yours are not.")
    return sorted((int(row), int(column)) for row, column in places.reshape(-1, 2))


def why_no_peaks(
    found: list[tuple[int, int]], right: list[tuple[int, int]], heat: np.ndarray, least: float
) -> str:
    """Say what is wrong with peaks."""
    last = np.array(heat.shape) - 1
    single = [
        (row, column)
        for row, column in right
        if not any((row + down, column + across) in right for down, across in _EIGHT)
    ]
    mistakes = {
        "Where neighbours are equally high, none is greater, so all are peaks: use >=.": single,
        "A cell that equals `least` is not greater than it: use >.": (
            peaks_of(heat, float(np.nextafter(least, 0)))
        ),
        "Those are all cells above the threshold; a digit has several.": (
            list(map(tuple, np.argwhere(heat > least).tolist()))
        ),
        "A peak must also be higher than `least`.": peaks_of(heat, -np.inf),
        "A cell has eight neighbours; look along the diagonals too.": peaks_of(heat, least, _FOUR),
        "Look up and down, too, not only left and right.": (
            peaks_of(heat, least, [(0, -1), (0, 1)])
        ),
        "Look left and right, too, not only up and down.": (
            peaks_of(heat, least, [(-1, 0), (1, 0)])
        ),
        "Rows come first, then columns.": sorted((column, row) for row, column in right),
        "A peak may lie at the edge, where it has fewer neighbours.": (
            [place for place in right if all(np.array(place) > 0) and all(place < last)]
        ),
        "That is the highest one alone; there may be several, or none.": (
            [max(right, key=lambda place: heat[place], default=(0, 0))]
        ),
        "Each peak is there twice.": sorted(right * 2),
        "None was found; a cell is not higher than itself, so leave it out or use >=.": [],
    }
    otherwise = f"With the threshold {least} the peaks are {right}, yours are {found}."
    return next((reason for reason, wrong in mistakes.items() if found == wrong), otherwise)
