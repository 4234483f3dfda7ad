"""A digit that is dragged across its frame, and what two networks say to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure

from helpers.demos.base.demonstration import Demonstration, Values, digit_of, pack_digits
from helpers.demos.base.network import pack_network, run_packed
from helpers.demos.scores.in_words import decimals
from helpers.evaluation import shifted
from helpers.figures.softmax import draw_shift
from helpers.softmax import softmax

if TYPE_CHECKING:
    import keras


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
    shares = [
        [name, [float(share) for share in each.values()]] for name, each in (accuracy or {}).items()
    ]
    data = {
        "digits": pack_digits(images, labels, test=True),
        "networks": [[name, pack_network(each)] for name, each in networks.items()],
        "accuracy": shares,
    }
    state = {"digit": digit, "right": right, "down": down}
    return Demonstration(shift_demo, data, state, _draw, words)


def words(data: Values, state: Values) -> str:
    """Return what the demonstration shows in words, as web/demonstrations/shift_demo does."""
    kind = state["digit"][0]
    says, details = [], []
    for name, probabilities in _answers(data, state)[1].items():
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
    ways = ((right, "left", "right"), (down, "up", "down"))
    parts = [(abs(count), one if count < 0 else other) for count, one, other in ways if count]
    if not parts:
        return "0 pixels"
    (count, way), *rest = parts
    first = f"{count} pixel{'s' * (count != 1)} {way}"
    return " and ".join([first, *(f"{count} {way}" for count, way in rest)])


def _percent(probability: float) -> str:
    return "over 99%" if probability > 0.99 else f"{decimals(100 * probability, 0)}%"


def _answers(data: Values, state: Values) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return the moved digit, and each network's probabilities by its name."""
    image = shifted(digit_of(data, state), state["right"], state["down"])
    pixels = image[None] / np.float32(255)
    return image, {
        name: softmax(run_packed(packed, pixels)[-1].ravel()) for name, packed in data["networks"]
    }


def _draw(data: Values, state: Values) -> Figure:
    moved = float(np.hypot(state["right"], state["down"]))
    image, answers = _answers(data, state)
    return draw_shift(image, state["digit"][0], answers, dict(data["accuracy"]), moved)
