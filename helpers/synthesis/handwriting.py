"""A stock of handwritten shapes, kept as distances, so that any pen can write them at any size."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from helpers.mnist_format import to_mnist
from helpers.synthesis import augmentation, pens
from helpers.synthesis.drawings import drawing_lines, letter_lines

#: The side of a shape's sheet, in MNIST's pixels; a digit fills about 20 of them.
SHEET = 28
#: Beyond this distance from the stroke, in MNIST's pixels, nothing is kept.
FAR = 7.0
#: A letter's sheet has 112 samples, four for each of MNIST's pixels.
_LETTER_DENSITY = 4
#: The sheet of a hand with habits, and how many of its pixels are one of MNIST's.
_HEIGHT, _WIDTH, _LARGER = 120, 168, 4
_PEN = 8


@dataclass(frozen=True)
class Shape:
    """Something written, as distances from each sample to its stroke, all in MNIST's pixels."""

    kind: int  # 0…9 for a digit, −1 for anything else
    middle: np.ndarray  # float16 (n, n), the distance to the middle of the stroke
    edge: np.ndarray  # float16 (n, n), to the edge of the writer's own stroke, positive inside
    widest: float  # the largest half width of a pen that leaves the loops open
    box: tuple[float, float, float, float]  # x, y, width and height of the writer's own stroke

    def field(self, half_width: float | None) -> np.ndarray:
        """Return the distance from each sample to the stroke's edge, positive inside.

        The pen is a round one of this half width, or the writer's own where that is None; all is
        in MNIST's pixels.
        """
        if half_width is None:
            return self.edge.astype(np.float32)
        return np.float32(min(half_width, self.widest)) - self.middle.astype(np.float32)


def write_digits(
    images: np.ndarray, labels: np.ndarray, count: int, rng: np.random.Generator
) -> list[Shape]:
    """Return digits by MNIST's writers, bent a little; some 1s with flag and foot, 7s with a bar.

    Args:
        images: uint8 (n, 28, 28), 0…255.
        labels: integers (n,).
        count: how many.
        rng: chooses them.

    >>> bar = np.zeros((1, 28, 28), np.uint8)
    >>> bar[0, 4:24, 12:16] = 255
    >>> (shape,) = write_digits(bar, np.array([4]), 1, np.random.default_rng(0))
    >>> shape.kind, shape.middle.shape
    (4, (84, 84))
    """
    # A 1 is more easily taken for a mark than any other digit, so it is met twice as often.
    weights = np.where(labels == 1, 2.0, 1.0)
    chosen = rng.choice(len(images), count, p=weights / weights.sum())
    written = augmentation.add_european_strokes(
        images[chosen] * np.float32(1 / 255), labels[chosen], rng, share=0.4
    )
    # Bent, so that a digit of MNIST's is met in more than one hand.
    written = augmentation.warp(written, rng, rotation=6, scale=0.05, elastic=0.6)
    drawn = np.clip(written * 255, 0, 255).astype(np.uint8)
    pairs = zip(map(pens.solid_of, drawn), labels[chosen].tolist(), strict=True)
    return [_shape(solid, kind, pens.DENSITY) for solid, kind in pairs if solid.any()]


def write_letters(count: int, rng: np.random.Generator, held_out: bool = False) -> list[Shape]:
    """Return letters, signs and a few drawings that nobody takes for digits.

    Args:
        count: how many; those that a font lacks are left out.
        rng: chooses and bends them.
        held_out: take the fonts that are kept for measuring.
    """
    drawn = (
        letter_lines(rng, held_out) if rng.random() < 0.8 else drawing_lines(rng)
        for _ in range(count)
    )
    solids = ((lines > 0).astype(np.uint8) for lines in drawn)
    return [_shape(solid, -1, _LETTER_DENSITY) for solid in solids if solid.any()]


def _shape(solid: np.ndarray, kind: int, density: int) -> Shape:
    """Return the distances of a shape drawn in 0 and 1."""
    middle = pens.distance(1 - pens.thin(solid), density)
    edge = pens.edge_distance(solid, density)
    left, top, width, height = (side / density for side in cv2.boundingRect(solid))
    loops, parts = pens.count_loops(solid), pens.count_parts(solid)
    widest = 0.4
    for half_width in np.arange(0.6, 3.1, 0.2):
        inside = (middle < half_width).astype(np.uint8)
        if pens.count_loops(inside) < loops or pens.count_parts(inside) < parts:
            break
        widest = float(half_width)
    middle, edge = (np.clip(each, -FAR, FAR).astype(np.float16) for each in (middle, edge))
    return Shape(kind, middle, edge, widest, (left, top, width, height))


def in_a_hand(images: np.ndarray, labels: np.ndarray, lean: float = 0.9) -> np.ndarray:
    """Return digits that lean, with a slash through each 0 and a bar through each 7.

    It stands in for a reader who has drawn nothing yet: a writer whose habits MNIST hardly has.

    Args:
        images: uint8 (n, 28, 28), 0…255.
        labels: integers (n,).
        lean: how far to the left the upper end of a digit is moved, as a part of its height;
            below 0 to the right.

    Returns:
        uint8 (n, 28, 28), in MNIST's format.

    >>> ring = np.zeros((1, 28, 28), np.uint8)
    >>> _ = cv2.circle(ring[0], (14, 14), 8, 255, 2)
    >>> in_a_hand(ring, np.array([0])).shape
    (1, 28, 28)
    """
    return np.stack([_written(*each, lean) for each in zip(images, labels, strict=True)])


def _written(image: np.ndarray, label: int, lean: float) -> np.ndarray:
    side = _LARGER * len(image)
    large = cv2.resize(image, (side, side), interpolation=cv2.INTER_CUBIC)
    right = (_WIDTH - side) / 2 - lean * side / 2
    places = np.array([[1, lean, right], [0, 1, (_HEIGHT - side) / 2]])
    sheet = cv2.warpAffine(large, places, (_WIDTH, _HEIGHT))
    rows, columns = np.nonzero(sheet > 100)
    if label in (0, 7) and len(rows):
        row = (rows.min() + rows.max()) // 2
        column = columns[np.abs(rows - row) == np.abs(rows - row).min()].mean()
        slash = (columns.max(), rows.min()), (columns.min(), rows.max())
        bar = (column - 22, row + 3), (column + 22, row - 3)
        line = np.rint(bar if label == 7 else slash).astype(np.int32)
        cv2.polylines(sheet, [line], False, 255, _PEN, cv2.LINE_AA)
    return to_mnist(sheet)
