"""How good a network's answers are, and how far its probabilities can be believed.

Everything here takes NumPy arrays that a network has already returned, or a function that
returns them, so nothing imports TensorFlow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

#: The standard normal distribution has 95 % of its mass within this many deviations of 0.
DEVIATIONS_95 = 1.959964


def accuracy(answers: np.ndarray, labels: np.ndarray) -> float:
    """Return the share, 0…1, of answers that are right.

    Answers are digits of shape (n,), or probabilities of shape (n, 10); labels are of shape (n,).

    Raises:
        ValueError: there are no labels, or not as many as answers.

    >>> accuracy(np.array([7, 2, 1, 0]), np.array([7, 2, 1, 5]))
    0.75
    """
    answers, labels = answers_of(answers), np.asarray(labels)
    if len(labels) == 0 or answers.shape != labels.shape:
        raise ValueError(
            f"Expected one answer for each label and at least one label, got {len(answers)} "
            f"answers and {len(labels)} labels; pass the answers for these very labels."
        )
    return float(np.mean(answers == labels))


def cross_entropy(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Return the mean of −log(probability given to the right digit): the loss of notebook 07.

    Of probabilities (n, 10), whose rows sum to 1, and labels (n,), it is 0 for a network that is
    always certain and right, log(10) ≈ 2.303 for one that only guesses.

    >>> round(cross_entropy(np.full((3, 10), 0.1), np.array([4, 8, 1])), 3)
    2.303
    """
    given = np.asarray(probabilities)[np.arange(len(labels)), labels]
    # Keras cuts at the same value, so that a confident wrong answer has a high, but finite, loss.
    return float(-np.log(np.maximum(given, 1e-7)).mean())


def wilson_interval(right: int, total: int) -> tuple[float, float]:
    """Return the 95 % error bar of an accuracy measured on `total` independent images.

    The accuracies that would make `right` of `total` no surprise. Unlike p ± 2·√(p(1−p)/n) it
    stays within 0…1 and doesn't vanish when everything was right.

    Returns:
        Its lower and its upper end, 0…1.

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
    share, square = right / total, DEVIATIONS_95**2
    middle = (share + square / (2 * total)) / (1 + square / total)
    spread = share * (1 - share) / total + square / (4 * total**2)
    half = DEVIATIONS_95 * spread**0.5 / (1 + square / total)
    return max(0.0, middle - half), min(1.0, middle + half)


def confusion_matrix(labels: np.ndarray, answers: np.ndarray) -> np.ndarray:
    """Count how often each digit was read as each digit: int array of shape (10, 10).

    Rows are the labels (n,), columns the answers: digits (n,) or probabilities (n, 10). The right
    answers are on the diagonal.

    >>> confusion_matrix(np.array([4, 4, 9]), np.array([4, 9, 9]))[[4, 4, 9], [4, 9, 9]].tolist()
    [1, 1, 1]
    """
    matrix = np.zeros((10, 10), int)
    np.add.at(matrix, (np.asarray(labels), answers_of(answers)), 1)
    return matrix


def worst_mistakes(probabilities: np.ndarray, labels: np.ndarray, count: int = 10) -> np.ndarray:
    """Return the indices of at most `count` wrong answers, the most confident first: int (m,).

    Answers are probabilities of shape (n, 10), labels of shape (n,).

    >>> probabilities = np.array([[0.4, 0.6], [0.1, 0.9], [0.8, 0.2]])
    >>> worst_mistakes(probabilities, np.array([0, 0, 0])).tolist()
    [1, 0]
    """
    probabilities = np.asarray(probabilities)
    wrong = np.flatnonzero(probabilities.argmax(axis=1) != labels)
    order = np.argsort(-probabilities[wrong].max(axis=1), kind="stable")
    return wrong[order][:count]


def shifted(images: np.ndarray, right: int = 0, down: int = 0) -> np.ndarray:
    """Return images (…, height, width) moved by whole pixels; zeros come in, of the same dtype.

    What leaves on one side is lost; negative numbers move to the left and upwards.

    >>> shifted(np.array([[1, 2, 3]]), right=1).tolist()
    [[0, 1, 2]]
    """
    moved = np.zeros_like(images)
    height, width = images.shape[-2:]
    # Where the pixels are that arrive, and where they came from.
    target, source = (
        (..., slice(max(y, 0), max(height + y, 0)), slice(max(x, 0), max(width + x, 0)))
        for y, x in ((down, right), (-down, -right))
    )
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


def answers_of(answers: np.ndarray) -> np.ndarray:
    """Return digits for digits or for probabilities."""
    answers = np.asarray(answers)
    return answers.argmax(axis=1) if answers.ndim == 2 else answers
