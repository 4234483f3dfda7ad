"""Numbers with marks that are no digits, written by a hand: fractions, dates, rings, strikes, ….

What a careful reader may say of each is its digits, or that it is not sure. The marks are drawn
here, by other code than the pages that the finder learned from.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from helpers.data import load_mnist
from helpers.synthesis import pens, scenes

#: What is written, by kind: digits as they are, D for any digit, and the marks of `_MARKS`.
WRITTEN = {
    "fraction": "D/D", "fraction upright": "D_D", "date": "DD/DD", "date with dots": "D.D.DD",
    "date with dashes": "DD-DD", "decimal point": "D.DD", "decimal comma": "D,DD",
    "negative": "-DD", "sum": "D+D", "difference": "D-D", "product": "DxD", "quotient": "D:D",
    "equation": "D=D", "percent": "DD%", "euro": "DDe", "dollar": "$DD", "round brackets": "(DD)",
    "square brackets": "[DD]", "number with dot": "DD.", "ordinal": "#D", "time": "D:DD",
    "letter behind": "DDh", "letter before": "kDD", "unit": "DDm", "apostrophe": "'DD",
    "exclamation": "DD!", "question": "DD?", "root": "vDD", "degree": "DDo", "tick": "DDt",
    "arrow": "D>D", "ellipsis": "D...D", "bar between": "D|D", "asterisk": "D*D",
}  # fmt: skip
#: What is done to digits once they are written.
DONE = {
    "ring by hand": "_ring", "ring by compass": "_compass", "box": "_box", "struck out": "_strike",
    "crossed out": "_cross", "underlined": "_underline", "scratched out": "_scratch",
    "upside down": "_turn", "on its side": "_side",
}  # fmt: skip
#: Digits that are the same when they are turned.
SAME_TURNED = {"upside down": "018", "on its side": "0"}
#: Marks as lines in a square of side 1 whose lower edge is the digits' own; one point is a dot.
_MARKS = {
    "/": [[(0.7, -0.05), (0.3, 1.05)]], "-": [[(0.15, 0.5), (0.85, 0.5)]], ".": [[(0.5, 0.97)]],
    ",": [[(0.55, 0.9), (0.4, 1.2)]], "+": [[(0.1, 0.5), (0.9, 0.5)], [(0.5, 0.1), (0.5, 0.9)]],
    "x": [[(0.2, 0.3), (0.8, 0.9)], [(0.8, 0.3), (0.2, 0.9)]],
    ":": [[(0.5, 0.35)], [(0.5, 0.85)]],
    "=": [[(0.1, 0.4), (0.9, 0.4)], [(0.1, 0.65), (0.9, 0.65)]],
    "(": [[(0.65, -0.1), (0.4, 0.25), (0.38, 0.7), (0.65, 1.1)]],
    ")": [[(0.35, -0.1), (0.6, 0.25), (0.62, 0.7), (0.35, 1.1)]],
    "[": [[(0.65, -0.1), (0.35, -0.1), (0.35, 1.1), (0.65, 1.1)]],
    "]": [[(0.35, -0.1), (0.65, -0.1), (0.65, 1.1), (0.35, 1.1)]],
    "e": [[(0.9, 0.1), (0.5, 0), (0.25, 0.4), (0.3, 0.8), (0.6, 1), (0.9, 0.9)],
          [(0.05, 0.4), (0.7, 0.4)], [(0.05, 0.6), (0.65, 0.6)]],
    "$": [[(0.85, 0.2), (0.45, 0.1), (0.2, 0.3), (0.8, 0.65), (0.6, 0.9), (0.15, 0.8)],
          [(0.5, -0.1), (0.5, 1.1)]],
    "#": [[(0.1, 0.35), (0.95, 0.35)], [(0.05, 0.65), (0.9, 0.65)], [(0.4, 0), (0.3, 1)],
          [(0.7, 0), (0.6, 1)]],
    "%": [[(0.85, 0), (0.15, 1)], [(0.2, 0.05), (0.35, 0.2), (0.2, 0.35), (0.05, 0.2), (0.2, 0.05)],
          [(0.8, 0.65), (0.95, 0.8), (0.8, 0.95), (0.65, 0.8), (0.8, 0.65)]],
    "h": [[(0.25, 0), (0.25, 1)], [(0.25, 0.6), (0.5, 0.45), (0.7, 0.6), (0.7, 1)]],
    "k": [[(0.25, 0), (0.25, 1)], [(0.75, 0.4), (0.25, 0.7), (0.8, 1)]],
    "m": [[(0.1, 0.5), (0.1, 1)], [(0.1, 0.6), (0.3, 0.5), (0.45, 0.6), (0.45, 1)],
          [(0.45, 0.6), (0.65, 0.5), (0.85, 0.6), (0.85, 1)]],
    "'": [[(0.5, -0.05), (0.45, 0.2)]], "!": [[(0.5, 0), (0.5, 0.7)], [(0.5, 0.97)]],
    "?": [[(0.2, 0.2), (0.5, 0), (0.8, 0.25), (0.5, 0.5), (0.5, 0.7)], [(0.5, 0.97)]],
    "v": [[(-0.1, 0.6), (0.2, 0.6), (0.4, 1.1), (0.7, -0.1), (1.4, -0.1)]],
    "o": [[(0.5, -0.1), (0.65, 0.05), (0.5, 0.2), (0.35, 0.05), (0.5, -0.1)]],
    "t": [[(0.1, 0.6), (0.35, 0.95), (0.95, 0.05)]],
    ">": [[(0, 0.5), (1, 0.5)], [(0.7, 0.3), (1, 0.5), (0.7, 0.7)]],
    "|": [[(0.5, -0.35), (0.5, 1.35)]],
    "*": [[(0.5, 0.2), (0.5, 0.8)], [(0.25, 0.35), (0.75, 0.65)], [(0.75, 0.35), (0.25, 0.65)]],
    "_": [],
}  # fmt: skip


def marked_pictures(count: int, seed: int) -> Iterator[tuple[str, np.ndarray, str]]:
    """Yield kind, picture (uint8 (h, w, 3)) and its digits; `count` pictures of each kind.

    Digits that are struck out, scratched out or turned have no reading, "", but those that are
    the same when they are turned.
    """
    rng = np.random.default_rng(seed)
    _, (images, labels) = load_mnist()
    for _ in range(count):
        for kind, text in WRITTEN.items():
            page, digits, _ = _write(text, images, labels, rng)
            yield kind, _photograph(page, rng), digits
        for kind, name in DONE.items():
            page, digits, boxes = _write("D" * int(rng.integers(1, 4)), images, labels, rng)
            page, readable = globals()[name](page, boxes, rng)
            same = set(digits) <= set(SAME_TURNED.get(kind, ""))
            yield kind, _photograph(page, rng), digits[::-1] if same else digits * readable


_HEIGHT = 80


def _write(text: str, images, labels, rng: np.random.Generator):
    """Write a text; return the ink, uint8 (h, w) 0…255, its digits and their boxes."""
    pen, digits, boxes = int(rng.integers(4, 11)), "", []
    page = np.zeros((3 * _HEIGHT, int((1.5 * len(text) + 2) * _HEIGHT)), np.uint8)
    x, top = _HEIGHT, _HEIGHT
    stacked = "_" in text
    for sign in text:
        if sign == "D":
            index = int(rng.integers(len(images)))
            ink = _digit(images[index], pen)
            y = top + int(rng.normal(0, 3))
            if stacked:
                y, x = (20 if not digits else 140), _HEIGHT
            here = page[y : y + ink.shape[0], x : x + ink.shape[1]]
            np.maximum(here, ink[: here.shape[0], : here.shape[1]], out=here)
            boxes.append((x, y, x + ink.shape[1], y + ink.shape[0]))
            digits += str(labels[index])
            x += ink.shape[1] + int(rng.uniform(8, 24))
        elif sign == "_":
            cv2.line(page, (60, 120), (160, 120 + int(rng.normal(0, 4))), 255, pen, cv2.LINE_AA)
        else:
            for line in _MARKS[sign]:
                points = np.array(line) * (0.6 * _HEIGHT, _HEIGHT) + (x, top)
                points += rng.normal(0, 2, points.shape)
                _line(page, points, pen)
            x += int((0.3 if sign in ".,':" else 0.7) * _HEIGHT)
    return page[:, : x + _HEIGHT], digits, boxes


def _digit(image: np.ndarray, pen: int) -> np.ndarray:
    """Return MNIST's digit, `_HEIGHT` high, with a line `pen` wide."""
    middle = pens.thin(pens.solid_of(image))
    x, y, w, h = cv2.boundingRect(middle)
    scale = _HEIGHT / max(w, h)
    field = pens.distance(1 - middle, 1)[max(y - 8, 0) : y + h + 8, max(x - 8, 0) : x + w + 8]
    field = cv2.resize(field, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR) * scale
    return (np.clip(pen / 2 - field + 0.5, 0, 1) * 255).astype(np.uint8)


