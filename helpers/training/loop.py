"""One recipe that trains every convolutional network of this series.

Batches are changed anew in every epoch (`synthesis.augmentation`), Adam takes the steps, and what
is kept in the end is a running average of the weights. A `Recipe` holds the few numbers that
differ from network to network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from helpers.backend import import_keras, postponed
from helpers.synthesis import augmentation
from helpers.training.memory import keep_memory
from helpers.training.progress import Curves, follow

if TYPE_CHECKING:
    import keras
    import tensorflow as tf

#: Images (n, 28, 28), 0…1, and targets (n, 10), 1 for the right digit; and what changes them.
Batch = tuple[np.ndarray, np.ndarray]
Change = Callable[[np.ndarray, np.ndarray, np.random.Generator], Batch]

#: How many steps TensorFlow takes before it tells Python: telling costs as much as a small step.
STEPS_AT_ONCE = 20


@dataclass(frozen=True)
class Recipe:
    """The numbers of a training."""

    epochs: int
    learning_rate: float  # the highest
    batch_size: int = 128
    warmup: float = 0.25  # share of the steps in which the learning rate rises
    one_cycle: bool = True  # False keeps the learning rate as it is, from first to last
    averaging: float = 0.98  # momentum of the weights' running average; 0 keeps the last weights
    #: Share of each target that is spread over all ten digits, 0…1 (C. Szegedy and others,
    #: *Rethinking the Inception Architecture*, 2015).
    label_smoothing: float = 0.0
    change: Change | None = None  # what is done to each batch; None learns the images as they are


def warp_mildly(images: np.ndarray, targets: np.ndarray, rng: np.random.Generator) -> Batch:
    """Rotate, shear, scale and shift each image a little; the targets stay."""
    return augmentation.warp(images, rng, rotation=8, shear=0.1, scale=0.1, shift=1.5), targets


def warp_in_place(images: np.ndarray, targets: np.ndarray, rng: np.random.Generator) -> Batch:
    """Warp mildly, but hardly shift: MNIST's digits are centred by their mass.

    A tiny network has no parameters to spare for digits elsewhere.
    """
    return augmentation.warp(images, rng, rotation=8, shear=0.1, scale=0.1, shift=0.8), targets


RECIPES = {
    "quick": Recipe(epochs=3, learning_rate=0.014, batch_size=256, change=warp_mildly),
    "tiny": Recipe(
        epochs=20, learning_rate=0.02, batch_size=256, averaging=0.99, change=warp_in_place
    ),
    # For comparisons on a few thousand images, as they are, within seconds (notebook 04).
    "brief": Recipe(epochs=4, learning_rate=0.01, batch_size=64),
}


def train(
    network: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    recipe: Recipe | str = "quick",
    *,
    validation: tuple[np.ndarray, np.ndarray] | None = None,
    progress: bool = True,
    seed: int = 0,
) -> Curves:
    """Train a network in place.

    Interrupting it (Ctrl-C, or the stop button of a notebook) is no error: after the steps that
    TensorFlow is taking at once, the network keeps the running average of its weights so far.

    Args:
        network: takes (n, 28, 28), returns probabilities (n, 10); compiled here.
        images: uint8 (n, 28, 28), 0…255.
        labels: integers (n,), 0…9.
        recipe: a `Recipe`, or the name of one in `RECIPES`.
        validation: images and labels to measure after every epoch, as the two above.
        progress: show a bar.
        seed: fixes the order of the images, their changes and the dropout, but not the weights
            that the network comes with: call `keras.utils.set_random_seed` before building it.

    Returns:
        The curves of the training.

    Raises:
        ValueError: the images are not uint8 (n, 28, 28), or there is not one label for each.

    >>> from helpers.networks import tiny_network
    >>> digits = np.zeros((256, 28, 28), np.uint8)
    >>> recipe = Recipe(epochs=1, learning_rate=0.01)
    >>> curves = train(tiny_network(), digits, np.zeros(256, int), recipe, progress=False)
    >>> curves.images
    [256]
    """
    recipe = RECIPES[recipe] if isinstance(recipe, str) else recipe
    _check(images, labels)
    keep_memory()
    keras = import_keras()
    keras.utils.set_random_seed(seed)
    steps = -(-len(images) // recipe.batch_size)
    curves = Curves()
    follower = follow(curves, steps, recipe.batch_size, progress)
    # What is measured is what would be kept: the average.
    swapping = validation is not None and recipe.averaging
    swap = [keras.callbacks.SwapEMAWeights()] if swapping else []
    try:
        with postponed() as raise_if_interrupted:
            between_steps = keras.callbacks.LambdaCallback(
                on_train_batch_end=lambda batch, logs: raise_if_interrupted(),
                on_test_batch_end=lambda batch, logs: raise_if_interrupted(),
            )
            compile_for(network, recipe, steps * recipe.epochs)
            network.fit(
                dataset(images, labels, recipe, seed),
                epochs=recipe.epochs,
                validation_data=None if validation is None else _as_learned(*validation),
                validation_batch_size=1000,
                callbacks=[*swap, follower, between_steps],
                shuffle=False,  # `dataset` shuffles
                verbose=0,
            )
    except KeyboardInterrupt:
        curves.interrupted = True
        optimizer = getattr(network, "optimizer", None)
        # Before the first step there is no average: half built, it would spoil the weights. While
        # the validation images are answered, network and optimizer have changed weights.
        if optimizer is not None and int(optimizer.iterations) > 0 and not follower.measuring:
            optimizer.finalize_variable_values(network.trainable_variables)
    finally:
        follower.close()
    return curves


def compile_for(network: keras.Model, recipe: Recipe, total_steps: int) -> None:
    """Give a network the optimizer, the loss and the schedule of a recipe.

    The schedule is the one-cycle policy of L. Smith and N. Topin, *Super-Convergence*, 2018, with
    a cosine for its falling part.
    """
    keras = import_keras()
    highest, rising = recipe.learning_rate, max(1, round(recipe.warmup * total_steps))
    schedule = keras.optimizers.schedules.CosineDecay(
        highest / 25, max(1, total_steps - rising), warmup_target=highest, warmup_steps=rising
    )
    average = {"use_ema": True, "ema_momentum": recipe.averaging} if recipe.averaging else {}
    network.compile(
        optimizer=keras.optimizers.Adam(schedule if recipe.one_cycle else highest, **average),
        loss=keras.losses.CategoricalCrossentropy(label_smoothing=recipe.label_smoothing),
        metrics=["accuracy"],
        steps_per_execution=STEPS_AT_ONCE,
    )


def dataset(images: np.ndarray, labels: np.ndarray, recipe: Recipe, seed: int) -> tf.data.Dataset:
    """Return a `tf.data.Dataset` of one epoch; each pass over it shuffles and changes anew.

    A background thread makes the next batches while TensorFlow learns from the last.

    Args:
        images: uint8 (n, 28, 28), 0…255.
        labels: integers (n,), 0…9.
        recipe: what is done to each batch, and how many images it has.
        seed: fixes the order of the images and their changes.

    Returns:
        Batches of images (batch, 28, 28), 0…1, and targets (batch, 10): 1 for the right digit.
    """
    import tensorflow as tf

    keep_memory()
    rng = np.random.default_rng(seed)

    def batches() -> Iterator[Batch]:
        order = rng.permutation(len(images))
        for start in range(0, len(order), recipe.batch_size):
            chosen = order[start : start + recipe.batch_size]
            batch = _as_learned(images[chosen], labels[chosen])
            yield batch if recipe.change is None else recipe.change(*batch, rng)

    kinds = (tf.TensorSpec((None, 28, 28), tf.float32), tf.TensorSpec((None, 10), tf.float32))
    made = tf.data.Dataset.from_generator(batches, output_signature=kinds)
    steps = -(-len(images) // recipe.batch_size)
    return made.apply(tf.data.experimental.assert_cardinality(steps)).prefetch(4)


def _as_learned(images: np.ndarray, labels: np.ndarray) -> Batch:
    return images * np.float32(1 / 255), np.eye(10, dtype=np.float32)[labels]


def _check(images: np.ndarray, labels: np.ndarray) -> None:
    fits = images.ndim == 3 and images.shape[1:] == (28, 28) and images.dtype == np.uint8
    if not fits or labels.shape != images.shape[:1] or not len(images):
        raise ValueError(
            f"Expected uint8 images of shape (n, 28, 28) and n labels, got {images.dtype} "
            f"{images.shape} and {labels.shape}: pass MNIST's arrays as load_mnist() returns them."
        )
