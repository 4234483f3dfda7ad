"""Where the printed lines of ruled and squared paper run."""

from __future__ import annotations

import cv2
import numpy as np


def find_lines(ink: np.ndarray, level: float) -> list[np.ndarray]:
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
        band = band_along(ink, line, x, reach)
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
    _, wider, half, _ = measure(ink, line)
    if 2 * half + 3 >= len(wider):
        return None  # as wide as a stripe
    band = band_along(ink, line, x, 1).max(axis=0)
    thirds = [part.mean() for part in np.array_split(band > level, 4)]
    return line if min(thirds) >= 0.6 else None


def band_along(ink: np.ndarray, line: np.ndarray, x: np.ndarray, reach: int) -> np.ndarray:
    """Return the rows within `reach` of the line, as an array of shape (2 · reach + 1, len(x))."""
    rows = np.rint(line[x]).astype(int)[None] + np.arange(-reach, reach + 1)[:, None]
    return ink[np.clip(rows, 0, ink.shape[0] - 1), x[None]]


def measure(ink: np.ndarray, line: np.ndarray) -> tuple[np.ndarray, np.ndarray, int, float]:
    """Return where a line is inside the picture, the rows around it, its half width, its ink."""
    h, w = ink.shape
    x = np.nonzero((line >= -0.5) & (line <= h - 0.5))[0]
    reach = max(6, w // 50)
    band = band_along(ink, line, x, reach).astype(np.float32)
    # The median along the line is the line itself: strokes cross it only here and there.
    profile = np.median(band, axis=1)
    peak = float(profile[reach - 1 : reach + 2].max())
    wide = profile > 0.3 * peak
    half = 1
    while half < reach - 1 and (wide[reach - half - 1] or wide[reach + half + 1]):
        half += 1
    return x, band, half, peak
