"""What a unit sees: the window of the picture that its value depends on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.backend import import_keras

if TYPE_CHECKING:
    import keras


class Field(NamedTuple):
    """The receptive field of a layer's units, in pixels of the picture.

    Args:
        size: rows (and columns) of pixels that a unit sees.
        jump: pixels between the windows of two neighbouring units.
        start: first row (and column) that the unit in row 0 sees; negative where padding is.
    """

    size: int
    jump: int
    start: int

    def window(self, row: int, column: int) -> tuple[int, int]:
        """Return top row and left column of the window that a unit sees.

        >>> Field(size=6, jump=2, start=0).window(3, 0)
        (6, 0)
        """
        return self.start + row * self.jump, self.start + column * self.jump

    def inside(self, row: int, column: int, length: int) -> tuple[int, int, int, int]:
        """Return what a unit sees of `length`×`length` pixels: top row, left column, height, width.

        >>> Field(size=6, jump=2, start=-2).inside(0, 1, length=28)
        (0, 0, 4, 6)
        """
        top, left = self.window(row, column)
        bottom, right = (int(min(start + self.size, length)) for start in (top, left))
        top, left = int(max(top, 0)), int(max(left, 0))
        return top, left, bottom - top, right - left


#: A single pixel sees itself.
PIXEL = Field(size=1, jump=1, start=0)


def next_field(field: Field, window: int, stride: int = 1, padding: int = 0) -> Field:
    """Return the receptive field one layer further on.

    Every step of a window adds `jump` pixels for each place after the first; its stride
    multiplies the jump; padding adds rows above and columns to the left. Source: A. Araujo,
    W. Norris, J. Sim, *Computing Receptive Fields of Convolutional Neural Networks*, Distill, 2019.

    >>> next_field(next_field(PIXEL, window=3), window=2, stride=2)
    Field(size=4, jump=2, start=0)
    """
    return Field(
        field.size + (window - 1) * field.jump,
        field.jump * stride,
        field.start - padding * field.jump,
    )


def receptive_fields(layers: Iterable[keras.layers.Layer]) -> list[Field]:
    """Return the receptive field after each of a chain of built Keras layers, in both directions.

    Layers without a window (activations, dropout, normalisation, reshaping) change nothing.

    Raises:
        ValueError: a layer looks at the whole picture at once, as Flatten and Dense do.

    >>> layers = import_keras().layers
    >>> receptive_fields([layers.Conv2D(8, 5), layers.MaxPooling2D()])
    [Field(size=5, jump=1, start=0), Field(size=6, jump=2, start=0)]
    """
    kinds = import_keras().layers
    whole = kinds.Flatten, kinds.Dense, kinds.GlobalAveragePooling2D, kinds.GlobalMaxPooling2D
    field, fields = PIXEL, []
    for layer in layers:
        if isinstance(layer, whole):
            raise ValueError(
                f"{type(layer).__name__} looks at the whole picture; give only the layers before "
                "it, which still have rows and columns."
            )
        window = window_size(layer)
        field = next_field(field, window, stride_of(layer), _padding_before(layer, window))
        fields.append(field)
    return fields


def reached_pixels(layers: Iterable[keras.layers.Layer]) -> np.ndarray:
    """Return which pixels change the unit in the middle of the last map: bool (28, 28).

    Each pixel in turn is white in an otherwise black picture. Where all weights are above 0, as
    they have to be here, the unit's value is above 0 if it sees that pixel.

    >>> layers = [import_keras().layers.Conv2D(1, 3, kernel_initializer="ones")]
    >>> int(reached_pixels(layers).sum())
    9
    """
    values = np.eye(784, dtype=np.float32).reshape(784, 28, 28, 1)
    for layer in layers:
        values = layer(values)
    middle = values.shape[1] // 2
    return np.asarray(values[:, middle, middle, 0]).reshape(28, 28) > 0


def window_size(layer: keras.layers.Layer) -> int:
    """Return the rows of a layer's kernel or pooling window; 1 for a layer without one."""
    window = getattr(layer, "kernel_size", None) or getattr(layer, "pool_size", None) or (1,)
    dilation = getattr(layer, "dilation_rate", (1,))
    spread = dilation[0] if isinstance(dilation, tuple | list) else dilation
    return (window[0] - 1) * spread + 1


def stride_of(layer: keras.layers.Layer) -> int:
    """Return by how many rows a layer's window moves; 1 for a layer without one."""
    strides = getattr(layer, "strides", None) or 1
    return strides[0] if isinstance(strides, tuple | list) else strides


def _padding_before(layer: keras.layers.Layer, window: int) -> int:
    """Return the rows that `padding="same"` adds above: half of what is missing, rounded down."""
    if getattr(layer, "padding", "valid") != "same":
        return 0
    stride = stride_of(layer)
    if stride == 1:
        return (window - 1) // 2
    length = layer.input.shape[1]
    steps = -(-length // stride)
    return max(((steps - 1) * stride + window - length) // 2, 0)
