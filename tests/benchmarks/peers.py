"""The recipes of well-known tutorials, written by us from what they publish.

Each is a network, an optimizer, a batch size and a number of epochs, as published:

- Keras: keras.io/examples/vision/mnist_convnet (validation split of 10 %, so 54,000 images)
- TensorFlow: tensorflow.org/tutorials/quickstart/beginner
- PyTorch: github.com/pytorch/examples/tree/main/mnist (translated to Keras: Adadelta with
  learning rate 1.0, multiplied by 0.7 after every epoch)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from helpers.backend import import_keras


@dataclass(frozen=True)
class Peer:
    """A tutorial's recipe."""

    build: Callable
    optimizer: Callable
    batch_size: int
    epochs: int
    images: int = 60_000
    learning_rate_factor: float = 1.0


def _sequential(*layers):
    keras = import_keras()
    return keras.Sequential([keras.Input((28, 28)), *layers])


def keras_example():
    layers = import_keras().layers
    return _sequential(
        layers.Reshape((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    )


def tensorflow_quickstart():
    layers = import_keras().layers
    return _sequential(
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dropout(0.2),
        layers.Dense(10, activation="softmax"),
    )


def pytorch_example():
    layers = import_keras().layers
    return _sequential(
        layers.Reshape((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    )


def _adam():
    return import_keras().optimizers.Adam()


def _adadelta():
    return import_keras().optimizers.Adadelta(1.0)


PEERS = {
    "keras_example": Peer(keras_example, _adam, 128, 15, 54_000),
    "tensorflow_quickstart": Peer(tensorflow_quickstart, _adam, 32, 5),
    "pytorch_example": Peer(pytorch_example, _adadelta, 64, 14, learning_rate_factor=0.7),
}


def train_peer(peer: Peer, images, labels):
    """Return the peer's network, trained on images 0…1 as its tutorial does."""
    keras = import_keras()
    network = peer.build()
    network.compile(peer.optimizer(), "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = []
    if peer.learning_rate_factor != 1:
        callbacks.append(
            keras.callbacks.LearningRateScheduler(
                lambda epoch, rate: rate * peer.learning_rate_factor if epoch else rate
            )
        )
    # Keras takes the validation images from the end, before it shuffles.
    held_out = len(images) - min(peer.images, len(images))
    network.fit(
        images,
        labels,
        batch_size=peer.batch_size,
        epochs=peer.epochs,
        validation_split=held_out / len(images),
        callbacks=callbacks,
        verbose=0,
    )
    return network
