"""Reads the studies that take too long for a notebook, as `make bench` wrote them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

#: Where `make bench` writes, so that notebooks show exactly what was measured.
RESULTS = Path(__file__).parent


def load_results(file: str) -> dict[str, Any]:
    """Return all that one benchmark wrote: "training", "reading", ….

    Raises:
        ValueError: there is no such file.

    >>> "width" in {row["study"] for row in load_results("training")["summary"]}
    True
    """
    path = RESULTS / f"{file}.json"
    if not path.is_file():
        known = ", ".join(sorted(path.stem for path in RESULTS.glob("*.json")))
        raise ValueError(f"file must be one of {known}, got {file!r}; “make bench” makes them.")
    return json.loads(path.read_text(encoding="utf-8"))


def load_study(study: str) -> list[dict[str, Any]]:
    """Return the means over seeds of one study of training: "fair", "width", "ablation", ….

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


def load_accuracies(study: str) -> dict[str, np.ndarray]:
    """Return the test accuracies of all training runs of a study, as `load_study` names it.

    Returns:
        For each variant a float array (runs,), 0…1.

    Raises:
        ValueError: there is no such study.

    >>> {name: len(each) for name, each in load_accuracies("fair").items()}["dense, plain"]
    5
    """
    found: dict[str, list[float]] = {row["variant"]: [] for row in load_study(study)}
    for run in load_results("training")["runs"]:
        if run["study"] == study:
            found[run["variant"]].append(run["test_accuracy"])
    return {variant: np.array(each) for variant, each in found.items()}


def load_right(study: str, variant: str, seed: int = 0) -> np.ndarray:
    """Return which of MNIST's test images a network has read rightly, in run `seed` of a study.

    Returns:
        Bools of shape (10000,).

    Raises:
        ValueError: there is no such training, or none of which it was written down.

    >>> load_right("fair", "dense, plain").mean() > 0.95
    np.True_
    """
    for run in load_results("training")["runs"]:
        asked = (run["study"], run["variant"], run["seed"]) == (study, variant, seed)
        if asked and "wrong" in run:
            right = np.ones(10_000, bool)
            right[[int(number) for number in run["wrong"].split()]] = False
            return right
    raise ValueError(
        f"No training {seed} of {variant!r} in {study!r} says which images it read; choose another "
        "one, or make it with “make bench FULL=1”."
    )
