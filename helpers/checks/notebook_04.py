"""Checks of notebook 04: a unit of one's own, how many parameters, a network by hand."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from helpers.checks.cases import Case, as_numbers, plural, refuse_first, table
from helpers.checks.exercise import exercise
from helpers.data import load_mnist, validation_split

#: A little less than what the difference of two averages reaches.
_ENOUGH = 0.9


@exercise(
    "The average 4 minus the average 9 reaches 90.5%; weights that are fitted to all training "
    "images at once, by least squares, reach 97.4%.",
)
def check_unit(weights: ArrayLike, bias: ArrayLike) -> str:
    """Check a unit that lights up for 4s and stays dark for 9s, on the held-out ones."""
    weights, bias = as_numbers(weights), as_numbers(bias)
    refuse_first(
        (weights.shape not in ((28, 28), (784,)), "A unit has one weight for each of 28×28 pixels; "
         f"yours have the shape {weights.shape}."),
        # A list of one number will do.
        (bias.size != 1 or not np.isfinite([*weights.flat, *bias.flat]).all(), "The bias must be "
         "one number, and no weight may be infinite or missing (nan)."),
    )  # fmt: skip
    refuse_first((not weights.any(), "All weights are 0, so the unit sees nothing."))
    lit, dark = (_lit(digit, weights, bias.item()) for digit in (4, 9))
    share = (lit.sum() + (~dark).sum()) / (len(lit) + len(dark))
    told = f"It lights up for {lit.mean():.1%} of the held-out 4s and {dark.mean():.1%} of the 9s: "
    told += f"{share:.1%} right."
    way = "smaller" if dark.mean() > 1 - lit.mean() else "larger"
    turned = dark.mean() > lit.mean() + 0.2
    refuse_first(
        (turned, f"{told} It detects 9s: turn the signs round, the bias's too."),
        (share < _ENOUGH and abs(lit.mean() + dark.mean() - 1) > 0.1, f"{told} The bias is not in "
         f"the middle; try a {way} one."),
        (share < _ENOUGH, f"{told} At least {_ENOUGH:.0%} is needed: where does a 4 have "
         "ink that a 9 lacks?"),
    )  # fmt: skip
    return told


def _lit(digit: int, weights: np.ndarray, bias: float) -> np.ndarray:
    """Return for each held-out image of a digit whether the unit lights up."""
    _, (images, labels) = validation_split(*load_mnist()[0])
    return images[labels == digit].reshape(-1, 784) / 255 @ weights.reshape(-1) + bias > 0


@table(
    "Every output has a weight for every input and one bias, so a layer has "
    "inputs · outputs + outputs parameters.",
    ([784, 128, 10], [3072, 64, 32, 5], [2, 1], [3, 8, 2], [7, 3, 3, 3, 2]),
    number="the sum over all layers",
)
def check_parameters(widths: list[int]) -> Case:
    """Check `count_parameters(widths) -> int` on networks of several depths."""
    pairs = list(itertools.pairwise(widths))
    weights = sum(before * after for before, after in pairs)
    right = weights + sum(widths[1:])
    mistakes = {
        "you counted the weights and left out the biases (one for each output).": weights,
        "the inputs have no biases; only the outputs of each layer do.": weights + sum(widths),
        "the biases belong to a layer's outputs; you counted one for each input.": (
            weights + sum(widths[:-1])
        ),
        "a layer has one bias for each of its outputs, not one in all.": weights + len(pairs),
        "you counted the first layer only.": widths[0] * widths[1] + widths[1],
    }
    before = f"{widths} has {right:,} parameters, not {{got}}: "
    rest = "{before}add inputs · outputs + outputs for each pair of neighbouring widths."
    return Case((widths,), right, mistakes, before, rest)


@table(
    "That is a whole network: weighted sums, biases and ReLU, layer after layer. Softmax "
    "(notebook 05) makes probabilities of what the last one gives.",
    # The images' shape, and how many units each layer has.
    (
        ((3, 4, 5), (6, 4)),
        ((1, 2, 3), (5,)),
        ((2, 3, 3), (7, 5, 3)),
        ((4, 5, 2), (6, 1)),
        ((2, 3, 2), (3, 3)),  # the last layer is no other than the one before it
        ((2, 2, 2), (5, 4, 4, 2)),
    ),
)
def check_forward(shape: tuple[int, int, int], widths: tuple[int, ...]) -> Case:
    """Check `forward(images, layers)` with one, two and three layers and several images."""
    random = np.random.default_rng(41)
    images = random.uniform(0, 9, shape)
    layers = [
        (random.normal(0, 1, (before, after)), random.normal(0, 1, after))
        for before, after in itertools.pairwise((shape[1] * shape[2], *widths))
    ]
    right = _through(images, layers)
    without = [(weights, 0 * biases) for weights, biases in layers]
    negative = [(weights, -biases) for weights, biases in layers]
    mistakes = {
        "no ReLU follows the last layer: its numbers may lie below 0.": np.maximum(right, 0),
        "ReLU is missing between layers.": _through(images, layers, lambda sums: sums),
        "ReLU turns negative sums into 0.": _through(images, layers, np.abs),
        "ReLU keeps what is positive.": _through(images, layers, lambda sums: np.minimum(sums, 0)),
        "the biases are missing.": _through(images, without),
        "the biases are added, not subtracted.": _through(images, negative),
        "the bias of the last layer is missing.": _through(images, [*layers[:-1], without[-1]]),
        "Flatten goes along the rows, not down the columns.": _through(
            images.transpose(0, 2, 1), layers
        ),
        "that is the first layer alone.": _through(images, layers[:1]),
        "that is the first image alone; all are asked for.": right[:1],
        "rows and columns are swapped: a row for each image.": right.T,
    }
    pictures = plural(len(images), "image")
    told = f"{pictures}, {plural(len(layers), 'layer')}: "
    return Case(
        (images, layers),
        right,
        mistakes,
        told,
        "{before}unit {column} gives {must:.3f} for image {row}, yours is {yours:.3f}. Flatten, "
        "then for each layer values @ weights + biases, and ReLU before the next.",
        f"{pictures} and a last layer of {plural(widths[-1], 'unit')} give the shape "
        f"{right.shape}, yours is {{shape}}: one row for each image.",
        tolerance=1e-4,
        relative=5e-4,  # what a float16 holds
    )


def _through(
    images: np.ndarray,
    layers: list,
    hidden: Callable[[np.ndarray], np.ndarray] = lambda sums: np.maximum(sums, 0),
) -> np.ndarray:
    """Return what the last layer gives, with any function after the hidden ones."""
    values = images.reshape(len(images), -1)
    for index, (weights, biases) in enumerate(layers, start=1):
        sums = values @ weights + biases
        values = sums if index == len(layers) else hidden(sums)
    return values


@table(
    "The size of the picture does not appear: the same weights are used at every place.",
    ((3, 1, 8), (5, 3, 7), (28, 1, 128), (1, 64, 10)),
    number="the layer's parameters",
)
def check_convolution_parameters(side: int, channels: int, filters: int) -> Case:
    """Check `count_convolution(side, channels, filters) -> int`."""
    weights = side * side * channels * filters
    mistakes = {
        "each filter also has a bias.": weights,
        "each filter has a bias of its own, not one for the whole layer.": weights + 1,
        "a filter has one bias in all, not one for each channel.": weights + filters * channels,
        "a filter has weights for every channel below it.": side * side * filters + filters,
        "the window is a square of side · side places.": side * channels * filters + filters,
        "that is one filter; the layer has several.": side * side * channels + 1,
    }
    before = f"{filters} filters of {side}×{side} on {plural(channels, 'channel')} have "
    before += f"{weights + filters:,} parameters, not {{got}}: "
    rest = "{before}it is filters · (side · side · channels + 1), whatever the picture's size."
    return Case((side, channels, filters), weights + filters, mistakes, before, rest)


@table(
    "Each weight is used at every place of the map, so a small kernel does much work.",
    ((3, 1, 8, 28, 28), (5, 3, 7, 12, 20), (28, 1, 128, 28, 28), (1, 64, 10, 4, 3)),
    number="all multiplications",
)
def check_work(side: int, channels: int, filters: int, rows: int, columns: int) -> Case:
    """Check `count_work(side, channels, filters, rows, columns) -> int`."""
    weights = side * side * channels * filters
    down, across = rows - side + 1, columns - side + 1
    right = weights * down * across
    mistakes = {
        "that is one place; the kernels are used at every place of the map.": weights,
        "without padding the map is smaller than the picture.": weights * rows * columns,
        "a bias is added, not multiplied.": right + filters * down * across,
        "that is one kernel; the layer has several.": right // filters,
        "a kernel has weights for each channel.": right // channels,
        "count the first place, too: + 1.": weights * (down - 1) * (across - 1),
        "a picture need not be square.": weights * down**2,
        "those are the cells of all maps; each takes many products.": filters * down * across,
    }
    before = f"{filters} kernels of {side}×{side} on {plural(channels, 'channel')}, "
    before += f"{rows}×{columns} pixels: {right:,} multiplications, not {{got:,}}; "
    rest = "{before}multiply all weights by the places of the map."
    return Case((side, channels, filters, rows, columns), right, mistakes, before, rest)
