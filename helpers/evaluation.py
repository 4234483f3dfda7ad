"""How good a network's answers are, and how far its probabilities can be believed.

Everything here takes NumPy arrays that a network has already returned, or a function that
returns them, so nothing imports TensorFlow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np

#: The standard normal distribution has 95 % of its mass within this many deviations of 0.
DEVIATIONS_95 = 1.959964


def accuracy(answers: np.ndarray, labels: np.ndarray) -> float:
    """Return the share of answers that are right.

    Args:
        answers: integers 0…9 of shape (n,), or probabilities of shape (n, 10).
        labels: integers 0…9 of shape (n,).

    Returns:
        A number 0…1.

    Raises:
        ValueError: there are no labels, or not as many as answers.

    >>> accuracy(np.array([7, 2, 1, 0]), np.array([7, 2, 1, 5]))
    0.75
    """
    answers, labels = _answers(answers), np.asarray(labels)
    if len(labels) == 0 or answers.shape != labels.shape:
        raise ValueError(
            f"Expected one answer for each label and at least one label, got {len(answers)} "
            f"answers and {len(labels)} labels; pass the answers for these very labels."
        )
    return float(np.mean(answers == labels))


def cross_entropy(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Return the mean of −log(probability given to the right digit): the loss of notebook 07.

    Args:
        probabilities: array of shape (n, 10), rows that sum to 1.
        labels: integers 0…9 of shape (n,).

    Returns:
        0 for a network that is always sure and right; log(10) ≈ 2.303 for one that knows nothing.

    >>> round(cross_entropy(np.full((3, 10), 0.1), np.array([4, 8, 1])), 3)
    2.303
    """
    given = np.asarray(probabilities)[np.arange(len(labels)), labels]
    # Keras cuts at the same value, so that a sure and wrong answer costs much and not infinity.
    return float(-np.log(np.maximum(given, 1e-7)).mean())


def wilson_interval(
    right: int, total: int, deviations: float = DEVIATIONS_95
) -> tuple[float, float]:
    """Return the error bar of an accuracy measured on `total` independent images.

    The accuracies that would make `right` of `total` no surprise. Unlike p ± 2·√(p(1−p)/n) it
    stays within 0…1 and doesn't vanish when everything was right.

    Args:
        right: how many answers were right, 0 … `total`.
        total: how many were asked, 1 or more.
        deviations: how wide; the default covers 95 %.

    Returns:
        Lower and upper end, 0…1.

    Raises:
        ValueError: `right` is not between 0 and `total`.

    Source: E. B. Wilson, *Probable inference, the law of succession, and statistical inference*,
    Journal of the American Statistical Association 22, 1927.

    >>> low, high = wilson_interval(9_760, 10_000)
    >>> f"{low:.4f} {high:.4f}"
    '0.9728 0.9788'
    """
    if total < 1 or not 0 <= right <= total:
        raise ValueError(
            f"right must be between 0 and total, and total 1 or more, got {right} and {total}."
        )
    share, square = right / total, deviations**2
    middle = (share + square / (2 * total)) / (1 + square / total)
    spread = share * (1 - share) / total + square / (4 * total**2)
    half = deviations * spread**0.5 / (1 + square / total)
    return max(0.0, middle - half), min(1.0, middle + half)


def confusion_matrix(labels: np.ndarray, answers: np.ndarray, classes: int = 10) -> np.ndarray:
    """Count how often each digit was read as each digit.

    Args:
        labels: integers of shape (n,), what was written: the rows.
        answers: integers of shape (n,) or probabilities (n, classes), what was read: the columns.
        classes: how many digits there are.

    Returns:
        int array of shape (classes, classes); the right answers are on the diagonal.

    >>> confusion_matrix(np.array([4, 4, 9]), np.array([4, 9, 9]))[[4, 4, 9], [4, 9, 9]].tolist()
    [1, 1, 1]
    """
    matrix = np.zeros((classes, classes), int)
    np.add.at(matrix, (np.asarray(labels), _answers(answers)), 1)
    return matrix


def worst_mistakes(probabilities: np.ndarray, labels: np.ndarray, count: int = 10) -> np.ndarray:
    """Return the indices of the wrong answers, the surest first.

    Args:
        probabilities: array of shape (n, 10).
        labels: integers 0…9 of shape (n,).
        count: at most this many.

    Returns:
        int array of shape (`count` or fewer,).

    >>> probabilities = np.array([[0.4, 0.6], [0.1, 0.9], [0.8, 0.2]])
    >>> worst_mistakes(probabilities, np.array([0, 0, 0])).tolist()
    [1, 0]
    """
    probabilities = np.asarray(probabilities)
    wrong = np.flatnonzero(probabilities.argmax(axis=1) != labels)
    order = np.argsort(-probabilities[wrong].max(axis=1), kind="stable")
    return wrong[order][:count]


