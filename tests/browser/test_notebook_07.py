"""Notebook 07 in the browser: curves that grow while a network learns, and the stop button."""

from __future__ import annotations

import re

import pytest

from tests.browser.page import NotebookPage

NOTEBOOK = "07_training.ipynb"
BEFORE = ["setup", "data", "convolutional"]
TRAINING = "convolutional-fit"


@pytest.fixture(scope="module")
def ready(open_notebook) -> NotebookPage:
    """The notebook, with everything run that the second training needs."""
    page = open_notebook(NOTEBOOK, run=False)
    page.run_cells(BEFORE)
    return page


def test_curves_grow_and_stopping_keeps_what_was_learned(ready):
    ready.start_cell(TRAINING)
    live = ready.outputs_of(TRAINING)
    picture = live.root.locator("img").first
    words = live.root.locator(".widget-label, .widget-html").last
    picture.wait_for()
    before = picture.get_attribute("src")
    live.wait_until(lambda: "training accuracy" in words.inner_text(), "it showed no numbers")
    live.wait_until(lambda: picture.get_attribute("src") != before, "the curves never grew")

    ready.page.get_by_title("Interrupt the kernel").click()
    # What is left is the lasting picture, with what was reached until then.
    learned = re.compile(r"accuracy: training images [\d.]+ % → ([\d.]+) %")
    live.wait_until(lambda: learned.search(ready.text_of(TRAINING)), "no picture was left")
    ready.wait_ready()
    ready.check()  # stopping is no error
    assert "of 3 epochs" in words.inner_text()
    assert live.root.locator("img").filter(visible=True).count() == 1
    assert float(learned.search(ready.text_of(TRAINING))[1]) > 20


def test_nothing_complains_when_a_stopped_training_is_run_again(ready):
    ready.start_cell(TRAINING)
    live = ready.outputs_of(TRAINING)
    live.root.locator("img").first.wait_for()
    ready.page.get_by_title("Interrupt the kernel").click()
    ready.wait_ready()
