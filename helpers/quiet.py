"""Imports TensorFlow without its start-up messages, in one place."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

# Two threads that turned the same descriptor at once would leave it turned to nowhere.
_ONE_AT_A_TIME = threading.RLock()


def import_keras() -> ModuleType:
    """Return the `keras` module, with TensorFlow loaded as its backend and nothing printed.

    TensorFlow's libraries report processor features and missing GPUs on file descriptor 2,
    whatever `TF_CPP_MIN_LOG_LEVEL` says. Only the import is silenced: errors and warnings that
    come later are still seen.

    >>> import_keras().backend.backend()
    'tensorflow'
    """
    # The backend is chosen at import; the notebooks' numbers are TensorFlow's.
    os.environ["KERAS_BACKEND"] = "tensorflow"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    # On processors without AVX-512 TensorFlow leaves oneDNN's kernels off, which doubles the
    # seconds of a small convolutional network's training; on the others it is on anyway.
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
    if "tensorflow" in sys.modules:
        import keras

        return keras
    with silent_stderr():
        import keras
        import tensorflow as tf

        # The first operation initialises the devices, which prints once more.
        tf.zeros(1)
    return keras


@contextlib.contextmanager
def silent_stderr() -> Iterator[None]:
    """Send file descriptor 2 to nowhere; what raises inside still raises.

    For libraries in C that write there and cannot be told otherwise. A second thread that
    wants the same waits until the first is done.
    """
    with _ONE_AT_A_TIME:
        sys.stderr.flush()
        kept = os.dup(2)
        try:
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), 2)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
