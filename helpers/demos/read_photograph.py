"""Photographs of handwriting, the digits found in them, and how sure the network is of each."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import cv2
import matplotlib.colors
import numpy as np
from matplotlib.patches import Rectangle
from PIL import Image

from helpers.demos.base.demonstration import Demonstration, PageWidget
from helpers.figures.drawing.cells import HERE, draw_cells
from helpers.figures.drawing.picture import Picture
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
_DEFAULTS = {"picture": None, "digit": 0, "ink": True, "left_out": True, "centres": False}


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
    tints = {"ink": ink, "left_out": left_out, "centres": centres}
    state = {"picture": picture, "digit": digit, **tints}
    data = {"readings": readings, "invitation": _INVITATION}
    demonstration = Demonstration("read_photograph", data, state, _DEFAULTS, _picture)
    demonstration.widget.on_msg(
        lambda widget, content, buffers: read_for_page(widget, content, buffers, reader)
    )
    return demonstration


def words(data: Mapping[str, Any], state: Mapping[str, Any]) -> str:
    """Return what is shown in words, as web/demonstrations/read_photograph does."""
    reading = _chosen(data, state)
    return "\n".join([reading["answer"], *reading["lines"]]) if reading else data["invitation"]


def read_for_page(
    widget: PageWidget, content: Mapping[str, Any], buffers: Sequence[memoryview], reader: Reader
) -> None:
    """Read a file for the page and add it to the data; tell them again when it was read already.

    Args:
        widget: of the demonstration.
        content: the file's `name`, and a `key` that no other file has.
        buffers: the file's bytes.
        reader: reads its picture.
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
    tints = {
        name: _encoded(_tinted(maps[name], colour), "PNG") for name, colour in _COLOURS.items()
    }
    return {
        "name": name,
        "key": key,
        "answer": f"{reading.message}.",
        "lines": _lines(seen, reading),
        "size": [width, height],
        "picture": _encoded(_smaller(seen.picture), "JPEG"),
        **tints,
        "boxes": seen.boxes.round(1).tolist(),
        "crops": seen.crops.tobytes(),
        "probabilities": reading.probabilities.round(4).tolist(),
        "sure": (reading.probabilities.max(axis=1, initial=0) >= reading.threshold).tolist(),
    }


def _unreadable(name: str, key: str, answer: str) -> dict[str, Any]:
    nothing = {"lines": [], "size": [0, 0], "boxes": [], "crops": b""}
    nothing |= {"probabilities": [], "sure": []}
    pictures = dict.fromkeys(("picture", *_COLOURS), b"")
    return {"name": name, "key": key, "answer": answer, **nothing, **pictures}


def _lines(seen: Seen, reading: Reading) -> list[str]:
    height, width = seen.picture.shape[:2]
    count = len(seen.boxes)
    lines = [f"{count} digit{'s' * (count != 1)} found in {width}×{height} pixels."]
    for place, (box, each) in enumerate(zip(seen.boxes, reading.probabilities, strict=True)):
        left, top, right, bottom = (round(float(edge)) for edge in box)
        first, second = np.argsort(-each, kind="stable")[:2]
        line = f"Digit {place + 1}, x {left} to {right}, y {top} to {bottom}: "
        line += f"{first} ({_percent(each[first])})"
        if each[second] >= 0.01:
            line += f", else {second} ({_percent(each[second])})"
        lines.append(f"{line}.")
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
    share = _smaller(np.asarray(share, np.float32))
    tinted = np.zeros((*share.shape, 4), np.uint8)
    tinted[..., :3] = np.rint(255 * np.array(matplotlib.colors.to_rgb(colour)))
    tinted[..., 3] = np.rint(255 * _TINT * share.clip(0, 1))
    return tinted


def _encoded(pixels: np.ndarray, form: str) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, form, quality=85)
    return buffer.getvalue()


def _decoded(content: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(content)) as image:
        return np.asarray(image)


def _chosen(data: Mapping[str, Any], state: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the reading that the state means; the first where it means none."""
    readings = data["readings"]
    return next((each for each in readings if each["name"] == state["picture"]), None) or (
        readings[0] if readings and state["picture"] is None else None
    )


def _picture(data: Mapping[str, Any], state: Mapping[str, Any]) -> Picture:
    reading = _chosen(data, state)
    if reading is None:
        figure = new_figure(6, 0.5)
        figure.text(0.01, 0.5, data["invitation"], va="center")
        return Picture.from_figure(figure, words(data, state))
    count = len(reading["boxes"])
    here = min(state["digit"], count - 1)
    columns = max(1, min(6, count))
    rows = -(-count // columns)
    figure = new_figure(9, max(3.2, 1.3 * rows))
    widths = (4, max(1, columns), 2)
    left, middle, right = figure.subfigures(1, 3, squeeze=False, width_ratios=widths)[0]
    photograph = left.subplots()
    photograph.imshow(_decoded(reading["picture"]))
    for name in reversed(_COLOURS):
        if state[name]:
            photograph.imshow(_decoded(reading[name]))
    photograph.set(xticks=(), yticks=())
    shrunk = photograph.images[0].get_size()[1] / reading["size"][0]
    probabilities = np.array(reading["probabilities"])
    tiles = middle.subplots(rows, columns, squeeze=False).ravel() if count else ()
    crops = np.frombuffer(reading["crops"], np.uint8).reshape(-1, SIDE, SIDE)
    for axis in tiles[count:]:
        axis.set_visible(False)
    for place, axis in zip(range(count), tiles, strict=False):
        x0, y0, x1, y1 = (edge * shrunk for edge in reading["boxes"][place])
        colour = HERE if place == here else _BOX
        for edge, thick in (("white", 3), (colour, 1.5)):
            box = Rectangle((x0, y0), x1 - x0, y1 - y0, fill=False, color=edge, linewidth=thick)
            photograph.add_patch(box)
        best = probabilities[place].argmax()
        doubt = "" if reading["sure"][place] else "?"
        photograph.text(
            (x0 + x1) / 2, y0, f"{best}{doubt}", color="black" if place == here else "white",
            bbox={"fc": colour, "ec": "white", "pad": 1}, ha="center", va="bottom", size=8,
            weight="bold",
        )  # fmt: skip
        draw_cells(axis, crops[place], IMAGE_COLOURS, 0, 255, f"{best}")
    if count:
        bars = right.subplots()
        colours = ["0.6"] * 10
        colours[probabilities[here].argmax()] = "0.25"
        bars.barh(range(10), probabilities[here], color=colours)
        bars.set_title(f"digit {here + 1} of {count}", size=9.5)
        bars.set(xlim=(0, 1), xticks=(0, 1), yticks=range(10))
        bars.invert_yaxis()
        bars.tick_params(labelsize=7)
        bars.spines[["top", "right"]].set_visible(False)
    return Picture.from_figure(figure, words(data, state), colours=128)
