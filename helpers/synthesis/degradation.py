"""Batches of digits spoiled as pens, paper and cameras spoil them, for training.

Batches are as in `augmentation`, float32 (n, 28, 28), 0…1; every function returns a new one.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from helpers.mnist_format import to_mnist
from helpers.synthesis.augmentation import SIZE
from helpers.synthesis.pens import draw_line, on_circle


def blur(images: np.ndarray, rng: np.random.Generator, *, sigma: float = 1.0) -> np.ndarray:
    """Blur each digit by a random amount, up to a Gaussian of `sigma` pixels."""
    padded = np.pad(images, ((0, 0), (2, 2), (0, 0))).astype(np.float32, copy=False)
    blurred = cv2.GaussianBlur(padded.reshape(-1, SIZE), (0, 0), sigma)
    amount = rng.uniform(0, 1, (len(images), 1, 1)).astype(np.float32)
    return images + amount * (blurred.reshape(padded.shape)[:, 2:-2] - images)


def lower_resolution(
    images: np.ndarray, rng: np.random.Generator, *, smallest: int = 11
) -> np.ndarray:
    """Shrink all digits to one size of `smallest` … 20 pixels and enlarge them again."""
    size = int(rng.integers(smallest, 21))
    result = np.empty(images.shape, np.float32)
    for image, low in zip(np.asarray(images, np.float32), result, strict=True):
        small = cv2.resize(image, (size, size), interpolation=cv2.INTER_AREA)
        cv2.resize(small, (SIZE, SIZE), dst=low, interpolation=cv2.INTER_CUBIC)
    return np.clip(result, 0, 1)


def change_contrast(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Make ink fainter and edges harder or softer by random amounts."""
    shape = (len(images), 1, 1)
    hardness = np.exp(rng.uniform(-0.4, 1.5, shape)).astype(np.float32)
    brightness = rng.uniform(0.6, 1.0, shape).astype(np.float32)
    # A straight line through 1/2, cut at 0 and 1; black stays black.
    steep = np.clip((images - 0.5) * hardness + 0.5, 0, 1) * np.minimum(1, images * 8)
    return steep * brightness


def add_noise(images: np.ndarray, rng: np.random.Generator, *, size: float = 0.12) -> np.ndarray:
    """Add the grain of a sensor: normal noise of a random size up to `size`."""
    amount = rng.uniform(0, size, (len(images), 1, 1)).astype(np.float32)
    noise = rng.standard_normal(images.shape, np.float32)
    return np.clip(images + amount * noise, 0, 1)


def break_strokes(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Wipe one or two thin lines out of each digit, where a pen skipped."""
    result = np.array(images, np.float32)
    for image in result:
        for _ in range(int(rng.integers(1, 3))):
            middle = rng.uniform(8, 20, 2)
            half = rng.uniform(3, 8) * on_circle(rng.uniform(0, 2 * np.pi, 1))[0]
            wiped = image.copy()
            _line(wiped, middle - half, middle + half, rng.uniform(0, 0.4))
            np.minimum(image, wiped, out=image)
    return result


def add_lines(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Add what is left of ruled paper: a faint line across each picture, or a piece of one."""
    result = np.array(images, np.float32)
    for image in result:
        layer = np.zeros_like(image)
        row = rng.uniform(0, SIZE)
        tilt = rng.normal(0, 0.7)
        first, last = (0, SIZE) if rng.random() < 0.5 else np.sort(rng.uniform(-5, SIZE + 5, 2))
        start, end = np.array([first, row - tilt]), np.array([last, row + tilt])
        if rng.random() < 0.3:
            start, end = start[::-1], end[::-1]
        _line(layer, start, end, rng.uniform(0.15, 0.7))
        np.maximum(image, layer, out=image)
    return result


def underline(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Underline each digit so closely that the line is taken for a part of it.

    The line has the digit's ink, and both together are scaled to MNIST's box.
    """
    margin = 10
    result = np.array(images, np.float32)
    for index, image in enumerate(result):
        rows, columns = np.nonzero(image > 0.4)
        if len(rows) < 10:
            continue
        sheet = np.pad(np.rint(image * 255).astype(np.uint8), margin)
        row = margin + rows.max() + rng.uniform(-1, 1.5)
        ends = margin + np.array([columns.min(), columns.max()]) + rng.uniform(-5, 5, 2)
        tilt = rng.normal(0, 0.8)
        line = (ends[0], row - tilt), (ends[1], row + tilt)
        draw_line(sheet, line, int(rng.integers(1, 4)))
        result[index] = to_mnist(sheet) * np.float32(1 / 255)
    return result


def add_specks(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Add one to three specks of dust to each picture, mostly away from the digit."""
    result = np.array(images, np.float32)
    for image in result:
        for _ in range(int(rng.integers(1, 4))):
            column, row = (int(v) for v in rng.integers(0, SIZE, 2))
            size = int(rng.integers(1, 3))
            spot = image[row : row + size, column : column + size]
            np.maximum(spot, np.float32(rng.uniform(0.3, 1)), out=spot)
    return result


def _line(image: np.ndarray, start: np.ndarray, end: np.ndarray, ink: float) -> None:
    mask = np.zeros(image.shape, np.uint8)
    draw_line(mask, (start, end))
    image += (mask * np.float32(1 / 255)) * (np.float32(ink) - image)


#: All of them, each for a share of what a network learns from.
WAYS: tuple[Callable[[np.ndarray, np.random.Generator], np.ndarray], ...] = (
    blur, lower_resolution, change_contrast, add_noise, break_strokes, add_lines, add_specks,
    underline,
)  # fmt: skip
