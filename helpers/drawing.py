"""A pad to draw a digit on, and what the network makes of it while you draw."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import anywidget
import cv2
import numpy as np
import traitlets

from helpers.figures.picture import Picture
from helpers.figures.scores import draw_answer
from helpers.networks import load_pretrained
from helpers.preprocessing import to_mnist
from helpers.quiet import import_keras
from helpers.sliders.demo import Demo

if TYPE_CHECKING:
    import keras

#: Height and width of what the pad sends, in pixels; drawing.js has the same number.
SIDE = 140

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
    value = traitlets.CBytes(b"").tag(sync=True)
    strokes = traitlets.List().tag(sync=True)
    thickness = traitlets.Int(18).tag(sync=True)


class DrawingReader:
    """What the network says about a drawing, as a picture and in words.

    Args:
        network: takes (n, 28, 28) pixels 0…1 and returns ten probabilities; the network that
            comes with the series when None.
        threshold: below this probability the answer is “I'm not sure”.
    """

    def __init__(self, network: keras.Model | None = None, threshold: float = 0.5):
        """Prepare one model that returns the first layer's maps and the probabilities."""
        keras = import_keras()
        network = network or load_pretrained()
        first = next(layer for layer in network.layers if isinstance(layer, keras.layers.Conv2D))
        self.threshold = threshold
        self._model = keras.Model(network.inputs[0], [first.output, network.outputs[0]])

    def picture(self, drawing: bytes) -> Picture:
        """Return the answer to a drawing; to an example while the paper is empty.

        Args:
            drawing: SIDE × SIDE bytes of ink, or none at all.
        """
        ink = ink_of(drawing)
        drawn = ink.any()
        digit = to_mnist(ink if drawn else example())
        maps, probabilities = self._model(digit[None].astype(np.float32) / 255)
        probabilities = np.asarray(probabilities)[0]
        sentence = say(probabilities, self.threshold)
        if not drawn:
            sentence = f"Draw a digit on the paper. An example until then: {sentence}"
        return draw_answer(digit, probabilities, np.asarray(maps)[0], sentence)


def drawing_pad(network: keras.Model | None = None) -> Demo:
    """Return a pad and, beside it, what the network sees and says, following every stroke.

    Args:
        network: as for `DrawingReader`.

    >>> drawing_pad()  # doctest: +ELLIPSIS
    Draw a digit on the paper. An example until then: The number is probably a 4 ...
    """
    _allow_own_widgets()
    demo = Demo(DrawingReader(network).picture, {"drawing": DrawingPad()}, beside=True)
    # On a narrow page the answer moves below the paper.
    demo.widget.children[0].layout.flex_flow = "row wrap"
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


def say(probabilities: np.ndarray, threshold: float) -> str:
    """Return the answer as a sentence.

    >>> say(np.array([0, 0.9, 0.1]), threshold=0.5)
    'The number is probably a 1 (90%).'
    >>> say(np.array([0.3, 0.3, 0.4]), threshold=0.5)
    "I'm not sure. It could be a 2 (40%)."
    """
    digit = int(np.argmax(probabilities))
    sure = probabilities[digit] >= threshold
    start = "The number is probably a" if sure else "I'm not sure. It could be a"
    return f"{start} {digit} ({probabilities[digit]:.0%})."


def _allow_own_widgets() -> None:
    """Tell Colab, which otherwise shows only the widgets it knows, to load the pad's code."""
    if "google.colab" in sys.modules:
        from google.colab import output

        output.enable_custom_widget_manager()
