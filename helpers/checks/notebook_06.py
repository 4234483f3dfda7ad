"""Checks of notebook 06: counting, splitting, pixels of any type, reading moved digits."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any
from unittest import mock

import numpy as np

from helpers.checks.cases import Case, farthest, plural, refuse_first, run_cases, table
from helpers.checks.exercise import NotAttempted, WrongAnswerError, called, exercise
from helpers.data import load_mnist, validation_split
from helpers.evaluation import compare_by_pairs, shifted


@exercise("Asking for each of the ten digits in turn also counts the ones that don't occur.")
def check_counts(count_labels: Callable[[np.ndarray], np.ndarray]) -> None:
    """Check `count_labels(labels)` with digits that are missing at the end and in between."""
    many = np.random.default_rng(6).integers(0, 10, 4000)  # more of each than a byte can count
    lists = ([0, 1, 1, 2, 2, 2, *range(10)], [7, 7, 1, 0], many)
    cases = [_counted(np.array(each, np.uint8)) for each in lists]
    with mock.patch.object(np, "bincount", _bincount_for(np.bincount)):
        run_cases(count_labels, cases)


def _counted(labels: np.ndarray) -> Case:
    """Return a case: how often each digit occurs."""
    right = np.bincount(labels, minlength=10)
    shown = f"For {labels.tolist() if len(labels) < 20 else '4,000 random labels'} "
    mistakes = {
        "yours start again at 0 after 255, as bytes do; np.zeros(10, int) has room.": right % 256,
        "yours are shares that sum to 1; return the counts themselves.": right / right.sum(),
    }

    def otherwise(answer: np.ndarray) -> str:
        got = [float(each) if each % 1 else int(each) for each in answer]
        moved = (answer[1:] == right[:-1]).all() or (answer[:-1] == right[1:]).all()
        refuse_first(
            (moved, f"{shown}yours stand one place off: the count of 0 comes first, so use "
             "range(10)."),
            ((np.sort(answer) == np.sort(right)).all(), f"{shown}yours are right but not in the "
             "order of the digits 0 to 9."),
        )  # fmt: skip
        return f"{shown}the counts are {right.tolist()}, and you returned {got}."

    shape = "Return ten counts, one for each digit from 0 to 9, got shape {shape}; "
    shape += f"{shown.lower()}there are {len(set(labels))} digits, and a missing digit counts 0."
    return Case((labels,), right, mistakes, shown, otherwise, shape)


def _bincount_for(bincount: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    """Return a `bincount` that NumPy itself may use, as `np.histogram` does, and nobody else."""

    def refuse(*arguments: Any, **named: Any) -> np.ndarray:
        if not sys._getframe(1).f_globals.get("__name__", "").startswith("numpy."):
            raise RuntimeError("this exercise counts without np.bincount")
        return bincount(*arguments, **named)

    return refuse


@exercise("Both parts have all digits, the second in equal numbers, and no image is in both.")
def check_split(split: Callable[[np.ndarray, np.ndarray, int], tuple]) -> None:
    """Check `split(images, labels, count)` for counts, order, overlap and matching labels."""
    often = np.array([5, 4, 7, 5, 6, 4, 5, 8, 4, 6])  # of some more, of some fewer, as in life
    labels = np.random.default_rng(7).permutation(np.repeat(range(10), often)).astype(np.uint8)
    images = np.arange(len(labels) * 4).reshape(-1, 2, 2)
    for count in (1, 3):
        parts = _two_pairs(called(split, images.copy(), labels.copy(), count))
        learn, choose = (_places_of(part, labels) for part in parts)
        _refuse_parts(learn, choose, labels, count)


def _refuse_parts(learn: list[int], choose: list[int], labels: np.ndarray, count: int) -> None:
    """Raise `WrongAnswerError` unless `choose` are the last of each digit, `learn` the rest."""
    total = len(labels)
    rest = total - 10 * count
    held_out = np.sort([np.flatnonzero(labels == digit)[-count:] for digit in range(10)], None)
    shared, lost = len(set(learn) & set(choose)), total - len({*learn, *choose})
    found = np.bincount(labels[choose], minlength=10)
    digit = int(np.argmax(found != count))
    refuse_first(
        (len(learn) == 10 * count and len(choose) == rest, f"With {total} images and count {count} "
         f"the first part must have {rest} and the second {10 * count}; yours are the other way "
         "round."),
        (shared > 0, f"The parts share {plural(shared, 'image')}; what a network has learned from "
         "cannot judge it."),
        (len(choose) == count, f"Your second part has {plural(count, 'image')} in all; it must "
         f"have {count} of each digit."),
        (found[digit] != count, f"The second part must hold {count} of each digit; yours has "
         f"{found[digit]} of the {digit}s."),
        (sorted(choose) != held_out.tolist(), f"The second part must hold the last {count} of each "
         f"digit as they come in the list; yours has the images {sorted(choose)}."),
        (sorted(learn) != sorted({*range(total)} - {*choose}), "Every image must be in one of the "
         f"parts, once: {lost} missing, and the first part has {len(learn)} images instead "
         f"of {rest}."),
    )  # fmt: skip


def _places_of(part: Sequence[Any], labels: np.ndarray) -> list[int]:
    """Return where the images of a part stood in the list; refuse labels that are not theirs."""
    images, its_labels = np.asarray(part[0]), np.asarray(part[1])
    if images.ndim != 3 or its_labels.ndim != 1:
        raise WrongAnswerError(
            "Return two parts, each a pair of images and labels: (images, labels) to "
            "learn from, then (images, labels) to choose by."
        )
    places = [int(image[0, 0]) // 4 for image in images]
    if len(places) != len(its_labels) or not np.array_equal(labels[places], its_labels):
        raise WrongAnswerError(
            "Images and labels no longer belong together: cut both at the same places and "
            "in the same order."
        )
    return places


def _two_pairs(result: Any) -> Sequence[Sequence[Any]]:
    """Return two pairs as they are; refuse anything else."""
    is_pair = isinstance(result, tuple | list) and len(result) == 2
    if is_pair and any(part is ... for part in result):
        raise NotAttempted
    if not is_pair or any(not isinstance(part, tuple | list) or len(part) != 2 for part in result):
        raise WrongAnswerError(
            "Return two pairs: (images, labels) to learn from and (images, labels) to choose by."
        )
    return result


#: What helps with whole numbers, floats, and True and False.
_ASK = {
    "u": "What is the largest number of the type?",
    "f": "Floats go from 0 to 1 already.",
    "b": "True is white.",
}


@table(
    "What stands for white is a matter of the type, not of the picture: a dark one stays dark, "
    "and the network is asked about the numbers that it was trained on.",
    # Pixels as files and programs hold them, bold and dark ones, black and white ones.
    (
        np.arange(0, 256, 17, dtype=np.uint8).reshape(2, 2, 4),
        np.array([[[0, 3], [2, 1]]], np.uint8),
        np.array([[[0, 1], [1, 0]]], np.uint8),
        np.zeros((1, 2, 3), np.uint8),
        np.arange(0, 65536, 4369, dtype=np.uint16).reshape(4, 2, 2),
        np.array([[[0, 65535], [65535, 0]]], np.uint16),
        np.array([[[0, 90], [200, 255]]], np.uint16),
        np.array([[[True, False, True], [False, False, True]]]),
        np.linspace(0, 1, 18, dtype=np.float32).reshape(3, 2, 3),
        np.array([[[0.0, 0.3], [0.75, 0.6]]]),
        np.array([[[0.0, 0.004], [0.002, 0.003]]]),
    ),
)
def check_scale(images: np.ndarray) -> Case:
    """Check `to_unit(images)` with bytes, 16-bit numbers, True and False, and floats."""
    most = np.iinfo(images.dtype).max if images.dtype.kind == "u" else 1
    values = images.astype(float)
    right = values / most
    told = f"The type is {images.dtype}; the pixels go from {values.min():g} to {values.max():g}: "
    mistakes = {
        f"255 is white for bytes; here {most} is.": values / 255,
        f"they came back as they were; {most} must become 1.": values,
        "the brightest pixel need not be white: ask the type.": values / max(values.max(), 1e-9),
        "no grey is left: divide with /, and keep fractions.": right // 1,
        f"{most} must become exactly 1; divide by that.": values / (most + 1),
        "bright and dark have changed places.": 1 - right,
    }

    def otherwise(answer: np.ndarray) -> str:
        value = values[farthest(answer, right)]
        rounded = np.abs(answer - right).max() < 0.006
        hint = "Do not round." if rounded else _ASK[images.dtype.kind]
        return f"{told}{value:g} must become {{must:.4g}}, yours is {{yours:.4g}}. {hint}"

    # A half-precision float holds black and white exactly, greys with three digits.
    near = 1e-6 if right.max() == 1 and not (right % 1).any() else 4e-4
    shape = f"{told}The shape {images.shape} must stay as it is, yours is {{shape}}."
    return Case((images,), right, mistakes, told, otherwise, shape, near, relative=0)


@exercise(
    "A digit that is put back in the middle is where the ghosts expect it. How much more can you "
    "get?"
)
def check_reader(read: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> str:
    """Measure `read(images, averages)` on 1,000 moved validation images, beside the ghosts."""
    (fit, fit_labels), (images, labels) = validation_split(*load_mnist()[0])
    averages = np.stack([fit[fit_labels == digit].mean(axis=0) for digit in range(10)])
    random = np.random.default_rng(66)
    chosen, moves = random.permutation(len(images))[:1000], random.integers(-3, 4, (1000, 2))
    moved = np.stack([shifted(images[i], *move) for i, move in zip(chosen, moves, strict=True)])
    returned = called(read, moved.copy(), averages.copy())
    answers = np.asarray(returned)
    refuse_first(
        (answers.shape != (1000,), "Return one digit for each image, an array or a list of 1,000; "
         f"yours is of type {type(returned).__name__} and shape {answers.shape}."),
        (not np.isin(answers, range(10)).all(), "Return digits, whole numbers from 0 to 9."),
    )  # fmt: skip
    ghosts = [((moved / 255 - ghost / 255) ** 2).sum(axis=(1, 2)) for ghost in averages]
    right, by_ghosts = (each == labels[chosen] for each in (answers, np.argmin(ghosts, axis=0)))
    measured = f"Right on {right.mean():.1%} of 1,000 moved digits, the ghosts on "
    measured += f"{by_ghosts.mean():.1%}."
    if right.mean() <= by_ghosts.mean() or compare_by_pairs(right, by_ghosts).surprise > 0.001:
        raise WrongAnswerError(f"{measured} First move each digit to where the ghosts expect it.")
    return measured
