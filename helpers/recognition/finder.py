"""Where the digits of a picture are, and which ink is whose: the finder's two looks.

The first look takes in the whole picture at several sizes. A second look, at a window around each
place where a digit seems to be, shows every digit at one size: it says how sure that is, which
digit it could be, and which pixels are its ink.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from helpers.recognition.onnx_files import FINDER, session
from helpers.recognition.views import (
    CENTRE,
    COARSE,
    FINE,
    INK,
    KIND,
    MARK,
    SIZE,
    UNIT,
    WAY,
    WINDOW,
    padded,
    pyramid,
    resized,
    view,
    window,
)

#: The longer sides at which a picture is looked at, in pixels, and how far it is enlarged for that.
LOOKS = {64: 4.0, 128: 3.0, 256: 3.0, 512: 1.2, 1024: 1.2}
#: A digit's longer side in pixels: what a look finds; what the second look makes of it.
FINDABLE, CLOSE = (11.0, 80.0), 48.0
#: So much of nothing around the first look's picture, in pixels.
MARGIN = 16
#: The chance of a centre that earns a second look; that moves the box there; that is a digit.
WORTH_A_LOOK, NEARER, FOUND = 0.25, 0.1, 0.2
#: So many cells around a window's middle its digit's centre is looked for.
REACH = 4
#: Of two digits that share more than this part of the smaller box, the less sure one goes.
SHARED = 0.55
#: Ink is a digit's own that believes its centre so near to the digit's, and whose is not nearer to
#: that of another one so far away, both as shares of the digit's longer side.
OWN, ANOTHER = 0.45, 0.3
#: A digit's strongest ink is full ink, from the first on; ink fainter than the second is none.
LEAST_INK, FAINT_INK = 0.15, 0.1
#: A page of digits has fewer; what has more is not writing.
MOST = 150
_BATCH = 32


@dataclass
class Found:
    """What was found in a picture: n digits.

    Attributes:
        boxes: float32 (n, 4): x0, y0, x1, y1 of each digit, in pixels of the picture.
        chances: float32 (n,): how sure it is that this is a digit, 0…1.
        kinds: float32 (n, 10): which digit the finder takes it for; rows sum to 1.
        inks: float32 (n, 96, 96), 0…1: each digit's own ink, at one size.
        missed: the largest chance of a place that was taken for no digit, 0…1.
    """

    boxes: np.ndarray
    chances: np.ndarray
    kinds: np.ndarray
    inks: np.ndarray
    missed: float = 0.0

    def __getitem__(self, chosen: np.ndarray | list[int]) -> Found:
        """Return some of the digits, as an index of NumPy chooses them."""
        boxes, chances, kinds, inks = (
            part[chosen] for part in (self.boxes, self.chances, self.kinds, self.inks)
        )
        return Found(boxes, chances, kinds, inks, self.missed)


def find(picture: np.ndarray) -> Found:
    """Find the digits in a picture.

    Args:
        picture: uint8 (h, w, 3), red, green, blue.

    Returns:
        The digits, the surest first.
    """
    levels = pyramid(picture)
    boxes, chances = first_look(levels)
    likeliest = np.argsort(-chances, kind="stable")[: 4 * MOST]
    boxes, chances = boxes[likeliest], chances[likeliest]
    seen = second_look(levels, boxes[_without_shared(boxes, chances)[:MOST]])
    seen = seen[_without_shared(seen.boxes, seen.chances)]
    sure = seen.chances >= FOUND
    found = seen[sure]
    found.missed = float(seen.chances[~sure].max(initial=0))
    return found


def look_at_all(picture: np.ndarray, boxes: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return what the finder sees in each pixel, for display.

    Args:
        picture: uint8 (h, w, 3).
        boxes: float32 (n, 4), the digits; the picture is looked at in the size that suits them.

    Returns:
        Three float32 arrays (h, w), 0…1: how far it is a digit's centre, a digit's ink, and the
        ink of other writing.
    """
    h, w = picture.shape[:2]
    longer = (boxes[:, 2:] - boxes[:, :2]).max(axis=1) if len(boxes) else np.array([max(h, w) / 4])
    scale = min(CLOSE / float(np.median(longer)), max(LOOKS) / max(h, w))
    coarse, fine = _run(
        ["coarse", "fine"], padded(view(resized(pyramid(picture), scale)), MARGIN)[None]
    )
    ink = _ink(fine[0])
    others = (_sigmoid(maps[0, part][0]) for maps, part in ((coarse, CENTRE), (fine, MARK)))
    centres, marks = (cv2.resize(each, ink.shape[::-1]) for each in others)
    here = tuple(slice(MARGIN, MARGIN + max(1, round(side * scale))) for side in (h, w))
    seen = (np.ascontiguousarray(each[here]) for each in (centres, ink, marks))
    return tuple(cv2.resize(each, (w, h)) for each in seen)


def _run(names: list[str], shown: np.ndarray) -> list[np.ndarray]:
    """Return the named maps (n, channels, h, w) of views (n, h, w, CHANNELS)."""
    channels_first = np.ascontiguousarray(shown.transpose(0, 3, 1, 2))
    return session(FINDER).run(names, {"picture": channels_first})


