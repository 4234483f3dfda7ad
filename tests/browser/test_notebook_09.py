"""Notebook 09 in the browser: stages switched off, a picture uploaded, a digit drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

NOTEBOOK = "09_recognizing_your_digits.ipynb"
PICTURES = Path(__file__).resolve().parents[2] / "recognition"


@pytest.fixture(scope="module")
def notebook(open_notebook):
    return open_notebook(NOTEBOOK, timeout=600_000)


def test_a_stage_switched_off_by_keyboard(notebook):
    demo = notebook.demo("Picture")
    with demo.changes():
        demo.choose("Picture", "2.jpg")
    demo.wait_for_words("The number is probably a 2")
    assert "polarity: " in demo.words()
    with demo.changes():
        demo.press("polarity", "Space")
    demo.wait_until(lambda: "polarity: " not in demo.words(), "the stage is still shown")
    with demo.changes():
        demo.press("polarity", "Space")


def test_a_stage_switched_off_by_mouse(notebook):
    demo = notebook.demo("Picture")
    with demo.changes():
        demo.choose("Picture", "5.jpg")
    with demo.changes():
        demo.control("rulings").click()
    demo.wait_until(lambda: "rulings: " not in demo.words(), "the stage is still shown")
    with demo.changes():
        demo.control("rulings").click()


def test_the_stages_fit_a_small_screen(notebook):
    demo = notebook.demo("Picture")
    # The picture and its switches are seen together; the words may follow below.
    controls = demo.control("Picture").bounding_box()
    image = demo.root.locator("img").first.bounding_box()
    assert image["y"] + image["height"] - controls["y"] < 620
    assert demo.overflow() <= 1
    assert demo.contrast() >= 4.5


def test_an_uploaded_picture_is_read(notebook):
    cell = notebook.page.locator(".jp-OutputArea:has(input[type=file])").last
    words, image = cell.locator(".demo-words").first, cell.locator("img").first
    assert "Upload a picture" in words.inner_text()
    before = image.get_attribute("src")
    cell.locator("input[type=file]").set_input_files(PICTURES / "3.png")
    words.get_by_text("The number is probably a 3").wait_for()
    assert image.get_attribute("src") != before


def test_a_file_that_is_no_picture_is_refused_in_words(notebook, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"this is no picture")
    cell = notebook.page.locator(".jp-OutputArea:has(input[type=file])").last
    cell.locator("input[type=file]").set_input_files(broken)
    cell.locator(".demo-words").get_by_text("This file cannot be read").wait_for()


def test_a_digit_drawn_with_the_mouse_is_read(notebook):
    pad = notebook.page.locator(".jp-OutputArea:has(canvas)").last
    paper = pad.locator("canvas").first
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    mouse = notebook.page.mouse
    points = [(0.3, 0.2), (0.7, 0.2), (0.45, 0.8)]  # a 7
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    mouse.move(*places[0])
    mouse.down()
    for place in places[1:]:
        mouse.move(*place, steps=12)
    mouse.up()
    pad.locator(".demo-words").get_by_text("a 7").first.wait_for()


def test_every_control_has_a_name(notebook):
    notebook.assert_controls_are_named()
