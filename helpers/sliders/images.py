"""Picking any digit by two controls."""

from __future__ import annotations

import ipywidgets
import numpy as np
import traitlets

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
