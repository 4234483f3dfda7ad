"""The networks of this series, untrained, and the trained ones that come with it.

Every network takes float32 images of shape (n, 28, 28) with pixels 0…1, white ink (1) on black
paper (0), as MNIST has them, and returns probabilities of shape (n, 10).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.backend import import_keras

if TYPE_CHECKING:
    import keras

#: The folder of the trained weights and of the files that say how they were made.
PRETRAINED = Path(__file__).parent / "pretrained"


def article_network(units: int = 128) -> keras.Sequential:
    """Return the article's network: Flatten, a hidden Dense layer, and ten probabilities.

    It has no convolution: every hidden unit sees all 784 pixels.

    Args:
        units: width of the hidden layer, at least 1; the article has 128.

    Returns:
        An uncompiled network with 795 · `units` + 10 parameters.

    >>> article_network().count_params()
    101770
    """
    keras = import_keras()
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(units, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ],
        name="article",
    )


def quick_network() -> keras.Sequential:
    """Return the network that trains within a minute on two cores (notebook 07).

    >>> quick_network().output_shape
    (None, 10)
    """
    layers = import_keras().layers
    return _classifier(
        "quick",
        [
            layers.Conv2D(16, 5, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
        ],
    )


def best_network(normalise: bool = False) -> keras.Sequential:
    """Return the network whose weights come with the series; it also reads photographs.

    Args:
        normalise: True for the network as it is trained, with batch normalisation (S. Ioffe,
            C. Szegedy 2015) after each convolution or its pooling, which is where it costs least:
            pooling and ReLU may change places, as both keep the order of values.
            `helpers.training.folding` makes the plain network of it.

    >>> best_network().count_params(), best_network(normalise=True).count_params()
    (184346, 185082)
    """
    layers = import_keras().layers

    def convolution(
        filters: int, side: int, pool: bool = False, padding: str = "valid"
    ) -> list[keras.layers.Layer]:
        if normalise:
            return _normalised(filters, side, pool, padding)
        pooling = [layers.MaxPooling2D()] if pool else []
        return [layers.Conv2D(filters, side, padding=padding, activation="relu"), *pooling]

    return _classifier(
        "best",
        [
            *convolution(32, 5, pool=True),
            *convolution(48, 3, padding="same"),
            *convolution(48, 3, pool=True),
            *convolution(72, 3, padding="same"),
            *convolution(72, 3, padding="same"),
            *convolution(96, 3),
            layers.Flatten(),
            layers.Dropout(0.3),
        ],
    )


def tiny_network() -> keras.Sequential:
    """Return a network that shows how little is enough: at most 8,000 parameters.

    Half of most networks' weights lie where maps are flattened into a dense layer. Here only the
    mean of each of the last maps goes on (global average pooling: M. Lin, Q. Chen, S. Yan,
    *Network In Network*, 2013).

    >>> tiny_network().count_params()
    7554
    """
    layers = import_keras().layers

    def convolution(
        filters: int, side: int, pool: bool = False, padding: str = "valid"
    ) -> list[keras.layers.Layer]:
        # The statistics of ten steps: those of a hundred lag behind in a short training.
        return _normalised(filters, side, pool, padding, momentum=0.9)

    return _classifier(
        "tiny",
        [
            *convolution(8, 5, pool=True),
            *convolution(16, 3, padding="same"),
            *convolution(16, 3, pool=True),
            *convolution(24, 3),
            layers.GlobalAveragePooling2D(),
        ],
    )


def _normalised(
    filters: int, side: int, pool: bool, padding: str, momentum: float = 0.99
) -> list[keras.layers.Layer]:
    """Return a convolution, its pooling, batch normalisation, and ReLU.

    Pooling and ReLU may be swapped without any change, as both keep the order of values;
    normalising (S. Ioffe, C. Szegedy 2015) what is left after pooling costs a quarter.
    """
    layers = import_keras().layers
    return [
        layers.Conv2D(filters, side, padding=padding, use_bias=False),
        *([layers.MaxPooling2D()] if pool else []),
        layers.BatchNormalization(scale=False, momentum=momentum),
        layers.ReLU(),
    ]


_BUILDERS: dict[str, Callable[[], Any]] = {
    "article": article_network,
    "quick": quick_network,
    "best": best_network,
    "tiny": tiny_network,
}


def build(name: str) -> keras.Sequential:
    """Return the untrained network of a name: article, quick, best or tiny.

    >>> build("article").count_params()
    101770
    """
    if name not in _BUILDERS:
        raise ValueError(f"name must be one of {sorted(_BUILDERS)}, got {name!r}.")
    return _BUILDERS[name]()


def load_pretrained(name: str = "best") -> keras.Sequential:
    """Return a trained network that comes with the series.

    The network is built by code and only its weights are read from a file, so the same file
    serves every version of Keras 3 and nothing in it can run.

    Args:
        name: the name of a file `helpers/pretrained/<name>.weights.h5`.

    Returns:
        The uncompiled network, ready to `predict`.

    Raises:
        ValueError: no trained network has this name.

    >>> load_pretrained().layers[-1].name
    'probabilities'
    """
    weights = PRETRAINED / f"{name}.weights.h5"
    _require_pretrained(name, weights)
    network = build(name)
    network.load_weights(weights)
    return network


def pretrained_information(name: str = "best") -> dict[str, Any]:
    """Return how a trained network was made and what it reaches, without importing TensorFlow.

    Args:
        name: the name of a file `helpers/pretrained/<name>.json`: of a network, or "reading" for
            what finder and classifier together can be believed.

    Returns:
        The file's content: seed, versions, data digest, scores, threshold, the temperature that
            its last layer holds already, ….

    Raises:
        ValueError: no trained network has this name.

    >>> pretrained_information()["name"]
    'best'
    """
    path = PRETRAINED / f"{name}.json"
    _require_pretrained(name, path)
    return json.loads(path.read_text(encoding="utf-8"))


def _require_pretrained(name: str, path: Path) -> None:
    if path.parent == PRETRAINED and path.is_file():
        return
    known = sorted(found.name.split(".")[0] for found in PRETRAINED.glob(f"*{path.suffix}"))
    raise ValueError(
        f"name must be one of the trained networks {known}, got {name!r}; "
        f"“python -m helpers.training” makes the missing ones."
    )


def _classifier(name: str, features: list[keras.layers.Layer]) -> keras.Sequential:
    """Put `features` between a channel axis for the image and ten named probabilities."""
    keras = import_keras()
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            keras.layers.Reshape((28, 28, 1)),
            *features,
            keras.layers.Dense(10, name="logits"),
            keras.layers.Softmax(name="probabilities"),
        ],
        name=name,
    )
