"""How much two kernels are alike, which line a kernel is most like, and how smooth it is."""

from __future__ import annotations

import cv2
import numpy as np

#: Rows and columns to go per step across a line of each direction, as in `helpers.convolution`.
_ACROSS = {"horizontal": (1, 0), "vertical": (0, 1), "diagonal /": (1, 1), "diagonal \\": (1, -1)}


def similarity(first: np.ndarray, second: np.ndarray) -> float:
    """Return the correlation of two kernels' weights, −1 … 1.

    1 means the same pattern, whatever its strength; 0 nothing in common; −1 its negative.

    >>> round(similarity(np.eye(3), 5 * np.eye(3) + 2), 6)
    1.0
    """
    first, second = first - first.mean(), second - second.mean()
    size = np.sqrt((first**2).sum() * (second**2).sum())
    return float((first * second).sum() / size) if size > 0 else 0.0


def line(size: int, direction: str, offset: float = 0.0) -> np.ndarray:
    """Return a small picture of a bright line, soft at its sides.

    Args:
        size: rows and columns.
        direction: "horizontal", "vertical", "diagonal /" or "diagonal \\".
        offset: how far the line lies from the middle, in pixels.

    >>> line(3, "vertical").round(1).tolist()
    [[0.4, 1.0, 0.4], [0.4, 1.0, 0.4], [0.4, 1.0, 0.4]]
    """
    down, right = _ACROSS[direction]
    places = np.arange(size) - (size - 1) / 2
    distance = (places[:, None] * down + places * right) / np.hypot(down, right) - offset
    return np.exp(-(distance**2))


def most_similar_line(kernel: np.ndarray) -> tuple[str, float]:
    """Return the direction of the line that a kernel is most like, and the similarity.

    The line may lie anywhere in the window, a square matrix; at its side it is an edge.

    >>> most_similar_line(line(5, "diagonal /", offset=1))
    ('diagonal /', 1.0)
    """
    kernel = np.asarray(kernel)
    found = {
        direction: max(similarity(kernel, each) for each in _lines(len(kernel), direction))
        for direction in _ACROSS
    }
    best = max(found, key=found.__getitem__)
    return best, round(found[best], 6)


def similarity_to_lines(kernels: np.ndarray) -> np.ndarray:
    """Return of kernels (n, size, size) what `most_similar_line` says of one: (n,), −1 … 1.

    None of them may be all equal.

    >>> similarity_to_lines(np.stack([line(5, "vertical"), -line(5, "vertical")])).round(2)
    array([1.  , 0.48])
    """
    size = kernels.shape[-1]
    lines = np.stack([each for direction in _ACROSS for each in _lines(size, direction)])
    return (_patterns(kernels) @ _patterns(lines).T).max(axis=1)


def _lines(size: int, direction: str) -> list[np.ndarray]:
    """Return the lines of one direction, half a pixel apart, from beyond one edge to the other."""
    reach = size // 2 + 1
    return [line(size, direction, offset) for offset in np.linspace(-reach, reach, 4 * reach + 1)]


def _patterns(kernels: np.ndarray) -> np.ndarray:
    """Return kernels as rows without their mean and of length 1."""
    rows = np.asarray(kernels, np.float64).reshape(len(kernels), -1)
    rows = rows - rows.mean(axis=1, keepdims=True)
    return rows / np.sqrt((rows**2).sum(axis=1, keepdims=True))


def smoothness(kernels: np.ndarray) -> float:
    """Return how similar kernels (n, size, size) are, on average, to themselves one pixel on.

    It is −1 … 1: near 0 where neighbours have nothing to do with each other.

    >>> round(smoothness(np.array([[[0.0, 1, 2], [1, 2, 3], [2, 3, 4]]])), 6)
    1.0
    """
    beside = _patterns(kernels[:, :, 1:]) * _patterns(kernels[:, :, :-1])
    below = _patterns(kernels[:, 1:]) * _patterns(kernels[:, :-1])
    return float((beside.sum() + below.sum()) / (2 * len(kernels)))


def smooth_noise(
    generator: np.random.Generator, count: int, size: int, blur: float = 0.0
) -> np.ndarray:
    """Return kernels of random numbers, blurred so that neighbours are alike.

    They are cut out of larger noise: at the rim of a blurred picture the noise would be different.
    The blur is its standard deviation in pixels; 0 leaves every weight by itself.

    Returns:
        float array of shape (count, size, size).

    >>> smooth_noise(np.random.default_rng(0), 2, 5, blur=0.7).shape
    (2, 5, 5)
    """
    rim = int(np.ceil(4 * blur))
    noise = generator.normal(size=(count, size + 2 * rim, size + 2 * rim))
    if blur > 0:
        noise = np.stack([cv2.GaussianBlur(each, (0, 0), blur) for each in noise])
    return noise[:, rim : rim + size, rim : rim + size]
