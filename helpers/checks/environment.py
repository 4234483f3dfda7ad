"""Checks that everything the notebooks need is there, and says how to repair what is not.

Nothing but Python's own library is needed to run it.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import importlib.util
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpers.checks import imported, machine
from helpers.checks.imported import RESTART

_PYTHONS = (3, 11), (3, 13)
#: What is imported: the package that holds it, and what it is for.
_MODULES = {
    "numpy": ("numpy", "calculates with images"),
    "matplotlib": ("matplotlib", "draws figures"),
    "PIL": ("pillow", "reads picture files"),
    "cv2": ("opencv-python", "prepares photographs"),
    "onnxruntime": ("onnxruntime", "reads pictures"),
    "tensorflow": ("tensorflow", "trains and runs networks"),
    "keras": ("keras", "builds networks"),
    "ipywidgets": ("ipywidgets", "makes sliders"),
    "anywidget": ("anywidget", "makes the drawing pad"),
    "platformdirs": ("platformdirs", "finds a place for the data"),
    "tqdm": ("tqdm", "shows progress"),
}


@dataclass(frozen=True)
class EnvironmentReport:
    """What was found: one sentence for each thing that is missing, with what repairs it."""

    problems: tuple[str, ...]

    def __repr__(self) -> str:
        """Return one line when all is well, else one line for each problem."""
        if not self.problems:
            return "✔ Everything is here: Python, packages, the trained network, the pictures."
        count = len(self.problems)
        head = "One thing is" if count == 1 else f"{count} things are"
        return "\n".join([f"{head} wrong:", *(f"✘ {problem}" for problem in self.problems)])


def check_environment(pictures: str | Path = "../recognition") -> EnvironmentReport:
    """Check Python, the packages, the machine, the trained network and the folder of pictures.

    Packages are imported in another process, which takes two or three seconds.

    Args:
        pictures: the folder of pictures, as seen from the notebook.

    Returns:
        A report that Jupyter shows as text.

    >>> check_environment(Path(__file__).parents[2] / "recognition").problems
    ()
    """
    problems = (
        *_python(sys.version_info[:2]),
        *machine.environment(),
        *machine.helpers_in_the_way(Path.cwd()),
        *_packages(),
        *machine.memory(),
        *machine.room(),
        *_network(),
        *_pictures(pictures),
    )
    return EnvironmentReport(problems)


def _python(version: tuple[int, int]) -> Iterator[str]:
    oldest, newest = _PYTHONS
    if not oldest <= version <= newest:
        yield (
            f"This kernel runs Python {version[0]}.{version[1]}, but needs {oldest[0]}.{oldest[1]} "
            f"to {newest[0]}.{newest[1]}: run “make lab” in the project's folder, "
            "which makes an environment of its own."
        )


def _packages() -> Iterator[str]:
    present = {}
    no_avx = list(machine.processor())
    yield from no_avx
    for module, (package, purpose) in _MODULES.items():
        if importlib.util.find_spec(module) is None:
            yield (
                f"The package {package}, which {purpose}, is not installed: run "
                f"“%pip install {package}” in a cell, {RESTART}."
            )
            continue
        needed, installed = _oldest(package), _version(package)
        if needed and installed and _numbers(installed) < _numbers(needed):
            yield (
                f"The package {package}, which {purpose}, has version {installed}, but {needed} or "
                f"newer is needed: run “%pip install --upgrade {package}” in a cell, {RESTART}."
            )
        elif not (no_avx and module in ("tensorflow", "keras")):
            present[module] = package
    yield from imported.broken(present)


def _network() -> Iterator[str]:
    folder = Path(__file__).parents[1] / "pretrained"
    for name in ("best.weights.h5", "best.json"):
        if not (folder / name).is_file():
            yield (
                f"The file helpers/pretrained/{name} of the trained network is missing: download "
                "the project again, or run “make train”, which takes some minutes."
            )


def _pictures(folder: str | Path) -> Iterator[str]:
    folder = Path(folder)
    if not folder.is_dir():
        yield (
            "The folder recognition/ is missing: download the project again, and open the "
            "notebooks in their own folder notebooks/."
        )
    elif not any(path.suffix.lower() in (".png", ".jpg", ".jpeg") for path in folder.iterdir()):
        yield "The folder recognition/ holds no picture: put a photograph of a digit into it."


def _oldest(package: str) -> str | None:
    """Return the oldest version of a package that this project declares; None when it doesn't."""
    try:
        requirements = importlib.metadata.requires("handwritten-digits") or []
    except importlib.metadata.PackageNotFoundError:  # the helpers came as a folder, as on Colab
        return None
    for requirement in requirements:
        pattern = rf"{re.escape(package)}(?:-cpu)?\s*(?:<[\d.]+,)?>=([\d.]+)"
        if found := re.match(pattern, requirement, re.IGNORECASE):
            return found[1]
    return None


def _version(package: str) -> str | None:
    # TensorFlow's build without GPU support has a name of its own.
    for name in (package, f"{package}-cpu", f"{package}-headless"):
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            return importlib.metadata.version(name)
    return None


def _numbers(version: str) -> tuple[int, ...]:
    """Return the leading numbers of a version: "2.10.1rc1" is (2, 10, 1)."""
    return tuple(int(part) for part in re.findall(r"\d+", version.split("+")[0])[:3])


if __name__ == "__main__":  # where no notebook gets so far
    print(check_environment(machine.ROOT / "recognition"))
