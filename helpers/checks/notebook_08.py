"""Checks of notebook 08: when to stop, confusions, two readers compared by pairs."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np

from helpers.checks.exercise import NotAttempted, WrongAnswerError, called, exercise
from helpers.checks.known import as_numbers
from helpers.data import load_mnist, validation_split
from helpers.evaluation import compare_by_pairs, confusion_matrix

_HISTORIES = (
    {"loss": [2.0, 1.2, 0.7, 0.3, 0.2, 0.1], "val_loss": [1.4, 1.1, 0.9, 1.2, 1.6, 1.3]},
    {"loss": [0.9, 0.5, 0.4, 0.3], "val_loss": [0.8, 0.9, 1.0, 1.3]},
    {"loss": [0.9, 0.5, 0.4, 0.35], "val_loss": [0.9, 0.7, 0.6, 0.5]},
    {"loss": [1.9, 0.8, 0.6, 0.4, 0.3], "val_loss": [2.0, 1.0, 1.2, 0.8, 0.9]},
    {"loss": [1.9, 0.8, 0.6, 0.4, 0.3], "val_loss": [2.0, 0.7, 0.9, 0.7, 0.8]},
    # All above 1, and close to each other at the end.
    {"loss": [2.2, 1.8, 1.5, 1.3, 1.2], "val_loss": [2.3, 1.9, 1.52, 1.51, 1.48]},
)


@exercise(
    why="The validation loss is lowest where learning ends and learning by heart begins.",
)
def check_best_epoch(best_epoch: Callable[[dict[str, list[float]]], int]) -> None:
    """Check `best_epoch(history) -> int` on five histories, two of them with two valleys."""
    for history in _HISTORIES:
        answer = called(best_epoch, {name: list(values) for name, values in history.items()})
        losses = history["val_loss"]
        right = int(np.argmin(losses)) + 1
        if np.ndim(answer) or answer not in range(len(losses) + 1):
            raise WrongAnswerError(
                f"Expected the number of an epoch, a whole number from 1 to {len(losses)}, got "
                f"{answer!r}: return the place of the lowest loss, not the loss."
            )
        if answer == right:
            continue
        falls = [after < before for before, after in itertools.pairwise(losses)]
        if answer == right - 1:
            reason = "positions count from 0, epochs from 1."
        elif answer == int(np.argmin(history["loss"])) + 1:
            reason = "the training loss keeps falling; look at val_loss."
        elif False in falls and answer == falls.index(False) + 1:
            reason = "it rises there for the first time, and falls again later; look at all of it."
        elif answer == int(np.argmax(losses)) + 1:
            reason = "that is where the validation loss is highest."
        elif answer in range(1, len(losses) + 1) and losses[answer - 1] == min(losses):
            reason = "two are equally low, and the first of them comes sooner."
        elif answer == 1:
            reason = "look into the list history['val_loss'], not into history itself."
        elif answer == len(losses):
            reason = "that is the last epoch."
        else:
            reason = "look for the smallest of all of them."
        raise WrongAnswerError(
            f"With the validation losses {losses} the best epoch is {right}, not {answer}: {reason}"
        )


@exercise(
    why="Rows are what was written, columns what was read, and the diagonal holds the right ones.",
)
def check_confusions(count_confusions: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> None:
    """Check `count_confusions(labels, answers) -> matrix` on 4,000 random pairs."""
    # More of each digit than a byte can count.
    labels, answers = np.random.default_rng(8).integers(0, 10, (2, 4000))
    answers = np.where(labels % 3, labels, answers)  # most are right, as in life
    few = labels < 8
    _check_matrix(count_confusions, labels, answers)
    _check_matrix(count_confusions, labels[few], answers[few] % 8)  # no 8 and no 9 occurs


def _check_matrix(count_confusions: Callable, labels: np.ndarray, answers: np.ndarray) -> None:
    matrix = as_numbers(called(count_confusions, labels.copy(), answers.copy()))
    right = confusion_matrix(labels, answers)
    if matrix.shape != (10, 10):
        raise WrongAnswerError(
            "The matrix has 10 rows and 10 columns, whatever digits occur; yours has the shape "
            f"{matrix.shape}."
        )
    if np.array_equal(matrix, right):
        return
    if np.array_equal(matrix, right.T):
        reason = "rows and columns are swapped: the row is the label, the column the answer."
    elif np.array_equal(matrix, right % 256):
        reason = "your counts start again at 0 after 255, as bytes do; use np.zeros((10, 10), int)."
    elif np.array_equal(matrix, (right > 0).astype(int)):
        reason = "it only says whether a pair occurs; add 1 each time it does (+= 1 with repeated "
        reason += "indices counts once, so use a loop or np.add.at)."
    elif np.array_equal(matrix, right - np.diag(np.diag(right))):
        reason = "the right answers are missing; they belong on the diagonal."
    elif np.array_equal(matrix, np.diag(np.diag(right))):
        reason = "only the right answers are counted; mistakes belong beside the diagonal."
    elif np.allclose(matrix.sum(), 1) or np.allclose(matrix.sum(axis=1), 1):
        reason = "these are shares; count the answers instead."
    elif (matrix == matrix[0]).all():
        reason = "all its rows are one and the same list; np.zeros((10, 10), int) makes ten."
    else:
        reason = f"it counts {matrix.sum():g} pairs and its diagonal {np.trace(matrix):g}."
    raise WrongAnswerError(
        f"Expected {len(labels)} pairs, {np.trace(right)} of them on the diagonal: {reason}"
    )


@exercise(
    why="Below 5% a difference is usually believed; train both again with other seeds to see "
    "whether it is one of the recipes.",
)
def check_two_readers(two_readers: Callable[..., tuple[np.ndarray, np.ndarray]]) -> str:
    """Measure `two_readers(known, known_labels, asked)` on 1,000 validation images, by pairs."""
    (images, labels), (held_out, held_out_labels) = validation_split(*load_mnist()[0])
    random = np.random.default_rng(88)
    known, asked = (random.permutation(len(each))[:1000] for each in (images, held_out))
    given = images[known], labels[known], held_out[asked]
    result = called(two_readers, *(each.copy() for each in given))
    if not isinstance(result, tuple | list | np.ndarray) or len(result) != 2:
        raise WrongAnswerError("Return two arrays: the digits of the first reader, of the second.")
    if any(each is ... for each in result):
        raise NotAttempted
    first, second = (_answers(each) for each in result)
    right = [each == held_out_labels[asked] for each in (first, second)]
    if np.array_equal(first, second):
        raise WrongAnswerError(
            "Both answer alike on all 1,000 images; let your readers differ in one thing."
        )
    low = min(each.mean() for each in right)
    if low < 0.5:
        raise WrongAnswerError(
            f"One of them is right on {low:.1%} only; a comparison says something when both "
            "have learned to read. Are the pixels from 0 to 1?"
        )
    pairs = compare_by_pairs(right[0], right[1])
    verdict = "a difference" if pairs.surprise < 0.05 else "no difference that they could show"
    return (
        f"On 1,000 images the first is right on {right[0].mean():.1%}, the second on "
        f"{right[1].mean():.1%}. Only the first: {pairs.only_first}, only the second: "
        f"{pairs.only_second}; coins fall so unevenly in {pairs.surprise:.1%}: {verdict}."
    )


def _answers(given: object) -> np.ndarray:
    """Return 1,000 digits, given as digits or as probabilities."""
    answers = np.asarray(given)
    if answers.shape == (1000, 10):
        answers = answers.argmax(axis=1)
    if answers.shape != (1000,) or not np.isin(answers, range(10)).all():
        raise WrongAnswerError(
            "Return for each reader 1,000 digits from 0 to 9, or probabilities of shape "
            f"(1000, 10), not the shape {answers.shape}."
        )
    return answers
