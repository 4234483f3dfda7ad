"""Numbers, arrays and what holds them in a few words and at most four digits."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

import numpy as np


def shape_of(array: np.ndarray) -> str:
    """Return the shape: 28×28."""
    return "×".join(map(str, array.shape))


def brief(value: object) -> str:
    """Return numbers in four digits, large arrays by their sums, containers by parts.

    >>> brief([1, 2 / 3, ["a", 4.0]]), brief(np.eye(2)), brief(np.zeros((7, 7), np.uint8))
    ('1 0.6667 (a 4)', '1 0 / 0 1', 'u 7×7 from 0 to 0, mean 0, middle 0 0, 7109d72c')
    """
    if isinstance(value, bytes):
        return f"{len(value)} bytes {zlib.crc32(value):08x}"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {brief(each)}" for name, each in value.items())
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value.item()
    if isinstance(value, list | tuple | np.ndarray):
        array = _array(value)
        if array.dtype.kind in "iufb":
            return _numbers(array)
        return " ".join(
            f"({brief(each)})" if isinstance(each, list | tuple | np.ndarray) else brief(each)
            for each in value
        )
    if isinstance(value, int | float | np.number) and not isinstance(value, bool):
        return "·" if value != value else f"{value if abs(value) > 1e-9 else 0:.4g}"
    return str(value)


def _array(value: list | tuple | np.ndarray) -> np.ndarray:
    """Return numbers as one array; what holds arrays or parts of several lengths is none."""
    if any(isinstance(each, np.ndarray) for each in value) and not isinstance(value, np.ndarray):
        return np.array(None)
    try:
        return np.ma.asarray(value)
    except ValueError:
        return np.array(None)


def _numbers(values: np.ma.MaskedArray) -> str:
    array = np.ma.filled(values.astype(float), np.nan)
    if array.size <= 42:
        rows = array.reshape(-1, array.shape[-1] or 1).tolist()
        flat = array.ndim < 2 or (array.ndim == 2 and len(array) > 1)
        head = "" if flat else f"{shape_of(array)} "
        return head + " / ".join(" ".join(map(brief, row)) for row in rows)
    known = np.nan_to_num(array)
    weights = np.abs(known).sum() or 1.0
    middles = [(np.abs(known) * place).sum() / weights for place in np.indices(array.shape)]
    missing = int(np.isnan(array).sum())
    whole = values.dtype.kind in "iub"
    kind = values.dtype.kind if whole else str(values.dtype).replace("float64", "")
    return (
        f"{kind} {shape_of(array)} from {brief(known.min())} to {brief(known.max())}, "
        f"mean {brief(known.mean())}, middle {brief(middles)}".lstrip()
        + (f", {zlib.crc32(np.ascontiguousarray(values, np.int64).tobytes()):08x}" if whole else "")
        + (f", {missing} empty" if missing else "")
    )
