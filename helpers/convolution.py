"""Convolution as the notebooks teach it, in NumPy: the kernels, the sums, the sizes.

"Convolution" is the field's word; what layers compute is cross-correlation, since the kernel is
not flipped (Goodfellow, Bengio, Courville: *Deep Learning*, 2016, section 9.1).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

#: Each lights up on a line of one direction: +1 along it, −½ on both sides, so that an even
#: surface gives 0 (Sobel's and Prewitt's idea turned from edges to lines).
KERNELS: dict[str, np.ndarray] = {
    "horizontal": np.array([[-0.5, -0.5, -0.5], [1, 1, 1], [-0.5, -0.5, -0.5]], np.float32),
    "vertical": np.array([[-0.5, 1, -0.5], [-0.5, 1, -0.5], [-0.5, 1, -0.5]], np.float32),
    "diagonal /": np.array([[-0.5, -0.5, 1], [-0.5, 1, -0.5], [1, -0.5, -0.5]], np.float32),
    "diagonal \\": np.array([[1, -0.5, -0.5], [-0.5, 1, -0.5], [-0.5, -0.5, 1]], np.float32),
}


def convolve(
    image: np.ndarray, kernel: np.ndarray, stride: int = 1, padding: int = 0
) -> np.ndarray:
    """Slide `kernel` over `image`; each output is the sum of the products under the window.

    Args:
        image: matrix of any size.
        kernel: matrix that is not larger than the padded image.
        stride: pixels that the window moves at each step, 1 or more.
        padding: rows and columns of zeros added on every side, 0 or more.

    Returns:
        float32 array of shape (output_size(height, …), output_size(width, …)).

    Raises:
        ValueError: an argument has the wrong shape, or the kernel does not fit into the image.

    >>> convolve(np.ones((4, 4)), np.ones((3, 3)))
    array([[9., 9.],
           [9., 9.]], dtype=float32)
    """
    image, kernel = np.asarray(image, np.float32), np.asarray(kernel, np.float32)
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(
            f"image and kernel must be matrices, got shapes {image.shape} and {kernel.shape}."
        )
    for length, window in zip(image.shape, kernel.shape, strict=True):
        output_size(length, window, stride, padding)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image, padding), kernel.shape)
    windows = windows[::stride, ::stride]
    # Summed in float64, so that the sum does not depend on the order of its terms.
    return np.einsum("abij,ij->ab", windows, kernel, dtype=np.float64).astype(np.float32)


def convolve_many(images: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Slide a kernel (h, w) over many images (n, height, width), with stride 1 and no padding.

    Returns:
        float32 array of shape (n, height − h + 1, width − w + 1); each matrix is what `convolve`
        returns for that image.

    Raises:
        ValueError: an argument has the wrong shape, or the kernel does not fit into the images.

    >>> convolve_many(np.ones((5, 4, 4)), np.ones((3, 3))).shape
    (5, 2, 2)
    """
    images, kernel = np.asarray(images, np.float32), np.asarray(kernel, np.float32)
    if images.ndim != 3 or kernel.ndim != 2:
        raise ValueError(
            f"Expected images of shape (n, height, width) and a kernel matrix, got shapes "
            f"{images.shape} and {kernel.shape}."
        )
    rows = output_size(images.shape[1], kernel.shape[0])
    columns = output_size(images.shape[2], kernel.shape[1])
    sums = np.zeros((len(images), rows, columns), np.float32)
    # A few passes over all images instead of one window at a time: a second for 14,000 images.
    for row, column in np.ndindex(*kernel.shape):
        sums += kernel[row, column] * images[:, row : row + rows, column : column + columns]
    return sums


def light_of(images: np.ndarray, kernels: Mapping[str, np.ndarray], parts: int = 1) -> np.ndarray:
    """Return how much light each kernel gives on each image: its map after ReLU, added up.

    Args:
        images: array of shape (n, height, width).
        kernels: matrices by name, all of one shape.
        parts: 1 adds up each whole map; 2 each quarter of it, and p each of its p × p parts. Rows
            and columns that are left over at the lower and right edge are not counted.

    Returns:
        float64 array of shape (n, kernels · parts²): kernel by kernel, its parts row by row.

    Raises:
        ValueError: an argument has the wrong shape, or the kernel does not fit into the images.

    >>> light_of(np.ones((2, 4, 4)), {"sum": np.ones((3, 3)), "minus": -np.ones((3, 3))})
    array([[36.,  0.],
           [36.,  0.]])
    """
    light = []
    for kernel in kernels.values():
        maps = relu(convolve_many(images, kernel))
        high, wide = (length // parts for length in maps.shape[1:])
        maps = maps[:, : high * parts, : wide * parts]
        cut = maps.reshape(len(maps), parts, high, parts, wide)
        light.append(cut.sum(axis=(2, 4), dtype=np.float64).reshape(len(maps), -1))
    return np.concatenate(light, axis=1)


def window_at(
    image: np.ndarray, kernel: np.ndarray, row: int, column: int, stride: int = 1, padding: int = 0
) -> np.ndarray:
    """Return the part of the padded image that makes one cell of the feature map.

    Image and kernel, whose shape alone matters, stride and padding are as for `convolve`; row and
    column of the feature map are counted from 0.

    Returns:
        The window, of the kernel's shape and the image's dtype.

    Raises:
        ValueError: the feature map has no such cell.

    >>> window_at(np.arange(16).reshape(4, 4), np.ones((2, 2)), row=1, column=2)
    array([[ 6,  7],
           [10, 11]])
    """
    rows, columns = (
        output_size(length, window, stride, padding)
        for length, window in zip(image.shape, kernel.shape, strict=True)
    )
    if row not in range(rows) or column not in range(columns):
        raise ValueError(
            f"The feature map has {rows} rows and {columns} columns, counted from 0; "
            f"there is no cell at row {row}, column {column}."
        )
    top, left = row * stride, column * stride
    return np.pad(image, padding)[top : top + kernel.shape[0], left : left + kernel.shape[1]]


def output_size(length: int, window: int, stride: int = 1, padding: int = 0) -> int:
    """Return how many positions a window of `window` pixels has along `length` pixels.

    (length + 2·padding − window) // stride + 1: Dumoulin and Visin, *A guide to convolution
    arithmetic for deep learning*, 2016, relationship 6.

    Raises:
        ValueError: a size is below 1, the padding below 0, or the window does not fit.

    >>> output_size(28, 3), output_size(28, 3, stride=2), output_size(28, 3, padding=1)
    (26, 13, 28)
    """
    if min(length, window, stride) < 1 or padding < 0:
        raise ValueError(
            f"length, window and stride must be 1 or more and padding 0 or more, got "
            f"{length}, {window}, {stride} and {padding}."
        )
    if window > length + 2 * padding:
        raise ValueError(
            f"A kernel of {window} pixels does not fit into {length} pixels with a padding of "
            f"{padding}; choose a smaller kernel or more padding."
        )
    return (length + 2 * padding - window) // stride + 1


def relu(values: np.ndarray) -> np.ndarray:
    """Return `values` with everything below zero set to zero.

    >>> relu(np.array([-1.0, 0.0, 2.0]))
    array([0., 0., 2.])
    """
    return np.maximum(values, 0)
