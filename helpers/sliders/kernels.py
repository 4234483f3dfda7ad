"""The kernel laboratory: every weight to be edited, applied at once to two digits."""

from __future__ import annotations

import ipywidgets
import numpy as np
import traitlets

from helpers.convolution import KERNELS
from helpers.figures.kernel_maps import compare_maps
from helpers.sliders.demo import Demo
from helpers.sliders.images import LABEL, DigitPicker

OWN = "your own"
#: What the preset menu offers, 3×3 and 5×5.
PRESETS: dict[str, np.ndarray] = {
    **KERNELS,
    "copy": np.pad(np.ones((1, 1)), 1),
    "blur": np.full((3, 3), 0.11),
    "edges all around": np.pad(np.full((1, 1), 9.0), 1) - 1,
    "vertical 5×5": np.tile([-0.5, 0.25, 0.5, 0.25, -0.5], (5, 1)),
    "blur 5×5": np.full((5, 5), 0.04),
    "small loop 5×5": np.array(
        [
            [0.5, 0.5, 0.5, 0.5, 0.5],
            [0.5, -0.5, -0.5, -0.5, 0.5],
            [0.5, -0.5, -4, -0.5, 0.5],
            [0.5, -0.5, -0.5, -0.5, 0.5],
            [0.5, 0.5, 0.5, 0.5, 0.5],
        ]
    ),
}
_SIZES = {"3×3": 3, "5×5": 5}
#: ipywidgets leaves so little room in a narrow field that the end of −0.25 would be hidden.
_ROOMY = """<style>
.kernel-weights input { padding: 0 2px !important; }
.kernel-weights .widget-label { margin: 0 !important; }
</style>"""


class KernelGrid(ipywidgets.VBox):
    """A kernel whose every weight is a number to edit; `value` is a tuple of rows.

    Args:
        preset: the name in `PRESETS` to start with.

    >>> grid = KernelGrid("copy")
    >>> grid.value
    ((0.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 0.0))
    """

    value = traitlets.Any()

    def __init__(self, preset: str = "vertical"):
        """Build the menu, the choice of the size, and a number field for each weight."""
        self.preset = ipywidgets.Dropdown(
            options=[*PRESETS, OWN], value=preset, description="Preset", style=LABEL
        )
        self.size = ipywidgets.Dropdown(
            options=list(_SIZES.items()), description="Kernel size", style=LABEL
        )
        # The labels are there for screen readers; the fields' places say the same to the eye.
        layout = ipywidgets.Layout(width="64px", margin="1px")
        style = {"description_width": "0px"}
        self.weights = {
            size: [
                [
                    ipywidgets.BoundedFloatText(
                        min=-20,
                        max=20,
                        step=0.25,
                        description=f"Weight row {row + 1} column {column + 1}",
                        layout=layout,
                        style=style,
                    )
                    for column in range(size)
                ]
                for row in range(size)
            ]
            for size in _SIZES.values()
        }
        self._grids = {
            size: ipywidgets.VBox([ipywidgets.HBox(row) for row in rows])
            for size, rows in self.weights.items()
        }
        for grid in self._grids.values():
            grid.add_class("kernel-weights")
        style = ipywidgets.HTML(_ROOMY, layout={"display": "none"})
        super().__init__([self.preset, self.size, *self._grids.values(), style])
        self._quiet = False
        self._show(PRESETS[preset], preset)
        self.preset.observe(self._preset_changed, names="value")
        self.size.observe(self._size_changed, names="value")
        for rows in self.weights.values():
            for field in (field for row in rows for field in row):
                field.observe(self._weight_changed, names="value")

    def _show(self, kernel: np.ndarray, preset: str) -> None:
        """Put a kernel into the fields; all of it counts as one change."""
        self._quiet = True
        try:
            size = len(kernel)
            self.size.value = size
            self.preset.value = preset
            for row, weights in zip(self.weights[size], kernel, strict=True):
                for field, weight in zip(row, weights, strict=True):
                    field.value = float(weight)
            for each, grid in self._grids.items():
                grid.layout.display = "flex" if each == size else "none"
        finally:
            self._quiet = False
        self.value = self._read()

    def _read(self) -> tuple[tuple[float, ...], ...]:
        return tuple(tuple(field.value for field in row) for row in self.weights[self.size.value])

    def _preset_changed(self, change) -> None:
        if not self._quiet and change.new != OWN:
            self._show(PRESETS[change.new], change.new)

    def _size_changed(self, change) -> None:
        if self._quiet:
            return
        kernel = np.array(self.value)
        kernel = np.pad(kernel, 1) if change.new > len(kernel) else kernel[1:-1, 1:-1]
        self._show(kernel, OWN)

    def _weight_changed(self, change) -> None:
        if not self._quiet:
            self._quiet = True
            self.preset.value = OWN
            self._quiet = False
            self.value = self._read()


def kernel_lab(
    images: np.ndarray, labels: np.ndarray, first: tuple[int, int], second: tuple[int, int]
) -> Demo:
    """Return a kernel to edit, with stride and padding, at work on two digits side by side.

    Args:
        images: uint8 array of shape (n, height, width).
        labels: integer array of shape (n,).
        first: the left digit to start with and which of its examples, counted from 0.
        second: the same for the right digit.
    """

    def draw(kernel, stride: int, padding: int, first: int, second: int):
        return compare_maps(
            [images[first], images[second]],
            [int(labels[first]), int(labels[second])],
            np.array(kernel),
            stride,
            padding,
        )

    return Demo(
        draw,
        {
            "kernel": KernelGrid(),
            "stride": ipywidgets.IntSlider(1, min=1, max=4, description="Stride", style=LABEL),
            "padding": ipywidgets.IntSlider(0, min=0, max=4, description="Padding", style=LABEL),
            "first": DigitPicker(labels, *first, name="left"),
            "second": DigitPicker(labels, *second, name="right"),
        },
        beside=True,
    )
