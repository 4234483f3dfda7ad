"""One weight, the loss over all that it could be, and steps down the slope."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from helpers.demos.base.demonstration import Demonstration, Values
from helpers.demos.scores.in_words import decimals
from helpers.evaluation import cross_entropy
from helpers.figures.drawing.canvas import number
from helpers.figures.layers import draw_descent

#: Steps that are taken, and the weights that the plot has room for.
STEPS = 20
LOW, HIGH = -8.0, 16.0


@dataclass
class Weighed:
    """What the loss needs of every image: arrays of shape (n,), and two numbers.

    Attributes:
        inputs: what the weight is multiplied by.
        probabilities: of the digit whose score the weight is part of, 0…1, as the weight is now.
        right: 1 where the image shows this digit, else 0.
        weight: as it is now.
        loss: the loss as it is now.
    """

    inputs: np.ndarray
    probabilities: np.ndarray
    right: np.ndarray
    weight: float
    loss: float


def one_weight(
    inputs: np.ndarray,
    probabilities: np.ndarray,
    labels: np.ndarray,
    digit: int = 8,
    weight: float = 0.0,
    learning_rate: float = 5.0,
    start: float = -4.0,
    steps: int = 2,
) -> Demonstration:
    """Return the loss over one weight of the last layer, with steps to be taken down its slope.

    Args:
        inputs: float array of shape (n,), what the weight is multiplied by for each image.
        probabilities: array of shape (n, 10), what the network says with the weight as it is.
        labels: integer array of shape (n,), the right digits, 0…9.
        digit: the one whose score the weight is part of.
        weight: its value now.
        learning_rate: 0.1…100.
        start: the weight before the first step, −8…16.
        steps: how many have been taken, 0…20.

    >>> same = np.full((2, 10), 0.1)
    >>> print(one_weight(np.ones(2), same, np.array([4, 8]), start=0, steps=0))
    The weight is 0.00: loss 2.303, slope −0.400; the next step goes to 2.00.
    Learning rate 5; the lowest loss that this weight can reach is 1.792.
    """
    weighed = Weighed(
        np.asarray(inputs, np.float64),
        np.asarray(probabilities, np.float64)[:, digit],
        np.equal(labels, digit).astype(int),
        float(weight),
        cross_entropy(probabilities, np.asarray(labels)),
    )
    packed = {name: np.asarray(value).tolist() for name, value in vars(weighed).items()}
    data = {**packed, "digit": digit, "lowest": _lowest(weighed)}
    state = {"learning_rate": float(learning_rate), "start": float(start), "steps": steps}
    return Demonstration(one_weight, data, state, _draw, words)


def loss_at(weighed: Weighed, weight: float) -> float:
    """Return the loss when the weight has another value.

    The digit's score grows by input · difference, and with it only its own power in softmax.
    """
    difference = weighed.inputs * (weight - weighed.weight)
    grown = np.log(1 - weighed.probabilities + weighed.probabilities * np.exp(difference))
    return float(weighed.loss + np.mean(grown - weighed.right * difference))


def slope_at(weighed: Weighed, weight: float) -> float:
    """Return the slope of the loss at a weight: the mean of input · (probability − right).

    Source: D. Rumelhart, G. Hinton, R. Williams, *Learning representations by back-propagating
    errors*, Nature 323, 1986; with cross-entropy and softmax.
    """
    share = weighed.probabilities * np.exp(weighed.inputs * (weight - weighed.weight))
    probabilities = share / (1 - weighed.probabilities + share)
    return float(np.mean(weighed.inputs * (probabilities - weighed.right)))


def descend(weighed: Weighed, start: float, learning_rate: float, steps: int) -> list[float]:
    """Return the weight before the first step and after each."""
    way = [start]
    for _ in range(steps):
        way.append(way[-1] - learning_rate * slope_at(weighed, way[-1]))
    return way


def _lowest(weighed: Weighed) -> float:
    """Return the lowest loss: the slope grows with the weight, so its zero is found by halving."""
    low, high = -100.0, 100.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if slope_at(weighed, middle) > 0 else (middle, high)
    return loss_at(weighed, low)


def _unpacked(data: Values) -> Weighed:
    names = ("inputs", "probabilities", "right")
    inputs, probabilities, right = (np.array(data[name]) for name in names)
    return Weighed(inputs, probabilities, right, data["weight"], data["loss"])


def words(data: Values, state: Values) -> str:
    """Return what the demonstration shows in words, as web/demonstrations/one_weight does."""
    weighed, steps = _unpacked(data), state["steps"]
    *way, following = descend(weighed, state["start"], state["learning_rate"], steps + 1)
    losses = [loss_at(weighed, weight) for weight in way]
    taken = f"{steps} step{'s' * (steps != 1)}"
    text = (
        f"{f'After {taken} the' if steps else 'The'} weight is {decimals(way[-1], 2)}: loss "
        f"{losses[-1]:.3f}, slope {decimals(slope_at(weighed, way[-1]), 3)}; the next step goes "
        f"to {decimals(following, 2)}.\n"
        f"Learning rate {number(state['learning_rate'])}; the lowest loss that this weight can "
        f"reach is {data['lowest']:.3f}."
    )
    if not steps:
        return text
    up = sum(after > before for before, after in itertools.pairwise(losses))
    return (
        f"{text}\nWeights: {', '.join(decimals(weight, 2) for weight in way)}.\n"
        f"Losses: {', '.join(f'{loss:.3f}' for loss in losses)}; {up} of {taken} went up."
    )


def _draw(data: Values, state: Values) -> Figure:
    weighed = _unpacked(data)
    along = np.linspace(LOW, HIGH, 97)
    way = descend(weighed, state["start"], state["learning_rate"], state["steps"])
    curve, taken = ([(at, loss_at(weighed, at)) for at in places] for places in (along, way))
    return draw_descent(curve, taken, slope_at(weighed, way[-1]), STEPS)
