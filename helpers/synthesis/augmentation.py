"""Batches of digits changed as pens and cameras change them, for training.

A batch is a float32 array of shape (n, 28, 28) with pixels 0…1, ink bright on black 0. Each
function returns a new batch and draws all it needs from the generator it is given. Whole batches
go through OpenCV at once, laid out as one tall picture: many times faster than a loop.
"""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np

SIZE = 28


def warp(
    images: np.ndarray,
    rng: np.random.Generator,
    *,
    rotation: float = 10.0,
    shear: float = 0.15,
    scale: float = 0.12,
    shift: float = 2.0,
    elastic: float = 0.0,
) -> np.ndarray:
    """Rotate, shear, scale, shift and bend each digit by its own random amounts.

    The bending (elastic deformation: Simard, Steinkraus, Platt 2003) adds a smooth random
    displacement, here a sum of slow cosine waves.

    Args:
        images: float32 (n, 28, 28), 0…1, as is what comes back.
        rng: source of the random amounts.
        rotation: largest angle in degrees, either way.
        shear: largest horizontal shift per row, in pixels per pixel.
        scale: largest relative change of width and of height.
        shift: largest shift in pixels, along each axis.
        elastic: typical size of the bending in pixels.

    >>> warp(np.zeros((5, 28, 28), np.float32), np.random.default_rng(0)).shape
    (5, 28, 28)
    """
    count = len(images)
    angle = np.deg2rad(rng.uniform(-rotation, rotation, count))
    slant = rng.uniform(-shear, shear, count)
    # The two axes share most of their scale: a digit grows rather than widens.
    grow = rng.uniform(-scale, scale, count) * 0.7 + rng.uniform(-scale, scale, (2, count)) * 0.3
    cosine, sine = np.cos(angle), np.sin(angle)
    # The matrix that leads from a pixel of the result, seen from the middle, to its source.
    columns = _plane(cosine * np.exp(-grow[0]), (sine + slant * cosine) * np.exp(-grow[0]))
    rows = _plane(-sine * np.exp(-grow[1]), (cosine - slant * sine) * np.exp(-grow[1]))
    shifts = rng.uniform(-shift, shift, (2, count, 1, 1)).astype(np.float32)
    places = np.stack([columns, rows]) + ((SIZE - 1) / 2 + shifts)
    if elastic:
        fields = _smooth_fields()
        for axis in places:
            size = rng.normal(0, elastic, (count, 1, 1)).astype(np.float32)
            axis += size * fields[rng.integers(len(fields), size=count)]
    return _sample(images, *places)


def _plane(column_slope: np.ndarray, row_slope: np.ndarray) -> np.ndarray:
    """Return (n, 28, 28): planes through zero in the middle with the given slopes."""
    axis = np.arange(SIZE, dtype=np.float32) - (SIZE - 1) / 2
    along_columns = column_slope.astype(np.float32)[:, None, None] * axis
    return along_columns + row_slope.astype(np.float32)[:, None, None] * axis[:, None]


@cache
def _smooth_fields() -> np.ndarray:
    """Return (1000, 28, 28): random fields, blurred, with a typical size of one.

    A fixed store of fields is drawn from in pairs: making new ones costs more than the training.
    """
    noise = np.random.default_rng(0).standard_normal((1000, SIZE, SIZE), np.float32)
    fields = np.stack([cv2.GaussianBlur(field, (0, 0), 5) for field in noise])
    # The mean shift and the slopes are the affine part's business.
    fields -= fields.mean(axis=(1, 2), keepdims=True)
    return fields / fields.std()


