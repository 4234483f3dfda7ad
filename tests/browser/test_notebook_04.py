"""Notebook 04 in the browser: a pixel and its place in the flattened vector."""

from __future__ import annotations

import pytest

from tests.browser.every_demonstration import EveryDemonstration
from tests.browser.in_page import find

DEFAULT = True
NOTEBOOK = "04_fully_connected.ipynb"


@pytest.fixture
def demo(notebook):
    """The demonstration with its starting values, nothing pointed at."""
    demo = find(notebook, "choose_pixel")
    demo.button("Reset")
    notebook.page.mouse.move(2, 2)
    demo.settled()
    return demo


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
        demo.panel(panel).focus()
        demo.page.keyboard.press("ArrowRight")
        demo.page.keyboard.press("Enter")
        demo.wait_for_words(words)


def test_what_is_pointed_at_is_marked_in_all_panels(demo):
    before = demo.settled()
    demo.point(demo.panel("The 4"), 4.5 / 28, 9.5 / 28)
    bubble = demo.root.locator(".demo-bubble")
    demo.wait_until(
        lambda: bubble.inner_text() == "row 9, column 4 → index 256: 222", "nothing is said"
    )
    demo.wait_until(lambda: "Piece 9" in demo.root.inner_text(), "the piece stays")
    demo.page.mouse.move(2, 2)
    demo.wait_until(lambda: demo.state() == before, "what was pointed at stays")


def test_any_digit(demo):
    with demo.changes():
        demo.choose("Digit", "8")
    with demo.changes():
        demo.press("Digit, example", "ArrowRight")


def move(demo):
    """Change words and panels: the row goes to and fro."""
    demo.press("Row", "ArrowLeft" if demo.control("Row").input_value() == "15" else "ArrowRight")


class TestEveryDemonstration(EveryDemonstration):
    demonstrations = {"choose_pixel": move}  # noqa: RUF012
