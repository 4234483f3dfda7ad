"""Pens: an MNIST digit written again, with another pen, at any resolution.

A digit becomes a field over its 28×28 pixels: the signed distance to the edge of the stroke, in
MNIST's pixels, positive inside. A field can be enlarged, turned and seen in perspective, and only
then be cut at 0, so that a digit 2,000 pixels high has an edge as smooth as one of 20.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import ArrayLike

#: Samples of the field for each of MNIST's pixels.
DENSITY = 3
#: The field's value where there is no ink near.
NO_INK = -8.0


def draw_line(sheet: np.ndarray, points: ArrayLike, width: int = 1) -> None:
    """Draw a smooth line of 255 through points (n, 2) between pixels, on uint8 (h, w), in place."""
    # OpenCV smooths lines only on 8-bit pictures; the last four bits of a place are a fraction.
    places = np.rint(np.multiply(points, 16)).astype(np.int32)
    cv2.polylines(sheet, [places], False, 255, width, cv2.LINE_AA, 4)


def cut_corners(line: np.ndarray) -> np.ndarray:
    """Return a line through points (n, 2), each of its corners cut off (G. Chaikin 1974)."""
    first, last = line[:-1], line[1:]
    cut = np.stack([0.75 * first + 0.25 * last, 0.25 * first + 0.75 * last], axis=1)
    return cut.reshape(-1, 2)


def on_circle(angles: np.ndarray) -> np.ndarray:
    """Return the points (n, 2) of the unit circle at angles (n,)."""
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def write(digit: np.ndarray, rng: np.random.Generator, severity: float) -> np.ndarray:
    """Write `digit` with a pen of a random kind.

    Half of the pens have a round point that follows the middle of the stroke; the others press
    more or less than the writer did. From severity 1 on the width wavers, and some leave gaps,
    narrow enough for a reader to see across.

    Args:
        digit: uint8 array of shape (28, 28), ink bright on 0.
        rng: makes every choice.
        severity: 0 … 4; how far the pen departs from the one in MNIST.

    Returns:
        float32 array of shape (28 · DENSITY, 28 · DENSITY): the field, in MNIST's pixels.
    """
    middle = solid = solid_of(digit)
    if not solid.any():
        return np.full(solid.shape, NO_INK, np.float32)
    reach = severity / 4
    if rng.random() < 0.5:
        middle = thin(solid)
        # Half the width: MNIST's is about 1.5 pixels; 0.35 is a sharp pencil, 3 a marker.
        half_width = 1.5 * np.exp(rng.uniform(-1.2, 0.7) * (0.35 + 0.65 * min(1.0, 2 * reach)))
        field = half_width - distance(1 - middle)
    else:
        field = edge_distance(solid) + rng.uniform(-0.2, 0.6) * (0.5 + reach)
    field = _keep_open(cv2.GaussianBlur(field, (0, 0), 0.35 * DENSITY), solid)
    if severity >= 1:
        field += 0.12 * reach * slow_noise(solid.shape, 8, rng)
        if rng.random() < 0.25 * reach and middle.any():
            _leave_gaps(field, middle, rng)
    return field


def solid_of(digit: np.ndarray) -> np.ndarray:
    """Return a digit, uint8 (28, 28), in 0 and 1 at `DENSITY` samples a pixel, its loops open."""
    side = digit.shape[0] * DENSITY
    smooth = cv2.resize(digit, (side, side), interpolation=cv2.INTER_CUBIC).astype(np.float32)
    return _most_open(cv2.GaussianBlur(smooth, (0, 0), 0.3 * DENSITY))


def thin(solid: np.ndarray) -> np.ndarray:
    """Thin a shape, uint8 (h, w) in 0 and 1, to lines one pixel wide that run along its middle.

    Source: T. Y. Zhang, C. Y. Suen, *A fast parallel algorithm for thinning digital patterns*,
    Communications of the ACM 27 (1984).

    >>> bar = np.zeros((9, 20), np.uint8)
    >>> bar[2:7, 2:18] = 1
    >>> int(thin(bar).sum(axis=0).max())
    1
    """
    image = np.pad(solid, 1).astype(np.uint8)
    removed = True
    while removed:
        removed = False
        for step in (0, 1):
            n = _neighbours(image)
            count = sum(n)
            turns = sum((a == 0) & (b == 1) for a, b in zip(n, [*n[1:], n[0]], strict=True))
            up, right, down, left = n[0], n[2], n[4], n[6]
            if step == 0:
                free = (up & right & down == 0) & (right & down & left == 0)
            else:
                free = (up & right & left == 0) & (up & down & left == 0)
            gone = (image[1:-1, 1:-1] == 1) & (count >= 2) & (count <= 6) & (turns == 1) & free
            if gone.any():
                image[1:-1, 1:-1][gone] = 0
                removed = True
    return image[1:-1, 1:-1]


def slow_noise(shape: tuple[int, ...], cells: int, rng: np.random.Generator) -> np.ndarray:
    """Return smooth noise, standard deviation about 1, with `cells` hills along the longer side."""
    longer = max(shape)
    grid = [max(2, round(cells * side / longer)) for side in shape]
    coarse = rng.standard_normal(grid, dtype=np.float32)
    return cv2.resize(coarse, shape[::-1], interpolation=cv2.INTER_CUBIC)


def _keep_open(field: np.ndarray, solid: np.ndarray) -> np.ndarray:
    """Return the field of the thickest pen up to this one that leaves the digit's loops open.

    Who writes with a thick pen writes so that loops stay open, and nobody writes so thinly that
    the digit falls to pieces: where no width does, the digit's own is taken.
    """
    loops, parts = count_loops(solid), count_parts(solid)
    # Where a whole picture is ink, distances have no end.
    for less in np.arange(0, np.clip(field.max() - 0.5, 0.2, 5), 0.2):
        inside = (field > 0.2 + less).astype(np.uint8)
        if count_parts(inside) > parts:
            break
        if count_loops(inside) >= loops:
            return field - np.float32(less)
    return edge_distance(solid)


def _neighbours(image: np.ndarray) -> list[np.ndarray]:
    """Return the eight neighbours of each inner pixel, clockwise from the one above."""
    h, w = image.shape
    steps = [(0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0), (0, 0)]
    return [image[y : y + h - 2, x : x + w - 2] for y, x in steps]


def distance(zero_at: np.ndarray, density: int = DENSITY) -> np.ndarray:
    """Return each sample's distance to the nearest 0, in MNIST's pixels of `density` samples."""
    return cv2.distanceTransform(zero_at, cv2.DIST_L2, 5) / density


def edge_distance(solid: np.ndarray, density: int = DENSITY) -> np.ndarray:
    """Return each sample's distance to the edge of a shape in 0 and 1, positive inside."""
    return distance(solid, density) - distance(1 - solid, density)


