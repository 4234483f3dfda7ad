"""What the finder is shown of a picture, in which sizes, and how its maps are to be understood.

Light and contrast are taken out, the sides are multiples of 32, large pictures are shrunk.
Its thresholds are measured by `python -m tests.benchmarks.reading --only thresholds`.
"""

from __future__ import annotations

import cv2
import numpy as np

#: Channels of a view: red, green and blue about their mean, and the grey about that nearby.
CHANNELS = 4
#: Pixels of the view for each cell of the two maps that come out.
COARSE, FINE = 4, 2
#: Channels of the coarse map: is here a digit's centre, its width and height, which digit it is.
CENTRE, SIZE, KIND = slice(0, 1), slice(1, 3), slice(3, 13)
#: Channels of the fine map: ink of digits in 2×2 parts of the cell, other ink, way to the centre.
INK, MARK, WAY = slice(0, 4), slice(4, 5), slice(5, 7)
#: Sizes are learned as logarithms of multiples of this, ways as multiples, in pixels.
UNIT = 32.0
#: The finder halves its maps five times.
STRIDE = 32
#: The side of the window through which a digit is seen closely, in pixels.
WINDOW = 96
#: The chance of a centre that earns a second look.
WORTH_A_LOOK = 0.25
#: Ink is a digit's own that believes its centre so near to the digit's: a share of its longer side.
OWN = 0.45
#: A digit's strongest ink is full ink, from here on.
LEAST_INK = 0.15
#: What is nearby: a square around a pixel, in pixels of the view.
_NEARBY = 33, 33
#: Contrast below this many grey levels is not made larger: it is the paper's grain.
_LEAST_CONTRAST = 6.0


def view(picture: np.ndarray) -> np.ndarray:
    """Return a picture as the finder is shown it, whatever its light, contrast and polarity.

    Of uint8 (h, w, 3), 0…255, it is float32 (h, w, CHANNELS): red, green and blue less the mean
    grey, in standard deviations of the grey; the grey less its mean nearby, in those nearby.

    >>> view(np.full((40, 30, 3), 200, np.uint8)).max()
    np.float32(0.0)
    """
    # Plane by plane, and so in memory: NumPy is slow along a last axis of three or four.
    colours = np.array(cv2.split(picture), np.float32)
    grey = (colours[0] + colours[1] + colours[2]) / 3
    about = grey - cv2.blur(grey, _NEARBY, borderType=cv2.BORDER_REFLECT)
    variance = cv2.blur(about * about, _NEARBY, borderType=cv2.BORDER_REFLECT)
    near = about / np.sqrt(variance + np.float32(_LEAST_CONTRAST**2))
    colours = (colours - grey.mean()) / max(grey.std(), np.float32(_LEAST_CONTRAST))
    return np.concatenate([colours, near[None]]).transpose(1, 2, 0)


def placed(shown: np.ndarray, top: int, left: int, height: int, width: int) -> np.ndarray:
    """Return a view at a place in nothing (0), float32 (height, width, CHANNELS)."""
    # Each channel in one piece, as the finder takes them.
    result = np.zeros((CHANNELS, height, width), np.float32).transpose(1, 2, 0)
    result[top : top + shown.shape[0], left : left + shown.shape[1]] = shown
    return result


