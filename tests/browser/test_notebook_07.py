"""Notebook 07 in the browser: steps down a slope, curves that grow, and the stop button."""

from __future__ import annotations

import re
from typing import ClassVar

import pytest

from tests.browser.every_demonstration import EveryDemonstration
from tests.browser.in_page import PageDemonstration, find, reset
from tests.browser.page import NotebookPage

DEFAULT = True
NOTEBOOK = "07_training.ipynb"
BY_HAND = ["setup", "data", "untrained", "slope", "one-weight"]
BEFORE = ["setup", "data", "convolutional", "changed", "schedule"]
TRAINING = "convolutional-fit"


@pytest.fixture(scope="module")
def notebook(open_notebook) -> NotebookPage:
    """The notebook with its first part run: the trainings take minutes."""
    page = open_notebook(NOTEBOOK, run=False)
    # JupyterLab trusts a saved notebook, and shows widgets in it, when all outputs are its own.
    page.page.evaluate("window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    page.run_cells(BY_HAND)
    return page


@pytest.fixture
def demo(notebook) -> PageDemonstration:
    """The loss over one weight, with its starting values."""
    return reset(notebook, "one_weight")


class TestOneWeight:
    def test_rate_and_steps_by_keyboard_mouse_and_number(self, demo):
        with demo.changes():
            demo.press("Learning rate", "ArrowRight")
        demo.type("Learning rate, number", "60")
        demo.wait_for_words("Learning rate 60;")
        demo.press("Steps", "End")
        demo.wait_for_words("After 20 steps")
        demo.press("Steps", "Home")
        demo.wait_for_words("The weight is −4.00")
        with demo.changes():
            demo.drag(demo.control("Steps"), (0.02, 0.5), (0.6, 0.5))

    def test_by_buttons(self, demo):
        demo.button("First step")
        demo.wait_for_words("The weight is −4.00")
        demo.button("Next step")
        demo.wait_for_words("After 1 step the")
        demo.button("All steps")
        demo.wait_for_words("After 20 steps")

    def test_it_starts_where_the_curve_is_dragged_to(self, demo):
        curve = demo.root.locator(".demo-plot svg").first
        demo.drag(curve, (0.3, 0.5), (290 / 300, 0.5))
        demo.wait_for_words("The weight is 16.00")
        losses = demo.root.locator(".demo-plot svg").nth(1)
        demo.drag(losses, (0.2, 0.5), (290 / 300, 0.5))
        demo.wait_for_words("After 20 steps")


class TestEveryDemonstration(EveryDemonstration):
    # Before a training has shown its curves: those are watched, nobody moves them.
    demonstrations: ClassVar = {"one_weight": lambda demo: demo.press("Start", "ArrowRight")}


@pytest.fixture(scope="module")
def ready(notebook) -> NotebookPage:
    """The notebook, in a new kernel, with everything run that the second training needs."""
    notebook.run_cells(BEFORE)
    return notebook


def started(ready) -> PageDemonstration:
    """Start the training; return its live curves, once they show numbers."""
    ready.start_cell(TRAINING)
    live = find(ready, "live_curves")
    live.wait_until(lambda: "training accuracy" in live.answer(), "it showed no numbers", 120)
    return live


def wait_for_picture(ready, live) -> str:
    """Return the last training accuracy that the lasting picture tells, in per cent."""
    learned = re.compile(r"accuracy: training images [\d.]+% → ([\d.]+)%")
    live.wait_until(lambda: learned.search(ready.text_of(TRAINING)), "no picture was left", 120)
    ready.wait_ready()
    return learned.search(ready.text_of(TRAINING))[1]


def test_curves_grow_and_stopping_keeps_what_was_learned(ready):
    live = started(ready)
    with live.changes(), live.changes(words=False):
        pass  # nobody has to do anything
    assert live.root.locator("svg").filter(visible=True).count() == 2
    assert live.overflow() <= 1
    assert live.root.bounding_box()["height"] <= ready.visible_height()
    ready.page.get_by_title("Interrupt the kernel").click()
    # What is left is the lasting picture, with what was reached until then.
    reached = wait_for_picture(ready, live)
    ready.check()  # stopping is no error
    assert "of 3 epochs" in live.answer()
    assert live.root.locator("svg").filter(visible=True).count() == 0
    assert ready.output_of(TRAINING).locator("img").filter(visible=True).count() == 1
    assert float(reached) > 20


def test_words_fit_and_are_readable(ready):
    live = find(ready, "live_curves")
    with ready.magnified():
        assert live.overflow() <= 1
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        ready.theme(theme)
        contrast, part = live.contrast()
        assert contrast >= 4.5, f"contrast {contrast:.1f} in {theme}: {part}"


def test_the_page_is_loaded_again(ready):
    left = find(ready, "live_curves").answer()
    ready.load_again()
    ready.scroll_to(TRAINING)
    find(ready, "live_curves").wait_for_words(left)


def test_nothing_is_lost_with_the_connection(ready):
    """What Python tells last gets lost, and the page asks for it."""
    live = started(ready)
    ready.lose("answers")
    ready.page.wait_for_timeout(1000)
    ready.cut_connection()
    ready.wait_ready()
    live = find(ready, "live_curves")
    live.wait_until(
        lambda: not live.root.locator("svg").filter(visible=True).count(), "it never ended", 120
    )
    assert live.answer().startswith("3 of 3 epochs")
