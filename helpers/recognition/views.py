"""What the finder is shown of a picture, in which sizes, and how its maps are to be understood.

Light and contrast are taken out, the sides are multiples of 32, large pictures are shrunk.
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
#: A digit's longer side in pixels that a view shows well enough to be found.
FINDABLE = (11.0, 80.0)
#: Ink is a digit's own that believes its centre so near to the digit's, and whose is not nearer to
#: that of another one so far away, both as shares of the digit's longer side.
OWN, ANOTHER = 0.45, 0.3
#: A digit's strongest ink is full ink, from the first on; ink fainter than the second is none.
LEAST_INK, FAINT_INK = 0.15, 0.1
#: What is nearby: the side of a square, in pixels of the view.
_NEARBY = 33
#: Contrast below this many grey levels is not made larger: it is the paper's grain.
_LEAST_CONTRAST = 6.0


def view(picture: np.ndarray) -> np.ndarray:
    """Return a picture as the finder is shown it, whatever its light, contrast and polarity.

    Args:
        picture: uint8 (h, w, 3), red, green, blue, 0…255.

    Returns:
        float32 (h, w, CHANNELS): the colours less the mean grey, in standard deviations of the
        grey; and the grey less its mean nearby, in standard deviations nearby.

    >>> view(np.full((40, 30, 3), 200, np.uint8)).max()
    np.float32(0.0)
    """
    # Plane by plane, and so in memory: NumPy is slow along a last axis of three or four.
    colours = [plane.astype(np.float32) for plane in cv2.split(picture)]
    grey = (colours[0] + colours[1] + colours[2]) / 3
    mean, deviation = float(grey.mean()), max(float(grey.std()), _LEAST_CONTRAST)
    nearby = cv2.blur(grey, (_NEARBY, _NEARBY), borderType=cv2.BORDER_REFLECT)
    about = grey - nearby
    spread = cv2.blur(about * about, (_NEARBY, _NEARBY), borderType=cv2.BORDER_REFLECT)
    result = _by_planes(*grey.shape)
    for channel, plane in enumerate(colours):
        np.divide(plane - mean, deviation, out=result[..., channel])
    np.divide(about, np.sqrt(spread + _LEAST_CONTRAST**2), out=result[..., 3])
    return result


def _by_planes(height: int, width: int) -> np.ndarray:
    """Return nothing (0), (h, w, CHANNELS), with each channel in one piece, as the finder's."""
    return np.zeros((CHANNELS, height, width), np.float32).transpose(1, 2, 0)


def padded(shown: np.ndarray, margin: int = 0) -> np.ndarray:
    """Return a view with nothing (0) around it, its sides multiples of `STRIDE`.

    Args:
        shown: float32 (h, w, CHANNELS).
        margin: so many pixels at least on the left and on top.
    """
    h, w = shown.shape[:2]
    bottom, right = (-(side + 2 * margin) % STRIDE + margin for side in (h, w))
    result = _by_planes(h + margin + bottom, w + margin + right)
    result[margin : margin + h, margin : margin + w] = shown
    return result


