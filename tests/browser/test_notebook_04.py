"""Notebook 04 in the browser: a pixel and its place in the flattened vector."""

from __future__ import annotations

from tests.browser.every_demo import EveryDemo

NOTEBOOK = "04_fully_connected.ipynb"


def test_one_row_down_is_28_places_further(notebook):
    demo = notebook.demo("Row")
    assert "= 402" in demo.words()
    with demo.changes():
        demo.press("Row", "ArrowRight")
    demo.wait_for_words("= 430")


def test_pixel_by_mouse(notebook):
    demo = notebook.demo("Row")
    with demo.changes():
        demo.drag("Column", 1.0)
    demo.wait_for_words("column 27")


class TestEveryDemo(EveryDemo):
    demos = (("Row", "ArrowLeft"),)
