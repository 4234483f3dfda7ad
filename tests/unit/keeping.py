"""Texts that tests keep: what a thing is described as stands in `kept/`, so that a change is seen.

Where colours, words or places could be others just as well, no rule says that they are right: a
text does. `make kept` writes those anew that have changed; read the difference before you commit
it. `told_numbers.py`, `told_pictures.py` and `told_figures.py` describe.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable
from pathlib import Path

import cv2
import pytest

FOLDER = Path(__file__).with_name("kept")
_HEAD = re.compile(r"^=== (.*) ===\n", re.MULTILINE)
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:e[-+]\d+)?(?!\w|\.\d)")


def keep(name: str, told: str | Iterable[str], section: str = "", near: float = 0.0) -> None:
    """Compare a text or lines with a kept file, or with a section of it, and fail with the diff.

    Words have to be the same, and whole numbers; fractions of four digits may differ by one in the
    last. `near` widens that for all numbers, by itself and a thousandth, for what versions of
    OpenCV round differently; OpenCV 4 looks up pixels at 32nds of a place, which may cost or add
    some of a thin line.
    """
    assert "kept" in os.environ["PYTEST_CURRENT_TEST"], "`make kept` runs tests of that name"
    path = FOLDER / f"{name}.txt"
    parts = _HEAD.split(path.read_text(encoding="utf-8") if path.is_file() else "")
    kept = dict(zip(["", *parts[1::2]], parts[::2], strict=True))
    before = kept.get(section, "").splitlines()
    text = told if isinstance(told, str) else "\n".join(told)
    now = [line.rstrip() for line in text.rstrip().split("\n")]
    for place, (old, new) in enumerate(zip(before, now, strict=False)):
        now[place] = old if _alike(old, new, near) else new
    if os.environ.get("KEEP"):
        kept[section] = "\n".join(now) + "\n"
        whole = (f"=== {head} ===\n" * bool(head) + text for head, text in sorted(kept.items()))
        path.write_text("".join(whole), encoding="utf-8")
    elif changed := "\n".join(difflib.unified_diff(before, now, "kept", "now", lineterm="", n=1)):
        where = f"{path.name} {section}".rstrip()
        pytest.fail(f"Not what {where} keeps; if it is meant: make kept\n{changed}", pytrace=False)


def _alike(old: str, new: str, near: float) -> bool:
    if _NUMBER.sub("#", old) != _NUMBER.sub("#", new):
        return False
    return all(
        abs(float(one) - float(other))
        <= max(_last_digit(one), _last_digit(other), _room(one, near))
        for one, other in zip(_NUMBER.findall(old), _NUMBER.findall(new), strict=True)
    )


def _last_digit(number: str) -> float:
    """Return one and a half of a fraction's last digit, 0 where it has less than four digits."""
    digits, _, power = number.partition("e")
    long = "." in digits and sum(map(str.isdigit, digits.lstrip("-0."))) >= 4
    return long * 1.5 * 10.0 ** (int(power or 0) - len(digits.partition(".")[2]))


def _room(number: str, near: float) -> float:
    share, near = (1e-3, near) if cv2.__version__ >= "5" else (0.1, 10 * near)
    return near and near + share * abs(float(number))
