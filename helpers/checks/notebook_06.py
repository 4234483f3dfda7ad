"""Checks of notebook 06: counting labels, splitting, asking a network on the right scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from helpers.checks.exercise import NotAttempted, WrongAnswerError, called, exercise
from helpers.checks.known import refuse_changed


@exercise(
    why="Asking for each of the ten digits in turn also counts the ones that don't occur.",
)
def check_counts(count_labels: Callable[[np.ndarray], np.ndarray]) -> None:
    """Check `count_labels(labels)` with digits that are missing at the end and in between."""
    random = np.random.default_rng(6)
    for given in ([0, 1, 1, 2, 2, 2, *range(10)], [7, 7, 1, 0], random.integers(0, 10, 200)):
        labels = np.array(given, np.uint8)
        right = np.bincount(labels, minlength=10)
        answer = np.asarray(called(count_labels, labels.copy()))
        shown = labels.tolist() if len(labels) < 20 else "200 random labels"
        if answer.shape != (10,):
            missing = "" if answer.ndim != 1 else f"; {shown} has only {len(set(labels))} digits"
            raise WrongAnswerError(
                f"Return ten counts, one for each digit from 0 to 9, got shape {answer.shape}"
                f"{missing}, and a missing digit counts 0."
            )
        if np.array_equal(answer, right):
            continue
        if np.array_equal(answer[1:], right[:-1]):
            raise WrongAnswerError(
                f"Your counts for {shown} stand one place too far right: the count of 0 comes "
                "first, so use range(10)."
            )
        if np.array_equal(answer[:-1], right[1:]):
            raise WrongAnswerError(
                f"Your counts for {shown} start with the digit 1: the count of 0 comes first, "
                "so use range(10)."
            )
        if np.allclose(answer, right / right.sum()):
            raise WrongAnswerError("These are shares that sum to 1; return the counts themselves.")
        if np.array_equal(np.sort(answer), np.sort(right)):
            raise WrongAnswerError(
                f"For {shown} the counts are right but not in the order of the digits 0 to 9."
            )
        raise WrongAnswerError(
            f"For {shown} the counts are {right.tolist()}, and you returned {answer.tolist()}."
        )


@exercise(
    why="Each image is in exactly one part and keeps its label, so the second part is new to "
    "whoever learned from the first.",
)
def check_split(split: Callable[[np.ndarray, np.ndarray, int], tuple]) -> None:
    """Check `split(images, labels, count)` for sizes, order, overlap and matching labels."""
    images = np.arange(20 * 4).reshape(20, 2, 2)
    labels = np.arange(20) + 100
    for count in (5, 3):
        (learn_images, learn_labels), (choose_images, choose_labels) = _two_pairs(
            called(split, images.copy(), labels.copy(), count)
        )
        if any(np.ndim(part) != 3 for part in (learn_images, choose_images)):
            raise WrongAnswerError(
                "Return two parts, and each pair holds images and labels: (images, labels) to "
                "learn from, then (images, labels) to choose by."
            )
        sizes = len(learn_images), len(choose_images)
        if sizes == (count, 20 - count):
            raise WrongAnswerError(
                f"With 20 images and count {count} the first part must have {20 - count} and the "
                f"second {count}; yours are the other way round."
            )
        seen = set(images[:, 0, 0]) & set(np.ravel([i[0, 0] for i in learn_images]))
        shared = seen & set(np.ravel([i[0, 0] for i in choose_images]))
        if shared:
            raise WrongAnswerError(
                f"{len(shared)} images are in both parts; what a network has learned from cannot "
                "judge it."
            )
        if sizes != (20 - count, count):
            raise WrongAnswerError(
                f"With 20 images and count {count} the parts must have {20 - count} and {count} "
                f"images, yours have {sizes[0]} and {sizes[1]}."
            )
        for part_images, part_labels in (
            (learn_images, learn_labels),
            (choose_images, choose_labels),
        ):
            matching = len(part_images) == len(part_labels) and all(
                image[0, 0] // 4 + 100 == label
                for image, label in zip(part_images, part_labels, strict=True)
            )
            if not matching:
                raise WrongAnswerError(
                    "Images and labels no longer belong together: cut both at the same place and "
                    "in the same order."
                )
        if not np.array_equal(choose_labels, labels[-count:]):
            raise WrongAnswerError(
                f"The second part must hold the last {count} images in their order; yours has "
                f"the images {[int(label) - 100 for label in choose_labels]} of 0 to 19."
            )


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
    network = _Recorder()
    result = called(ask, network, drawings)
    if not isinstance(result, tuple | list) or len(result) != 2:
        raise WrongAnswerError("Return two arrays: the answers and their confidence.")
    if any(part is ... for part in result):
        raise NotAttempted
    refuse_changed(drawings, before, "array of drawings")
    if network.given is None:
        raise WrongAnswerError("Your function never asks the network: call network.predict.")
    _check_scale(network.given, drawings)
    answers, confidence = (np.asarray(part) for part in result)
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
    if np.allclose(given, right, atol=1e-6):
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


class _Recorder:
    """Stands in for a network: keeps what it is given and answers with fixed probabilities."""

    given: np.ndarray | None = None

    def __init__(self) -> None:
        self.returned = np.full((4, 10), 0.05)
        self.returned[np.arange(4), [3, 1, 4, 0]] = 0.55

    def predict(self, images: np.ndarray, **options: object) -> np.ndarray:
        self.given = np.asarray(images, float)
        return self.returned[: len(self.given)]

    __call__ = predict


def _two_pairs(result: Any) -> Sequence[Sequence[Any]]:
    is_pair = isinstance(result, tuple | list) and len(result) == 2
    if is_pair and any(part is ... for part in result):
        raise NotAttempted
    if not is_pair or any(not isinstance(part, tuple | list) or len(part) != 2 for part in result):
        raise WrongAnswerError(
            "Return two pairs: (images, labels) to learn from and (images, labels) to choose by."
        )
    return result
