"""Two ways to read a picture, and what is said when they agree and when they do not.

The hand-made chain (`helpers.preprocessing`) cuts out whatever ink it finds. The finder
(`helpers.finder`) has learned what is a digit and what is none. They go wrong in different ways,
so what both read alike is nearly always right.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from helpers import onnx_files
from helpers.classifier import Classifier, Network, as_classifier
from helpers.finder import Found, find
from helpers.mnist_format import SIDE, to_mnist
from helpers.networks import finder_information
from helpers.preprocessing import Prepared, prepare
from helpers.reading_order import reading_order
from helpers.readings import Reading, one_or_several, reading_of
from helpers.softmax import softmax


@dataclass
class Seen:
    """What was seen in a picture on the way to a reading.

    Attributes:
        prepared: what the hand-made chain made of it.
        by_hand: float (n, 10), the probabilities of its digits.
        found: the finder's digits in reading order; None where nobody had to look.
        crops: uint8 (m, 28, 28), those digits in MNIST's format.
        learned: float (m, 10), their probabilities.
    """

    prepared: Prepared
    by_hand: np.ndarray
    found: Found | None = None
    crops: np.ndarray = field(default_factory=lambda: np.zeros((0, SIDE, SIDE), np.uint8))
    learned: np.ndarray = field(default_factory=lambda: np.zeros((0, 10)))


class Reader:
    """Reads pictures with a classifier and the finder.

    Args:
        network: as for `helpers.recognition.read_picture`.

    Raises:
        ModelFileError: `network` does not read digits.
    """

    def __init__(self, network: Network = None) -> None:
        """Load the networks."""
        self.classifier = as_classifier(network)
        # How much a second witness adds was measured for the network that comes with the series.
        self._measured = {"slope": 1.0, "offset": 0.0, "disputed": 0.5}
        self._measured["threshold"] = self.classifier.threshold
        if self.classifier is as_classifier(None):
            self._measured = finder_information()["reading"]

    def read(self, picture: np.ndarray, name: str = "picture") -> Reading:
        """Return the reading of a picture, uint8 (h, w) or (h, w, 3), 0…255."""
        return self.judge(self.look(picture), name)

    def look(self, picture: np.ndarray) -> Seen:
        """Return what is seen in a picture, uint8 (h, w) or (h, w, 3), 0…255."""
        prepared = prepare(picture)
        seen = Seen(prepared, by_hand(prepared, self.classifier))
        if prepared.plain and seen.by_hand.max() >= self.classifier.threshold:
            return seen
        if picture.ndim == 2:
            picture = np.dstack([picture] * 3)
        found = find(picture, onnx_files.FINDER)
        order = [index for row in reading_order(_xywh(found.boxes)) for index in row]
        seen.found = found[order]
        seen.crops = np.array([to_mnist(ink) for ink in seen.found.inks], np.uint8)
        seen.crops = seen.crops.reshape(-1, SIDE, SIDE)
        seen.learned = self.classifier.probabilities(seen.crops)
        return seen

    def judge(self, seen: Seen, name: str = "picture") -> Reading:
        """Return the reading of what was seen."""
        threshold = self.classifier.threshold
        if seen.found is None:
            return reading_of(name, seen.by_hand, threshold)
        if np.array_equal(seen.by_hand.argmax(axis=1), seen.learned.argmax(axis=1)):
            line = self._measured["slope"], self._measured["offset"]
            both = agreed(seen.by_hand, seen.learned, *line)
            return reading_of(name, both, self._measured["threshold"])
        sure = len(seen.by_hand) > 0 and seen.by_hand.max(axis=1).min() >= threshold
        better = seen.by_hand if sure or not len(seen.learned) else seen.learned
        return reading_of(name, disputed(better, self._measured["disputed"]), math.inf)


def by_hand(prepared: Prepared, classifier: Classifier) -> np.ndarray:
    """Return the probabilities (n, 10) of the digits that the hand-made chain found."""
    images = np.concatenate([prepared.digits, prepared.together])
    probabilities = classifier.probabilities(images)
    count = len(prepared.digits)
    return one_or_several(probabilities[:count], probabilities[count:])


def log_odds(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return how sure two witnesses together are of each digit that they agree on.

    Args:
        one: float (n, 10), probabilities.
        other: the same of the other witness.

    Returns:
        float (n,): the logarithms of the odds of the likeliest digit, after averaging both.
    """
    most = _average(one, other).max(axis=1)
    return np.log(most) - np.log(np.maximum(1 - most, 1e-4))


def _average(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return softmax((np.log(np.maximum(one, 1e-9)) + np.log(np.maximum(other, 1e-9))) / 2)


def agreed(one: np.ndarray, other: np.ndarray, slope: float, offset: float) -> np.ndarray:
    """Return what two witnesses who say the same make likely, as probabilities (n, 10).

    Args:
        one: float (n, 10), probabilities.
        other: the same of the other witness.
        slope: how much a step of their log-odds is worth, measured on pages.
        offset: what their log-odds lack, likewise; 1 and 0 leave their average as it is.

    Source: J. Platt, *Probabilistic Outputs for Support Vector Machines*, 1999.

    >>> witness = np.array([[0.9, 0.1]])
    >>> agreed(witness, witness, 1, 0).round(2), agreed(witness, witness, 2, 0).round(2)
    (array([[0.9, 0.1]]), array([[0.99, 0.01]]))
    """
    average = _average(one, other)
    likeliest = np.arange(len(average)), average.argmax(axis=1)
    sure = 1 / (1 + np.exp(-slope * log_odds(one, other) - offset))
    # A digit that is likelier than the others stays so.
    sure = np.maximum(sure, 1.001 / average.shape[1])
    rest = np.maximum(1 - average[likeliest], 1e-12)
    result = average * ((1 - sure) / rest)[:, None]
    result[likeliest] = sure
    return result


def disputed(probabilities: np.ndarray, most: float) -> np.ndarray:
    """Return probabilities (n, 10) whose largest is at most `most`; which is largest stays.

    >>> disputed(np.array([[0.9, 0.1]]), 0.5)
    array([[0.5, 0.1]])
    """
    return np.minimum(probabilities, most)


def _xywh(boxes: np.ndarray) -> np.ndarray:
    return np.concatenate([boxes[:, :2], boxes[:, 2:] - boxes[:, :2]], axis=1)
