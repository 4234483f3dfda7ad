"""Notebook 05 in a browser: scores, a temperature, and a 4 that becomes a 9."""

from __future__ import annotations

import re

import pytest

from tests.browser.every_demonstration import EveryDemonstration
from tests.browser.in_page import reset

DEFAULT = True
NOTEBOOK = "05_softmax.ipynb"


@pytest.fixture
def demo(notebook, request):
    """The demonstration that a test's class names, with its starting values."""
    return reset(notebook, request.cls.name)


def probability(demo, digit: int) -> float:
    """Return the probability that the demonstration's words give for a digit."""
    line = demo.words().split("Probabilities: ")[1]
    return float(re.search(rf"\b{digit}: (\d\.\d+)", line).group(1))


class TestScores:
    name = "change_scores"

    @pytest.mark.parametrize("digit", range(10))
    def test_each_score(self, demo, digit):
        before = probability(demo, digit)
        demo.press(f"Score of {digit}", "PageUp")
        assert probability(demo, digit) > before
        demo.type(f"Score of {digit}, number", "-7.5")
        demo.wait_for_words(f"{digit}: −7.5")
        with demo.changes():
            demo.drag(demo.control(f"Score of {digit}"), (0.2, 0.5), (0.9, 0.5))

    def test_a_bar_is_dragged(self, demo):
        track = demo.root.locator(".demo-track").nth(3)
        demo.drag(track, (0.5, 0.5), (0.99, 0.5))
        demo.wait_until(lambda: probability(demo, 3) > 0.9, demo.words())
        demo.drag(track, (0.9, 0.5), (0, 0.5))
        demo.wait_for_words("3: −10.0")
        assert probability(demo, 3) == 0

    def test_a_finger_moves_a_bar_after_one_whose_release_was_lost(self, demo):
        track = demo.root.locator(".demo-track").nth(3)
        track.evaluate(
            "track => track.addEventListener('pointerup',"
            " event => event.stopImmediatePropagation(), { capture: true, once: true })"
        )
        box = demo.point(track, 0.5, 0.5)
        hand = demo.page.context.new_cdp_session(demo.page)
        for share in (0.5, 0.99):
            finger = {"x": box["x"] + share * box["width"], "y": box["y"] + box["height"] / 2}
            for kind, fingers in (("touchStart", [finger]), ("touchEnd", [])):
                hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
        demo.wait_until(lambda: probability(demo, 3) > 0.9, demo.words())

    def test_each_slider_stands_beside_its_bar(self, demo):
        for digit in (0, 9):
            slider = demo.control(f"Score of {digit}").bounding_box()
            bar = demo.root.locator(".demo-track").nth(digit).bounding_box()
            middles = [each["y"] + each["height"] / 2 for each in (slider, bar)]
            assert abs(middles[0] - middles[1]) < 4


class TestTemperature:
    name = "choose_temperature"

    def test_by_keyboard_mouse_and_number(self, demo):
        with demo.changes():
            demo.press("Temperature", "ArrowRight")
        demo.press("Temperature", "End")
        demo.wait_for_words("÷ 1000)")
        assert probability(demo, 0) == pytest.approx(0.104)
        with demo.changes():
            demo.drag(demo.control("Temperature"), (0.9, 0.5), (0.4, 0.5))
        demo.type("Temperature, number", "19.5")
        demo.wait_for_words("÷ 19.5)")
        assert probability(demo, 0) == pytest.approx(0.484)
        demo.press("Temperature", "Home")
        demo.wait_for_words("÷ 0.1)")


class TestMix:
    name = "mix_digits"

    def test_from_one_digit_to_the_other(self, demo):
        demo.press("Mix, %", "Home")
        demo.wait_for_words("The 4 gets 9")
        demo.press("Mix, %", "End")
        demo.wait_for_words("The 9 gets 9")
        demo.type("Mix, %, number", "20")
        demo.wait_for_words("80% of a 4 and 20% of a 9")

    def test_by_dragging(self, demo):
        demo.drag(demo.panel("Drag to mix"), (0.5, 0.5), (0.25, 0.5))
        demo.wait_for_words("75% of a 4 and 25%")
        plot = demo.root.locator(".demo-plot svg")
        demo.drag(plot, (0.5, 0.5), (0.9, 0.5))
        demo.wait_until(lambda: "25% of a 9" not in demo.words(), "the plot does not move it")

    def test_the_way_fills_by_itself(self, demo):
        curve = demo.root.locator(".demo-curve").first
        demo.choose("To digit", "8")
        demo.wait_until(lambda: curve.get_attribute("d").count("L") == 24, "curves stay short")

    def test_other_digits_and_temperature(self, demo):
        with demo.changes():
            demo.choose("From digit", "3")
        with demo.changes():
            demo.press("To digit, example", "ArrowRight")
        demo.press("Temperature", "End")
        demo.wait_for_words("÷ 1000)")

    def test_by_keys_on_the_picture(self, demo):
        with demo.changes():
            demo.press_on("Drag to mix", *["ArrowRight"] * 3, "Enter")


def press(label):
    return lambda demo: demo.press(label, "ArrowRight")


class TestEveryDemonstration(EveryDemonstration):
    demonstrations = {  # noqa: RUF012
        "change_scores": press("Score of 1"),
        "choose_temperature": press("Temperature"),
        "mix_digits": press("Mix, %"),
    }