class Bin(NamedTuple):
    """The answers whose confidence lies in one range: how many, how sure, how often right."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


def reliability(probabilities: np.ndarray, labels: np.ndarray, bins: int = 10) -> list[Bin]:
    """Group the answers by confidence and compare confidence with accuracy in each group.

    Args:
        probabilities: array of shape (n, 10); the largest of a row is its confidence.
        labels: integers 0…9 of shape (n,).
        bins: how many ranges of equal width 0…1 is cut into.

    Returns:
        The bins that hold an answer, in ascending order.

    >>> sure = np.array([[0.95, 0.05], [0.91, 0.09], [0.3, 0.7]])
    >>> [(bin.count, round(bin.confidence, 2), bin.accuracy)
    ...  for bin in reliability(sure, np.array([0, 1, 1]))]
    [(1, 0.7, 1.0), (2, 0.93, 0.5)]
    """
    confidence = np.asarray(probabilities, np.float64).max(axis=1)
    right = _answers(probabilities) == labels
    # As in Guo et al., a bin contains its upper end; confidence 0 can't occur with ten digits.
    place = np.clip(np.ceil(confidence * bins - 1e-9).astype(int) - 1, 0, bins - 1)
    return [
        Bin(
            index / bins,
            (index + 1) / bins,
            int(inside.sum()),
            float(confidence[inside].mean()),
            float(right[inside].mean()),
        )
        for index in range(bins)
        if (inside := place == index).any()
    ]


def expected_calibration_error(
    probabilities: np.ndarray, labels: np.ndarray, bins: int = 10
) -> float:
    """Return by how much confidence and accuracy differ, averaged over all answers.

    Source: C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger, *On Calibration of Modern Neural
    Networks*, ICML 2017, equation 3.

    >>> expected_calibration_error(np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([0, 1]))
    0.5
    """
    groups = reliability(probabilities, labels, bins)
    total = sum(group.count for group in groups)
    return sum(group.count * abs(group.accuracy - group.confidence) for group in groups) / total


def shifted(images: np.ndarray, right: int = 0, down: int = 0) -> np.ndarray:
    """Return images moved by whole pixels; what leaves on one side is lost, zeros come in.

    Args:
        images: array of shape (…, height, width).
        right: pixels to the right, negative to the left.
        down: pixels downwards, negative upwards.

    Returns:
        A new array of the same shape and dtype.

    >>> shifted(np.array([[1, 2, 3]]), right=1).tolist()
    [[0, 1, 2]]
    """
    moved = np.zeros_like(images)
    height, width = images.shape[-2:]
    if abs(right) < width and abs(down) < height:
        target = (..., _part(height, down), _part(width, right))
        source = (..., _part(height, -down), _part(width, -right))
        moved[target] = images[source]
    return moved


def accuracy_by_shift(
    predict: Callable[[np.ndarray], np.ndarray],
    images: np.ndarray,
    labels: np.ndarray,
    shifts: Iterable[int],
) -> dict[int, float]:
    """Return the accuracy on images moved by so many pixels, averaged over four directions.

    Args:
        predict: takes images of the shape and dtype given here, returns probabilities (n, 10).
        images: array of shape (n, 28, 28).
        labels: integers 0…9 of shape (n,).
        shifts: how far to move, in pixels, 0 or more.

    Returns:
        Accuracy by shift; right, left, down and up count alike.

    >>> images, labels = np.eye(3)[None], np.array([0])
    >>> always_0 = lambda images: np.eye(10)[np.zeros(len(images), int)]
    >>> accuracy_by_shift(always_0, images, labels, [0, 1])
    {0: 1.0, 1: 1.0}
    """
    result = {}
    for shift in shifts:
        steps = [(shift, 0), (-shift, 0), (0, shift), (0, -shift)] if shift else [(0, 0)]
        scores = [accuracy(predict(shifted(images, *step)), labels) for step in steps]
        result[shift] = float(np.mean(scores))
    return result


class Acceptance(NamedTuple):
    """What a threshold on the confidence does: how many pass, and how many of those are wrong."""

    threshold: float
    accepted: float
    errors: float


def acceptance(confidence: np.ndarray, right: np.ndarray, threshold: float) -> Acceptance:
    """Return the share of answers that pass a threshold and the share of errors among them.

    Args:
        confidence: floats 0…1 of shape (n,).
        right: bools of shape (n,), whether each answer is right.
        threshold: answers with at least this confidence pass.

    Returns:
        The threshold, the accepted share, and the share of errors among the accepted (0 when
        none is accepted).

    >>> acceptance(np.array([0.9, 0.8, 0.3]), np.array([True, False, False]), 0.5).errors
    0.5
    """
    passed = np.asarray(confidence) >= threshold
    errors = float(1 - np.asarray(right)[passed].mean()) if passed.any() else 0.0
    return Acceptance(threshold, float(passed.mean()), errors)


def smallest_threshold(confidence: np.ndarray, right: np.ndarray, allowed: float = 0.01) -> float:
    """Return the smallest confidence above which at most `allowed` of the answers are wrong.

    Choose it on validation images; what it does elsewhere is measured with `acceptance`.

    Args:
        confidence: floats 0…1 of shape (n,).
        right: bools of shape (n,), whether each answer is right.
        allowed: the share of errors allowed among the accepted, 0…1.

    Returns:
        One of the confidences; above the largest of them when even that is wrong.

    >>> smallest_threshold(np.array([0.9, 0.8, 0.7]), np.array([True, True, False]))
    0.8
    """
    confidence, right = np.asarray(confidence, np.float64), np.asarray(right)
    order = np.argsort(-confidence, kind="stable")
    errors = np.cumsum(~right[order]) / np.arange(1, len(order) + 1)
    # A threshold takes all answers of equal confidence or none of them.
    ends = np.append(np.diff(confidence[order]) != 0, True)
    possible = np.flatnonzero((errors <= allowed) & ends)
    if not len(possible):
        return float(np.nextafter(confidence.max(), 2))
    return float(confidence[order][possible[-1]])


def _answers(answers: np.ndarray) -> np.ndarray:
    """Return digits for digits or for probabilities."""
    answers = np.asarray(answers)
    return answers.argmax(axis=1) if answers.ndim == 2 else answers


def _part(length: int, step: int) -> slice:
    """Return where the pixels are that arrive when everything moves by `step`."""
    return slice(max(step, 0), length + min(step, 0))
