"""What the shipped network learns from: MNIST, spoiled MNIST, digits on pages, and non-digits.

Everything is made from MNIST's training images, by code, from a seed.
"""

from __future__ import annotations

import numpy as np

from helpers.mnist_format import SIDE, to_mnist
from helpers.recognition.finder import find, second_look
from helpers.recognition.views import pyramid
from helpers.synthesis import augmentation, degradation
from helpers.synthesis.handwriting import write_digits, write_letters
from helpers.synthesis.pages import page
from helpers.training.loop import Batch, Change

#: Shares of a batch: spoiled digits, digits found on pages, non-digits; the rest is MNIST, warped.
SPOILED, ON_PAGES, NO_DIGIT = 0.12, 0.2, 0.07
#: The longest side of a page, in pixels, and a digit's at least.
_PAGE, _LEAST = (96, 288), 14
#: The finder looks where a digit is, but not exactly: shares of its size.
_UNSTEADY = 0.06


def on_pages(
    images: np.ndarray, labels: np.ndarray, count: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Write digits on pages, photograph them, and let the finder cut them out again.

    Digits that the finder doesn't see where they are have no place here: their label would be
    wrong. Both what is given and what is returned are uint8 (n, 28, 28) and labels (n,).
    """
    rng = np.random.default_rng(seed)
    stock = write_digits(images, labels, count // 2, rng), write_letters(count // 20, rng)
    crops: list[np.ndarray] = []
    kinds: list[int] = []
    while len(crops) < count:
        seen = page(*stock, rng, int(rng.integers(*_PAGE)))
        size = seen.boxes[:, 2:] - seen.boxes[:, :2]
        longer = size.max(axis=1, keepdims=True, initial=0)
        chosen = ~seen.doubtful & (longer[:, 0] >= _LEAST)
        moves = rng.normal(0, _UNSTEADY, (chosen.sum(), 4))
        boxes = seen.boxes[chosen] + moves * longer[chosen]
        levels = pyramid(np.ascontiguousarray(seen.picture))
        found = second_look(levels, second_look(levels, boxes).boxes)
        true = (found.chances > 0.5) & (_overlap(found.boxes, seen.boxes[chosen]) > 0.6)
        crops += [to_mnist(ink) for ink in found.inks[true]]
        kinds += list(seen.kinds[chosen][true])
    return np.array(crops[:count], np.uint8), np.array(kinds[:count])


def taken_for_digits(count: int, seed: int) -> np.ndarray:
    """Return what the finder cuts out of `count` pages that hold no digit: uint8 (n, 28, 28)."""
    rng = np.random.default_rng(seed)
    letters = write_letters(400, rng)
    crops = [np.zeros((0, SIDE, SIDE), np.uint8)]
    for _ in range(count):
        seen = page([], letters, rng, int(rng.integers(*_PAGE)), str(rng.choice(["other", "none"])))
        crops += [to_mnist(ink)[None] for ink in find(np.ascontiguousarray(seen.picture)).inks]
    return np.concatenate(crops)


def _overlap(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return of pairs of boxes (n, 4) the area that both share, as a part of what both cover."""
    both = np.minimum(one[:, 2:], other[:, 2:]) - np.maximum(one[:, :2], other[:, :2])
    shared = np.prod(np.maximum(both, 0), axis=1)
    areas = sum(np.prod(each[:, 2:] - each[:, :2], axis=1) for each in (one, other))
    return shared / np.maximum(areas - shared, 1e-6)


def mixture(paper: tuple[np.ndarray, np.ndarray], others: np.ndarray) -> Change:
    """Return what turns a batch of MNIST into a batch of everything.

    Args:
        paper: images and labels from `on_pages`.
        others: uint8 (n, 28, 28), in which no digit is to be likelier than another.
    """
    paper_images, paper_labels = paper
    one_hot = np.eye(10, dtype=np.float32)

    def change(images: np.ndarray, targets: np.ndarray, rng: np.random.Generator) -> Batch:
        count = len(images)
        ends = np.cumsum(np.rint(count * np.array([SPOILED, ON_PAGES, NO_DIGIT])).astype(int))
        spoiled, written, other, plain = np.split(np.arange(count), ends)
        result, wanted = np.empty_like(images), targets.copy()
        # Little shifting: whatever reaches the network has been centred by its mass before.
        result[plain] = augmentation.warp(
            images[plain], rng, rotation=12, scale=0.1, shift=1, elastic=0.7
        )
        result[spoiled] = degrade(images[spoiled], targets[spoiled].argmax(axis=1), rng)
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


def degrade(images: np.ndarray, labels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Bend digits (n, 28, 28), 0…1, strongly, change pens; spoil most in one of eight ways."""
    result = augmentation.add_european_strokes(images, labels, rng, share=0.4)
    strongly = {"rotation": 15, "shear": 0.25, "scale": 0.15, "shift": 1, "elastic": 0.7}
    result = augmentation.change_thickness(augmentation.warp(result, rng, **strongly), rng)
    choice = rng.integers(len(degradation.WAYS) + 2, size=len(images))
    for number, way in enumerate(degradation.WAYS):
        if (choice == number).any():
            result[choice == number] = way(result[choice == number], rng)
    return result
