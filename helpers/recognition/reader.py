"""From pixels to a reading: find the digits, crop them, classify them, say how sure that is."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np

from helpers.mnist_format import SIDE, already_mnist, to_mnist
from helpers.networks import pretrained_information
from helpers.recognition.classifier import Network, as_classifier
from helpers.recognition.finder import Found, find, first_look
from helpers.recognition.readings import Reading, reading_of
from helpers.recognition.views import pyramid
from helpers.softmax import softmax

#: A digit whose chance is less is as doubtful as that, whatever a learner's own network says.
LIKELY = 0.5
#: Two digits can be in MNIST's format together; the classifier is less sure of such a pair than
#: this, and then the finder looks, which takes as long as classifying fifty digits.
ONE = 0.8


@dataclass
class Seen:
    """What was seen in a picture on the way to a reading; n digits, in reading order.

    Attributes:
        picture: uint8 (h, w, 3), red, green, blue.
        boxes: float32 (n, 4): x0, y0, x1, y1 of each digit, in pixels of the picture.
        crops: uint8 (n, 28, 28), the digits in MNIST's format.
        classes: float (n, 10), the classifier's probabilities of the crops.
        found: what the finder says of them; None for a picture in MNIST's format, where nobody
            had to look.
    """

    picture: np.ndarray
    boxes: np.ndarray
    crops: np.ndarray
    classes: np.ndarray
    found: Found | None = None

    @functools.cached_property
    def probabilities(self) -> np.ndarray:
        """Both networks' opinion, float (n, 10); rows sum to 1."""
        if self.found is None:
            return self.classes
        logits = np.log(np.maximum([self.classes, self.found.kinds], 1e-7))
        return softmax(logits.mean(axis=0))

    @functools.cached_property
    def evidence(self) -> np.ndarray:
        """What speaks for each digit, float (n, 5), in log-odds.

        1; classifier and finder for the likeliest digit; that here is a digit; that elsewhere, in
        the doubtful place that is likeliest one, is a digit too. There is none without the finder.
        """
        assert self.found is not None
        likeliest = np.arange(len(self.boxes)), self.probabilities.argmax(axis=1)
        missed = np.full(len(self.boxes), self.found.missed)
        chances = [
            self.classes[likeliest],
            self.found.kinds[likeliest],
            self.found.chances,
            np.maximum(missed, 0.01),
        ]
        chances = np.clip(chances, 1e-5, 1 - 1e-5)
        return np.stack([np.ones(len(self.boxes)), *np.log(chances / (1 - chances))], axis=1)


class Reader:
    """Reads pictures with the finder and a classifier.

    Args:
        network: as for `helpers.recognition.files.read_picture`.

    Raises:
        ModelFileError: `network` does not read digits.
    """

    def __init__(self, network: Network = None) -> None:
        """Load the networks."""
        self.classifier = as_classifier(network)
        # How far the evidence can be believed was measured for the network of the series.
        own = self.classifier is as_classifier(None)
        self.measured = pretrained_information("reading") if own else None

    def read(self, picture: np.ndarray, name: str = "picture") -> Reading:
        """Return the reading of a picture, uint8 (h, w) or (h, w, 3), 0…255."""
        return self.judge(self.look(picture), name)

    def look(self, picture: np.ndarray) -> Seen:
        """Return what is seen in a picture, uint8 (h, w) or (h, w, 3), 0…255.

        Raises:
            ValueError: an array of another shape or type.
        """
        picture = _in_colour(picture)
        digit = already_mnist(picture)
        if digit is None:
            return self._search(picture)
        classes = self.classifier.probabilities(digit[None])
        one = Seen(picture, np.array([[0, 0, SIDE, SIDE]], np.float32), digit[None], classes)
        # Nearly all doubtful digits are single ones: a glance tells most of them.
        if classes.max() >= ONE or len(first_look(pyramid(picture))) < 2:
            return one
        seen = self._search(picture)
        return seen if len(seen.boxes) > 1 else one

    def _search(self, picture: np.ndarray) -> Seen:
        found = find(picture)
        crops = np.array([to_mnist(ink) for ink in found.inks], np.uint8).reshape(-1, SIDE, SIDE)
        return Seen(picture, found.boxes, crops, self.classifier.probabilities(crops), found)

    def judge(self, seen: Seen, name: str = "picture") -> Reading:
        """Return the reading of what was seen."""
        probabilities, threshold = seen.classes, self.classifier.threshold
        if seen.found is not None and self.measured is not None:
            # Several digits can be wrong in more ways: one too many, one too few.
            which = self.measured["several" if len(seen.boxes) > 1 else "one"]
            sure, threshold = confidence(seen.evidence, which["weights"]), which["threshold"]
            probabilities = with_confidence(seen.probabilities, sure)
        elif seen.found is not None:
            chances = seen.found.chances
            sure = seen.classes.max(axis=1) * np.where(chances < LIKELY, chances, 1)
            probabilities = with_confidence(seen.classes, sure)
        return reading_of(name, probabilities, threshold)


def confidence(evidence: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return how sure each digit is, 0…1: a logistic regression on what speaks for it.

    Args:
        evidence: float (n, 5), as `Seen` has it.
        weights: float (5,), as `helpers.training.calibration.calibrate_reading` fits them.

    Source: J. Platt, *Probabilistic Outputs for Support Vector Machines*, 1999.

    >>> confidence(np.array([[1, 2.0]]), np.array([-2, 1]))
    array([0.5])
    """
    return 1 / (1 + np.exp(-np.clip(evidence @ np.asarray(weights), -50, 50)))


def with_confidence(probabilities: np.ndarray, sure: np.ndarray) -> np.ndarray:
    """Return probabilities (n, 10) whose likeliest digits have the confidence `sure` (n,).

    A digit that is likelier than the others stays so.

    >>> with_confidence(np.array([[0.9, 0.08, 0.02]]), np.array([0.5])).round(2)
    array([[0.5, 0.4, 0.1]])
    """
    likeliest = np.arange(len(probabilities)), probabilities.argmax(axis=1)
    others = probabilities.copy()
    others[likeliest] = 0
    share = others / np.maximum(others.sum(axis=1, keepdims=True), 1e-12)
    # The next best may not overtake: sure ≥ (1 − sure) · its share.
    least = share.max(axis=1) / (1 + share.max(axis=1)) + 1e-6
    sure = np.maximum(sure, least)
    result = share * (1 - sure)[:, None]
    result[likeliest] = sure
    return result


def _in_colour(picture: np.ndarray) -> np.ndarray:
    shape: tuple[int, ...] = getattr(picture, "shape", ())
    colours = len(shape) == 2 or (len(shape) == 3 and shape[2] == 3)
    if not colours or picture.dtype != np.uint8 or 0 in shape:
        raise ValueError(
            "A picture is a uint8 array of shape (height, width) or (height, width, 3), "
            f"got {getattr(picture, 'dtype', type(picture).__name__)} of shape {shape}."
        )
    return np.dstack([picture] * 3) if picture.ndim == 2 else picture
