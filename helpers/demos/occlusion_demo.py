"""A cover that is dragged over a digit, and what is left of the answer's lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.demos.base.demonstration import Demonstration, digit_of, given_or_mnist, pack_digits
from helpers.demos.base.network import pack_network, run_packed
from helpers.demos.scores.in_words import decimals, listed
from helpers.figures.drawing.picture import Picture
from helpers.figures.inside import draw_occlusion
from helpers.interpretability.saliency import margin, occlude
from helpers.networks import load_pretrained

if TYPE_CHECKING:
    import keras

#: Every how many pixels the cover is tried for the map.
STEP = 2
_DEFAULTS = {"digit": [4, 0], "asked": 4, "size": 7, "cover": [11, 9]}


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
    images, labels = given_or_mnist(images, labels, test=True)
    data = {
        "digits": pack_digits(images, labels),
        "network": pack_network(network or load_pretrained()),
    }
    state = {"digit": list(digit), "asked": asked, "size": size, "cover": list(cover)}
    return Demonstration("occlusion_demo", data, state, _DEFAULTS, _picture)


def words(data: Mapping[str, Any], state: Mapping[str, Any]) -> str:
    """Return what the demonstration shows in words, as web/demonstrations/occlusion_demo does."""
    asked, size, (row, column) = state["asked"], state["size"], state["cover"]
    image = digit_of(data["digits"], *state["digit"])
    scores = _votes(data, np.stack([image, occlude(image, row, column, size)]))
    answers, leads = scores.argmax(axis=1), margin(scores, asked)
    top, left, height, width = _cut(state, image.shape)
    return "\n".join(
        [
            f"Read as {answers[0]}: the {asked} is {_ahead(leads[0])}; with the cover, read as "
            f"{answers[1]}: the {asked} is {_ahead(leads[1])}.",
            f"The cover of {size} × {size} hides rows {top} to {top + height - 1} and columns "
            f"{left} to {left + width - 1}.",
            f"Votes without it: {listed(scores[0], 1)}.",
            f"Votes with it: {listed(scores[1], 1)}.",
        ]
    )


def _votes(data: Mapping[str, Any], images: np.ndarray) -> np.ndarray:
    """Return logits, float64 of shape (n, 10), of uint8 images."""
    volumes = run_packed(data["network"], images / np.float32(255))
    return volumes[-1].reshape(len(images), -1).astype(np.float64)


def _ahead(votes: float) -> str:
    return f"{decimals(abs(votes), 1)} votes {'behind' if votes < 0 else 'ahead'}"


def _cut(state: Mapping[str, Any], shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    """Return top, left, height and width of the cover, cut off at the edges."""
    reach = state["size"] // 2
    top, left = (max(place - reach, 0) for place in state["cover"])
    bottom, right = (
        min(place + reach + 1, length) for place, length in zip(state["cover"], shape, strict=True)
    )
    return top, left, bottom - top, right - left


def _picture(data: Mapping[str, Any], state: Mapping[str, Any]) -> Picture:
    image = digit_of(data["digits"], *state["digit"])
    asked, size = state["asked"], state["size"]
    places = range(STEP // 2, len(image), STEP)
    tried = [occlude(image, row, column, size) for row in places for column in places]
    now = occlude(image, state["cover"][0], state["cover"][1], size)
    votes = _votes(data, np.stack([image, now, *tried]))
    before, after, *leads = margin(votes, asked)
    lost = (before - np.array(leads)).reshape(len(places), len(places))
    lost = lost.repeat(STEP, axis=0).repeat(STEP, axis=1)
    answer = int(votes[1].argmax())
    figure = draw_occlusion(now, lost, asked, answer, (before, after), _cut(state, image.shape))
    return Picture.from_figure(figure, words(data, state))
