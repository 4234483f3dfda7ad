"""A sheet of paper on a darker table: the table is painted over with the colour of the paper."""

from __future__ import annotations

import cv2
import numpy as np


def hide_table(picture: np.ndarray, gray: np.ndarray) -> tuple[np.ndarray, tuple[int, int]]:
    """Cut out the sheet of paper in a picture, and paint over what is left of the table around it.

    A sheet is the picture's largest bright area, straight-edged (its outline nearly fills the
    smallest rectangle around it, whatever its turn), hardly indented, and written on. A bar of
    chalk is straight-edged too, but there is nothing in it.

    Args:
        picture: uint8 array of shape (h, w, 3) or (h, w).
        gray: uint8 array of shape (h, w), the same in grey.

    Returns:
        The part of the picture with the sheet, uint8; and x, y of its upper left corner. The
        whole `picture` and 0, 0 when there is no table.
    """
    scale = 160 / max(gray.shape)
    if scale >= 1 or min(gray.shape) * scale < 40:
        return picture, (0, 0)
    small = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), 1.0)
    level, bright = cv2.threshold(small, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    outline = _sheet(bright)
    if outline is None:
        return picture, (0, 0)
    inside = np.zeros_like(small)
    cv2.fillConvexPoly(inside, outline, 1)
    # The sheet's edge, its blur and its shadow: a fortieth of the picture.
    inner = cv2.erode(inside, np.ones((9, 9), np.uint8), borderType=cv2.BORDER_REPLICATE)
    if inner.mean() < 0.06 or inside.mean() > 0.97:
        return picture, (0, 0)
    paper = float(np.median(small[inner > 0]))
    table = float(np.median(small[inside == 0]))
    # Written on: something is as much darker than the paper as a quarter of what the table is.
    dark = (small < paper - max(12.0, 0.25 * (paper - table))) & (inner > 0)
    # A sheet ends within a few pixels; a shadow or the light of a lamp fades.
    wide = np.ones((5, 5), np.uint8)
    near = (
        cv2.erode(inside, wide) & (1 - inner),
        cv2.dilate(inside, wide, iterations=2) & (1 - cv2.dilate(inside, wide)),
    )
    if not all(band.any() for band in near):
        return picture, (0, 0)
    step = np.median(small[near[0] > 0]) - np.median(small[near[1] > 0])
    if step < 0.6 * (paper - table):
        return picture, (0, 0)
    if paper - table < 30 or not 0.002 < dark.sum() / inner.sum() < 0.35 or level > paper:
        return picture, (0, 0)
    if _writing_goes_on(small, inside):
        return picture, (0, 0)
    size = gray.shape[::-1]
    outside = cv2.resize(inner, size, interpolation=cv2.INTER_LINEAR) == 0
    kept = inner.astype(bool)
    shown = picture.copy()
    thumb = cv2.resize(picture, small.shape[::-1], interpolation=cv2.INTER_AREA)
    shown[outside] = np.median(thumb[kept & ~dark], axis=0)
    left, top, width, height = cv2.boundingRect((~outside).astype(np.uint8))
    return shown[top : top + height, left : left + width], (left, top)


def _writing_goes_on(small: np.ndarray, inside: np.ndarray) -> bool:
    """Say whether strokes cross the edge of the bright area: then it ends where a shadow begins.

    Args:
        small: uint8 array of shape (h, w), the picture in grey.
        inside: uint8 array of shape (h, w), 1 in the bright area, else 0.
    """
    side = int(0.2 * min(small.shape)) | 1
    padded = cv2.copyMakeBorder(small, side, side, side, side, cv2.BORDER_REPLICATE)
    ground = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    ground = ground[side:-side, side:-side].astype(np.float32)
    # Nothing but ink swallows a third of the light that falls beside it, in light and in shadow.
    strokes = (ground - small > 0.33 * ground).astype(np.uint8)
    wide = np.ones((5, 5), np.uint8)
    within, beyond = cv2.erode(inside, wide), 1 - cv2.dilate(inside, wide)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    in_light = np.bincount(labels[within > 0], minlength=count)[1:]
    in_shadow = np.bincount(labels[beyond > 0], minlength=count)[1:]
    if (np.minimum(in_light, in_shadow) >= 3).any():
        return True
    left, top, width, height, _ = stats[1:].T
    h, w = small.shape
    alone = (left > 1) & (top > 1) & (left + width < w - 1) & (top + height < h - 1)
    alone &= (np.maximum(width, height) > 0.1 * max(h, w)) & (in_light == 0)
    return bool(alone.any() and in_shadow[alone].max() > in_light.max())


def _sheet(bright: np.ndarray) -> np.ndarray | None:
    """Return the convex outline of the largest bright area if it is a sheet of paper."""
    found, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not found:
        return None
    largest = max(found, key=cv2.contourArea)
    outline = cv2.convexHull(largest)
    area = cv2.contourArea(outline)
    rectangle = cv2.minAreaRect(outline)[1]
    # A disk fills 0.79 of the square around it; a sheet seen at an angle 0.85 and more.
    if max(rectangle) > 3 * min(rectangle) and area < 0.95 * rectangle[0] * rectangle[1]:
        return None  # a stroke of a thick pen has round ends
    if area < 0.1 * bright.size or area < 0.85 * rectangle[0] * rectangle[1]:
        return None
    mask = np.zeros_like(bright)
    cv2.fillConvexPoly(mask, outline, 1)
    return outline if (bright & mask).sum() > 0.85 * mask.sum() else None
