"""Memory that is freed and wanted again."""

import platform
import subprocess
import sys

import pytest

#: Takes 40 MB and frees them, twenty times, as the steps of a training do; prints the page faults.
_STEPS = """
import ctypes, resource, sys
from helpers.training.memory import keep_memory
if "keep" in sys.argv:
    assert keep_memory()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
libc.memset.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(20):
    place = libc.malloc(40_000_000)
    libc.memset(place, 1, 40_000_000)
    libc.free(place)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def _page_faults(*arguments: str) -> int:
    command = [sys.executable, "-c", _STEPS, *arguments]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries are left alone")
def test_freed_memory_is_used_again_instead_of_given_back():
    assert 10 * _page_faults("keep") < 2 * _page_faults()
