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

    Args:
        brows: length of each eyebrow in pixels.
        eye: radius of each eye in pixels.
        nose: length of the nose in pixels.
        mouth: half the mouth's width in pixels.
        chin: half the width of the head in pixels.

    Returns:
        uint8 array of shape (28, 28), ink from 0 to 255.

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

    Args:
        windows: the part of each map that the unit sees, by the map's name.
        kernels: as many matrices of the windows' shape.
        bias: what is added to the sum.

    >>> show_channels({"map": np.array([[2.0]])}, [np.array([[3.0]])], -7)
    map: the products sum to 6
    1 product, sum 6, bias −7: −1, after ReLU 0
    """
    cell = 34
    rows, columns = kernels[0].shape
    side, tall = columns * cell, rows * cell
    step = side + 44
    canvas = Canvas(96 + 3 * step + 190, _HEAD + len(windows) * (tall + 22) + 6)
    titles = "the window", "the kernel", "the products"
    for place, title in enumerate(titles):
        canvas.text(96 + place * step + side / 2, 12, title, 13, bold=True, anchor="mm")
    lines, sums = [], []
    for place, ((name, window), kernel) in enumerate(zip(windows.items(), kernels, strict=True)):
        y = _HEAD + place * (tall + 22)
        middle = y + tall / 2
        canvas.text(8, middle, name, 13, bold=True, anchor="lm")
        products = window * kernel
        looks = ({"light": True}, {"signed": True}, {"signed": True})
        for nth, (values, look) in enumerate(zip((window, kernel, products), looks, strict=True)):
            x = 96 + nth * step
            limit = 3 if nth != 1 else 1
            canvas.panel(x, y, values, cell, limit=limit, numbers=True, grid=True, **look)
            canvas.text(x + side + 22, middle, "×=→"[nth], 20, anchor="mm")
        sums.append(float(products.sum()))
        canvas.text(96 + 3 * step + 4, middle, number(sums[-1]), 18, bold=True, anchor="lm")
        lines.append(f"{name}: the products sum to {number(sums[-1])}")
    count = sum(window.size for window in windows.values())
    total = sum(sums)
    x = 96 + 3 * step + 40
    added = f"{' + '.join(map(number, sums))} = {number(total)}"
    steps = [added, f"bias: {number(bias)}", f"sum with it: {number(total + bias)}"]
    steps.append(f"after ReLU: {number(max(total + bias, 0))}")
    for place, words in enumerate(steps):
        y = canvas.height / 2 + (place - 1.5) * 26
        canvas.text(x, y, words, 15, anchor="lm", bold=place == 3)
    products = "1 product" if count == 1 else f"{count} products"
    lines.append(
        f"{products}, sum {number(total)}, bias {number(bias)}: {number(total + bias)}, "
        f"after ReLU {number(max(total + bias, 0))}"
    )
    return canvas.picture("\n".join(lines))


def show_pooling(values: np.ndarray, pooled: np.ndarray) -> Picture:
    """Show a matrix cut into blocks of 2×2 and what max pooling keeps of each.

    Args:
        values: matrix with even numbers of rows and columns.
        pooled: matrix of half the size.

    >>> show_pooling(np.arange(4).reshape(2, 2), np.array([[3]]))
    0 1
    2 3
    becomes
    3
    """
    cell, gap = 42, 8
    rows, columns = pooled.shape
    width, height = (2 * cell * n + gap * (n - 1) for n in (columns, rows))
    canvas = Canvas(width + cell * columns + 4 * _GAP, height + _HEAD + 12)
    canvas.text(_GAP, 4, "the map, in blocks of 2×2", 13, bold=True)
    limit = float(np.abs(values).max()) or 1.0
    for row, column in np.ndindex(rows, columns):
        x, y = (start + (2 * cell + gap) * place for start, place in ((_GAP, column), (_HEAD, row)))
        block = values[2 * row : 2 * row + 2, 2 * column : 2 * column + 2]
        panel = canvas.panel(x, y, block, cell, limit=limit, numbers=True, grid=True, light=True)
        found = np.argwhere(block == pooled[row, column])
        if len(found):
            canvas.frame(panel, int(found[0][0]), int(found[0][1]), 1, 1, colour=SKY_BLUE)
    x = width + 3 * _GAP
    canvas.text(width + 2 * _GAP, _HEAD + height / 2, "→", 22, anchor="mm")
    canvas.text(x, 4, "their maxima", 13, bold=True)
    y = _HEAD + (height - rows * cell) // 2
    canvas.panel(x, y, pooled, cell, limit=limit, numbers=True, grid=True, light=True)
    before, after = (
        "\n".join(" ".join(number(value) for value in row) for row in matrix)
        for matrix in (values, pooled)
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
    first = next(iter(rows.values()))
    tall = max(matrix.shape[0] for matrix in first.values()) * cell
    left = 100
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
            down = y + (tall - matrix.shape[0] * cell) // 2
            look = {"light": True, "numbers": cell >= 16} if x > left else {}
            canvas.panel(x, down, matrix, cell, limit=limits[title], grid=cell >= 16, **look)
            x += matrix.shape[1] * cell + _GAP
            size = f"{matrix.shape[0]}×{matrix.shape[1]}"
            words.append(f"{title} {size}, largest {number(float(matrix.max()))}")
        lines.append(f"{name}: {'; '.join(words)}")
    return canvas.picture("\n".join(lines))
