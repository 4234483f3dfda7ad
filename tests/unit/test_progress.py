"""What is remembered of solved exercises, and what must never go wrong with it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from helpers.checks import notebook_07, progress


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Return the file of a learner who has solved nothing yet."""
    path = tmp_path / "new" / "folder" / "progress.json"
    monkeypatch.setenv(progress.FILE_VARIABLE, str(path))
    return path


def steps(images, batch_size, epochs):
    return -(-images // batch_size) * epochs


def test_only_what_is_solved_is_remembered(file):
    notebook_07.check_steps(...)
    notebook_07.check_steps(lambda images, batch_size, epochs: images)
    assert progress.solved() == {} and not file.exists()
    for _ in range(2):
        assert notebook_07.check_steps(steps).status == "right"
    assert json.loads(file.read_text()) == {"07": ["check_steps"]}


def test_progress_is_told_in_words_and_cleared(file):
    notebook_07.check_steps(steps)
    told = progress.progress().splitlines()
    count = len(progress.checks_of("07"))
    assert told[7].startswith("07  ■□") and told[7].endswith(f"1 of {count}")
    assert told[-1].startswith("1 of ")
    progress.clear_progress()
    assert progress.progress().splitlines()[-1].startswith("0 of ")
    progress.clear_progress()  # nothing to forget is no error


@pytest.mark.parametrize("content", ["", "{", "[]", '{"07": 3}', '{"99": ["check_gone"]}', "\x00"])
def test_a_damaged_file_stops_nobody(file, content):
    file.parent.mkdir(parents=True)
    file.write_text(content)
    assert progress.progress().splitlines()[-1].startswith("0 of ")
    assert notebook_07.check_steps(steps).status == "right"
    assert "check_steps" in progress.solved()["07"]


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(progress.FILE_VARIABLE, str(tmp_path / "file" / "progress.json"))
    assert notebook_07.check_steps(steps).status == "right"


def test_nothing_is_kept_where_nothing_shall_be(monkeypatch):
    monkeypatch.setenv(progress.FILE_VARIABLE, "")
    assert notebook_07.check_steps(steps).status == "right"
    assert progress.solved() == {}


def test_every_check_belongs_to_its_chapter():
    for chapter in progress.CHAPTERS:
        assert progress.checks_of(chapter), chapter


def test_where_progress_is_kept(monkeypatch):
    monkeypatch.setenv(progress.FILE_VARIABLE, "~/mine.json")
    assert progress.progress_file() == Path.home() / "mine.json"
    monkeypatch.delenv(progress.FILE_VARIABLE)
    found = progress.progress_file()
    assert found.name == "progress.json" and found.parent.name == "handwritten-digits"
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    assert progress.progress_file() == Path.home() / ".handwritten-digits" / "progress.json"


def test_progress_counts_what_there_is_by_chapter(monkeypatch, tmp_path):
    file = tmp_path / "progress.json"
    monkeypatch.setenv(progress.FILE_VARIABLE, str(file))
    assert progress.CHAPTERS[:2] == ("00", "01")
    names = progress.checks_of("05")
    assert all(name.startswith("check_") for name in names) and "check_logits" in names
    progress.remember("05", names[1])
    progress.remember("05", names[1])
    progress.remember("05", names[0])
    assert json.loads(file.read_text()) == {"05": [names[1], names[0]]}
    assert file.read_text().splitlines()[1].startswith(' "05"')
    lines = progress.progress().splitlines()
    boxes = "■■" + "□" * (len(names) - 2)
    assert lines[5] == f"05  {boxes:<8}2 of {len(names)}"
    every = sum(len(progress.checks_of(chapter)) for chapter in progress.CHAPTERS)
    assert lines[-1] == f"2 of {every} exercises solved" and len(lines) == 13
    assert [each.name for each in tmp_path.iterdir()] == ["progress.json"]
    progress.clear_progress()
    assert not file.exists()
