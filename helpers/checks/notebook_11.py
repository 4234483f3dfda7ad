"""Checks of notebook 11: a Dense layer's kernel, peaks, counting what was found, how small."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from helpers.checks.exercise import WrongAnswerError, called, exercise
from helpers.checks.known import refuse_changed, refuse_known


@exercise(
    why="Nothing was computed: the weights only went back to the places that Flatten took them "
    "from.",
)
def check_kernel(to_kernel: Callable[[np.ndarray, int, int], np.ndarray]) -> None:
    """Check `to_kernel(weights, rows, columns) -> (rows, columns, channels, units)`."""
    for rows, columns, channels, units in ((3, 4, 2, 5), (2, 2, 3, 1)):
        weights = np.arange(rows * columns * channels * units, dtype=float).reshape(-1, units)
        answer = np.asarray(called(to_kernel, weights.copy(), rows, columns), dtype=float)
        right = weights.reshape(rows, columns, channels, units)
        if answer.shape != right.shape:
            raise WrongAnswerError(_shape_of_kernel(answer.shape, right.shape))
        if not np.array_equal(answer, right):
            refuse_known(answer, _wrong_kernels(weights, right), "The shape is right, but ")
            raise WrongAnswerError(
                "The shape is right, but weights are in wrong places: Flatten laid row after row "
                "end to end, with the channels of a place side by side."
            )


def _shape_of_kernel(shape: tuple[int, ...], right: tuple[int, ...]) -> str:
    """Say what is wrong with a kernel's shape."""
    rows, columns, channels, units = right
    start = f"Expected rows, columns, channels, units, here {right}; yours has the shape {shape}"
    if shape == (rows * columns * channels, units):
        return f"{start}: that is still the table of the Dense layer."
    if shape == (columns, rows, channels, units):
        return f"{start}: the rows come first."
    if shape[:1] == (units,):
        return f"{start}: the units come last."
    if shape[:1] == (channels,):
        return f"{start}: the channels come after rows and columns."
    if shape == (rows, columns, 1, channels * units):
        return f"{start}: the last axis of the weights are the units; keep it."
    return f"{start}."


def _wrong_kernels(weights: np.ndarray, right: np.ndarray) -> Iterable[tuple[np.ndarray, str]]:
    rows, columns, channels, units = right.shape
    first = weights.reshape(channels, rows, columns, units).transpose(1, 2, 0, 3)
    down = weights.reshape(columns, rows, channels, units).transpose(1, 0, 2, 3)
    return (
        (first, "in Keras the channels of one place are neighbours; they come last in the list."),
        (down, "Flatten goes along the rows, not down the columns."),
        (weights.T.reshape(right.shape), "do not transpose: each column belongs to one unit."),
        (weights.reshape(right.shape, order="F"), 'leave order="F" away; Flatten goes row by row.'),
        (right[::-1, ::-1], "nothing is turned around: Keras slides the kernel as it is."),
        (right[::-1], "the rows are upside down."),
        (right[:, ::-1], "the columns are mirrored."),
        (np.zeros(right.shape), "all weights are 0; take those that you are given."),
    )


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


@exercise(
    why="A digit lights up several cells; its peak is the one that none of the eight around beats.",
)
def check_peaks(peaks: Callable[[np.ndarray, float], Iterable[Any]]) -> None:
    """Check `peaks(heat, least) -> [(row, column), …]` on a map and on its mirror image."""
    mixed = np.random.default_rng(11).permutation(63).reshape(7, 9) / 62
    maps = (_HEAT, 0.5), (_HEAT[:, ::-1].copy(), 0.2), (_HEAT * 0.1, 0.5), (mixed, 0.3)
    for heat, least in maps:
        given = heat.copy()
        answer = called(peaks, given, least)
        refuse_changed(given, heat, "map")
        found = _as_places(answer, heat)
        right = _peaks(heat, least, _EIGHT)
        if found != right:
            raise WrongAnswerError(_why_no_peaks(found, right, heat, least))


