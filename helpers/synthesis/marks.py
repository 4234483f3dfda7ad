"""Strokes that are no digits: what people write and scratch between, around and through them.

A mark is drawn into a coverage, float32 of shape (h, w), 0…1, in place. Places are in pixels.
"""

from __future__ import annotations

import cv2
import numpy as np

from helpers.synthesis.pens import cut_corners, draw_line, on_circle

Box = tuple[float, float, float, float]


def stroke(cover: np.ndarray, points: np.ndarray, width: float) -> None:
    """Draw a line through points (n, 2) with a round pen `width` pixels wide."""
    low = np.maximum(np.floor(points.min(axis=0) - width - 2).astype(int), 0)
    high = np.maximum(np.ceil(points.max(axis=0) + width + 3).astype(int), low)
    part = cover[low[1] : high[1], low[0] : high[0]]
    if not part.size:
        return
    mask = np.zeros(part.shape, np.uint8)
    draw_line(mask, points - low, max(1, round(width)))
    # Thinner than a pixel, a line is paler.
    np.maximum(part, mask * np.float32(min(1.0, max(width, 0.25)) / 255), out=part)


def wobbly(
    points: np.ndarray, amount: float, rng: np.random.Generator, steps: int = 12
) -> np.ndarray:
    """Return a line through points (n, 2) as a hand draws it: bent by about `amount` pixels."""
    place = np.linspace(0, len(points) - 1, steps)
    line = np.stack([np.interp(place, np.arange(len(points)), axis) for axis in points.T], axis=1)
    bends = rng.normal(0, amount, (4, 2))
    knots = np.linspace(0, steps - 1, 4)
    return line + np.stack([np.interp(np.arange(steps), knots, b) for b in bends.T], axis=1)


def ring(
    cover: np.ndarray, box: Box, width: float, rng: np.random.Generator, room: float = 0.35
) -> None:
    """Draw a closed or nearly closed ring around a box, by hand or by compass."""
    x0, y0, x1, y1 = box
    middle = np.array([(x0 + x1) / 2, (y0 + y1) / 2])
    radii = np.array([x1 - x0, y1 - y0]) / 2
    by_compass = rng.random() < 0.4
    radii = (np.full(2, np.hypot(*radii)) if by_compass else radii * 1.25) + room * radii.max()
    start = rng.uniform(0, 2 * np.pi)
    angle = start + np.linspace(0, 2 * np.pi * (1 if by_compass else rng.uniform(0.93, 1.12)), 40)
    points = middle + radii * on_circle(angle)
    if not by_compass:
        points += np.cumsum(rng.normal(0, 0.012, (40, 2)), axis=0) * radii.max()
    stroke(cover, points, width)


def strike(cover: np.ndarray, box: Box, width: float, rng: np.random.Generator) -> None:
    """Cross a box out: one line, two, a cross, a zigzag."""
    x0, y0, x1, y1 = box
    h = y1 - y0
    kind = rng.integers(4)
    size = max(x1 - x0, h)
    if kind == 0:
        y = rng.uniform(y0 + 0.35 * h, y0 + 0.65 * h)
        lines = [[(x0 - 0.3 * size, y), (x1 + 0.3 * size, y + rng.normal(0, 0.1) * size)]]
    elif kind == 1:
        lines = [[(x0 - 0.2 * size, y1 + 0.1 * h), (x1 + 0.2 * size, y0 - 0.1 * h)]]
    elif kind == 2:
        left, right = x0 - 0.15 * size, x1 + 0.15 * size
        lines = [[(left, y0), (right, y1)], [(left, y1), (right, y0)]]
    else:
        xs = np.linspace(x0 - 0.1 * size, x1 + 0.1 * size, int(rng.integers(5, 11)))
        lines = [[(x, y0 if number % 2 else y1) for number, x in enumerate(xs)]]
    for line in lines:
        stroke(cover, wobbly(np.array(line, float), 0.03 * size, rng, 24), width)


def rule_off(cover: np.ndarray, box: Box, width: float, rng: np.random.Generator) -> None:
    """Draw one or two lines under a box, or one above it."""
    x0, y0, x1, y1 = box
    h = y1 - y0
    y = y1 + rng.uniform(0.06, 0.4) * h if rng.random() < 0.8 else y0 - rng.uniform(0.1, 0.4) * h
    reach = rng.uniform(-0.1, 0.3) * h
    for line in range(1 if rng.random() < 0.75 else 2):
        ends = np.array([(x0 - reach, y), (x1 + reach, y + rng.normal(0, 0.04) * (x1 - x0))])
        stroke(cover, wobbly(ends + np.array([0, line * 0.15 * h]), 0.02 * h, rng), width)


def sign(
    cover: np.ndarray, box: Box, width: float, rng: np.random.Generator, alone: bool = False
) -> None:
    """Write a sign into a box: slash, dash, dot, comma, plus, equals, bracket, tick, arrow, …

    A bar and a slash are signs beside digits; `alone` on a page everybody reads them as a 1.
    """
    x0, y0, x1, y1 = box
    w, h = x1 - x0, y1 - y0
    # What is nearest to a 1 is met as often as everything else together.
    names = _LIKE_1 if rng.random() < 0.5 else _SIGNS
    if alone:
        names = tuple(name for name in names if name not in _STICKS)
    name = names[int(rng.integers(len(names)))]
    for line in _LINES[name]:
        points = np.array(line, float) * (w, h) + (x0, y0)
        if len(points) == 1:
            centre = (points[0] * 16).astype(int).tolist()
            radius = max(8, round(width * rng.uniform(8, 14)))
            cv2.circle(cover, centre, radius, 1.0, -1, cv2.LINE_8, 4)
        else:
            stroke(cover, wobbly(points, 0.03 * h, rng), width)


