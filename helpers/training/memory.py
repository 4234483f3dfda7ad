"""Memory that a training needs again in every step stays with the process."""

from __future__ import annotations

import ctypes
import platform

#: Names of glibc's settings, from its header malloc.h, and what they are set to, in bytes.
_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD = -1, -2, -3
_NEVER, _MORE_AT_ONCE, _LARGEST = 2**31 - 1, 2**26, 2**30


def keep_memory() -> bool:
    """Tell the C library to keep freed memory for the next step.

    A step of training makes and frees feature maps of some megabytes. Left alone, glibc returns
    them to the system each time, and gets them back page by page, each page filled with zeros: a
    third of a training's processor seconds (figures: docs/training-log.md). Kept memory is not
    lost; the next allocation of this process takes it.

    Returns:
        Whether it was done: on Linux with glibc. Elsewhere nothing happens.

    Source: the manual page mallopt(3).
    """
    if platform.system() != "Linux" or platform.libc_ver()[0] != "glibc":
        return False
    setting = ctypes.CDLL(None).mallopt
    wanted = (
        (_MMAP_THRESHOLD, _LARGEST),
        (_TRIM_THRESHOLD, _NEVER),
        (_TOP_PAD, _MORE_AT_ONCE),
    )
    taken = [setting(name, size) == 1 for name, size in wanted]
    return all(taken)
