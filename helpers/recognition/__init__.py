"""From pictures to readings: one picture, many files, or a folder from the command line.

A picture goes through `decoding`, `finder` and `readings`; `reader` holds them together, `trained`
is the two networks. What is named here is imported when it is asked for: the command line answers
Ctrl-C from its first moment on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.recognition.files import read_files, read_folder, read_picture

__all__ = ["read_files", "read_folder", "read_picture"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from helpers.recognition import files

    return getattr(files, name)
