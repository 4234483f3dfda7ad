"""Notebook 05 in a browser: ten scores and a temperature move the probabilities."""

from __future__ import annotations

import re

import pytest

from tests.browser.every_demo import EveryDemo

NOTEBOOK = "05_softmax.ipynb"


@pytest.fixture
def scores(notebook):
    return notebook.demo("Score of 1")


@pytest.fixture
def temperature(notebook):
    return notebook.demo("Temperature")


def probability(demo, digit: int) -> float:
    """Return the probability that the demonstration's words give for a digit."""
    line = demo.words().split("Probability: ")[1]
    return float(re.search(rf"\b{digit}: (\d\.\d+)", line).group(1))


@pytest.mark.parametrize("digit", range(10))
def test_each_score_moves_by_keyboard(scores, digit):
    before = probability(scores, digit)
    with scores.changes():
        scores.press(f"Score of {digit}", "ArrowRight", times=10)
    scores.wait_until(lambda: probability(scores, digit) > before, "the probability didn't rise")


def test_a_score_dragged_to_the_top_wins(scores):
    with scores.changes():
        scores.drag("Score of 3", 1.0)
    scores.wait_for_words("3: 10.0")
    assert probability(scores, 3) > 0.9
    scores.wait_until_still()
    with scores.changes():
        scores.drag("Score of 3", 0.0)
    scores.wait_for_words("3: -10.0")
    assert probability(scores, 3) == 0


def test_temperature_by_keyboard_and_mouse(temperature):
    with temperature.changes():
        temperature.press("Temperature", "ArrowRight", times=5)
    with temperature.changes():
        temperature.drag("Temperature", 1.0)
    temperature.wait_for_words("Temperature 1000.00")
    assert probability(temperature, 0) == pytest.approx(0.104)
    with temperature.changes():
        temperature.drag("Temperature", 0.0)
    temperature.wait_for_words("Temperature 0.10")
    assert probability(temperature, 0) == 1


def test_the_demonstrations_keep_apart(scores, temperature):
    scores.wait_until_still()
    before = scores.state()
    with temperature.changes():
        temperature.press("Temperature", "ArrowRight", times=3)
    assert scores.state() == before


def test_each_slider_stands_beside_its_bar(scores):
    """Ten sliders and ten bars are read row by row."""
    picture = scores.root.locator("img").first.bounding_box()
    scale = picture["height"] / 352
    for digit in (0, 9):
        handle = scores.control(f"Score of {digit}").bounding_box()
        bar = picture["y"] + scale * (32 + (digit + 0.5) * 32)
        assert abs(handle["y"] + handle["height"] / 2 - bar) < 12


class TestEveryDemo(EveryDemo):
    demos = (("Score of 1", "ArrowRight"), ("Temperature", "ArrowRight"))
