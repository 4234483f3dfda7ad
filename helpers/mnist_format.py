"""MNIST's format: is a picture in it, and how a digit gets into it."""

from __future__ import annotations

import cv2
import numpy as np

#: MNIST's picture and the box that the digit is scaled to, in pixels.
SIDE = 28
BOX = 20
#: Where the pixels of the border are, the picture's rows laid end to end.
_EDGE = np.flatnonzero(np.pad(np.zeros((SIDE - 2, SIDE - 2)), 1, constant_values=1))


def to_mnist(ink: np.ndarray) -> np.ndarray:
    """Scale and centre one digit as MNIST's authors did.

    The box around the ink is scaled to 20 pixels on its longer side, with the grey levels that
    averaging leaves; then it is moved, by whole pixels, until its centre of mass lies in the middle
    of 28×28 pixels. MNIST's own images come back unchanged, but for the few with another box.

    Args:
        ink: (h, w), uint8, 0…255, or float, 0…1; ink is bright, whatever is no ink exactly 0.

    Returns:
        uint8 (28, 28), 0…255; all 0 when there is no ink.

    Source: Y. LeCun, C. Cortes, C. J. C. Burges, *The MNIST database of handwritten digits*.

    >>> ink = np.zeros((200, 300), np.uint8)
    >>> ink[40:140, 200:220] = 255
    >>> rows, columns = np.nonzero(to_mnist(ink))
    >>> int(rows.min()), int(rows.max()), int(columns.min()), int(columns.max())
    (4, 23, 12, 15)
    """
    if ink.dtype != np.uint8:
        ink = np.clip(ink * 255.0, 0, 255).astype(np.uint8)
    image = np.zeros((SIDE, SIDE), np.uint8)
    left, top, width, height = cv2.boundingRect(ink)
    box, longer = ink[top : top + height, left : left + width], max(width, height)
    if longer not in (0, BOX):
        size = [max(1, round(side * BOX / longer)) for side in (width, height)]
        # Averaging is what MNIST's grey levels come from; enlarging has nothing to average.
        how = cv2.INTER_AREA if longer > BOX else cv2.INTER_CUBIC
        box = cv2.resize(box, size, interpolation=how)
    if not box.any():
        return image
    mass = cv2.moments(box)
    # In MNIST the centre of mass lies within half a pixel of (14, 14), counted from 0.
    top, left = (
        min(max(round(SIDE / 2 - mass[moment] / mass["m00"]), 0), SIDE - length)
        for moment, length in zip(("m01", "m10"), box.shape, strict=True)
    )
    image[top : top + box.shape[0], left : left + box.shape[1]] = box
    return image


def already_mnist(picture: np.ndarray) -> np.ndarray | None:
    """Return a picture that is in MNIST's format already, light on dark; None for others.

    >>> already_mnist(np.zeros((28, 28), np.uint8)) is None
    True
    """
    channels = np.atleast_3d(picture)
    grey = channels[..., 0]
    if grey.shape != (SIDE, SIDE) or (channels != grey[..., None]).any():
        return None
    digits, fits = in_mnist_format(grey[None])
    return digits[0] if fits[0] else None


def in_mnist_format(greys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return pictures as light on dark, and which of them are in MNIST's format already.

    Both have n rows: uint8 (n, 28, 28), at least one, and bools (n,).

    >>> in_mnist_format(np.zeros((2, 28, 28), np.uint8))[1]
    array([False, False])
    """
    # MNIST's digits keep clear of the border, but for a few that touch it with a tip.
    border = greys.reshape(-1, SIDE * SIDE)[:, _EDGE]
    most = len(_EDGE) // 2
    dark, light = ((near.sum(axis=1) > most) for near in (border < 5, border > 250))
    greys = greys ^ (light[:, None, None] * np.uint8(255))
    fits = (dark | light) & (greys.reshape(-1, SIDE * SIDE).max(axis=1) >= 128)
    solid = greys * (greys > 16)
    longer = np.zeros(len(greys), int)
    for turned in (solid, solid.transpose(0, 2, 1)):
        lines = np.ascontiguousarray(turned).reshape(-1, SIDE)
        sums = cv2.reduce(lines, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S).reshape(-1, SIDE)
        middle = sums @ np.arange(SIDE) / np.maximum(sums.sum(axis=1), 1)
        fits &= np.abs(middle - SIDE / 2) <= 1.0
        inked = sums > 0
        longer = np.maximum(longer, SIDE - inked.argmax(axis=1) - inked[:, ::-1].argmax(axis=1))
    return greys, fits & (longer >= BOX - 2) & (longer <= BOX + 1)
