"""What a machine and an environment have to give: processor, memory, room, and the right folder.

Nothing but Python's own library is needed to run it.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib.metadata
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: What notebook 07 needs beside the system, in MiB, and what MNIST and a saved network take.
LEAST_MEMORY, LEAST_ROOM = 1500, 100
_MEGABYTE = 2**20
#: Where Linux says how much memory this process may have: as it is now, and as it was before.
_LIMITS = "/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"


def processor(cpuinfo: str | Path = "/proc/cpuinfo") -> Iterator[str]:
    """Say when the processor lacks AVX; Linux describes it in a file, Windows is asked itself."""
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return
    avx = True
    with contextlib.suppress(OSError):
        flags = re.search(r"^flags\s*:(.*)$", Path(cpuinfo).read_text("utf-8"), re.MULTILINE)
        avx = flags is None or "avx" in flags[1].split()
    if sys.platform == "win32":
        avx = bool(ctypes.windll.kernel32.IsProcessorFeaturePresent(39))
    if not avx:
        yield (
            "The processor lacks AVX, without which TensorFlow ends the kernel without a word: "
            "in Google Colab, open the chapters that train a network or look into one."
        )


def memory(
    meminfo: str | Path = "/proc/meminfo", limits: Sequence[str | Path] = _LIMITS
) -> Iterator[str]:
    """Say when the machine has, or this process may have, less memory than a training needs."""
    sizes = []
    with contextlib.suppress(OSError, ValueError, TypeError):
        sizes.append(int(re.search(r"MemTotal:\s*(\d+)", Path(meminfo).read_text())[1]) // 1024)  # type: ignore[index]
    for limit in limits:
        with contextlib.suppress(OSError, ValueError):  # "max" where there is no limit
            sizes.append(int(Path(limit).read_text()) // _MEGABYTE)
    if sizes and min(sizes) < LEAST_MEMORY:
        yield (
            f"There are {min(sizes):,} MB of memory and training needs {LEAST_MEMORY:,}: close "
            "other programs, give the container more, or open notebook 07 in Google Colab."
        )


def room(folder: Path | None = None) -> Iterator[str]:
    """Say when nothing can be written where MNIST is kept, a folder that need not exist yet."""
    if folder is None:
        try:
            from helpers.data import FILE_NAME, data_folder

            folder = data_folder()
        except ImportError:  # what is missing is named already
            return
        with contextlib.suppress(OSError):  # a folder that may not be looked into
            if (folder / FILE_NAME).is_file():
                return
    existing = folder
    try:
        existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
        free = shutil.disk_usage(existing).free // _MEGABYTE
        with tempfile.TemporaryFile(dir=existing) as file:
            file.write(bytes(2**12))
    except OSError as error:
        yield (
            f"Nothing can be written to “{existing}”, where MNIST is kept ({error.strerror}): set "
            "the variable DIGITS_DATA to a folder of yours, then start Jupyter again."
        )
        return
    if free < LEAST_ROOM:
        yield (
            f"Only {free:,} MB are free on the disk of “{existing}” and {LEAST_ROOM:,} are "
            "needed: make room, or set the variable DIGITS_DATA to a folder on another disk."
        )


def environment(prefix: str | Path = sys.prefix, project: Path = ROOT) -> Iterator[str]:
    """Say when the kernel's environment, in the folder `prefix`, was moved or is another's."""
    again = "run “make lab” in the project's folder"
    with contextlib.suppress(OSError):
        written = (Path(prefix) / "pyvenv.cfg").read_text("utf-8", "replace")
        made = re.search(r"^command = .* -m venv (?:--\S+ )*(.+)$", written, re.MULTILINE)
        if made and not _same(Path(made[1].strip()), Path(prefix)):
            yield (
                f"The environment “{prefix}” was made as “{made[1].strip()}” and moved or copied, "
                f"which breaks its commands: {again}, which makes it anew."
            )
            return
    own = project / ".venv"
    if (own / "pyvenv.cfg").is_file() and not _same(own, Path(prefix)):
        try:
            importlib.metadata.version("handwritten-digits")
        except importlib.metadata.PackageNotFoundError:
            yield (
                f"The kernel runs in “{prefix}” and not in the project's environment “{own}”: "
                f"close Jupyter and {again}."
            )


def helpers_in_the_way(notebooks: Path, project: Path = ROOT) -> Iterator[str]:
    """Say when another package is called helpers, or these are not those beside `notebooks`."""
    if any(importlib.metadata.distributions(name="helpers")):
        yield (
            "Another package called helpers is installed, which can be taken for this project's: "
            "run “%pip uninstall --yes helpers” in a cell, then restart the kernel (menu Kernel → "
            "Restart Kernel)."
        )
    beside = notebooks.resolve().parent
    if (beside / "helpers" / "checks").is_dir() and not _same(beside, project):
        yield (
            f"The helpers come from “{project}” and not from “{beside}”, where this notebook is: "
            "close Jupyter and run “make lab” there."
        )


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
