"""A folder's names, the options of its command, and the files of results: their edges."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from helpers.folder import listing, workbook
from helpers.folder.listing import Listing
from helpers.folder.options import parse
from helpers.folder.results_file import ResultsFile, ResultsFileError
from helpers.folder.rows import COLUMNS, UsageError, count_of, named
from helpers.folder.workbook import Workbook

HEADER = ",".join(COLUMNS) + "\n"
ROW = ("1.png", "7", "0.9000", "ok", "it's a 7")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("scans --resume", "--csv"),
        ("scans --resume --csv a.csv --excel b.xlsx", "--excel"),
        ("scans --workers 0", "0 processes"),
        ("scans --workers many", "--workers"),
        ("scans --workers 2 --cluster tcp://x", "not allowed"),
        ("scans --work 2", "nrecognized"),
        ("", "^The following"),
    ],
)
def test_options_that_do_not_go_together_are_refused(arguments, words):
    with pytest.raises(UsageError, match=words):
        parse(arguments.split())


def test_options_that_go_together_are_taken():
    assert parse(["scans", "--workers", "1"]).workers == 1
    options = parse(["scans", "--csv", "a.csv", "--resume"])
    assert options.resume and options.csv == "a.csv"
    assert not parse(["scans", "--csv", "a.csv", "--excel", "b.xlsx"]).resume


def test_names_are_sorted_in_runs_of_the_length_that_is_said(monkeypatch):
    assert listing.RUN == 100_000
    monkeypatch.setattr(listing, "RUN", 4)
    assert list(Listing([(name, False) for name in "dcbahgfe"], lambda name: True)) == [*"abcdefgh"]


def test_what_nobody_sees_is_not_said_to_be_left_out():
    names = ["Thumbs.db", "DESKTOP.INI", ".hidden", "mine.csv", "a.txt", "b.txt"]
    found = Listing(
        [*((name, False) for name in names), ("deeper", True)], "x".__eq__, {"mine.csv"}
    )
    assert list(found.left_out()) == [
        "2 files left out: a.txt, b.txt (not pictures).",
        "1 folder left out: deeper (read each by itself).",
    ]
    assert list(Listing([], "x".__eq__).left_out()) == []


@pytest.mark.parametrize(
    ("names", "number", "told"),
    [(["a"], 1, "a"), (["a"], 2, "a and 1 more"), (["a", "b"], 1002, "a, b and 1,000 more")],
)
def test_the_first_names_are_told_and_how_many_more(names, number, told):
    assert named(names, number) == told
    assert count_of(2, "file") == "2 files"


def test_a_result_may_be_replaced_and_nothing_else(tmp_path):
    path = tmp_path / "out.csv"
    for content in ("", HEADER[:7], HEADER + "1.png,7,0.9,ok,7\n"):
        path.write_text(content)
        with ResultsFile(path) as file:
            assert path.read_text() == content  # until the first row comes
            file.write(ROW)
            assert path.read_text() == HEADER + "1.png,7,0.9000,ok,it's a 7\n"
            file.write(ROW)
        assert path.read_text().count("\n") == 3
    for content in (HEADER[:-1] + "s\n", "name,age\n", "x"):
        path.write_text(content)
        with pytest.raises(ResultsFileError, match="not an earlier result"):
            ResultsFile(path)
    for place in (tmp_path, tmp_path / "none" / "out.csv"):
        with pytest.raises(ResultsFileError):
            ResultsFile(place)


def test_a_result_that_cannot_be_looked_at_is_not_replaced(tmp_path, monkeypatch):
    path = tmp_path / "out.csv"
    path.write_text(HEADER)

    def refuse(*_, **__):
        raise PermissionError(13, "no entry")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ResultsFileError, match="not an earlier result"):
        ResultsFile(path)


def test_a_result_that_cannot_be_written_says_why(tmp_path, monkeypatch):
    file = ResultsFile(tmp_path / "out.csv")
    monkeypatch.setattr(Path, "open", lambda *_, **__: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(ResultsFileError, match=r"\(full\)"):
        file.write(ROW)


def resumed(path, names):
    with ResultsFile(path) as file:
        rows = list(file.resume(iter(names)))
        file.write(ROW)
    return [row[0] for row in rows]


@pytest.mark.parametrize("torn", ["", "b.p", '"b\nc.png,7', "b.png,7,0.9,ok,7"])
def test_resuming_goes_on_behind_the_last_whole_row(tmp_path, torn):
    path = tmp_path / "out.csv"
    whole = HEADER + 'a.png,7,0.9,ok,7\n"q""\n.png",7,0.9,ok,7\n'
    path.write_text(whole + torn)
    assert resumed(path, ["a.png", 'q"\n.png', "b.png"]) == ["a.png", 'q"\n.png']
    assert path.read_text() == whole + "1.png,7,0.9000,ok,it's a 7\n"


@pytest.mark.parametrize("there", [None, "", HEADER, HEADER[:9]])
def test_resuming_where_no_row_is_begins_anew(tmp_path, there):
    path = tmp_path / "out.csv"
    if there is not None:
        path.write_text(there)
    assert resumed(path, ["1.png"]) == []
    assert path.read_text() == HEADER + "1.png,7,0.9000,ok,it's a 7\n"


@pytest.mark.parametrize(
    ("row", "names", "words"),
    [
        ("b.png,7,0.9,ok,7\n", ["a.png"], "row 1 is about “b.png”, but “a.png” comes next"),
        ("a.png,7,0.9,ok,7\n", [], "there are no more files"),
        ("a.png,7,0.9,ok\n", ["a.png"], "row 1 is about “a.png”"),
        ("\n", ["a.png"], "row 1 is about “”"),
        ('"a"x.png,7,0.9,ok,7\n', ["a"], "could not be written"),
    ],
)
def test_rows_of_another_folder_are_not_gone_on_with(tmp_path, row, names, words):
    path = tmp_path / "out.csv"
    path.write_text(HEADER + row)
    with ResultsFile(path) as file, pytest.raises(ResultsFileError, match=words):
        list(file.resume(iter(names)))
    assert path.read_text() == HEADER + row


def sheet_of(path):
    """Return a workbook's rows: for each cell its style, and its text."""
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            assert book.read(name).startswith(b"<?xml")
            ElementTree.fromstring(book.read(name))
        root = ElementTree.fromstring(book.read(workbook._SHEET))
    rows = [list(row) for row in root.iter() if row.tag.endswith("}row")]
    return [[(cell.get("s"), "".join(cell.itertext())) for cell in row] for row in rows]


