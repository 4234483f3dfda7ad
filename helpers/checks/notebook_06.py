"""Checks of notebook 06: counting, splitting, asking on the right scale, reading moved digits."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

import numpy as np

from helpers.checks.exercise import NotAttempted, WrongAnswerError, called, exercise
from helpers.checks.known import Recorder, refuse_changed
from helpers.checks.splitting import compare_places, places_of, two_pairs
from helpers.data import load_mnist, validation_split
from helpers.evaluation import compare_by_pairs, shifted


@exercise(
    why="Asking for each of the ten digits in turn also counts the ones that don't occur.",
)
def check_counts(count_labels: Callable[[np.ndarray], np.ndarray]) -> None:
    """Check `count_labels(labels)` with digits that are missing at the end and in between."""
    random = np.random.default_rng(6)
    many = random.integers(0, 10, 4000)  # more of each digit than a byte can count
    for given in ([0, 1, 1, 2, 2, 2, *range(10)], [7, 7, 1, 0], many):
        labels = np.array(given, np.uint8)
        right = np.bincount(labels, minlength=10)
        with mock.patch.object(np, "bincount", _bincount_for(np.bincount)):
            returned = called(count_labels, labels.copy())
            answer = np.asarray(list(returned) if isinstance(returned, Iterator) else returned)
        shown = labels.tolist() if len(labels) < 20 else "4,000 random labels"
        if answer.shape != (10,):
            missing = "" if answer.ndim != 1 else f"; {shown} has only {len(set(labels))} digits"
            raise WrongAnswerError(
                f"Return ten counts, one for each digit from 0 to 9, got shape {answer.shape}"
                f"{missing}, and a missing digit counts 0."
            )
        if np.array_equal(answer, right):
            continue
        for same, reason in (
            (
                np.array_equal(answer[1:], right[:-1]) or np.array_equal(answer[:-1], right[1:]),
                "yours stand one place off: the count of 0 comes first, so use range(10).",
            ),
            (
                np.array_equal(answer, right % 256),
                "yours start again at 0 after 255, as bytes do; np.zeros(10, int) has room.",
            ),
            (
                np.allclose(answer, right / right.sum()),
                "yours are shares that sum to 1; return the counts themselves.",
            ),
            (
                np.array_equal(np.sort(answer), np.sort(right)),
                "yours are right but not in the order of the digits 0 to 9.",
            ),
            (True, f"the counts are {right.tolist()}, and you returned {answer.tolist()}."),
        ):
            if same:
                raise WrongAnswerError(f"For {shown} {reason}")


def _bincount_for(bincount: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    """Return a `bincount` that NumPy itself may use, as `np.histogram` does, and nobody else."""

    def refuse(*arguments: Any, **named: Any) -> np.ndarray:
        if not sys._getframe(1).f_globals.get("__name__", "").startswith("numpy."):
            raise RuntimeError("this exercise counts without np.bincount")
        return bincount(*arguments, **named)

    return refuse


@exercise(
    why="Both parts have all digits, the second equally many of each, and no image is in both.",
)
def check_split(split: Callable[[np.ndarray, np.ndarray, int], tuple]) -> None:
    """Check `split(images, labels, count)` for counts, order, overlap and matching labels."""
    labels = np.random.default_rng(7).permutation(np.repeat(np.arange(10), 5)).astype(np.uint8)
    images = np.arange(50 * 4).reshape(50, 2, 2)
    for count in (1, 3):
        held_out = np.sort([np.flatnonzero(labels == digit)[-count:] for digit in range(10)], None)
        parts = two_pairs(called(split, images.copy(), labels.copy(), count))
        learn, choose = (places_of(part, labels) for part in parts)
        if len(learn) == 10 * count and len(choose) == 50 - 10 * count:
            raise WrongAnswerError(
                f"With 50 images and count {count} the first part must have {50 - 10 * count} and "
                f"the second {10 * count}; yours are the other way round."
            )
        compare_places(learn, choose, labels, count, held_out)


@exercise(
    why="Bytes are 255 times too large, so the scores are about 255 times too large too, and "
    "softmax makes certainty of every lead.",
)
def check_ask(ask: Callable[[Any, np.ndarray], tuple[np.ndarray, np.ndarray]]) -> None:
    """Check `ask(network, drawings)` with a network that records what it is given."""
    drawings = np.zeros((4, 28, 28), np.uint8)
    drawings[0, 10:18, 10:18] = 255
    drawings[1, 5:9, 5:9] = 128
    drawings[2, 14, 14] = 64
    for given in (drawings, drawings // 2):  # one as bold as can be, one faint
        _check_asked(ask, given)


def _check_asked(ask: Callable, drawings: np.ndarray) -> None:
    before = drawings.copy()
    network = Recorder()
    result = called(ask, network, drawings)
    if not isinstance(result, tuple | list) or len(result) != 2:
        raise WrongAnswerError("Return two arrays: the answers and their confidence.")
    if any(part is ... for part in result):
        raise NotAttempted
    refuse_changed(drawings, before, "array of drawings")
    if network.given is None:
        raise WrongAnswerError("Your function never asks the network: call network.predict.")
    _check_scale(network.given, drawings)
    answers, confidence = (np.asarray(part).ravel() for part in result)
    if not np.array_equal(answers, network.returned.argmax(axis=1)):
        raise WrongAnswerError(
            "The answers are the positions of the largest probabilities: "
            "probabilities.argmax(axis=1), one for each drawing."
        )
    if confidence.shape != (4,) or not np.allclose(confidence, network.returned.max(axis=1)):
        raise WrongAnswerError(
            "The confidence is the largest probability of each drawing as predict returned it: "
            "probabilities.max(axis=1)."
        )


def _check_scale(given: np.ndarray, drawings: np.ndarray) -> None:
    if given.shape != drawings.shape:
        raise WrongAnswerError(
            f"The network needs all drawings, shape {drawings.shape}, and got {given.shape}."
        )
    right = drawings / 255
    if np.allclose(given, right, atol=3e-4):  # what a float16 can hold
        return
    if np.allclose(given, 1 - right, atol=1e-6):
        raise WrongAnswerError("The drawings are white on black already; don't invert them.")
    if given.max() > 1.5:
        raise WrongAnswerError(
            f"The network still gets pixels up to {given.max():.0f}; divide by 255 before predict."
        )
    if set(np.unique(given)) <= {0, 1}:
        raise WrongAnswerError(
            "The network gets only 0 and 1, all greys are lost: make float32 of the bytes first "
            "and divide with / instead of //."
        )
    if np.allclose(given, drawings / drawings.max(), atol=1e-6):
        raise WrongAnswerError(
            f"The brightest pixel of faint drawings is {drawings.max()}, and it must not become 1: "
            "divide by 255 whatever the drawings hold."
        )
    bytes_given = [int(drawing.max()) for drawing in drawings[:3]]
    raise WrongAnswerError(
        f"The bytes {bytes_given} must become {[round(byte / 255, 3) for byte in bytes_given]}; "
        f"the network got {given[0].max():.4g}, {given[1].max():.4g} and {given[2].max():.4g}. "
        "Divide by 255 once."
    )


@exercise(
    why="A digit that is put back to the middle is where the ghosts expect it. How much more can "
    "you get?",
)
def check_reader(read: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> str:
    """Measure `read(images, averages)` on 1,000 moved validation images, beside the ghosts."""
    (fit, fit_labels), (images, labels) = validation_split(*load_mnist()[0])
    averages = np.stack([fit[fit_labels == digit].mean(axis=0) for digit in range(10)])
    random = np.random.default_rng(66)
    chosen = random.permutation(len(images))[:1000]
    moves = random.integers(-3, 4, (len(chosen), 2))
    moved = np.stack([shifted(images[i], *move) for i, move in zip(chosen, moves, strict=True)])
    labels = labels[chosen]
    given = moved.copy()
    answers = np.asarray(called(read, given, averages.copy()))
    refuse_changed(given, moved, "array of images")
    if answers.shape != (1000,):
        raise WrongAnswerError(
            f"Return one digit for each image, shape (1000,), not {answers.shape}."
        )
    if not np.isin(answers, range(10)).all():
        raise WrongAnswerError("Return digits, whole numbers from 0 to 9.")
    ghosts = [((moved / 255 - ghost / 255) ** 2).sum(axis=(1, 2)) for ghost in averages]
    right, by_ghosts = answers == labels, np.argmin(ghosts, axis=0) == labels
    pairs = compare_by_pairs(right, by_ghosts)
    measured = f"Right on {right.mean():.1%} of 1,000 moved digits, the ghosts on "
    measured += f"{by_ghosts.mean():.1%}."
    if right.mean() <= by_ghosts.mean() or pairs.surprise > 0.001:
        raise WrongAnswerError(
            f"{measured} Before you compare, move each digit to where the ghosts expect it."
        )
    return measured
