"""Digits on a map: each is written where two numbers put it."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import to_rgb

from helpers.figures.digits import digit_colour
from helpers.figures.drawing.canvas import Canvas
from helpers.figures.drawing.colours import is_dark
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLACK

_SIZE, _EDGE = np.array([760, 520]), 30
#: The size of the labels at the middles.
_LARGE = 24


def show_places(places: np.ndarray, labels: np.ndarray) -> Picture:
    """Write each image's label where its two numbers put it; large at the digit's middle.

    The numbers, (n, 2), lead to the right and upwards. Large labels that would hide each other are
    moved apart. The words name the digits whose middles are nearest and furthest apart, in units of
    the numbers, which no mirroring of the map changes.

    >>> show_places(np.array([[0, 0], [0, 1], [3, 4]]), np.array([4, 9, 0]))
    3 digits on a map. Middles nearest to each other: 4 and 9 (1.0 apart); furthest: 0 and 4 (5.0).
    """
    places, labels = np.asarray(places, float), np.asarray(labels)
    canvas = Canvas(*_SIZE.tolist())
    low, high = places.min(axis=0), places.max(axis=0)
    # One scale for both numbers, so that a distance on the map is a distance between them.
    scale = min((_SIZE - 2 * _EDGE) / np.maximum(high - low, 1e-9))

    def on_map(where: np.ndarray) -> np.ndarray:
        return _SIZE / 2 + (where - (low + high) / 2) * scale * (1, -1)

    def put(spots: np.ndarray, kinds: np.ndarray, size: float) -> None:
        for (x, y), digit in zip(spots, kinds, strict=True):
            colour = digit_colour(digit)
            canvas.disc(x, y, size * 0.65, colour, "white")
            ink = "white" if is_dark(np.array(to_rgb(colour)) * 255) else BLACK
            canvas.text(x, y, str(digit), size, ink, "mm", bold=True)

    put(on_map(places), labels, 10)
    digits = np.unique(labels)
    middles = np.array([places[labels == digit].mean(axis=0) for digit in digits])
    put(_apart(on_map(middles), 1.35 * _LARGE), digits, _LARGE)
    canvas.text(_SIZE[0] / 2, _SIZE[1] - 6, "first number →", 12, anchor="mb")
    canvas.text(8, 8, "↑ second number", 12)
    pairs = sorted(
        (float(np.linalg.norm(middles[one] - middles[other])), digits[one], digits[other])
        for other in range(len(digits))
        for one in range(other)
    )
    words = f"{len(places):,} digits on a map."
    if pairs:
        (near, one, other), (far, first, second) = pairs[0], pairs[-1]
        words += (
            f" Middles nearest to each other: {one} and {other} ({near:.1f} apart); "
            f"furthest: {first} and {second} ({far:.1f})."
        )
    return canvas.picture(words)


def _apart(spots: np.ndarray, least: float) -> np.ndarray:
    """Return spots, shape (n, 2), moved until any two are so far apart; those in one place stay.

    >>> _apart(np.array([[0.0, 0], [0, 2]]), 4).tolist()
    [[0.0, -1.0], [0.0, 3.0]]
    """
    spots = spots.copy()
    for _ in range(100):
        for one, other in np.argwhere(np.tri(len(spots), k=-1)):
            way = spots[one] - spots[other]
            far = float(np.linalg.norm(way))
            if 0 < far < least:
                step = way * (least / far - 1) / 2
                spots[one] += step
                spots[other] -= step
    return spots
