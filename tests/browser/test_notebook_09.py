"""Notebook 09 in the browser: stages switched off, a picture uploaded, a digit drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.preprocessing import STAGES
from tests.browser.demo_handle import DemoHandle
from tests.browser.every_demo import EveryDemo
from tests.browser.in_page import find
from tests.browser.paper import FOUR, draw

NOTEBOOK = "09_recognizing_your_digits.ipynb"
PICTURES = Path(__file__).resolve().parents[2] / "recognition"


def test_every_stage_is_switched_by_keyboard(notebook):
    demo = notebook.demo("Picture")
    with demo.changes():
        demo.choose("Picture", "2.jpg")
    demo.wait_for_words("The number is probably a 2")
    for stage in STAGES:
        with demo.changes():
            demo.press(stage, "Space")
        demo.wait_until(
            lambda stage=stage: f"{stage}: " not in demo.words(), f"{stage} is still shown"
        )
        with demo.changes():
            demo.press(stage, "Space")
        demo.wait_for_words(f"{stage}: ")


def test_a_stage_switched_off_by_mouse(notebook):
    demo = notebook.demo("Picture")
    with demo.changes():
        demo.choose("Picture", "5.jpg")
    with demo.changes():
        demo.control("rulings").click()
    demo.wait_until(lambda: "rulings: " not in demo.words(), "the stage is still shown")
    with demo.changes():
        demo.control("rulings").click()


def upload_demo(notebook, nth: int = 0) -> DemoHandle:
    """Return the demonstration with the button that takes a file."""
    button = notebook.page.get_by_role("button", name="Upload a picture")
    outputs = notebook.page.locator(".jp-OutputArea-child").filter(has=button)
    return DemoHandle(notebook, outputs.nth(nth))


def give(upload: DemoHandle, path: Path) -> None:
    """Choose a file in the browser's own dialog, which only the test can answer."""
    with upload.notebook.page.expect_file_chooser() as chooser:
        upload.root.get_by_role("button", name="Upload a picture").click()
    chooser.value.set_files(path)


@pytest.fixture
def upload(notebook):
    return upload_demo(notebook)


def test_an_uploaded_picture_is_read(upload):
    assert "Upload a picture" in upload.words()
    with upload.changes():
        give(upload, PICTURES / "3.png")
    upload.wait_for_words("The number is probably a 3")


def test_a_file_that_is_no_picture_is_refused_in_words(upload, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"this is no picture")
    with upload.changes():
        give(upload, broken)
    upload.wait_for_words("This file cannot be read")


def test_a_digit_drawn_with_the_mouse_is_read(notebook):
    pad = find(notebook, "drawing_pad")
    with pad.changes():
        draw(pad, FOUR)
    pad.wait_for_words("a 4 (")
    assert "Draw a digit" not in pad.words()


class TestEveryDemo(EveryDemo):
    demos = (("polarity", "Space"), ("Upload a picture", ""))

    def find(self, notebook, label, nth=0):
        upload = label.startswith("Upload")
        return upload_demo(notebook, nth) if upload else super().find(notebook, label, nth)

    def operate(self, demo, label, key):
        if key:
            super().operate(demo, label, key)
        else:
            shown = "a 6" in demo.words()
            give(demo, PICTURES / ("3.png" if shown else "6.png"))
