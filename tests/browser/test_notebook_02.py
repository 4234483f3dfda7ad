"""Notebook 02 in the browser: the window, the kernel laboratory, and the way back from a cell."""

from __future__ import annotations

import pytest

from tests.browser.every_demo import EveryDemo

NOTEBOOK = "02_convolution.ipynb"


class TestWindow:
    def test_a_step_by_keyboard(self, notebook):
        demo = notebook.demo("Step")
        with demo.changes():
            demo.press("Step", "ArrowRight")
        demo.wait_for_words("written into row 9, column 4")

    def test_the_last_step_by_mouse(self, notebook):
        demo = notebook.demo("Step")
        with demo.changes():
            demo.drag("Step", 1.0)
        demo.wait_for_words("written into row 25, column 25")
        with demo.changes():
            demo.drag("Step", 0.4)

    def test_play_fills_the_map(self, notebook):
        demo = notebook.demo("Step")
        with demo.changes():
            demo.press_button("Play")
        with demo.changes():
            pass  # it goes on by itself
        demo.press_button("Stop")
        demo.wait_until_still()
        demo.wait_for_words("written into row 0, column 0")

    def test_play_by_keyboard(self, notebook):
        demo = notebook.demo("Step")
        # ipywidgets 8 has one button for both, ipywidgets 7 two.
        for name in ("Play", "Pause"):
            with demo.changes(picture=name == "Play", words=name == "Play"):
                demo.root.get_by_role("button", name=name).focus()
                notebook.page.keyboard.press("Enter")
        demo.wait_until_still()

    def test_kernel_and_digit(self, notebook):
        demo = notebook.demo("Step")
        demo.drag("Step", 0.45)
        demo.wait_until_still()
        with demo.changes():
            demo.choose("Kernel", "horizontal")
        before = demo.picture()
        demo.choose("Digit", "0")
        demo.wait_until(lambda: demo.picture() != before, "the picture still shows a 4")


class TestLaboratory:
    @pytest.fixture
    def demo(self, notebook):
        """The laboratory with its starting values, whatever the test before did."""
        demo = notebook.demo("Stride")
        demo.press("Stride", "Home")
        demo.press("Padding", "Home")
        demo.choose("Left digit", "4")
        demo.press("Left example", "Home")
        demo.choose("Preset", "blur")
        demo.choose("Preset", "vertical")
        demo.wait_for_words("÷ 1 = 25, plus 1 is 26")
        demo.wait_for_words("4 (left): strongest 419.5")
        return demo

    @pytest.mark.parametrize(
        ("preset", "size"),
        [("horizontal", 26), ("diagonal /", 26), ("diagonal \\", 26), ("blur 5×5", 24)],
    )
    def test_presets(self, demo, preset, size):
        with demo.changes():
            demo.choose("Preset", preset)
        demo.wait_for_words(f"the map is {size} × {size}")

    def test_a_weight_by_keyboard(self, demo):
        with demo.changes():
            demo.type("Weight row 2 column 2", "3")
        demo.wait_for_words("4 (left): strongest 913.5")
        assert demo.chosen("Preset") == "your own"
        with demo.changes():
            demo.press("Weight row 2 column 2", "ArrowUp")

    def test_every_weight_counts(self, demo):
        demo.choose("Preset", "copy")
        demo.wait_for_words("4 (left): strongest 255")
        for row in (1, 2, 3):
            for column in (1, 2, 3):
                with demo.changes():
                    demo.type(f"Weight row {row} column {column}", "2")

    def test_five_by_five(self, demo):
        with demo.changes():
            demo.choose("Kernel size", "5×5")
        demo.wait_for_words("the map is 24 × 24")
        with demo.changes():
            demo.type("Weight row 5 column 5", "-4")
        with demo.changes():
            demo.choose("Kernel size", "3×3")
        demo.wait_for_words("4 (left): strongest 419.5")

    @pytest.mark.parametrize(("size", "cells"), [("3×3", 26), ("5×5", 24)])
    def test_a_long_weight_is_seen_to_its_end(self, demo, size, cells):
        demo.choose("Kernel size", size)
        demo.wait_for_words(f"the map is {cells} × {cells}")
        for weight in ("-0.25", "-19.75"):
            demo.type("Weight row 2 column 2", weight)
            demo.focus("Weight row 2 column 2")  # the field's arrows take room too
            hidden = demo.control("Weight row 2 column 2").evaluate(
                "field => field.scrollWidth - field.clientWidth"
            )
            assert hidden <= 0, f"{hidden} pixels of {weight} are hidden"

    def test_the_digits_stand_side_by_side(self, demo):
        """What belongs to the right digit lies right of all that belongs to the left one."""
        picture = demo.pixels()
        with demo.changes():
            demo.choose("Right digit", "1")
        changed = (demo.pixels() != picture).any(axis=(0, 2)).nonzero()[0]
        assert changed.min() > picture.shape[1] / 2
        demo.choose("Right digit", "8")

    def test_stride_and_padding(self, demo):
        with demo.changes():
            demo.press("Stride", "ArrowRight")
        demo.wait_for_words("÷ 2 = 12.5, rounded down 12, plus 1 is 13")
        with demo.changes():
            demo.drag("Padding", 1.0)
        demo.wait_for_words("(28 + 2×4 − 3) ÷ 2")
        with demo.changes():
            demo.drag("Stride", 1.0)
        demo.wait_for_words("÷ 4 = ")

    def test_digits_are_picked(self, demo):
        with demo.changes():
            demo.choose("Left digit", "1")
        demo.wait_for_words("1 (left): strongest")
        with demo.changes():
            demo.press("Left example", "ArrowRight")
        with demo.changes():
            demo.drag("Right example", 0.5)

    def test_a_quick_drag_leaves_no_queue(self, demo):
        demo.drag("Right example", 0.9, steps=60)
        demo.watch()
        demo.wait_until_still()
        # The one that is shown, the one that the kernel is drawing, and the last one.
        assert demo.watched()["changes"] <= 3

    def test_the_picture_neither_flickers_nor_jumps(self, notebook, demo):
        demo.watch()
        for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft") * 3:
            with demo.changes():
                demo.press("Stride", key)
        seen = demo.watched()
        assert seen["changes"] >= 8
        assert seen["blank"] == 0, "the picture was missing for a frame"
        assert seen["heights"] == 1, "the picture changed its height"


