"""What the finder should say of a page: the targets of its two maps.

A finder answers for digits of 14 to 68 pixels. Larger and smaller ones it finds in another view of
the same picture, so here they, and parts of them, are no digits.
"""

from __future__ import annotations

import cv2
import numpy as np

from helpers.recognition.views import CHANNELS, COARSE, FINE, UNIT, view
from helpers.synthesis.handwriting import Shape
from helpers.synthesis.pages import Page, page

Example = tuple[np.ndarray, np.ndarray, np.ndarray]  # a view and its two targets

#: The side of a view in training, in pixels.
SIDE = 128
#: A digit's longer side in pixels: what is found, and what may be found or not.
FOUND, TOLERATED = (14.0, 68.0), (11.0, 84.0)


def learning_example(
    digits: list[Shape], letters: list[Shape], rng: np.random.Generator, side: int = SIDE
) -> Example:
    """Return a view of a `page` and what the finder should say of it; 32 divides `side`.

    Returns:
        float32 (side, side, CHANNELS); and the targets, float32 (side / 4, side / 4, 15) and
        (side / 2, side / 2, 9), as `coarse_loss` and `fine_loss` take them.
    """
    return targets(page(digits, letters, rng, side), rng, side)


def targets(seen: Page, rng: np.random.Generator, side: int = SIDE) -> Example:
    """Return a page's view, placed anywhere in a square, and the targets of `learning_example`."""
    h, w = seen.ink.shape
    top, left = (int(rng.integers(side - length + 1)) for length in (h, w))
    shown = np.zeros((side, side, CHANNELS), np.float32)
    here = np.s_[top : top + h, left : left + w]
    shown[here] = view(seen.picture)
    # A view is a part of a picture whose mean and contrast are others.
    shown[here][..., :3] *= np.float32(np.exp(rng.normal(0, 0.25)))
    shown[here][..., :3] += np.float32(rng.normal(0, 0.2))
    boxes = seen.boxes + np.array([left, top, left, top], np.float32)
    longer = (boxes[:, 2:] - boxes[:, :2]).max(axis=1, initial=0)
    return shown, _coarse(seen, boxes, longer, side), _fine(seen, boxes, longer, here, side)


def _coarse(seen: Page, boxes: np.ndarray, longer: np.ndarray, side: int) -> np.ndarray:
    """Return heat, place of size and kind, size (2), kind (10), weight of the heat."""
    cells = side // COARSE
    target = np.zeros((cells, cells, 15), np.float32)
    weight = target[..., 14]
    weight[:] = 1
    centres = (np.arange(cells) + 0.5) * COARSE
    for kind, box, doubtful, long in zip(seen.kinds, boxes, seen.doubtful, longer, strict=True):
        if not TOLERATED[0] <= long <= TOLERATED[1]:
            continue
        if doubtful or not FOUND[0] <= long <= FOUND[1]:
            x0, y0, x1, y1 = (box / COARSE).astype(int)
            weight[max(y0, 0) : y1 + 1, max(x0, 0) : x1 + 1] = 0
            continue
        middle, size = (box[:2] + box[2:]) / 2, box[2:] - box[:2]
        spread = 0.11 * np.maximum(size, 0.4 * long) + 1.2
        x, y = ((centres - middle[axis]) / spread[axis] for axis in (0, 1))
        heat = np.exp(-0.5 * (x[None] ** 2 + y[:, None] ** 2)).astype(np.float32)
        column, row = np.clip((middle / COARSE).astype(int), 0, cells - 1)
        heat[row, column] = 1
        np.maximum(target[..., 0], heat, out=target[..., 0])
        near = (heat > 0.5) & (heat >= target[..., 0])
        target[near, 1] = 1
        target[near, 2:4] = np.log(np.maximum(size, 2) / UNIT)
        target[near, 4:14] = np.eye(10, dtype=np.float32)[kind]
    return target


def _fine(
    seen: Page, boxes: np.ndarray, longer: np.ndarray, here: tuple[slice, slice], side: int
) -> np.ndarray:
    """Return ink (4), other ink, way to the centre (2), weight of the ink, of the way."""
    far = np.append((longer > TOLERATED[1]) | (longer < 8), True)[seen.owner]
    unsure = far & (seen.ink > 0.1)
    # Ink, other ink, way to the centre (2), whether it is unsure, whether it is a digit's own.
    whole = np.zeros((side, side, 6), np.float32)
    whole[here][..., 0] = np.where(unsure, 0, seen.ink)
    whole[here][..., 1] = np.where(seen.ink > seen.marks, 0, seen.marks)
    whole[here][..., 4] = unsure
    y, x = np.nonzero((seen.owner >= 0) & ~far)
    if len(y):
        middle = ((boxes[:, :2] + boxes[:, 2:]) / 2)[seen.owner[y, x]]
        y, x = y + here[0].start, x + here[1].start
        whole[y, x, 2:4] = (middle - np.stack([x, y], axis=1) - 0.5) / UNIT
        whole[y, x, 5] = 1
    cells = side // FINE
    target = np.empty((cells, cells, 9), np.float32)
    parts = whole[..., 0].reshape(cells, 2, cells, 2)
    target[..., :4] = parts.transpose(0, 2, 1, 3).reshape(cells, cells, 4)
    small = cv2.resize(whole[..., 1:], (cells, cells), interpolation=cv2.INTER_AREA)
    own = small[..., 4:5]
    target[..., 4] = small[..., 0]
    target[..., 5:7] = small[..., 1:3] / np.maximum(own, 1e-6) * (own > 0)
    target[..., 7] = small[..., 3] == 0
    target[..., 8:] = own > 0
    return target