def _line(page: np.ndarray, points: np.ndarray, pen: int) -> None:
    places = np.rint(points).astype(np.int32)
    if len(places) == 1:
        cv2.circle(page, tuple(int(v) for v in places[0]), max(2, round(0.7 * pen)), 255, -1)
    else:
        cv2.polylines(page, [places], False, 255, pen, cv2.LINE_AA)


def _around(boxes) -> np.ndarray:
    boxes = np.array(boxes)
    return np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])


def _ring(page, boxes, rng, even=False):
    x0, y0, x1, y1 = _around(boxes)
    middle, radii = ((x0 + x1) / 2, (y0 + y1) / 2), np.array([(x1 - x0) * 0.8, (y1 - y0) * 0.8])
    radii = np.full(2, np.hypot(x1 - x0, y1 - y0) / 2 + 6) if even else radii + 8
    turn = np.linspace(0, 2 * np.pi * (1 if even else rng.uniform(0.95, 1.1)), 50)
    points = np.stack([np.cos(turn), np.sin(turn)], axis=1) * radii + middle
    if not even:
        points += cv2.GaussianBlur(rng.normal(0, 12, points.shape), (1, 15), 5)
    room = 60
    page = np.pad(page, room)
    _line(page, points + room, int(rng.integers(4, 9)))
    return page, True


