"""The two trained networks that read pictures, finder and classifier: without TensorFlow."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Union

import numpy as np

from helpers import own_network
from helpers.networks import PRETRAINED, pretrained_information

if TYPE_CHECKING:
    import keras
    import onnxruntime

Network = Union["Classifier", "keras.Model", str, Path, None]
CLASSIFIER, FINDER = PRETRAINED / "best.onnx", PRETRAINED / "finder.onnx"
#: How many threads a network may use: all, but one where several files are read side by side.
THREADS: ContextVar[int] = ContextVar("threads", default=os.cpu_count() or 1)


def session(path: Path) -> onnxruntime.InferenceSession:
    """Return the network of an ONNX file, ready to run; each number of threads has its own.

    >>> [given.name for given in session(CLASSIFIER).get_inputs()]
    ['picture']
    """
    return _load(path, THREADS.get())


@functools.cache
def _load(path: Path, threads: int) -> onnxruntime.InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # Threads that wait busily would take the processor from those that decode the next files.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3  # errors; its hints on this machine are not for the reader
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


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
    """Return a classifier, a network of Keras, or of a `.keras` file, as a classifier.

    None is the network that comes with the series.

    Raises:
        ModelFileError: the network does not read digits.
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
