"""How much of an ink map is noise, and from which value on it is ink."""

from __future__ import annotations

import cv2
import numpy as np

from helpers.strokes import stroke_width


def smooth(ink: np.ndarray) -> np.ndarray:
    """Smooth an ink map as much as its noise asks for."""
    noise = noise_level(ink)
    strong = _quantile(ink, 0.995)
    if noise < 1 or noise < 0.04 * strong:
        return ink
    sigma = min(2.5, 20 * noise / max(strong, 1))
    return cv2.GaussianBlur(ink, (0, 0), sigma)


def noise_level(ink: np.ndarray) -> float:
    """Return the standard deviation of the noise, from differences between neighbours.

    Source: J. Immerkær, *Fast noise variance estimation*, Computer Vision and Image
    Understanding 64 (1996); the median instead of the mean leaves the edges of strokes out.
    """
    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    # Some hundred rows tell as much as all of them.
    step = 1 + ink.shape[0] // 200
    if step > 1:
        rows = np.arange(1, ink.shape[0] - 1, step)[:, None] + np.arange(-1, 2)
        ink = ink[rows].reshape(-1, ink.shape[1])
    response = np.abs(cv2.filter2D(ink, cv2.CV_32F, kernel))
    if step > 1:
        response = response[1::3]
    return float(np.median(response)) / (0.6745 * 6)


def _quantile(values: np.ndarray, share: float) -> float:
    """Return a quantile of uint8 values by counting, which is faster than sorting."""
    counts = np.cumsum(np.bincount(values.ravel(), minlength=256))
    return float(np.searchsorted(counts, share * counts[-1]))


def ink_level(ink: np.ndarray) -> float | None:
    """Return the value that parts ink from paper; None when there is no ink."""
    floor = noise_floor(ink)
    candidates = ink[ink > floor]
    if len(candidates) < 6:
        return None
    level, _ = cv2.threshold(candidates.reshape(-1, 1), 0, 255, cv2.THRESH_OTSU)
    return max(level, floor)


def threshold(ink: np.ndarray) -> np.ndarray | None:
    """Return for each pixel the value that parts ink from paper; None when there is no ink.

    A blurred edge lies where the ink is half as dark as in the middle of its stroke, so that a
    line fading from dark to pale is cut out in one piece and with one width.

    Args:
        ink: uint8 array of shape (h, w): 0 paper … 255 darkest ink.

    Returns:
        uint8 array of shape (h, w), or None.
    """
    level = ink_level(ink)
    if level is None:
        return None
    width = stroke_width((ink > level).astype(np.uint8))
    reach = int(2 * max(width, 2)) | 1
    darkest = cv2.dilate(ink, np.ones((reach, reach), np.uint8))
    half = cv2.blur(darkest, (reach, reach)).astype(np.float32) * 0.5
    # What is less than half as dark as the edge of the usual ink is a shadow or shines through.
    return np.clip(np.maximum(half, 0.55 * level), noise_floor(ink), 255).astype(np.uint8)


def noise_floor(ink: np.ndarray) -> float:
    """Return the value below which an ink map holds nothing but noise."""
    # Paper is grained and JPEG rings; a hair of pencil swallows a twentieth of the light.
    return max(5 * noise_level(ink), 12.0)
