"""Checks of notebook 11: a Dense layer's kernel, peaks, counting what was found, how small."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from helpers.checks.cases import Case, as_numbers, compare, refuse_first
from helpers.checks.exercise import WrongAnswerError, called, called_for_number, exercise
from helpers.checks.peaks import MAPS, as_places, peaks_of, why_no_peaks


@exercise(
    "Nothing was computed: the weights only went back to the places that Flatten took them from."
)
def check_kernel(to_kernel: Callable[[np.ndarray, int, int], np.ndarray]) -> None:
    """Check `to_kernel(weights, rows, columns) -> (rows, columns, channels, units)`."""
    for rows, columns, channels, units in ((3, 4, 2, 5), (2, 2, 3, 1)):
        weights = 0.25 + np.arange(rows * columns * channels * units).reshape(-1, units)
        answer = as_numbers(called(to_kernel, weights.copy(), rows, columns))
        right = weights.reshape(rows, columns, channels, units)
        _refuse_shape(answer.shape, right.shape)
        compare(answer, _kernel(weights, right))


def _refuse_shape(shape: tuple[int, ...], right: tuple[int, ...]) -> None:
    """Refuse a kernel of another shape."""
    if shape == right:
        return
    rows, columns, channels, units = right
    start = f"Expected rows, columns, channels, units, here {right}; yours has the shape {shape}"
    refuse_first(
        (shape == (rows * columns * channels, units), f"{start}: that is still the table of the "
         "Dense layer."),
        (shape == (columns, rows, channels, units), f"{start}: the rows come first."),
        (shape[:1] == (units,), f"{start}: the units come last."),
        (shape[:1] == (channels,), f"{start}: the channels come after rows and columns."),
        (shape == (rows, columns, 1, channels * units), f"{start}: the last axis of the weights "
         "holds the units; keep it."),
        (True, f"{start}."),
    )  # fmt: skip


def _kernel(weights: np.ndarray, right: np.ndarray) -> Case:
    """Return a case: weights of a Dense layer as a kernel."""
    rows, columns, channels, units = right.shape
    first = weights.reshape(channels, rows, columns, units).transpose(1, 2, 0, 3)
    down = weights.reshape(columns, rows, channels, units).transpose(1, 0, 2, 3)
    mistakes = {
        "in Keras the channels of one place are neighbours; they come last in the list.": first,
        "Flatten goes along the rows, not down the columns.": down,
        "do not transpose: each column belongs to one unit.": weights.T.reshape(right.shape),
        'leave out order="F"; Flatten goes row by row.': weights.reshape(right.shape, order="F"),
        "nothing is turned around: Keras slides the kernel as it is.": right[::-1, ::-1],
        "the rows are upside down.": right[::-1],
        "the columns are mirrored.": right[:, ::-1],
        "all weights are 0; take those that you are given.": np.zeros(right.shape),
    }
    before = "The shape is right, but "

    def otherwise(answer: np.ndarray) -> str:
        if np.array_equal(np.sort(answer, None), np.sort(weights, None)):
            return (
                "{before}weights are in wrong places: Flatten laid row after row end to end, with "
                "the channels of a place side by side."
            )
        return "{before}these are other weights: take those that you are given, as they are."

    return Case((weights,), right, mistakes, before, otherwise)


@exercise(
    "A digit lights up several cells; its peak is the one that none of the eight around it beats."
)
def check_peaks(peaks: Callable[[np.ndarray, float], Iterable[Any]]) -> None:
    """Check `peaks(heat, least) -> [(row, column), …]` on a map and on its mirror image."""
    for heat, least in MAPS:
        found = as_places(called(peaks, heat.copy(), least), heat)
        right = peaks_of(heat, least)
        if found != right:
            raise WrongAnswerError(why_no_peaks(found, right, heat, least))


_TWO = [(20, 20), (60, 60)]
#: What a scene teaches: what was found, what is there, and the three counts.
_SCENES: dict[str, tuple[list[Any], list[Any], list[int]]] = {
    "one is right, one is missed, one is invented.": (_TWO, [(21, 20), (40, 40)], [1, 1, 1]),
    "both are right; their order does not matter.": (_TWO, [(61, 60), (20, 19)], [2, 0, 0]),
    "rows are compared with rows.": ([(20, 48)], [(48, 20)], [0, 1, 1]),
    "columns are compared with columns.": ([(20, 48)], [(20, 20)], [0, 1, 1]),
    "two places on one digit: the second one is invented.": (
        ([(20, 20), (22, 20)], [(21, 20)], [1, 0, 1])
    ),
    "one place between two digits is right for one of them.": (
        ([(21, 20)], [(20, 20), (23, 20)], [1, 1, 0])
    ),
    "where nothing was found, all are missed.": ([], _TWO, [0, 2, 0]),
    "where there is nothing, all places are invented.": (_TWO, [], [0, 0, 2]),
    "5 down and 1 to the right is more than 5 away, as the crow flies.": (
        ([(25, 21)], [(20, 20)], [0, 1, 1])
    ),
    "4 away is within a reach of 5.": ([(20, 24)], [(20, 20)], [1, 0, 0]),
    "4 down and 3 to the right is 5 away, and at most 5 is within a reach of 5.": (
        ([(24, 23)], [(20, 20)], [1, 0, 0])
    ),
    "the nearer place is used, and the other one, still within reach, is free.": (
        ([(20, 20), (24, 20)], [(21, 20), (20, 21)], [2, 0, 0])
    ),
    "two equal places on one digit: the second one is invented.": (
        ([(20, 20), (20, 20)], [(20, 20)], [1, 0, 1])
    ),
}


@exercise("Three counts, because one alone can be had cheaply: pointing everywhere misses nothing.")
def check_found(count: Callable[[list, list, float], Iterable[float]]) -> None:
    """Check `count(places, true, reach) -> (found, missed, invented)` on small scenes."""
    twice = "with all twice as far apart, and a reach twice as long, the counts stay the same."
    for scale, (lesson, scene) in itertools.product((1, 2), _SCENES.items()):
        places, true = (
            [(scale * row, scale * column) for row, column in each] for each in scene[:2]
        )
        reach, right = 5 * scale, scene[2]
        counts = as_numbers(called(count, list(places), list(true), reach)).ravel().tolist()
        if counts == right:
            continue
        refuse_first(
            (len(counts) != 3, "Return three numbers: found, missed, invented; you gave "
             f"{len(counts)}."),
            (sorted(counts) == sorted(right), "The order is found, missed, invented."),
        )  # fmt: skip
        raise WrongAnswerError(
            f"Found at {places}, digits at {true}, reach {reach}: expected {right}, got "
            f"{[int(each) if each == int(each) else each for each in counts]}; "
            f"{lesson if scale == 1 else twice}"
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
    "A share of 1 says that both are the same, 0 that they lie apart; so it tells whether two "
    "boxes lie on one digit."
)
def check_overlap(overlap: Callable[[list, list], float]) -> None:
    """Check `overlap(first, second) -> share` for boxes x0, y0, x1, y1."""
    for one, other, lesson in _BOXES:
        for pair in ((one, other), (other, one)):
            boxes = (np.array(box, float) for box in pair)
            answer = called_for_number(overlap, *boxes, what="the share, 0 to 1")
            case = _share(*pair, lesson)
            if not np.isclose(answer, case.right, atol=1e-3):
                compare(float(answer), case)


def _share(first: list[int], second: list[int], lesson: str) -> Case:
    """Return a case: the share of two boxes."""
    one, other = np.reshape([first, second], (2, 2, 2))
    areas = [int(np.prod(box[1] - box[0])) for box in (one, other)]
    sides = np.minimum(one[1], other[1]) - np.maximum(one[0], other[0])
    shared = int(np.prod(np.maximum(sides, 0)))
    right = shared / (sum(areas) - shared)
    mistakes = {
        "that is the area that they share; divide by the area of both together.": shared,
        "the divisor counts what they share twice; subtract it once.": shared / sum(areas),
        "divide by both together, not by the smaller one.": shared / min(areas),
        "divide by both together, not by the larger one.": shared / max(areas),
        "that is what they do not share.": 1 - right,
    }
    before = f"{first} and {second} share {right:.3f}, you got {{got:.3f}}: "
    rest = f"{{before}}{lesson}"
    return Case((), right, mistakes if shared else {}, before, rest, tolerance=1e-6)


@exercise(
    "You measured where it stops working, which its training has decided: a finder learns the "
    "sizes that it is shown."
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
    refuse_first(
        (not np.isfinite([sizes, shares]).all(), "A size or a share is not a number (NaN)."),
        ((sizes <= 0).any(), "A size is a number of pixels above 0."),
        ((sizes < 1).all(), "Sizes and shares are swapped: {size: share}."),
        ((shares > 1).any(), "A share is 1 at most: divide by how many digits there were."),
        ((shares < 0).any(), "A share is 0 at least."),
        (shares.min() > 0.5, "Most are found at every size: go smaller, until they are lost."),
        (shares.max() < 0.5, "Most are lost at every size: try larger ones too."),
        (shares[0] > shares[-1], "The smallest are found more often than the largest: look at one "
         "of the sheets; is the ink dark, the paper white, and all of the digit on it?"),
    )  # fmt: skip