class TestCell:
    def test_by_keyboard(self, notebook):
        demo = notebook.demo("Map row")
        with demo.changes():
            demo.press("Map row", "ArrowRight")
        demo.wait_for_words("written into row 10, column 3")
        with demo.changes():
            demo.press("Map column", "ArrowRight")
        demo.wait_for_words("written into row 10, column 4")

    def test_by_slider_and_mouse(self, notebook):
        demo = notebook.demo("Map row")
        with demo.changes():
            demo.drag("Map row", 0.0)
        demo.wait_for_words("written into row 0, ")

    def test_by_pointing_into_the_map(self, notebook):
        demo = notebook.demo("Map row")
        # The map lies in the upper right part of the picture; its left edge is at 308 of 588.
        with demo.changes():
            demo.click_picture((308 + 9 * 12.5) / 588, (26 + 9 * 7.5) / 446)
        demo.wait_for_words("written into row 7, column 12")
        before = demo.state()
        demo.click_picture(0.01, 0.99)  # nothing is there
        demo.wait_until_still()
        assert demo.state() == before

    def test_kernel_and_digit(self, notebook):
        demo = notebook.demo("Map row")
        before = demo.picture()
        demo.choose("Kernel", "diagonal /")
        demo.wait_until(lambda: demo.picture() != before, "the kernel is still the vertical one")
        before = demo.picture()
        demo.choose("Digit", "9")
        demo.wait_until(lambda: demo.picture() != before, "the picture still shows a 4")


def test_a_closed_kernel_leaves_the_static_picture(open_notebook):
    stored = open_notebook(NOTEBOOK, run=False)
    images = stored.page.locator(".jp-OutputArea-child img")
    images.first.wait_for()
    assert images.count() >= 8
    stored.check()
    stored.page.close()


class TestEveryDemo(EveryDemo):
    demos = (("Step", "ArrowLeft"), ("Stride", "ArrowRight"), ("Map row", "ArrowLeft"))
