"""A digit that is dragged across its frame, and what two networks say to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.demos.base.demonstration import Demonstration, digit_of, given_or_mnist, pack_digits
from helpers.demos.base.network import pack_network, run_packed
from helpers.demos.scores.in_words import decimals
from helpers.evaluation import shifted
from helpers.figures.drawing.picture import Picture
from helpers.figures.softmax import draw_shift
from helpers.softmax import softmax

if TYPE_CHECKING:
    import keras

_DEFAULTS = {"digit": [7, 0], "right": 0, "down": 0}


def shift_demo(
    networks: Mapping[str, keras.Sequential],
    accuracy: Mapping[str, Mapping[int, float]] | None = None,
    images: np.ndarray | None = None,
    labels: np.ndarray | None = None,
    digit: Sequence[int] = (7, 0),
    right: int = 0,
    down: int = 0,
) -> Demonstration:
    """Return a digit to be moved, with the answers of networks.

    Args:
        networks: what to ask, by the name that stands above its answer.
        accuracy: of the networks by name, as `helpers.evaluation.accuracy_by_shift` returns it
            for 0, 1, 2, … pixels; the page marks the present place on its curves.
        images: uint8 array of shape (n, 28, 28), values 0…255; MNIST's test images when None.
        labels: integer array of shape (n,), the images' digits.
        digit: the digit and which of its examples, counted from 0.
        right: pixels that it is moved to the right, −8…8.
        down: pixels that it is moved downwards, −8…8.
    """
    images, labels = given_or_mnist(images, labels, test=True)
    data = {
        "digits": pack_digits(images, labels),
        "networks": [[name, pack_network(each)] for name, each in networks.items()],
        "accuracy": [
            [name, [float(value) for value in each.values()]]
            for name, each in (accuracy or {}).items()
        ],
    }
    state = {"digit": list(digit), "right": right, "down": down}
    return Demonstration("shift_demo", data, state, _DEFAULTS, _picture)


def words(data: Mapping[str, Any], state: Mapping[str, Any]) -> str:
    """Return what the demonstration shows in words, as web/demonstrations/shift_demo does."""
    kind = state["digit"][0]
    says, details = [], []
    for name, probabilities in _answers(data, state).items():
        answer = int(probabilities.argmax())
        verdict = "right" if answer == kind else "wrong"
        says.append(f"{name}: {answer} ({_percent(probabilities[answer])}), {verdict}")
        listed = ", ".join(
            f"{digit}: {_percent(each)}" for digit, each in enumerate(probabilities) if each >= 0.05
        )
        details.append(f"{name}, those with at least 5%: {listed}.")
    way = way_in_words(state["right"], state["down"])
    return "\n".join([f"The {kind}, moved {way}. {'; '.join(says)}.", *details])


def way_in_words(right: int, down: int) -> str:
    """Return a way in words.

    >>> way_in_words(0, 0), way_in_words(-1, 2)
    ('0 pixels', '1 pixel left and 2 down')
    """
    parts = [
        (abs(right), "right" if right > 0 else "left"),
        (abs(down), "down" if down > 0 else "up"),
    ]
    parts = [(count, way) for count, way in parts if count]
    if not parts:
        return "0 pixels"
    (count, way), *rest = parts
    first = f"{count} pixel{'s' * (count != 1)} {way}"
    return " and ".join([first, *(f"{count} {way}" for count, way in rest)])


def _percent(probability: float) -> str:
    return "over 99%" if probability > 0.99 else f"{decimals(100 * probability, 0)}%"


def _moved(data: Mapping[str, Any], state: Mapping[str, Any]) -> np.ndarray:
    return shifted(digit_of(data["digits"], *state["digit"]), state["right"], state["down"])


def _answers(data: Mapping[str, Any], state: Mapping[str, Any]) -> dict[str, np.ndarray]:
    image = _moved(data, state)[None] / np.float32(255)
    return {
        name: softmax(run_packed(packed, image)[-1].ravel()) for name, packed in data["networks"]
    }


def _picture(data: Mapping[str, Any], state: Mapping[str, Any]) -> Picture:
    figure = draw_shift(
        _moved(data, state),
        state["digit"][0],
        _answers(data, state),
        dict(data["accuracy"]),
        float(np.hypot(state["right"], state["down"])),
    )
    return Picture.from_figure(figure, words(data, state))
