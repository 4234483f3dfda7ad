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


def test_a_line_so_bad_that_jupyterlab_never_gets_its_answers(notebook):
    """It then waits for ever to restore what the kernel has, through every later connection."""
    demo = notebook.demo("Pixels down")
    demo.wait_until_still()
    with demo.changes():
        with notebook.deaf():
            notebook.cut_connection()
            demo.press("Pixels down", "ArrowRight" if demo.place("Pixels down") < 0.5 else "Home")
            notebook.page.wait_for_timeout(9000)  # it asks a second time after four to seven
        notebook.cut_connection()
    notebook.wait_ready()
    demo.wait_until_still()
    with demo.changes():
        demo.press("Pixels down", "End")
    demo.wait_until_still()
    with demo.changes():
        notebook.lose("messages")
        demo.press("Pixels down", "Home")
        notebook.cut_connection()
    notebook.load_again()  # the tests below shall meet a JupyterLab that does not wait


class TestEveryDemo(EveryDemo):
    demos = (("Pixels right", "ArrowLeft"),)
