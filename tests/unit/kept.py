"""What a module makes by description rather than by rule, kept as text in `kept/`.

Where colours, shares or places could be others just as well, no rule says that they are right. What
comes out is written down, so that a change of it is seen. To write it down anew, and then to read
what has changed and whether that was meant:

    KEEP=1 .venv/bin/python -m pytest tests/unit -k kept; git diff tests/unit/kept
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np
import pytest

FOLDER = Path(__file__).parent / "kept"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")


def require_kept(name: str, lines: Iterable[str], near: float = 0.0) -> None:
    """Compare lines with the file of that name: words exactly, each number within `near` of it.

    Versions of NumPy and OpenCV round differently: `near` is added to a thousandth of the number.
    OpenCV 4 looks up pixels at 32nds of a place, which may cost or add some of a thin line.
    """
    path = FOLDER / f"{name}.txt"
    lines = [line.rstrip() for line in lines]
    if os.environ.get("KEEP"):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return
    kept = path.read_text(encoding="utf-8").splitlines()
    changed = [
        f"  kept {old}\n  now  {new}"
        for old, new in zip(kept, lines, strict=False)
        if not _alike(old, new, near)
    ]
    if changed or len(kept) != len(lines):
        pytest.fail(
            f"{path.name} has {len(kept)} lines, now there are {len(lines)}; {len(changed)} have "
            f"changed. See the head of kept.py. The first:\n" + "\n".join(changed[:5]),
            pytrace=False,
        )


def _alike(old: str, new: str, near: float) -> bool:
    if _NUMBER.sub("", old) != _NUMBER.sub("", new):
        return False
    pairs = ([float(number) for number in _NUMBER.findall(line)] for line in (old, new))
    share, near = (1e-3, near) if cv2.__version__ >= "5" else (0.1, 10 * near)
    return all(abs(a - b) <= near + share * abs(a) for a, b in zip(*pairs, strict=True))


def seen(picture: np.ndarray) -> str:
    """Describe a picture, (h, w) or (h, w, 3): shape, spread, channels, and a grid of nine regions.

    All but the shape in thousandths, of 255 where the picture is uint8.
    """
    values = picture.astype(float) / (255 if picture.dtype == np.uint8 else 1) * 1000
    grey = values.mean(axis=2) if values.ndim == 3 else values
    rows = [part.mean(axis=0) for part in np.array_split(grey, 3)]
    cells = [f"{part.mean():.0f}" for row in rows for part in np.array_split(row, 3)]
    means = values.reshape(-1, values.shape[2]).mean(axis=0) if values.ndim == 3 else []
    colour = f" rgb {' '.join(f'{mean:.0f}' for mean in means)}" if len(means) else ""
    return f"{shape_of(picture)} ±{grey.std():.0f}{colour}: {' '.join(cells)}"


def drawn(ink: np.ndarray) -> str:
    """Describe ink on 0, (h, w): its sum, its middle (row, column), its spread along both."""
    weights = ink.astype(float)
    if not weights.sum():
        return "nothing"
    found = []
    for axis in (0, 1):
        along, places = weights.sum(axis=1 - axis), np.arange(ink.shape[axis])
        middle = np.average(places, weights=along)
        found.append((middle, np.sqrt(np.average((places - middle) ** 2, weights=along))))
    (row, high), (column, wide) = found
    return f"{weights.sum():.4g} at {row:.2f} {column:.2f} ±{high:.2f} {wide:.2f}"


def shape_of(array: np.ndarray) -> str:
    """Return the shape: 28×28."""
    return "×".join(map(str, array.shape))


def numbers(values: np.ndarray | Iterable[float]) -> str:
    """Return numbers with four digits, in a row."""
    return " ".join(f"{float(value):.4g}" for value in np.ravel(np.asarray(values)))


def after(rng: np.random.Generator) -> str:
    """Tell where a generator stands: how much was drawn from it."""
    return f"then {rng.random():.4f}"
