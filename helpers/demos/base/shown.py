"""Shows a widget together with its picture and its words, in Jupyter and on Google Colab."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

from IPython.display import publish_display_data

if TYPE_CHECKING:
    from ipywidgets import Widget

#: The kind of output in which a page finds the widget that it shows.
VIEW = "application/vnd.jupyter.widget-view+json"

#: What is shown, by its kind; perhaps with what is to be known about it.
Bundle = dict[str, Any] | tuple[dict[str, Any], dict[str, Any]]


def view_of(widget: Widget) -> dict[str, object]:
    """Return the entry of an output, under `VIEW`, that makes a page show a widget."""
    return {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}


class Shown:
    """What has a `_repr_mimebundle_` with a widget in it, shown on Colab as well.

    Colab shows the widgets of other makers only where the message that displays them carries
    metadata which `google.colab.output.enable_custom_widget_manager` adds: to what is displayed,
    but not to what a cell returns. So there the object displays itself. Everywhere else Jupyter
    goes on with the mime bundle, as for an object without this class.
    """

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        raise NotImplementedError

    def _ipython_display_(self) -> None:
        if "google.colab" not in sys.modules:
            raise NotImplementedError  # IPython's word for "use the mime bundle"
        importlib.import_module("google.colab.output").enable_custom_widget_manager()
        bundle = self._repr_mimebundle_()
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        publish_display_data(data, metadata)
