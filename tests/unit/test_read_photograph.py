"""Photographs without a browser: what is handed to the page, and what it is answered."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from helpers.demos import read_photograph as demo
from helpers.recognition.reader import Seen
from helpers.recognition.readings import reading_of
from tests.unit.keeping import keep
from tests.unit.told_figures import drawn
from tests.unit.told_numbers import brief

BOXES = [(10, 20, 30, 40), (35, 20, 55, 40), (0, 50, 10, 78.26), *([(40, 50, 59, 70)] * 4)]


class FindsSevens:
    """Stands for a reader, so that the demonstration is tested and nothing else."""

    def __init__(self, network=None):
        """Count what is read; it finds two digits in every picture."""
        self.read, self.boxes = 0, BOXES[:2]

    def look(self, picture):
        """Find sevens."""
        self.read += 1
        crops = np.arange(28 * 28 * len(self.boxes)).astype(np.uint8)
        boxes = np.float32(self.boxes).reshape(-1, 4)
        return Seen(picture, boxes, crops.reshape(-1, 28, 28), np.eye(10)[[7] * len(boxes)])

    def judge(self, seen, name):
        """Be sure of all digits but the second."""
        probabilities = np.full((len(seen.boxes), 10), 0.01)
        probabilities[:, 7] = 0.91
        probabilities[1:2, [1, 7]] = 0.4, 0.52
        probabilities[2:3, 4] = 0.009
        return reading_of(name, probabilities, 0.6)


@pytest.fixture
def sheet() -> np.ndarray:
    return np.full((80, 60, 3), 250, np.uint8)


@pytest.fixture(autouse=True)
def reader(monkeypatch) -> FindsSevens:
    """The reader of all demonstrations, which sees ink everywhere and little else."""
    reader = FindsSevens()
    shares = {"ink": 1, "left_out": 0, "centres": 0.5}
    monkeypatch.setattr(demo, "Reader", lambda network: reader)
    monkeypatch.setattr(
        demo,
        "look_at_all",
        lambda picture, _: {
            name: np.full(picture.shape[:2], share, np.float32) for name, share in shares.items()
        },
    )
    return reader


@pytest.fixture
def page(monkeypatch, reader):
    """An empty demonstration; `ask` is what its page does."""
    shown, told = demo.read_photograph(), []
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


def test_given_pictures_are_read_and_told_in_words(sheet):
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


@pytest.mark.parametrize("sides, shown", [((80, 60), (80, 60)), ((1201, 900), (800, 600))])
def test_tints_are_as_opaque_as_there_is_ink(sides, shown):
    sheet = np.full((*sides, 3), 250, np.uint8)
    (reading,) = demo.read_photograph({"a": sheet}).widget.data["readings"]
    for name, opaque in (("ink", 204), ("left_out", 0), ("centres", 102)):
        tint = np.asarray(Image.open(io.BytesIO(reading[name])))
        assert tint.shape == (*shown, 4) and (tint[..., 3] == opaque).all()
    with Image.open(io.BytesIO(reading["picture"])) as picture:
        assert picture.format == "JPEG" and picture.size == shown[::-1]


@pytest.mark.parametrize(
    "count, state",
    [(2, {"picture": "b", "digit": 1, "ink": False, "centres": True}), (7, {"digit": 9})],
)
def test_what_it_holds_and_shows_is_kept(monkeypatch, reader, sheet, count, state):
    reader.boxes = BOXES[:count]
    parts: dict[bytes, np.ndarray] = {}

    def encoded(pixels: np.ndarray, form: str) -> bytes:
        """Keep the pixels, whose bytes are others in every version of a library."""
        name = f"{form} {brief(pixels)}".encode()
        parts[name] = pixels
        return name

    monkeypatch.setattr(demo, "_encoded", encoded)
    monkeypatch.setattr(demo, "_decoded", parts.get)
    pictures = {"a": sheet, "b": sheet[:40]}
    lines = drawn(monkeypatch, lambda: demo.read_photograph(pictures, **state).picture).split("\n")
    for name, value in demo.read_photograph(pictures).widget.data["readings"][0].items():
        encoded_before = isinstance(value, bytes) and value in parts
        lines.append(f"{name} {value.decode() if encoded_before else brief(value)}")
    keep("demonstrations", lines, f"read_photograph {count}")


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
