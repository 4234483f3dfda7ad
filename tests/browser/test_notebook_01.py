"""Notebook 01 in the browser: threshold, brightness and contrast, by mouse and by keyboard."""

from __future__ import annotations

import pytest

from tests.browser.every_demo import EveryDemo

NOTEBOOK = "01_images_are_numbers.ipynb"


def test_threshold_by_keyboard(notebook):
    demo = notebook.demo("Threshold")
    with demo.changes():
        demo.press("Threshold", "ArrowRight", times=12)
    demo.wait_for_words("at or above 140 and become white")
    with demo.changes():
        demo.press("Threshold", "Home")
    demo.wait_for_words("120 of the 784 pixels are at or above 1 ")


def test_threshold_by_mouse(notebook):
    demo = notebook.demo("Threshold")
    with demo.changes():
        demo.drag("Threshold", 1.0)
    demo.wait_for_words("at or above 255")


@pytest.mark.parametrize("label", ["Threshold", "Brightness"])
def test_any_digit_can_be_picked(notebook, label):
    demo = notebook.demo(label)
    before = demo.picture()
    demo.choose("Digit", "7")
    demo.wait_until(lambda: demo.picture() != before, "the picture still shows a 4")
    with demo.changes():
        demo.press("Example", "ArrowRight")


def test_brightness_and_contrast(notebook):
    demo = notebook.demo("Brightness")
    with demo.changes():
        demo.press("Brightness", "ArrowLeft", times=12)
    demo.wait_for_words("pixel × 1 + 0,")
    with demo.changes():
        demo.drag("Contrast", 0.0)
    demo.wait_for_words("pixel × 0 + 0,")
    with demo.changes():
        demo.press("Contrast", "End")
    demo.wait_for_words("pixel × 3 + 0,")


class TestEveryDemo(EveryDemo):
    demos = (("Threshold", "Home"), ("Brightness", "ArrowLeft"))
