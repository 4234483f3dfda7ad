"""A real digit that becomes another one, and the network's scores along the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.demos.base.demonstration import Demonstration, digit_of, given_or_mnist, pack_digits
from helpers.demos.base.network import pack_network, run_packed
from helpers.demos.scores.in_words import scores_in_words
from helpers.figures.drawing.picture import Picture
from helpers.figures.softmax import draw_softmax
from helpers.networks import load_pretrained

if TYPE_CHECKING:
    import keras

_DEFAULTS = {"first": [4, 0], "second": [9, 0], "share": 50, "temperature": 1}


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
    images, labels = given_or_mnist(images, labels, test=True)
    data = {
        "digits": pack_digits(images, labels),
        "network": pack_network(network or load_pretrained()),
    }
    state = {
        "first": list(first),
        "second": list(second),
        "share": share,
        "temperature": temperature,
    }
    return Demonstration("mix_digits", data, state, _DEFAULTS, _picture)


def words(data: Mapping[str, Any], state: Mapping[str, Any]) -> str:
    """Return what the demonstration shows in words, as web/demonstrations/scores/mix.js does."""
    answer, details = scores_in_words(_scores(data, state), state["temperature"]).split("\n", 1)
    share = state["share"]
    mix = f"{100 - share}% of a {state['first'][0]} and {share}% of a {state['second'][0]}"
    return f"{answer}\nThe picture is {mix}.\n{details}"


def _mixed(data: Mapping[str, Any], state: Mapping[str, Any]) -> np.ndarray:
    """Return the picture, float32 of shape (28, 28), values 0…1."""
    first, second = (
        digit_of(data["digits"], *state[name]).astype(np.float64) for name in ("first", "second")
    )
    share = state["share"]
    return (((100 - share) * first + share * second) / 25500).astype(np.float32)


def _scores(data: Mapping[str, Any], state: Mapping[str, Any]) -> np.ndarray:
    return run_packed(data["network"], _mixed(data, state)[None])[-1].ravel().astype(np.float64)


def _picture(data: Mapping[str, Any], state: Mapping[str, Any]) -> Picture:
    share = state["share"]
    title = f"{100 - share}% {state['first'][0]}, {share}% {state['second'][0]}"
    image = _mixed(data, state)
    figure = draw_softmax(_scores(data, state), state["temperature"], (-8, 16), image, title)
    return Picture.from_figure(figure, words(data, state))
