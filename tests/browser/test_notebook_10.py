"""Notebook 10 in the browser: the cover that an answer does not survive."""

from __future__ import annotations

import pytest

from tests.browser.every_demonstration import EveryDemonstration
from tests.browser.in_page import reset

DEFAULT = True
NOTEBOOK = "10_inside_the_network.ipynb"


@pytest.fixture
def demo(notebook):
    """The demonstration with its starting values."""
    return reset(notebook, "occlusion_demo")


def test_size_by_keyboard_mouse_and_number(demo):
    demo.press("Cover size", "ArrowRight")
    demo.wait_for_words("cover of 9 × 9")
    demo.drag(demo.control("Cover size"), (0.7, 0.5), (0, 0.5))
    demo.wait_for_words("cover of 3 × 3")
    demo.type("Cover size, number", "6")
    demo.wait_for_words("cover of 7 × 7")


def test_the_cover_is_dragged(demo):
    demo.drag(demo.panel("The 4"), (0.2, 0.2), (14.5 / 28, 20.5 / 28))
    demo.wait_for_words("rows 17 to 23 and columns 11 to 17")
    demo.drag(demo.panel("Red counts for"), (0.5, 0.5), (0, 0))
    demo.wait_for_words("rows 0 to 3 and columns 0 to 3")


def test_the_cover_by_sliders_and_keys(demo):
    demo.press("Cover row", "Home")
    demo.wait_for_words("rows 0 to 3 ")
    demo.type("Column, number", "20")
    demo.wait_for_words("columns 17 to 23")
    demo.press_on("The 4", "ArrowDown", "Enter")
    demo.wait_for_words("rows 0 to 4 ")


def test_the_map_fills_by_itself(demo):
    demo.choose("Evidence for", "9")
    demo.wait_for_words("the 9 ")
    demo.wait_until(
        lambda: demo.point(demo.panel("Red counts for 9"), 0.99, 0.99) or "votes" in demo.bubble(),
        "the map's last place is never asked",
    )


def test_another_digit(demo):
    demo.choose("Digit", "8")
    demo.wait_for_words("Read as 8")
    with demo.changes():
        demo.press("Digit, example", "ArrowRight")


def move(demo):
    """Move the cover to and fro."""
    row = int(demo.control("Cover row").input_value())
    demo.press("Cover row", "ArrowDown" if row > 12 else "ArrowUp")


class TestEveryDemonstration(EveryDemonstration):
    demonstrations = {"occlusion_demo": move}  # noqa: RUF012
