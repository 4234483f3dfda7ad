"""Demonstrations on single images: picking any digit, threshold, brightness and contrast."""

from __future__ import annotations

import ipywidgets
import numpy as np
import traitlets

from helpers.figures.digits import show_images
from helpers.figures.picture import Picture
from helpers.sliders.demo import Demo

#: One width for all labels, so that the controls stand in line.
LABEL = {"description_width": "100px"}


class DigitPicker(ipywidgets.VBox):
    """Picks one image out of all images of a digit; `value` is its index.

    Args:
        labels: integer array of shape (n,), the digit of each image.
        digit: the digit to start with, 0…9.
        example: which image of that digit to start with, counted from 0.
        name: first word of the two controls' labels, to tell two pickers apart.

    >>> picker = DigitPicker(np.array([7, 4, 4, 8]), digit=4, example=1)
    >>> picker.value
    2
    """

    value = traitlets.Int()

    def __init__(self, labels: np.ndarray, digit: int = 4, example: int = 0, name: str = ""):
        """Build the two controls."""
        self._places = {int(kind): np.flatnonzero(labels == kind) for kind in np.unique(labels)}
        label = f"{name} digit".strip().capitalize()
        self.digit = ipywidgets.Dropdown(
            options=sorted(self._places), value=digit, description=label, style=LABEL
        )
        self.example = ipywidgets.IntSlider(
            example,
            min=0,
            max=len(self._places[digit]) - 1,
            description=f"{name} example".strip().capitalize(),
            style=LABEL,
        )
        super().__init__([self.digit, self.example])
        self.value = int(self._places[digit][example])
        self.digit.observe(self._digit_changed, names="value")
        self.example.observe(self._example_changed, names="value")

    def _digit_changed(self, change) -> None:
        # Lowering the maximum may move the slider, which must not count as a second change.
        self.example.unobserve(self._example_changed, names="value")
        self.example.max = len(self._places[self.digit.value]) - 1
        self.example.observe(self._example_changed, names="value")
        self._example_changed(change)

    def _example_changed(self, change) -> None:
        self.value = int(self._places[self.digit.value][self.example.value])


def show_threshold(image: np.ndarray, threshold: int) -> Picture:
    """Show an image and what is left when every pixel becomes either black or white.

    Args:
        image: uint8 matrix of ink, values 0…255.
        threshold: pixels of at least this value become white (255), the others black (0).

    >>> show_threshold(np.array([[0, 100, 200]], np.uint8), 128)
    2 images of 1×3 pixels, values 0 to 255: greyscale, black and white.
    1 of the 3 pixels are at or above 128 and become white.
    """
    white = image >= threshold
    picture = show_images(
        [image, np.where(white, 255, 0).astype(np.uint8)], ["greyscale", "black and white"]
    )
    words = f"{np.count_nonzero(white)} of the {image.size} pixels are at or above {threshold}"
    picture.text += f"\n{words} and become white."
    return picture


def show_brightness(image: np.ndarray, brightness: int, contrast: float) -> Picture:
    """Show an image and the same image with brightness added and contrast multiplied.

    Args:
        image: uint8 matrix of ink, values 0…255.
        brightness: added to every pixel, −255…255.
        contrast: every pixel is multiplied by it first, 0 or more.

    >>> print(show_brightness(np.array([[0, 100, 200]], np.uint8), 100, 1.0))
    2 images of 1×3 pixels, values 0 to 255: before, after.
    Each pixel becomes pixel × 1 + 100, cut off at 0 and 255; their mean goes from 100 to 185.
    1 of the 3 pixels were cut off: what they held is lost.
    """
    raw = image.astype(np.float32) * contrast + brightness
    after = np.clip(np.rint(raw), 0, 255).astype(np.uint8)
    picture = show_images([image, after], ["before", "after"])
    lost = int(np.count_nonzero((raw < 0) | (raw > 255)))
    sign = "−" if brightness < 0 else "+"
    words = (
        f"Each pixel becomes pixel × {contrast:g} {sign} {abs(brightness)}, cut off at 0 and 255; "
        f"their mean goes from {image.mean():.3g} to {after.mean():.3g}.\n"
        f"{lost} of the {image.size} pixels were cut off: what they held is lost."
    )
    picture.text += f"\n{words}"
    return picture


def threshold_demo(images: np.ndarray, labels: np.ndarray) -> Demo:
    """Return sliders for a threshold and for the digit that it is applied to.

    Args:
        images: uint8 array of shape (n, 28, 28).
        labels: integer array of shape (n,).
    """
    return Demo(
        lambda threshold, index: show_threshold(images[index], threshold),
        {
            "threshold": ipywidgets.IntSlider(
                128, min=1, max=255, description="Threshold", style=LABEL
            ),
            "index": DigitPicker(labels),
        },
        beside=True,
    )


def brightness_demo(images: np.ndarray, labels: np.ndarray) -> Demo:
    """Return sliders for brightness and contrast and for the digit that they are applied to.

    Args:
        images: uint8 array of shape (n, 28, 28).
        labels: integer array of shape (n,).
    """
    return Demo(
        lambda brightness, contrast, index: show_brightness(images[index], brightness, contrast),
        {
            "brightness": ipywidgets.IntSlider(
                60, min=-255, max=255, step=5, description="Brightness", style=LABEL
            ),
            "contrast": ipywidgets.FloatSlider(
                1.0, min=0.0, max=3.0, step=0.1, description="Contrast", style=LABEL
            ),
            "index": DigitPicker(labels),
        },
        beside=True,
    )
