"""What ipywidgets leaves out in the browser: names for screen readers, clicks, lost messages."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import ipywidgets
import traitlets


def make_assistant(
    operated: ipywidgets.Widget,
    shown: Sequence[ipywidgets.Widget],
    pointing: bool = False,
) -> ipywidgets.Widget | None:
    """Return an invisible widget to be placed into a demonstration, or None where none can run.

    Sliders of ipywidgets 8 have no name in the browser's accessibility tree, pictures no
    alternative text; the assistant adds them, keeps the last picture in view until the next one
    is decoded, reports clicks into the picture, and brings back controls whose last message or its
    answer got lost with the connection. Everything else works without it: on Colab, which shows
    other makers' widgets only on request, there is none.

    Args:
        operated: the box of the widgets that a user operates.
        shown: the widgets that change with them.
        pointing: whether clicks are reported, in `pointed`: [x, y, count], with x and y as
            fractions of the picture's width and height.
    """
    if "google.colab" in sys.modules:
        return None
    import anywidget  # only here: nothing else of the sliders needs it

    class Assistant(anywidget.AnyWidget):
        _esm = Path(__file__).with_name("assistant.js").read_text(encoding="utf-8")
        operated = traitlets.List([]).tag(sync=True)
        shown = traitlets.List([]).tag(sync=True)
        pointing = traitlets.Bool(False).tag(sync=True)
        pointed = traitlets.List([]).tag(sync=True)

    assistant = Assistant(pointing=pointing, shown=[widget.model_id for widget in shown])
    parts = [*_with_parts(operated), assistant]  # it reports clicks, which can get lost too
    assistant.operated = [part.model_id for part in parts]
    return assistant


def _with_parts(widget: ipywidgets.Widget) -> Iterator[ipywidgets.Widget]:
    yield widget
    for part in getattr(widget, "children", ()):
        yield from _with_parts(part)
