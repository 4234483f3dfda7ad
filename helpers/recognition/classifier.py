"""Which digit is in an image of MNIST's format, and how sure that is: the classifier."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Union

import numpy as np

from helpers import own_network
from helpers.networks import pretrained_information
from helpers.recognition.onnx_files import CLASSIFIER, session

if TYPE_CHECKING:
    import keras

Network = Union["Classifier", "keras.Model", str, Path, None]


@dataclass(frozen=True)
class Classifier:
    """A network as a function from images to probabilities.

    Attributes:
        run: takes at most `own_network.BATCH_SIZE` float32 images (n, 28, 28), 0…1, white ink on
            black; returns probabilities (n, 10).
        threshold: 0…1, the confidence from which a reading counts as `ok`.
    """

    run: Callable[[np.ndarray], np.ndarray]
    threshold: float

    def probabilities(self, digits: np.ndarray) -> np.ndarray:
        """Return the probabilities, float (n, 10), of uint8 images (n, 28, 28), white on black."""
        shown, size = digits * np.float32(1 / 255), own_network.BATCH_SIZE
        outputs = [self.run(shown[start : start + size]) for start in range(0, len(shown), size)]
        return np.concatenate([np.zeros((0, 10)), *outputs])


def as_classifier(network: Network) -> Classifier:
    """Return whatever was given for a network as a classifier.

    Args:
        network: None for the network that comes with the series, the path of a `.keras` file, a
            Keras network, or a classifier.

    Raises:
        ModelFileError: the file does not hold a network that reads digits.
    """
    if isinstance(network, Classifier):
        return network
    if network is None:
        return _shipped()
    return Classifier(own_network.load(network), own_network.UNMEASURED_THRESHOLD)


@functools.cache
def _shipped() -> Classifier:
    try:
        threshold = pretrained_information()["threshold"]
    except ValueError as error:
        raise own_network.ModelFileError(str(error)) from error
    # The session is asked for anew each time: it depends on how many threads may be used.
    return Classifier(lambda shown: session(CLASSIFIER).run(None, {"picture": shown})[0], threshold)
