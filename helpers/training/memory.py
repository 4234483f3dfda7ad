"""Memory that a training needs again in every step stays with the process."""

from __future__ import annotations

import ctypes
import platform


def keep_memory() -> bool:
    """Tell the C library to keep freed memory for the next step.

    A step of training makes and frees feature maps of some megabytes. Left alone, glibc returns
    them to the system each time, and gets them back page by page, each page filled with zeros: a
    third of a training's processor seconds (figures: docs/training-log.md).

    Returns:
        Whether it was done: on Linux with glibc. Elsewhere nothing happens.

    Source: the manual page mallopt(3).
    """
    if platform.system() != "Linux" or platform.libc_ver()[0] != "glibc":
        return False
    setting = ctypes.CDLL(None).mallopt
    # Each setting's name in glibc's malloc.h, and its value in bytes.
    mmap_threshold, trim_threshold, top_pad = (-3, 2**30), (-1, 2**31 - 1), (-2, 2**26)
    taken = [setting(*each) == 1 for each in (mmap_threshold, trim_threshold, top_pad)]
    return all(taken)
