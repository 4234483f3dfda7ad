"""A cover that is dragged over a digit, and what is left of the answer's lead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure

from helpers.demos.base.demonstration import Demonstration, Values, digit_of, pack_digits
from helpers.demos.base.network import pack_network, run_packed
from helpers.demos.scores.in_words import decimals, listed
from helpers.figures.inside import draw_occlusion
from helpers.interpretability.receptive_field import Field
from helpers.interpretability.saliency import margin, occlude

if TYPE_CHECKING:
    import keras

#: Every how many pixels the cover is tried for the map.
STEP = 2


def occlusion_demo(
    network: keras.Sequential | None = None,
    images: np.ndarray | None = None,
    labels: np.ndarray | None = None,
    digit: Sequence[int] = (4, 0),
    asked: int = 4,
    size: int = 7,
    cover: Sequence[int] = (11, 9),
) -> Demonstration:
    """Return a digit with a cover on it, and how much each place counts for an answer.

    Args:
        network: the one that comes with the series when None.
        images: uint8 array of shape (n, 28, 28), values 0…255; MNIST's test images when None.
        labels: integer array of shape (n,), the images' digits.
        digit: the digit and which of its examples, counted from 0.
        asked: whose lead is measured, 0…9.
        size: edge of the black cover in pixels, odd.
        cover: row and column of its middle.
    """
    data = {"digits": pack_digits(images, labels, test=True), "network": pack_network(network)}
    state = {"digit": digit, "asked": asked, "size": size, "cover": cover}
    return Demonstration(occlusion_demo, data, state, _draw, words)


def words(data: Values, state: Values) -> str:
    """Return what the demonstration shows in words, as web/demonstrations/occlusion_demo does."""
    asked, size, (row, column) = state["asked"], state["size"], state["cover"]
    image = digit_of(data, state)
    scores = _votes(data, [image, occlude(image, row, column, size)])
    answers, leads = scores.argmax(axis=1), margin(scores, asked)
    top, left, height, width = _cut(state)
    return (
        f"Read as {answers[0]}: the {asked} is {_ahead(leads[0])}; with the cover, read as "
        f"{answers[1]}: the {asked} is {_ahead(leads[1])}.\n"
        f"The cover of {size} × {size} hides rows {top} to {top + height - 1} and columns "
        f"{left} to {left + width - 1}.\n"
        f"Votes without it: {listed(scores[0], 1)}.\n"
        f"Votes with it: {listed(scores[1], 1)}."
    )


def _votes(data: Values, images: Sequence[np.ndarray]) -> np.ndarray:
    """Return logits, float64 of shape (n, 10), of uint8 images."""
    volumes = run_packed(data["network"], np.stack(images) / np.float32(255))
    return volumes[-1].reshape(len(images), -1).astype(np.float64)


def _ahead(votes: float) -> str:
    return f"{decimals(abs(votes), 1)} votes {'behind' if votes < 0 else 'ahead'}"


def _cut(state: Values) -> tuple[int, int, int, int]:
    """Return top, left, height and width of the cover, cut off at the edges."""
    size, (row, column) = state["size"], state["cover"]
    return Field(size, 1, -(size // 2)).inside(row, column, 28)


def _draw(data: Values, state: Values) -> Figure:
    image = digit_of(data, state)
    asked, size, (row, column) = state["asked"], state["size"], state["cover"]
    places = range(STEP // 2, len(image), STEP)
    now = occlude(image, row, column, size)
    tried = [occlude(image, top, left, size) for top in places for left in places]
    votes = _votes(data, [image, now, *tried])
    before, after, *leads = margin(votes, asked)
    lost = np.kron((before - np.reshape(leads, (len(places), -1))), np.ones((STEP, STEP)))
    _, answer, *_ = votes.argmax(axis=1).tolist()
    return draw_occlusion(now, lost, asked, answer, (before, after), _cut(state))
