"""The drawing pad without a browser: what arrives is read, described, and kept apart."""

from __future__ import annotations

import re
from pathlib import Path

import cv2
import ipywidgets
import numpy as np
import pytest

from helpers import drawing
from helpers.drawing import SIDE, DrawingPad, DrawingReader, drawing_pad, example, ink_of

#: Strokes as (x, y) on the pad's grid.
STROKES = {
    "0": [[(70, 20), (42, 50), (42, 95), (70, 120), (98, 95), (98, 50), (70, 20)]],
    "1": [[(70, 20), (70, 120)]],
    "2": [[(45, 45), (60, 22), (90, 25), (95, 50), (45, 115), (100, 115)]],
    "4": [[(55, 20), (35, 80), (105, 80)], [(85, 45), (80, 125)]],
    "7": [[(40, 25), (100, 25), (65, 120)]],
}


def drawn(strokes, thickness: int = 9) -> bytes:
    ink = np.zeros((SIDE, SIDE), np.uint8)
    for stroke in strokes:
        cv2.polylines(ink, [np.array(stroke)], False, 255, thickness, cv2.LINE_AA)
    return ink.tobytes()


@pytest.fixture(scope="module")
def reader():
    return DrawingReader()


@pytest.mark.parametrize("digit", STROKES)
def test_drawn_digits_are_read(reader, digit):
    picture = reader.picture(drawn(STROKES[digit]))
    assert re.match(
        rf"(The number is probably|I'm not sure; it could be) a {digit} \(", str(picture)
    )


@pytest.mark.parametrize("thickness", [4, 9, 20])
def test_thickness_does_not_change_the_answer(reader, thickness):
    assert " a 4 (" in str(reader.picture(drawn(STROKES["4"], thickness)))


@pytest.mark.parametrize("empty", [b"", bytes(SIDE * SIDE)], ids=["never drawn", "cleared"])
def test_empty_paper_shows_an_example(reader, empty):
    words = str(reader.picture(empty))
    assert words.startswith("Draw a digit on the paper.")
    assert "a 4 (" in words


def test_two_digits_are_read_in_order(reader):
    left, right = STROKES["1"], STROKES["7"]
    strokes = [[(x - 45, y) for x, y in s] for s in left] + [
        [(x + 25, y) for x, y in s] for s in right
    ]
    assert re.search(r"\b1 7 \(", str(reader.picture(drawn(strokes))))


def test_a_dot_is_no_digit(reader):
    dot = np.zeros((SIDE, SIDE), np.uint8)
    dot[70, 70] = 255
    assert "not sure; no digit found" in str(reader.picture(dot.tobytes()))


def test_another_number_of_bytes_is_refused():
    with pytest.raises(ValueError, match=f"has {SIDE * SIDE} bytes.*got 784"):
        ink_of(bytes(784))


def test_what_the_browser_sends_arrives(monkeypatch):
    """Binary messages come as a memoryview; a trait that refuses it does so silently."""
    pad = DrawingPad()
    seen = []
    pad.observe(lambda change: seen.append(change.new), names="value")
    pad.set_state({"value": memoryview(example().tobytes())})
    assert seen == [example().tobytes()]


def test_two_pads_do_not_disturb_each_other():
    first, second = drawing_pad(), drawing_pad()
    first.controls["drawing"].set_state({"value": memoryview(drawn(STROKES["0"]))})
    assert " a 0 (" in str(first)
    assert str(second).startswith("Draw a digit")


def test_without_a_browser_picture_and_words_are_there():
    data, _ = drawing_pad()._repr_mimebundle_()
    assert data["image/png"] and "Probabilities: 0: " in data["text/plain"]
    assert isinstance(drawing_pad().widget, ipywidgets.VBox)


def test_both_languages_have_the_same_size():
    source = Path(drawing.__file__).with_name("drawing.js").read_text(encoding="utf-8")
    assert int(re.search(r"const SENT = (\d+)", source).group(1)) == SIDE


def test_the_pad_asks_nothing_of_another_machine():
    for name in ("drawing.js", "drawing.css"):
        source = Path(drawing.__file__).with_name(name).read_text(encoding="utf-8")
        assert "http" not in source and "import " not in source


def test_nothing_is_echoed_to_the_browser(monkeypatch):
    """An echo would arrive while the next stroke is drawn, and take that stroke away."""
    from ipywidgets.widgets import widget

    monkeypatch.setattr(widget, "JUPYTER_WIDGETS_ECHO", True, raising=False)
    pad = DrawingPad()
    sent = []
    monkeypatch.setattr(pad, "_send", lambda message, buffers=None: sent.append(message))
    stroke = {"width": 18, "points": [10, 10, 20, 20]}
    pad.set_state({"value": memoryview(example().tobytes()), "strokes": [stroke], "thickness": 20})
    assert pad.strokes == [stroke]
    assert sent == []
