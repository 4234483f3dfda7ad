"""Notebook 00 in a browser: the folder is read, and digits drawn by mouse, finger and keys too."""

from __future__ import annotations

from typing import ClassVar

import pytest

from tests.browser.every_demonstration import EveryDemonstration
from tests.browser.in_page import find
from tests.browser.paper import FOUR, draw, draw_or_clear, places
from tests.browser.test_notebook_09 import choose_another

DEFAULT = True
NOTEBOOK = "00_start_here.ipynb"

ZERO = [[(140, 40), (80, 90), (75, 190), (135, 245), (200, 190), (205, 90), (145, 40)]]
ONE_SEVEN = [[(60, 50), (60, 220)], [(140, 50), (230, 50), (170, 220)]]


@pytest.fixture
def pad(notebook):
    """The pad with empty paper."""
    return empty_pad(notebook)


def empty_pad(notebook):
    demo = find(notebook, "drawing_pad")
    demo.button("Reset")
    demo.wait_for_words("Draw a digit on the paper")
    demo.canvas = demo.root.locator(".demo-paper canvas")
    demo.canvas.scroll_into_view_if_needed()
    return demo


def ink(pad) -> float:
    """Return how much of the paper is bright, in thousandths, once it shows what was done."""
    pad.settled()
    return pad.canvas.evaluate(
        "c => 1000 * c.getContext('2d').getImageData(0, 0, c.width, c.height).data"
        ".filter((value, place) => place % 4 === 0 && value > 128).length / c.width / c.height"
    )


def test_the_folder_is_read(notebook):
    assert "3.png: The number is probably a 3" in notebook.text_of("answers")


def test_a_four_drawn_with_the_mouse_is_read(pad):
    with pad.changes():
        draw(pad, FOUR)
    pad.wait_for_words("The number is probably a 4")


def test_the_answer_follows_while_the_pen_is_down(pad):
    mouse = pad.page.mouse
    points = places(pad, ZERO[0])
    mouse.move(*points[0])
    mouse.down()
    with pad.changes():
        for point in points[1:]:
            mouse.move(*point, steps=6)
    pad.wait_for_words("a 0 (")
    mouse.up()


def test_many_quick_strokes_all_arrive(pad):
    """What the kernel says of the last stroke must not take back the next one."""
    pieces = []
    for (x, y), (to_x, to_y) in [(FOUR[0][0], FOUR[0][1]), FOUR[0][1:], FOUR[1]]:
        step_x, step_y = (to_x - x) / 5, (to_y - y) / 5
        pieces += [
            [(x + n * step_x, y + n * step_y), (x + (n + 1) * step_x, y + (n + 1) * step_y)]
            for n in range(5)
        ]
    draw(pad, pieces)
    pad.wait_for_words("The number is probably a 4")
    for left in range(len(pieces) - 1, -1, -1):
        assert pad.root.get_by_role("button", name="Undo").is_enabled(), f"{left + 1} are lost"
        pad.button("Undo")
    pad.wait_for_words("Draw a digit on the paper")


def test_undo_takes_back_one_stroke_and_clear_all(pad):
    draw(pad, FOUR[:1])
    one = ink(pad)
    draw(pad, FOUR[1:])
    assert ink(pad) > one
    pad.wait_for_words("a 4 (")
    with pad.changes():
        pad.root.get_by_role("button", name="Undo").click()
    assert ink(pad) == one
    pad.root.get_by_role("button", name="Clear").click()
    pad.wait_for_words("Draw a digit on the paper")
    assert ink(pad) == 0
    assert pad.root.get_by_role("button", name="Undo").is_disabled()


def test_thickness_by_keyboard(pad):
    draw(pad, FOUR[1:])
    thin = ink(pad)
    for _ in range(6):
        pad.press("Thickness", "ArrowRight")
    pad.root.get_by_role("button", name="Clear").click()
    draw(pad, FOUR[1:])
    assert ink(pad) > 1.3 * thin
    pad.type("Thickness, number", "18")


def test_a_one_drawn_by_keyboard_alone_is_read(pad):
    keyboard = pad.page.keyboard
    pad.canvas.focus()
    state = pad.root.locator(".demo-pen-state")
    for _ in range(7):
        keyboard.press("ArrowUp")
    assert ink(pad) == 0
    keyboard.press("Space")
    assert "Pen down" in state.inner_text()
    for _ in range(14):
        keyboard.press("ArrowDown")
    keyboard.press("Space")
    assert "Pen up" in state.inner_text()
    pad.wait_for_words("a 1 (")
    assert ink(pad) > 0


def test_keys_on_the_paper_do_not_reach_the_notebook(pad):
    active = "window.jupyterapp.shell.currentWidget.content.activeCellIndex"
    pad.canvas.click(position={"x": 10, "y": 10})
    before = pad.page.evaluate(active)
    for key in ("ArrowDown", "ArrowDown", "End", "a", "b", "x"):
        pad.page.keyboard.press(key)
    assert pad.page.evaluate(active) == before


