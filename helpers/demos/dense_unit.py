"""One fully connected unit: 784 weights as a picture, times a digit, added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from helpers.demos.base.demonstration import Demonstration, digit_of, given_or_mnist, pack_digits
from helpers.demos.scores.in_words import decimals
from helpers.demos.shift_demo import way_in_words
from helpers.evaluation import shifted
from helpers.figures.drawing.cells import draw_cells
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import IMAGE_COLOURS, SIGNED_COLOURS, new_figure

_DEFAULTS = {"digit": [4, 0], "wanted": 4, "against": 8, "right": 0, "down": 0}


def dense_unit(
    images: np.ndarray | None = None,
    labels: np.ndarray | None = None,
    digit: Sequence[int] = (4, 0),
    wanted: int = 4,
    against: int = 8,
    right: int = 0,
    down: int = 0,
) -> Demonstration:
    """Return a unit that tells two digits apart, with a digit to be moved under its weights.

    Its weights need no training: they are the difference of two average pictures, and the bias
    puts 0 in the middle between both.

    Args:
        images: uint8 array of shape (n, 28, 28), values 0…255; MNIST's training images when None.
        labels: integer array of shape (n,), the images' digits.
        digit: the digit and which of its examples, counted from 0.
        wanted: the digit that the unit lights up for, 0…9.
        against: the digit that it tells it from.
        right: pixels that the digit is moved to the right, −8…8.
        down: pixels that it is moved downwards, −8…8.

    Raises:
        ValueError: a digit is missing, so that it has no average.

    Source: the nearest-mean classifier; R. O. Duda, P. E. Hart, *Pattern Classification and Scene
    Analysis*, 1973.
    """
    images, labels = given_or_mnist(images, labels)
    missing = sorted({*range(10)} - {*np.asarray(labels).tolist()})
    if missing:
        raise ValueError(f"Expected images of all ten digits, got none of {missing}: pass more.")
    means = [images[labels == kind].mean(axis=0) / 255 for kind in range(10)]
    data = {
        "digits": pack_digits(images, labels),
        "means": np.array(means, np.float32).tobytes(),
    }
    state = {
        "digit": list(digit), "wanted": wanted, "against": against, "right": right, "down": down,
    }  # fmt: skip
    return Demonstration("dense_unit", data, state, _DEFAULTS, _picture)


class Sums(NamedTuple):
    """What the unit computes: matrices (28, 28), and two numbers."""

    image: np.ndarray
    weights: np.ndarray
    products: np.ndarray
    total: float
    bias: float


def sums(data: Mapping[str, Any], state: Mapping[str, Any]) -> Sums:
    """Return what the unit computes, as web/demonstrations/dense_unit does."""
    image = shifted(digit_of(data["digits"], *state["digit"]), state["right"], state["down"])
    means = np.frombuffer(data["means"], np.float32).reshape(10, 28, 28)
    wanted, against = means[state["wanted"]], means[state["against"]]
    weights = wanted - against
    products = (image / 255 * weights).astype(np.float32)
    squares = [float((mean * mean).sum(dtype=np.float64)) for mean in (against, wanted)]
    total = float(products.sum(dtype=np.float64))
    return Sums(image, weights, products, total, (squares[0] - squares[1]) / 2)


def words(data: Mapping[str, Any], state: Mapping[str, Any]) -> str:
    """Return what the demonstration shows in words, as web/demonstrations/dense_unit does."""
    _, _, products, total, bias = sums(data, state)
    value = total + bias
    wanted, against = state["wanted"], state["against"]
    nearer = wanted if value > 0 else against
    return (
        f"The {state['digit'][0]}, moved {way_in_words(state['right'], state['down'])}: the "
        f"products add up to {decimals(total, 2)}; adding the bias {decimals(bias, 2)} gives "
        f"{decimals(value, 2)}, after ReLU {decimals(max(value, 0), 2)}.\n"
        f"Weights: the average {wanted} minus the average {against}. The bias is chosen so that "
        f"the sum is above 0 for pictures nearer to the average {wanted}; this one is nearer to "
        f"the average {nearer}.\n"
        f"Of the 784 products, {(products > 0).sum()} are above 0, {(products < 0).sum()} below, "
        "the others 0."
    )


def _picture(data: Mapping[str, Any], state: Mapping[str, Any]) -> Picture:
    image, weights, products, total, bias = sums(data, state)
    figure = new_figure(9, 2.9)
    axes = figure.subplots(1, 3)
    limit = max(float(np.abs(weights).max()), 1e-9)
    draw_cells(axes[0], image, IMAGE_COLOURS, 0, 255, f"the {state['digit'][0]}")
    title = f"784 weights: average {state['wanted']} − average {state['against']}"
    draw_cells(axes[1], weights, SIGNED_COLOURS, -limit, limit, title)
    draw_cells(axes[2], products, SIGNED_COLOURS, -limit, limit, "pixel × weight")
    axes[1].set_xlabel(
        f"all products: {decimals(total, 2)}; plus the bias {decimals(bias, 2)}: "
        f"{decimals(total + bias, 2)}; after ReLU {decimals(max(total + bias, 0), 2)}",
        size=10,
    )
    return Picture.from_figure(figure, words(data, state))
