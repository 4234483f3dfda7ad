"""Notebook 07 in the browser: curves that grow while a network learns, and the stop button."""

from __future__ import annotations

import re

import pytest

from tests.browser.in_page import PageDemonstration, find
from tests.browser.page import NotebookPage

DEFAULT = True
NOTEBOOK = "07_training.ipynb"
BEFORE = ["setup", "data", "convolutional"]
TRAINING = "convolutional-fit"


@pytest.fixture(scope="module")
def ready(open_notebook) -> NotebookPage:
    """The notebook, with everything run that the second training needs."""
    page = open_notebook(NOTEBOOK, run=False)
    # JupyterLab trusts a saved notebook, and shows widgets in it, when all outputs are its own.
    page.page.evaluate("window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    page.run_cells(BEFORE)
    return page


def started(ready) -> PageDemonstration:
    """Start the training; return its live curves, once they show numbers."""
    ready.start_cell(TRAINING)
    live = find(ready, "live_curves")
    live.wait_until(lambda: "training accuracy" in live.answer(), "it showed no numbers", 120)
    return live


def wait_for_picture(ready, live) -> str:
    """Return the last training accuracy that the lasting picture tells, in per cent."""
    learned = re.compile(r"accuracy: training images [\d.]+ % → ([\d.]+) %")
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
