"""Checks of notebook 11: a Dense layer's kernel, peaks, counting what was found, how small."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from helpers.checks.cases import refuse_first
from helpers.checks.exercise import WrongAnswerError, called, called_for_number, exercise
from helpers.checks.known import as_numbers, refuse_known
from helpers.checks.peaks import MAPS, as_places, peaks_of, why_no_peaks


@exercise(
    why="Nothing was computed: the weights only went back to the places that Flatten took them "
    "from.",
)
def check_kernel(to_kernel: Callable[[np.ndarray, int, int], np.ndarray]) -> None:
    """Check `to_kernel(weights, rows, columns) -> (rows, columns, channels, units)`."""
    for rows, columns, channels, units in ((3, 4, 2, 5), (2, 2, 3, 1)):
        weights = 0.25 + np.arange(rows * columns * channels * units).reshape(-1, units)
        answer = as_numbers(called(to_kernel, weights.copy(), rows, columns))
        right = weights.reshape(rows, columns, channels, units)
        if answer.shape != right.shape:
            raise WrongAnswerError(_shape_of_kernel(answer.shape, right.shape))
        if not np.array_equal(answer, right):
            refuse_known(answer, _wrong_kernels(weights, right), "The shape is right, but ")
            moved = np.array_equal(np.sort(answer, None), np.sort(weights, None))
            refuse_first(
                (not moved, "The shape is right, but these are other weights: take those that you "
                 "are given, as they are."),
                (moved, "The shape is right, but weights are in wrong places: Flatten laid row "
                 "after row end to end, with the channels of a place side by side."),
            )  # fmt: skip


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
        return f"{start}: the last axis of the weights holds the units; keep it."
    return f"{start}."


def _wrong_kernels(weights: np.ndarray, right: np.ndarray) -> Iterable[tuple[np.ndarray, str]]:
    rows, columns, channels, units = right.shape
    first = weights.reshape(channels, rows, columns, units).transpose(1, 2, 0, 3)
    down = weights.reshape(columns, rows, channels, units).transpose(1, 0, 2, 3)
    return (
        (first, "in Keras the channels of one place are neighbours; they come last in the list."),
        (down, "Flatten goes along the rows, not down the columns."),
        (weights.T.reshape(right.shape), "do not transpose: each column belongs to one unit."),
        (weights.reshape(right.shape, order="F"), 'leave out order="F"; Flatten goes row by row.'),
        (right[::-1, ::-1], "nothing is turned around: Keras slides the kernel as it is."),
        (right[::-1], "the rows are upside down."),
        (right[:, ::-1], "the columns are mirrored."),
        (np.zeros(right.shape), "all weights are 0; take those that you are given."),
    )


@exercise(
    why="A digit lights up several cells; its peak is the one that none of the eight around it "
    "beats.",
)
def check_peaks(peaks: Callable[[np.ndarray, float], Iterable[Any]]) -> None:
    """Check `peaks(heat, least) -> [(row, column), …]` on a map and on its mirror image."""
    for heat, least in MAPS:
        found = as_places(called(peaks, heat.copy(), least), heat)
        right = peaks_of(heat, least)
        if found != right:
            raise WrongAnswerError(why_no_peaks(found, right, heat, least))


_TWO = [(20, 20), (60, 60)]
_Scene = tuple[list[Any], list[Any], list[int], str]
#: What was found, what is there, the three counts, and what they teach.
_SCENES: tuple[_Scene, ...] = (
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
    (_TWO, [], [0, 0, 2], "where there is nothing, all places are invented."),
    (
        [(25, 21)],
        [(20, 20)],
        [0, 1, 1],
        "5 down and 1 to the right is more than 5 away, as the crow flies.",
    ),
    ([(20, 24)], [(20, 20)], [1, 0, 0], "4 away is within a reach of 5."),
    (
        [(24, 23)],
        [(20, 20)],
        [1, 0, 0],
        "4 down and 3 to the right is 5 away, and at most 5 is within a reach of 5.",
    ),
    (
        [(20, 20), (24, 20)],
        [(21, 20), (20, 21)],
        [2, 0, 0],
        "the nearer place is used, and the other one, still within reach, is free.",
    ),
    (
        [(20, 20), (20, 20)],
        [(20, 20)],
        [1, 0, 1],
        "two equal places on one digit: the second one is invented.",
    ),
)

_TWICE = "with all twice as far apart, and a reach twice as long, the counts stay the same."


def _twice(scene: _Scene) -> _Scene:
    """Return a scene that is twice as large, for another reach."""
    places, true, right, _ = scene
    far, away = ([(2 * row, 2 * column) for row, column in each] for each in (places, true))
    return far, away, right, _TWICE


@exercise(
    why="Three counts, because one alone can be had cheaply: pointing everywhere misses nothing.",
)
def check_found(count: Callable[[list, list, float], Iterable[float]]) -> None:
    """Check `count(places, true, reach) -> (found, missed, invented)` on small scenes."""
    for places, true, right, lesson in (*_SCENES, *map(_twice, _SCENES)):
        reach = 10 if lesson is _TWICE else 5
        answer = np.ravel(as_numbers(called(count, list(places), list(true), reach)))
        if answer.shape != (3,):
            raise WrongAnswerError(
                f"Return three numbers: found, missed, invented; you gave {answer.size}."
            )
        counts = answer.tolist()
        if counts == right:
            continue
        if sorted(counts) == sorted(right):
            raise WrongAnswerError("The order is found, missed, invented.")
        raise WrongAnswerError(
            f"Found at {places}, digits at {true}, reach {reach}: expected {right}, got "
            f"{[int(each) if each == int(each) else each for each in counts]}; {lesson}"
        )


#: Two boxes, and what their share teaches.
_BOXES: tuple[tuple[list[int], list[int], str], ...] = (
    ([2, 3, 12, 13], [7, 3, 27, 13], "50 pixels are shared, and the two together cover 250."),
    ([2, 3, 8, 9], [2, 3, 8, 9], "equal boxes share all that they have."),
    ([0, 0, 10, 20], [20, 30, 40, 44], "boxes that lie apart in both directions share nothing."),
    ([0, 0, 10, 10], [12, 2, 20, 8], "they lie apart from left to right."),
    ([0, 0, 10, 10], [2, 12, 8, 20], "they lie apart from top to bottom."),
    ([0, 0, 20, 30], [5, 5, 10, 10], "the smaller one lies inside: 25 of 600 pixels."),
    ([3, 1, 9, 21], [5, 11, 29, 17], "x goes with x, y with y."),
    ([0, 0, 10, 10], [10, 0, 20, 10], "boxes that touch share a line, and a line has no area."),
)


@exercise(
    why="A share of 1 says that both are the same, 0 that they lie apart; so it tells whether two "
    "boxes lie on one digit.",
)
def check_overlap(overlap: Callable[[list, list], float]) -> None:
    """Check `overlap(first, second) -> share` for boxes x0, y0, x1, y1."""
    for pair in _BOXES:
        for first, second in (pair[:2], pair[1::-1]):
            answer = called_for_number(
                overlap, np.array(first, float), np.array(second, float), what="the share, 0 to 1"
            )
            shared, areas = _shared(first, second), [_area(first), _area(second)]
            right = shared / (sum(areas) - shared)
            if np.isclose(answer, right, atol=1e-3):
                continue
            mistakes = (
                (shared, "that is the area that they share; divide by the area of both together."),
                (
                    shared / sum(areas),
                    "the divisor counts what they share twice; subtract it once.",
                ),
                (shared / min(areas), "divide by both together, not by the smaller one."),
                (shared / max(areas), "divide by both together, not by the larger one."),
                (1 - right, "that is what they do not share."),
            )
            before = f"{first} and {second} share {right:.3f}, you got {float(answer):.3f}: "
            refuse_known(float(answer), mistakes if shared else (), before, tolerance=1e-6)
            raise WrongAnswerError(f"{before}{pair[2]}")


def _area(box: list[int]) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])


def _shared(first: list[int], second: list[int]) -> int:
    sides = [
        min(first[axis + 2], second[axis + 2]) - max(first[axis], second[axis]) for axis in (0, 1)
    ]
    return max(sides[0], 0) * max(sides[1], 0)


@exercise(
    why="You measured where it stops working, which its training has decided: a finder learns the "
    "sizes that it is shown.",
)
def check_sizes(found: Any) -> None:
    """Check what was measured: the share of digits found, 0…1, by their size in pixels."""
    try:
        pairs = sorted(map(tuple, as_numbers(list(dict(found).items())).reshape(-1, 2).tolist()))
    except (TypeError, ValueError) as error:
        raise WrongAnswerError(
            "Expected a dictionary {size in pixels: share found}, for example {12: 0.9}."
        ) from error
    sizes, shares = np.array(pairs).reshape(-1, 2).T
    if len(sizes) < 3:
        raise WrongAnswerError(f"Measure at three sizes at least; you have {len(sizes)}.")
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
