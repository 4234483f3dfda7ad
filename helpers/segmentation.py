"""Which ink is which digit: pieces of strokes, put together to digits, in reading order."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

import cv2
import numpy as np

from helpers import touching
from helpers.strokes import stroke_width

#: A page of digits has fewer; what has more is not writing.
_MOST_PIECES = 150


@dataclass
class Region:
    """The ink of one digit, or a piece of it.

    Attributes:
        box: x, y, width, height in the pixels of the ink map.
        area: how many pixels are ink.
        darkness: the mean of the ink map over them, 0…255.
        labels: the numbers of its pieces in the label image.
        row: which row of the picture it stands in, from 0.
    """

    box: tuple[int, int, int, int]
    area: int
    darkness: float
    labels: list[int] = field(default_factory=list)
    row: int = 0

    @property
    def longer(self) -> int:
        """The longer side of the box."""
        return max(self.box[2:])


def find_digits(
    solid: np.ndarray, ink: np.ndarray, clean: bool = True
) -> tuple[list[Region], np.ndarray]:
    """Find the digits in an ink map.

    Args:
        solid: uint8 array of shape (h, w), 1 where there is ink, else 0.
        ink: uint8 array of shape (h, w): 0 paper … 255 darkest ink.
        clean: False takes all the ink for one digit.

    Returns:
        The digits in reading order, and an int32 array of shape (h, w) that gives each pixel of
        ink the label of its piece, 0 elsewhere.
    """
    pieces, labels, width = _pieces(solid, ink)
    if not pieces:
        return [], labels
    if not clean:
        return [_union(pieces)], labels
    digits = _assemble(pieces, labels, width, solid.shape)
    return _reading_order(digits), labels


def _pieces(solid: np.ndarray, ink: np.ndarray) -> tuple[list[Region], np.ndarray, float]:
    """Return the connected pieces, breaks narrower than the stroke joined, and its width."""
    width = stroke_width(solid)
    # A gap much narrower than the stroke is no gap that a writer meant.
    reach = max(1, round(0.2 * width))
    disk = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    _, joined = cv2.connectedComponents(cv2.dilate(solid, disk), connectivity=8)
    labels = joined * solid
    areas = np.bincount(labels.ravel())
    masses = np.bincount(labels.ravel(), weights=ink.ravel())
    # What is smaller than a third of a dot made with this pen is dust.
    smallest = max(3.0, 0.25 * width * width)
    pieces = []
    rows, columns = _extents(labels, len(areas))
    for label in np.nonzero(areas >= smallest)[0]:
        if label == 0:
            continue
        top, bottom = rows[label]
        left, right = columns[label]
        box = (int(left), int(top), int(right - left + 1), int(bottom - top + 1))
        pieces.append(Region(box, int(areas[label]), masses[label] / areas[label], [int(label)]))
    return pieces, labels, width


def _extents(labels: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the first and last row, and column, of each label."""
    y, x = np.nonzero(labels)
    found = labels[y, x]
    extents = []
    for values, size in ((y, labels.shape[0]), (x, labels.shape[1])):
        span = np.tile([size, -1], (count, 1))
        np.minimum.at(span[:, 0], found, values)
        np.maximum.at(span[:, 1], found, values)
        extents.append(span)
    return extents[0], extents[1]


