"""Notebook 03 in the browser: any unit of the trained network, on any digit."""

from __future__ import annotations

from tests.browser.every_demo import EveryDemo

NOTEBOOK = "03_stacking_layers.ipynb"


def test_unit_by_keyboard(notebook):
    demo = notebook.demo("Layer")
    with demo.changes():
        demo.press("Map", "ArrowRight", times=3)
    demo.wait_for_words("Map 3 is")
    with demo.changes():
        demo.press("Unit row", "Home")
    demo.wait_for_words("The unit at row 0")
    with demo.changes():
        demo.press("Unit column", "ArrowRight")
    demo.wait_for_words("sees rows 0 to")


def test_unit_by_mouse(notebook):
    demo = notebook.demo("Layer")
    with demo.changes():
        demo.drag("Unit column", 0.0)
    demo.wait_for_words("column 0 gives")


def test_deeper_layers_see_more(notebook):
    demo = notebook.demo("Layer")
    first = demo.words()
    options = demo.control("Layer").locator("option").evaluate_all("all => all.map(o => o.label)")
    with demo.changes():
        demo.choose("Layer", options[-1])
    demo.wait_for_words(options[-1].replace("\xa0", " "))
    assert demo.words() != first
    with demo.changes():
        demo.drag("Map", 1.0)
    with demo.changes():
        demo.choose("Layer", options[1])
    demo.wait_for_words(options[1].replace("\xa0", " "))


def test_any_digit(notebook):
    demo = notebook.demo("Layer")
    with demo.changes():
        demo.choose("Digit", "8")
    demo.wait_for_words("Digit 8, example 0")
    with demo.changes():
        demo.press("Example", "ArrowRight")
    demo.wait_for_words("Digit 8, example 1")


class TestEveryDemo(EveryDemo):
    demos = (("Map", "ArrowRight"),)
