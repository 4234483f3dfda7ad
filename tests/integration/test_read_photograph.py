"""Photographs without a browser: what is handed to the page, and what it is answered."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from helpers.demos import read_photograph as demo
from helpers.recognition.reader import Seen
from helpers.recognition.readings import reading_of


class FindsSevens:
    """Stands for a reader, so that the demonstration is tested and nothing else."""

    def __init__(self, network=None):
        """Count what is read."""
        self.read = 0

    def look(self, picture):
        """Find two digits in every picture."""
        self.read += 1
        boxes = np.float32([[10, 20, 30, 40], [35, 20, 55, 40]])
        return Seen(picture, boxes, np.full((2, 28, 28), 9, np.uint8), np.eye(10)[[7, 7]])

    def judge(self, seen, name):
        """Be sure of the first digit alone."""
        probabilities = np.full((2, 10), 0.01)
        probabilities[:, 7] = 0.91
        probabilities[1, [1, 7]] = 0.4, 0.52
        return reading_of(name, probabilities, 0.6)


@pytest.fixture
def sheet() -> np.ndarray:
    return np.full((80, 60, 3), 250, np.uint8)


@pytest.fixture
def page(monkeypatch):
    """An empty demonstration; `ask` is what its page does."""
    monkeypatch.setattr(demo, "Reader", FindsSevens)
    shown, reader, told = demo.read_photograph(), FindsSevens(), []
    monkeypatch.setattr(shown.widget, "send_state", lambda *again, key=None: told.extend(again))

    def ask(name: str, content: bytes, key: str = ""):
        question = {"name": name, "key": key or name}
        demo.read_for_page(shown.widget, question, [memoryview(content)], reader)
        return shown.widget.data["readings"][-1]

    shown.ask, shown.reader, shown.told = ask, reader, told
    return shown


def png(picture: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, "png")
    return buffer.getvalue()


def test_given_pictures_are_read_and_told_in_words(monkeypatch, sheet):
    monkeypatch.setattr(demo, "Reader", FindsSevens)
    shown = demo.read_photograph({"a": sheet, "b": sheet}, picture="b", digit=1)
    assert repr(shown).splitlines() == [
        "I'm not sure; it could be 7 7 (52%).",
        "2 digits found in 60×80 pixels.",
        "Digit 1, x 10 to 30, y 20 to 40: 7 (91%), else 0 (1%).",
        "Digit 2, x 35 to 55, y 20 to 40: 7 (52%), else 1 (40%).",
    ]
    assert shown.picture.png and shown.picture.text == repr(shown)


def test_without_pictures_it_says_what_to_do(page):
    assert repr(page) == "Choose a picture of a digit, or of several."


def test_a_tint_covers_the_ink_and_nothing_else(monkeypatch, sheet):
    monkeypatch.setattr(demo, "Reader", FindsSevens)
    none = np.zeros(sheet.shape[:2], np.float32)
    maps = {"ink": none + 1, "left_out": none, "centres": none}
    monkeypatch.setattr(demo, "look_at_all", lambda *_: maps)
    (reading,) = demo.read_photograph({"a": sheet}).widget.data["readings"]
    for name, opaque in (("ink", True), ("left_out", False)):
        with Image.open(io.BytesIO(reading[name])) as tint:
            assert tint.size == (60, 80) and (np.asarray(tint)[..., 3] > 0).all() == opaque


def test_a_file_is_read_once_and_told_again_when_the_page_asks_again(page, sheet):
    reading = page.ask("seven.png", png(sheet))
    assert reading["answer"] == "I'm not sure; it could be 7 7 (52%)."
    assert (reading["size"], reading["sure"]) == ([60, 80], [True, False])
    assert page.told == []
    page.ask("seven.png", png(sheet))
    assert page.told == ["data"] and page.reader.read == 1
    page.ask("seven.png", png(sheet), key="another file of that name")
    assert page.reader.read == 2 and len(page.widget.data["readings"]) == 1


def test_a_file_that_is_no_picture_is_refused_in_words(page):
    reading = page.ask("seven.png", b"nothing")
    assert reading["answer"] == (
        "“seven.png” cannot be read: it is not a picture, whatever its name says; "
        "save it as PNG or JPEG."
    )


def test_the_page_is_answered_whatever_happens(page, sheet, monkeypatch):
    def fails(picture):
        raise MemoryError("no room")

    monkeypatch.setattr(page.reader, "look", fails)
    assert page.ask("a.png", png(sheet))["answer"].endswith("Python says: no room.")


def test_few_own_pictures_are_kept(page, sheet):
    for nth in range(6):
        page.ask(f"{nth}.png", png(sheet))
    assert [each["name"] for each in page.widget.data["readings"]] == [
        f"{nth}.png" for nth in range(2, 6)
    ]
