"""Notebook 10 in the browser: the square that an answer rests on."""

from __future__ import annotations

from tests.browser.every_demo import EveryDemo

NOTEBOOK = "10_inside_the_network.ipynb"


def test_square_by_keyboard_and_mouse(notebook):
    demo = notebook.demo("Square")
    with demo.changes():
        demo.press("Square", "ArrowRight")
    demo.wait_for_words("square of 9×9")
    with demo.changes():
        demo.drag("Square", 0.0)
    demo.wait_for_words("square of 3×3")


def test_another_answer_to_ask_for(notebook):
    demo = notebook.demo("Square")
    with demo.changes():
        demo.choose("Speaks for", "9")
    demo.wait_for_words("most for 9")


def test_another_digit(notebook):
    demo = notebook.demo("Square")
    with demo.changes():
        demo.choose("Digit", "8")
    with demo.changes():
        demo.press("Example", "ArrowRight")


class TestEveryDemo(EveryDemo):
    demos = (("Square", "ArrowRight"),)
