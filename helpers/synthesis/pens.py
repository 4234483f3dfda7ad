"""Pens: an MNIST digit written again, with another pen, at any resolution.

A digit becomes a field over its 28×28 pixels: the signed distance to the edge of the stroke, in
MNIST's pixels, positive inside. A field can be enlarged, turned and seen in perspective, and only
then be cut at 0, so that a digit 2,000 pixels high has an edge as smooth as one of 20.
"""

from __future__ import annotations

import cv2
import numpy as np

#: Samples of the field for each of MNIST's pixels.
DENSITY = 3
#: The field's value where there is no ink near.
NO_INK = -8.0


def write(digit: np.ndarray, rng: np.random.Generator, severity: float) -> np.ndarray:
    """Write `digit` with a pen of a random kind.

    Half of the pens have a round point that follows the middle of the stroke, from a thin pencil
    to a thick marker; the others press more or less than the writer did. From severity 1 on the
    width wavers, and some ball-pens leave gaps, narrow enough for a reader to see across.

    Args:
        digit: uint8 array of shape (28, 28), ink bright on 0.
        rng: makes every choice.
        severity: 0 … 4; how far the pen departs from the one in MNIST.

    Returns:
        float32 array of shape (28 · DENSITY, 28 · DENSITY): the field, in MNIST's pixels.

    >>> ink = np.zeros((28, 28), np.uint8)
    >>> ink[4:24, 12:16] = 255
    >>> write(ink, np.random.default_rng(0), severity=0).shape
    (84, 84)
    """
    solid = solid_of(digit)
    side = len(solid)
    if not solid.any():
        return np.full((side, side), NO_INK, np.float32)
    reach = severity / 4
    if rng.random() < 0.5:
        middle = thin(solid)
        # Half the width: MNIST's is about 1.5 pixels; 0.35 is a sharp pencil, 3 a marker.
        half_width = 1.5 * np.exp(rng.uniform(-1.2, 0.7) * (0.35 + 0.65 * min(1.0, 2 * reach)))
        field = half_width - distance(1 - middle)
    else:
        field = distance(solid) - distance(1 - solid)
        field += rng.uniform(-0.2, 0.6) * (0.5 + reach)
        middle = solid
    field = cv2.GaussianBlur(field, (0, 0), 0.35 * DENSITY)
    field = _keep_open(field, solid)
    if severity >= 1:
        field += 0.12 * reach * slow_noise((side, side), 8, rng)
        if rng.random() < 0.25 * reach:
            _leave_gaps(field, middle, rng)
    return field


def solid_of(digit: np.ndarray) -> np.ndarray:
    """Return a digit in 0 and 1 at `DENSITY` samples a pixel, with its loops open.

    Args:
        digit: uint8 array of shape (28, 28), ink bright on 0.

    Returns:
        uint8 array of shape (28 · DENSITY, 28 · DENSITY).
    """
    side = digit.shape[0] * DENSITY
    smooth = cv2.resize(digit, (side, side), interpolation=cv2.INTER_CUBIC).astype(np.float32)
    return _most_open(cv2.GaussianBlur(smooth, (0, 0), 0.3 * DENSITY))


def thin(solid: np.ndarray) -> np.ndarray:
    """Thin a shape to lines one pixel wide that run along its middle.

    Args:
        solid: uint8 array of shape (h, w) with values 0 and 1.

    Returns:
        uint8 array of the same shape with values 0 and 1.

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


def slow_noise(shape: tuple[int, int], cells: int, rng: np.random.Generator) -> np.ndarray:
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
    return distance(solid) - distance(1 - solid)


def _neighbours(image: np.ndarray) -> list[np.ndarray]:
    """Return the eight neighbours of each inner pixel, clockwise from the one above."""
    h, w = image.shape
    steps = [(0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0), (0, 0)]
    return [image[y : y + h - 2, x : x + w - 2] for y, x in steps]


def distance(zero_at: np.ndarray, density: int = DENSITY) -> np.ndarray:
    """Return each sample's distance to the nearest 0, in MNIST's pixels of `density` samples."""
    return cv2.distanceTransform(zero_at, cv2.DIST_L2, 5) / density


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
    rows, columns = np.nonzero(middle)
    if not len(rows):
        return
    for index in rng.integers(0, len(rows), rng.integers(1, 4)):
        radius = int(rng.uniform(0.5, 1.2) * DENSITY)
        cv2.circle(field, (int(columns[index]), int(rows[index])), radius, -0.5, -1)
