"""Which ink is which digit: pieces of strokes, put together to digits, in reading order."""

from __future__ import annotations

import numpy as np

from helpers import touching
from helpers.clutter import (
    is_bar,
    is_cut_line,
    is_cut_off,
    is_digit,
    is_dot,
    is_frame,
    is_underline,
    without_things,
)
from helpers.joining import merge, usual_height
from helpers.reading_order import reading_order
from helpers.regions import Region, find_pieces, union

#: A page of digits has fewer; what has more is not writing.
_MOST_PIECES = 150


def find_digits(
    solid: np.ndarray, ink: np.ndarray, clean: bool = True, alone: bool = False
) -> tuple[list[Region], np.ndarray]:
    """Find the digits in an ink map.

    Args:
        solid: uint8 array of shape (h, w), 1 where there is ink, else 0.
        ink: uint8 array of shape (h, w): 0 paper … 255 darkest ink.
        clean: False takes all the ink for one digit.
        alone: there is no more than one digit, however many pieces it fell into.

    Returns:
        The digits in reading order, and an int32 array of shape (h, w) that gives each pixel of
        ink the label of its piece, 0 elsewhere.
    """
    pieces, labels, width = find_pieces(solid, ink)
    if not pieces:
        return [], labels
    if not clean:
        return [union(pieces)], labels
    digits = _assemble(pieces, labels, width, solid.shape, alone)
    rows = reading_order([digit.box for digit in digits])
    for number, row in enumerate(rows):
        for index in row:
            digits[index].row = number
    return [digits[index] for row in rows for index in row], labels


def _assemble(
    pieces: list[Region],
    labels: np.ndarray,
    width: float,
    shape: tuple[int, int],
    alone: bool,
) -> list[Region]:
    """Put pieces together to digits and leave out what is not part of one."""
    # Each is held against each below, so a page of thousands of dots would take many seconds.
    pieces = sorted(pieces, key=lambda piece: -piece.area)[: 4 * _MOST_PIECES]
    pieces = [piece for piece in pieces if not is_frame(piece, pieces, labels, width)]
    pieces = without_things(pieces, labels)
    pieces = [piece for piece in pieces if not is_underline(piece, pieces, labels, width)]
    main = max(pieces, key=lambda piece: weight_of(piece, shape))
    stripes = sum(is_cut_line(piece, shape) for piece in pieces)
    # Another pen, a shadow's edge, the print of the other side: much fainter than the digit.
    pieces = [piece for piece in pieces if piece.darkness >= 0.45 * main.darkness]
    pieces = [piece for piece in pieces if piece is main or not is_cut_off(piece, main, shape)]
    # A digit is no loss for want of a hundredth of its ink, and noise has many pieces.
    pieces = [piece for piece in pieces if piece.area >= 0.01 * main.area]
    pieces = sorted(pieces, key=lambda piece: -piece.area)[:_MOST_PIECES]
    if alone and main.box[2] < 3 * main.box[3]:
        return [union([piece for piece in pieces if piece.area >= 0.03 * main.area])]
    size = 0.0
    # Of a broken stroke each piece is small; once some are joined, the rest is seen to belong.
    while usual_height(pieces) > 1.1 * size:
        size = usual_height(pieces)
        pieces = merge(pieces, labels, width, size)
    size = usual_height(pieces)
    digits = []
    whole = [piece for piece in pieces if is_digit(piece, size, width)]
    widest = touching.ALONE if len(whole) < 2 else touching.AMONG_OTHERS
    for piece in pieces:
        # Lines of print are cut into more and more letters.
        full = len(digits) >= _MOST_PIECES
        digits += [piece] if full else touching.split(piece, labels, width, widest)
    digits = [digit for digit in digits if is_digit(digit, size, width)]
    # One line has to run through the whole picture to be no 1, several may stop short of a border.
    least = 1.0 if len(digits) == 1 else 0.75
    if digits and all(is_bar(digit, shape, least) for digit in digits):
        return []
    # What is left of many stripes, most of which were left out as cut off by the border, and ends
    # of lines that look in from it while the paper has room enough for a whole digit.
    if digits and all(is_cut_line(digit, shape) for digit in digits):
        tallest = max(digit.box[3] for digit in digits)
        if stripes >= len(digits) + 2 or tallest < 0.5 * shape[0]:
            return []
    # A lone dot is dust on blank paper and a lone dash a line; what else is alone is a digit,
    # however the pieces around it made it look small.
    dash = main.box[2] >= 3 * main.box[3]
    return digits or ([] if dash or is_dot(main, width) else [main])


def weight_of(piece: Region, shape: tuple[int, int]) -> float:
    """Return how likely a piece is (part of) what the picture was taken of."""
    x, y, w, h = piece.box
    sides = (x <= 1) + (y <= 1) + (x + w >= shape[1] - 1) + (y + h >= shape[0] - 1)
    off = abs((x + w / 2) / shape[1] - 0.5) + abs((y + h / 2) / shape[0] - 0.5)
    return piece.area * piece.darkness * (1.2 - off) * 0.4**sides
