"""Notebook 08 in the browser: a digit pushed across its picture."""

from __future__ import annotations

from tests.browser.every_demo import EveryDemo

NOTEBOOK = "08_evaluation.ipynb"


def test_push_by_keyboard(notebook):
    demo = notebook.demo("Pixels right")
    assert "moved nowhere" in demo.words()
    with demo.changes():
        demo.press("Pixels right", "ArrowRight")
    demo.wait_for_words("moved 1 pixel right")
    with demo.changes():
        demo.press("Pixels down", "ArrowLeft", times=2)
    demo.wait_for_words("moved 1 pixel right and 2 up")


def test_push_by_mouse_until_an_answer_breaks(notebook):
    demo = notebook.demo("Pixels right")
    with demo.changes():
        demo.drag("Pixels right", 1.0)
    demo.wait_for_words("moved 8 pixels right")
    demo.wait_until_still()
    assert "wrong" in demo.words()


def test_another_digit(notebook):
    demo = notebook.demo("Pixels right")
    with demo.changes():
        demo.choose("Digit", "3")
    demo.wait_for_words("A 3, moved")


class TestEveryDemo(EveryDemo):
    demos = (("Pixels right", "ArrowLeft"),)
