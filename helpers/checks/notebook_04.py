"""Checks of notebook 04: a unit of one's own, how many parameters, one layer by hand."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from helpers.checks.exercise import WrongAnswerError, called, called_for_number, exercise
from helpers.checks.known import as_numbers, refuse_known
from helpers.data import load_mnist, validation_split

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

#: A little less than what the difference of two averages reaches.
_ENOUGH = 0.9
_WIDTHS = ([784, 128, 10], [3072, 64, 32, 5], [2, 1], [7, 3, 3, 3, 2])


@exercise(
    why="The average 4 minus the average 9 reaches 90.5%; weights that are fitted to all training "
    "images at once, by least squares, reach 97.4%.",
)
def check_unit(weights: ArrayLike, bias: ArrayLike) -> str:
    """Check a unit that lights up for 4s and stays dark for 9s, on the held-out ones."""
    weights, bias = as_numbers(weights), as_numbers(bias)
    bias = bias.reshape(()) if bias.size == 1 else bias  # a list of one will do
    if weights.shape not in ((28, 28), (784,)):
        raise WrongAnswerError(
            f"A unit has one weight for each of 28×28 pixels; yours have the shape {weights.shape}."
        )
    if np.ndim(bias) or not np.isfinite(float(bias)) or not np.isfinite(weights).all():
        raise WrongAnswerError("The bias is one number, and none of the weights is infinite.")
    _, (images, labels) = validation_split(*load_mnist()[0])
    lit = {}
    for digit in (4, 9):
        pixels = images[labels == digit].reshape(-1, 784) / 255
        lit[digit] = pixels @ weights.reshape(-1) + float(bias) > 0
    right = lit[4].sum() + (~lit[9]).sum()
    share = right / (len(lit[4]) + len(lit[9]))
    told = (
        f"It lights up for {lit[4].mean():.1%} of the held-out 4s and {lit[9].mean():.1%} of the "
        f"9s: {share:.1%} right."
    )
    if lit[9].mean() > lit[4].mean() + 0.2:
        raise WrongAnswerError(f"{told} It is for the 9s: turn the signs round, the bias's too.")
    if share < _ENOUGH and abs(lit[4].mean() + lit[9].mean() - 1) > 0.1:
        way = "smaller" if lit[9].mean() > 1 - lit[4].mean() else "larger"
        raise WrongAnswerError(f"{told} The bias is not in the middle; try a {way} one.")
    if share < _ENOUGH:
        raise WrongAnswerError(
            f"{told} Ask for at least {_ENOUGH:.0%}: where has a 4 ink that a 9 lacks?"
        )
    return told


@exercise(
    why="Every output has a weight for every input and one bias, so a layer has "
    "inputs · outputs + outputs parameters.",
)
def check_parameters(count_parameters: Callable[[list[int]], int]) -> None:
    """Check `count_parameters(widths) -> int` on networks of several depths."""
    for widths in _WIDTHS:
        answer = called(count_parameters, list(widths))
        pairs = list(itertools.pairwise(widths))
        weights = sum(before * after for before, after in pairs)
        right = weights + sum(widths[1:])
        if isinstance(answer, np.ndarray | list | tuple):
            raise WrongAnswerError(f"Return one number, the sum over all layers, not {answer!r}.")
        if answer == right:
            continue
        first = widths[0] * widths[1] + widths[1]
        if answer == weights:
            reason = "you counted the weights and left out the biases (one for each output)."
        elif answer == weights + sum(widths):
            reason = "the inputs have no biases; only the outputs of each layer do."
        elif answer == weights + sum(widths[:-1]):
            reason = "the biases belong to a layer's outputs, you counted one for each input."
        elif answer == weights + len(pairs):
            reason = "a layer has one bias for each of its outputs, not one in all."
        elif answer == first:
            reason = "you counted the first layer only."
        else:
            reason = "add inputs · outputs + outputs for each pair of neighbouring widths."
        raise WrongAnswerError(f"{widths} has {right} parameters, not {answer}: {reason}")


@exercise(
    why="That is all a fully connected layer does: weighted sums, biases, activation.",
)
def check_dense(dense: Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]) -> None:
    """Check `dense(vector, weights, biases)` against NumPy on a layer of 5 inputs, 4 units."""
    generator = np.random.default_rng(4)
    vector, biases = generator.normal(size=5), np.array([0.5, 4.0, -3.5, 2.0])
    weights = generator.normal(size=(5, 4))
    answer = as_numbers(called(dense, vector, weights, biases))
    sums = vector @ weights
    right = np.maximum(sums + biases, 0)
    if answer.shape != (4,):
        raise WrongAnswerError(
            f"A layer of 4 units returns 4 numbers, yours has the shape {answer.shape}: sum over "
            "the inputs, the first axis of weights."
        )
    if np.allclose(answer, right):
        return
    mistakes = (
        (sums, "the biases and the activation are missing."),
        (sums + biases, "ReLU is missing: what is below zero becomes 0."),
        (np.maximum(sums, 0), "the biases are missing."),
        (np.maximum(sums, 0) + biases, "add the biases before ReLU, not after it."),
        (
            np.maximum(np.maximum(sums, 0) + biases, 0),
            "ReLU comes once, after the biases; before them it takes away what they would lift.",
        ),
        (np.abs(sums + biases), "ReLU sets negative values to 0, it does not drop their sign."),
        (np.minimum(sums + biases, 0), "you kept what is below zero; ReLU keeps the rest."),
    )
    refuse_known(answer, mistakes, "Close: ")
    raise WrongAnswerError(
        f"Expected {right.round(3).tolist()}, got {answer.round(3).tolist()}: each unit is the sum "
        "of vector · its column of weights, plus its bias, then ReLU."
    )


@exercise(
    why="The size of the picture does not appear: the same weights are used at every place.",
)
def check_convolution_parameters(count_convolution: Callable[[int, int, int], int]) -> None:
    """Check `count_convolution(side, channels, filters) -> int`."""
    for side, channels, filters in ((3, 1, 8), (5, 3, 7), (28, 1, 128), (1, 64, 10)):
        answer = called_for_number(
            count_convolution, side, channels, filters, what="the layer's parameters"
        )
        weights = side * side * channels * filters
        right = weights + filters
        if answer == right:
            continue
        if answer == weights:
            reason = "each filter also has a bias."
        elif answer == weights + 1:
            reason = "each filter has a bias of its own, not one for the whole layer."
        elif answer == weights + filters * channels:
            reason = "a filter has one bias in all, not one for each channel."
        elif answer == side * side * filters + filters:
            reason = "a filter has weights for every channel below it."
        elif answer == side * channels * filters + filters:
            reason = "the window is a square of side · side places."
        elif answer == side * side * channels + 1:
            reason = "that is one filter; the layer has several."
        else:
            reason = "it is filters · (side · side · channels + 1), whatever the picture's size."
        raise WrongAnswerError(
            f"{filters} filters of {side}×{side} on {channels} channels have {right} parameters, "
            f"not {answer}: {reason}"
        )


@exercise(
    why="Each weight is used at every place of the map, so a small kernel does much work.",
)
def check_work(count_work: Callable[[int, int, int, int, int], int]) -> None:
    """Check `count_work(side, channels, filters, rows, columns) -> int`."""
    layers = ((3, 1, 8, 28, 28), (5, 3, 7, 12, 20), (28, 1, 128, 28, 28), (1, 64, 10, 4, 3))
    for side, channels, filters, rows, columns in layers:
        answer = called_for_number(
            count_work, side, channels, filters, rows, columns, what="all multiplications"
        )
        weights = side * side * channels * filters
        places = (rows - side + 1) * (columns - side + 1)
        if answer == weights * places:
            continue
        mistakes = (
            (weights, "that is once; the kernels are used at every place of the map."),
            (weights * rows * columns, "without padding the map is smaller than the picture."),
            ((weights + filters) * places, "a bias is added, not multiplied."),
            (weights * places // filters, "that is one kernel; the layer has several."),
            (weights * places // channels, "a kernel has weights for each channel."),
            (weights * (rows - side) * (columns - side), "count the first place, too: + 1."),
            (weights * (rows - side + 1) ** 2, "a picture need not be square."),
            (filters * places, "that is the cells of all maps; each takes many products."),
        )
        before = f"{filters} kernels of {side}×{side} on {channels} channels, {rows}×{columns} "
        before += f"pixels: {weights * places:,} multiplications, not {answer:,}; "
        refuse_known(answer, mistakes, before, tolerance=0)
        raise WrongAnswerError(f"{before}multiply all weights by the places of the map.")
