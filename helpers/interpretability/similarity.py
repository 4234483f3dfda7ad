"""How much two kernels are alike, and which line a kernel is most like."""

from __future__ import annotations

import numpy as np

#: Rows and columns to go per step across a line of each direction, as in `helpers.convolution`.
_ACROSS = {"horizontal": (1, 0), "vertical": (0, 1), "diagonal /": (1, 1), "diagonal \\": (1, -1)}


def similarity(first: np.ndarray, second: np.ndarray) -> float:
    """Return the correlation of two kernels' weights, −1 … 1.

    1 means the same pattern, whatever its strength; 0 nothing in common; −1 its negative.

    Args:
        first: matrix of weights.
        second: matrix of the same shape.

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

    The line may lie anywhere in the window; at its side it is an edge.

    Args:
        kernel: square matrix of weights.

    >>> most_similar_line(line(5, "diagonal /", offset=1))
    ('diagonal /', 1.0)
    """
    size = len(kernel)
    reach = size // 2 + 1
    found = {
        direction: max(
            similarity(kernel, line(size, direction, offset))
            for offset in np.arange(-reach, reach + 0.25, 0.5)
        )
        for direction in _ACROSS
    }
    best = max(found, key=found.__getitem__)
    return best, round(found[best], 6)
