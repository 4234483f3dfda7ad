"""Controls that outlive a lost connection to the kernel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import ipywidgets
import traitlets


def make_recovery(
    operated: Sequence[ipywidgets.Widget], shown: Sequence[ipywidgets.Widget]
) -> ipywidgets.Widget:
    """Return a widget that is never shown and waits in the browser for a connection to come back.

    What a control sent shortly before, or the kernel's answer to it, is then lost: JupyterLab
    sets the control back, or the control never sends anything again. This widget sets the controls
    as the user left them, and asks the kernel for what changes with them.

    Args:
        operated: the widgets that a user operates, or boxes of such.
        shown: the widgets that change with them.
    """
    import anywidget  # only here: Colab shows other makers' widgets only on request

    class Recovery(anywidget.AnyWidget):
        _esm = Path(__file__).with_name("recovery.js").read_text(encoding="utf-8")
        operated = traitlets.List([]).tag(sync=True)
        shown = traitlets.List([]).tag(sync=True)

    parts = [part for widget in operated for part in _with_parts(widget)]
    return Recovery(
        operated=[part.model_id for part in parts], shown=[widget.model_id for widget in shown]
    )


def _with_parts(widget: ipywidgets.Widget) -> Iterator[ipywidgets.Widget]:
    yield widget
    for part in getattr(widget, "children", ()):
        yield from _with_parts(part)
