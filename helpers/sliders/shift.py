"""A digit pushed across its picture, and what two networks say to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ipywidgets
import numpy as np

from helpers.evaluation import shifted
from helpers.figures.canvas import Canvas
from helpers.figures.picture import Picture
from helpers.figures.scores import draw_bars
from helpers.sliders.demo import Demo
from helpers.sliders.images import LABEL, DigitPicker

#: Takes uint8 images of shape (n, 28, 28), returns probabilities of shape (n, 10).
Predict = Callable[[np.ndarray], np.ndarray]
#: How far a slider moves: further, and most digits leave the picture.
FARTHEST = 8


def show_shift(
    image: np.ndarray, label: int, networks: Mapping[str, Predict], right: int, down: int
) -> Picture:
    """Show a moved digit and, for each network, the probability of every digit.

    Args:
        image: uint8 array of shape (28, 28), 0…255.
        label: the digit that it shows.
        networks: what to ask, by name.
        right: pixels that it is moved to the right, negative to the left.
        down: pixels that it is moved downwards, negative upwards.

    >>> sure_of_4 = lambda images: np.eye(10)[[4] * len(images)]
    >>> print(show_shift(np.eye(28, dtype=np.uint8), 4, {"dense": sure_of_4}, 3, -1))
    A 4, moved 3 pixels right and 1 up.
    dense: 4 (over 99 %), right.
    """
    moved = shifted(image, right, down)
    canvas = Canvas(230 + 210 * len(networks), 232)
    canvas.text(8, 4, f"The {label}, moved", 14, bold=True)
    canvas.frame(canvas.panel(8, 30, moved, 7, limit=255), thickness=1)
    lines = [f"A {label}, moved {_words(right, down)}."]
    for place, (name, predict) in enumerate(networks.items()):
        probabilities = np.asarray(predict(moved[None])[0], np.float64)
        answer = int(probabilities.argmax())
        verdict = "right" if answer == label else "wrong"
        left = 230 + 210 * place
        canvas.text(left, 4, name, 14, bold=True)
        draw_bars(canvas, left, 32, 130, probabilities, row=16)
        canvas.text(left, 200, f"reads a {answer}: {verdict}", 14, bold=True)
        sure = probabilities[answer]
        percent = "over 99 %" if sure > 0.99 else f"{100 * sure:.0f} %"
        lines.append(f"{name}: {answer} ({percent}), {verdict}.")
    return canvas.picture("\n".join(lines))


def shift_demo(
    networks: Mapping[str, Predict], images: np.ndarray, labels: np.ndarray, digit: int = 7
) -> Demo:
    """Return sliders that move a digit while networks read it.

    Args:
        networks: what to ask, by the name that stands above its answer.
        images: uint8 array of shape (n, 28, 28).
        labels: integer array of shape (n,).
        digit: the digit to start with.
    """
    return Demo(
        lambda right, down, index: show_shift(
            images[index], int(labels[index]), networks, right, down
        ),
        {
            "right": _slider("Pixels right"),
            "down": _slider("Pixels down"),
            "index": DigitPicker(labels, digit),
        },
    )


def _slider(description: str) -> ipywidgets.IntSlider:
    return ipywidgets.IntSlider(
        0, min=-FARTHEST, max=FARTHEST, description=description, style=LABEL
    )


def _words(right: int, down: int) -> str:
    """Return the way in words.

    >>> _words(0, 0), _words(-1, 2)
    ('nowhere', '1 pixel left and 2 down')
    """
    parts = [
        (abs(right), "right" if right > 0 else "left"),
        (abs(down), "down" if down > 0 else "up"),
    ]
    parts = [(count, way) for count, way in parts if count]
    if not parts:
        return "nowhere"
    (count, way), *rest = parts
    first = f"{count} pixel{'s' * (count != 1)} {way}"
    return " and ".join([first, *(f"{count} {way}" for count, way in rest)])
