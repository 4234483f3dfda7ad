"""A class: chapters without answers go out, filled-in copies come back, a table is made."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import nbformat
import pytest

from helpers.checks.progress import checks_of
from tests.unit.test_exercises import EXERCISES
from tools import collect, handout

#: Its imports take no time.
CHAPTER = "01"
CHECKS = checks_of(CHAPTER)


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    """Return the folder of the chapters as they are handed out."""
    folder = tmp_path_factory.mktemp("handout")
    assert handout.main([str(folder)]) == 0
    return folder


def test_handouts_have_hints_but_no_answers(given):
    paths = sorted(given.glob("*.ipynb"))
    assert len(paths) == len(list(Path("notebooks").glob("*.ipynb")))
    for path in paths:
        cells = nbformat.read(path, as_version=4).cells
        text = "\n".join(cell.source for cell in cells)
        assert "<summary>Hint</summary>" in text
        for exercise in EXERCISES:
            if exercise["notebook"] == path.stem:
                assert exercise["answer"].strip() not in text, exercise["check"]


def filled_in(given: Path, answers: dict[str, str]) -> nbformat.NotebookNode:
    """Return the handed-out chapter with some exercises answered: check → code."""
    notebook = nbformat.read(next(given.glob(f"{CHAPTER}_*.ipynb")), as_version=4)
    for cell in notebook.cells:
        for check, code in answers.items():
            if cell.cell_type == "code" and f"{check}(" in cell.source:
                call = cell.source.strip().splitlines()[-1]
                cell.source = f"{code.strip()}\n\n\n{call}"
    return notebook


def right(check: str) -> str:
    return next(
        e["answer"] for e in EXERCISES if e["check"] == check and e["notebook"][:2] == CHAPTER
    )


def as_colab_saves(notebook: nbformat.NotebookNode) -> None:
    """Cell ids move into the metadata, tags may go, the format is an older one."""
    notebook.nbformat_minor = 0
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({"id": cell.pop("id"), "colab": {"base_uri": "…"}})
    notebook.metadata = nbformat.from_dict({"colab": {"provenance": []}})


def as_vs_code_saves(notebook: nbformat.NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata["vscode"] = {"languageId": "python"}
    notebook.metadata["language_info"] = {"name": "python", "version": "3.12.1"}


@pytest.fixture(scope="module")
def returned(given, tmp_path_factory):
    """Return the folder of ten filled-in copies, and the table that was made of them."""
    folder = tmp_path_factory.mktemp("class")
    name = next(given.glob(f"{CHAPTER}_*.ipynb")).name
    every = {check: right(check) for check in CHECKS}
    function = re.match(r"def (\w+)(\(.*\)):", right(CHECKS[0]))
    wrong = f"def {function[1]}{function[2]}:\n    return 17"
    endless = f"def {function[1]}{function[2]}:\n    while True:\n        pass"
    ends = f"def {function[1]}{function[2]}:\n    import os\n    os._exit(0)"
    copies = {
        "right": filled_in(given, every),
        "empty": filled_in(given, {}),
        "wrong": filled_in(given, every | {CHECKS[0]: wrong}),
        "crashing": filled_in(given, every | {CHECKS[1]: "def broken(:\n    return"}),
        "endless": filled_in(given, every | {CHECKS[0]: endless}),
        "ending": filled_in(given, every | {CHECKS[0]: ends}),
        "colab": filled_in(given, every),
        "vscode": filled_in(given, every),
        "deleted": filled_in(given, every),
        "helped": filled_in(given, every | {CHECKS[0]: "answer = mine"}),
    }
    as_colab_saves(copies["colab"])
    as_vs_code_saves(copies["vscode"])
    copies["deleted"].cells = [
        cell for cell in copies["deleted"].cells if f"{CHECKS[2]}(" not in cell.source
    ]
    helped = copies["helped"]
    place = next(i for i, c in enumerate(helped.cells) if f"{CHECKS[0]}(" in c.source)
    mine = right(CHECKS[0]).replace(f"def {function[1]}", "def mine")
    helped.cells.insert(place, nbformat.v4.new_code_cell(f"%matplotlib inline\n{mine}"))
    helped.cells[place + 1].source = helped.cells[place + 1].source.replace(
        f"({function[1]})", "(answer)"
    )
    for learner, copy in copies.items():
        if learner == "colab":
            path = folder / f"{learner}_{name.replace('.ipynb', ' (1).ipynb')}"
        else:
            path = folder / learner / name
        path.parent.mkdir(exist_ok=True)
        nbformat.write(copy, path)
    (folder / "damaged").mkdir()
    (folder / "damaged" / name).write_text("{ no notebook", encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*.ipynb")}
    assert collect.main([str(folder), "--seconds", "8"]) == 0
    assert before == {path: path.read_bytes() for path in folder.rglob("*.ipynb")}
    with (folder / "exercises.csv").open(encoding="utf-8-sig", newline="") as file:
        return folder, {row["name"]: row for row in csv.DictReader(file)}


def marks(row: dict[str, str]) -> list[str]:
    return [row[f"{CHAPTER} {check.removeprefix('check_')}"] for check in CHECKS]


def test_table_says_who_has_solved_what(returned):
    _, rows = returned
    count = len(CHECKS)
    all_right = ["1"] * count
    expected = {
        "right": all_right,
        "colab": all_right,
        "vscode": all_right,
        "helped": all_right,
        "empty": ["-"] * count,
        "wrong": ["0", *all_right[1:]],
        "endless": ["stopped", *all_right[1:]],
        "ending": ["stopped", *all_right[1:]],
        "crashing": ["1", "crashed", *all_right[2:]],
        "deleted": ["1", "1", "missing", *all_right[3:]],
        "damaged": [""] * count,
    }
    assert {name: marks(row) for name, row in rows.items()} == expected
    for name, row in rows.items():
        assert row["solved"] == str(expected[name].count("1")), name
    assert "it is no notebook" in rows["damaged"]["notes"]


def test_other_tables_are_not_written_over(returned, tmp_path, capsys):
    folder, _ = returned
    mine = tmp_path / "marks.csv"
    mine.write_text("my marks", encoding="utf-8")
    assert collect.main([str(folder), "--csv", str(mine)]) == 2
    assert mine.read_text(encoding="utf-8") == "my marks"
    assert "stays as it is" in capsys.readouterr().err


def test_nothing_to_collect_is_one_sentence(tmp_path, capsys):
    assert collect.main([str(tmp_path)]) == 2
    assert collect.main([str(tmp_path / "nowhere")]) == 2
    assert capsys.readouterr().err.count("\n") == 2
