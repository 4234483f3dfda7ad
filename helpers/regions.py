"""Regions of ink: the connected pieces of a picture, and what is measured on them."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np

from helpers.strokes import stroke_width


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


def find_pieces(solid: np.ndarray, ink: np.ndarray) -> tuple[list[Region], np.ndarray, float]:
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


def union(pieces: list[Region]) -> Region:
    """Return several pieces as one."""
    left, top = (min(piece.box[i] for piece in pieces) for i in (0, 1))
    right, bottom = (max(piece.box[i] + piece.box[i + 2] for piece in pieces) for i in (0, 1))
    area = sum(piece.area for piece in pieces)
    darkness = sum(piece.area * piece.darkness for piece in pieces) / area
    labels = [label for piece in pieces for label in piece.labels]
    return Region((left, top, right - left, bottom - top), area, darkness, labels)


def mask_of(piece: Region, labels: np.ndarray) -> np.ndarray:
    """Return the ink of a piece in its box, uint8 with values 0 and 1."""
    x, y, w, h = piece.box
    return np.isin(labels[y : y + h, x : x + w], piece.labels).astype(np.uint8)


def outline_of(piece: Region, labels: np.ndarray) -> np.ndarray:
    """Return at most 200 points of the piece's outline, float32 of shape (n, 2)."""
    x, y, _, _ = piece.box
    found, _ = cv2.findContours(mask_of(piece, labels), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    points = np.concatenate(found)[:, 0] + (x, y)
    return points[:: max(1, len(points) // 200)].astype(np.float32)


def gap_between(a: np.ndarray, b: np.ndarray) -> float:
    """Return the distance between the nearest two of two sets of points, float32 (n, 2) each."""
    # (A sum over an axis of two takes four times as long, which a page of dust makes seconds of.)
    squares = np.square(a[:, 0, None] - b[None, :, 0])
    squares += np.square(a[:, 1, None] - b[None, :, 1])
    return float(np.sqrt(squares.min()))