def _sample(images: np.ndarray, columns: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Look the pixels up at fractional places, (n, 28, 28) each; outside a picture it is black."""
    result = np.empty(images.shape, np.float32)
    # OpenCV's remap addresses at most 32,767 rows.
    for start in range(0, len(images), 1000):
        part = slice(start, start + 1000)
        tall = np.pad(images[part], ((0, 0), (1, 1), (0, 0))).astype(np.float32, copy=False)
        first = np.arange(len(tall), dtype=np.float32)[:, None, None] * (SIZE + 2) + 1
        below = np.clip(rows[part], -1, SIZE) + first
        picture, x, y = (each.reshape(-1, SIZE) for each in (tall, columns[part], below))
        result[part] = cv2.remap(picture, x, y, cv2.INTER_LINEAR).reshape(-1, SIZE, SIZE)
    return result


def change_thickness(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Make each digit's strokes thinner or thicker by a random amount.

    It is at most 0.6 of the way to an erosion, or the whole way to a dilation, by one pixel.
    """
    tall = images.reshape(-1, SIZE)
    cross = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
    amount = rng.uniform(-0.6, 1.0, (len(images), 1, 1)).astype(np.float32)
    thick, thin = (way(tall, cross).reshape(images.shape) for way in (cv2.dilate, cv2.erode))
    other = np.where(amount > 0, thick, thin)
    return images + np.abs(amount) * (other - images)


def add_european_strokes(
    images: np.ndarray, labels: np.ndarray, rng: np.random.Generator, *, share: float = 1.0
) -> np.ndarray:
    """Give 1s a flag and some a foot, 7s a bar, as most of Europe writes them, and close 4s.

    So it does with a share, 0…1, of those whose label (n,) is 1, 4 or 7.
    """
    result = np.array(images, np.float32)
    for index in np.flatnonzero(np.isin(labels, (1, 4, 7)) & (rng.random(len(labels)) < share)):
        solid = result[index] > 0.4
        if solid.sum() >= 10:
            width = float(np.clip(solid.sum() / (np.ptp(np.nonzero(solid)[0]) + 1), 1, 4))
            _HABITS[int(labels[index])](result[index], solid, width, rng)
    return result


def _flag(image: np.ndarray, solid: np.ndarray, width: float, rng: np.random.Generator) -> None:
    """Give a 1 a flag, in place, and maybe a foot."""
    rows, columns = np.nonzero(solid)
    top, bottom = rows.min(), rows.max()
    start = np.array([columns[rows <= top + 1].mean(), top + 0.5])
    length, angle = rng.uniform(4, 11), np.deg2rad(rng.uniform(35, 65))
    flag = length * np.array([-np.cos(angle), np.sin(angle)])
    _stroke(image, start, start + flag, min(width, 3))
    if rng.random() < 0.35:
        middle = np.array([columns[rows >= bottom - 1].mean(), bottom - 0.5])
        half = np.array([rng.uniform(3, 7), rng.uniform(-0.7, 0.7)])
        _stroke(image, middle - half, middle + half, min(width, 3))


def _bar(image: np.ndarray, solid: np.ndarray, width: float, rng: np.random.Generator) -> None:
    """Draw a bar through a 7, in place."""
    rows, columns = np.nonzero(solid)
    row = rows.min() + rng.uniform(0.45, 0.65) * np.ptp(rows)
    # The nearest row with ink: a digit in pieces may have none at the height of the bar.
    middle = np.array([columns[rows == rows[np.abs(rows - row).argmin()]].mean(), row])
    half = np.array([rng.uniform(3, 6), rng.uniform(-1.5, 0.7)])
    _stroke(image, middle - half, middle + half, min(width, 2.5))


def _close_top(image: np.ndarray, solid: np.ndarray, width: float, _: object) -> None:
    """Join the arms of an open 4 from tip to tip, in place, where that leaves it a 4."""
    rows = np.flatnonzero(solid.any(axis=1))
    for row in range(rows[0], rows[0] + np.ptp(rows) // 2):
        upper = solid[: row + 1].astype(np.uint8)
        count, parts = cv2.connectedComponents(upper, connectivity=8)
        if count == 3:
            tips = [np.argwhere(parts == part)[0] for part in (1, 2)]
            ends = [np.array([column, line + 0.5]) for line, column in tips]
            across, down = abs(ends[0] - ends[1])
            # A level roof would make a 9 of it: a closed 4 has a steep one.
            if down >= 0.6 * across:
                _stroke(image, ends[0], ends[1], min(width, 2.5))
            return


_HABITS = {1: _flag, 4: _close_top, 7: _bar}


def _stroke(image: np.ndarray, start: np.ndarray, end: np.ndarray, width: float) -> None:
    """Draw a line with a soft edge into a picture, in place; places are (column, row)."""
    scale = 4
    sheet = np.zeros((SIZE * scale, SIZE * scale), np.uint8)
    ends = np.rint((np.stack([start, end]) + 0.5) * scale).astype(np.int32)
    cv2.polylines(sheet, [ends], False, 255, max(1, round(width * scale * 0.8)), cv2.LINE_AA)
    small = cv2.resize(sheet, (SIZE, SIZE), interpolation=cv2.INTER_AREA)
    np.maximum(image, small * np.float32(1 / 255), out=image)
