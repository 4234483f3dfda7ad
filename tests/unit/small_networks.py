"""Networks that need no TensorFlow: as much of one as is handed over to a page."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np


def layer(kind: str, weights: tuple[int, ...] = (), seed: int = 0, **features: object) -> object:
    """Return a layer as Keras has it: a class of that name, with random weights and a bias."""
    random = np.random.default_rng(seed)
    arrays = [random.normal(0, 0.4, weights), random.normal(0, 0.2, weights[-1:])]
    activation = SimpleNamespace(__name__=features.pop("activation", "linear"))
    features |= {"name": f"{kind.lower()}_{seed}", "activation": activation}
    made = type(kind, (), features)()
    made.get_weights = lambda: arrays if weights else []
    return made


def small_network(seed: int = 5) -> SimpleNamespace:
    """Return a convolution with padding, pooling, a convolution without, and a dense layer."""
    window = {"activation": "relu", "kernel_size": (5, 5)}
    return SimpleNamespace(
        layers=[
            layer("Reshape"),
            layer("Conv2D", (5, 5, 1, 3), seed + 1, padding="same", **window),
            layer("MaxPooling2D", pool_size=(3, 3)),
            layer("Conv2D", (5, 5, 3, 5), seed + 2, padding="valid", **window),
            layer("Dropout"),
            layer("Flatten"),
            layer("Dense", (5 * 5 * 5, 10), seed + 3),
            layer("Softmax"),
        ]
    )
