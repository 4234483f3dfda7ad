"""Texts that tests keep: what a thing is described as stands in a file, so that a change is seen.

One command writes them anew; the difference says what has changed for the reader, so read it:

    WRITE_DESCRIPTIONS=1 python -m pytest -k "kept or exercises or mutants or edges" tests/unit
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np

FOLDER = Path(__file__).with_name("described")
_HEAD = re.compile(r"^=== (.*) ===\n", re.MULTILINE)
_FRACTION = re.compile(r"(?<![\w.])-?\d+\.\d+(?:e[-+]\d+)?(?!\w)|(?<![\w.])-?\d+e[-+]\d+")


def keep(name: str, section: str, lines: Iterable[str]) -> None:
    """Compare lines with a section of a kept file; fractions may differ in their last digit."""
    now = "\n".join(lines).splitlines()
    path = FOLDER / f"{name}.txt"
    parts = _HEAD.split(path.read_text(encoding="utf-8"))[1:] if path.is_file() else []
    kept = dict(zip(parts[::2], parts[1::2], strict=True))
    if os.environ.get("WRITE_DESCRIPTIONS"):
        kept[section] = "".join(f"{line}\n" for line in now)
        whole = "".join(f"=== {head} ===\n{text}" for head, text in sorted(kept.items()))
        path.parent.mkdir(exist_ok=True)
        path.write_text(whole, encoding="utf-8")
    before = kept.get(section, "").splitlines()
    changed = [
        f"before: {old}\nnow:    {new}"
        for old, new in zip_longest(before, now, fillvalue="")
        if not _alike(old, new)
    ]
    assert not changed, "\n".join([f"{path.name}, {section}:", *changed[:20]])


def _alike(old: str, new: str) -> bool:
    if _FRACTION.sub("#", old) != _FRACTION.sub("#", new):
        return False
    return all(map(_nearly, _FRACTION.findall(old), _FRACTION.findall(new)))


def _nearly(old: str, new: str) -> bool:
    """Return whether two numbers of four digits or more differ by one in the last one at most."""
    (whole, power), (other, its_power) = (f"{each}e".split("e")[:2] for each in (old, new))
    places = len(whole.partition(".")[2])
    alike = power == its_power and places == len(other.partition(".")[2])
    long = sum(map(str.isdigit, whole.lstrip("-0."))) >= 4
    return old == new or (alike and long and abs(float(whole) - float(other)) < 1.5 * 0.1**places)


def short(value: Any) -> str:
    """Return a number in four digits, an array by its values or by sums, containers by parts.

    >>> short([1, 2 / 3, np.arange(3)]), short(np.zeros((7, 7), np.uint8))
    ('1 0.6667 (0 1 2)', 'u 7×7 7109d72c')
    """
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, bytes):
        return f"{len(value)} bytes {zlib.crc32(value):08x}"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {short(each)}" for name, each in value.items())
    if isinstance(value, list | tuple):
        if len(value) > 12 and all(type(each) in (int, float) for each in value):
            return _array(np.array(value))
        return " ".join(
            f"({short(each)})" if isinstance(each, list | tuple | np.ndarray) else short(each)
            for each in value
        )
    if isinstance(value, float | np.floating):
        return f"{value:.4g}" if abs(value) > 1e-9 or value != value else "0"
    return str(value)


def _array(values: np.ndarray) -> str:
    if values.dtype == object or values.dtype.kind == "U":
        return short(values.tolist())
    shape = "×".join(map(str, values.shape))
    if values.size <= 10:
        head = f"{shape} " if values.ndim > 1 else ""
        return head + " ".join(short(each) for each in values.ravel().tolist())
    if values.dtype.kind in "iub":
        same = zlib.crc32(np.ascontiguousarray(values).astype(np.int64).tobytes())
        return f"{values.dtype.kind} {shape} {same:08x}"
    flat = values.astype(float).ravel()
    empty = int(np.isnan(flat).sum())
    flat = np.nan_to_num(flat)
    waves = np.cos(np.arange(flat.size) * 0.7)
    found = [flat.mean(), flat.std(), (flat * waves).sum()]
    return f"{values.dtype} {shape} {short(found)}" + (f", {empty} nan" if empty else "")


def words_of(message: str) -> tuple[str, str]:
    """Return a sentence without its numbers, and its numbers.

    >>> words_of("A pixel of 100 became 1.5.")
    ('A pixel of # became #.', '100 1.5')
    """
    numbers = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?%?")
    return numbers.sub("#", message), " ".join(numbers.findall(message))