def test_a_workbook_holds_text_and_a_share(tmp_path):
    path = tmp_path / "out.XLSX"
    with Workbook(path) as book:
        book.write(ROW)
        book.write(("=1+1.png", "007", "0.5000", "unsure", "\x1b"))
        assert not path.exists()
    assert sheet_of(path) == [
        [("1", name) for name in COLUMNS],
        [("1", "1.png"), ("1", "7"), ("2", "0.9000"), ("1", "ok"), ("1", "it's a 7")],
        [("1", "=1+1.png"), ("1", "007"), ("2", "0.5000"), ("1", "unsure"), ("1", "\\x1b")],
    ]
    with Workbook(path):
        pass  # no row: the earlier one stays
    assert len(sheet_of(path)) == 3


def test_a_workbook_has_as_many_rows_as_excel(tmp_path, monkeypatch):
    assert workbook.MOST_ROWS == 1_048_576
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    with Workbook(tmp_path / "out.xlsx") as book:
        book.write(ROW)
        book.write(ROW)  # with the columns' names three
        with pytest.raises(ResultsFileError, match="3 rows"):
            book.write(ROW)


def test_only_this_commands_workbooks_are_replaced(tmp_path):
    path = tmp_path / "out.xlsx"
    path.write_bytes(b"")
    Workbook(path)
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("a", "b")
    for content in (path.read_bytes(), b"x"):
        path.write_bytes(content)
        with pytest.raises(ResultsFileError, match="not an earlier result"):
            Workbook(path)
    with pytest.raises(ResultsFileError, match="xlsx"):
        Workbook(tmp_path / "out.csv")
