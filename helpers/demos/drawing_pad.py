"""The drawing pad: a drawing, all layers of the network that reads it, and the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import cv2
import numpy as np
from matplotlib.figure import Figure

from helpers.demos.base.demonstration import Demonstration, PageWidget, Values
from helpers.demos.base.network import (
    draw_probabilities,
    fields_of,
    mosaic,
    pack_network,
    run_packed,
    strongest,
    title_of,
)
from helpers.demos.base.strokes import draw_strokes
from helpers.demos.scores.in_words import decimals, listed
from helpers.figures.drawing.cells import LIGHT, draw_cells, frame_cells
from helpers.figures.drawing.style import BLUE, IMAGE_COLOURS, ORANGE, new_figure
from helpers.mnist_format import to_mnist
from helpers.networks import pretrained_information
from helpers.own_network import UNMEASURED_THRESHOLD
from helpers.recognition import files
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
#: The ten digits in their order: x y x y … of each stroke, and a comma where the pen is lifted.
_DIGITS = """\
140 40 84 100 84 190 140 240 196 190 196 100 140 40
150 40 140 240
90 90 120 44 180 50 190 100 90 230 200 230
90 60 140 40 190 70 180 115 135 135 190 155 195 205 140 240 85 215
104 52 72 164 200 160, 184 68 168 236
190 50 105 50 98 125 150 115 195 150 190 210 140 240 88 220
170 40 110 100 88 180 110 235 165 235 190 190 165 150 115 155 92 195
80 50 200 50 130 240
180 70 140 40 98 70 110 115 180 165 190 215 140 240 90 215 100 165 180 70
185 80 145 45 100 65 95 115 130 140 175 120 185 80 180 160 165 240"""


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
    data = {
        "network": pack_network(network),
        "threshold": UNMEASURED_THRESHOLD if network else pretrained_information()["threshold"],
        "digits": [
            [[18, *map(int, stroke.split())] for stroke in digit.split(",")]
            for digit in _DIGITS.splitlines()
        ],
    }
    state = {"strokes": strokes, "thickness": thickness, "tile": tile}
    demonstration = Demonstration(drawing_pad, data, state, _draw, words, colours=128)
    demonstration.widget.on_msg(lambda widget, content, _: answer_page(widget, content, network))
    return demonstration


def words(data: Values, state: Values) -> str:
    """Return what the pad shows in words, as web/demonstrations/drawing_pad does."""
    _, probabilities, maps = _read(data, state)
    layer, unit, row, column, (top, left, height, width) = _enlarged(data, state, maps)
    if are_several(state["strokes"]):
        first = (
            "Several digits: Python is asked which strokes belong together.\n"
            "The bars and maps show all of them as one digit."
        )
    else:
        before = "" if state["strokes"] else "Draw a digit on the paper. Until then, an example. "
        first = f"{before}{reading_of('', probabilities[None], data['threshold']).message}."
    return (
        f"{first}\nProbabilities: {listed(probabilities, 3)}.\n"
        f"Layer {layer + 1}, map {unit}: its strongest unit, at row {row}, column {column}, gives "
        f"{decimals(maps[layer][row, column, unit], 2)} and sees rows {top} to {top + height - 1}, "
        f"columns {left} to {left + width - 1} of what the network sees."
    )


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
    """Return whether strokes stand side by side, with free paper between some of them."""
    return len(side_by_side(strokes)) > 1


def _box(stroke: Sequence[float]) -> tuple[float, float, float, float]:
    """Return left, top, right and lower edge."""
    width, *points = stroke
    x, y = points[::2], points[1::2]
    half = width / 2
    return min(x) - half, min(y) - half, max(x) + half, max(y) + half


def answer_page(
    widget: PageWidget, content: Values, network: keras.Sequential | None = None
) -> None:
    """Read several digits for the page, and answer with the question's key."""
    paper = np.full((PAPER, PAPER), 255, np.uint8)
    for width, *points in content["strokes"]:
        places = np.rint(np.reshape(points, (-1, 1, 2))).astype(np.int32)
        cv2.polylines(paper, [places], False, 0, int(width), cv2.LINE_AA)
    # As large as scans of such digits are; on larger paper, the finder would look for smaller ones.
    scan = cv2.resize(paper, (SCAN, SCAN), interpolation=cv2.INTER_AREA)
    widget.send({"ask": content["ask"], "answer": f"{files.read_picture(scan, network).message}."})


def _read(data: Values, state: Values) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
    """Return what the network sees, its ten probabilities, and the maps of layers with some."""
    image = digit_of_strokes(state["strokes"] or data["digits"][4])
    *maps, logits = run_packed(data["network"], image[None] / np.float32(255))
    return image, softmax(logits.ravel()), [each[0] for each in maps]


def _enlarged(
    data: Values, state: Values, maps: Sequence[np.ndarray]
) -> tuple[int, int, int, int, tuple[int, int, int, int]]:
    """Return layer and map, row and column of its strongest unit, and the window it sees."""
    layer, unit = state["tile"] or (len(maps) - 1, strongest(maps[-1])[2])
    row, column = strongest(maps[layer][:, :, unit])
    return layer, unit, row, column, fields_of(data["network"][:-1])[layer].inside(row, column, 28)


def _draw(data: Values, state: Values) -> Figure:
    image, probabilities, maps = _read(data, state)
    *_, window = _enlarged(data, state, maps)
    figure = new_figure(9, 3.4)
    axes = figure.subplots(2, 5).ravel()
    draw_cells(axes[0], image, IMAGE_COLOURS, 0, 255, "what it sees")
    frame_cells(axes[0], *window)
    for place, values in enumerate(maps[:8]):
        light, title = float(values.max()) or 1.0, title_of(data["network"], place)
        draw_cells(axes[1 + place], mosaic(values), LIGHT, 0, light, title)
    colour = {4: BLUE, 8: ORANGE}.get(int(probabilities.argmax()), "0.4")
    draw_probabilities(axes[9], probabilities, colour, "probabilities")
    return figure
