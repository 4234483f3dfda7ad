"""TensorFlow, imported without its start-up messages, and interruptions while it is at work.

An interruption while TensorFlow is being imported, or prepares a step, may come out as any kind of
error. Before the first picture is read nothing has been done: the program ends on the spot, with a
sentence. A training takes the interruption later, between two steps.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

# Two threads that turned the same descriptor at once would leave it turned to nowhere.
_ONE_AT_A_TIME = threading.RLock()
INTERRUPTED = 130  # what shells expect of a command that was interrupted


def import_keras(backend: str = "tensorflow") -> ModuleType:
    """Return the `keras` module, with its backend loaded and nothing printed.

    TensorFlow's libraries report processor features and missing GPUs on file descriptor 2,
    whatever `TF_CPP_MIN_LOG_LEVEL` says. Only the import is silenced: errors and warnings that
    come later are still seen.

    Args:
        backend: another one, where a training is to run on a GPU without TensorFlow: "jax" or
            "torch". The first call decides.

    >>> import_keras().backend.backend()
    'tensorflow'
    """
    # The backend is chosen at import; the notebooks' numbers are TensorFlow's.
    os.environ["KERAS_BACKEND"] = backend
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    # On processors without AVX-512 TensorFlow leaves oneDNN's kernels off, which doubles the
    # seconds of a small convolutional network's training; on the others it is on anyway.
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
    if "keras" in sys.modules or backend != "tensorflow":
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
    """Send file descriptor 2 to nowhere, for libraries in C; what raises inside still raises."""
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


def end_at_once() -> None:
    """Let Ctrl-C end the program with a sentence, until `raise_from_now_on` is called."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return  # somebody wants interruptions ignored, or has a plan for them
    with contextlib.suppress(OSError):
        # A copy of descriptor 2 stays what it is while the other is turned away.
        signal.signal(signal.SIGINT, _EndAtOnce(os.dup(2)))


class _EndAtOnce:
    """Answers an interruption with a sentence on a file descriptor, and ends the program."""

    def __init__(self, errors: int) -> None:
        self.errors = errors

    def __call__(self, number: int, frame: object) -> None:
        with contextlib.suppress(OSError):
            os.write(self.errors, b"Stopped before the first picture was read.\n")
        os._exit(INTERRUPTED)


def raise_from_now_on() -> None:
    """Let Ctrl-C raise `KeyboardInterrupt` again, where `end_at_once` had changed that."""
    if isinstance(signal.getsignal(signal.SIGINT), _EndAtOnce):
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextlib.contextmanager
def postponed() -> Iterator[Callable[[], None]]:
    """Postpone an interruption until the function that is yielded is called, or to the end.

    A second interruption is raised at once. In threads other than the main one, which never get
    any, and where somebody else has a plan for interruptions, nothing changes.

    Raises:
        KeyboardInterrupt: at the first of these after an interruption.

    >>> with postponed() as raise_if_interrupted:
    ...     raise_if_interrupted()
    """
    came: list[int] = []

    def raise_if_interrupted() -> None:
        if came:
            raise KeyboardInterrupt

    def note(number: int, frame: object) -> None:
        raise_if_interrupted()
        came.append(number)

    ours = (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    )
    if ours:
        signal.signal(signal.SIGINT, note)
    try:
        yield raise_if_interrupted
        raise_if_interrupted()
    finally:
        if ours:
            signal.signal(signal.SIGINT, signal.default_int_handler)
