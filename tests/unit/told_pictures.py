"""Made pictures in a line of text each: what is where in them, and how much was drawn by chance."""

from __future__ import annotations

import numpy as np

from tests.unit.told_numbers import shape_of


def seen(picture: np.ndarray) -> str:
    """Describe a picture, (h, w) or (h, w, 3): shape, spread, channels, and a grid of nine regions.

    All but the shape in thousandths, of 255 where the picture is uint8.
    """
    values = picture.astype(float) / (255 if picture.dtype == np.uint8 else 1) * 1000
    grey = values.mean(axis=2) if values.ndim == 3 else values
    rows = [part.mean(axis=0) for part in np.array_split(grey, 3)]
    cells = [f"{part.mean():.0f}" for row in rows for part in np.array_split(row, 3)]
    means = values.reshape(-1, values.shape[2]).mean(axis=0) if values.ndim == 3 else []
    colour = f" rgb {' '.join(f'{mean:.0f}' for mean in means)}" if len(means) else ""
    return f"{shape_of(picture)} ±{grey.std():.0f}{colour}: {' '.join(cells)}"


def drawn(ink: np.ndarray) -> str:
    """Describe ink on 0, (h, w): its sum, its middle (row, column), its spread along both."""
    weights = ink.astype(float)
    if not weights.sum():
        return "nothing"
    found = []
    for axis in (0, 1):
        along, places = weights.sum(axis=1 - axis), np.arange(ink.shape[axis])
        middle = np.average(places, weights=along)
        found.append((middle, np.sqrt(np.average((places - middle) ** 2, weights=along))))
    (row, high), (column, wide) = found
    return f"{weights.sum():.4g} at {row:.2f} {column:.2f} ±{high:.2f} {wide:.2f}"


def after(rng: np.random.Generator) -> str:
    """Tell where a generator stands: how much was drawn from it."""
    return f"then {rng.random():.4f}"
