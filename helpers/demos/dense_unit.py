"""One fully connected unit: 784 weights as a picture, times a digit, added up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from helpers.demos.base.demonstration import Demonstration, Values, digit_of, or_mnist, pack_digits
from helpers.demos.scores.in_words import decimals
from helpers.demos.shift_demo import way_in_words
from helpers.evaluation import shifted
from helpers.figures.drawing.cells import draw_cells
from helpers.figures.drawing.style import IMAGE_COLOURS, SIGNED_COLOURS, new_figure


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
    images, labels = or_mnist(images, labels)
    missing = sorted({*range(10)} - {*np.asarray(labels).tolist()})
    if missing:
        raise ValueError(f"Expected images of all ten digits, got none of {missing}: pass more.")
    means = np.array([images[labels == kind].mean(axis=0) / 255 for kind in range(10)], np.float32)
    data = {"digits": pack_digits(images, labels), "means": means.tobytes()}
    state = {"digit": digit, "wanted": wanted, "against": against, "right": right, "down": down}
    return Demonstration(dense_unit, data, state, _draw, words)


def _sums(data: Values, state: Values) -> tuple[np.ndarray, np.ndarray, np.ndarray, float, float]:
    """Return image, weights and products, of shape (28, 28), the products' sum, and the bias."""
    image = shifted(digit_of(data, state), state["right"], state["down"])
    means = np.frombuffer(data["means"], np.float32).reshape(10, 28, 28)
    wanted, against = means[state["wanted"]], means[state["against"]]
    weights = wanted - against
    products = (image / 255 * weights).astype(np.float32)
    squares = [float((mean * mean).sum(dtype=np.float64)) for mean in (against, wanted)]
    bias = (squares[0] - squares[1]) / 2
    return image, weights, products, float(products.sum(dtype=np.float64)), bias


def words(data: Values, state: Values) -> str:
    """Return what the demonstration shows in words, as web/demonstrations/dense_unit does."""
    _, _, products, total, bias = _sums(data, state)
    value = total + bias
    wanted, against = state["wanted"], state["against"]
    return (
        f"The {state['digit'][0]}, moved {way_in_words(state['right'], state['down'])}: the "
        f"products add up to {decimals(total, 2)}; adding the bias {decimals(bias, 2)} gives "
        f"{decimals(value, 2)}, after ReLU {decimals(max(value, 0), 2)}.\n"
        f"Weights: the average {wanted} minus the average {against}. The bias is chosen so that "
        f"the sum is above 0 for pictures nearer to the average {wanted}; this one is nearer to "
        f"the average {wanted if value > 0 else against}.\n"
        f"Of the 784 products, {(products > 0).sum()} are above 0, {(products < 0).sum()} below, "
        "the others 0."
    )


def _draw(data: Values, state: Values) -> Figure:
    image, weights, products, total, bias = _sums(data, state)
    figure = new_figure(9, 2.9)
    axes = figure.subplots(1, 3)
    limit = max(float(np.abs(weights).max()), 1e-9)
    draw_cells(axes[0], image, IMAGE_COLOURS, 0, 255, f"the {state['digit'][0]}")
    title = f"784 weights: average {state['wanted']} − average {state['against']}"
    draw_cells(axes[1], weights, SIGNED_COLOURS, -limit, limit, title)
    draw_cells(axes[2], products, SIGNED_COLOURS, -limit, limit, "pixel × weight")
    value = total + bias
    axes[1].set_xlabel(
        f"all products: {decimals(total, 2)}; plus the bias {decimals(bias, 2)}: "
        f"{decimals(value, 2)}; after ReLU {decimals(max(value, 0), 2)}",
        size=10,
    )
    return figure
