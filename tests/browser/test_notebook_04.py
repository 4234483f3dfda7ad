"""Notebook 04 in the browser: a pixel and its place in the flattened vector."""

from __future__ import annotations

import pytest

NOTEBOOK = "04_fully_connected.ipynb"


@pytest.fixture(scope="module")
def notebook(open_notebook):
    return open_notebook(NOTEBOOK, timeout=600_000)


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


def test_it_fits_a_small_screen(notebook):
    demo = notebook.demo("Row")
    assert demo.height() < 700
    assert demo.overflow() <= 1
    assert demo.contrast() >= 4.5


def test_every_control_has_a_name(notebook):
    notebook.assert_controls_are_named()