def pyramid(picture: np.ndarray) -> list[np.ndarray]:
    """Return a picture, uint8 (h, w, 3), and it halved again and again down to a window's size.

    Large pictures are shrunk often; from the next larger one that costs little.
    """
    levels = [picture]
    while min(levels[-1].shape[:2]) >= 2 * WINDOW:
        h, w = levels[-1].shape[:2]
        levels.append(cv2.resize(levels[-1], (w // 2, h // 2), interpolation=cv2.INTER_AREA))
    return levels


def _level(levels: list[np.ndarray], scale: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the smallest level that is not too small for a scale, and its own scale (x, y)."""
    deepest = int(np.floor(np.log2(1 / scale) + 1e-6)) if scale < 1 else 0
    level = levels[min(deepest, len(levels) - 1)]
    return level, np.array(level.shape[1::-1]) / levels[0].shape[1::-1]


def resized(levels: list[np.ndarray], scale: float) -> np.ndarray:
    """Return a picture, given as its `pyramid`, `scale` times as large."""
    size = tuple(max(1, round(length * scale)) for length in levels[0].shape[1::-1])
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(_level(levels, scale)[0], size, interpolation=how)


def window(levels: list[np.ndarray], middle: np.ndarray, scale: float) -> np.ndarray:
    """Return the view of the picture around a place, scaled, with nothing beyond its edges."""
    picture, own = _level(levels, scale)
    middle, scale = middle * own, scale / own.mean()
    h, w = picture.shape[:2]
    start = middle - WINDOW / 2 / scale
    x0, y0 = np.clip(np.round(start), 0, (w - 1, h - 1)).astype(int)
    x1, y1 = np.clip(np.round(start + WINDOW / scale), (x0 + 1, y0 + 1), (w, h)).astype(int)
    left, top = np.clip(np.round(((x0, y0) - start) * scale), 0, WINDOW - 1).astype(int)
    size = [
        max(1, min(round((b - a) * scale), WINDOW - c))
        for a, b, c in ((x0, x1, left), (y0, y1, top))
    ]
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    shown = _by_planes(WINDOW, WINDOW)
    seen = cv2.resize(picture[y0:y1, x0:x1], size, interpolation=how)
    shown[top : top + size[1], left : left + size[0]] = view(seen)
    return shown


def sigmoid(logit: np.ndarray) -> np.ndarray:
    """Return the chances, 0…1, of logits.

    >>> sigmoid(np.array([0.0]))
    array([0.5])
    """
    return 1 / (1 + np.exp(-logit))


def peaks(maps: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return middles (n, 2), sizes (n, 2) and chances (n,) of the coarse map's (13, h, w) peaks."""
    heat = sigmoid(maps[0])
    peak = (heat >= cv2.dilate(heat, np.ones((3, 3), np.uint8))) & (heat > WORTH_A_LOOK)
    row, column = np.nonzero(peak)
    sizes = np.exp(np.clip(maps[SIZE, row, column].T, -4, 2)) * UNIT
    fits = (sizes.max(axis=1, initial=0) >= FINDABLE[0]) & (
        sizes.max(axis=1, initial=0) <= FINDABLE[1]
    )
    middles = (np.stack([column, row], axis=1) + 0.5) * COARSE
    return middles[fits], sizes[fits], heat[row, column][fits]


def ink_of(maps: np.ndarray) -> np.ndarray:
    """Return the ink (h, w) of a fine map, whose cells hold 2×2 pixels each."""
    height, width = maps.shape[1:]
    parts = sigmoid(maps[INK]).reshape(2, 2, height, width)
    return parts.transpose(2, 0, 3, 1).reshape(2 * height, 2 * width)


def own_ink(
    maps: np.ndarray, middle: np.ndarray, size: np.ndarray, others: np.ndarray
) -> np.ndarray:
    """Return one digit's ink.

    Args:
        maps: the fine map of a window, float32 (7, 48, 48).
        middle: where the digit's centre is, x and y in pixels of the window.
        size: its width and height, likewise.
        others: (n, 2), the centres of all digits in the window.

    Returns:
        float32 (96, 96), 0…1: the ink that believes its centre at `middle`, the strongest of it 1.
    """
    ink = ink_of(maps)
    places = np.stack(np.meshgrid(*[(np.arange(maps.shape[-1]) + 0.5) * FINE] * 2), axis=-1)
    believed = places + maps[WAY].transpose(1, 2, 0) * UNIT
    far = np.linalg.norm((believed - middle), axis=2)
    for other in others:
        if np.linalg.norm(other - middle) > ANOTHER * size.max():
            far[np.linalg.norm(believed - other, axis=2) < far] = np.inf
    ink *= (far < OWN * size.max()).repeat(2, axis=0).repeat(2, axis=1)
    # In MNIST the strongest ink is white, however faint the pen was.
    ink /= max(float(ink.max()), LEAST_INK)
    ink[ink < FAINT_INK] = 0
    return ink
