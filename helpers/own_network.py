"""A network of the learner's own, from a file or a notebook: a function, or the reason why not."""

from __future__ import annotations

import json
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from helpers.backend import import_keras, silent_stderr
from helpers.mnist_format import SIDE, to_mnist
from helpers.softmax import softmax

if TYPE_CHECKING:
    import keras
    import tensorflow as tf

#: Takes float32 images (n, 28, 28), 0…1, white ink on black; returns probabilities (n, 10).
Network = Callable[[np.ndarray], np.ndarray]
#: So many images go into a network at once, at most.
BATCH_SIZE = 256
#: Batches are filled up to one of these sizes, so that few shapes are set up and kept.
_SIZES = (16, BATCH_SIZE)
#: From which confidence a network is believed that comes without a measured threshold: measured
#: with the article's network by `python -m tests.benchmarks.reading --only thresholds`.
UNMEASURED_THRESHOLD = 0.9
#: Of the known digits a network that was trained on MNIST reads more than the first share, and one
#: that guesses less than the second.
_KNOWS, _GUESSES = 0.5, 0.3


class ModelFileError(ValueError):
    """A file does not hold a network that reads digits; the message says what to do."""


class OddNetworkWarning(UserWarning):
    """A network reads digits no better than by chance; the message says what usually is wrong."""


def load(network: keras.Model | str | Path) -> Network:
    """Return a network of Keras, or of a `.keras` file, as a function; warn of one that guesses.

    Raises:
        ModelFileError: it is not a network that reads digits.
    """
    if not isinstance(network, (str, Path)):
        return _function_of(network)
    path = Path(network)
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
            loaded = keras.saving.load_model(path, compile=False)
    except Exception as error:  # Keras raises whatever it stumbles over in a foreign file
        raise ModelFileError(
            f"“{path.name}” does not hold a network that Keras {keras.__version__}, which is "
            f"installed, can load{_saved_by(path)} ({_reason(error)}): "
            f"save it again with network.save('mine.keras')."
        ) from error
    run = _function_of(loaded)
    if oddity := _oddity(run):
        warnings.warn(f"“{path.name}” {oddity}", OddNetworkWarning, stacklevel=3)
    return run


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


def _oddity(run: Network) -> str | None:
    """Say what is wrong with a network that cannot read the known digits; None if it can."""
    digits, labels = known_digits()
    pixels = digits / np.float32(255)

    def share(shown: np.ndarray) -> float:
        return float((run(shown).argmax(axis=1) == labels).mean())

    read = share(pixels)
    if read >= _GUESSES:
        return None
    # How the digits must be shown to it says what it was trained on.
    scaled, inverted, turned = map(share, (255 * pixels, 1 - pixels, pixels.transpose(0, 2, 1)))
    shares = {
        "wants pixels of 0 to 255: save it without its Rescaling layer, trained on 0 to 1": scaled,
        "wants black ink (0) on white paper (1): train it on white ink": inverted,
        "wants rows and columns exchanged: transpose the images that it is trained on": turned,
    }
    cause = max(shares, key=lambda each: shares[each])
    if shares[cause] < _KNOWS:
        cause = "has perhaps not been trained, or not on digits: see notebook 07"
    count = round(read * len(labels))
    return f"reads {count} of {len(labels)} known digits, hardly more than chance; it {cause}."


def known_digits() -> tuple[np.ndarray, np.ndarray]:
    """Return digits that every reader of MNIST knows, uint8 (40, 28, 28), and their labels (40,).

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


def _function_of(network: keras.Model) -> Network:
    """Return a network of Keras as a graph for batches of at most BATCH_SIZE images.

    `predict` would run it as a graph too, but sets up a loop for each call, which takes far longer
    than the network itself when there is one image.
    """
    shape = getattr(network, "input_shape", None)
    shape = shape[1:] if isinstance(shape, tuple) else None  # a list where it has several inputs
    square = (SIDE, SIDE)
    if shape not in (square, (*square, 1), (SIDE * SIDE,)):
        raise ModelFileError(
            f"The network must take images of 28×28 pixels, but takes {shape}: "
            f"give one that was trained on MNIST."
        )
    if tuple(network.output_shape[1:]) != (10,):
        raise ModelFileError(
            f"The network must return ten numbers for an image, but returns "
            f"{network.output_shape[1:]}: its last layer should be Dense(10)."
        )
    import tensorflow as tf

    @tf.function(input_signature=[tf.TensorSpec((None, *square), tf.float32)])
    def run(images: tf.Tensor) -> tf.Tensor:
        return network(tf.reshape(images, (-1, *shape)), training=False)

    blank = run(np.zeros((_SIZES[0], *square), np.float32)).numpy()
    returns_logits = np.abs(blank.sum(axis=1) - 1).max() > 1e-3

    def probabilities(images: np.ndarray) -> np.ndarray:
        size = next(size for size in _SIZES if size >= len(images))
        batch = np.zeros((size, *square), np.float32)
        batch[: len(images)] = images
        # A network whose training broke down returns NaN: then no digit is likelier than another.
        outputs = np.nan_to_num(run(batch).numpy()[: len(images)])
        # Logits are only needed up to a constant, and the logarithm gives them that far.
        return softmax(outputs if returns_logits else np.log(np.maximum(outputs, 1e-30)))

    return probabilities
