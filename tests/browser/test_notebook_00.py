"""Notebook 00 in a browser: the folder is read, and digits drawn by mouse, finger and keys too."""

from __future__ import annotations

import pytest

from tests.browser.every_demo import EveryDemo
from tests.browser.paper import FOUR, draw, draw_or_clear, places

NOTEBOOK = "00_start_here.ipynb"

ZERO = [[(140, 40), (80, 90), (75, 190), (135, 245), (200, 190), (205, 90), (145, 40)]]


@pytest.fixture
def pad(notebook):
    """The pad with empty paper."""
    demo = notebook.demo("Thickness")
    clear = demo.root.get_by_role("button", name="Clear")
    if clear.is_enabled():
        clear.click()
    demo.wait_for_words("Draw a digit on the paper")
    demo.canvas = demo.root.locator("canvas")
    demo.canvas.scroll_into_view_if_needed()
    return demo


def ink(pad) -> int:
    """Return how many pixels of the paper are dark."""
    return pad.canvas.evaluate(
        "c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data"
        ".filter((value, place) => place % 4 === 0 && value < 128).length"
    )


def test_the_folder_is_read(notebook):
    text = notebook.page.locator(".jp-OutputArea-output").filter(has_text="3.png: ").first
    assert "3.png: The number is probably a 3" in text.inner_text()


def test_a_four_drawn_with_the_mouse_is_read(pad):
    with pad.changes():
        draw(pad, FOUR)
    pad.wait_for_words("The number is probably a 4")


def test_the_answer_follows_while_the_pen_is_down(pad):
    mouse = pad.notebook.page.mouse
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
        pad.press_button("Undo")
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
    pad.press("Thickness", "ArrowRight", times=6)
    pad.root.get_by_role("button", name="Clear").click()
    draw(pad, FOUR[1:])
    assert ink(pad) > 1.3 * thin
    pad.press("Thickness", "ArrowLeft", times=6)


def test_a_one_drawn_by_keyboard_alone_is_read(pad):
    keyboard = pad.notebook.page.keyboard
    pad.canvas.focus()
    state = pad.root.locator(".drawing-pad-state")
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
    before = pad.notebook.page.evaluate(active)
    for key in ("ArrowDown", "ArrowDown", "End", "a", "b", "x"):
        pad.notebook.page.keyboard.press(key)
    assert pad.notebook.page.evaluate(active) == before


def test_undo_clear_and_thickness_by_keyboard_alone(pad):
    keyboard = pad.notebook.page.keyboard
    pad.canvas.focus()
    for _ in range(2):  # two dots
        keyboard.press("Space")
        keyboard.press("Space")
        keyboard.press("ArrowLeft")
    two = ink(pad)
    keyboard.press("Tab")
    keyboard.press("Enter")
    one = ink(pad)
    assert 0 < one < two, "Undo does not follow the paper, or it took both dots back"
    keyboard.press("Tab")
    keyboard.press("Tab")
    before = pad.control("Thickness").input_value()
    keyboard.press("ArrowRight")
    assert pad.control("Thickness").input_value() != before, "Thickness does not follow Clear"
    keyboard.press("ArrowLeft")
    keyboard.press("Shift+Tab")
    keyboard.press("Space")
    assert ink(pad) == 0, "Clear left something on the paper"
    pad.wait_for_words("Draw a digit on the paper")


#: Parts of the answer's picture: left, top, right and lower edge in CSS pixels.
PARTS = {
    "the digit as the network sees it": (8, 54, 176, 222),
    "the probabilities": (24, 256, 200, 406),
    "the feature maps": (222, 54, 452, 406),
}


def test_digit_probabilities_and_feature_maps_follow(pad):
    shown = []
    for strokes, answer in ((FOUR, "a 4 ("), (ZERO, "a 0 (")):
        with pad.changes():
            draw(pad, strokes)
        pad.wait_for_words(answer)
        pad.wait_until_still()
        shown.append(pad.pixels())
        pad.press_button("Clear")
        pad.wait_for_words("Draw a digit on the paper")
    for what, place in PARTS.items():
        left, top, right, bottom = (2 * length for length in place)  # two pixels for each of CSS
        four, zero = (pixels[top:bottom, left:right] for pixels in shown)
        assert (four != zero).any(axis=2).mean() > 0.02, f"{what} did not follow"


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


def test_a_quick_scribble_leaves_no_queue_of_old_answers(pad):
    """The last state is answered; of those in between only some are sent."""
    pad.canvas.evaluate("() => { window.answers = 0; }")
    pad.root.locator("img").first.evaluate(
        "image => new MutationObserver(() => { window.answers += 1; })"
        ".observe(image, { attributes: true, attributeFilter: ['src'] })"
    )
    mouse = pad.notebook.page.mouse
    points = places(pad, [(60 + 5 * (n % 30), 40 + n) for n in range(200)])
    mouse.move(*points[0])
    mouse.down()
    for point in points[1:]:
        mouse.move(*point)
    mouse.up()
    pad.root.get_by_role("button", name="Clear").click()
    draw(pad, ZERO)
    pad.wait_for_words("a 0 (")
    assert pad.notebook.page.evaluate("window.answers") < 200


def test_the_paper_has_a_name(pad):
    assert pad.canvas.get_attribute("aria-label").startswith("Drawing pad.")


def test_at_200_percent_paper_and_answer_stay_side_by_side(pad):
    page = pad.notebook.page
    page.evaluate("window.jupyterapp.commands.execute('application:toggle-left-area')")
    try:
        with pad.notebook.magnified():
            pad.canvas.scroll_into_view_if_needed()
            assert pad.overflow() <= 1
            paper, answer = pad.canvas.bounding_box(), pad.root.locator("img").first.bounding_box()
            assert paper["height"] < pad.notebook.visible_height()
            assert answer["x"] > paper["x"] + paper["width"]
            draw(pad, FOUR)
            pad.wait_for_words("a 4 (")
    finally:
        page.evaluate("window.jupyterapp.commands.execute('application:toggle-left-area')")


def test_the_drawing_is_there_again_when_the_page_is_loaded_again(pad):
    """A laptop that was closed, or a page that was reloaded, while the kernel lives."""
    draw(pad, FOUR)
    pad.wait_for_words("a 4 (")
    dark = ink(pad)
    pad.notebook.load_again()
    again = pad.notebook.demo("Thickness")
    again.canvas = again.root.locator("canvas")
    again.wait_for_words("a 4 (")
    assert abs(ink(again) - dark) < 50
    with again.changes():
        again.press_button("Clear")


class TestEveryDemo(EveryDemo):
    demos = (("Thickness", ""),)

    def operate(self, demo, label, key):
        draw_or_clear(demo)
