"""A real digit that becomes another one, and the network's scores along the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure

from helpers.demos.base.demonstration import Demonstration, Values, digit_of, pack_digits
from helpers.demos.base.network import pack_network, run_packed
from helpers.demos.scores.in_words import scores_in_words
from helpers.figures.softmax import draw_softmax

if TYPE_CHECKING:
    import keras


def mix_digits(
    network: keras.Sequential | None = None,
    images: np.ndarray | None = None,
    labels: np.ndarray | None = None,
    first: Sequence[int] = (4, 0),
    second: Sequence[int] = (9, 0),
    share: int = 50,
    temperature: float = 1,
) -> Demonstration:
    """Return a picture between two real digits, with the network's scores and probabilities.

    Args:
        network: the one that comes with the series when None.
        images: uint8 array of shape (n, 28, 28), values 0…255; MNIST's test images when None.
        labels: integer array of shape (n,), the images' digits.
        first: a digit and which of its examples, counted from 0.
        second: the same for the digit that it becomes.
        share: how much of the second there is in the picture, 0…100 per cent.
        temperature: what the scores are divided by.
    """
    data = {"digits": pack_digits(images, labels, test=True), "network": pack_network(network)}
    state = {"first": first, "second": second, "share": share, "temperature": temperature}
    return Demonstration(mix_digits, data, state, _draw, words)


def words(data: Values, state: Values) -> str:
    """Return what the demonstration shows in words, as web/demonstrations/scores/mix.js does."""
    _, scores = _scored(data, state)
    answer, details = scores_in_words(scores, state["temperature"]).split("\n", 1)
    share = state["share"]
    mix = f"{100 - share}% of a {state['first'][0]} and {share}% of a {state['second'][0]}"
    return f"{answer}\nThe picture is {mix}.\n{details}"


def _scored(data: Values, state: Values) -> tuple[np.ndarray, np.ndarray]:
    """Return the picture, float32 of shape (28, 28), values 0…1, and its ten scores."""
    first, second = (digit_of(data, state, name).astype(float) for name in ("first", "second"))
    share = state["share"]
    image = (((100 - share) * first + share * second) / 25500).astype(np.float32)
    return image, run_packed(data["network"], image[None])[-1].ravel().astype(np.float64)


def _draw(data: Values, state: Values) -> Figure:
    share = state["share"]
    title = f"{100 - share}% {state['first'][0]}, {share}% {state['second'][0]}"
    image, scores = _scored(data, state)
    return draw_softmax(scores, state["temperature"], (-8, 16), image, title)
