"""Pixels of chapter 01: brightness, contrast and threshold, beside the histogram they act on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from helpers.demos.base.demonstration import Demonstration, Values, digit_of, pack_digits
from helpers.demos.base.pixels import black_and_white, change_tones
from helpers.figures.digits import digit_colour
from helpers.figures.drawing.canvas import number
from helpers.figures.drawing.cells import HERE, draw_cells
from helpers.figures.drawing.style import IMAGE_COLOURS, new_figure


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
    data = {"digits": pack_digits(images, labels)}
    tones = {"brightness": brightness, "contrast": contrast, "threshold": threshold}
    return Demonstration(change_pixels, data, {"digit": digit, **tones}, _draw, words)


def words(data: Values, state: Values) -> str:
    """Return what has become of the pixels, as web/demonstrations/change_pixels does."""
    image, changed, final, lost = _compute(data, state)
    brightness = state["brightness"]
    before, after = (number(each.sum(dtype=int) / each.size, 3) for each in (image, changed))
    values = [len(np.unique(each)) for each in (image, changed, final)]
    return (
        f"At or above {state['threshold']}, and so white: {np.count_nonzero(final)} of the "
        f"{image.size} pixels.\n"
        f"Before that, each pixel becomes pixel × {number(state['contrast'])} "
        f"{'−' if brightness < 0 else '+'} {abs(brightness)}, cut off at 0 and 255; their mean "
        f"goes from {before} to {after}.\n"
        f"Cut off, and so lost: the values of {lost} of the {image.size} pixels.\n"
        f"Different values: {values[0]} in the digit, {values[1]} after brightness and contrast, "
        f"{values[2]} in black and white."
    )


def _compute(data: Values, state: Values) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    image = digit_of(data, state)
    changed, lost = change_tones(image, state["contrast"], state["brightness"])
    return image, changed, black_and_white(changed, state["threshold"]), lost


def _draw(data: Values, state: Values) -> Figure:
    *pictures, _ = _compute(data, state)
    digit = state["digit"][0]
    figure = new_figure(8, 4)
    axes = figure.subplots(2, 3, height_ratios=(2.4, 1))
    titles = (f"the {digit}", "× contrast + brightness", "black or white")
    for picture, title, above, below in zip(pictures, titles, *axes, strict=True):
        draw_cells(above, picture, IMAGE_COLOURS, 0, 255, title)
        for spine in above.spines.values():
            spine.set(color=digit_colour(digit), linewidth=1.5)
        below.hist(picture.ravel(), bins=64, range=(0, 256), color="#5A5A5A", log=True)
        below.set(xlim=(0, 256), ylim=(0.7, 1000), xticks=(0, 128, 255), xlabel="pixel value")
        below.set_yticks((1, 10, 100, 1000), ("1", "10", "100", "1,000"))
        below.spines[["top", "right"]].set_visible(False)
    axes[1, 0].set_ylabel("pixels")
    axes[1, 1].axvline(state["threshold"], color=HERE, linewidth=2)
    return figure
