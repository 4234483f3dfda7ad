"""Fully connected units drawn: as circles and as matrices, and their weights as pictures."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from helpers.figures.drawing.canvas import Canvas, number
from helpers.figures.drawing.cells import HERE
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLACK, BLUE, VERMILION

_CELL = 34


def show_layer(vector: np.ndarray, weights: np.ndarray, biases: np.ndarray) -> Picture:
    """Show a fully connected layer twice: as circles with lines, and as matrices.

    The weights are floats of shape (inputs, units), at most four by three.

    >>> show_layer(np.array([2, 1]), np.array([[1], [-3]]), np.array([0.5]))
    unit 0: 2 · 1 + 1 · −3 = −1, bias 0.5: −0.5, after ReLU 0
    the same as matrices: [2 1] @ [[1] [−3]] = [−1], + [0.5] = [−0.5], after ReLU [0]
    """
    sums = vector @ weights
    rows = [sums, sums + biases, np.maximum(sums + biases, 0)]
    canvas = Canvas(890, 84 * max(weights.shape))
    canvas.text(8, 4, "as circles", 14, bold=True)
    canvas.text(330, 4, "as matrices", 14, bold=True)
    _draw_circles(canvas, 220, vector, weights, rows[2])
    parts = [("", "inputs", vector), ("@", "weights", weights), ("+", "biases", biases)]
    parts += [("=", "sums", rows[1]), ("→", "after ReLU", rows[2])]
    _draw_matrices(canvas, 330, parts)
    lines = []
    for unit in range(len(biases)):
        pairs = zip(vector, weights[:, unit], strict=True)
        products = " + ".join(f"{number(x)} · {number(weight)}" for x, weight in pairs)
        total, shifted, value = (number(row[unit]) for row in rows)
        lines.append(
            f"unit {unit}: {products} = {total}, bias {number(biases[unit])}: {shifted}, "
            f"after ReLU {value}"
        )
    table = " ".join(map(_bracketed, weights))
    first, second, third = map(_bracketed, rows)
    lines.append(
        f"the same as matrices: {_bracketed(vector)} @ [{table}] = {first}, "
        f"+ {_bracketed(biases)} = {second}, after ReLU {third}"
    )
    return canvas.picture("\n".join(lines))


def _draw_circles(
    canvas: Canvas, right: int, vector: np.ndarray, weights: np.ndarray, values: np.ndarray
) -> None:
    """Draw inputs and units as circles, and every weight on its line; unit 0 is marked."""
    inputs, units = weights.shape
    tall = canvas.height - 30
    sources = [(40, 30 + tall * (place + 0.5) / inputs) for place in range(inputs)]
    targets = [(right, 20 + tall * (unit + 0.5) / units) for unit in range(units)]
    for unit, (to_x, to_y) in enumerate(targets):
        for place, (x, y) in enumerate(sources):
            weight = float(weights[place, unit])
            colour = VERMILION if weight > 0 else BLUE
            canvas.line([(x, y), (to_x, to_y)], colour, 1 + round(min(abs(weight), 4)))
            along = 0.32 + 0.2 * unit  # so that no two labels meet where lines cross
            middle = x + along * (to_x - x), y + along * (to_y - y)
            canvas.disc(*middle, 13, "white", colour)
            canvas.text(*middle, number(weight), 13, colour, "mm", bold=True)
    for (x, y), value in zip(sources, vector, strict=True):
        canvas.disc(x, y, 20, "#E8E8E8")
        canvas.text(x, y, number(value), 16, anchor="mm", bold=True)
    for unit, (x, y) in enumerate(targets):
        if unit == 0:
            canvas.disc(x, y, 28, HERE, HERE)
        canvas.disc(x, y, 25, "white")
        canvas.text(x, y, number(values[unit]), 16, anchor="mm", bold=True)
        canvas.text(x, y + 32, f"unit {unit}", 12, anchor="ma")


def _draw_matrices(canvas: Canvas, x: float, parts: list[tuple[str, str, np.ndarray]]) -> None:
    """Draw a formula of matrices, each after its sign and below its words; unit 0 is framed."""
    middle = canvas.height // 2 + 10
    look = {"signed": True, "numbers": True, "grid": True}
    for sign, words, values in parts:
        matrix = np.atleast_2d(values)
        height, width = (_CELL * length for length in matrix.shape)
        if sign:
            canvas.text(x + 12, middle, sign, 16, anchor="mm", bold=True)
            x += 28
        # Not the strongest colour: the numbers have to be read. All but the weights are white.
        limit = 1.6 * float(np.abs(matrix).max()) if words == "weights" else 1e9
        top = middle - height // 2
        panel = canvas.panel(round(x), top, matrix, _CELL, limit=limit, **look)
        if sign:
            canvas.frame(panel, width=1, colour=HERE, thickness=2)
        canvas.text(x + width / 2, top - 8, words, 12, BLACK, "mb")
        x += width + 4


def show_units(rows: Mapping[str, np.ndarray], count: int = 8) -> Picture:
    """Show the weights of the first units of layers that see 28×28 pixels, in rows again.

    They are of shape (784, units), by the words above their row. The words say how alike
    neighbouring weights are, over all units, in the middle 20×20 pixels where MNIST's digits are:
    their correlation, 0 for chance, 1 for equal.

    >>> flat = np.repeat(np.arange(28.0), 28)[:, None]
    >>> show_units({"by hand": flat}, 1)
    by hand: the first 1 of 1 units; neighbouring weights, middle 20×20 pixels: correlation 1.0
    """
    cell, gap, head = 3.5, 10, 26
    step = int(28 * cell) + gap
    canvas = Canvas(2 * gap + count * step, len(rows) * (step + head) + 2 * gap + 8)
    lines = []
    for place, (name, weights) in enumerate(rows.items()):
        maps = np.reshape(weights.T, (-1, 28, 28))
        y = place * (step + head) + 6
        middle = maps[:, 4:24, 4:24]
        one, other = (
            np.concatenate([middle[:, part].ravel(), middle[:, :, part].ravel()])
            for part in (slice(1, None), slice(-1))
        )
        correlation = abs(round(float(np.corrcoef(one, other)[0, 1]), 1))
        told = f"neighbouring weights, middle 20×20 pixels: correlation {correlation}"
        canvas.text(gap, y, f"{name}: {told}", 13, bold=True)
        for unit, each in enumerate(maps[:count]):
            canvas.panel(gap + unit * step, y + head, each, cell, signed=True)
        lines.append(f"{name}: the first {min(count, len(maps))} of {len(maps)} units; {told}")
    legend = "red: above 0    white: 0    blue: below 0    each on its own scale"
    canvas.text(gap, len(rows) * (step + head) + 6, legend, 12)
    return canvas.picture("\n".join(lines))


def _bracketed(values: np.ndarray) -> str:
    return f"[{' '.join(map(number, values))}]"
