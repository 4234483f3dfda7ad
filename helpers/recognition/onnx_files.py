"""The two trained networks that read pictures, as ONNX files: they run without TensorFlow."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.networks import PRETRAINED

if TYPE_CHECKING:
    import onnxruntime

CLASSIFIER, FINDER = PRETRAINED / "best.onnx", PRETRAINED / "finder.onnx"


@functools.cache
def session(path: Path, threads: int = 1) -> onnxruntime.InferenceSession:
    """Return a network that is ready to run; it is loaded once.

    Args:
        path: an ONNX file.
        threads: how many it may use. One is right where several files are read side by side.

    >>> [given.name for given in session(CLASSIFIER).get_inputs()]
    ['picture']
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # Threads that wait busily would take the processor from those that decode the next files.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3  # errors; its hints on this machine are not for the reader
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
