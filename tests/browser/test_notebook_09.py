"""Notebook 09 in the browser: photographs read, the learner's own among them; a digit drawn."""

from __future__ import annotations

import base64
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.browser.every_demonstration import EveryDemonstration
from tests.browser.in_page import PageDemonstration, find, reset
from tests.browser.paper import FOUR, draw, draw_or_clear

DEFAULT = True
NOTEBOOK = "09_recognizing_your_digits.ipynb"
PICTURES = Path(__file__).resolve().parents[2] / "recognition"
#: Seconds: reading a photograph on a busy machine, and asking again after 3, 6 and 12 of them.
PATIENCE = 60
_DROP = """([demo, name, type, text]) => {
  const bytes = Uint8Array.from(atob(text), each => each.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, { type }));
  for (const kind of ["dragover", "drop"]) {
    const event = new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true });
    demo.querySelector(".demo-stage").dispatchEvent(event);
  }
}"""
_PASTE = """([demo, name, type, text]) => {
  const bytes = Uint8Array.from(atob(text), each => each.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, { type }));
  const options = { clipboardData: transfer, bubbles: true, cancelable: true };
  demo.querySelector("select").dispatchEvent(new ClipboardEvent("paste", options));
}"""


@pytest.fixture
def photograph(notebook) -> PageDemonstration:
    return reset(notebook, "read_photograph")


def give(demo: PageDemonstration, path: Path) -> None:
    """Choose a file in the browser's own dialog, which only the test can answer."""
    with demo.page.expect_file_chooser() as chooser:
        demo.button("Your own picture")
    chooser.value.set_files(path)


def wait_for(demo: PageDemonstration, part: str) -> None:
    demo.wait_until(lambda: part in demo.answer(), f"{part!r} never came", PATIENCE)


def hand_over(demo: PageDemonstration, script: str, path: Path, name: str, kind: str) -> None:
    text = base64.b64encode(path.read_bytes()).decode("ascii")
    demo.page.evaluate(script, [demo.root.element_handle(), name, kind, text])


def here(demo: PageDemonstration) -> list[list[int]]:
    """Return which boxes and which crops have the frame that says where you are."""
    return [
        demo.root.locator(f"{kind} button").evaluate_all(
            "all => all.flatMap((each, nth) => each.classList.contains('demo-here') ? [nth] : [])"
        )
        for kind in (".demo-boxes", ".demo-crops")
    ]


def test_box_crop_and_bars_belong_together(photograph):
    photograph.choose("Picture", "postcode.jpg")
    photograph.settled()
    boxes = photograph.root.locator(".demo-boxes button")
    crops = photograph.root.locator(".demo-crops button")
    assert boxes.count() == crops.count() > 2
    start = here(photograph)
    title = photograph.root.locator(".demo-bars .demo-title")
    for nth, among in ((1, crops), (2, boxes)):
        among.nth(nth).hover()
        photograph.settled()
        assert here(photograph) == [[nth], [nth]]
        assert title.inner_text().startswith(f"Digit {nth + 1} of")
    photograph.page.mouse.move(0, 0)
    photograph.settled()
    assert here(photograph) == start  # leaving clears
    crops.nth(2).focus()
    photograph.settled()
    assert here(photograph) == [[2], [2]]
    photograph.page.keyboard.press("Enter")  # pins
    crops.nth(2).blur()
    photograph.settled()
    assert here(photograph) == [[2], [2]]
    photograph.button("Next digit")
    photograph.page.mouse.move(0, 0)
    photograph.settled()
    assert here(photograph) == [[3], [3]]


def test_tints_are_switched_by_mouse_and_keyboard(photograph):
    tints = photograph.root.locator(".demo-photograph img").filter(visible=True)
    assert tints.count() == 3
    photograph.control("the digits' ink").click()
    photograph.settled()
    assert tints.count() == 2
    photograph.press("other writing, left out", "Space")
    photograph.settled()
    assert tints.count() == 1
    assert tints.first.get_attribute("alt") == photograph.answer()


