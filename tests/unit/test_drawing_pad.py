"""The drawing pad without a browser: what is drawn is read, described, and answered."""

from __future__ import annotations

import pytest

from helpers import networks
from helpers.demos.drawing_pad import answer_page, drawing_pad

#: Strokes as x, y, x, y, … on the paper.
STROKES = {
    "0": [[140, 40, 84, 100, 84, 190, 140, 240, 196, 190, 196, 100, 140, 40]],
    "1": [[140, 40, 140, 240]],
    "2": [[90, 90, 120, 44, 180, 50, 190, 100, 90, 230, 200, 230]],
    "4": [[110, 40, 70, 160, 210, 160], [170, 90, 160, 250]],
    "7": [[80, 50, 200, 50, 130, 240]],
}
SIDE_BY_SIDE = [[18, 60, 50, 60, 220], [18, 140, 50, 230, 50, 170, 220]]


@pytest.fixture(autouse=True)
def one_network_and_no_pixels(network, unrendered, monkeypatch):
    monkeypatch.setattr(networks, "load_pretrained", lambda: network)


def answer(strokes, width: int = 18) -> str:
    return repr(drawing_pad(strokes=[[width, *points] for points in strokes])).splitlines()[0]


@pytest.mark.parametrize("digit", STROKES)
def test_drawn_digits_are_read(digit):
    assert answer(STROKES[digit]).startswith(f"The number is probably a {digit} (")


@pytest.mark.parametrize("width", [8, 18, 40])
def test_thickness_does_not_change_the_answer(width):
    assert " a 4 (" in answer(STROKES["4"], width)


@pytest.mark.parametrize("scale", [0.08, 1])
def test_size_does_not_change_the_answer(scale):
    strokes = [[scale * place for place in points] for points in STROKES["4"]]
    assert " a 4 (" in answer(strokes, 18 * scale)


def test_several_digits_are_answered_to_the_page(monkeypatch):
    pad = drawing_pad()
    sent = []
    monkeypatch.setattr(pad.widget, "send", sent.append)
    content = {"ask": "a key", "strokes": SIDE_BY_SIDE}
    answer_page(pad.widget, content)
    (said,) = sent
    assert said["ask"] == "a key"
    assert "1 7 (" in said["answer"]
