"""Pictures that are no digit: what a network must not be sure about.

A network that has only ever seen digits is sure about everything. Shown these as well, with the
target that no digit is likelier than another, it learns to doubt (outlier exposure:
D. Hendrycks, M. Mazeika, T. Dietterich, *Deep Anomaly Detection with Outlier Exposure*, 2019).
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from helpers.mnist_format import to_mnist
from helpers.synthesis.drawings import (
    FONTS,
    HELD_OUT_FONTS,
    SHEET,
    bent,
    doodle_lines,
    polygon_lines,
    random_glyph,
    scribble_lines,
)


def non_digits(
    count: int,
    rng: np.random.Generator,
    digits: np.ndarray | None = None,
    held_out: bool = False,
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
    makers: dict[Callable[..., np.ndarray], float] = {
        _letter: 0.46, _scribble: 0.12, _polygon: 0.1, _doodle: 0.12, _texture: 0.1, _blank: 0.03
    }  # fmt: skip
    if digits is not None:
        makers[_pair] = 0.12
    chances = np.array(list(makers.values()))
    choices = rng.choice(len(makers), count, p=chances / chances.sum())
    result = np.zeros((count, 28, 28), np.uint8)
    for index, choice in enumerate(choices):
        maker = list(makers)[choice]
        if maker is _letter:
            result[index] = _letter(rng, HELD_OUT_FONTS if held_out else FONTS)
        elif maker is _pair:
            result[index] = _pair(rng, digits)
        else:
            result[index] = maker(rng)
    return result


def _letter(rng: np.random.Generator, fonts: tuple[str, ...] = FONTS) -> np.ndarray:
    glyph = random_glyph(rng, fonts)
    if not glyph.any():
        return _scribble(rng)
    return _written(glyph, rng)


def _scribble(rng: np.random.Generator) -> np.ndarray:
    return _written(scribble_lines(rng), rng)


def _polygon(rng: np.random.Generator) -> np.ndarray:
    return _written(polygon_lines(rng), rng)


def _doodle(rng: np.random.Generator) -> np.ndarray:
    if rng.random() < 5 / 6:
        return _written(doodle_lines(rng), rng)
    sheet = np.zeros((SHEET, SHEET), np.uint8)
    corners = rng.uniform(16, SHEET - 16, (int(rng.integers(3, 7)), 2))
    cv2.fillPoly(sheet, [np.rint(corners).astype(np.int32)], 255)
    return to_mnist(sheet)


def _texture(rng: np.random.Generator) -> np.ndarray:
    """Grain, hatching, checks or a wash of grey over the whole picture."""
    side = 28
    kind = rng.integers(4)
    field: np.ndarray
    if kind == 0:
        field = rng.standard_normal((side, side)).astype(np.float32)
        field = cv2.GaussianBlur(field, (0, 0), rng.uniform(0.3, 3))
        field = field / field.std() * rng.uniform(0.1, 0.4) + rng.uniform(0, 0.6)
    elif kind == 1:
        angle, period = rng.uniform(0, np.pi), rng.uniform(3, 9)
        row, column = np.mgrid[:side, :side]
        phase = (np.cos(angle) * row + np.sin(angle) * column) * 2 * np.pi / period
        field = np.sin(phase) * rng.uniform(0.5, 2) + 0.5
    elif kind == 2:
        cell = int(rng.integers(3, 9))
        row, column = np.mgrid[:side, :side]
        field = ((row // cell + column // cell) % 2) * rng.uniform(0.5, 1.0)
    else:
        corner = rng.uniform(0, 1, (2, 2)).astype(np.float32)
        field = cv2.resize(corner, (side, side), interpolation=cv2.INTER_LINEAR)
    image = (np.clip(field, 0, 1) * 255).astype(np.uint8)
    if rng.random() < 0.5:
        image[rng.random((side, side)) < rng.uniform(0, 0.9)] = 0
    return image


def _blank(rng: np.random.Generator) -> np.ndarray:
    """Nothing, a little grain, or a speck."""
    image = np.zeros((28, 28), np.uint8)
    if rng.random() < 0.5:
        grain = np.abs(rng.standard_normal((28, 28))) * rng.uniform(1, 40)
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
    boxes = []
    for digit in chosen:
        columns = np.nonzero(digit.any(axis=0))[0]
        boxes.append(np.pad(digit[:, columns[0] : columns[-1] + 1], ((0, 0), (1, 1))))
    row = np.hstack(boxes)
    enlarged = cv2.resize(row, None, fx=4, fy=4, interpolation=cv2.INTER_CUBIC)
    enlarged[enlarged < 32] = 0
    return to_mnist(enlarged)


def _written(lines: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Bend the lines on a sheet, draw them with a pen, and scale to 28×28."""
    solid = bent(lines, rng)
    pen = int(rng.integers(4, 13))
    solid = cv2.dilate(solid, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (pen, pen)))
    return to_mnist(solid)
