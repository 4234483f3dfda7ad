"""Where the digits of a picture are, and which ink is whose: the finder's two looks.

The first look takes in the whole picture at several sizes. A second look, at a window around each
place where a digit seems to be, shows every digit at one size: it says how sure that is, which
digit it could be, and which pixels are its ink.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from helpers.recognition.onnx_files import FINDER, session
from helpers.recognition.views import (
    CENTRE,
    COARSE,
    KIND,
    MARK,
    SIZE,
    UNIT,
    WINDOW,
    ink_of,
    own_ink,
    padded,
    peaks,
    pyramid,
    resized,
    sigmoid,
    view,
    window,
)

#: The longer sides at which a picture is looked at, in pixels, and how far it is enlarged for that.
LOOKS = {64: 4.0, 128: 4.0, 256: 4.0, 512: 1.2, 1024: 1.2}
#: A digit's longer side in pixels, as the second look shows it.
CLOSE = 48.0
#: So much of nothing around the first look's picture, in pixels.
MARGIN = 16
#: The chance of a centre that moves the box there; that is a digit.
NEARER, FOUND = 0.1, 0.2
#: So many cells around a window's middle its digit's centre is looked for.
REACH = 4
#: How much nearer to the middle counts: a centre REACH cells away counts exp(-LEANING) as much.
LEANING = 0.7
#: Of two digits that share more than this part of the smaller box, the less sure one goes.
SHARED = 0.55
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
        The digits, the most confident first.
    """
    levels = pyramid(picture)
    seen = second_look(levels, from_near(levels, first_look(levels)))
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
    ink = ink_of(fine[0])
    others = (sigmoid(maps[0, part][0]) for maps, part in ((coarse, CENTRE), (fine, MARK)))
    centres, marks = (cv2.resize(each, ink.shape[::-1]) for each in others)
    here = tuple(slice(MARGIN, MARGIN + max(1, round(side * scale))) for side in (h, w))
    seen = (np.ascontiguousarray(each[here]) for each in (centres, ink, marks))
    return tuple(cv2.resize(each, (w, h)) for each in seen)


def _run(names: list[str], shown: np.ndarray) -> list[np.ndarray]:
    """Return the named maps (n, channels, h, w) of views (n, h, w, CHANNELS)."""
    channels_first = np.ascontiguousarray(shown.transpose(0, 3, 1, 2))
    return session(FINDER).run(names, {"picture": channels_first})


def first_look(levels: list[np.ndarray]) -> np.ndarray:
    """Return where digits seem to be, boxes (n, 4) in pixels of `levels[0]`, the surest first."""
    longest = max(levels[0].shape[:2])
    boxes, chances = [np.zeros((0, 4), np.float32)], [np.zeros(0, np.float32)]
    for side, largest_scale in LOOKS.items():
        scale = side / longest
        if scale > largest_scale:
            continue
        (maps,) = _run(["coarse"], padded(view(resized(levels, scale)), MARGIN)[None])
        middles, sizes, heat = peaks(maps[0])
        corners = np.concatenate([middles - sizes / 2, middles + sizes / 2], axis=1)
        boxes.append((corners - MARGIN) / scale)
        chances.append(heat)
    every, sure = np.concatenate(boxes).astype(np.float32), np.concatenate(chances)
    likeliest = np.argsort(-sure, kind="stable")[: 4 * MOST]
    every, sure = every[likeliest], sure[likeliest]
    return every[_without_shared(every, sure)[:MOST]]


def _without_shared(boxes: np.ndarray, chances: np.ndarray) -> np.ndarray:
    """Return the indices of boxes that no more confident box covers, most confident first."""
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


