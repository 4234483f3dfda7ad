"""Notebook 04 in the browser: a pixel's place in the flattened vector, a unit's 784 weights."""

from __future__ import annotations

import pytest

from tests.browser.every_demonstration import EveryDemonstration
from tests.browser.in_page import reset

DEFAULT = True
NOTEBOOK = "04_fully_connected.ipynb"


@pytest.fixture
def demo(notebook):
    """The demonstration with its starting values, nothing pointed at."""
    return reset(notebook, "choose_pixel")


def test_one_row_down_is_28_places_further(demo):
    demo.wait_for_words("28 · 14 + 10 = 402")
    demo.press("Row", "ArrowRight")
    demo.wait_for_words("28 · 15 + 10 = 430")
    demo.press("Index", "ArrowRight")
    demo.wait_for_words("28 · 15 + 11 = 431")
    demo.type("Index, number", "783")
    demo.wait_for_words("Row 27, column 27")


def test_pixel_by_mouse(demo):
    demo.drag(demo.control("Column"), (0.4, 0.5), (1.1, 0.5))
    demo.wait_for_words("column 27 ")
    demo.drag(demo.panel("The 4"), (0.5, 0.5), (4.5 / 28, 9.5 / 28))
    demo.wait_for_words("Row 9, column 4 holds 222")
    demo.drag(demo.panel("One vector"), (0.3, 0.5), (5.5 / 811, 0.5))
    demo.wait_for_words("Row 0, column 5 ")
    demo.drag(demo.panel("Piece 0"), (20.5 / 28, 0.5))
    demo.wait_for_words("Row 0, column 20 ")


def test_pixel_by_keyboard(demo):
    for panel, words in (("The 4", "Row 14, column 11"), ("One vector", "Row 14, column 12")):
        demo.press_on(panel, "ArrowRight", "Enter")
        demo.wait_for_words(words)


def test_what_is_pointed_at_is_marked_in_all_panels(demo):
    said = "row 9, column 4 → index 256: 222"
    with demo.pointing(demo.panel("The 4"), 4.5 / 28, 9.5 / 28, said):
        demo.wait_until(lambda: "Piece 9" in demo.root.inner_text(), "the piece stays")


def test_any_digit(demo):
    with demo.changes():
        demo.choose("Digit", "8")
    with demo.changes():
        demo.press("Digit, example", "ArrowRight")


@pytest.fixture
def unit(notebook):
    """The unit with its starting values, nothing pointed at."""
    return reset(notebook, "dense_unit")


def test_the_digit_is_dragged_under_the_weights(unit):
    unit.wait_for_words("gives 12.26, after ReLU 12.26.")
    unit.drag(unit.panel("Drag the 4"), (14.5 / 28, 14.5 / 28), (18.5 / 28, 14.5 / 28))
    unit.wait_for_words("The 4, moved 4 pixels right: ")
    unit.choose("Digit", "8")
    unit.wait_for_words("nearer to the average 4")
    unit.press("Pixels right", "Home")
    unit.wait_for_words("The 8, moved 8 pixels left: ")
    unit.drag(unit.control("Pixels down"), (0.5, 0.5), (1.1, 0.5))
    unit.wait_for_words("8 pixels left and 8 down")


def test_a_unit_for_other_digits(unit):
    unit.choose("Wanted", "9")
    unit.wait_for_words("the average 9 minus the average 8")
    with unit.changes():
        unit.choose("Against", "9")
    unit.wait_for_words("add up to 0.00; adding the bias 0.00 gives 0.00")


def test_a_pixel_meets_its_weight(unit):
    with unit.pointing(unit.panel("Weights"), 14.5 / 28, 15.5 / 28, "row 15, column 14: "):
        pass


def move(demo):
    """Change words and panels: the row goes to and fro."""
    demo.press("Row", "ArrowLeft" if demo.control("Row").input_value() == "15" else "ArrowRight")


def push(demo):
    """Change words and panels: the digit goes to and fro."""
    there = demo.control("Pixels right").input_value() == "1"
    demo.press("Pixels right", "ArrowLeft" if there else "ArrowRight")


class TestEveryDemonstration(EveryDemonstration):
    demonstrations = {"choose_pixel": move, "dense_unit": push}  # noqa: RUF012
