"""What is no digit: frames, underlines, things on the paper, neighbours cut off by the border."""

from __future__ import annotations

import cv2
import numpy as np

from helpers.regions import Region, gap_between, mask_of, outline_of, union
from helpers.strokes import stroke_width


def is_frame(piece: Region, pieces: list[Region], labels: np.ndarray, width: float) -> bool:
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


def without_things(pieces: list[Region], labels: np.ndarray) -> list[Region]:
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
    pen = stroke_width(mask_of(whole, labels))
    return [
        piece
        for piece in pieces
        if any(piece is other for other in inside)
        or whole.longer < 0.4 * piece.longer
        or not (
            stroke_width(mask_of(piece, labels)) >= 1.7 * pen + 1 or _is_rod(piece, whole, labels)
        )
    ]


def _is_rod(piece: Region, whole: Region, labels: np.ndarray) -> bool:
    """Say whether a piece is as straight as a pen, cut off by the border, and no 1 in a row."""
    x, y, w, h = piece.box
    if x > 1 and y > 1 and x + w < labels.shape[1] - 1 and y + h < labels.shape[0] - 1:
        return False
    if w < 0.5 * h and 0.8 * whole.box[3] <= h <= 1.25 * whole.box[3]:
        return False
    rows, columns = np.nonzero(mask_of(piece, labels))
    thin, long = sorted(cv2.minAreaRect(np.stack([columns, rows], 1).astype(np.float32))[1])
    return thin + 1 < 0.25 * long and piece.area > 0.75 * (thin + 1) * (long + 1)


def is_underline(piece: Region, pieces: list[Region], labels: np.ndarray, width: float) -> bool:
    """Say whether a piece is a straight line drawn under a digit, clear of it."""
    x, y, w, h = piece.box
    if w < 3 * h:
        return False
    rows, columns = np.nonzero(mask_of(piece, labels))
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
    over = union(above)
    outline = outline_of(piece, labels)
    clear = min(gap_between(outline, outline_of(other, labels)) for other in above) >= width
    return clear and over.box[3] >= 0.5 * w and w >= 0.6 * over.box[2]


def is_cut_off(piece: Region, main: Region, shape: tuple[int, int]) -> bool:
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


def is_bar(piece: Region, shape: tuple[int, int], least: float) -> bool:
    """Say whether a piece is a line through the whole picture: a stripe, a crease, an edge.

    A 1 that was cut out closely also reaches from border to border, but its picture is narrow.
    """
    _, y, w, h = piece.box
    cut = y <= 1 or y + h >= shape[0] - 1
    return cut and h >= least * shape[0] - 2 and w < 0.35 * h and w < 0.2 * shape[1]


def is_cut_line(piece: Region, shape: tuple[int, int]) -> bool:
    """Say whether a piece is long, upright and thin, and ends at the upper or lower border."""
    _, y, w, h = piece.box
    return (y <= 1 or y + h >= shape[0] - 1) and w < 0.4 * h and piece.area < 0.4 * h * h


def is_dot(piece: Region, width: float) -> bool:
    """Say whether a piece is hardly longer than a stroke is wide."""
    return piece.longer < 1.6 * width


def is_digit(piece: Region, size: float, width: float) -> bool:
    """Say whether a piece can be a digit among others that are `size` high."""
    _, _, w, h = piece.box
    # A dash lies, digits stand: even a wide 2 is not three times as wide as high.
    return h >= 0.45 * size and w < 3 * h and not is_dot(piece, width)
