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


def test_another_square_makes_another_map(notebook):
    """The map in the middle is computed anew: more of it changes than the square's frame."""
    demo = notebook.demo("Square")
    before = demo.pixels()
    with demo.changes():
        demo.press("Square", "ArrowRight")
    third = before.shape[1] // 3
    changed = (demo.pixels() != before)[:, third : 2 * third].any(axis=2)
    assert changed.mean() > 0.15


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
