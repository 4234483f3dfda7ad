"""Checks of notebook 08: when to stop, confusions, thresholds, moved digits."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import numpy as np

from helpers.checks.exercise import WrongAnswerError, called, exercise
from helpers.checks.known import refuse_changed
from helpers.evaluation import acceptance, confusion_matrix, shifted

_HISTORIES = (
    {"loss": [2.0, 1.2, 0.7, 0.3, 0.2, 0.1], "val_loss": [1.4, 1.1, 0.9, 1.2, 1.6, 1.3]},
    {"loss": [0.9, 0.5, 0.4, 0.3], "val_loss": [0.8, 0.9, 1.0, 1.3]},
    {"loss": [0.9, 0.5, 0.4, 0.35], "val_loss": [0.9, 0.7, 0.6, 0.5]},
    {"loss": [1.9, 0.8, 0.6, 0.4, 0.3], "val_loss": [2.0, 1.0, 1.2, 0.8, 0.9]},
)


@exercise(
    why="The validation loss is lowest where learning ends and learning by heart begins.",
)
def check_best_epoch(best_epoch: Callable[[dict[str, list[float]]], int]) -> None:
    """Check `best_epoch(history) -> int` on four histories, one of them with two valleys."""
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
    """Check `count_confusions(labels, answers) -> matrix` on 200 random pairs."""
    labels, answers = np.random.default_rng(8).integers(0, 10, (2, 200))
    answers = np.where(labels % 3, labels, answers)  # most are right, as in life
    matrix = np.asarray(called(count_confusions, labels, answers))
    right = confusion_matrix(labels, answers)
    if matrix.shape != (10, 10):
        raise WrongAnswerError(
            f"The matrix has 10 rows and 10 columns, yours has the shape {matrix.shape}."
        )
    if np.array_equal(matrix, right):
        return
    if np.array_equal(matrix, right.T):
        reason = "rows and columns are swapped: the row is the label, the column the answer."
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
    why="A higher threshold answers less often and errs less often among what it answers.",
)
def check_shares(shares: Callable[[np.ndarray, np.ndarray, float], tuple[float, float]]) -> None:
    """Check `shares(confidence, right, threshold) -> (accepted, errors)` on 50 answers."""
    random = np.random.default_rng(9)
    confidence = np.round(random.uniform(0.3, 1, 50), 1)  # many lie on the threshold itself
    right = random.uniform(size=50) < confidence
    for threshold in (0.7, 0.9):
        answer = called(shares, confidence.copy(), right.copy(), threshold)
        expected = acceptance(confidence, right, threshold)
        _compare(answer, expected.accepted, expected.errors, confidence, right, threshold)


def _compare(
    answer: object,
    accepted: float,
    errors: float,
    confidence: np.ndarray,
    right: np.ndarray,
    threshold: float,
) -> None:
    """Raise `WrongAnswerError` with the reason unless `answer` is (accepted, errors)."""
    if not isinstance(answer, Sequence | np.ndarray) or len(answer) != 2:
        raise WrongAnswerError(f"Return two shares, accepted and wrong, not {answer!r}.")
    first, second = (float(value) for value in answer)
    if np.allclose([first, second], [accepted, errors]):
        return
    passed, above = confidence >= threshold, confidence > threshold
    if max(first, second) > 1:
        reason = "shares lie between 0 and 1; divide by how many there are."
    elif np.allclose([first, second], [errors, accepted]):
        reason = "the share of accepted answers comes first, then the share of errors."
    elif np.isclose(first, above.mean()):
        reason = "an answer exactly at the threshold passes: use >=."
    elif np.isclose(first, 1 - accepted):
        reason = "you kept the answers below the threshold."
    elif np.isclose(second, 1 - errors):
        reason = "that is the share of right answers; count the wrong ones."
    elif np.isclose(second, np.mean(passed & ~right)):
        reason = "divide the errors by the accepted answers, not by all of them."
    elif np.isclose(second, np.mean(~right)):
        reason = "only the errors among the accepted answers count."
    else:
        reason = "count the accepted answers first, then the wrong ones among them."
    raise WrongAnswerError(
        f"At {threshold} expected {accepted:.2f} and {errors:.2f}, got {first:.2f} and "
        f"{second:.2f}: {reason}"
    )


@exercise(
    why="What leaves the picture is lost, as it is when a camera moves.",
)
def check_move(move_right: Callable[[np.ndarray, int], np.ndarray]) -> None:
    """Check `move_right(image, pixels) -> image` on a small image that fills its frame."""
    image = np.arange(1, 43, dtype=np.uint8).reshape(6, 7)
    for pixels in (1, 3):
        given = image.copy()
        moved = np.asarray(called(move_right, given, pixels))
        expected = shifted(image, right=pixels)
        refuse_changed(given, image, "image")
        if moved.shape != image.shape:
            raise WrongAnswerError(
                f"The image must keep its shape {image.shape}, yours became {moved.shape}."
            )
        if np.array_equal(moved, expected) and moved.dtype == image.dtype:
            continue
        if np.array_equal(moved, expected):
            reason = f"the pixels became {moved.dtype}; np.zeros_like keeps uint8."
        elif np.array_equal(moved, np.roll(image, pixels, axis=1)):
            reason = "np.roll brings back on the left what leaves on the right."
        elif np.array_equal(moved, shifted(image, right=-pixels)):
            reason = "it moved to the left."
        elif np.array_equal(moved, shifted(image, down=pixels)):
            reason = "it moved down; rows are the first axis, columns the second."
        elif np.array_equal(moved, image):
            reason = "nothing moved."
        elif np.array_equal(moved, shifted(image, right=1)):
            reason = f"it moved by 1 pixel instead of {pixels}."
        elif (moved[:, :pixels] != 0).any():
            reason = "black (0) must come in on the left."
        else:
            reason = "column 0 of the image belongs in column " + str(pixels) + "."
        raise WrongAnswerError(f"Moved by {pixels}: {reason}")
