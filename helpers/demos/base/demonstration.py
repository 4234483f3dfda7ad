"""A demonstration: Python hands over data and starting values, the page computes and draws."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anywidget
import numpy as np
import traitlets
from matplotlib.figure import Figure

from helpers.data import load_mnist
from helpers.figures.drawing.picture import Picture

#: Numbers, words, lists and bytes by name: a demonstration's data, or its state.
Values = Mapping[str, Any]
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

    def __repr__(self) -> str:
        """Return its name; its data would fill many pages."""
        return f"PageWidget({self.demonstration})"

    def output(
        self, data: dict[str, Any], metadata: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return a cell's output: what is given for where no JavaScript runs, and the widget.

        Colab asks for metadata, without which it shows no widgets of other makers; `anywidget` has
        them.
        """
        widget, asked = self._repr_mimebundle_() or ({}, {})
        return {**widget, **data}, {**asked, **metadata}


class Demonstration:
    """A demonstration in a cell's output: live in the page, and a picture with words where not.

    Everything that moves happens in the page, without the kernel. GitHub, print and a closed
    notebook show the picture of the starting values; its words are what nbval compares.

    Args:
        make: the function that makes it; web/demonstrations/index.js has its JavaScript.
            “Copy as Python” leaves its arguments' defaults out.
        data: what the page computes with.
        state: the starting values, by the names of the function's arguments.
        draw: returns a figure of data and state; called once.
        words: returns the same in words.
        colours: how many the picture keeps, as for `Picture.from_figure`.
    """

    def __init__(
        self,
        make: Callable[..., Demonstration],
        data: Values,
        state: Values,
        draw: Callable[[Values, Values], Figure],
        words: Callable[[Values, Values], str],
        colours: int | None = None,
    ):
        """Draw the stored picture and build the widget."""
        state = {name: _as_json(value) for name, value in state.items()}
        defaults = {
            name: _as_json(parameter.default)
            for name, parameter in inspect.signature(make).parameters.items()
            if name in state and parameter.default is not parameter.empty
        }
        self.picture = Picture.from_figure(draw(data, state), words(data, state), colours)
        self.widget = PageWidget(
            demonstration=make.__name__,
            data=dict(data),
            defaults=defaults,
            start=state,
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
        return self.widget.output(*self.picture._repr_mimebundle_())


def _as_json(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.tolist()
    return [_as_json(each) for each in value] if isinstance(value, list | tuple) else value


def or_mnist(
    images: np.ndarray | None, labels: np.ndarray | None, test: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    """Return images and labels, or MNIST's where one is missing: those for training or test."""
    if images is None or labels is None:
        return load_mnist()[1 if test else 0]
    return images, labels


def pack_digits(
    images: np.ndarray | None, labels: np.ndarray | None, test: bool = False
) -> dict[str, Any]:
    """Return the first twenty examples of every digit, as web/mathematics/digits.js unpacks them.

    Args:
        images: uint8 array of shape (n, side, side), values 0…255; MNIST's when None.
        labels: integer array of shape (n,).
        test: whether MNIST's test images are meant.

    Returns:
        The examples' labels, their side, and their pixels as bytes, digit after digit.

    >>> packed = pack_digits(np.zeros((3, 2, 2), np.uint8), np.array([8, 4, 8]))
    >>> packed["labels"], packed["side"], len(packed["pixels"])
    ([4, 8, 8], 2, 12)
    """
    images, labels = (np.asarray(each) for each in or_mnist(images, labels, test))
    *_, side = images.shape
    places = np.concatenate([np.flatnonzero(labels == kind)[:20] for kind in np.unique(labels)])
    return {
        "labels": labels[places].tolist(),
        "side": side,
        "pixels": np.ascontiguousarray(images[places], np.uint8).tobytes(),
    }


def digit_of(data: Values, state: Values, name: str = "digit") -> np.ndarray:
    """Return the digit that a state names, uint8 of shape (side, side).

    Args:
        data: holds under "digits" what `pack_digits` has packed.
        state: holds the digit and which of its examples, counted from 0.
        name: under which name.

    Raises:
        ValueError: there is no such example.

    >>> packed = pack_digits(np.arange(8, dtype=np.uint8).reshape(2, 2, 2), np.array([8, 4]))
    >>> digit_of({"digits": packed}, {"digit": [8, 0]}).tolist()
    [[0, 1], [2, 3]]
    """
    packed, (kind, example) = data["digits"], state[name]
    places = [place for place, label in enumerate(packed["labels"]) if label == kind]
    if not 0 <= example < len(places):
        raise ValueError(
            f"The digit {kind} has {len(places)} example{'s' * (len(places) != 1)} here, counted "
            f"from 0; {example} is not one of them."
        )
    side = packed["side"]
    return np.frombuffer(packed["pixels"], np.uint8).reshape(-1, side, side)[places[example]]
