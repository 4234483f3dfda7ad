"""Digits in the order in which they are read: rows from the top, each from the left."""

from __future__ import annotations

import numpy as np


def reading_order(boxes: np.ndarray) -> list[list[int]]:
    """Sort digits into rows, from the top, and each row from the left.

    A row is a chain of digits each of which overlaps the next one in height by half, so that a
    line that climbs across the page stays one row.

    Args:
        boxes: (n, 4): x0, y0, x1, y1 of each digit, in pixels.

    Returns:
        For each row the indices of its digits.

    >>> reading_order(np.array([(50, 2, 60, 22), (0, 0, 10, 20), (10, 60, 20, 80)]))
    [[1, 0], [2]]
    """
    rows: list[list[int]] = []
    for index in np.argsort(boxes[:, 0], kind="stable").tolist():
        left, top, _, bottom = boxes[index]
        nearest, gap = None, np.inf
        for row in rows:
            last_left, last_top, _, last_bottom = boxes[row[-1]]
            shared = min(bottom, last_bottom) - max(top, last_top)
            half = 0.5 * min(bottom - top, last_bottom - last_top)
            if shared >= half and left - last_left < gap:
                nearest, gap = row, left - last_left
        if nearest is None:
            rows.append([index])
        else:
            nearest.append(index)
    return sorted(rows, key=lambda row: boxes[row][:, [1, 3]].mean())
