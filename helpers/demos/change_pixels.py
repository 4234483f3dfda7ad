"""Pixels of chapter 01: brightness, contrast and threshold, beside the histogram they act on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from helpers.demos.base.demonstration import Demonstration, digit_of, given_or_mnist, pack_digits
from helpers.demos.base.pixels import black_and_white, change_tones
from helpers.figures.digits import digit_colour
from helpers.figures.drawing.canvas import number
from helpers.figures.drawing.cells import HERE, draw_cells
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import IMAGE_COLOURS, new_figure

_DEFAULTS = {"digit": [4, 0], "brightness": 0, "contrast": 1, "threshold": 128}


def change_pixels(
    images: np.ndarray | None = None,
    labels: np.ndarray | None = None,
    digit: Sequence[int] = (4, 0),
    brightness: int = 0,
    contrast: float = 1,
    threshold: int = 128,
) -> Demonstration:
    """Return a digit, the same digit with its pixels changed, and in black and white.

    Args:
        images: uint8 array of shape (n, 28, 28), values 0…255; MNIST's training images when None.
        labels: integer array of shape (n,), the images' digits.
        digit: the digit and which of its examples, counted from 0.
        brightness: added to every pixel, −255…255.
        contrast: every pixel is multiplied by it first, 0…3.
        threshold: pixels of at least this value become white, the others black; 1…255.

    >>> str(change_pixels(np.zeros((1, 28, 28), np.uint8), [4])).splitlines()[0]
    'At or above 128, and so white: 0 of the 784 pixels.'
    """
    images, labels = given_or_mnist(images, labels)
    state = {
        "digit": list(digit),
        "brightness": brightness,
        "contrast": contrast,
        "threshold": threshold,
    }
    data = {"digits": pack_digits(images, labels)}
    return Demonstration("change_pixels", data, state, _DEFAULTS, _picture)


def words(data: Mapping[str, Any], state: Mapping[str, Any]) -> str:
    """Return what has become of the pixels, as web/demonstrations/change_pixels does."""
    image, changed, lost, final = _compute(data, state)
    white, brightness = int(np.count_nonzero(final)), state["brightness"]
    sign = "−" if brightness < 0 else "+"
    return "\n".join(
        [
            f"At or above {state['threshold']}, and so white: {white} of the {image.size} pixels.",
            f"Before that, each pixel becomes pixel × {number(state['contrast'])} {sign} "
            f"{abs(brightness)}, cut off at 0 and 255; their mean goes from "
            f"{_mean(image)} to {_mean(changed)}.",
            f"Cut off, and so lost: the values of {lost} of the {image.size} pixels.",
            f"Different values: {len(np.unique(image))} in the digit, {len(np.unique(changed))} "
            f"after brightness and contrast, {len(np.unique(final))} in black and white.",
        ]
    )


def _mean(image: np.ndarray) -> str:
    return number(int(image.sum(dtype=np.int64)) / image.size, 3)


def _compute(
    data: Mapping[str, Any], state: Mapping[str, Any]
) -> tuple[np.ndarray, np.ndarray, int, np.ndarray]:
    image = digit_of(data["digits"], *state["digit"])
    changed, lost = change_tones(image, state["contrast"], state["brightness"])
    return image, changed, lost, black_and_white(changed, state["threshold"])


def _picture(data: Mapping[str, Any], state: Mapping[str, Any]) -> Picture:
    image, changed, _, final = _compute(data, state)
    figure = new_figure(8, 4)
    axes = figure.subplots(2, 3, height_ratios=(2.4, 1))
    titles = (f"the {state['digit'][0]}", "× contrast + brightness", "black or white")
    for place, (title, each) in enumerate(zip(titles, (image, changed, final), strict=True)):
        draw_cells(axes[0, place], each, IMAGE_COLOURS, 0, 255, title)
        for spine in axes[0, place].spines.values():
            spine.set(color=digit_colour(state["digit"][0]), linewidth=1.5)
        below = axes[1, place]
        below.hist(each.ravel(), bins=64, range=(0, 256), color="#5A5A5A", log=True)
        below.set(xlim=(0, 256), ylim=(0.7, 1000), xticks=(0, 128, 255), xlabel="pixel value")
        below.set_yticks((1, 10, 100, 1000), ("1", "10", "100", "1,000"))
        below.spines[["top", "right"]].set_visible(False)
    axes[1, 0].set_ylabel("pixels")
    axes[1, 1].axvline(state["threshold"], color=HERE, linewidth=2)
    return Picture.from_figure(figure, words(data, state))
