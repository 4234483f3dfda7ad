"""Prints what to install for a test with other versions of the direct dependencies.

    python -m tools.dependencies oldest    each at the lower bound that pyproject.toml names
    python -m tools.dependencies newest    each as pip finds it today
    python -m tools.dependencies cluster   what the optional extra of that name asks for

What these need in turn is pip's to choose. The versions that everybody else gets are the pins
in requirements.txt. Nothing but Python's own library is needed to run it.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
SETS = ("oldest", "newest", "cluster")


def _project() -> dict[str, Any]:
    return tomllib.loads(PROJECT.read_text(encoding="utf-8"))


def optional_dependencies() -> list[str]:
    """Return what reading on a cluster needs beside the rest."""
    return _project()["project"]["optional-dependencies"]["cluster"]


def direct_dependencies() -> list[str]:
    """Return what pyproject.toml asks for, for learners, for a cluster and for tests.

    What builds the pages is left out: that is done with the pins alone.
    """
    project = _project()
    tests = [each for each in project["dependency-groups"]["test"] if isinstance(each, str)]
    return [*project["project"]["dependencies"], *optional_dependencies(), *tests]


def at_lower_bound(requirement: str) -> str:
    """Return the requirement for the oldest version that is allowed, and no other.

    Raises:
        ValueError: it names no lower bound.

    >>> at_lower_bound("numpy>=2.0,<3; python_version >= '3'")
    "numpy==2.0; python_version >= '3'"
    """
    asked, _, marker = requirement.partition(";")
    found = re.fullmatch(r"([\w.\[\]-]+)>=([\w.]+)(?:,<[\w.]+)?", asked.strip())
    if not found:
        raise ValueError(
            f"{requirement} in {PROJECT.name} must name one lower bound, as numpy>=2.0 does."
        )
    return f"{found[1]}=={found[2]}" + (f";{marker}" if marker else "")


def main(arguments: list[str]) -> int:
    """Print one requirement for each line; return the exit status."""
    if len(arguments) != 1 or arguments[0] not in SETS:
        said = " ".join(arguments) or "nothing"
        print(f"Name one of {' and '.join(SETS)}, got {said}.", file=sys.stderr)
        return 2
    cluster = arguments == ["cluster"]
    for requirement in optional_dependencies() if cluster else direct_dependencies():
        print(at_lower_bound(requirement) if arguments[0] == "oldest" else requirement)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