def padded(shown: np.ndarray, margin: int = 0) -> np.ndarray:
    """Return a view with a margin, at least, of nothing (0), its sides multiples of `STRIDE`."""
    height, width = (-(-(side + 2 * margin) // STRIDE) * STRIDE for side in shown.shape[:2])
    return placed(shown, margin, margin, height, width)


def pyramid(picture: np.ndarray) -> list[np.ndarray]:
    """Return a picture, uint8 (h, w, 3), and it halved again and again down to a window's size.

    Large pictures are shrunk often; from the next larger one that costs little.
    """
    levels = [picture]
    while min(levels[-1].shape[:2]) >= 2 * WINDOW:
        levels.append(_resized(levels[-1], np.array(levels[-1].shape[1::-1]) // 2))
    return levels


def _resized(picture: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Return a picture in another size (width, height): averaged where that is smaller."""
    how = cv2.INTER_AREA if size[0] < picture.shape[1] else cv2.INTER_CUBIC
    return cv2.resize(picture, size.tolist(), interpolation=how)


def _level(levels: list[np.ndarray], scale: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the smallest level that is not too small for a scale, and its own scale (x, y)."""
    deepest = int(np.floor(np.log2(1 / scale) + 1e-6)) if scale < 1 else 0
    level = levels[min(deepest, len(levels) - 1)]
    return level, np.array(level.shape[1::-1]) / levels[0].shape[1::-1]


def resized(levels: list[np.ndarray], scale: float) -> np.ndarray:
    """Return a picture, given as its `pyramid`, `scale` times as large."""
    size = np.maximum(np.rint(np.multiply(levels[0].shape[1::-1], scale)), 1)
    return _resized(_level(levels, scale)[0], size.astype(int))


def window(levels: list[np.ndarray], middle: np.ndarray, scale: float) -> np.ndarray:
    """Return the view of the picture around a place, scaled, with nothing beyond its edges."""
    picture, own = _level(levels, scale)
    middle, scale, sides = middle * own, scale / own.mean(), np.array(picture.shape[1::-1])
    start = middle - WINDOW / 2 / scale
    low = np.clip(np.rint(start), 0, sides - 1).astype(int)
    high = np.clip(np.rint(start + WINDOW / scale), low + 1, sides).astype(int)
    left, top = corner = np.clip(np.rint((low - start) * scale), 0, WINDOW - 1).astype(int)
    size = np.clip(np.rint((high - low) * scale), 1, WINDOW - corner).astype(int)
    seen = _resized(picture[low[1] : high[1], low[0] : high[0]], size)
    return placed(view(seen), top, left, WINDOW, WINDOW)


def sigmoid(logit: np.ndarray) -> np.ndarray:
    """Return the chances, 0…1, of logits: 0.5 of 0."""
    return 1 / (1 + np.exp(-np.clip(logit, -50, 50)))


def boxes_at(rows: np.ndarray, columns: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return boxes (n, 4), in pixels, around cells (n,) of the coarse map, which says `sizes`."""
    middles = (np.stack([columns, rows], axis=1) + 0.5) * COARSE
    halves = np.exp(np.clip(sizes, -4, 2)) * UNIT / 2
    return np.concatenate([middles - halves, middles + halves], axis=1)


def peaks(maps: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return boxes (n, 4) and chances (n,) of the peaks of a coarse map (13, h, w)."""
    heat = sigmoid(maps[0])
    peak = (heat >= cv2.dilate(heat, np.ones((3, 3), np.uint8))) & (heat > WORTH_A_LOOK)
    rows, columns = np.nonzero(peak)
    return boxes_at(rows, columns, maps[SIZE, rows, columns].T), heat[peak]


def ink_of(maps: np.ndarray) -> np.ndarray:
    """Return the ink (n, 2h, 2w) of fine maps (n, 7, h, w), whose cells hold 2×2 pixels each."""
    count, _, height, width = maps.shape
    parts = sigmoid(maps[:, INK]).reshape(count, 2, 2, height, width)
    return parts.transpose(0, 3, 1, 4, 2).reshape(count, 2 * height, 2 * width)


def own_ink(maps: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Return the ink of one digit in each window, float32 (n, 96, 96), the strongest of it 1.

    It is the ink that believes its centre to be the digit's. `maps` are the windows' fine maps,
    float32 (n, 7, 48, 48), `boxes` (n, 4) the digits in pixels of their windows.
    """
    middles = ((boxes[:, :2] + boxes[:, 2:]) / 2)[..., None, None]
    longer = (boxes[:, 2:] - boxes[:, :2]).max(axis=1)[:, None, None]
    places = FINE * np.mgrid[: maps.shape[2], : maps.shape[3]][::-1] + FINE / 2
    away = places + maps[:, WAY] * UNIT - middles
    own = np.hypot(away[:, 0], away[:, 1]) < OWN * longer
    ink = ink_of(maps) * own.repeat(2, axis=1).repeat(2, axis=2)
    # In MNIST the strongest ink is white, however faint the pen was.
    return ink / np.maximum(ink.max(axis=(1, 2), keepdims=True), LEAST_INK)
