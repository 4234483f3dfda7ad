"""What every test run prints at its end: the counts that the project keeps an eye on."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import nbformat
import pytest

from helpers.checks.progress import FILE_VARIABLE
from helpers.data import load_mnist
from helpers.networks import load_pretrained
from helpers.recognition.decoding import picture_files
from tools.notebooks import IGNORE_TAG

#: Neither an exercise of a test nor one of a notebook is something that the user solved.
os.environ[FILE_VARIABLE] = ""

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"


def pytest_collection_modifyitems(items):
    """Don't compare what chapters 00 and 09 print where the user has put pictures of their own."""
    with (ROOT / "recognition" / "labels.csv").open(encoding="utf-8", newline="") as file:
        ours = {row["file"] for row in csv.DictReader(file)}
    mine = [path.name for path in picture_files(ROOT / "recognition") if path.name not in ours]
    if mine:
        skip = pytest.mark.skip(reason=f"recognition/ holds pictures of yours: {', '.join(mine)}")
        for item in items:
            if item.path.parent == NOTEBOOKS and item.path.name.startswith(("00_", "09_")):
                item.add_marker(skip)


@pytest.fixture(scope="session")
def network():
    """Return the shipped classifier, a Keras network."""
    return load_pretrained()


@pytest.fixture(scope="session")
def digits():
    """Return 300 of MNIST's training images, uint8, and their labels."""
    (images, labels), _ = load_mnist()
    return images[:300], labels[:300]


def pytest_terminal_summary(terminalreporter):
    """Count ignored notebook cells and refused wrong answers; warn of prose that was looked at."""
    cells = [
        cell
        for path in sorted(NOTEBOOKS.glob("*.ipynb"))
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "code"
    ]
    ignored = sum(IGNORE_TAG in cell.metadata.get("tags", []) for cell in cells)
    terminalreporter.write_line(
        f"Notebooks: {len(cells)} code cells, the output of {ignored} is not compared."
    )
    passed = terminalreporter.getreports("passed")
    answers = sum("test_answer_is_accepted" in report.nodeid for report in passed)
    properties = [each for report in passed for each in report.user_properties]
    others = sum(value for name, value in properties if name == "right answers")
    refused = sum(value for name, value in properties if name == "wrong answers")
    if answers or refused:
        terminalreporter.write_line(
            f"Exercises: {answers} answers accepted, and {others} in other forms; "
            f"{refused} wrong answers refused."
        )
    if any("tests/notebooks/test_prose" in report.nodeid for report in passed):
        from tools import style  # it reads all modules

        for line in style.warnings():
            terminalreporter.write_line(f"Prose: {line}")
