"""Notebook 08 in the browser: a digit dragged across its frame."""

from __future__ import annotations

import pytest

from tests.browser.every_demonstration import EveryDemonstration
from tests.browser.in_page import reset

DEFAULT = True
NOTEBOOK = "08_evaluation.ipynb"


@pytest.fixture
def demo(notebook):
    """The demonstration with the digit where MNIST has it; it starts 4 pixels to the right."""
    demo = reset(notebook, "shift_demo")
    demo.wait_for_words("moved 4 pixels right")
    demo.type("Pixels right, number", "0")
    demo.wait_for_words("moved 0 pixels")
    demo.settled()
    return demo


def test_push_by_keyboard_and_number(demo):
    assert "moved 0 pixels" in demo.words()
    demo.press("Pixels right", "ArrowRight")
    demo.wait_for_words("moved 1 pixel right.")
    demo.type("Pixels down, number", "-2")
    demo.wait_for_words("moved 1 pixel right and 2 up")


def test_push_by_mouse_until_an_answer_breaks(demo):
    demo.drag(demo.control("Pixels right"), (0.5, 0.5), (1, 0.5))
    demo.wait_for_words("moved 8 pixels right")
    assert "wrong" in demo.words()


def test_the_digit_is_dragged(demo):
    demo.drag(demo.panel("Drag the 7"), (0.5, 0.5), (0.5 + 3.2 / 28, 0.5 - 4.2 / 28))
    demo.wait_for_words("moved 3 pixels right and 4 up")
    # It is taken where it is, and goes on from there.
    demo.drag(demo.panel("Drag the 7"), (0.3, 0.3), (0.3 + 1.2 / 28, 0.3))
    demo.wait_for_words("moved 4 pixels right and 4 up")


def test_the_mark_on_the_curves_is_dragged(demo):
    demo.drag(demo.root.locator(".demo-plot svg"), (0.3, 0.5), (0.98, 0.5))
    demo.wait_for_words("moved 6 pixels right.")
    assert demo.root.locator(".demo-point").count() == 2


def test_by_keys_on_the_picture(demo):
    demo.press_on("Drag the 7", "ArrowRight", "ArrowRight", "Enter")
    demo.wait_for_words("moved 2 pixels right.")


def test_another_digit(demo):
    demo.choose("Digit", "3")
    demo.wait_for_words("The 3, moved")
    with demo.changes(words=False):
        demo.press("Digit, example", "ArrowRight")


def move(demo):
    """Move the digit to and fro."""
    right = demo.control("Pixels right").input_value()
    demo.press("Pixels right", "ArrowLeft" if right == "8" else "ArrowRight")


class TestEveryDemonstration(EveryDemonstration):
    demonstrations = {"shift_demo": move}  # noqa: RUF012
