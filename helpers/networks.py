"""The networks of this series, untrained, and the trained ones that come with it.

Every network takes float32 images of shape (n, 28, 28) with pixels 0…1, white ink (1) on black
paper (0), as MNIST has them, and returns probabilities of shape (n, 10).
"""

from __future__ import annotations

import functools
import json
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
    layers = [
        keras.Input((28, 28)),
        keras.layers.Flatten(),
        keras.layers.Dense(units, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ]
    return keras.Sequential(layers, name="article")


def quick_network() -> keras.Sequential:
    """Return the network that trains within a minute on two cores (notebook 07).

    >>> quick_network().output_shape
    (None, 10)
    """
    layers = import_keras().layers
    return _classifier(
        "quick",
        *_convolution(16, 5, pool=True),
        *_convolution(32, 3, pool=True),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
    )


def best_network(normalise: bool = False) -> keras.Sequential:
    """Return the network whose weights come with the series; it also reads photographs.

    Args:
        normalise: True for the network as it is trained, with batch normalisation;
            `helpers.training.folding` makes the plain network of it.

    >>> best_network().count_params(), best_network(normalise=True).count_params()
    (184346, 185082)
    """
    layers = import_keras().layers
    convolution = functools.partial(_convolution, momentum=0.99 if normalise else 0)
    return _classifier(
        "best",
        *convolution(32, 5, pool=True),
        *convolution(48, 3, padding="same"),
        *convolution(48, 3, pool=True),
        *convolution(72, 3, padding="same"),
        *convolution(72, 3, padding="same"),
        *convolution(96, 3),
        layers.Flatten(),
        layers.Dropout(0.3),
    )


def tiny_network() -> keras.Sequential:
    """Return a network that shows how little is enough: at most 8,000 parameters.

    Half of most networks' weights lie where maps are flattened into a dense layer. Here only the
    mean of each of the last maps goes on (global average pooling: M. Lin, Q. Chen, S. Yan,
    *Network In Network*, 2013).

    >>> tiny_network().count_params()
    7554
    """
    # The statistics of ten steps: those of a hundred lag behind in a short training.
    convolution = functools.partial(_convolution, momentum=0.9)
    return _classifier(
        "tiny",
        *convolution(8, 5, pool=True),
        *convolution(16, 3, padding="same"),
        *convolution(16, 3, pool=True),
        *convolution(24, 3),
        import_keras().layers.GlobalAveragePooling2D(),
    )


def _convolution(
    filters: int, side: int, pool: bool = False, padding: str = "valid", momentum: float = 0
) -> list[keras.layers.Layer]:
    """Return a convolution with ReLU and its pooling; with a momentum batch normalisation, too.

    Pooling and ReLU may be swapped without any change, as both keep the order of values;
    normalising (S. Ioffe, C. Szegedy 2015) what is left after pooling costs a quarter.
    """
    layers = import_keras().layers
    pooling = [layers.MaxPooling2D()] if pool else []
    if not momentum:
        return [layers.Conv2D(filters, side, padding=padding, activation="relu"), *pooling]
    return [
        layers.Conv2D(filters, side, padding=padding, use_bias=False),
        *pooling,
        layers.BatchNormalization(scale=False, momentum=momentum),
        layers.ReLU(),
    ]


def load_pretrained() -> keras.Sequential:
    """Return the trained network that comes with the series.

    The network is built by code and only its weights are read from a file, so the same file
    serves every version of Keras 3 and nothing in it can run.

    Returns:
        The uncompiled network, ready to `predict`.

    Raises:
        FileNotFoundError: its weights are missing.

    >>> load_pretrained().layers[-1].name
    'probabilities'
    """
    weights = PRETRAINED / "best.weights.h5"
    if not weights.is_file():
        raise FileNotFoundError(f"{weights} is missing; “python -m helpers.training” makes it.")
    network = best_network()
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
    known = {path.stem: path for path in sorted(PRETRAINED.glob("*.json"))}
    if name not in known:
        raise ValueError(
            f"name must be one of the trained networks {list(known)}, got {name!r}; "
            f"“python -m helpers.training” makes the missing ones."
        )
    return json.loads(known[name].read_text(encoding="utf-8"))


def _classifier(name: str, *features: keras.layers.Layer) -> keras.Sequential:
    """Put `features` between a channel axis for the image and ten named probabilities."""
    keras = import_keras()
    layers = [
        keras.Input((28, 28)),
        keras.layers.Reshape((28, 28, 1)),
        *features,
        keras.layers.Dense(10, name="logits"),
        keras.layers.Softmax(name="probabilities"),
    ]
    return keras.Sequential(layers, name=name)