def first_look(levels: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return boxes (n, 4) in pixels of the picture, and chances (n,), from looks at all sizes."""
    longest = max(levels[0].shape[:2])
    boxes, chances = [np.zeros((0, 4), np.float32)], [np.zeros(0, np.float32)]
    for side, largest_scale in LOOKS.items():
        scale = side / longest
        if scale > largest_scale:
            continue
        (maps,) = _run(["coarse"], padded(view(resized(levels, scale)), MARGIN)[None])
        middles, sizes, heat = _peaks(maps[0])
        corners = np.concatenate([middles - sizes / 2, middles + sizes / 2], axis=1)
        boxes.append((corners - MARGIN) / scale)
        chances.append(heat)
    return np.concatenate(boxes).astype(np.float32), np.concatenate(chances)


def _sigmoid(logit: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-logit))


def _peaks(maps: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return middles (n, 2), sizes (n, 2) and chances (n,) of the coarse map's (13, h, w) peaks."""
    heat = _sigmoid(maps[0])
    peak = (heat >= cv2.dilate(heat, np.ones((3, 3), np.uint8))) & (heat > WORTH_A_LOOK)
    row, column = np.nonzero(peak)
    sizes = np.exp(np.clip(maps[SIZE, row, column].T, -4, 2)) * UNIT
    fits = (sizes.max(axis=1, initial=0) >= FINDABLE[0]) & (
        sizes.max(axis=1, initial=0) <= FINDABLE[1]
    )
    middles = (np.stack([column, row], axis=1) + 0.5) * COARSE
    return middles[fits], sizes[fits], heat[row, column][fits]


def _without_shared(boxes: np.ndarray, chances: np.ndarray) -> np.ndarray:
    """Return the indices of the boxes that no surer box covers, the surest first."""
    kept: list[int] = []
    area = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    for index in np.argsort(-chances, kind="stable"):
        others = boxes[kept]
        size = np.minimum(others[:, 2:], boxes[index, 2:]) - np.maximum(
            others[:, :2], boxes[index, :2]
        )
        shared = np.prod(np.maximum(size, 0), axis=1)
        if not (shared > SHARED * np.minimum(area[kept], area[index])).any():
            kept.append(int(index))
    return np.array(kept, int)


def second_look(levels: list[np.ndarray], boxes: np.ndarray, looks: int = 2) -> Found:
    """Look closely at each box, (n, 4) in pixels of `levels[0]`; return what is there."""
    count = len(boxes)
    found = Found(
        boxes.astype(np.float32), np.zeros(count, np.float32), np.zeros((count, 10), np.float32),
        np.zeros((count, WINDOW, WINDOW), np.float32),
    )  # fmt: skip
    for look in range(looks):
        for start in range(0, count, _BATCH):
            part = slice(start, min(start + _BATCH, count))
            _look_closely(levels, found, part, last=look == looks - 1)
    return found


def _look_closely(levels: list[np.ndarray], found: Found, part: slice, last: bool) -> None:
    """Replace the boxes of a part by those seen from near; add all else at the last look."""
    middles = (found.boxes[part, :2] + found.boxes[part, 2:]) / 2
    longer = (found.boxes[part, 2:] - found.boxes[part, :2]).max(axis=1)
    scales = CLOSE / np.maximum(longer, 1e-3)
    shown = np.stack([window(levels, *each) for each in zip(middles, scales, strict=True)])
    coarse, *fine = _run(["coarse", "fine"] if last else ["coarse"], shown)
    centre = WINDOW // COARSE // 2
    near = slice(centre - REACH, centre + REACH)
    for place, maps in enumerate(coarse):
        heat = _sigmoid(maps[0, near, near])
        row, column = np.unravel_index(heat.argmax(), heat.shape)
        chance = float(heat[row, column])
        row, column = row + near.start, column + near.start
        size = np.exp(np.clip(maps[SIZE, row, column], -4, 2)) * UNIT
        middle = (np.array([column, row]) + 0.5) * COARSE
        index = part.start + place
        if chance > NEARER:
            corners = np.concatenate([middle - size / 2, middle + size / 2])
            origin = np.tile(middles[place] - WINDOW / 2 / scales[place], 2)
            found.boxes[index] = corners / scales[place] + origin
        if last:
            found.chances[index] = chance
            kinds = np.exp(maps[KIND, row, column] - maps[KIND, row, column].max())
            found.kinds[index] = kinds / kinds.sum()
            found.inks[index] = _own_ink(fine[0][place], middle, size, _peaks(maps)[0])


def _ink(maps: np.ndarray) -> np.ndarray:
    """Return the ink (h, w) of a fine map, whose cells hold 2×2 pixels each."""
    height, width = maps.shape[1:]
    parts = _sigmoid(maps[INK]).reshape(2, 2, height, width)
    return parts.transpose(2, 0, 3, 1).reshape(2 * height, 2 * width)


def _own_ink(
    maps: np.ndarray, middle: np.ndarray, size: np.ndarray, others: np.ndarray
) -> np.ndarray:
    """Return the ink (96, 96) whose way leads to `middle`."""
    ink = _ink(maps)
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
