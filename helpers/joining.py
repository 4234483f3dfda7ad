"""Which pieces of ink belong together: broken strokes, and parts that a writer leaves apart."""

from __future__ import annotations

import itertools

import numpy as np

from helpers.regions import Region, gap_between, outline_of, union


def merge(pieces: list[Region], labels: np.ndarray, width: float, size: float) -> list[Region]:
    """Put together what belongs together, until nothing more does."""
    points = {id(piece): outline_of(piece, labels) for piece in pieces}
    while True:
        group = list(range(len(pieces)))
        for i, j in itertools.combinations(range(len(pieces)), 2):
            if group[i] != group[j] and _belong_together(pieces[i], pieces[j], points, width, size):
                old, new = group[j], group[i]
                group = [new if number == old else number for number in group]
        if len(set(group)) == len(pieces):
            return pieces
        together = []
        for number in sorted(set(group)):
            members = [piece for piece, own in zip(pieces, group, strict=True) if own == number]
            both = members[0] if len(members) == 1 else union(members)
            points[id(both)] = np.concatenate([points[id(piece)] for piece in members])
            together.append(both)
        pieces = together


def usual_height(pieces: list[Region]) -> float:
    """Return the height of the piece in which the middle of all the ink lies."""
    pieces = sorted(pieces, key=lambda piece: piece.box[3])
    total = np.cumsum([piece.area for piece in pieces])
    return float(pieces[int(np.searchsorted(total, total[-1] / 2))].box[3])


def _belong_together(a: Region, b: Region, points, width: float, size: float) -> bool:
    """Say whether two pieces are parts of one digit; `size` is the height of digits here."""
    if a.area < b.area:
        a, b = b, a
    (ax, ay, aw, ah), (bx, by, bw, bh) = a.box, b.box
    apart_x = max(ax, bx) - min(ax + aw, bx + bw)
    apart_y = max(ay, by) - min(ay + ah, by + bh)
    # Half a 3 is wider than high, a whole digit is not: the other half may be a bit further off.
    halves = max(ah / aw, bh / bw) <= 1.0 and -apart_x >= 0.5 * min(aw, bw)
    above = -apart_x >= 0.5 * min(aw, bw) and apart_y > -0.25 * min(ah, bh)
    farthest = (0.45 if halves or above else 0.25) * size
    if max(apart_x, apart_y) > farthest:
        return False
    high = max(ay + ah, by + bh) - min(ay, by)
    wide = max(ax + aw, bx + bw) - min(ax, bx)
    gap = gap_between(points[id(a)], points[id(b)])
    # Rows of digits keep apart: pieces side by side, or nearly touching, are of one digit.
    tallest = max(size, ah, bh) if apart_y < 0 else 1.08 * size if gap <= 0.6 * width else size
    if high > (2.6 if halves else 1.8) * tallest or wide > 1.8 * size:
        return False
    if max(bw, bh) < 0.6 * size:
        dot = b.area < 2.5 * width * width and max(bw, bh) < 2.2 * width
        return gap <= (0.8 * width if dot else 0.25 * size)
    if -apart_x >= 0.5 * min(aw, bw):
        return gap <= farthest  # one above the other
    # Side by side: two digits of one hand are about equally high and stand on one line.
    if min(ah, bh) >= 0.75 * max(ah, bh) and -apart_y >= 0.75 * max(ah, bh):
        return gap <= 0.35 * width
    return gap <= (0.25 if apart_x < 0 else 0.15) * max(ah, bh)