def _most_open(smooth: np.ndarray) -> np.ndarray:
    """Cut a digit out so that loops which are nearly filled are open, but nothing is torn."""
    chosen = (smooth > 110).astype(np.uint8)
    faint = (smooth > 60).astype(np.uint8)
    # A hairline of MNIST's is grey where it runs between two pixels.
    if count_parts(faint) < count_parts(chosen) and count_loops(faint) >= count_loops(chosen):
        chosen = faint
    parts, loops = count_parts(chosen), count_loops(chosen)
    for level in (150, 190):
        solid = (smooth > level).astype(np.uint8)
        if count_parts(solid) == parts and count_loops(solid) > loops:
            chosen, loops = solid, count_loops(solid)
    return chosen


def count_parts(solid: np.ndarray) -> int:
    """Return of how many pieces a shape is."""
    return cv2.connectedComponents(solid, connectivity=8)[0] - 1


def count_loops(solid: np.ndarray) -> int:
    """Return how many holes a shape has that a reader would see."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(1 - np.pad(solid, 1), connectivity=4)
    return int((stats[1:, cv2.CC_STAT_AREA] >= DENSITY * DENSITY / 2).sum())


def _leave_gaps(field: np.ndarray, middle: np.ndarray, rng: np.random.Generator) -> None:
    places = np.argwhere(middle)[:, ::-1]
    for place in places[rng.integers(0, len(places), rng.integers(1, 4))].tolist():
        cv2.circle(field, place, int(rng.uniform(0.5, 1.2) * DENSITY), -0.5, -1)
