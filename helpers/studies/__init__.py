"""Reads the studies that take too long for a notebook, as `make bench` wrote them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

#: Where `make bench` writes, so that notebooks show exactly what was measured.
RESULTS = Path(__file__).parent


def load_results(file: str) -> dict[str, Any]:
    """Return all that one benchmark wrote.

    Args:
        file: the name of a JSON file in `RESULTS`: "training", "reading", ….

    Raises:
        ValueError: there is no such file.

    >>> sorted({row["study"] for row in load_results("training")["summary"]})[:2]
    ['ablation', 'images_article']
    """
    path = RESULTS / f"{file}.json"
    if not path.is_file():
        known = ", ".join(sorted(path.stem for path in RESULTS.glob("*.json")))
        raise ValueError(f"file must be one of {known}, got {file!r}; “make bench” makes them.")
    return json.loads(path.read_text(encoding="utf-8"))


def load_study(study: str) -> list[dict[str, Any]]:
    """Return the means over seeds of one study of training.

    Args:
        study: "width", "parameters", "images_quick", "images_article", "ablation", ….

    Returns:
        A dictionary for each variant: `variant`, `parameters`, `images`, `epochs`, `seeds`,
        `test_accuracy` and `validation_accuracy` (0…1), `processor_seconds`, ….

    Raises:
        ValueError: there is no such study.

    >>> sorted(load_study("width")[0])[:2]
    ['epochs', 'images']
    """
    rows = load_results("training")["summary"]
    found = [row for row in rows if row["study"] == study]
    if not found:
        known = ", ".join(sorted({row["study"] for row in rows}))
        raise ValueError(
            f"study must be one of {known}, got {study!r}; “make bench FULL=1” makes the others."
        )
    return found
