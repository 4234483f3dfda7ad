"""Digits in the order in which they are read: rows from the top, each from the left."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def reading_order(boxes: Sequence[tuple[float, float, float, float]]) -> list[list[int]]:
    """Sort digits into rows, from the top, and each row from the left.

    A row is a chain of digits each of which overlaps the next one in height by half, so that a
    line that climbs across the page stays one row.

    Args:
        boxes: x, y, width, height of each digit, in pixels.

    Returns:
        For each row the indices of its digits.

    >>> reading_order([(50, 2, 10, 20), (0, 0, 10, 20), (10, 60, 10, 20)])
    [[1, 0], [2]]
    """
    rows: list[list[int]] = []
    for index in sorted(range(len(boxes)), key=lambda index: boxes[index][0]):
        x, y, _, h = boxes[index]
        best, best_gap = None, None
        for row in rows:
            last_x, last_y, _, last_h = boxes[row[-1]]
            shared = min(y + h, last_y + last_h) - max(y, last_y)
            gap = x - last_x
            if shared >= 0.5 * min(h, last_h) and (best is None or gap < best_gap):
                best, best_gap = row, gap
        if best is None:
            rows.append([index])
        else:
            best.append(index)
    rows.sort(key=lambda row: np.mean([boxes[index][1] + boxes[index][3] / 2 for index in row]))
    return rows
