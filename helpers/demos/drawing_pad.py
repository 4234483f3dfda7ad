"""The drawing pad: a drawing, all layers of the network that reads it, and the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from helpers.demos.base.demonstration import Demonstration, PageWidget
from helpers.demos.base.network import fields_of, mosaic, pack_network, run_packed
from helpers.demos.base.strokes import draw_strokes
from helpers.figures.drawing.cells import LIGHT, draw_cells, frame_cells
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLUE, IMAGE_COLOURS, ORANGE, new_figure
from helpers.mnist_format import to_mnist
from helpers.recognition.readings import reading_of
from helpers.softmax import softmax

if TYPE_CHECKING:
    import keras

#: Height and width of the paper; web/controls/paper.js has the same number.
PAPER = 280
#: … and when it holds several digits and is read.
SCAN = 60
#: The longer side of a drawing before it is scaled down, and the room around it, in pixels.
_DRAWN, _MARGIN = 100, 2
#: Strokes of the ten digits, x, y, x, y, …, in their order.
_DIGITS = (
    [[140, 40, 84, 100, 84, 190, 140, 240, 196, 190, 196, 100, 140, 40]],
    [[150, 40, 140, 240]],
    [[90, 90, 120, 44, 180, 50, 190, 100, 90, 230, 200, 230]],
    [[90, 60, 140, 40, 190, 70, 180, 115, 135, 135, 190, 155, 195, 205, 140, 240, 85, 215]],
    [[104, 52, 72, 164, 200, 160], [184, 68, 168, 236]],
    [[190, 50, 105, 50, 98, 125, 150, 115, 195, 150, 190, 210, 140, 240, 88, 220]],
    [[170, 40, 110, 100, 88, 180, 110, 235, 165, 235, 190, 190, 165, 150, 115, 155, 92, 195]],
    [[80, 50, 200, 50, 130, 240]],
    [
        [
            180,
            70,
            140,
            40,
            98,
            70,
            110,
            115,
            180,
            165,
            190,
            215,
            140,
            240,
            90,
            215,
            100,
            165,
            180,
            70,
        ]
    ],
    [[185, 80, 145, 45, 100, 65, 95, 115, 130, 140, 175, 120, 185, 80, 180, 160, 165, 240]],
)
_DEFAULTS = {"strokes": [], "thickness": 18, "tile": None}


def drawing_pad(
    network: keras.Sequential | None = None,
    strokes: Sequence[Sequence[float]] = (),
    thickness: int = 18,
    tile: Sequence[int] | None = None,
) -> Demonstration:
    """Return a pad and, beside it, all layers of a network that reads what is drawn on it.

    The page computes by itself, while the pen moves. Only where several digits may have been
    drawn does it ask Python, which finds out what strokes belong together.

    Args:
        network: a chain of convolutions, pooling and one dense layer that takes (n, 28, 28)
            pixels 0…1; the one that comes with the series, with its measured threshold for
            “I'm not sure”, when None.
        strokes: each [width, x, y, x, y, …] on a paper of 280 × 280.
        thickness: the width of the next stroke.
        tile: layer and map, counted from 0, that is enlarged; where the last layer is brightest
            when None.
    """
    from helpers.networks import load_pretrained, pretrained_information  # TensorFlow too
    from helpers.own_network import UNMEASURED_THRESHOLD

    threshold = UNMEASURED_THRESHOLD if network else pretrained_information()["threshold"]
    data = {
        "network": pack_network(network or load_pretrained()),
        "threshold": threshold,
        "digits": [[[18, *stroke] for stroke in digit] for digit in _DIGITS],
    }
    state = {
        "strokes": [list(stroke) for stroke in strokes],
        "thickness": thickness,
        "tile": None if tile is None else list(tile),
    }
    demonstration = Demonstration("drawing_pad", data, state, _DEFAULTS, _picture)
    demonstration.widget.on_msg(lambda widget, content, _: answer_page(widget, content, network))
    return demonstration


def words(data: Mapping[str, Any], state: Mapping[str, Any]) -> str:
    """Return what the pad shows in words, as web/demonstrations/drawing_pad does."""
    probabilities, maps = _read(data, state)
    layer, unit, row, column, (top, left, bottom, right) = _enlarged(data, state, maps)
    value = f"{maps[layer][row, column, unit]:.2f}".replace("-", "−")
    lines = [
        "Probabilities: "
        + ", ".join(f"{digit}: {each:.3f}" for digit, each in enumerate(probabilities))
        + ".",
        f"Layer {layer + 1}, map {unit}: its strongest unit, at row {row}, column {column}, gives "
        f"{value} and sees rows {top} to {bottom}, columns {left} to {right} of what the network "
        "sees.",
    ]
    if are_several(state["strokes"]):
        return "\n".join(
            [
                "Several digits: Python is asked which strokes belong together.",
                "The bars and maps show all of them as one digit.",
                *lines,
            ]
        )
    before = "" if state["strokes"] else "Draw a digit on the paper. Until then, an example. "
    message = reading_of("", probabilities[None], data["threshold"]).message
    return "\n".join([f"{before}{message}.", *lines])


def digit_of_strokes(strokes: Sequence[Sequence[float]]) -> np.ndarray:
    """Return what strokes of any size look like in MNIST's format, uint8 of shape (28, 28).

    Args:
        strokes: each [width, x, y, x, y, …]; one at least.

    >>> int(digit_of_strokes([[18, 140, 40, 140, 240]]).any(axis=1).sum())
    20
    """
    boxes = np.array([_box(stroke) for stroke in strokes])
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    scale = _DRAWN / (high - low).max()
    side = _DRAWN + 2 * _MARGIN
    ink = np.zeros((side, side), np.uint8)
    for width, *points in strokes:
        moved = (np.reshape(points, (-1, 2)) - low) * scale + _MARGIN
        ink = np.maximum(ink, draw_strokes([moved.ravel()], side, width / 2 * scale))
    return to_mnist(ink)


def side_by_side(strokes: Sequence[Sequence[float]]) -> list[list[Sequence[float]]]:
    """Return the strokes in groups with empty paper between them, from the left.

    >>> side_by_side([[18, 150, 40], [18, 50, 40, 50, 240], [18, 45, 60]])
    [[[18, 45, 60], [18, 50, 40, 50, 240]], [[18, 150, 40]]]
    """
    groups: list[list[Sequence[float]]] = []
    reach = -np.inf
    for stroke in sorted(strokes, key=_box):
        left, _, right, _ = _box(stroke)
        if left > reach:
            groups.append([])
        groups[-1].append(stroke)
        reach = max(reach, right)
    return groups


def are_several(strokes: Sequence[Sequence[float]]) -> bool:
    """Return whether strokes stand side by side, with free paper between some of them.

    >>> are_several([[18, 50, 40, 50, 240]]), are_several([[18, 50, 40], [18, 150, 40]])
    (False, True)
    """
    return len(side_by_side(strokes)) > 1


def _box(stroke: Sequence[float]) -> tuple[float, float, float, float]:
    """Return left, top, right and lower edge."""
    width, *points = stroke
    x, y = points[::2], points[1::2]
    half = width / 2
    return min(x) - half, min(y) - half, max(x) + half, max(y) + half


def answer_page(
    widget: PageWidget, content: Mapping[str, Any], network: keras.Sequential | None = None
) -> None:
    """Read several digits for the page, and answer with the question's key."""
    from helpers.recognition.files import read_picture

    paper = np.full((PAPER, PAPER), 255, np.uint8)
    for width, *points in content["strokes"]:
        places = np.rint(np.reshape(points, (-1, 1, 2))).astype(np.int32)
        cv2.polylines(paper, [places], False, 0, int(width), cv2.LINE_AA)
    # As large as scans of such digits are; on larger paper, the finder would look for smaller ones.
    scan = cv2.resize(paper, (SCAN, SCAN), interpolation=cv2.INTER_AREA)
    widget.send({"ask": content["ask"], "answer": f"{read_picture(scan, network).message}."})


