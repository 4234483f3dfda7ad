"""Notebook 11 in the browser: the pad whose drawings Python collects."""

from __future__ import annotations

from typing import ClassVar

from tests.browser.every_demonstration import EveryDemonstration
from tests.browser.in_page import find
from tests.browser.paper import FOUR, draw, draw_or_clear

DEFAULT = True
NOTEBOOK = "11_anywhere_in_the_picture.ipynb"


def test_a_drawing_is_read(notebook):
    pad = find(notebook, "drawing_pad")
    with pad.changes():
        draw(pad, FOUR)
    # JupyterLab hides what is off the screen, and this chapter's cells are tall.
    pad.root.locator(".demo-answer").scroll_into_view_if_needed()
    pad.wait_for_words("a 4 (")


class TestEveryDemonstration(EveryDemonstration):
    demonstrations: ClassVar = {"drawing_pad": draw_or_clear}