def _compass(page, boxes, rng):
    return _ring(page, boxes, rng, even=True)


def _box(page, boxes, rng):
    x0, y0, x1, y1 = _around(boxes) + np.array([-14, -14, 14, 14])
    corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)])
    _line(page, corners, int(rng.integers(2, 7)))
    return page, True


def _strike(page, boxes, rng):
    x0, y0, x1, y1 = _around(boxes)
    y = (y0 + y1) / 2 + rng.normal(0, 8)
    _line(page, np.array([(x0 - 20, y), (x1 + 20, y + rng.normal(0, 6))]), int(rng.integers(4, 9)))
    return page, False


def _cross(page, boxes, rng):
    x0, y0, x1, y1 = _around(boxes)
    pen = int(rng.integers(4, 9))
    _line(page, np.array([(x0 - 8, y0), (x1 + 8, y1)]), pen)
    _line(page, np.array([(x1 + 8, y0), (x0 - 8, y1)]), pen)
    return page, False


def _underline(page, boxes, rng):
    x0, _, x1, y1 = _around(boxes)
    y = y1 + rng.uniform(8, 24)
    _line(page, np.array([(x0 - 12, y), (x1 + 12, y + rng.normal(0, 3))]), int(rng.integers(4, 9)))
    return page, True


def _scratch(page, boxes, rng):
    for x0, y0, x1, y1 in boxes:
        turns = np.arange(12)
        points = np.stack([np.linspace(x0 - 6, x1 + 6, 12), np.where(turns % 2, y0, y1)], axis=1)
        _line(page, points + rng.normal(0, 4, points.shape), int(rng.integers(4, 9)))
    return page, False


def _turn(page, boxes, rng):
    return np.rot90(page, 2), False


def _side(page, boxes, rng):
    return np.rot90(page, int(rng.choice([1, 3]))), False


def _photograph(ink: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Put the ink on paper, and photograph that in fair light."""
    rows, columns = np.nonzero(ink > 60)
    room = int(rng.uniform(12, 50))
    ink = np.pad(ink, room)[
        rows.min() : rows.max() + 2 * room, columns.min() : columns.max() + 2 * room
    ]
    cover = ink.astype(np.float32)[..., None] / 255
    ground, colour = scenes.colours(bool(rng.random() < 0.15), rng)
    sheet = scenes.paper(ink.shape, ground, rng.uniform(0, 0.02), rng)
    sheet += cover * (colour - sheet)
    scenes.light(sheet, 0.3, "stress", rng)
    return scenes.develop(scenes.photograph(sheet, 2.0, 0.3, "stress", rng), 0.3, rng)
