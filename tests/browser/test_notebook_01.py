"""Notebook 01 in the browser: a pixel's number; brightness, contrast and threshold."""

from __future__ import annotations

import pytest

from tests.browser.every_demonstration import EveryDemonstration
from tests.browser.in_page import reset

DEFAULT = True
NOTEBOOK = "01_images_are_numbers.ipynb"


class TestPointing:
    @pytest.fixture
    def demo(self, notebook):
        return reset(notebook, "point_at_pixel")

    def test_a_pixel_is_read_and_let_go(self, demo):
        numbers = demo.root.locator(".demo-strip")
        before = numbers.inner_text()
        with demo.pointing(demo.panel("The 4"), 11.5 / 28, 14.5 / 28, "row 14, column 11: 116"):
            assert "Rows 12 to 16, columns 9 to 13" in numbers.inner_text()
        assert numbers.inner_text() == before

    def test_a_click_keeps_it(self, demo):
        demo.drag(demo.panel("The 4"), (11.5 / 28, 14.5 / 28))
        demo.wait_for_words("Row 14, column 11 of the 4 holds 116")
        demo.drag(demo.panel("The 4"), (11.5 / 28, 14.5 / 28), (5.5 / 28, 10.5 / 28))
        demo.wait_for_words("Row 10, column 5")

    def test_by_keyboard(self, demo):
        demo.press_on("The 4", "ArrowDown", "ArrowRight", "Enter")
        demo.wait_for_words("Row 10, column 5")
        demo.press("Row", "ArrowLeft")
        demo.press("Column", "ArrowLeft")
        demo.wait_for_words("Row 9, column 4 of the 4 holds 222")
        demo.type("Column, number", "12")
        demo.wait_for_words("Row 9, column 12")

    def test_fewer_pixels_keep_the_place(self, demo):
        demo.choose("Resolution", "7×7")
        demo.wait_for_words("Row 2, column 1 of the 4 holds 100: image[2, 1], the mean of 4×4")
        demo.press("Row", "End")
        demo.wait_for_words("Row 6, column 1")
        demo.choose("Resolution", "28×28")
        demo.wait_for_words("Row 24, column 4")

    def test_any_digit(self, demo):
        demo.choose("Digit", "7")
        demo.wait_for_words("of the 7 holds")
        with demo.changes():
            demo.drag(demo.control("Digit, example"), (0.05, 0.5), (0.9, 0.5))


class TestTones:
    @pytest.fixture
    def demo(self, notebook):
        return reset(notebook, "change_pixels")

    def test_threshold(self, demo):
        demo.press("Threshold", "ArrowRight")
        demo.wait_for_words("At or above 129, and so white")
        demo.press("Threshold", "Home")
        demo.wait_for_words("At or above 1, and so white: 120 of the 784 pixels")
        demo.drag(demo.control("Threshold"), (0.3, 0.5), (1.1, 0.5))
        demo.wait_for_words("At or above 255")

    def test_the_threshold_is_dragged_in_the_histogram(self, demo):
        demo.drag(demo.panel("Drag threshold"), (0.5, 0.5), (0.75, 0.5))
        demo.wait_for_words("At or above 192")
        demo.press_on("Drag threshold", "ArrowRight", "Enter")
        demo.wait_for_words("At or above 196")

    def test_brightness_and_contrast(self, demo):
        demo.press("Brightness", "ArrowLeft")
        demo.wait_for_words("pixel × 1 − 5,")
        demo.drag(demo.control("Contrast"), (0.33, 0.5), (-0.1, 0.5))
        demo.wait_for_words("pixel × 0 − 5,")
        demo.press("Contrast", "End")
        demo.type("Brightness, number", "60")
        demo.wait_for_words("pixel × 3 + 60,")

    def test_what_is_pointed_at_is_marked_in_all_panels(self, demo):
        said = "row 9, column 4: 222 → 222 → 255"
        with demo.pointing(demo.panel("The 4"), 4.5 / 28, 9.5 / 28, said):
            demo.point(demo.panel("Histogram"), 63.5 / 64, 0.5)
            demo.wait_until(lambda: "values 252 to 255" in demo.bubble(), "nothing is said")

    def test_any_digit(self, demo):
        with demo.changes():
            demo.choose("Digit", "7")
        with demo.changes():
            demo.press("Digit, example", "ArrowRight")


def move_pixel(demo):
    """Change words and panel: the row goes to and fro."""
    row = demo.control("Row").input_value()
    demo.press("Row", "ArrowRight" if row in ("0", "9") else "ArrowLeft")


def move_tones(demo):
    """Change words and panels: the threshold goes to and fro."""
    threshold = int(demo.control("Threshold").input_value())
    demo.type("Threshold, number", "60" if threshold > 100 else "200")


class TestEveryDemonstration(EveryDemonstration):
    demonstrations = {  # noqa: RUF012
        "point_at_pixel": move_pixel,
        "change_pixels": move_tones,
    }
