"""The page of limits says what the constants say, and names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.checks import imported
from helpers.folder import workbook
from helpers.recognition import decoding, files, finder

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")


def test_every_limit_has_a_test():
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")][1:]
    tests = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("tests/*/test_*.py"))
    assert len(rows) >= 15
    for row in rows:
        named = re.findall(r"`(test_\w+)`", row)
        assert named, row
        for name in named:
            assert f"def {name}(" in tests, name


def test_the_page_has_the_numbers_of_the_modules():
    numbers = {
        "LARGEST_FILE": f"{decoding.LARGEST_FILE // 2**20} MB",
        "LARGEST_PHOTOGRAPH": f"{decoding.LARGEST_PHOTOGRAPH // 2**20} MB",
        "LARGEST_PICTURE": f"{decoding.LARGEST_PICTURE // 2**20} MB",
        "LONGEST_SIDE": f"{decoding.LONGEST_SIDE:,}",
        "_LARGEST_SCANNING": f"{decoding._LARGEST_SCANNING // 10**6} million",
        "_PARTS_AHEAD": f"{files._PART_FILES} files or {files._PART_BYTES // 2**10} kB",
        "MOST_ROWS": f"{workbook.MOST_ROWS:,}",
        "finder.MOST": f"{finder.MOST} surest",
        "PATIENCE": str(imported.PATIENCE),
    }
    for name, number in numbers.items():
        (row,) = [line for line in PAGE.splitlines() if f"`{name}`" in line]
        assert number in row, name
    assert len(decoding.FORMATS) + len(set(decoding._BRANDS.values())) == 10
