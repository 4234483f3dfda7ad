"""Layers upon layers drawn: a face, several channels, maps side by side, pooling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import cv2
import numpy as np

from helpers.figures.drawing.canvas import Canvas, number
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import SKY_BLUE

_GAP = 24
_HEAD = 26


def draw_face(
    brows: float = 8, eye: float = 1.5, nose: int = 5, mouth: float = 5, chin: float = 11.5
) -> np.ndarray:
    """Return a face as a few lines, drawn large and made small, so that its lines are soft.

    All is in pixels: the lengths of brows and nose, each eye's radius, and half the width of the
    mouth and, as `chin`, of the head.

    >>> face = draw_face()
    >>> face.shape, face.dtype, int(face.max())
    ((28, 28), dtype('uint8'), 255)
    """
    large = 8
    sheet = np.zeros((28 * large, 28 * large), np.uint8)

    def place(x: float, y: float) -> tuple[int, int]:
        return round(x * large), round(y * large)

    thick = round(1.3 * large)
    cv2.ellipse(sheet, place(14, 14), place(chin, 12.8), 0, 0, 360, 255, thick)
    for side in (-1, 1):
        middle = 14 + side * 5
        cv2.line(sheet, place(middle - brows / 2, 8.5), place(middle + brows / 2, 8.5), 255, thick)
        cv2.circle(sheet, place(middle, 11.8), round(eye * large), 255, cv2.FILLED)
    cv2.line(sheet, place(14, 12), place(14, 12 + nose), 255, thick)
    cv2.line(sheet, place(14 - mouth, 20.5), place(14 + mouth, 20.5), 255, thick)
    return cv2.resize(sheet, (28, 28), interpolation=cv2.INTER_AREA)


def show_channels(
    windows: Mapping[str, np.ndarray], kernels: Sequence[np.ndarray], bias: float
) -> Picture:
    """Show how one unit reads several maps: products with each map's kernel, one sum, the bias.

    The windows are the part of each map that the unit sees, by the map's name, and the kernels as
    many matrices of their shape.

    >>> show_channels({"map": np.array([[2.0]])}, [np.array([[3.0]])], -7)
    map: the products sum to 6
    1 product, sum 6, bias −7: −1, after ReLU 0
    """
    cell = 34
    rows, columns = kernels[0].shape
    side, tall = columns * cell, rows * cell
    xs = [96 + place * (side + 44) for place in range(4)]
    canvas = Canvas(xs[3] + 190, _HEAD + len(windows) * (tall + 22) + 6)
    for x, title in zip(xs, ("the window", "the kernel", "the products"), strict=False):
        canvas.text(x + side / 2, 12, title, 13, bold=True, anchor="mm")
    lines, sums = [], []
    for place, ((name, window), kernel) in enumerate(zip(windows.items(), kernels, strict=True)):
        y = _HEAD + place * (tall + 22)
        middle = y + tall / 2
        canvas.text(8, middle, name, 13, bold=True, anchor="lm")
        products = window * kernel
        parts = (
            ("×", window, 3, {"light": True}),
            ("=", kernel, 1, {"signed": True}),
            ("→", products, 3, {"signed": True}),
        )
        for x, (sign, values, limit, look) in zip(xs, parts, strict=False):
            canvas.panel(x, y, values, cell, limit=limit, numbers=True, grid=True, **look)
            canvas.text(x + side + 22, middle, sign, 20, anchor="mm")
        sums.append(float(products.sum()))
        canvas.text(xs[3] + 4, middle, number(sums[-1]), 18, bold=True, anchor="lm")
        lines.append(f"{name}: the products sum to {number(sums[-1])}")
    count = sum(window.size for window in windows.values())
    value = sum(sums) + bias
    total, added, after = map(number, (sum(sums), value, max(value, 0)))
    steps = [f"{' + '.join(map(number, sums))} = {total}", f"bias: {number(bias)}"]
    steps += [f"sum with it: {added}", f"after ReLU: {after}"]
    for place, words in enumerate(steps):
        y = canvas.height / 2 + (place - 1.5) * 26
        canvas.text(xs[3] + 40, y, words, 15, anchor="lm", bold=place == 3)
    noun = f"{count} product{'s' * (count != 1)}"
    lines.append(f"{noun}, sum {total}, bias {number(bias)}: {added}, after ReLU {after}")
    return canvas.picture("\n".join(lines))


def show_pooling(values: np.ndarray, pooled: np.ndarray) -> Picture:
    """Show a matrix cut into blocks of 2×2 and what max pooling keeps of each: half the size.

    >>> show_pooling(np.arange(4).reshape(2, 2), np.array([[3]]))
    0 1
    2 3
    becomes
    3
    """
    cell, gap = 42, 8
    rows, columns = pooled.shape
    width, height = (2 * cell * n + gap * (n - 1) for n in (columns, rows))
    limit = float(np.abs(values).max()) or 1.0
    look = {"light": True, "numbers": True, "grid": True}
    canvas = Canvas(width + cell * columns + 4 * _GAP, height + _HEAD + 12)
    canvas.text(_GAP, 4, "the map, in blocks of 2×2", 13, bold=True)
    for row, column in np.ndindex(rows, columns):
        x, y = _GAP + (2 * cell + gap) * column, _HEAD + (2 * cell + gap) * row
        block = values[2 * row : 2 * row + 2, 2 * column : 2 * column + 2]
        panel = canvas.panel(x, y, block, cell, limit=limit, **look)
        found = np.argwhere(block == pooled[row, column])
        if len(found):
            down, right = found[0].tolist()
            canvas.frame(panel, down, right, 1, 1, colour=SKY_BLUE)
    x = width + 3 * _GAP
    canvas.text(width + 2 * _GAP, _HEAD + height / 2, "→", 22, anchor="mm")
    canvas.text(x, 4, "their maxima", 13, bold=True)
    canvas.panel(x, _HEAD + (height - rows * cell) // 2, pooled, cell, limit=limit, **look)
    before, after = (
        "\n".join(" ".join(map(number, row)) for row in matrix) for matrix in (values, pooled)
    )
    return canvas.picture(f"{before}\nbecomes\n{after}")


def show_matrices(rows: Mapping[str, Mapping[str, np.ndarray]], cell: int = 22) -> Picture:
    """Show matrices side by side, one line for each picture that they come from.

    Args:
        rows: by the line's name, matrices by title; all lines have the same titles. The first of
            a line is a picture, the others are maps after ReLU, with their numbers in large cells.
        cell: edge of one value's square in CSS pixels.

    >>> show_matrices({"a plus": {"picture": np.eye(3)}})
    a plus: picture 3×3, largest 1
    """
    first, left = next(iter(rows.values())), 100
    tall = max(len(matrix) for matrix in first.values()) * cell
    width = left + sum(matrix.shape[1] * cell + _GAP for matrix in first.values())
    canvas = Canvas(width, _HEAD + len(rows) * (tall + 10))
    limits = {
        title: max(float(np.abs(row[title]).max()) for row in rows.values()) for title in first
    }
    lines = []
    for place, (name, matrices) in enumerate(rows.items()):
        x, y = left, _HEAD + place * (tall + 10)
        canvas.text(8, y + tall / 2, name, 13, anchor="lm", bold=True)
        words = []
        for title, matrix in matrices.items():
            if place == 0:
                canvas.text(x, 5, title, 12)
            height, width = matrix.shape
            look = {"light": True, "numbers": cell >= 16} if x > left else {}
            down = y + (tall - height * cell) // 2
            canvas.panel(x, down, matrix, cell, limit=limits[title], grid=cell >= 16, **look)
            x += width * cell + _GAP
            words.append(f"{title} {height}×{width}, largest {number(matrix.max())}")
        lines.append(f"{name}: {'; '.join(words)}")
    return canvas.picture("\n".join(lines))
