"""Where the digits of a picture are, and which ink is whose: the finder's two looks.

The first look takes in the whole picture at several sizes. A second look, at a window around each
place where a digit seems to be, shows every digit at one size: it says how sure that is, which
digit it could be, and which pixels are its ink. The thresholds are measured as those of `views`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from helpers.recognition import views
from helpers.recognition.readings import reading_order
from helpers.recognition.trained import FINDER, session
from helpers.recognition.views import WINDOW
from helpers.softmax import softmax

#: The longer sides at which a picture is looked at, in pixels, and how far it is enlarged for that.
LOOKS = {64: 4.0, 128: 4.0, 256: 4.0, 512: 1.2, 1024: 1.2}
#: A digit's longer side in pixels, as the second look shows it.
CLOSE = 48.0
#: So much of nothing around the first look's picture, in pixels.
MARGIN = 16
#: The chance of a centre that is a digit.
FOUND = 0.2
#: So many cells around a window's middle its digit's centre is looked for.
REACH = 3
#: Of two digits that share more than this part of the smaller box, the less sure one goes.
SHARED = 0.55
#: So many digits of a picture are read, the surest: each takes a few milliseconds.
MOST = 500
_BATCH = 32


class Found(NamedTuple):
    """What was found in a picture: n digits.

    Attributes:
        boxes: float32 (n, 4): x0, y0, x1, y1 of each digit, in pixels of the picture.
        chances: float32 (n,): how sure it is that this is a digit, 0…1.
        kinds: float (n, 10): which digit the finder takes it for; rows sum to 1.
        inks: float32 (n, 96, 96), 0…1: each digit's own ink, at one size.
        missed: the largest chance of a place that was taken for no digit, 0…1.
    """

    boxes: np.ndarray
    chances: np.ndarray
    kinds: np.ndarray
    inks: np.ndarray
    missed: float = 0.0


def find(picture: np.ndarray) -> Found:
    """Find the digits in a picture, uint8 (h, w, 3), red, green, blue, in reading order."""
    levels = views.pyramid(picture)
    seen = second_look(levels, first_look(levels))
    apart = _without_shared(seen.boxes, seen.chances)
    sure = seen.chances[apart] >= FOUND
    missed = float(seen.chances[apart[~sure]].max(initial=0))
    found = apart[sure][reading_order(seen.boxes[apart[sure]])]
    boxes, chances, kinds, inks = (each[found] for each in seen[:4])
    return Found(boxes, chances, kinds, inks, missed)


def run_finder(names: list[str], shown: np.ndarray) -> list[np.ndarray]:
    """Return the named maps, float32 (n, channels, h, w), of n ≥ 1 views (n, h, w, CHANNELS)."""
    planes = np.ascontiguousarray(shown.transpose(0, 3, 1, 2))
    batches = [planes[start : start + _BATCH] for start in range(0, len(shown), _BATCH)]
    answers = [session(FINDER).run(names, {"picture": batch}) for batch in batches]
    return [np.concatenate(maps) for maps in zip(*answers, strict=True)]


def first_look(levels: list[np.ndarray]) -> np.ndarray:
    """Return where digits seem to be, boxes (n, 4) in pixels of `levels[0]`, the surest first."""
    longest = max(levels[0].shape[:2])
    boxes, chances = [np.zeros((0, 4), np.float32)], [np.zeros(0, np.float32)]
    for side, largest_scale in LOOKS.items():
        scale = side / longest
        if scale <= largest_scale:
            shown = views.padded(views.view(views.resized(levels, scale)), MARGIN)
            (maps,) = run_finder(["coarse"], shown[None])
            inside, heat = views.peaks(maps[0])
            boxes.append((inside - MARGIN) / scale)
            chances.append(heat)
    every, sure = np.concatenate(boxes), np.concatenate(chances)
    return every[_without_shared(every, sure)]


def _without_shared(boxes: np.ndarray, chances: np.ndarray) -> np.ndarray:
    """Return the indices of `MOST` boxes that no surer box covers, the most confident first."""
    kept: list[int] = []
    area = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    for index in np.argsort(-chances, kind="stable"):
        low = np.maximum(boxes[kept, :2], boxes[index, :2])
        high = np.minimum(boxes[kept, 2:], boxes[index, 2:])
        shared = np.prod(np.maximum(high - low, 0), axis=1)
        if len(kept) < MOST and (shared <= SHARED * np.minimum(area[kept], area[index])).all():
            kept.append(int(index))
    return np.array(kept, int)


def second_look(levels: list[np.ndarray], boxes: np.ndarray) -> Found:
    """Look closely at each box, (n, 4) in pixels of `levels[0]`; return what is there."""
    if not len(boxes):  # ONNX Runtime 1.20 refuses a batch of nothing
        return Found(boxes, boxes[:, 0], np.zeros((0, 10)), np.zeros((0, WINDOW, WINDOW)))
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    scales = CLOSE / np.maximum((boxes[:, 2:] - boxes[:, :2]).max(axis=1, keepdims=True), 1e-3)
    windows = [views.window(levels, *each) for each in zip(middles, scales[:, 0], strict=True)]
    shown = np.array(windows, np.float32).reshape(-1, WINDOW, WINDOW, views.CHANNELS)
    coarse, fine = run_finder(["coarse", "fine"], shown)
    # The digit whose centre is most likely, of the cells in the middle of each window.
    start, side = WINDOW // views.COARSE // 2 - REACH, 2 * REACH
    heat = coarse[:, 0, start : start + side, start : start + side].reshape(-1, side * side)
    rows, columns = np.divmod(heat.argmax(axis=1), side) + np.array(start)
    logits = coarse.transpose(0, 2, 3, 1)[np.arange(len(boxes)), rows, columns]
    inside = views.boxes_at(rows, columns, logits[:, views.SIZE])
    found = inside / scales + np.tile(middles - WINDOW / 2 / scales, 2)
    chances, kinds = views.sigmoid(logits[:, 0]), softmax(logits[:, views.KIND])
    return Found(found.astype(np.float32), chances, kinds, views.own_ink(fine, inside))
