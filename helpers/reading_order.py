"""Digits in the order in which they are read: rows from the top, each from the left."""

from __future__ import annotations

import numpy as np

from helpers.regions import Region


def reading_order(digits: list[Region]) -> list[Region]:
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
