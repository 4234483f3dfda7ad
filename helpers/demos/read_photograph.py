"""Photographs of handwriting, the digits found in them, and how sure the network is of each."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import cv2
import matplotlib.colors
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from PIL import Image

from helpers.demos.base.demonstration import Demonstration, PageWidget, Values
from helpers.demos.base.network import draw_probabilities
from helpers.figures.drawing.cells import HERE, draw_cells
from helpers.figures.drawing.style import BLUE, GREEN, IMAGE_COLOURS, VERMILION, new_figure
from helpers.figures.readings import look_at_all
from helpers.mnist_format import SIDE
from helpers.recognition.decoding import UnreadablePictureError, decode
from helpers.recognition.reader import Reader, Seen
from helpers.recognition.readings import Reading
from helpers.recognition.trained import Network

#: The longer side of what is shown, in pixels.
_SHOWN = 800
#: So many of the learner's own pictures stay in the menu.
_KEPT = 4
#: How strongly ink is tinted, and in what colour.
_TINT = 0.8
_COLOURS = {"ink": VERMILION, "left_out": BLUE, "centres": GREEN}
#: Of boxes: seen on paper and on a blackboard.
_BOX = "#404040"
_INVITATION = "Choose a picture of a digit, or of several."


def read_photograph(
    pictures: Mapping[str, np.ndarray] | None = None,
    network: Network = None,
    picture: str | None = None,
    digit: int = 0,
    ink: bool = True,
    left_out: bool = True,
    centres: bool = False,
) -> Demonstration:
    """Return pictures with the digits that are found in them, and a button for your own.

    The page makes a photograph smaller and hands it to Python, which reads it.

    Args:
        pictures: uint8 arrays of shape (h, w, 3) by name, to begin with.
        network: as for `helpers.recognition.files.read_picture`.
        picture: the name of the one that is shown; the first when None.
        digit: which of its digits is looked at, counted from 0 in reading order.
        ink: whether the digits' ink is tinted.
        left_out: whether other handwriting, which was left out, is tinted.
        centres: whether the places are tinted that the finder takes for a digit's centre.
    """
    reader = Reader(network)
    readings = [_read(reader, name, pixels) for name, pixels in (pictures or {}).items()]
    data = {"readings": readings, "invitation": _INVITATION}
    tints = {"ink": ink, "left_out": left_out, "centres": centres}
    state = {"picture": picture, "digit": digit, **tints}
    demonstration = Demonstration(read_photograph, data, state, _draw, words, colours=128)
    demonstration.widget.on_msg(
        lambda widget, content, buffers: read_for_page(widget, content, buffers, reader)
    )
    return demonstration


def words(data: Values, state: Values) -> str:
    """Return what is shown in words, as web/demonstrations/read_photograph does."""
    reading = _chosen(data, state)
    return "\n".join([reading["answer"], *reading["lines"]]) if reading else data["invitation"]


def _chosen(data: Values, state: Values) -> Values | None:
    """Return the reading that the state means; the first where it means none."""
    wanted = state["picture"]
    meant = [each for each in data["readings"] if wanted in (None, each["name"])]
    return meant[0] if meant else None


def read_for_page(
    widget: PageWidget, content: Values, buffers: Sequence[memoryview], reader: Reader
) -> None:
    """Read a file for the page and add it to the data; tell them again when it was read already.

    `content` has the file's `name`, and a `key` that no other file has; `buffers` its bytes.
    """
    name, key = content["name"], content["key"]
    readings = widget.data["readings"]
    if any(each["key"] == key for each in readings):
        widget.send_state("data")
        return
    try:
        reading = _read(reader, name, decode(bytes(buffers[0])), key)
    except UnreadablePictureError as error:
        reading = _unreadable(name, key, f"“{name}” cannot be read: {error}.")
    except Exception as error:  # without an answer the page would ask for ever
        reading = _unreadable(name, key, f"“{name}” could not be read; Python says: {error}.")
    given = [each for each in readings if not each["key"]]
    own = [each for each in readings if each["key"] and each["name"] != name]
    widget.data = {**widget.data, "readings": [*given, *own[1 - _KEPT :], reading]}


def _read(reader: Reader, name: str, picture: np.ndarray, key: str = "") -> dict[str, Any]:
    """Return a picture's reading as the page shows it; `key` is empty for those given at first."""
    seen = reader.look(picture)
    reading = reader.judge(seen, name)
    height, width = seen.picture.shape[:2]
    maps = look_at_all(seen.picture, seen.boxes)
    return {
        "name": name,
        "key": key,
        "answer": f"{reading.message}.",
        "lines": _lines(seen, reading),
        "size": [width, height],
        "picture": _encoded(_smaller(seen.picture), "JPEG"),
        **{kind: _encoded(_tinted(maps[kind], tint), "PNG") for kind, tint in _COLOURS.items()},
        "boxes": seen.boxes.round(1).tolist(),
        "crops": seen.crops.tobytes(),
        "probabilities": reading.probabilities.round(4).tolist(),
        "sure": (reading.probabilities.max(axis=1, initial=0) >= reading.threshold).tolist(),
    }