def test_a_picture_of_ones_own_is_read_and_kept(photograph, notebook):
    give(photograph, PICTURES / "3.png")
    wait_for(photograph, "The number is probably a 3")
    assert photograph.chosen("Picture") == "3.png"
    assert photograph.root.locator(".demo-boxes button").count() == 1
    notebook.page.wait_for_timeout(1000)
    notebook.load_again()
    photograph = find(notebook, "read_photograph")
    wait_for(photograph, "The number is probably a 3")


def test_a_file_that_is_no_picture_is_refused_in_words(photograph, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"this is no picture")
    give(photograph, broken)
    wait_for(photograph, "“broken.png” cannot be read: it is not a picture")
    # The probabilities of the picture before once stayed beside this sentence.
    bars = photograph.root.locator(".demo-bars").filter(has_text="No digit")
    assert bars.filter(visible=True).count() == 1
    assert "0." not in bars.inner_text()


def test_a_large_photograph_is_made_smaller(photograph, tmp_path):
    large = tmp_path / "large.jpg"
    pixels = np.asarray(Image.open(PICTURES / "postcode.jpg").resize((5000, 3000)))
    noise = np.random.default_rng(0).integers(-6, 7, pixels.shape)
    Image.fromarray((pixels + noise).clip(0, 255).astype(np.uint8)).save(large, quality=95)
    assert large.stat().st_size > 2e6
    give(photograph, large)
    size = photograph.root.locator(".demo-photo .demo-note")
    photograph.wait_until(lambda: size.text_content() == "2000 × 1200", "never read", PATIENCE)


@pytest.mark.parametrize("script", [_DROP, _PASTE], ids=["dropped", "pasted"])
def test_a_picture_is_dropped_or_pasted(photograph, script):
    hand_over(photograph, script, PICTURES / "6.png", "image.png", "image/png")
    wait_for(photograph, "The number is probably a 6")
    hand_over(photograph, script, PICTURES / "9.png", "image.png", "image/png")
    wait_for(photograph, "The number is probably a 9")


def test_a_photograph_is_taken_with_the_camera(photograph, notebook):
    """Chromium's own picture of a camera, which holds no digit or something like one."""
    photograph.button("Take a photograph")
    photograph.root.get_by_text("choose a picture, drop it, or paste it").wait_for()
    notebook.page.context.grant_permissions(["camera"])
    photograph.button("Take a photograph")
    photograph.root.locator("button:focus", has_text="Photograph this").wait_for()
    notebook.page.keyboard.press("Enter")
    photograph.wait_until(lambda: photograph.chosen("Picture") == "photograph.jpg", "not taken")
    photograph.wait_until(lambda: " pixels." in photograph.words(), "never read", PATIENCE)
    notebook.page.context.clear_permissions()


@pytest.mark.parametrize("lost", ["messages", "answers"])
def test_a_picture_is_read_although_the_connection_was_lost(photograph, notebook, lost):
    notebook.lose(lost)
    give(photograph, PICTURES / "3.png")
    photograph.wait_for_words("3.png")
    notebook.page.wait_for_timeout(500)
    notebook.cut_connection()
    notebook.wait_ready()
    wait_for(photograph, "The number is probably a 3")


def test_a_digit_drawn_with_the_mouse_is_read(notebook):
    pad = find(notebook, "drawing_pad")
    with pad.changes():
        draw(pad, FOUR)
    pad.wait_for_words("a 4 (")
    assert "Draw a digit" not in pad.words()


def choose_another(demo: PageDemonstration) -> None:
    """Show another picture."""
    names = demo.control("Picture").locator("option").all_inner_texts()
    demo.choose("Picture", names[(names.index(demo.chosen("Picture")) + 1) % len(names)])


class TestEveryDemonstration(EveryDemonstration):
    demonstrations = {"read_photograph": choose_another, "drawing_pad": draw_or_clear}  # noqa: RUF012


def test_a_picture_waits_where_the_kernel_is_gone(photograph):
    """After the tests above there is none."""
    give(photograph, PICTURES / "3.png")
    wait_for(photograph, "is kept here, but Python does not answer")
    assert photograph.root.locator(".demo-photograph img").filter(visible=True).count() == 1
    with photograph.changes():
        photograph.choose("Picture", "2.jpg")
    photograph.choose("Picture", "3.png")
    wait_for(photograph, "is kept here, but Python does not answer")
