"""Checks of notebook 04: a unit of one's own, how many parameters, a network by hand."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import numpy as np

from helpers.checks.cases import Case, farthest, refuse_first, run_cases
from helpers.checks.exercise import exercise
from helpers.checks.known import as_numbers
from helpers.data import load_mnist, validation_split

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

#: A little less than what the difference of two averages reaches.
_ENOUGH = 0.9
#: The images' shape, and how many units each layer has.
_NETWORKS = (
    ((3, 4, 5), (6, 4)),
    ((1, 2, 3), (5,)),
    ((2, 3, 3), (7, 5, 3)),
    ((4, 5, 2), (6, 1)),
    ((2, 3, 2), (3, 3)),  # the last layer is no other than the one before it
    ((2, 2, 2), (5, 4, 4, 2)),
)
_WIDTHS = ([784, 128, 10], [3072, 64, 32, 5], [2, 1], [3, 8, 2], [7, 3, 3, 3, 2])


@exercise(
    why="The average 4 minus the average 9 reaches 90.5%; weights that are fitted to all training "
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


@exercise(
    why="Every output has a weight for every input and one bias, so a layer has "
    "inputs · outputs + outputs parameters.",
)
def check_parameters(count_parameters: Callable[[list[int]], int]) -> None:
    """Check `count_parameters(widths) -> int` on networks of several depths."""
    run_cases(count_parameters, map(_stack, _WIDTHS), number="the sum over all layers")


def _stack(widths: list[int]) -> Case:
    """Return a case: the parameters of layers of those widths."""
    pairs = list(itertools.pairwise(widths))
    weights = sum(before * after for before, after in pairs)
    right = weights + sum(widths[1:])
    mistakes = (
        (weights, "you counted the weights and left out the biases (one for each output)."),
        (weights + sum(widths), "the inputs have no biases; only the outputs of each layer do."),
        (weights + sum(widths[:-1]), "the biases belong to a layer's outputs; you counted one for "
         "each input."),
        (weights + len(pairs), "a layer has one bias for each of its outputs, not one in all."),
        (widths[0] * widths[1] + widths[1], "you counted the first layer only."),
    )  # fmt: skip
    before = f"{widths} has {right:,} parameters, not {{got}}: "
    rest = "add inputs · outputs + outputs for each pair of neighbouring widths."
    return Case((widths,), right, mistakes, before, before + rest)


@exercise(
    why="That is a whole network: weighted sums, biases and ReLU, layer after layer. Softmax "
    "(notebook 05) makes probabilities of what the last one gives.",
)
def check_forward(forward: Callable[[np.ndarray, list], np.ndarray]) -> None:
    """Check `forward(images, layers)` with one, two and three layers and several images."""
    run_cases(forward, (_network(*each) for each in _NETWORKS))


def _network(shape: tuple[int, int, int], widths: tuple[int, ...]) -> Case:
    """Return a case: images of that shape, and layers of those widths."""
    random = np.random.default_rng(41)
    images = random.uniform(0, 9, shape)
    layers = [
        (random.normal(0, 1, (before, after)), random.normal(0, 1, after))
        for before, after in itertools.pairwise((shape[1] * shape[2], *widths))
    ]
    right = _through(images, layers)
    pictures = f"{len(images)} image{'s' * (len(images) != 1)}"
    told = f"{pictures}, {len(layers)} layer{'s' * (len(layers) != 1)}"
    return Case(
        (images, layers),
        right,
        _wrong_networks(images, layers),
        before=f"{told}: ",
        otherwise=functools.partial(_not_the_outputs, told, right),
        shape=f"{pictures} and a last layer of {widths[-1]} unit{'s' * (widths[-1] != 1)} give the "
        f"shape {right.shape}, yours is {{shape}}: one row for each image.",
        tolerance=1e-4,
        relative=5e-4,  # what a float16 holds
    )


def _not_the_outputs(told: str, right: np.ndarray, answer: np.ndarray) -> str:
    """Say where the outputs of a network are wrong."""
    row, column = place = farthest(answer, right)
    return (
        f"{told}: unit {column} gives {right[place]:.3f} for image {row}, yours is "
        f"{answer[place]:.3f}. Flatten, then for each layer values @ weights + biases, and ReLU "
        "before the next."
    )


def _through(
    images: np.ndarray,
    layers: list,
    hidden: Callable = lambda sums: np.maximum(sums, 0),
    last: Callable = lambda sums: sums,
    order: Literal["C", "F"] = "C",
) -> np.ndarray:
    """Return what the last layer gives, with any function after the hidden ones and after it."""
    values = np.stack([image.reshape(-1, order=order) for image in images])
    for index, (weights, biases) in enumerate(layers, start=1):
        values = (last if index == len(layers) else hidden)(values @ weights + biases)
    return values


def _wrong_networks(images: np.ndarray, layers: list) -> tuple[tuple[np.ndarray, str], ...]:
    """Return what the commonest mistakes give, and what to say of them."""
    without = [(weights, 0 * biases) for weights, biases in layers]
    last = [*layers[:-1], without[-1]]
    negative = [(weights, -biases) for weights, biases in layers]
    return (
        (
            np.maximum(_through(images, layers), 0),
            "no ReLU follows the last layer: its numbers may lie below 0.",
        ),
        (_through(images, layers, hidden=lambda sums: sums), "ReLU is missing between layers."),
        (_through(images, layers, hidden=np.abs), "ReLU turns negative sums into 0."),
        (
            _through(images, layers, hidden=lambda sums: np.minimum(sums, 0)),
            "ReLU keeps what is positive.",
        ),
        (_through(images, without), "the biases are missing."),
        (_through(images, negative), "the biases are added, not subtracted."),
        (_through(images, last), "the bias of the last layer is missing."),
        (_through(images, layers, order="F"), "Flatten goes along the rows, not down the columns."),
        (_through(images, layers[:1]), "that is the first layer alone."),
        (_through(images[:1], layers), "that is the first image alone; all are asked for."),
        (_through(images, layers).T, "rows and columns are swapped: a row for each image."),
    )


@exercise(
    why="The size of the picture does not appear: the same weights are used at every place.",
)
def check_convolution_parameters(count_convolution: Callable[[int, int, int], int]) -> None:
    """Check `count_convolution(side, channels, filters) -> int`."""
    layers = ((3, 1, 8), (5, 3, 7), (28, 1, 128), (1, 64, 10))
    cases = (_kernels(*each) for each in layers)
    run_cases(count_convolution, cases, number="the layer's parameters")


def _kernels(side: int, channels: int, filters: int) -> Case:
    """Return a case: the parameters of so many kernels."""
    weights = side * side * channels * filters
    mistakes = (
        (weights, "each filter also has a bias."),
        (weights + 1, "each filter has a bias of its own, not one for the whole layer."),
        (weights + filters * channels, "a filter has one bias in all, not one for each channel."),
        (side * side * filters + filters, "a filter has weights for every channel below it."),
        (side * channels * filters + filters, "the window is a square of side · side places."),
        (side * side * channels + 1, "that is one filter; the layer has several."),
    )
    before = f"{filters} filters of {side}×{side} on {channels} channel{'s' * (channels != 1)} "
    before += f"have {weights + filters:,} parameters, not {{got}}: "
    rest = "it is filters · (side · side · channels + 1), whatever the picture's size."
    return Case((side, channels, filters), weights + filters, mistakes, before, before + rest)


@exercise(
    why="Each weight is used at every place of the map, so a small kernel does much work.",
)
def check_work(count_work: Callable[[int, int, int, int, int], int]) -> None:
    """Check `count_work(side, channels, filters, rows, columns) -> int`."""
    layers = ((3, 1, 8, 28, 28), (5, 3, 7, 12, 20), (28, 1, 128, 28, 28), (1, 64, 10, 4, 3))
    run_cases(count_work, (_work(*each) for each in layers), number="all multiplications")


def _work(side: int, channels: int, filters: int, rows: int, columns: int) -> Case:
    """Return a case: the multiplications of a layer for a picture."""
    weights = side * side * channels * filters
    places = (rows - side + 1) * (columns - side + 1)
    mistakes = (
        (weights, "that is one place; the kernels are used at every place of the map."),
        (weights * rows * columns, "without padding the map is smaller than the picture."),
        ((weights + filters) * places, "a bias is added, not multiplied."),
        (weights * places // filters, "that is one kernel; the layer has several."),
        (weights * places // channels, "a kernel has weights for each channel."),
        (weights * (rows - side) * (columns - side), "count the first place, too: + 1."),
        (weights * (rows - side + 1) ** 2, "a picture need not be square."),
        (filters * places, "those are the cells of all maps; each takes many products."),
    )
    before = f"{filters} kernels of {side}×{side} on {channels} channel{'s' * (channels != 1)}, "
    before += f"{rows}×{columns} pixels: {weights * places:,} multiplications, not {{got:,}}; "
    rest = "multiply all weights by the places of the map."
    given = side, channels, filters, rows, columns
    return Case(given, weights * places, mistakes, before, before + rest)