def _unreadable(name: str, key: str, answer: str) -> dict[str, Any]:
    words = {"name": name, "key": key, "answer": answer, "lines": []}
    digits = {"size": [0, 0], "boxes": [], "crops": b"", "probabilities": [], "sure": []}
    return {**words, **digits, **dict.fromkeys(("picture", *_COLOURS), b"")}


def _lines(seen: Seen, reading: Reading) -> list[str]:
    height, width = seen.picture.shape[:2]
    count = len(seen.boxes)
    lines = [f"{count} digit{'s' * (count != 1)} found in {width}×{height} pixels."]
    for place, (box, each) in enumerate(zip(seen.boxes, reading.probabilities, strict=True)):
        left, top, right, bottom = (round(float(edge)) for edge in box)
        first, second = np.argsort(-each, kind="stable")[:2]
        other = f", else {second} ({_percent(each[second])})" if each[second] >= 0.01 else ""
        lines.append(
            f"Digit {place + 1}, x {left} to {right}, y {top} to {bottom}: "
            f"{first} ({_percent(each[first])}){other}."
        )
    return lines


def _percent(probability: float) -> str:
    return f"{int(probability * 100 + 1e-9)}%"


def _smaller(picture: np.ndarray) -> np.ndarray:
    """Return a picture, or a map of it, whose longer side has at most `_SHOWN` pixels."""
    scale = min(1.0, _SHOWN / max(picture.shape[:2]))
    size = [max(1, round(side * scale)) for side in picture.shape[1::-1]]
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def _tinted(share: np.ndarray, colour: str) -> np.ndarray:
    """Return a colour that is as opaque as there is ink, uint8 of shape (h, w, 4)."""
    opacity = _TINT * _smaller(share).clip(0, 1)
    channels = np.broadcast_arrays(*matplotlib.colors.to_rgb(colour), opacity)
    return np.rint(255 * np.dstack(channels)).astype(np.uint8)


def _encoded(pixels: np.ndarray, form: str) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, form, quality=85)
    return buffer.getvalue()


def _decoded(content: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(content)))


def _draw(data: Values, state: Values) -> Figure:
    reading = _chosen(data, state)
    if reading is None:
        figure = new_figure(6, 0.5)
        figure.text(0.01, 0.5, data["invitation"], va="center")
        return figure
    count = len(reading["boxes"])
    here = min(state["digit"], count - 1)
    columns = max(1, min(6, count))
    rows = -(-count // columns)
    figure = new_figure(9, max(3.2, 1.3 * rows))
    widths = (4, columns, 2)
    left, middle, right = figure.subfigures(1, 3, squeeze=False, width_ratios=widths)[0]
    photograph = left.subplots()
    for name in ("picture", *(tint for tint in reversed(_COLOURS) if state[tint])):
        photograph.imshow(_decoded(reading[name]))
    photograph.set(xticks=(), yticks=())
    if not count:
        return figure
    shrunk = photograph.images[0].get_size()[1] / reading["size"][0]
    probabilities = np.array(reading["probabilities"])
    tiles = middle.subplots(rows, columns, squeeze=False).ravel()
    crops = np.frombuffer(reading["crops"], np.uint8).reshape(-1, SIDE, SIDE)
    for axis in tiles[count:]:
        axis.set_visible(False)
    for place, best in enumerate(probabilities.argmax(axis=1)):
        x0, y0, x1, y1 = (edge * shrunk for edge in reading["boxes"][place])
        ground, ink = (HERE, "black") if place == here else (_BOX, "white")
        for edge, thick in (("white", 3), (ground, 1.5)):
            size = (x1 - x0, y1 - y0)
            photograph.add_patch(Rectangle((x0, y0), *size, fill=False, color=edge, lw=thick))
        words = f"{best}{'' if reading['sure'][place] else '?'}"
        looks = {"ha": "center", "va": "bottom", "size": 8, "weight": "bold", "color": ink}
        box = {"fc": ground, "ec": "white", "pad": 1}
        photograph.text((x0 + x1) / 2, y0, words, bbox=box, **looks)
        draw_cells(tiles[place], crops[place], IMAGE_COLOURS, 0, 255, f"{best}")
    title = f"digit {here + 1} of {count}"
    draw_probabilities(right.subplots(), probabilities[here], "0.25", title)
    return figure
