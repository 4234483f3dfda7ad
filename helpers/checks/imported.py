"""Imports packages in other processes, so that one that fails or crashes can be named and mended.

Nothing but Python's own library is needed to run it.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.machinery
import importlib.util
import json
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path

#: TensorFlow's own library; where it can be loaded, the rest of the import, which takes ten times
#: as long, goes well too.
_LIBRARY = "python/_pywrap_tensorflow_internal"
#: What Keras, which imports TensorFlow, needs beside it and is compiled.
_COMPILED = ("h5py", "ml_dtypes", "optree")
#: After so many seconds an import is left alone; on a slow disk the first one takes a minute.
PATIENCE = 180
_MARK = "\x1e"
RESTART = "then restart the kernel (menu Kernel → Restart Kernel)"
#: What an error says, and what mends it; {package} is the one that could not be imported.
_REMEDIES = {
    # What opencv-python wants of the system; which of them it misses first is chance.
    r"lib(GL|gthread|glib|xcb|X11|Xext|SM|ICE)[-.\w]*\.so": "run “sudo apt-get install libgl1 "
    "libglib2.0-0” in a terminal; where you may not, run “%pip uninstall --yes opencv-python” and "
    f"“%pip install opencv-python-headless” in a cell, {RESTART}",
    r"cannot open shared object file|Library not loaded": "a system library is missing: install "
    "the one that is named, or use Google Colab",
    r"DLL load failed": "install Microsoft's “Visual C++ Redistributable” (vc_redist.x64.exe), "
    "then start Jupyter again",
    r"GLIBC(XX)?_[\d.]+.* not found": "this Linux is older than the package allows: use a newer "
    "one, or Google Colab",
    r"wrong ELF class|incompatible architecture|not a valid Win32|invalid ELF header": "it was "
    "made for another processor: run “%pip install --force-reinstall --no-cache-dir {package}” in "
    f"a cell, {RESTART}",
    r"compiled using NumPy|numpy\.core\.multiarray|numpy\.dtype size changed": "it was made for "
    "another NumPy: run “%pip install --upgrade --force-reinstall {package}” in a cell, "
    f"{RESTART}",
    r"MemoryError|Cannot allocate memory|bad_alloc": "close other programs, then try again",
    r"No space left": "make room on the disk, then install it again",
    r"PermissionError|Permission denied": "its files cannot be read: run “make lab” in the "
    "project's folder, which makes an environment of your own",
}
_OTHERWISE = f"run “%pip install --force-reinstall {{package}}” in a cell, {RESTART}"


def broken(packages: Mapping[str, str]) -> Iterator[str]:
    """Give a sentence for each module that is there and cannot be imported.

    Whether it can is tried in another process: an import may end the one that it happens in.

    Args:
        packages: for each module the package that holds it.

    >>> list(broken({"json": "json"}))
    []
    """
    names = []
    for name in packages:
        if file := _in_the_way(name):
            yield (
                f"Python takes the file “{file}” for the package {packages[name]}: "
                f"give it another name, {RESTART}."
            )
        else:
            names.append(name)
    errors: dict[str, str] = {}
    while rest := [name for name in names if name not in errors]:
        # Behind one that ends the process the others are tried in a new one.
        told = _outcome(rest, _start(rest))
        if not told:
            break
        errors |= told
    for name in names:
        if errors.get(name):
            yield _sentence(packages[name], errors[name])


def _in_the_way(name: str) -> str | None:
    """Return a learner's own file that has the name of a package and is found before it."""
    spec = importlib.machinery.PathFinder.find_spec(name)  # as if nothing were imported yet
    if spec is None or not spec.origin:
        return None
    file = Path(spec.origin)
    place = file.parent.parent if file.name == "__init__.py" else file.parent
    installed = {Path(path) for path in sysconfig.get_paths().values()}
    if place == Path.cwd() and place not in installed:
        return file.name if place == file.parent else file.parent.name
    return None


def _start(names: list[str]) -> subprocess.Popen[str] | None:
    path = json.dumps([os.fspath(entry) for entry in sys.path])
    quiet = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "2"}
    try:
        return subprocess.Popen(
            [sys.executable, "-P", __file__, path, *names],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            env=quiet,
        )
    except OSError:  # a system without processes: then the notebooks' own imports have to tell
        return None


def _outcome(names: list[str], child: subprocess.Popen[str] | None) -> dict[str, str]:
    """Return the error of each module that could not be imported."""
    if child is None:
        return {}
    try:
        output, complaint = child.communicate(timeout=PATIENCE)
        ended = f"the program that imports it ends at once (status {child.returncode})"
    except subprocess.TimeoutExpired:
        child.kill()
        output, complaint = child.communicate()
        ended = f"its import does not end within {PATIENCE} seconds"
    errors = {}
    for name in names:
        told = re.search(rf"^{_MARK}{re.escape(name)}\t(.*)$", output, re.MULTILINE)
        if told is None:
            break
        try:
            errors[name] = json.loads(told[1])
        except ValueError:
            last = complaint.strip().splitlines()[-1:]
            errors[name] = ": ".join([ended, *last])
    return errors


def _sentence(package: str, error: str) -> str:
    line = " ".join(error.split())
    line = line if len(line) <= 160 else f"{line[:160]}…"
    advice = next((then for said, then in _REMEDIES.items() if re.search(said, error)), _OTHERWISE)
    return (
        f"The package {package} is installed but cannot be imported ({line.rstrip('.')}): "
        f"{advice.format(package=package)}."
    )


def _bring(name: str) -> None:
    """Import a module, or what decides whether it can be imported."""
    spec = importlib.util.find_spec(name)
    folder = Path((spec and spec.origin) or "").parent
    if name == "tensorflow":
        for library in (folder / f"{_LIBRARY}.{suffix}" for suffix in ("so", "pyd")):
            if library.is_file():
                ctypes.PyDLL(str(library))
                return
    whole = name == "keras" and (folder / "src").is_dir()
    for part in _COMPILED if whole else [name]:
        importlib.import_module(part)


def _import_all(path: str, *names: str) -> None:
    """Print for each module what its import raises; this is what the other process does."""
    sys.path[:] = json.loads(path)
    for name in names:
        # At once, so that it is known which one ended the process.
        print(f"\n{_MARK}{name}", end="\t", flush=True)
        try:
            _bring(name)
        except BaseException as error:
            print(json.dumps(f"{type(error).__name__}: {error}"), flush=True)
        else:
            print('""', flush=True)


if __name__ == "__main__":
    _import_all(*sys.argv[1:])
