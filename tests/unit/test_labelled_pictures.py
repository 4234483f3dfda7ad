"""The learner's own pictures: their labels stand in the names, and nothing of theirs is changed."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from helpers.recognition.files import label_of, labelled_pictures, read_files, read_folder

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("name", "digits"),
    [
        ("472_kitchen.jpg", "472"),
        ("3.png", "3"),
        ("3_1.png", "3"),
        ("3-again.png", "3"),
        ("3b.png", "3"),
        ("007.PNG", "007"),
        ("12 (1).jpeg", "12"),
        ("4 7.png", "4"),  # one label: the digits before anything else
        ("1984_1.png", "1984"),
        ("20264_house.png", "20264"),
        ("IMG_4711.jpg", ""),
        ("photo 3.png", ""),
        ("_3.png", ""),
        ("-3.png", ""),
        ("٣.png", ""),  # a digit to Python, and none that a network here knows
        ("20261127_101500.jpg", ""),
        ("2026-11-27 10.15.00.jpg", ""),
    ],
)
def test_the_label_is_what_the_name_begins_with(name, digits):
    assert label_of(name) == digits


def test_a_missing_or_empty_folder_has_no_pictures(tmp_path):
    assert labelled_pictures(tmp_path / "mine") == {}
    assert not (tmp_path / "mine").exists()
    assert labelled_pictures(tmp_path) == {}


def test_what_is_no_picture_is_left_out_and_order_is_that_of_the_names(tmp_path):
    for name in ("9_b.png", "10_a.JPG", "notes.txt", ".5.png", "5", "party.gif"):
        (tmp_path / name).write_bytes(b"nothing")
    assert [(path.name, digits) for path, digits in labelled_pictures(tmp_path).items()] == [
        ("10_a.JPG", "10"),
        ("9_b.png", "9"),
        ("party.gif", ""),
    ]


def test_unreadable_files_are_told_and_nothing_is_changed(tmp_path):
    three = cv2.imread(str(ROOT / "recognition" / "3.png"))
    cv2.imwrite(str(tmp_path / "3_mine.png"), three)
    (tmp_path / "4_broken.png").write_bytes(b"this is no picture")
    (tmp_path / "5_folder.png").mkdir()
    (tmp_path / "6_empty.jpg").touch()
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in tmp_path.iterdir()}
    pictures = labelled_pictures(tmp_path)
    readings = list(read_files(pictures))
    assert [reading.status for reading in readings] == ["ok", *["unreadable"] * 3]
    assert readings[0].digits == pictures[tmp_path / "3_mine.png"] == "3"
    after = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in tmp_path.iterdir()}
    assert after == before


def test_the_pictures_that_come_with_the_project_do_not_take_it_in(tmp_path):
    (tmp_path / "mine").mkdir()
    cv2.imwrite(str(tmp_path / "mine" / "3.png"), np.full((28, 28), 255, np.uint8))
    assert list(read_folder(tmp_path)) == []


def test_git_is_told_to_ignore_the_folder():
    assert "/recognition/mine/" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()
