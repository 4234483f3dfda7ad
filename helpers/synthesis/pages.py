"""Pages with handwritten digits on them, seen by a camera, and where on them the digits are.

Everything that a finder must tell from digits is put there on purpose: marks, letters, print,
shadows, tables. What a page holds is known exactly, so that no picture needs a label by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from helpers.synthesis.handwriting import Shape
from helpers.synthesis.writing import Writer

#: How a view is filled, and how often.
LAYOUTS = {"one": 0.34, "other": 0.06, "number": 0.22, "rows": 0.25, "part": 0.07, "none": 0.06}
#: Layouts of clear pages, in equal shares.
_CLEAR = ("number", "number", "one", "rows", "other")
#: A page's rows and columns in pixels; place and size of each digit; the size of a usual one.
Plan = tuple[tuple[int, int], list[tuple[np.ndarray, float]], float]
#: Half the pictures with turned digits are turned by 180°, the others by a right angle.
_TURNED = 0.05


@dataclass
class Page:
    """A picture and what is on it."""

    picture: np.ndarray  # uint8 (h, w, 3)
    ink: np.ndarray  # float32 (h, w), 0…1, how much of a pixel the digits' strokes cover
    marks: np.ndarray  # the same for handwriting that is no digit
    owner: np.ndarray  # int16 (h, w), whose ink a pixel is: an index into `boxes`, −1 for nobody's
    kinds: np.ndarray  # integers (n,), 0…9
    boxes: np.ndarray  # float32 (n, 4), x0, y0, x1, y1 of each digit's ink, in pixels
    doubtful: np.ndarray  # bool (n,): may be found or not, being cut off or seen from the side


def page(
    digits: list[Shape], letters: list[Shape], rng: np.random.Generator, side: int = 128,
    layout: str | None = None,
) -> Page:  # fmt: skip
    """Write and photograph a page.

    Args:
        digits: what may be written, from `handwriting.write_digits`.
        letters: what is written beside, from `handwriting.write_letters`.
        rng: makes every choice.
        side: the longer side of the picture at most, in pixels.
        layout: a name from `LAYOUTS`; chosen by their shares when None.

    Returns:
        The page; its picture may be smaller than `side`, and is at least 24 pixels high and wide.
    """
    if layout is None:
        layout = str(rng.choice(list(LAYOUTS), p=list(LAYOUTS.values())))
    shape, places, size = _LAYOUT[layout](side, rng)
    writer = Writer(digits, letters, shape, size, layout in ("other", "none"), rng)
    write = writer.write_other if layout == "other" else writer.write
    for place, length in places:
        write(place, length)
    picture, kinds, boxes, doubtful = writer.finish()
    done = Page(picture, writer.ink, writer.marks, writer.owner, kinds, boxes, doubtful)
    return _seen_from_the_side(done, rng) if rng.random() < _TURNED else done


def clear_pages(
    digits: list[Shape], letters: list[Shape], count: int, rng: np.random.Generator
) -> list[Page]:
    """Write pages whose digits are nearly whole, neither small nor large, for a small finder.

    A picture has at most 96 pixels on a side, a digit's longer side 14 to 64.

    Args:
        digits: as for `page`.
        letters: likewise.
        count: how many pages; nearly half of them hold no digit.
        rng: makes every choice.
    """
    made: list[Page] = []
    while len(made) < count:
        new = page(digits, letters, rng, 96, str(rng.choice(_CLEAR)))
        longer = (new.boxes[:, 2:] - new.boxes[:, :2]).max(axis=1, initial=0)
        if not new.doubtful.any() and np.all((longer >= 14) & (longer <= 64)):
            made.append(new)
    return made


def _one(side: int, rng: np.random.Generator) -> Plan:
    """One digit in a picture of its own."""
    longer = rng.uniform(0.42, 1.0) * side
    shorter = longer * (1 if rng.random() < 0.5 else rng.uniform(0.5, 1))
    w, h = (longer, shorter) if rng.random() < 0.4 else (shorter, longer)
    size = min(rng.uniform(0.3, 0.97) * h, 1.25 * w)
    reach = np.maximum((np.array([w, h]) - (0.72 * size, size)) / 2, 0)
    place = np.array([w, h]) / 2 + rng.uniform(-1, 1, 2) * reach * rng.choice([0.3, 1.0])
    return _whole(h, w), [(place, size)], size


def _number(side: int, rng: np.random.Generator) -> Plan:
    """A number in a picture of its own."""
    count = int(rng.integers(2, 7))
    pitch = rng.uniform(0.62, 1.5)  # of the digits' height
    w = rng.uniform(0.5, 1.0) * side
    size = min(w * rng.uniform(0.7, 0.98) / (pitch * (count - 1) + 0.8), 0.9 * side)
    h = float(np.clip(size * rng.uniform(1.05, 3), 24, side))
    return _whole(h, w), _line(np.array([w, h]) / 2, count, size, pitch, rng), size


def _rows(side: int, rng: np.random.Generator) -> Plan:
    """Part of a page full of numbers."""
    size = np.exp(rng.uniform(np.log(9), np.log(0.5 * side)))
    pitch, lead = rng.uniform(0.6, 2.2), rng.uniform(1.1, 2.6)
    places: list[tuple[np.ndarray, float]] = []
    y = rng.uniform(-0.6, 1) * size
    while y < side + size and len(places) < 60:
        count = int(rng.integers(1, 2 + max(1, int(side / size / pitch))))
        x = rng.uniform(-0.3, 0.9) * side
        places += _line(np.array([x, y]), count, size, pitch, rng)
        y += lead * size * rng.uniform(0.8, 1.3)
    if rng.random() < 0.35:
        places = places[: int(rng.integers(1, 5))]
    return (side, side), places, size


def _part(side: int, rng: np.random.Generator) -> Plan:
    """Digits so large that only a part of them is in sight."""
    size = rng.uniform(0.62, 2.2) * side
    count = int(rng.integers(1, 3))
    places = [(rng.uniform(-0.2, 1.2, 2) * side, size)]
    if count == 2:
        places.append((places[0][0] + (size * rng.choice([-0.9, 0.9]), 0), size))
    return (side, side), places, size


def _none(side: int, rng: np.random.Generator) -> Plan:
    """No digit at all."""
    w, h = rng.uniform(0.4, 1.0, 2) * side
    return _whole(h, w) if rng.random() < 0.5 else (side, side), [], rng.uniform(0.1, 0.8) * side


_LAYOUT: dict[str, Callable[[int, np.random.Generator], Plan]] = {
    "one": _one, "other": _one, "number": _number, "rows": _rows, "part": _part, "none": _none,
}  # fmt: skip


def _whole(h: float, w: float) -> tuple[int, int]:
    return max(24, round(h)), max(24, round(w))


def _line(
    middle: np.ndarray, count: int, size: float, pitch: float, rng: np.random.Generator
) -> list[tuple[np.ndarray, float]]:
    """Return places and sizes of digits in a line around `middle`, unevenly spaced as by hand."""
    uneven = rng.uniform(0, 0.25)
    steps = pitch * size * np.exp(rng.normal(0, uneven, count))
    x = np.cumsum(steps) - steps[0]
    x += middle[0] - x.mean()
    climb = rng.normal(0, 0.06)
    jitter = rng.normal(0, rng.uniform(0, 0.12), count) * size
    y = middle[1] + climb * (x - middle[0]) + jitter
    sizes = size * np.exp(rng.normal(0, rng.uniform(0, 0.15), count))
    return [(np.array(place), length) for *place, length in zip(x, y, sizes, strict=True)]


def _seen_from_the_side(done: Page, rng: np.random.Generator) -> Page:
    """Turn a page by a right angle or upside down: what nobody reads so is no digit any more."""
    quarters = int(rng.choice([1, 2, 2, 3]))
    keep = np.isin(done.kinds, (0, 1, 8, 6, 9) if quarters == 2 else (0, 8))
    lost = np.isin(done.owner, np.flatnonzero(~keep))
    marks = np.where(lost, np.maximum(done.marks, done.ink), done.marks)
    # The number of each digit that is kept, and at last, for an owner of −1, nobody's.
    numbers = np.append(np.where(keep, np.cumsum(keep) - 1, -1), -1).astype(np.int16)
    maps = (done.picture, np.where(lost, 0, done.ink), marks, numbers[done.owner])
    picture, ink, marks, owner = (np.ascontiguousarray(np.rot90(each, quarters)) for each in maps)
    h, w = done.ink.shape
    x0, y0, x1, y1 = done.boxes[keep].T
    sides = {
        1: (y0, w - x1, y1, w - x0),
        2: (w - x1, h - y1, w - x0, h - y0),
        3: (h - y1, x0, h - y0, x1),
    }[quarters]
    boxes = np.stack(sides, axis=1).astype(np.float32)
    doubtful = np.ones(len(boxes), bool)
    return Page(picture, ink, marks, owner, done.kinds[keep], boxes, doubtful)
