"""What the finder is shown of a picture: light and contrast taken out, sides a multiple of 32."""

from __future__ import annotations

import cv2
import numpy as np

#: Channels of a view: red, green and blue about their mean, and the grey about that nearby.
CHANNELS = 4
#: The finder halves its maps five times.
STRIDE = 32
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
    picture = picture.astype(np.float32)
    grey = picture.mean(axis=2)
    mean, deviation = float(grey.mean()), max(float(grey.std()), _LEAST_CONTRAST)
    nearby = cv2.blur(grey, (_NEARBY, _NEARBY), borderType=cv2.BORDER_REFLECT)
    about = grey - nearby
    spread = cv2.blur(about * about, (_NEARBY, _NEARBY), borderType=cv2.BORDER_REFLECT)
    result = np.empty((*grey.shape, CHANNELS), np.float32)
    np.divide(picture - mean, deviation, out=result[..., :3])
    np.divide(about, np.sqrt(spread + _LEAST_CONTRAST**2), out=result[..., 3])
    return result


def padded(shown: np.ndarray, margin: int = 0) -> np.ndarray:
    """Return a view with nothing (0) around it, its sides multiples of `STRIDE`.

    Args:
        shown: float32 (h, w, CHANNELS).
        margin: so many pixels at least on the left and on top.
    """
    h, w = shown.shape[:2]
    bottom, right = (-(side + 2 * margin) % STRIDE + margin for side in (h, w))
    return np.pad(shown, ((margin, bottom), (margin, right), (0, 0)))
