"""What benchmarks of several parts share: which part is asked for, and how figures are kept."""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

#: What a figure has to keep, such as (">=", 400).
Bounds = dict[str, tuple[str, float]]


def asked(
    description: str, parts: Sequence[str], results: Path, arguments: Sequence[str] | None
) -> tuple[Sequence[str], int, dict[str, float]]:
    """Return which parts are to be measured, in how many rounds, and the figures of the others."""
    parser = argparse.ArgumentParser(description=description.splitlines()[0])
    parser.add_argument("--full", action="store_true", help="more rounds")
    parser.add_argument("--only", choices=parts, help="measure one part, keep the other figures")
    options = parser.parse_args(arguments)
    figures: dict[str, float] = {}
    if options.only and results.is_file():
        figures = json.loads(results.read_text(encoding="utf-8"))["figures"]
    return [options.only] if options.only else parts, 7 if options.full else 3, figures


def keep(
    results: Path,
    figures: dict[str, float],
    bounds: Bounds,
    packages: Iterable[str],
    **more: Any,
) -> None:
    """Print the figures, and write them as JSON with the machine's versions and the bounds."""
    for name, value in figures.items():
        sign, bound = bounds.get(name, ("", 0))
        kept = value >= bound if sign == ">=" else value <= bound
        verdict = f"{sign} {bound}: {'yes' if kept else 'NO'}" if sign else ""
        print(f"{name.replace('_', ' '):40} {value:12,.5g}   {verdict}")
    machine: dict[str, Any] = {"cores": os.cpu_count(), "python": platform.python_version()}
    content = {
        "machine": machine | {name: version(name) for name in packages},
        **more,
        "figures": {name: float(f"{value:.6g}") for name, value in figures.items()},
        "bounds": {name: " ".join(map(str, bound)) for name, bound in bounds.items()},
    }
    results.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
