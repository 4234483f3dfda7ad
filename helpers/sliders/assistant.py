"""What ipywidgets leaves out in the browser: names for screen readers, and clicks."""

from __future__ import annotations

import sys
from pathlib import Path

import ipywidgets
import traitlets


def make_assistant(pointing: bool = False) -> ipywidgets.Widget | None:
    """Return an invisible widget to be placed into a demonstration, or None where none can run.

    Sliders of ipywidgets 8 have no name in the browser's accessibility tree, pictures no
    alternative text; the assistant adds them, keeps the last picture in view until the next one
    is decoded, and reports clicks into the picture. Everything else works without it: on Colab,
    which shows other makers' widgets only on request, there is none.

    Args:
        pointing: whether clicks are reported, in `pointed`: [x, y, count], with x and y as
            fractions of the picture's width and height.
    """
    if "google.colab" in sys.modules:
        return None
    import anywidget  # only here: nothing else of the sliders needs it

    class Assistant(anywidget.AnyWidget):
        _esm = Path(__file__).with_name("assistant.js").read_text(encoding="utf-8")
        pointing = traitlets.Bool(False).tag(sync=True)
        pointed = traitlets.List([]).tag(sync=True)

    return Assistant(pointing=pointing)
