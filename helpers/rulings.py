"""Ruled and squared paper: the printed lines are taken away from under the ink."""

from __future__ import annotations

import cv2
import numpy as np

from helpers.ruled_lines import band_along, find_lines, measure
from helpers.strokes import stroke_width

#: How many times as dark as a line ink is that lies on it.
_DARKER = 1.6


def remove_rulings(ink: np.ndarray, level: float) -> np.ndarray:
    """Take lines that run through the whole picture out of the ink, and leave the digit whole.

    A ruling is straight, much longer than any stroke, and as thin and as dark in the middle of
    the picture as at its borders. Along it, what is darker than the line itself, or continues on
    both sides of it, is a stroke that crosses it, and stays.

    Args:
        ink: uint8 array of shape (h, w): 0 paper … 255 darkest ink.
        level: from which value on something has been drawn or printed, noise being below.

    Returns:
        uint8 array of shape (h, w).
    """
    across = find_lines(ink, level)
    cleaned = _erase(ink, across, np.zeros_like(ink))
    down = find_lines(cleaned.T, level)
    if len(across) + len(down) == 1 and (
        _is_stroke(ink, cleaned, across[0], level)
        if across
        else _is_stroke(ink.T, _erase(ink.T, down, np.zeros_like(ink.T)), down[0], level)
    ):
        return ink
    printed = _printed(ink, across), _printed(ink.T, down).T
    if down:
        # Where two lines cross, each would seem a stroke across the other.
        cleaned = np.minimum(_erase(ink, across, printed[1]), _erase(ink.T, down, printed[0].T).T)
    return _without_sides(cleaned, ink, printed[0] | printed[1], level)


def _is_stroke(ink: np.ndarray, cleaned: np.ndarray, line: np.ndarray, level: float) -> bool:
    """Say whether the only line is a stroke of a digit that was cut out closely.

    Then it ends short of a border, or the ink reaches all four; and the line is as wide and as
    dark as the rest of the ink.
    """
    h, w = ink.shape
    _, _, wide, high = cv2.boundingRect((ink > level).astype(np.uint8))
    rest = cleaned > level
    x, band, half, peak = measure(ink, line)
    middle = len(band) // 2
    seen = band[middle - 1 : middle + 2].max(axis=0) > level
    end = max(1, len(x) // 25)
    short = min(seen[:end].mean(), seen[-end:].mean()) < 0.5
    cut_out = wide >= 0.9 * w and high >= 0.9 * h
    if not (short or cut_out) or rest.sum() < 0.1 * (ink > level).sum():
        return False
    pen = stroke_width(rest.astype(np.uint8))
    return 2 * half + 1 >= 0.7 * pen and peak >= 0.75 * float(np.median(cleaned[rest]))


def _without_sides(
    cleaned: np.ndarray, ink: np.ndarray, printed: np.ndarray, level: float
) -> np.ndarray:
    """Take out what runs straight from one line to the next: the sides of boxes and cells.

    Beside such a side there is something written in the box; a 1 that is alone between two lines
    stays, and so does what is darker or wider than the lines.
    """
    if not printed.any():
        return cleaned
    solid = (cleaned > level).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    dark = _DARKER * float(np.median(ink[printed > 0]))
    near = cv2.dilate(printed, np.ones((9, 9), np.uint8))
    sides, others = [], 0
    for label in range(1, count):
        x, y, w, h, area = stats[label]
        rows, columns = np.nonzero(labels[y : y + h, x : x + w] == label)
        along = rows if h > w else columns
        ends = [(rows[i] + y, columns[i] + x) for i in (along.argmin(), along.argmax())]
        length = float(np.hypot(*np.subtract(*ends)))
        if (
            length > 0.15 * min(ink.shape)
            and area < 0.12 * length * length
            and all(near[end] for end in ends)
            and _is_straight(rows, columns, area / length)
            and np.median(ink[rows + y, columns + x]) <= dark
        ):
            sides.append(label)
        else:
            others = max(others, int(area))
    if not sides or others < 0.5 * max(stats[label, cv2.CC_STAT_AREA] for label in sides):
        return cleaned
    cleaned[np.isin(labels, sides)] = 0
    return cleaned


def _is_straight(rows: np.ndarray, columns: np.ndarray, width: float) -> bool:
    """Say whether pixels lie within a straight band about `width` wide."""
    points = np.stack([columns, rows], axis=1).astype(np.float32)
    return min(cv2.minAreaRect(points)[1]) + 1 <= 1.5 * width + 3


def _printed(ink: np.ndarray, lines: list[np.ndarray]) -> np.ndarray:
    """Return 1 where there is nothing but one of the lines, else 0: uint8 of shape (h, w)."""
    mask = np.zeros_like(ink)
    for line in lines:
        x, band, half, peak = measure(ink, line)
        reach = len(band) // 2
        rows = np.rint(line[x]).astype(int)[None] + np.arange(-half, half + 1)[:, None]
        light = band[reach - half : reach + half + 1] <= _DARKER * peak
        valid = (rows >= 0) & (rows < len(ink)) & light
        mask[rows[valid], np.broadcast_to(x[None], rows.shape)[valid]] = 1
    return mask


def _erase(ink: np.ndarray, lines: list[np.ndarray], printed: np.ndarray) -> np.ndarray:
    """Return the ink without the lines; strokes that cross them stay, `printed` is no stroke."""
    cleaned = ink.copy()
    strokes = np.where(printed, 0, ink)
    for line in lines:
        x, band, half, peak = measure(ink, line)
        reach = len(band) // 2
        beside = band_along(strokes, line, x, half + 1)
        spread = np.ones((1, 2 * half + 1), np.uint8)
        above, below = (cv2.dilate(beside[side][None], spread)[0] for side in (0, -1))
        crossed = np.minimum(above, below) > 0.6 * max(peak, 1)
        darker = band[reach - half : reach + half + 1] > _DARKER * peak
        rows = np.rint(line[x]).astype(int)[None] + np.arange(-half, half + 1)[:, None]
        valid = (rows >= 0) & (rows < len(ink)) & ~(darker | crossed[None])
        cleaned[rows[valid], np.broadcast_to(x[None], rows.shape)[valid]] = 0
    return cleaned
