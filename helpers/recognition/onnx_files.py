"""The two trained networks that read pictures, as ONNX files: they run without TensorFlow."""

from __future__ import annotations

import functools
import os
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.networks import PRETRAINED

if TYPE_CHECKING:
    import onnxruntime

CLASSIFIER, FINDER = PRETRAINED / "best.onnx", PRETRAINED / "finder.onnx"


#: How many threads a network may use: all, but one where several files are read side by side.
THREADS: ContextVar[int] = ContextVar("threads", default=os.cpu_count() or 1)


def session(path: Path) -> onnxruntime.InferenceSession:
    """Return a network that is ready to run; it is loaded once for each number of threads.

    Args:
        path: an ONNX file.

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
