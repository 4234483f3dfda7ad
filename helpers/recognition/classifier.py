"""A trained network made ready to read: fast in batches, and honest about how sure it is."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Union

import numpy as np

from helpers import own_network
from helpers.networks import pretrained_information
from helpers.own_network import BATCH_SIZE
from helpers.recognition import onnx_files
from helpers.softmax import softmax

if TYPE_CHECKING:
    import keras

#: From which confidence a network is believed that comes without a measured threshold. On MNIST's
#: validation images the article's network is wrong in 0.4 % of what passes; pens and cameras are
#: harder on it than those, so 1 % is not used up.
UNMEASURED_THRESHOLD = 0.9
Network = Union["Classifier", "keras.Model", str, Path, None]


class Classifier:
    """A network as a function from images to probabilities.

    Args:
        run: takes float32 images (n, 28, 28), 0…1, white ink on black; returns probabilities or
            logits (n, 10).
        threshold: 0…1, the confidence from which a reading counts as `ok`.
    """

    def __init__(
        self, run: Callable[[np.ndarray], np.ndarray], threshold: float = UNMEASURED_THRESHOLD
    ) -> None:
        """Find out what the network returns; that sets it up too."""
        self.threshold = threshold
        self._run = run
        outputs = run(np.zeros((1, 28, 28), np.float32))
        self._returns_logits = bool(np.abs(outputs.sum(axis=1) - 1).max() > 1e-3)

    def probabilities(self, digits: np.ndarray) -> np.ndarray:
        """Return the probabilities of the ten digits for each image.

        Args:
            digits: uint8 array of shape (n, 28, 28), values 0…255, white ink on black.

        Returns:
            float array of shape (n, 10); each row sums to 1.
        """
        outputs = [np.zeros((0, 10))]
        for start in range(0, len(digits), BATCH_SIZE):
            outputs.append(self._run(digits[start : start + BATCH_SIZE] * np.float32(1 / 255)))
        # A network whose training broke down returns NaN: then no digit is likelier than another.
        scores = np.nan_to_num(np.concatenate(outputs))
        if not self._returns_logits:
            # Logits are only needed up to a constant, and the logarithm gives them that far.
            scores = np.log(np.maximum(scores, 1e-30))
        return softmax(scores)


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
        return _pretrained()
    if isinstance(network, (str, Path)):
        return Classifier(own_network.load(Path(network)))
    return Classifier(own_network.function_of(network))


@functools.cache
def _pretrained() -> Classifier:
    try:
        information = pretrained_information()
    except ValueError as error:
        raise own_network.ModelFileError(str(error)) from error
    return Classifier(_run_shipped, information["threshold"])


def _run_shipped(images: np.ndarray) -> np.ndarray:
    # Asked for anew each time: it depends on how many threads may be used.
    return onnx_files.session(onnx_files.CLASSIFIER).run(None, {"picture": images})[0]
