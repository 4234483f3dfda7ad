"""What the committed notebooks hold: normal form, real outputs, the numbers that prose repeats."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

from tools.notebooks import IGNORE_TAG, as_text, normalize, problems

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
EXPECTED = [
    "00_start_here",
    "01_images_are_numbers",
    "02_convolution",
    "03_stacking_layers",
    "04_fully_connected",
    "05_softmax",
    "06_loading_mnist",
    "07_training",
    "08_evaluation",
    "09_recognizing_your_digits",
    "10_inside_the_network",
    "11_anywhere_in_the_picture",
]
MOST_IGNORED_CELLS = 12
#: Figures in the prose that no cell prints, with the reason.
PROSE_EXCEPTIONS = {"255": "the largest value of a byte, named where no image is printed"}
YEAR = re.compile(r"^(19|20)\d\d$")

each_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def output_text(cell: nbformat.NotebookNode) -> str:
    """Return all text of a cell's outputs."""
    return "\n".join(
        output.get("text", "") + output.get("data", {}).get("text/plain", "")
        for output in cell.outputs
    )


def test_the_series_is_complete():
    assert [path.stem for path in PATHS] == EXPECTED


@each_notebook
def test_normalizing_changes_nothing(path):
    before = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(before, as_version=4)
    assert as_text(normalize(notebook)) == before


@each_notebook
def test_nothing_is_stored_that_must_not_be(path):
    assert problems(read(path)) == []


@each_notebook
def test_every_picture_has_words(path):
    for cell in code_cells(path):
        for output in cell.outputs:
            if "image/png" in output.get("data", {}):
                words = output.data.get("text/plain", "")
                assert words and not words.startswith("<Figure"), cell.id


@each_notebook
def test_live_curves_leave_their_last_picture(path):
    """`finish()` returns it, so it is shown only as the last expression of its cell."""
    for cell in code_cells(path):
        if "LiveCurves(" in cell.source:
            assert any("image/png" in output.get("data", {}) for output in cell.outputs), cell.id


@each_notebook
def test_the_file_is_small(path):
    assert path.stat().st_size <= 500_000


@each_notebook
def test_numbers_in_the_prose_are_printed_by_a_cell(path):
    notebook = read(path)
    printed = re.sub(
        r"(?<=\d)[,\u202f ](?=\d{3})", "", "\n".join(map(output_text, code_cells(path)))
    )
    missing = []
    for cell in notebook.cells:
        if cell.cell_type != "markdown":
            continue
        prose = re.sub(r"\]\([^)]*\)|https?://\S+", "]", cell.source)
        prose = re.sub(r"(?<=\d)[,\u202f](?=\d{3})", "", prose)
        prose = re.sub(r"```.*?```", "", prose, flags=re.DOTALL)
        for figure in re.findall(r"\d{3,}", prose):
            if figure not in printed and not YEAR.match(figure) and figure not in PROSE_EXCEPTIONS:
                missing.append(f"{cell.id}: {figure}")
    assert missing == []


def test_few_outputs_are_ignored():
    """The end of every test run prints the number; see tests/conftest.py."""
    ignored = [
        f"{path.stem}:{cell.id}"
        for path in PATHS
        for cell in code_cells(path)
        if IGNORE_TAG in cell.metadata.get("tags", [])
    ]
    assert len(ignored) <= MOST_IGNORED_CELLS, ignored


@each_notebook
def test_links_to_neighbours(path):
    text = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    place = EXPECTED.index(path.stem)
    for neighbour in EXPECTED[max(place - 1, 0) : place] + EXPECTED[place + 1 : place + 2]:
        assert f"({neighbour}.ipynb)" in text


# What each chapter owes its reader: these words must stand in its outputs, computed.
PROMISED = {
    "01_images_are_numbers": ["28"],
    "02_convolution": ["Conv2D"],
    "04_fully_connected": ["100352", "100480", "1290", "101770", "Conv2D"],
    "05_softmax": ["0.991", "1.000"],
    "06_loading_mnist": ["60000", "10000"],
    "07_training": ["97.5", "99.2"],
    "09_recognizing_your_digits": ["The number is probably a"],
    "11_anywhere_in_the_picture": ["same answers: True", "shipped finder", "invented", ".keras"],
}


@pytest.mark.parametrize("name", PROMISED)
def test_promised_results_are_computed(name):
    text = "\n".join(map(output_text, code_cells(FOLDER / f"{name}.ipynb")))
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    for promised in PROMISED[name]:
        assert promised in text
