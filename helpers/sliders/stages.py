"""The way of a picture to the network, with a switch for every stage; and pictures of your own."""

from __future__ import annotations

from collections.abc import Mapping

import ipywidgets
import numpy as np

from helpers.classifier import Network, as_classifier
from helpers.decoding import UnreadablePictureError, decode
from helpers.figures.canvas import Canvas
from helpers.figures.picture import Picture
from helpers.figures.readings import show_reading, show_stages
from helpers.preprocessing import STAGES, Prepared, prepare
from helpers.reader import Reader, by_hand
from helpers.readings import reading_of
from helpers.sliders.demo import Demo


def stage_demo(pictures: Mapping[str, np.ndarray], network: Network = None) -> Demo:
    """Return a choice of pictures and a switch for each stage.

    Args:
        pictures: uint8 arrays of shape (h, w, 3) by name.
        network: as for `helpers.recognition.read_picture`.
    """
    classifier = as_classifier(network)

    def draw(picture: str, **switches: bool) -> Picture:
        chosen = [name for name in STAGES if switches[name]]
        prepared = prepare(pictures[picture], chosen, keep_stages=True)
        return show_stages(prepared, _sentence(prepared, classifier))

    controls = {"picture": ipywidgets.Dropdown(options=list(pictures), description="Picture")}
    for name in STAGES:
        controls[name] = ipywidgets.Checkbox(
            True, description=name, indent=False, layout={"width": "110px"}
        )
    return Demo(draw, controls, arrange=_in_rows)


def upload_demo(network: Network = None) -> Demo:
    """Return a button that takes a picture file, and what is read in it.

    Args:
        network: as for `helpers.recognition.read_picture`.
    """
    reader = Reader(network)

    def draw(files) -> Picture:
        content = last_upload(files)
        if content is None:
            return _words("Upload a picture of a digit, or of several in a row.")
        try:
            picture = decode(content)
        except UnreadablePictureError as error:
            return _words(f"This file cannot be read: {error}")
        seen = reader.look(picture)
        return show_reading(picture, seen.prepared, reader.judge(seen).message)

    button = ipywidgets.FileUpload(accept="image/*", description="Upload a picture")
    button.layout.width = "200px"
    return Demo(draw, {"files": button})


def last_upload(files: Mapping | tuple) -> bytes | None:
    """Return the content of the last uploaded file; None when there is none.

    Args:
        files: the value of a `FileUpload`: a dictionary up to ipywidgets 7, a tuple from 8 on.

    >>> last_upload({"a.png": {"content": b"x"}}), last_upload(({"content": b"y"},))
    (b'x', b'y')
    """
    entries = list(files.values()) if isinstance(files, Mapping) else list(files)
    return bytes(entries[-1]["content"]) if entries else None


def _sentence(prepared: Prepared, classifier) -> str:
    return reading_of("", by_hand(prepared, classifier), classifier.threshold).message


def _words(words: str) -> Picture:
    canvas = Canvas(640, 40)
    canvas.text(8, 12, words, 14)
    return canvas.picture(words)


def _in_rows(controls: list[ipywidgets.Widget]) -> ipywidgets.Widget:
    """Put the choice of the picture and the switches in as many rows as the page needs."""
    return ipywidgets.Box(controls, layout={"flex_flow": "row wrap", "max_width": "900px"})
