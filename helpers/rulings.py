"""Ruled and squared paper: finds the printed lines and takes them away from under the ink."""

from __future__ import annotations

import cv2
import numpy as np

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
    across = _find_lines(ink, level)
    cleaned = _erase(ink, across, np.zeros_like(ink))
    down = _find_lines(cleaned.T, level)
    printed = _printed(ink, across), _printed(ink.T, down).T
    if down:
        # Where two lines cross, each would seem a stroke across the other.
        cleaned = np.minimum(_erase(ink, across, printed[1]), _erase(ink.T, down, printed[0].T).T)
    return _without_sides(cleaned, ink, printed[0] | printed[1], level)


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


def _find_lines(ink: np.ndarray, level: float) -> list[np.ndarray]:
    """Return the roughly horizontal rulings, each as the line's row in every column."""
    h, w = ink.shape
    if w < 24 or h < 24:
        return []
    scale = min(1.0, 300 / w)
    small = (
        ink
        if scale == 1
        else cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    )
    # The ridge: as dark as anything within two pixels above and below.
    ridge = (small > level) & (small >= cv2.dilate(small, np.ones((5, 1), np.uint8)))
    height, width = small.shape
    slopes = np.tan(np.radians(np.arange(-18, 19)))
    rows, columns = np.nonzero(ridge)
    if len(rows) < 0.5 * width:
        return []
    # Hough's vote, for nearly horizontal lines only: where does each pixel's line cross the middle?
    margin = int(np.ceil(abs(slopes[0]) * width / 2)) + 2
    size = height + 2 * margin
    start = (rows + (margin + 0.5)).astype(np.float32)
    across = (columns - width / 2).astype(np.float32)
    votes = np.empty((len(slopes), size), np.float32)
    for index, slope in enumerate(slopes.astype(np.float32)):
        bins = (start - slope * across).astype(np.int32)
        votes[index] = np.bincount(bins, minlength=size)[:size]
    votes[:, 1:-1] += 0.5 * (votes[:, :-2] + votes[:, 2:])
    x = np.arange(w)
    lines = []
    for _ in range(60):
        best = int(votes.argmax())
        slope_index, bin_index = divmod(best, size)
        if votes[slope_index, bin_index] < 0.35 * width:
            break
        slope, middle = slopes[slope_index], bin_index - margin
        y = (middle + slope * (np.arange(width) - width / 2)).astype(np.float32)
        line = _follow(ink, level, np.interp((x + 0.5) * scale - 0.5, np.arange(width), y) / scale)
        if line is not None:
            lines.append(line)
        # Strike out the votes of this line at every slope that stays near it.
        reach = 3 + np.abs(slopes - slope) * width / 2
        for index in range(len(slopes)):
            r = int(min(reach[index], 0.05 * width + 3))
            votes[index, max(0, bin_index - r) : bin_index + r + 1] = 0
    return lines


def _follow(ink: np.ndarray, level: float, rough: np.ndarray) -> np.ndarray | None:
    """Refine a line and return its rows; None when it is not a ruling."""
    h, w = ink.shape
    inside = (rough >= 0) & (rough <= h - 1)
    if inside.sum() < 0.5 * w:
        return None
    x = np.nonzero(inside)[0]
    reach = max(3, w // 100)
    line = rough
    for degree in (1, 2):
        band = _band(ink, line, x, reach)
        # The middle of a thick line, not its first row.
        blurred = cv2.GaussianBlur(band, (1, 2 * reach + 1), sigmaX=0.5, sigmaY=0.4 * reach)
        offset = blurred.argmax(axis=0) - reach
        seen = band.max(axis=0) > level
        # Rulings go from border to border; strokes do not.
        if seen.mean() < 0.75:
            return None
        fit = x[seen]
        rows = line[fit] + offset[seen]
        residual = np.abs(offset[seen] - np.median(offset[seen]))
        close = residual <= max(2, reach // 2)
        if close.sum() < 0.5 * len(x):
            return None
        weights = np.polyfit(fit[close] / w, rows[close], degree)
        line = np.polyval(weights, np.arange(w) / w)
        reach = max(2, reach // 2)
    x = np.nonzero((line >= 0) & (line <= h - 1))[0]
    if len(x) < 0.5 * w:
        return None
    _, wider, half, _ = _measure(ink, line)
    if 2 * half + 3 >= len(wider):
        return None  # as wide as a stripe
    band = _band(ink, line, x, 1).max(axis=0)
    thirds = [part.mean() for part in np.array_split(band > level, 4)]
    return line if min(thirds) >= 0.6 else None


def _band(ink: np.ndarray, line: np.ndarray, x: np.ndarray, reach: int) -> np.ndarray:
    """Return the rows within `reach` of the line, as an array of shape (2 · reach + 1, len(x))."""
    rows = np.rint(line[x]).astype(int)[None] + np.arange(-reach, reach + 1)[:, None]
    return ink[np.clip(rows, 0, ink.shape[0] - 1), x[None]]


def _measure(ink: np.ndarray, line: np.ndarray) -> tuple[np.ndarray, np.ndarray, int, float]:
    """Return where a line is inside the picture, the rows around it, its half width, its ink."""
    h, w = ink.shape
    x = np.nonzero((line >= -0.5) & (line <= h - 0.5))[0]
    reach = max(6, w // 50)
    band = _band(ink, line, x, reach).astype(np.float32)
    # The median along the line is the line itself: strokes cross it only here and there.
    profile = np.median(band, axis=1)
    peak = float(profile[reach - 1 : reach + 2].max())
    wide = profile > 0.3 * peak
    half = 1
    while half < reach - 1 and (wide[reach - half - 1] or wide[reach + half + 1]):
        half += 1
    return x, band, half, peak


def _printed(ink: np.ndarray, lines: list[np.ndarray]) -> np.ndarray:
    """Return 1 where there is nothing but one of the lines, else 0: uint8 of shape (h, w)."""
    mask = np.zeros_like(ink)
    for line in lines:
        x, band, half, peak = _measure(ink, line)
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
        x, band, half, peak = _measure(ink, line)
        reach = len(band) // 2
        beside = _band(strokes, line, x, half + 1)
        spread = np.ones((1, 2 * half + 1), np.uint8)
        above, below = (cv2.dilate(beside[side][None], spread)[0] for side in (0, -1))
        crossed = np.minimum(above, below) > 0.6 * max(peak, 1)
        darker = band[reach - half : reach + half + 1] > _DARKER * peak
        rows = np.rint(line[x]).astype(int)[None] + np.arange(-half, half + 1)[:, None]
        valid = (rows >= 0) & (rows < len(ink)) & ~(darker | crossed[None])
        cleaned[rows[valid], np.broadcast_to(x[None], rows.shape)[valid]] = 0
    return cleaned
