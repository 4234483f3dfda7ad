"""Notebook 08 in the browser: a digit pushed across its picture."""

from __future__ import annotations

import pytest

NOTEBOOK = "08_evaluation.ipynb"


@pytest.fixture(scope="module")
def notebook(open_notebook):
    return open_notebook(NOTEBOOK, timeout=600_000)


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


def test_it_fits_a_small_screen(notebook):
    demo = notebook.demo("Pixels right")
    assert demo.height() < 700
    assert demo.overflow() <= 1
    assert demo.contrast() >= 4.5


def test_every_control_has_a_name(notebook):
    notebook.assert_controls_are_named()
