"""From pixels to a reading: find the digits, crop them, classify them, say how sure that is."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np

from helpers.mnist_format import SIDE, already_mnist, to_mnist
from helpers.networks import pretrained_information
from helpers.recognition.finder import Found, find, first_look
from helpers.recognition.paper import in_colour
from helpers.recognition.readings import Reading, reading_of
from helpers.recognition.trained import Network, as_classifier
from helpers.recognition.views import pyramid, sigmoid
from helpers.softmax import softmax

#: Two digits can be in MNIST's format together; the classifier is less sure of such a pair than
#: this, and then the finder looks, which takes as long as fifty digits. Measured as the finder's.
ONE = 0.8


@dataclass
class Seen:
    """What was seen in a picture on the way to a reading; n digits, in reading order.

    Attributes:
        picture: uint8 (h, w, 3), red, green, blue.
        boxes: float32 (n, 4): x0, y0, x1, y1 of each digit, in pixels of the picture.
        crops: uint8 (n, 28, 28), the digits in MNIST's format.
        classes: float (n, 10), the classifier's probabilities of the crops.
        found: what the finder says of them; None where nobody had to look, in MNIST's format.
    """

    picture: np.ndarray
    boxes: np.ndarray
    crops: np.ndarray
    classes: np.ndarray
    found: Found | None = None

    @functools.cached_property
    def probabilities(self) -> np.ndarray:
        """Both networks' opinion, float (n, 10); rows sum to 1."""
        opinions = [self.classes] if self.found is None else [self.classes, self.found.kinds]
        return softmax(np.log(np.maximum(opinions, 1e-7)).mean(axis=0))

    @functools.cached_property
    def evidence(self) -> np.ndarray:
        """What the finder and the classifier say for each digit, float (n, 5), in log-odds.

        1; classifier and finder for the likeliest digit; that here is a digit; that elsewhere, in
        the doubtful place that is likeliest one, is a digit too.
        """
        assert self.found is not None
        _, chances, kinds, _, missed = self.found
        likeliest = np.arange(len(chances)), self.probabilities.argmax(axis=1)
        elsewhere = np.full(len(chances), max(missed, 0.01))
        all_of_them = self.classes[likeliest], kinds[likeliest], chances, elsewhere
        chances = np.clip(all_of_them, 1e-5, 1 - 1e-5)
        return np.insert(np.log(chances / (1 - chances)), 0, 1, axis=0).T


class Reader:
    """Reads pictures with the finder and a classifier, which `as_classifier` makes of `network`."""

    def __init__(self, network: Network = None) -> None:
        """Load the classifier; it raises `ModelFileError` where it does not read digits."""
        self.classifier = as_classifier(network)
        self.measured = pretrained_information("reading")

    def read(self, picture: np.ndarray, name: str = "picture") -> Reading:
        """Return the reading of a picture, uint8 (h, w) or (h, w, 3), 0…255."""
        return self.judge(self.look(picture), name)

    def look(self, picture: np.ndarray) -> Seen:
        """Return what is seen in a picture; it raises `ValueError` for other arrays than `read`."""
        picture = in_colour(picture)
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
        if seen.found is None:
            return reading_of(name, seen.classes, self.classifier.threshold)
        # Several digits can be wrong in more ways: one too many, one too few.
        which = self.measured["several" if len(seen.boxes) > 1 else "one"]
        probabilities, threshold = seen.probabilities, which["threshold"]
        if self.classifier is not as_classifier(None):
            # Measured was the network of the series: another has its own answer, and is believed
            # no more than it believes itself.
            probabilities, threshold = seen.classes, self.classifier.threshold
        sure = sigmoid(seen.evidence @ which["weights"])
        # What is missing to 1 is the doubt whether there is a digit, or whether that is all.
        doubt = np.minimum(sure / probabilities.max(axis=1), 1)
        return reading_of(name, probabilities * doubt[:, None], threshold)