def from_near(levels: list[np.ndarray], boxes: np.ndarray) -> np.ndarray:
    """Return the boxes, (n, 4) in pixels of `levels[0]`, as they look from near.

    Two that turn out to be one digit become one, and a neighbour that only shows from near is
    looked at as well.
    """
    known, sure = np.zeros((0, 4), np.float32), np.zeros(0, np.float32)
    tried = known
    while len(boxes) and len(tried) < 2 * MOST:
        tried = np.concatenate([tried, boxes])
        others, theirs = [np.zeros((0, 4), np.float32)], [np.zeros(0, np.float32)]
        for box, (maps,), place in _windows(levels, boxes, ["coarse"]):
            middle, size, chance, _ = _nearest(maps)
            known = np.append(known, [place(middle, size) if chance > NEARER else box], axis=0)
            sure = np.append(sure, chance)
            middles, sizes, heat = peaks(maps)
            others.append(place(middles, sizes))
            theirs.append(heat)
        kept = _without_shared(known, sure)
        known, sure = known[kept], sure[kept]
        every = np.concatenate([known, tried, *others])
        count = len(known) + len(tried)
        first = np.concatenate([np.full(count, 2), *theirs])
        fresh = _without_shared(every, first)
        boxes = every[fresh[fresh >= count]][:MOST]
    return known[:MOST]


def second_look(levels: list[np.ndarray], boxes: np.ndarray) -> Found:
    """Look closely at each box, (n, 4) in pixels of `levels[0]`; return what is there."""
    count = len(boxes)
    found = Found(
        np.array(boxes, np.float32), np.zeros(count, np.float32), np.zeros((count, 10), np.float32),
        np.zeros((count, WINDOW, WINDOW), np.float32),
    )  # fmt: skip
    for index, (box, (maps, fine), place) in enumerate(_windows(levels, boxes, ["coarse", "fine"])):
        middle, size, chance, kinds = _nearest(maps)
        found.boxes[index] = place(middle, size) if chance > NEARER else box
        found.chances[index] = chance
        found.kinds[index] = kinds
        found.inks[index] = own_ink(fine, middle, size, peaks(maps)[0])
    return found


Place = Callable[[np.ndarray, np.ndarray], np.ndarray]  # middles and sizes to boxes


def _windows(
    levels: list[np.ndarray], boxes: np.ndarray, names: list[str]
) -> Iterator[tuple[np.ndarray, tuple[np.ndarray, ...], Place]]:
    """Yield each box, the named maps of the window around it, and what places are there."""
    for start in range(0, len(boxes), _BATCH):
        part = boxes[start : start + _BATCH]
        middles = (part[:, :2] + part[:, 2:]) / 2
        scales = CLOSE / np.maximum((part[:, 2:] - part[:, :2]).max(axis=1), 1e-3)
        shown = np.stack([window(levels, *each) for each in zip(middles, scales, strict=True)])
        for box, maps, middle, scale in zip(
            part, zip(*_run(names, shown), strict=True), middles, scales, strict=True
        ):

            def place(
                inside: np.ndarray,
                size: np.ndarray,
                middle: np.ndarray = middle,
                scale: float = scale,
            ) -> np.ndarray:
                corners = np.concatenate([inside - size / 2, inside + size / 2], axis=-1)
                return corners / scale + np.tile(middle - WINDOW / 2 / scale, 2)

            yield box, maps, place


def _nearest(maps: np.ndarray) -> tuple[np.ndarray, np.ndarray, float, np.ndarray]:
    """Return middle, size, chance and kinds of the digit in the middle of a window's coarse map."""
    centre = WINDOW // COARSE // 2
    near = slice(centre - REACH, centre + REACH)
    heat = sigmoid(maps[0, near, near])
    far = (np.arange(-REACH, REACH) + 0.5) ** 2 / REACH**2
    likely = heat * np.exp(-LEANING * (far[:, None] + far))
    row, column = np.unravel_index(likely.argmax(), heat.shape)
    chance = float(heat[row, column])
    row, column = row + near.start, column + near.start
    size = np.exp(np.clip(maps[SIZE, row, column], -4, 2)) * UNIT
    middle = (np.array([column, row]) + 0.5) * COARSE
    kinds = np.exp(maps[KIND, row, column] - maps[KIND, row, column].max())
    return middle, size, chance, kinds / kinds.sum()
