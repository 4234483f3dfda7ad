"""The colours of a matrix's cells, and the ink that is readable on them."""

from __future__ import annotations

import functools

import matplotlib
import numpy as np

from helpers.figures.drawing.cells import LIGHT
from helpers.figures.drawing.style import SIGNED_COLOURS


def colours_of(
    values: np.ndarray, signed: bool = False, limit: float | None = None, light: bool = False
) -> np.ndarray:
    """Return the colour of each value: uint8 array of shape (rows, columns, 3).

    Black at 0 to white at `limit`; `light`: over amber to yellow; `signed`: blue, white at 0, red.
    """
    finite = np.nan_to_num(np.asarray(values, np.float32))
    limit = float(limit if limit is not None else np.abs(finite).max(initial=0)) or 1.0
    if signed:
        place = np.clip(np.rint(finite / limit * 128) + 128, 0, 256).astype(int)
        colours = _table(signed)[place]
        colours[place == 128] = 255  # zero must not look like a little red or blue
    else:
        level = np.clip(np.rint(finite / limit * 255), 0, 255).astype(np.uint8)
        colours = _table(signed)[level] if light else np.stack([level] * 3, axis=-1)
    colours[~np.isfinite(values)] = 232  # not computed yet: neither zero nor a value
    return colours


def is_dark(colours: np.ndarray) -> np.ndarray:
    """Return where white words are easier to read than black ones, by WCAG's contrast ratio.

    The better of the two always has a contrast of at least 4.58 to 1.
    """
    channels = colours / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    luminance = linear @ np.array([0.2126, 0.7152, 0.0722])
    return 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05


@functools.cache
def _table(signed: bool) -> np.ndarray:
    colours, count = (matplotlib.colormaps[SIGNED_COLOURS], 257) if signed else (LIGHT, 256)
    return np.rint(colours(np.linspace(0, 1, count))[:, :3] * 255).astype(np.uint8)