def _assemble(
    pieces: list[Region], labels: np.ndarray, width: float, shape: tuple[int, int]
) -> list[Region]:
    """Put pieces together to digits and leave out what is not part of one."""
    # Each is held against each below, so a page of thousands of dots would take many seconds.
    pieces = sorted(pieces, key=lambda piece: -piece.area)[: 4 * _MOST_PIECES]
    pieces = [piece for piece in pieces if not _is_frame(piece, pieces, labels, width)]
    pieces = _without_things(pieces, labels)
    pieces = [piece for piece in pieces if not _is_underline(piece, pieces, labels, width)]
    main = max(pieces, key=lambda piece: _weight(piece, shape))
    stripes = sum(_is_cut_line(piece, shape) for piece in pieces)
    # Another pen, a shadow's edge, the print of the other side: much fainter than the digit.
    pieces = [piece for piece in pieces if piece.darkness >= 0.45 * main.darkness]
    pieces = [piece for piece in pieces if piece is main or not _is_cut_off(piece, main, shape)]
    # A digit is no loss for want of a hundredth of its ink, and noise has many pieces.
    pieces = [piece for piece in pieces if piece.area >= 0.01 * main.area]
    pieces = sorted(pieces, key=lambda piece: -piece.area)[:_MOST_PIECES]
    size = 0.0
    # Of a broken stroke each piece is small; once some are joined, the rest is seen to belong.
    while _usual_height(pieces) > 1.1 * size:
        size = _usual_height(pieces)
        pieces = _merge(pieces, labels, width, size)
    size = _usual_height(pieces)
    digits = []
    whole = [piece for piece in pieces if _is_digit(piece, size, width)]
    widest = touching.ALONE if len(whole) < 2 else touching.AMONG_OTHERS
    for piece in pieces:
        digits += touching.split(piece, labels, width, widest)
    digits = [digit for digit in digits if _is_digit(digit, size, width)]
    # One line has to run through the whole picture to be no 1, several may stop short of a border.
    least = 1.0 if len(digits) == 1 else 0.75
    if digits and all(_is_bar(digit, shape, least) for digit in digits):
        return []
    # What is left of many stripes, most of which were left out as cut off by the border, and ends
    # of lines that look in from it while the paper has room enough for a whole digit.
    if digits and all(_is_cut_line(digit, shape) for digit in digits):
        tallest = max(digit.box[3] for digit in digits)
        if stripes >= len(digits) + 2 or tallest < 0.5 * shape[0]:
            return []
    # A lone dot is dust on blank paper and a lone dash a line; what else is alone is a digit,
    # however the pieces around it made it look small.
    dash = main.box[2] >= 3 * main.box[3]
    return digits or ([] if dash or _is_dot(main, width) else [main])


def _merge(pieces: list[Region], labels: np.ndarray, width: float, size: float) -> list[Region]:
    """Put together what belongs together, until nothing more does."""
    points = {id(piece): _outline(piece, labels) for piece in pieces}
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
            both = members[0] if len(members) == 1 else _union(members)
            points[id(both)] = np.concatenate([points[id(piece)] for piece in members])
            together.append(both)
        pieces = together


def _usual_height(pieces: list[Region]) -> float:
    """Return the height of the piece in which the middle of all the ink lies."""
    pieces = sorted(pieces, key=lambda piece: piece.box[3])
    total = np.cumsum([piece.area for piece in pieces])
    return float(pieces[int(np.searchsorted(total, total[-1] / 2))].box[3])


def _is_frame(piece: Region, pieces: list[Region], labels: np.ndarray, width: float) -> bool:
    """Say whether a piece is a box drawn around other ink."""
    x, y, w, h = piece.box
    around = any(
        other is not piece
        and other.box[0] > x
        and other.box[1] > y
        and other.box[0] + other.box[2] < x + w
        and other.box[1] + other.box[3] < y + h
        for other in pieces
    )
    # A side of such a box, when another has been taken for a ruling: no 1 is so much taller than
    # its neighbours.
    beside = [o for o in pieces if o is not piece and o.area >= 0.3 * piece.area]
    if h >= 0.7 * labels.shape[0] and w <= 2 * width and beside:
        return all(1.35 * o.box[3] <= h or o.box[2] <= 2 * width for o in beside) and any(
            o.box[2] > 2 * width for o in beside
        )
    # A 0 or an 8 around a speck is round: little of its ink lies along the sides of its box.
    if not around or piece.area > 0.5 * w * h:
        return False
    rows, columns = np.nonzero(np.isin(labels[y : y + h, x : x + w], piece.labels))
    points = np.stack([columns, rows], axis=1).astype(np.float32)
    # Upright, as a pair of axes is, or turned.
    upright = ((w - 1) / 2, (h - 1) / 2), (w - 1, h - 1), 0.0
    return any(_along_sides(points, box, width) for box in (upright, cv2.minAreaRect(points)))


