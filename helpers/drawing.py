"""A pad to draw a digit on, and what the network makes of it while you draw."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import anywidget
import cv2
import numpy as np
import traitlets

from helpers.classifier import as_classifier
from helpers.feature_maps import map_layers
from helpers.figures.picture import Picture
from helpers.figures.scores import draw_answer
from helpers.networks import load_pretrained
from helpers.preprocessing import prepare
from helpers.quiet import import_keras
from helpers.readings import reading_of
from helpers.sliders.demo import Demo

if TYPE_CHECKING:
    import keras

#: Height and width of what the pad sends, in pixels; drawing.js has the same number.
SIDE = 140
#: The pad's paper is white, even and bare: a photograph's stages would only mistake a long stroke
#: for a printed line.
_STAGES = ("noise", "pieces", "width", "box")

_HERE = Path(__file__).parent


class DrawingPad(anywidget.AnyWidget):
    """A square of paper for mouse, pen, finger and keyboard, with undo, clear and thickness.

    `value` holds the ink as SIDE × SIDE bytes, 255 where the ink is; it is empty before the first
    stroke. `strokes` holds the lines themselves, so that a page that is loaded again, or a second
    view of the pad, shows the same drawing.

    >>> DrawingPad().value
    b''
    """

    _esm = _HERE / "drawing.js"
    _css = _HERE / "drawing.css"
    # CBytes, not Bytes: a browser's bytes arrive as a memoryview, which Bytes refuses silently.
    # No echo: it would come back while the next stroke is drawn, and undo it.
    value = traitlets.CBytes(b"").tag(sync=True, echo_update=False)
    strokes = traitlets.List().tag(sync=True, echo_update=False)
    thickness = traitlets.Int(18).tag(sync=True, echo_update=False)


class DrawingReader:
    """What a network says about a drawing, as a picture and in words.

    Args:
        network: a convolutional network that takes (n, 28, 28) pixels 0…1 and returns ten
            probabilities; the one that comes with the series, with its measured threshold for
            “I'm not sure”, when None.
    """

    def __init__(self, network: keras.Sequential | None = None):
        """Prepare the network and a second one that ends with its first layer's maps."""
        self._classifier = as_classifier(network)
        network = network or load_pretrained()
        self._first_layer = import_keras().Model(network.inputs[0], map_layers(network)[0].output)

    def picture(self, drawing: bytes) -> Picture:
        """Return the answer to a drawing; to an example while the paper is empty.

        Args:
            drawing: SIDE × SIDE bytes of ink, or none at all.

        Raises:
            ValueError: the number of bytes is another.
        """
        ink = ink_of(drawing)
        if ink.any():
            return self._answer(ink, "")
        return self._answer(example(), "Draw a digit on the paper. Until then, an example.")

    def _answer(self, ink: np.ndarray, before: str) -> Picture:
        digits = prepare(255 - ink, _STAGES).digits
        probabilities = self._classifier.probabilities(digits)
        answer = reading_of("", probabilities, self._classifier.threshold).message
        if not len(digits):
            digits, probabilities = np.zeros((1, 28, 28), np.uint8), np.zeros((1, 10))
        weakest = int(probabilities.max(axis=1).argmin())
        after = ""
        if len(digits) > 1:
            after = f"Bars and maps show digit number {weakest + 1}, the least certain one."
        maps = self._first_layer(digits[weakest][None].astype(np.float32) / 255)
        return draw_answer(
            np.hstack(list(digits)),
            probabilities[weakest],
            np.asarray(maps)[0],
            answer,
            before,
            after,
        )


def drawing_pad(network: keras.Sequential | None = None) -> Demo:
    """Return a pad and, beside it, what the network sees and says, following every stroke.

    Args:
        network: as for `DrawingReader`.

    >>> drawing_pad().picture().text[:53]
    'Draw a digit on the paper. Until then, an example. Th'
    """
    demo = Demo(DrawingReader(network).picture, {"drawing": DrawingPad()}, beside=True)
    # At 200 % zoom the answer had better shrink than move below the paper, out of sight.
    demo.widget.children[0].children[1].layout.flex = "1 1 280px"
    return demo


def ink_of(drawing: bytes) -> np.ndarray:
    """Return the pad's bytes as a uint8 image of shape (SIDE, SIDE), 255 where the ink is.

    Raises:
        ValueError: the bytes are neither none nor SIDE × SIDE.

    >>> int(ink_of(b"").sum())
    0
    """
    if not drawing:
        return np.zeros((SIDE, SIDE), np.uint8)
    if len(drawing) != SIDE * SIDE:
        raise ValueError(
            f"A drawing has {SIDE * SIDE} bytes, one for each pixel, got {len(drawing)}; "
            "pass the value of a DrawingPad."
        )
    return np.frombuffer(drawing, np.uint8).reshape(SIDE, SIDE)


def example() -> np.ndarray:
    """Return the ink of a 4 drawn with two strokes, uint8 of shape (SIDE, SIDE)."""
    ink = np.zeros((SIDE, SIDE), np.uint8)
    for stroke in ([(52, 26), (36, 82), (100, 80)], [(92, 34), (84, 118)]):
        cv2.polylines(ink, [np.array(stroke)], False, 255, thickness=9, lineType=cv2.LINE_AA)
    return ink
