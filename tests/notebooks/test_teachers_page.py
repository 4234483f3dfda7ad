"""The teacher's page says what the notebooks say: minutes, headings, links."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks"
PAGE = (FOLDER / "README.md").read_text(encoding="utf-8")
PLACES = re.findall(r"\((\w+\.ipynb)\)(?::? up to)?:? (\*[^|;\n]+)", PAGE)


def prose(name: str) -> str:
    cells = nbformat.read(FOLDER / name, as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def test_the_page_names_many_places():
    assert len(PLACES) >= 30


@pytest.mark.parametrize(("name", "headings"), PLACES)
def test_headings_exist(name, headings):
    found = {line.lstrip("#").strip() for line in prose(name).splitlines() if line[:1] == "#"}
    for heading in re.findall(r"\*([^*]+)\*", headings):
        assert heading in found


@pytest.mark.parametrize(
    ("name", "minutes"), re.findall(r"\| \[\d\d\]\((\w+\.ipynb)\) \| (\d+) \|", PAGE)
)
def test_minutes_agree(name, minutes):
    stated = re.search(r"\*\*(?:Minutes|Time):\*\*\s*(\d+)", prose(name))
    assert stated and stated.group(1) == minutes


def test_the_map_of_the_first_notebook_has_the_same_minutes():
    ours = dict(re.findall(r"\| \[\d\d\]\((\w+\.ipynb)\) \| (\d+) \|", PAGE))
    shown = dict(re.findall(r"\((\w+\.ipynb)\) \| [^|]+ \| (\d+) \|", prose("00_start_here.ipynb")))
    assert len(shown) == len(ours) - 1
    assert shown.items() <= ours.items()
