"""A window that steps over a digit, and the way back from the feature map to the window."""

from __future__ import annotations

import ipywidgets
import numpy as np

from helpers.convolution import KERNELS, output_size
from helpers.figures.kernels import cell_at, show_window
from helpers.sliders.demo import Demo
from helpers.sliders.images import LABEL, DigitPicker

#: Milliseconds between two steps of the play button: slow enough to follow the numbers.
_STEP_INTERVAL = 150


def window_demo(images: np.ndarray, labels: np.ndarray, start: int = 237) -> Demo:
    """Return a window to be moved over a digit by slider or play button.

    Args:
        images: uint8 array of shape (n, height, width).
        labels: integer array of shape (n,).
        start: the step to start with, counted from 0 in reading order.
    """
    width = output_size(images.shape[2], 3)
    steps = output_size(images.shape[1], 3) * width

    def draw(kernel: str, step: int, index: int):
        row, column = divmod(step, width)
        return show_window(images[index], KERNELS[kernel], row, column, filled=step + 1)

    def arrange(children):
        kernel, step, index = children
        play = ipywidgets.Play(
            value=step.value,
            min=0,
            max=steps - 1,
            interval=_STEP_INTERVAL,
            description="Play the steps",
            layout=ipywidgets.Layout(margin="2px 0 2px 108px"),  # in line with the sliders
        )
        # The browser links the two by itself, so that a step costs one message, not two.
        link = ipywidgets.jslink((play, "value"), (step, "value"))
        box = ipywidgets.VBox([kernel, step, play, index])
        box.link = link  # keeps it alive as long as the box
        return box

    return Demo(
        draw,
        {
            "kernel": _kernel_choice(),
            "step": ipywidgets.IntSlider(
                start, min=0, max=steps - 1, description="Step", style=LABEL
            ),
            "index": DigitPicker(labels),
        },
        arrange,
        beside=True,
    )


def cell_demo(images: np.ndarray, labels: np.ndarray) -> Demo:
    """Return a feature map whose cells are chosen by sliders or mouse, with the window behind each.

    Args:
        images: uint8 array of shape (n, height, width).
        labels: integer array of shape (n,).
    """
    rows, columns = (output_size(length, 3) for length in images.shape[1:])

    def pointed(x: float, y: float):
        cell = cell_at(x, y, rows, columns)
        return None if cell is None else {"row": cell[0], "column": cell[1]}

    return Demo(
        lambda kernel, row, column, index: show_window(images[index], KERNELS[kernel], row, column),
        {
            "kernel": _kernel_choice(),
            "row": ipywidgets.IntSlider(9, min=0, max=rows - 1, description="Map row", style=LABEL),
            "column": ipywidgets.IntSlider(
                3, min=0, max=columns - 1, description="Map column", style=LABEL
            ),
            "index": DigitPicker(labels),
        },
        beside=True,
        pointed=pointed,
    )


def _kernel_choice() -> ipywidgets.Dropdown:
    return ipywidgets.Dropdown(
        options=list(KERNELS), value="vertical", description="Kernel", style=LABEL
    )
