"""Pictures that are no digit: what a network must not be sure about.

A network that has only ever seen digits is sure about everything. Shown these as well, with the
target that no digit is likelier than another, it learns to doubt (outlier exposure:
D. Hendrycks, M. Mazeika, T. Dietterich, *Deep Anomaly Detection with Outlier Exposure*, 2019).
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from helpers.mnist_format import SIDE, to_mnist
from helpers.synthesis import drawings


def non_digits(
    count: int, rng: np.random.Generator, digits: np.ndarray | None = None, held_out: bool = False
) -> np.ndarray:
    """Draw letters, signs, scribbles, textures, pairs of digits and blank paper.

    Args:
        count: how many.
        rng: makes every choice.
        digits: uint8 (n, 28, 28), 0…255: MNIST's digits, for pairs squeezed into one picture;
            when None there are no pairs.
        held_out: draw letters and signs in fonts that are used only so.

    Returns:
        uint8 (count, 28, 28), 0…255, in MNIST's format, ink bright on 0.

    >>> non_digits(5, np.random.default_rng(0)).shape
    (5, 28, 28)
    """
    makers: dict[Callable[[], np.ndarray], float] = {
        lambda: _letter(rng, held_out): 0.46,
        lambda: _written(drawings.scribble_lines(rng), rng): 0.12,
        lambda: _written(drawings.polygon_lines(rng), rng): 0.1,
        lambda: _doodle(rng): 0.12,
        lambda: _texture(rng): 0.1,
        lambda: _blank(rng): 0.03,
    }
    if digits is not None:
        makers[lambda: _pair(rng, digits)] = 0.12
    chances = np.array(list(makers.values()))
    choices = rng.choice(len(makers), count, p=chances / chances.sum())
    made = [list(makers)[choice]() for choice in choices]
    return np.array(made, np.uint8).reshape(-1, SIDE, SIDE)


def _letter(rng: np.random.Generator, held_out: bool) -> np.ndarray:
    glyph = drawings.random_glyph(rng, held_out)
    return _written(glyph if glyph.any() else drawings.scribble_lines(rng), rng)


def _doodle(rng: np.random.Generator) -> np.ndarray:
    if rng.random() < 5 / 6:
        return _written(drawings.doodle_lines(rng), rng)
    side = drawings.SHEET
    sheet = np.zeros((side, side), np.uint8)
    corners = rng.uniform(16, side - 16, (int(rng.integers(3, 7)), 2))
    cv2.fillPoly(sheet, [np.rint(corners).astype(np.int32)], 255)
    return to_mnist(sheet)


def _texture(rng: np.random.Generator) -> np.ndarray:
    """Grain, hatching, checks or a wash of grey over the whole picture."""
    kind = rng.integers(4)
    row, column = np.mgrid[:SIDE, :SIDE]
    field: np.ndarray
    if kind == 0:
        field = rng.standard_normal((SIDE, SIDE)).astype(np.float32)
        field = cv2.GaussianBlur(field, (0, 0), rng.uniform(0.3, 3))
        field = field / field.std() * rng.uniform(0.1, 0.4) + rng.uniform(0, 0.6)
    elif kind == 1:
        angle, period = rng.uniform(0, np.pi), rng.uniform(3, 9)
        phase = (np.cos(angle) * row + np.sin(angle) * column) * 2 * np.pi / period
        field = np.sin(phase) * rng.uniform(0.5, 2) + 0.5
    elif kind == 2:
        cell = int(rng.integers(3, 9))
        field = ((row // cell + column // cell) % 2) * rng.uniform(0.5, 1.0)
    else:
        field = cv2.resize(rng.uniform(0, 1, (2, 2)).astype(np.float32), (SIDE, SIDE))
    image = (np.clip(field, 0, 1) * 255).astype(np.uint8)
    if rng.random() < 0.5:
        image[rng.random((SIDE, SIDE)) < rng.uniform(0, 0.9)] = 0
    return image


def _blank(rng: np.random.Generator) -> np.ndarray:
    """Nothing, a little grain, or a speck."""
    image = np.zeros((SIDE, SIDE), np.uint8)
    if rng.random() < 0.5:
        grain = np.abs(rng.standard_normal((SIDE, SIDE))) * rng.uniform(1, 40)
        image = np.clip(grain, 0, 255).astype(np.uint8)
    if rng.random() < 0.5:
        row, column = rng.integers(2, 24, 2)
        image[row : row + 2, column : column + 2] = rng.integers(60, 256)
    return image


def _pair(rng: np.random.Generator, digits: np.ndarray) -> np.ndarray:
    """Two or three digits side by side, or one upon the other, squeezed into one picture."""
    chosen = digits[rng.integers(len(digits), size=int(rng.integers(2, 4)))]
    if len(chosen) == 2 and rng.random() < 0.35:
        return to_mnist(np.maximum(chosen[0], np.roll(chosen[1], rng.integers(-5, 6, 2), (0, 1))))
    wide = [np.flatnonzero(digit.any(axis=0)) for digit in chosen]
    cut = [digit[:, at[0] : at[-1] + 1] for digit, at in zip(chosen, wide, strict=True)]
    row = np.hstack([np.pad(each, ((0, 0), (1, 1))) for each in cut])
    enlarged = cv2.resize(row, None, fx=4, fy=4, interpolation=cv2.INTER_CUBIC)
    enlarged[enlarged < 32] = 0
    return to_mnist(enlarged)


def _written(lines: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Bend the lines on a sheet, draw them with a pen, and scale to 28×28."""
    solid, width = drawings.bent(lines, rng), int(rng.integers(4, 13))
    pen = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
    return to_mnist(cv2.dilate(solid, pen))