def _along_sides(points: np.ndarray, box: tuple, width: float) -> bool:
    """Say whether nearly all points lie along the sides of a box: its middle, size and turn."""
    middle, (wide, high), turn = box
    edge = max(2, round(width), round(0.08 * min(wide, high)))
    cos, sin = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    across, down = (points - middle).T
    from_side = wide / 2 - np.abs(cos * across + sin * down)
    from_end = high / 2 - np.abs(cos * down - sin * across)
    return bool((np.minimum(from_side, from_end) > edge).mean() < 0.1)


def _without_things(pieces: list[Region], labels: np.ndarray) -> list[Region]:
    """Leave out a pen, a finger or an edge that reaches in from outside beside a whole digit.

    Digits are written with one pen: what is much wider than a stroke of theirs is none.
    """
    h, w = labels.shape
    margin = max(1, max(h, w) // 50)
    inside = [
        piece
        for piece in pieces
        if piece.box[0] > margin
        and piece.box[1] > margin
        and piece.box[0] + piece.box[2] < w - margin
        and piece.box[1] + piece.box[3] < h - margin
    ]
    if not inside or len(inside) == len(pieces):
        return pieces
    whole = max(inside, key=lambda piece: piece.longer)
    pen = stroke_width(_mask(whole, labels))
    return [
        piece
        for piece in pieces
        if any(piece is other for other in inside)
        or whole.longer < 0.4 * piece.longer
        or stroke_width(_mask(piece, labels)) < 1.7 * pen + 1
    ]


def _is_underline(piece: Region, pieces: list[Region], labels: np.ndarray, width: float) -> bool:
    """Say whether a piece is a straight line drawn under a digit, clear of it."""
    x, y, w, h = piece.box
    if w < 3 * h:
        return False
    rows, columns = np.nonzero(_mask(piece, labels))
    thin, long = sorted(cv2.minAreaRect(np.stack([columns, rows], 1).astype(np.float32))[1])
    above = [
        other
        for other in pieces
        if other is not piece
        and other.box[1] + other.box[3] < y + h
        and min(x + w, other.box[0] + other.box[2]) - max(x, other.box[0]) > 0.3 * other.box[2]
        and other.area > 0.15 * piece.area
    ]
    if not above or thin + 1 > 2.5 * width or long < 4 * (thin + 1):
        return False
    over = _union(above)
    outline = _outline(piece, labels)
    clear = min(_gap(outline, _outline(other, labels)) for other in above) >= width
    return clear and over.box[3] >= 0.5 * w and w >= 0.6 * over.box[2]


def _weight(piece: Region, shape: tuple[int, int]) -> float:
    """Return how likely a piece is (part of) what the picture was taken of."""
    x, y, w, h = piece.box
    sides = (x <= 1) + (y <= 1) + (x + w >= shape[1] - 1) + (y + h >= shape[0] - 1)
    off = abs((x + w / 2) / shape[1] - 0.5) + abs((y + h / 2) / shape[0] - 0.5)
    return piece.area * piece.darkness * (1.2 - off) * 0.4**sides


def _is_cut_off(piece: Region, main: Region, shape: tuple[int, int]) -> bool:
    """Say whether a piece reaches in from outside: a neighbour's stroke, the edge of the page."""
    x, y, w, h = piece.box
    left, top, right, bottom = x <= 1, y <= 1, x + w >= shape[1] - 1, y + h >= shape[0] - 1
    if not (left or top or right or bottom):
        return False
    if (left and right) or (top and bottom):
        # From one border to the other: in a strip cut from a form that can be a digit.
        return h < 0.7 * main.box[3] or w > 2 * h
    # What looks in from the side shows less of itself than a whole digit.
    beside = (left or right) and w < 0.35 * main.box[3]
    return h < 0.75 * main.box[3] or beside


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
    gap = _gap(points[id(a)], points[id(b)])
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


def _is_digit(piece: Region, size: float, width: float) -> bool:
    """Say whether a piece can be a digit among others that are `size` high."""
    _, _, w, h = piece.box
    # A dash lies, digits stand: even a wide 2 is not three times as wide as high.
    return h >= 0.45 * size and w < 3 * h and not _is_dot(piece, width)


def _is_bar(piece: Region, shape: tuple[int, int], least: float) -> bool:
    """Say whether a piece is a line through the whole picture: a stripe, a crease, an edge.

    A 1 that was cut out closely also reaches from border to border, but its picture is narrow.
    """
    _, y, w, h = piece.box
    cut = y <= 1 or y + h >= shape[0] - 1
    return cut and h >= least * shape[0] - 2 and w < 0.35 * h and w < 0.2 * shape[1]


def _is_cut_line(piece: Region, shape: tuple[int, int]) -> bool:
    """Say whether a piece is long, upright and thin, and ends at the upper or lower border."""
    _, y, w, h = piece.box
    return (y <= 1 or y + h >= shape[0] - 1) and w < 0.4 * h and piece.area < 0.4 * h * h


def _is_dot(piece: Region, width: float) -> bool:
    """Say whether a piece is hardly longer than a stroke is wide."""
    return piece.longer < 1.6 * width


def _mask(piece: Region, labels: np.ndarray) -> np.ndarray:
    """Return the ink of a piece in its box, uint8 with values 0 and 1."""
    x, y, w, h = piece.box
    return np.isin(labels[y : y + h, x : x + w], piece.labels).astype(np.uint8)


def _outline(piece: Region, labels: np.ndarray) -> np.ndarray:
    """Return at most 200 points of the piece's outline, float32 of shape (n, 2)."""
    x, y, _, _ = piece.box
    found, _ = cv2.findContours(_mask(piece, labels), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    points = np.concatenate(found)[:, 0] + (x, y)
    return points[:: max(1, len(points) // 200)].astype(np.float32)


def _gap(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.sqrt(((a[:, None] - b[None]) ** 2).sum(axis=2).min()))


def _union(pieces: list[Region]) -> Region:
    left, top = (min(piece.box[i] for piece in pieces) for i in (0, 1))
    right, bottom = (max(piece.box[i] + piece.box[i + 2] for piece in pieces) for i in (0, 1))
    area = sum(piece.area for piece in pieces)
    darkness = sum(piece.area * piece.darkness for piece in pieces) / area
    labels = [label for piece in pieces for label in piece.labels]
    return Region((left, top, right - left, bottom - top), area, darkness, labels)


def _reading_order(digits: list[Region]) -> list[Region]:
    """Sort digits into rows, from the top, and each row from the left.

    A row is a chain of digits each of which overlaps the next one in height by half, so that a
    line that climbs across the page stays one row.
    """
    rows: list[list[Region]] = []
    for digit in sorted(digits, key=lambda digit: digit.box[0]):
        x, y, _, h = digit.box
        best, best_gap = None, None
        for row in rows:
            _, last_y, _, last_h = row[-1].box
            shared = min(y + h, last_y + last_h) - max(y, last_y)
            gap = x - row[-1].box[0]
            if shared >= 0.5 * min(h, last_h) and (best is None or gap < best_gap):
                best, best_gap = row, gap
        if best is None:
            rows.append([digit])
        else:
            best.append(digit)
    rows.sort(key=lambda row: np.mean([digit.box[1] + digit.box[3] / 2 for digit in row]))
    for index, row in enumerate(rows):
        for digit in row:
            digit.row = index
    return [digit for row in rows for digit in row]
