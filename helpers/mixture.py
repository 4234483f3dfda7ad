"""What the shipped network learns from: MNIST, spoiled MNIST, pictures on paper, and non-digits.

Everything is made from MNIST's training images, by code, from a seed.
"""

from __future__ import annotations

import cv2
import numpy as np

from helpers import augmentation, degradation
from helpers.preprocessing import prepare
from helpers.rendering import render
from helpers.training import Change

#: Shares of a batch: spoiled digits, pictures on paper, non-digits; the rest is MNIST, warped.
SPOILED, ON_PAPER, NO_DIGIT = 0.12, 0.2, 0.07


def on_paper(
    images: np.ndarray,
    labels: np.ndarray,
    count: int,
    seed: int,
    severities: tuple[float, float] = (0.0, 3.2),
) -> tuple[np.ndarray, np.ndarray]:
    """Write digits on paper, photograph them, and let `preprocessing` find them again.

    Pictures in which something else than the digit was found are left out: their label would
    be wrong.

    Args:
        images: uint8 (n, 28, 28), 0…255.
        labels: integers (n,).
        count: how many pictures to make; a few fewer come back.
        seed: makes every choice.
        severities: the range of `rendering.render`'s severity.

    Returns:
        uint8 (m, 28, 28) and integers (m,), m ≤ `count`.
    """
    rng = np.random.default_rng(seed)
    found, kept = [], []
    european = augmentation.add_european_strokes(
        images * np.float32(1 / 255), labels, rng, share=0.3
    )
    written = np.rint(np.clip(european, 0, 1) * 255).astype(np.uint8)
    for index in rng.integers(len(images), size=count):
        picture = render(written[index], rng, rng.uniform(*severities), longest=300)
        digits = prepare(picture).digits
        if len(digits) == 1 and likeness(digits[0], written[index]) > 0.75:
            found.append(digits[0])
            kept.append(index)
    return np.array(found, np.uint8).reshape(-1, 28, 28), labels[kept]


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """Return the cosine between two images (28, 28), both blurred: 1 for the same.

    >>> round(likeness(np.eye(28), np.eye(28)), 3)
    1.0
    """
    a, b = (cv2.GaussianBlur(image.astype(np.float32), (0, 0), 2) for image in (one, other))
    norm = np.sqrt((a * a).sum() * (b * b).sum())
    return float((a * b).sum() / norm) if norm else 0.0


def mixture(paper: tuple[np.ndarray, np.ndarray], others: np.ndarray) -> Change:
    """Return what turns a batch of MNIST into a batch of everything.

    Args:
        paper: images and labels from `on_paper`.
        others: uint8 (n, 28, 28) from `non_digits`; the network learns to find no digit likelier
            than another in them.

    Returns:
        A function of a batch's images (0…1), targets (n, 10) and a generator.
    """
    paper_images, paper_labels = paper
    one_hot = np.eye(10, dtype=np.float32)

    def change(images, targets, rng):
        count = len(images)
        ends = np.cumsum(np.rint(count * np.array([SPOILED, ON_PAPER, NO_DIGIT])).astype(int))
        spoiled, written, other, plain = np.split(np.arange(count), ends)
        result, wanted = np.empty_like(images), targets.copy()
        # Little shifting: whatever reaches the network has been centred by its mass before.
        result[plain] = augmentation.warp(
            images[plain], rng, rotation=12, scale=0.1, shift=1, elastic=0.7
        )
        result[spoiled] = spoil(images[spoiled], targets[spoiled].argmax(axis=1), rng)
        chosen = rng.integers(len(paper_images), size=len(written))
        digits = paper_images[chosen] * np.float32(1 / 255)
        result[written] = augmentation.warp(digits, rng, scale=0.08, shift=1, elastic=0.4)
        wanted[written] = one_hot[paper_labels[chosen]]
        chosen = rng.integers(len(others), size=len(other))
        signs = others[chosen] * np.float32(1 / 255)
        result[other] = augmentation.warp(signs, rng, shift=1.5, elastic=0.4)
        wanted[other] = 0.1
        return result, wanted

    return change


def spoil(images: np.ndarray, labels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Bend the digits strongly, change their pens, and spoil each in one of eight ways or none.

    Args:
        images: float32 (n, 28, 28), 0…1.
        labels: integers (n,).
        rng: makes every choice.

    Returns:
        float32 (n, 28, 28), 0…1.
    """
    result = augmentation.add_european_strokes(images, labels, rng, share=0.4)
    result = augmentation.warp(
        result, rng, rotation=15, shear=0.25, scale=0.15, shift=1, elastic=0.7
    )
    result = augmentation.change_thickness(result, rng)
    ways = [
        degradation.blur,
        degradation.lower_resolution,
        degradation.change_contrast,
        degradation.add_noise,
        degradation.break_strokes,
        degradation.add_lines,
        degradation.add_specks,
        degradation.underline,
    ]
    choice = rng.integers(len(ways) + 2, size=len(images))
    for number, way in enumerate(ways):
        if (choice == number).any():
            result[choice == number] = way(result[choice == number], rng)
    return result
