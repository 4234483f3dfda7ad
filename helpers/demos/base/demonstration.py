"""A demonstration: Python hands over data and starting values, the page computes and draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anywidget
import numpy as np
import traitlets

from helpers.data import load_mnist
from helpers.demos.base.shown import VIEW, Shown, view_of
from helpers.figures.drawing.picture import Picture

_HERE = Path(__file__).parents[1]


class PageWidget(anywidget.AnyWidget):
    """What travels to the page, and the state that comes back so that it outlives a reload.

    `state` has the names of the Python function's arguments. `moves` counts its changes: of two
    states the one with more moves is the later one (see web/shell/store.js).
    """

    _esm = _HERE / "bundle.js"
    _css = _HERE / "demonstration.css"
    demonstration = traitlets.Unicode().tag(sync=True)
    data = traitlets.Dict().tag(sync=True)
    defaults = traitlets.Dict().tag(sync=True)
    start = traitlets.Dict().tag(sync=True)
    # No echo: it would only tell the page what the page has just said.
    state = traitlets.Dict().tag(sync=True, echo_update=False)
    moves = traitlets.Int(0).tag(sync=True, echo_update=False)


class Demonstration(Shown):
    """A demonstration in a cell's output: live in the page, and a picture with words where not.

    Everything that moves happens in the page, without the kernel. GitHub, print and a closed
    notebook show the picture of the starting values; its words are what nbval compares.

    Args:
        name: of the function that makes it; web/demonstrations/index.js has its JavaScript.
        data: what the page computes with: numbers, words, lists, bytes by name.
        state: the starting values, by the names of the function's arguments.
        defaults: the function's own values of these arguments; “Copy as Python” leaves them out.
        picture: draws data and state; called once.
    """

    def __init__(
        self,
        name: str,
        data: Mapping[str, Any],
        state: Mapping[str, Any],
        defaults: Mapping[str, Any],
        picture: Callable[[Mapping[str, Any], Mapping[str, Any]], Picture],
    ):
        """Draw the stored picture and build the widget."""
        self.picture = picture(data, state)
        self.widget = PageWidget(
            demonstration=name,
            data=dict(data),
            defaults=dict(defaults),
            start=dict(state),
            state=dict(state),
        )

    @property
    def state(self) -> dict[str, Any]:
        """Return what the page shows now, as far as the kernel has heard of it."""
        return dict(self.widget.state)

    def __repr__(self) -> str:
        """Return the words of the starting values."""
        return self.picture.text

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = self.picture._repr_mimebundle_()
        data[VIEW] = view_of(self.widget)
        return data, metadata


def given_or_mnist(
    images: np.ndarray | None, labels: np.ndarray | None, test: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    """Return images and labels, or MNIST's where one is missing: those for training or test."""
    if images is None or labels is None:
        return load_mnist()[1 if test else 0]
    return images, labels


def pack_digits(images: np.ndarray, labels: np.ndarray, each: int = 20) -> dict[str, Any]:
    """Return the first examples of every digit, as web/mathematics/digits.js unpacks them.

    Args:
        images: uint8 array of shape (n, side, side), values 0…255.
        labels: integer array of shape (n,).
        each: how many examples of a digit there are at most; twenty of all ten are 157 kB.

    Returns:
        The examples' labels, their side, and their pixels as bytes, digit after digit.

    >>> packed = pack_digits(np.zeros((4, 2, 2), np.uint8), np.array([8, 4, 8, 8]), each=2)
    >>> packed["labels"], packed["side"], len(packed["pixels"])
    ([4, 8, 8], 2, 12)
    """
    labels = np.asarray(labels)
    places = np.concatenate([np.flatnonzero(labels == kind)[:each] for kind in np.unique(labels)])
    return {
        "labels": labels[places].tolist(),
        "side": int(images.shape[1]),
        "pixels": np.ascontiguousarray(images[places], np.uint8).tobytes(),
    }


def digit_of(packed: Mapping[str, Any], kind: int, example: int) -> np.ndarray:
    """Return one of the digits that `pack_digits` has packed, uint8 of shape (side, side).

    Raises:
        ValueError: there is no such example.

    >>> packed = pack_digits(np.arange(8, dtype=np.uint8).reshape(2, 2, 2), np.array([8, 4]))
    >>> digit_of(packed, 8, 0).tolist()
    [[0, 1], [2, 3]]
    """
    places = [place for place, label in enumerate(packed["labels"]) if label == kind]
    if not 0 <= example < len(places):
        raise ValueError(
            f"The digit {kind} has {len(places)} example{'s' * (len(places) != 1)} here, counted "
            f"from 0; {example} is not one of them."
        )
    side = packed["side"]
    pixels = np.frombuffer(packed["pixels"], np.uint8).reshape(-1, side, side)
    return pixels[places[example]]
