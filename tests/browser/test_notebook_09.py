"""Notebook 09 in the browser: stages switched off, a picture uploaded, a digit drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.demo_handle import DemoHandle

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


@pytest.fixture
def upload(notebook):
    """The demonstration with the button, and how a file is given to it."""
    button = notebook.page.get_by_role("button", name="Upload a picture")
    outputs = notebook.page.locator(".jp-OutputArea-child").filter(has=button)
    demo = DemoHandle(notebook, outputs.first)

    def give(path: Path) -> None:
        # The browser's own dialog opens, which only the test can answer.
        with notebook.page.expect_file_chooser() as chooser:
            demo.root.get_by_role("button", name="Upload a picture").click()
        chooser.value.set_files(path)

    demo.give = give
    return demo


def test_an_uploaded_picture_is_read(upload):
    assert "Upload a picture" in upload.words()
    with upload.changes():
        upload.give(PICTURES / "3.png")
    upload.wait_for_words("The number is probably a 3")


def test_a_file_that_is_no_picture_is_refused_in_words(upload, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"this is no picture")
    with upload.changes():
        upload.give(broken)
    upload.wait_for_words("This file cannot be read")


def test_a_digit_drawn_with_the_mouse_is_read(notebook):
    pad = notebook.demo("Thickness")
    paper = pad.root.locator("canvas").first
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    mouse = notebook.page.mouse
    strokes = [[(0.36, 0.14), (0.21, 0.57), (0.75, 0.57)], [(0.61, 0.29), (0.57, 0.89)]]  # a 4
    with pad.changes():
        for (x, y), *others in strokes:
            mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
            mouse.down()
            for x, y in others:
                mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=6)
            mouse.up()
    pad.wait_for_words("a 4 (")
    assert "Draw a digit" not in pad.words()


def test_every_control_has_a_name(notebook):
    notebook.assert_controls_are_named()