def _peaks(heat: np.ndarray, least: float, around: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the cells above `least` that none of those around beats, in order."""
    framed = np.pad(heat, 1, constant_values=-1)
    return [
        (row, column)
        for row, column in np.ndindex(heat.shape)
        if heat[row, column] > least
        and all(
            framed[row + 1 + down, column + 1 + right] < heat[row, column] for down, right in around
        )
    ]


def _as_places(answer: Iterable[Any], heat: np.ndarray) -> list[tuple[int, int]]:
    """Return an answer of any form as sorted pairs of whole numbers."""
    places = np.asarray(answer if isinstance(answer, np.ndarray) else list(answer))
    if places.shape == heat.shape:
        raise WrongAnswerError("Return a list of (row, column), not a map: np.argwhere makes one.")
    if places.size and (places.ndim != 2 or places.shape[1] != 2):
        raise WrongAnswerError(
            "Return one (row, column) for each peak; yours has the shape "
            f"{places.shape}, expected (number of peaks, 2)."
        )
    pairs = [(row, column) for row, column in places.reshape(-1, 2).tolist()]
    if any(number != int(number) for pair in pairs for number in pair):
        raise WrongAnswerError("Rows and columns are whole numbers; yours are none.")
    return sorted((int(row), int(column)) for row, column in pairs)


def _why_no_peaks(
    found: list[tuple[int, int]], right: list[tuple[int, int]], heat: np.ndarray, least: float
) -> str:
    """Say what is wrong with peaks."""
    for wrong, reason in (*_wrong_peaks(heat, least), *_wrong_copies(right, heat)):
        if found == wrong:
            return f"Not yet: {reason}"
    return f"With the threshold {least} the peaks are {right}, yours are {found}."


def _wrong_peaks(heat: np.ndarray, least: float) -> Iterable[tuple[list[Any], str]]:
    above = [tuple(place) for place in np.argwhere(heat > least).tolist()]
    return (
        (above, "those are all cells above the threshold; a digit has several."),
        (_peaks(heat, -1, _EIGHT), "a peak must also be higher than `least`."),
        (_peaks(heat, least, _FOUR), "a cell has eight neighbours; look along the diagonals too."),
        (_peaks(heat, least, [(0, -1), (0, 1)]), "look up and down, too, not only left and right."),
        (_peaks(heat, least, [(-1, 0), (1, 0)]), "look left and right, too, not only up and down."),
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


_TWO = [(20, 20), (60, 60)]
#: What was found, what is there, the three counts, and what they teach.
_SCENES: tuple[tuple[list[Any], list[Any], list[int], str], ...] = (
    (_TWO, [(21, 20), (40, 40)], [1, 1, 1], "one is right, one is missed, one is invented."),
    (_TWO, [(61, 60), (20, 19)], [2, 0, 0], "both are right; their order does not matter."),
    ([(20, 48)], [(48, 20)], [0, 1, 1], "rows are compared with rows."),
    ([(20, 48)], [(20, 20)], [0, 1, 1], "columns are compared with columns."),
    (
        [(20, 20), (22, 20)],
        [(21, 20)],
        [1, 0, 1],
        "two places on one digit: the second one is invented.",
    ),
    (
        [(21, 20)],
        [(20, 20), (23, 20)],
        [1, 1, 0],
        "one place between two digits is right for one of them.",
    ),
    ([], _TWO, [0, 2, 0], "where nothing was found, all are missed."),
    (_TWO, [], [0, 0, 2], "where nothing is, all places are invented."),
    (
        [(24, 24)],
        [(20, 20)],
        [0, 1, 1],
        "4 down and 4 to the right is more than 5 away, as the crow flies.",
    ),
    ([(20, 24)], [(20, 20)], [1, 0, 0], "4 away is within a reach of 5."),
)


@exercise(
    why="Three counts, because one alone can be had cheaply: who points everywhere misses nothing.",
)
def check_found(count: Callable[[list, list, float], Iterable[float]]) -> None:
    """Check `count(places, true, reach) -> (found, missed, invented)` on small scenes."""
    for places, true, right, lesson in _SCENES:
        answer = np.ravel(np.asarray(called(count, list(places), list(true), 5), dtype=float))
        if answer.shape != (3,):
            raise WrongAnswerError(
                f"Return three numbers: found, missed, invented; yours are {answer.size}."
            )
        counts = answer.tolist()
        if counts == right:
            continue
        if sorted(counts) == sorted(right):
            raise WrongAnswerError("The order is found, missed, invented.")
        raise WrongAnswerError(
            f"Found at {places}, there at {true}, reach 5: expected {right}, got "
            f"{[int(each) if each == int(each) else each for each in counts]}; {lesson}"
        )


@exercise(
    why="You measured where it stops working, which its training has decided: a finder learns the "
    "sizes that it is shown.",
)
def check_sizes(found: Any) -> None:
    """Check what was measured: the share of digits found, 0…1, by their size in pixels."""
    try:
        pairs = sorted((float(size), float(share)) for size, share in dict(found).items())
    except (TypeError, ValueError) as error:
        raise WrongAnswerError(
            "Expected a dictionary {size in pixels: share found}, for example {12: 0.9}."
        ) from error
    sizes, shares = np.array(pairs).reshape(-1, 2).T
    if len(sizes) < 3:
        raise WrongAnswerError(f"Measure at three sizes at least; yours are {len(sizes)}.")
    for wrong, sentence in (
        (not np.isfinite([sizes, shares]).all(), "A size or a share is not a number (NaN)."),
        ((sizes <= 0).any(), "A size is a number of pixels above 0."),
        ((sizes < 1).all(), "Sizes and shares are swapped: {size: share}."),
        ((shares > 1).any(), "A share is 1 at most: divide by how many digits there were."),
        ((shares < 0).any(), "A share is 0 at least."),
        (shares.min() > 0.5, "Most are found at every size: go smaller, until they are lost."),
        (shares.max() < 0.5, "Most are lost at every size: try larger ones too."),
        (shares[0] > shares[-1], "The smallest are found more often than the largest: look at one "
         "of the sheets; is the ink dark, the paper white, and all of the digit on it?"),
    ):  # fmt: skip
        if wrong:
            raise WrongAnswerError(sentence)
