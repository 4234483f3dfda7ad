"""Notebook 03 in the browser: any unit of the trained network, on any digit."""

from __future__ import annotations

import re

import pytest

from helpers.data import load_mnist
from helpers.demos.unit_demo import unit_demo
from helpers.networks import load_pretrained
from tests.browser.every_demonstration import EveryDemonstration
from tests.browser.in_page import reset

DEFAULT = True
NOTEBOOK = "03_stacking_layers.ipynb"


@pytest.fixture
def demo(notebook):
    """The demonstration with its starting values, nothing pointed at."""
    return reset(notebook, "unit_demo")


@pytest.fixture(scope="module")
def strongest():
    """The map, row and column of the strongest unit, and its value, as Python says them."""
    words = repr(unit_demo(load_pretrained(), *load_mnist()[0]))
    said = re.search(r"stands in map (\d+) at row (\d+), column (\d+): (\S+)\.", words)
    return *map(int, said.groups()[:3]), said[4]


def test_it_starts_at_the_strongest_unit(demo, strongest):
    number, row, column, value = strongest
    demo.wait_for_words(f"gives {value}.")
    demo.wait_for_words(
        f"The layer's strongest unit stands in map {number} at row {row}, column {column}: {value}."
    )
    key, other = ("ArrowRight", number + 1) if number < 47 else ("ArrowLeft", number - 1)
    demo.press("Map", key)
    demo.wait_for_words(f"map {other}: the unit at row {row}, column {column}")
    demo.button("Strongest unit")
    demo.wait_for_words(f"map {number}: the unit")


def test_unit_by_keyboard(demo, strongest):
    demo.press("Unit row", "Home")
    demo.wait_for_words(f"the unit at row 0, column {strongest[2]}")
    demo.press("Unit column", "Home")
    demo.wait_for_words("the unit at row 0, column 0")
    demo.press("Unit column", "ArrowRight")
    demo.wait_for_words("column 1 gives")
    demo.type("Map, number", "5")
    demo.wait_for_words("map 5: the unit at row 0, column 1")
    demo.press_on("Map 5", "ArrowDown", "Enter")
    demo.wait_for_words("the unit at row 1, column 1")


def test_unit_by_mouse(demo, strongest):
    demo.drag(demo.control("Unit column"), (0.6, 0.5), (-0.1, 0.5))
    demo.wait_for_words("column 0 gives")
    demo.drag(demo.panel("The 4"), (0.5, 0.5), (0.05, 0.05))
    demo.wait_for_words("the unit at row 0, column 0 gives")
    demo.drag(demo.panel(f"Map {strongest[0]}"), (0.55, 0.55))
    demo.wait_for_words("the unit at row 5, column 5 gives")


def test_pointing_at_a_unit_frames_what_it_sees_and_lets_go(demo):
    with demo.pointing(demo.panel("1 conv"), 0.05, 0.05, "map 0, row 7"):
        pass
    demo.drag(demo.panel("8 conv"), (0.02, 0.02))
    demo.wait_for_words("Layer 8 convolution 3×3, map 0: the unit at row 0, column 0 gives")


def test_deeper_layers_see_more(demo):
    demo.choose("Layer", "1 convolution 5×5")
    demo.wait_for_words("a unit sees 5×5 pixels, in the corner 5×5")
    demo.choose("Layer", "8 convolution 3×3")
    demo.wait_for_words("a unit sees 40×40 pixels (more than the picture), in the corner 28×28")
    with demo.changes():
        demo.drag(demo.control("Map"), (0.5, 0.5), (1.1, 0.5))


def test_any_digit(demo):
    demo.choose("Digit", "8")
    demo.wait_for_words("of the 8.")
    with demo.changes():
        demo.press("Digit, example", "ArrowRight")


def move(demo):
    """Change words and panels: the map goes to and fro."""
    demo.press("Map", "ArrowLeft" if int(demo.control("Map").input_value()) > 20 else "ArrowRight")


class TestEveryDemonstration(EveryDemonstration):
    demonstrations = {"unit_demo": move}  # noqa: RUF012
