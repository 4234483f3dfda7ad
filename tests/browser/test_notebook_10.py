"""Notebook 10 in the browser: the square that an answer rests on."""

from __future__ import annotations

import pytest

NOTEBOOK = "10_inside_the_network.ipynb"


@pytest.fixture(scope="module")
def notebook(open_notebook):
    return open_notebook(NOTEBOOK, timeout=600_000)


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


def test_it_fits_a_small_screen(notebook):
    demo = notebook.demo("Square")
    assert demo.height() < 700
    assert demo.overflow() <= 1
    assert demo.contrast() >= 4.5


def test_every_control_has_a_name(notebook):
    notebook.assert_controls_are_named()