def scribble(cover: np.ndarray, box: Box, width: float, rng: np.random.Generator) -> None:
    """Scribble in a box: a bent line that crosses itself often."""
    corners = rng.uniform(box[:2], box[2:], (int(rng.integers(6, 16)), 2))
    for _ in range(int(rng.integers(0, 3))):
        corners = cut_corners(corners)
    stroke(cover, corners, width)


_ARC = 0.5 + 0.5 * on_circle(np.linspace(0, 2 * np.pi, 16))
#: Each sign as lines in a box of side 1; a single point is a dot.
_LINES: dict[str, list[list[tuple[float, float]]]] = {
    "slash": [[(0.75, -0.1), (0.25, 1.1)]],
    "steep slash": [[(0.6, -0.15), (0.4, 1.15)]],
    "backslash": [[(0.25, 0), (0.75, 1)]],
    "dash": [[(0.1, 0.5), (0.9, 0.5)]],
    "dot": [[(0.5, 0.97)]],
    "comma": [[(0.5, 0.9), (0.5, 1.0), (0.38, 1.2)]],
    "colon": [[(0.5, 0.35)], [(0.5, 0.85)]],
    "plus": [[(0.1, 0.5), (0.9, 0.5)], [(0.5, 0.15), (0.5, 0.85)]],
    "equals": [[(0.1, 0.38), (0.9, 0.38)], [(0.1, 0.62), (0.9, 0.62)]],
    "times": [[(0.2, 0.25), (0.8, 0.8)], [(0.8, 0.25), (0.2, 0.8)]],
    "divide": [[(0.1, 0.5), (0.9, 0.5)], [(0.5, 0.2)], [(0.5, 0.8)]],
    "fraction": [[(-0.3, 0.5), (1.3, 0.5)]],
    "round bracket": [[(0.7, -0.1), (0.4, 0.2), (0.35, 0.5), (0.4, 0.8), (0.7, 1.1)]],
    "closing bracket": [[(0.3, -0.1), (0.6, 0.2), (0.65, 0.5), (0.6, 0.8), (0.3, 1.1)]],
    "closing square bracket": [[(0.3, -0.1), (0.6, -0.1), (0.6, 1.1), (0.3, 1.1)]],
    "square bracket": [[(0.7, -0.1), (0.4, -0.1), (0.4, 1.1), (0.7, 1.1)]],
    "tick": [[(0.1, 0.6), (0.35, 0.95), (0.95, 0.05)]],
    "arrow": [[(0, 0.5), (1, 0.5)], [(0.7, 0.25), (1, 0.5), (0.7, 0.75)]],
    "percent": [
        [(0.85, 0), (0.15, 1)],
        [(0.3 * x + 0.02, 0.35 * y + 0.05) for x, y in _ARC],
        [(0.3 * x + 0.68, 0.35 * y + 0.6) for x, y in _ARC],
    ],
    "hash": [
        [(0.1, 0.35), (0.95, 0.35)], [(0.05, 0.65), (0.9, 0.65)],
        [(0.4, 0.05), (0.3, 0.95)], [(0.7, 0.05), (0.6, 0.95)],
    ],
    "euro": [
        [(0.9, 0.15), (0.6, 0), (0.3, 0.25), (0.25, 0.5), (0.3, 0.75), (0.6, 1), (0.9, 0.85)],
        [(0.05, 0.4), (0.7, 0.4)], [(0.05, 0.58), (0.65, 0.58)],
    ],
    "dollar": [
        [(0.85, 0.2), (0.5, 0.08), (0.2, 0.25), (0.5, 0.48), (0.82, 0.7), (0.5, 0.92), (0.15, 0.8)],
        [(0.5, -0.08), (0.5, 1.08)],
    ],
    "degree": [[(0.3 * x + 0.3, 0.3 * y) for x, y in _ARC]],
    "bar": [[(0.5, -0.25), (0.5, 1.25)]],
    "quote": [[(0.4, 0), (0.38, 0.25)], [(0.6, 0), (0.58, 0.25)]],
    "question": [[(0.2, 0.25), (0.5, 0), (0.8, 0.25), (0.5, 0.55), (0.5, 0.72)], [(0.5, 0.95)]],
    "exclamation": [[(0.5, 0), (0.5, 0.7)], [(0.5, 0.97)]],
    "tilde": [[(0.05, 0.55), (0.3, 0.4), (0.6, 0.6), (0.95, 0.45)]],
    "root": [[(-0.1, 0.6), (0.1, 0.55), (0.3, 1.05), (0.55, -0.1), (1.3, -0.1)]],
    "caret": [[(0.1, 0.5), (0.5, 0.05), (0.9, 0.5)]],
    "less": [[(0.9, 0.15), (0.15, 0.5), (0.9, 0.85)]],
    "asterisk": [
        [(0.5, 0.2), (0.5, 0.8)], [(0.25, 0.35), (0.75, 0.65)], [(0.75, 0.35), (0.25, 0.65)]
    ],
}  # fmt: skip
_SIGNS = tuple(_LINES)
_STICKS = ("slash", "steep slash", "backslash", "bar")
_LIKE_1 = (
    "slash", "slash", "steep slash", "backslash", "bar", "round bracket", "closing bracket",
    "square bracket", "closing square bracket", "exclamation",
)  # fmt: skip