def _read(data: Mapping[str, Any], state: Mapping[str, Any]) -> tuple[np.ndarray, list[np.ndarray]]:
    """Return the probabilities, shape (10,), and the maps of every layer that has some."""
    image = digit_of_strokes(state["strokes"] or data["digits"][4]).astype(np.float32)
    *maps, logits = run_packed(data["network"], image[None] / np.float32(255))
    return softmax(logits.ravel()), [each[0] for each in maps]


def _enlarged(
    data: Mapping[str, Any], state: Mapping[str, Any], maps: Sequence[np.ndarray]
) -> tuple[int, int, int, int, tuple[int, int, int, int]]:
    """Return layer and map, row and column of its strongest unit, and the window it sees."""
    layer, unit = state["tile"] or (len(maps) - 1, int(maps[-1].argmax()) % maps[-1].shape[2])
    values = maps[layer][:, :, unit]
    row, column = (int(place) for place in np.unravel_index(values.argmax(), values.shape))
    field = fields_of(data["network"][:-1])[layer]
    top, left = field.window(row, column)
    bottom, right = (min(start + field.size, 28) - 1 for start in (top, left))
    return layer, unit, row, column, (max(top, 0), max(left, 0), bottom, right)


def _picture(data: Mapping[str, Any], state: Mapping[str, Any]) -> Picture:
    probabilities, maps = _read(data, state)
    *_, (top, left, bottom, right) = _enlarged(data, state, maps)
    image = digit_of_strokes(state["strokes"] or data["digits"][4])
    figure = new_figure(9, 3.4)
    axes = figure.subplots(2, 5).ravel()
    draw_cells(axes[0], image, IMAGE_COLOURS, 0, 255, "what it sees")
    frame_cells(axes[0], top, left, bottom - top + 1, right - left + 1)
    for axis, values, place in zip(axes[1:], maps, range(len(maps)), strict=False):
        each = data["network"][place]
        title = f"{place + 1} {each['kind']} {each['size']}×{each['size']}"
        draw_cells(axis, mosaic(values), LIGHT, 0, float(values.max()) or 1.0, title)
    best = int(probabilities.argmax())
    colours = ["0.6"] * 10
    colours[best] = {4: BLUE, 8: ORANGE}.get(best, "0.4")
    axes[9].barh(range(10), probabilities, color=colours)
    axes[9].set_title("probabilities", size=9.5)
    axes[9].set(xlim=(0, 1), xticks=(0, 1), yticks=range(10))
    axes[9].invert_yaxis()
    axes[9].tick_params(labelsize=7)
    axes[9].spines[["top", "right"]].set_visible(False)
    return Picture.from_figure(figure, words(data, state), colours=128)
