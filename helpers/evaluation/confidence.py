"""How far a network's confidence can be believed, and which answers to keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from helpers.evaluation.scores import answers_of

_BINS = 10


@dataclass(frozen=True)
class Bin:
    """The answers whose confidence lies in one range: how many, how sure, how often right."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


def reliability(probabilities: np.ndarray, labels: np.ndarray) -> list[Bin]:
    """Group the answers by confidence and compare confidence with accuracy in each group.

    Of probabilities (n, 10), the largest of a row is its confidence; labels are of shape (n,).

    Returns:
        Of ten bins of equal width those that hold an answer, in ascending order.

    >>> sure = np.array([[0.95, 0.05], [0.91, 0.09], [0.3, 0.7]])
    >>> [(bin.count, round(bin.confidence, 2), bin.accuracy)
    ...  for bin in reliability(sure, np.array([0, 1, 1]))]
    [(1, 0.7, 1.0), (2, 0.93, 0.5)]
    """
    confidence = np.asarray(probabilities, np.float64).max(axis=1)
    right = answers_of(probabilities) == labels
    # As in Guo et al., a bin contains its upper end; confidence 0 can't occur with ten digits.
    place = np.clip(np.ceil(confidence * _BINS - 1e-9).astype(int) - 1, 0, _BINS - 1)
    bins = []
    for index in np.unique(place).tolist():
        inside = place == index
        means = float(confidence[inside].mean()), float(right[inside].mean())
        bins.append(Bin(index / _BINS, (index + 1) / _BINS, int(inside.sum()), *means))
    return bins


def expected_calibration_error(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Return by how much confidence and accuracy differ, averaged over all answers.

    Source: C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger, *On Calibration of Modern Neural
    Networks*, ICML 2017, equation 3.

    >>> expected_calibration_error(np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([0, 1]))
    0.5
    """
    groups = reliability(probabilities, labels)
    apart = sum(group.count * abs(group.accuracy - group.confidence) for group in groups)
    return apart / len(labels)


class Acceptance(NamedTuple):
    """What a threshold on the confidence does: how many pass, and how many of those are wrong."""

    threshold: float
    accepted: float
    errors: float


def acceptance(confidence: np.ndarray, right: np.ndarray, threshold: float) -> Acceptance:
    """Return the share of answers that pass a threshold and the share of errors among them.

    Confidences are floats 0…1 of shape (n,), `right` bools of shape (n,). Those of at least the
    threshold pass; where none does, the share of errors is 0.

    >>> acceptance(np.array([0.9, 0.8, 0.3]), np.array([True, False, False]), 0.5).errors
    0.5
    """
    passed = np.asarray(confidence) >= threshold
    errors = float(1 - np.asarray(right)[passed].mean()) if passed.any() else 0.0
    return Acceptance(threshold, float(passed.mean()), errors)


def smallest_threshold(confidence: np.ndarray, right: np.ndarray, allowed: float = 0.01) -> float:
    """Return the smallest confidence above which at most `allowed` of the answers are wrong.

    Choose it on validation images; what it does elsewhere is measured with `acceptance`.
    Confidences are floats 0…1 of shape (n,), `right` bools of shape (n,), `allowed` a share 0…1.

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
        return float(np.nextafter(confidence.max(), np.inf))
    return float(confidence[order][possible[-1]])
