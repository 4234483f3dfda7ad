"""Notebook 02 in the browser: the kernel laboratory."""

from __future__ import annotations

import re

import pytest

from tests.browser.every_demonstration import EveryDemonstration
from tests.browser.in_page import reset

DEFAULT = True
NOTEBOOK = "02_convolution.ipynb"


@pytest.fixture
def demo(notebook):
    """The laboratory with its starting values, at a window of the 4, whatever was done before."""
    demo = reset(notebook, "kernel_lab")
    demo.drag(demo.panel("Feature map", 0), (3.5 / 26, 9.5 / 26))
    demo.wait_for_words("= 393.5; ")
    demo.leave()
    demo.settled()
    return demo


class TestWeights:
    @pytest.mark.parametrize("row", [1, 2, 3])
    @pytest.mark.parametrize("column", [1, 2, 3])
    def test_every_weight_counts(self, demo, row, column):
        label = f"Weight row {row} column {column}"
        with demo.changes():
            demo.press(f"{label}, slider", "ArrowRight")
        assert demo.chosen("Preset") == "your own"
        with demo.changes():
            demo.type(label, "-1.75")
        with demo.changes():
            demo.drag(demo.control(f"{label}, slider"), (0.05, 0.5), (0.95, 0.5))
        with demo.changes():
            demo.drag(demo.control(label), (0.5, 0.5), (0.5, 2.5))

    def test_a_weight_is_typed(self, demo):
        demo.type("Weight row 2 column 2", "3")
        demo.wait_for_words("The 4: strongest 913.5")
        demo.page.keyboard.press("ArrowUp")
        demo.wait_for_words("245×3.25")

    def test_a_minus_alone_is_no_number_yet(self, demo):
        before = demo.words()
        demo.type("Weight row 1 column 1", "-")
        assert demo.settled()[0] == before
        demo.page.keyboard.type("2")
        demo.wait_for_words("0×(−2)")

    def test_a_cell_is_dragged_up_and_down(self, demo):
        cell = demo.control("Weight row 2 column 2")
        height = cell.bounding_box()["height"]
        demo.drag(cell, (0.5, 0.5), (0.5, 0.5 - 26 / height))
        demo.wait_for_words("245×2 ")

    @pytest.mark.parametrize(
        ("preset", "size"),
        [("horizontal", 26), ("diagonal /", 26), ("diagonal \\", 26), ("blur 5×5", 24)],
    )
    def test_presets(self, demo, preset, size):
        with demo.changes():
            demo.choose("Preset", preset)
        demo.wait_for_words(f"the map is {size}×{size}")
        assert demo.chosen("Preset") == preset

    def test_five_by_five(self, demo):
        with demo.changes():
            demo.choose("Kernel size", "5×5")
        demo.wait_for_words("the map is 24×24")
        with demo.changes():
            demo.type("Weight row 5 column 5", "-4")
        assert demo.overflow() <= 1
        with demo.changes():
            demo.choose("Kernel size", "3×3")
        demo.wait_for_words("The 4: strongest 419.5")


class TestOtherControls:
    def test_bias(self, demo):
        demo.press("Bias", "ArrowLeft")
        demo.wait_for_words("adding the bias −5 gives 388.5")
        demo.type("Bias, number", "-400")
        demo.wait_for_words("after ReLU 0.")
        with demo.changes():
            demo.drag(demo.control("Bias"), (0.1, 0.5), (0.99, 0.5))

    def test_stride_and_padding(self, demo):
        demo.press("Stride", "ArrowRight")
        demo.wait_for_words("÷ 2 = 12.5, rounded down to 12, plus 1 is 13")
        demo.press("Padding", "End")
        demo.wait_for_words("(28 + 2×4 − 3) ÷ 2")
        demo.drag(demo.control("Stride"), (0.35, 0.5), (0.99, 0.5))
        demo.wait_for_words("÷ 4 = ")

    def test_digits(self, demo):
        demo.choose("Upper digit", "1")
        demo.wait_for_words("of the 1 and")
        with demo.changes():
            demo.press("Upper digit, example", "ArrowRight")
        demo.choose("Lower digit", "1")
        demo.wait_for_words("of the upper 1 and")
        with demo.changes():
            demo.drag(demo.control("Lower digit, example"), (0.5, 0.5), (0.9, 0.5))

    def test_a_digit_of_ones_own(self, demo):
        demo.choose("Upper digit", "draw your own")
        demo.wait_for_words("0 of 676 cells of your drawing")
        with demo.changes():
            demo.drag(demo.panel("Draw here"), (0.5, 0.2), (0.5, 0.8))
        drawn = demo.settled()[0]
        with demo.changes():
            demo.drag(demo.panel("Draw here"), (0.2, 0.3), (0.8, 0.3), (0.8, 0.6))
        demo.button("Undo stroke")
        assert demo.settled()[0] == drawn
        demo.button("Clear drawing")
        demo.wait_for_words("0 of 676 cells of your drawing")

    def test_a_digit_of_ones_own_by_keys(self, demo):
        demo.choose("Lower digit", "draw your own")
        demo.press_on("Draw here", " ", *["ArrowDown"] * 10)
        with demo.changes():
            demo.page.keyboard.press("Enter")


