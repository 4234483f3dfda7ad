"""Shows the arithmetic of one window of a coloured image: three channels, one sum."""

from __future__ import annotations

import numpy as np

from helpers.figures.digits import CHANNELS, channel_colours
from helpers.figures.drawing.canvas import Canvas, number
from helpers.figures.drawing.cells import HERE
from helpers.figures.drawing.picture import Picture
from helpers.figures.kernels.arithmetic import in_brackets, products_in_words

_CELL, _STEP = 32, 118


def show_colour_window(window: np.ndarray, kernel: np.ndarray, bias: float = 0) -> Picture:
    """Show a coloured window's products, channel by channel, and the one sum that they give.

    Window, values 0…1, and weights are of shape (rows, columns, 3): each channel has a matrix of
    its own. The words hold the whole arithmetic.

    >>> print(show_colour_window(np.ones((1, 1, 3)), np.array([[[2.0, 0.0, -1.0]]]), bias=0.5))
    red: 1×2 = 2
    green: 1×0 = 0
    blue: 1×(−1) = −1
    One sum: 2 + 0 + (−1) = 1; adding the bias 0.5 gives 1.5, after ReLU 1.5.
    """
    window, kernel = np.asarray(window, np.float32), np.asarray(kernel, np.float32)
    limit = float(np.abs(kernel).max()) or 1.0
    canvas = Canvas(740, 3 * _STEP + 36)
    canvas.text(12, 8, "the window", 13, bold=True)
    middle = 30 + _STEP * 3 / 2 - 12
    seen = np.rint(window * 255).astype(np.uint8)
    canvas.coloured(12, round(middle - _CELL * len(window) / 2), seen, _CELL)
    lines, sums = [], []
    for channel, name in enumerate(CHANNELS):
        y = 30 + channel * _STEP
        pixels, weights = window[..., channel], kernel[..., channel]
        products = pixels * weights
        sums.append(float(products.sum()))
        here = y + _CELL * len(window) / 2
        canvas.text(184, here, name, 13, bold=True, anchor="rm")
        canvas.coloured(194, y, channel_colours(pixels, channel, 1), _CELL, numbers=pixels)
        for x, values in ((324, weights), (454, products)):
            canvas.panel(x, y, values, _CELL, signed=True, limit=limit, numbers=True, grid=True)
        for x, sign in ((307, "×"), (437, "="), (567, "→")):
            canvas.text(x, here, sign, 18, anchor="mm")
        canvas.text(586, here, number(sums[-1]), 16, bold=True, anchor="lm")
        canvas.line([(632, here), (658, middle)], HERE, 1)
        terms = " ".join(products_in_words(pixels, weights, 0, 0, "")[1:]).strip()
        lines.append(f"{name}: {terms} = {number(sums[-1])}")
    value = sum(sums) + bias
    total, shifted, lit = map(number, (sum(sums), value, max(value, 0)))
    for x, words in ((324, "weights"), (454, "products"), (586, "sums"), (664, "one sum")):
        canvas.text(x, 8, words, 13, bold=True)
    canvas.text(664, middle, total, 18, bold=True, anchor="lm")
    canvas.text(664, middle + 26, f"bias {number(bias)}", 13, anchor="lm")
    canvas.text(664, middle + 46, f"→ {shifted}", 13, anchor="lm")
    canvas.text(664, middle + 68, f"ReLU → {lit}", 13, HERE, anchor="lm", bold=True)
    added = " + ".join(map(in_brackets, sums))
    lines.append(
        f"One sum: {added} = {total}; adding the bias {number(bias)} gives {shifted}, "
        f"after ReLU {lit}."
    )
    return canvas.picture("\n".join(lines))
