"""A trained network made ready to read: fast in batches, and honest about how sure it is."""

from __future__ import annotations

import functools
import json
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Union

import cv2
import numpy as np

from helpers.backend import import_keras, silent_stderr
from helpers.mnist_format import to_mnist
from helpers.networks import pretrained_information
from helpers.recognition import onnx_files
from helpers.softmax import softmax

if TYPE_CHECKING:
    import keras
    import tensorflow as tf

#: From which confidence a network is believed that comes without a measured threshold. On MNIST's
#: validation images the article's network is wrong in 0.4 % of what passes; pens and cameras are
#: harder on it than those, so 1 % is not used up.
UNMEASURED_THRESHOLD = 0.9
#: So many images go into a network at once, at most.
BATCH_SIZE = 256
#: Batches for Keras are filled up to one of these sizes, so that few shapes are set up and kept.
_KERAS_SIZES = (16, BATCH_SIZE)

#: Of the known digits a network that was trained on MNIST reads more than the first share, and one
#: that guesses less than the second.
_KNOWS, _GUESSES = 0.5, 0.3

Network = Union["Classifier", "keras.Model", str, Path, None]


class ModelFileError(ValueError):
    """A file does not hold a network that reads digits; the message says what to do."""


class OddNetworkWarning(UserWarning):
    """A network reads digits no better than by chance; the message says what usually is wrong."""


class Classifier:
    """A network as a function from images to probabilities.

    A network of Keras runs as a graph. `predict` would do so too, but sets up a loop for each
    call, which takes far longer than the network itself when there is one image.

    Args:
        network: takes float32 images of shape (n, 28, 28), (n, 28, 28, 1) or (n, 784) with
            pixels 0…1, white ink on black, and returns probabilities or logits of shape (n, 10);
            or the path of an ONNX file that takes (n, 28, 28), which needs no TensorFlow.
        threshold: 0…1, the confidence from which a reading counts as `ok`.

    Raises:
        ModelFileError: the network does not take such images or does not return ten numbers.
    """

    def __init__(
        self,
        network: keras.Model | Path,
        threshold: float = UNMEASURED_THRESHOLD,
    ) -> None:
        """Set the network up; the first image sets a graph of Keras' up too."""
        self.threshold = threshold
        self._run = _of_onnx(network) if isinstance(network, Path) else _of_keras(network)
        outputs = self._run(np.zeros((1, 28, 28), np.float32))
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
        return _from_file(Path(network))
    return Classifier(network)


@functools.cache
def _pretrained() -> Classifier:
    try:
        information = pretrained_information()
    except ValueError as error:
        raise ModelFileError(str(error)) from error
    return Classifier(onnx_files.CLASSIFIER, information["threshold"])


def _from_file(path: Path) -> Classifier:
    if not path.is_file():
        raise ModelFileError(
            f"There is no network in “{path}”: notebook 07 saves one with network.save(…)."
        )
    if path.suffix != ".keras":
        raise ModelFileError(
            f"“{path.name}” is not a .keras file: save the network as network.save('mine.keras')."
        )
    keras = import_keras()
    try:
        with silent_stderr():
            network = keras.saving.load_model(path, compile=False)
    except Exception as error:  # Keras raises whatever it stumbles over in a foreign file
        raise ModelFileError(
            f"“{path.name}” does not hold a network that Keras {keras.__version__}, which is "
            f"installed, can load{_saved_by(path)} ({_reason(error)}): "
            f"save it again with network.save('mine.keras')."
        ) from error
    classifier = Classifier(network)
    if oddity := _oddity(classifier.probabilities):
        warnings.warn(f"“{path.name}” {oddity}", OddNetworkWarning, stacklevel=3)
    return classifier


def _saved_by(path: Path) -> str:
    """Return which Keras a file says that it was saved by, as a part of a sentence."""
    try:
        with zipfile.ZipFile(path) as file, file.open("metadata.json") as metadata:
            version = json.loads(metadata.read(2**16))["keras_version"]
    except Exception:  # it may be any file
        return ""
    return f"; it was saved by Keras {version:.30}" if isinstance(version, str) else ""