class TestSteps:
    @staticmethod
    def _step(demo) -> int:
        return int(re.search(r"After (\d+) of 676 steps", demo.words())[1])

    def test_step_by_step(self, demo):
        demo.button("First step")
        demo.wait_for_words("After 1 of 676 steps")
        demo.button("Next step")
        demo.wait_for_words("After 2 of 676 steps")
        demo.press("Step", "ArrowRight")
        demo.wait_for_words("After 3 of 676 steps")
        demo.wait_for_words("the map's row 0, column 2;")
        demo.drag(demo.control("Step"), (0.05, 0.5), (0.6, 0.5))
        demo.wait_until(lambda: "After 4" in demo.words(), "the slider does not step")
        demo.button("Whole map")
        demo.wait_for_words("The kernel lights 90 of 676")

    def test_play_and_pause(self, demo):
        demo.button("First step")
        demo.button("Play the steps")
        # A busy machine may not see every step.
        demo.wait_until(lambda: self._step(demo) >= 5, "the steps do not play")
        demo.button("Pause")
        stopped = demo.settled()[0]
        demo.page.wait_for_timeout(500)
        assert demo.settled()[0] == stopped

    def test_less_motion(self, demo):
        demo.page.emulate_media(reduced_motion="reduce")
        demo.button("First step")
        demo.button("Play the steps")
        demo.wait_for_words("After 2 of 676 steps")
        demo.page.wait_for_timeout(500)
        assert "After 2 of" in demo.words()
        demo.page.emulate_media(reduced_motion="no-preference")


class TestPointing:
    def test_a_cell_of_a_map_shows_its_arithmetic(self, demo):
        strip = demo.root.get_by_role("group", name="The arithmetic of one cell")
        before, there = strip.inner_text(), (demo.panel("Feature map", 1), 10.5 / 26, 7.5 / 26)
        with demo.pointing(*there, "row 7, column 10: "):
            assert "Window of the 8" in strip.inner_text()
        assert strip.inner_text() == before

    def test_a_click_keeps_it(self, demo):
        demo.drag(demo.panel("After ReLU", 1), (10.5 / 26, 7.5 / 26))
        demo.wait_for_words("the map's row 7, column 10;")
        demo.drag(demo.panel("Feature map", 0), (3.5 / 26, 8.5 / 26), (3.5 / 26, 9.5 / 26))
        demo.wait_for_words("= 393.5; ")

    def test_the_window_is_dragged(self, demo):
        demo.drag(demo.panel("The 4"), (0.3, 0.3), (14.5 / 28, 20.5 / 28))
        demo.wait_for_words("The window at row 19, column 13 of the 4")

    def test_a_pixel_marks_the_cells_that_depend_on_it(self, demo):
        with demo.pointing(demo.panel("The 4"), 4.5 / 28, 10.5 / 28, "row 10, column 4: 245"):
            pass

    def test_by_keyboard(self, demo):
        demo.press_on("Feature map", "ArrowRight", "Enter")
        demo.wait_for_words("the map's row 9, column 4;")
        demo.press_on("The 8", "ArrowDown", "Enter")
        demo.wait_for_words("The window at row 10, column 4 of the 8")


def move(demo):
    """Change words and panels: the stride goes to and fro."""
    stride = demo.control("Stride").input_value()
    demo.press("Stride", "ArrowRight" if stride == "1" else "ArrowLeft")


class TestEveryDemonstration(EveryDemonstration):
    demonstrations = {"kernel_lab": move}  # noqa: RUF012