def test_undo_clear_and_thickness_by_keyboard_alone(pad):
    keyboard = pad.page.keyboard
    pad.canvas.focus()
    for _ in range(2):  # two dots
        keyboard.press("Space")
        keyboard.press("Space")
        keyboard.press("ArrowLeft")
    two = ink(pad)
    keyboard.press("Tab")
    before = pad.control("Thickness").input_value()
    keyboard.press("ArrowRight")
    assert pad.control("Thickness").input_value() != before, "Thickness does not follow the paper"
    keyboard.press("ArrowLeft")
    keyboard.press("Tab")
    keyboard.press("Tab")
    keyboard.press("Enter")
    assert 0 < ink(pad) < two, "Undo does not follow Thickness, or it took both dots back"
    keyboard.press("Tab")
    keyboard.press("Space")
    assert ink(pad) == 0, "Clear left something on the paper"
    pad.wait_for_words("Draw a digit on the paper")


def test_every_layer_follows_while_the_pen_is_down(pad):
    panels = pad.root.locator(".demo-panel canvas")
    assert panels.count() == 10, "the digit, eight layers, and the map that is enlarged"
    look = "all => all.map(each => each.toDataURL())"
    draw(pad, FOUR[:1])
    pad.settled()
    before = panels.evaluate_all(look)
    mouse, points = pad.page.mouse, places(pad, FOUR[1])
    mouse.move(*points[0])
    mouse.down()
    mouse.move(*points[1], steps=6)
    pad.settled()
    after = panels.evaluate_all(look)
    mouse.up()
    assert all(one != other for one, other in zip(before, after, strict=True))


def test_a_tile_is_enlarged_by_mouse_and_keyboard(pad):
    draw(pad, FOUR)
    pad.root.locator("summary").click()
    pad.wait_for_words("Layer 8, map")
    with pad.changes():
        pad.panel("1 conv").click(position={"x": 5, "y": 5})
    pad.wait_for_words("Layer 1, map 0")
    assert pad.panel("1, map 0").count() == 1
    with pad.changes():
        pad.press_on("5 pool", "ArrowRight", "Enter")
    pad.wait_for_words("Layer 5, map 0")


def test_several_digits_are_read_by_python(pad):
    draw(pad, ONE_SEVEN)
    pad.wait_for_words("1 7 (")
    pad.button("Undo")
    pad.wait_for_words("The number is probably a 1")


def test_two_fingers_do_not_tangle(pad):
    """The second finger is ignored while the first one draws."""
    pad.canvas.evaluate(
        """canvas => {
          const box = canvas.getBoundingClientRect();
          canvas.setPointerCapture = () => {};
          const send = (type, id, x, y) => canvas.dispatchEvent(new PointerEvent(type, {
            pointerId: id, pointerType: 'touch', button: type === 'pointerdown' ? 0 : -1,
            clientX: box.left + x, clientY: box.top + y, bubbles: true,
          }));
          send('pointerdown', 11, 140, 30);
          send('pointerdown', 12, 20, 20);
          for (let y = 40; y < 250; y += 10) {
            send('pointermove', 11, 140, y);
            send('pointermove', 12, 20, y);
          }
          send('pointerup', 12, 20, 250);
          send('pointerup', 11, 140, 250);
          delete canvas.setPointerCapture;
        }"""
    )
    pad.wait_for_words("a 1 (")


def test_the_paper_has_a_name(pad):
    assert pad.canvas.get_attribute("aria-label").startswith("Drawing pad.")


def test_the_drawing_is_there_again_when_the_page_is_loaded_again(pad, notebook):
    """A laptop that was closed, or a page that was reloaded, while the kernel lives."""
    draw(pad, FOUR)
    pad.wait_for_words("a 4 (")
    bright = ink(pad)
    pad.page.wait_for_timeout(1000)  # the kernel's time to hear of it
    notebook.load_again()
    again = find(notebook, "drawing_pad")
    again.canvas = again.root.locator(".demo-paper canvas")
    again.wait_for_words("The number is probably a 4 (")
    assert abs(ink(again) - bright) < 2
    again.button("Clear")


class TestEveryDemonstration(EveryDemonstration):
    demonstrations: ClassVar = {"drawing_pad": draw_or_clear, "read_photograph": choose_another}


def test_without_a_kernel_one_digit_is_read_and_several_are_not(notebook):
    """After the last test of the demonstrations, which ends the kernel."""
    pad = empty_pad(notebook)
    draw(pad, ONE_SEVEN)
    pad.wait_for_words("only Python can tell them apart, and it does not answer")
    pad.button("Clear")
    draw(pad, ZERO)
    pad.wait_for_words("The number is probably a 0 (")
