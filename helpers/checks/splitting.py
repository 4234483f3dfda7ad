"""What a split into two parts must hold, as the exercise of notebook 06 asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from helpers.checks.cases import refuse_first
from helpers.checks.exercise import NotAttempted, WrongAnswerError


def compare_places(
    learn: list[int], choose: list[int], labels: np.ndarray, count: int, held_out: np.ndarray
) -> None:
    """Raise `WrongAnswerError` unless `choose` are the last of each digit, `learn` the rest."""
    total = len(labels)
    shared, lost = set(learn) & set(choose), total - len({*learn, *choose})
    found = np.bincount(labels[choose], minlength=10)
    digit = int(np.argmax(found != count))
    refuse_first(
        (bool(shared), f"The parts share {len(shared)} image{'s' * (len(shared) != 1)}; what a "
         "network has learned from cannot judge it."),
        (len(choose) == count, f"Your second part has {count} image{'s' * (count != 1)} in "
         f"all; it must have {count} of each digit."),
        (found[digit] != count, f"The second part must hold {count} of each digit; yours has "
         f"{found[digit]} of the {digit}s."),
        (sorted(choose) != held_out.tolist(), f"The second part must hold the last {count} of each "
         f"digit as they come in the list; yours has the images {sorted(choose)}."),
        (sorted(learn) != sorted({*range(total)} - {*choose}), "Every image must be in one of the "
         f"parts, once: {lost} missing, and the first part has {len(learn)} images instead "
         f"of {total - 10 * count}."),
    )  # fmt: skip


def places_of(part: Sequence[Any], labels: np.ndarray) -> list[int]:
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


def two_pairs(result: Any) -> Sequence[Sequence[Any]]:
    """Return two pairs as they are; refuse anything else."""
    is_pair = isinstance(result, tuple | list) and len(result) == 2
    if is_pair and any(part is ... for part in result):
        raise NotAttempted
    if not is_pair or any(not isinstance(part, tuple | list) or len(part) != 2 for part in result):
        raise WrongAnswerError(
            "Return two pairs: (images, labels) to learn from and (images, labels) to choose by."
        )
    return result