def _reason(error: Exception) -> str:
    """Return what Keras says, in one line: behind long configurations stands what went wrong."""
    said = str(error).rpartition("Exception encountered: ")[2].strip() or type(error).__name__
    line = " ".join(said.splitlines()[0].split()).rstrip(".")
    return line if len(line) <= 200 else f"{line[:200]}…"


def _oddity(probabilities: Callable[[np.ndarray], np.ndarray]) -> str | None:
    """Say what is wrong with a network that cannot read the known digits; None if it can."""
    digits, labels = known_digits()

    def share(shown: np.ndarray) -> float:
        return float((probabilities(shown).argmax(axis=1) == labels).mean())

    read = share(digits)
    if read >= _GUESSES:
        return None
    # How the digits must be shown to it, and so what it was trained on.
    remedies = {
        "wants pixels of 0 to 255: save it without its Rescaling layer, trained on 0 to 1": (
            digits * np.float32(255)
        ),
        "wants black ink (0) on white paper (1): train it on white ink": 255 - digits,
        "wants rows and columns exchanged: transpose the images that it is trained on": (
            digits.transpose(0, 2, 1)
        ),
    }
    cause = max(remedies, key=lambda cause: share(remedies[cause]))
    if share(remedies[cause]) < _KNOWS:
        cause = "has perhaps not been trained, or on something else than digits: see notebook 07"
    count = round(read * len(labels))
    return f"reads {count} of {len(labels)} known digits, hardly more than by chance; it {cause}."


@functools.cache
def known_digits() -> tuple[np.ndarray, np.ndarray]:
    """Return digits that every reader of MNIST knows, drawn with strokes of several widths.

    Returns:
        uint8 (40, 28, 28), in MNIST's format, and their labels (40,).

    >>> known_digits()[1][:12]
    array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
    """
    digits = []
    for thickness, slant in ((8, 0.0), (10, 0.1), (12, 0.0), (14, -0.1)):
        for digit in range(10):
            ink = np.zeros((160, 160), np.uint8)
            cv2.putText(ink, str(digit), (45, 120), cv2.FONT_HERSHEY_SIMPLEX, 4, 255, thickness)
            turn = np.array([[1, slant, -80 * slant], [0, 1, 0]])
            digits.append(to_mnist(cv2.warpAffine(ink, turn, ink.shape)))
    return np.array(digits, np.uint8), np.tile(np.arange(10), 4)


def _has_one_input(network: keras.Model) -> bool:
    return isinstance(getattr(network, "input_shape", None), tuple)


def _of_onnx(path: Path) -> Callable[[np.ndarray], np.ndarray]:
    return lambda images: onnx_files.session(path).run(None, {"picture": images})[0]


def _of_keras(network: keras.Model) -> Callable[[np.ndarray], np.ndarray]:
    """Return the network as a graph for batches of any size, so that it is traced once."""
    shape = tuple(network.input_shape[1:]) if _has_one_input(network) else None
    if shape not in ((28, 28), (28, 28, 1), (784,)):
        raise ModelFileError(
            f"The network must take images of 28×28 pixels, it takes {shape}: "
            f"give one that was trained on MNIST."
        )
    if tuple(network.output_shape[1:]) != (10,):
        raise ModelFileError(
            f"The network must return ten numbers for an image, it returns "
            f"{network.output_shape[1:]}: its last layer should be Dense(10)."
        )
    import tensorflow as tf

    @tf.function(input_signature=[tf.TensorSpec((None, 28, 28), tf.float32)])
    def run(images: tf.Tensor) -> tf.Tensor:
        return network(tf.reshape(images, (-1, *shape)), training=False)

    def fill_up(images: np.ndarray) -> np.ndarray:
        size = next(size for size in _KERAS_SIZES if size >= len(images))
        batch = np.zeros((size, 28, 28), np.float32)
        batch[: len(images)] = images
        return run(batch).numpy()[: len(images)]

    return fill_up
