"""The demonstration of notebook 10: cover any place of any digit, ask for any answer."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import ipywidgets
import numpy as np

from helpers.figures.inside import show_occlusion
from helpers.figures.picture import Picture
from helpers.saliency import lead, occlude, occlusion, votes
from helpers.sliders.demo import Demo
from helpers.sliders.images import LABEL, DigitPicker

if TYPE_CHECKING:
    import keras

_STEP = 2


def occlusion_demo(
    network: keras.Sequential, images: np.ndarray, labels: np.ndarray, digit: int = 4
) -> Demo:
    """Return a demonstration of occlusion: which part of a digit speaks for which answer.

    Args:
        network: one with a layer named "logits".
        images: uint8 array of shape (n, 28, 28), values 0…255.
        labels: integer array of shape (n,).
        digit: the digit to start with.
    """

    @functools.lru_cache(maxsize=32)
    def lost(index: int, asked: int, size: int) -> np.ndarray:
        image = images[index] / np.float32(255)
        return occlusion(network, image, asked, size, step=_STEP)

    def draw(index: int, asked: int, size: int) -> Picture:
        image = images[index] / np.float32(255)
        values = lost(index, asked, size)
        row, column = np.unravel_index(values.argmax(), values.shape)
        # Each value stands for _STEP × _STEP pixels; this is the one that the square was put on.
        row, column = int(row) + _STEP // 2, int(column) + _STEP // 2
        covered = occlude(image, row, column, size)
        scores = votes(network, np.stack([image, covered]))
        picture = show_occlusion(image, values, covered, _cut(row, column, size, image.shape))
        answers, ahead = scores.argmax(axis=1), lead(scores, asked)
        words = (
            f"Read as {answers[0]}: {_ahead(asked, ahead[0])}.\n"
            f"With the square of {size}×{size} that speaks most for {asked} covered, read as "
            f"{answers[1]}: {_ahead(asked, ahead[1])}.\n{picture.text}"
        )
        return Picture(picture.png, words, picture.shown_width)

    controls = {
        "index": DigitPicker(labels, digit=digit),
        "asked": ipywidgets.Dropdown(
            options=list(range(10)), value=digit, description="Speaks for", style=LABEL
        ),
        "size": ipywidgets.IntSlider(7, min=3, max=11, step=2, description="Square", style=LABEL),
    }
    return Demo(draw, controls, beside=True)


def _cut(row: int, column: int, size: int, shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    """Return top, left, height and width of a square, cut off at the edges."""
    reach = size // 2
    top, left = max(row - reach, 0), max(column - reach, 0)
    return top, left, min(row + reach + 1, shape[0]) - top, min(column + reach + 1, shape[1]) - left


def _ahead(digit: int, votes_ahead: float) -> str:
    word = "behind" if votes_ahead < 0 else "ahead"
    return f"the {digit} is {abs(votes_ahead):.1f} votes {word}"
