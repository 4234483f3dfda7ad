"""One recipe that trains every convolutional network of this series.

Batches are changed anew in every epoch (`helpers.augmentation`), the learning rate rises for a
quarter of the steps and falls to zero along a cosine, Adam takes the steps, and what is kept is
a running average of the weights. A `Recipe` names the few numbers that differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers import augmentation
from helpers.quiet import import_keras

if TYPE_CHECKING:
    import keras

#: Changes a batch: (images, targets, rng) -> (images, targets).
Change = Callable[[np.ndarray, np.ndarray, np.random.Generator], tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class Recipe:
    """How a network is trained.

    Args:
        epochs: how often every training image is seen, 1 or more.
        learning_rate: the highest learning rate, reached after `warmup` of the steps.
        batch_size: images per step.
        change: what happens to a batch before it is learned from; None for nothing.
        warmup: share of the steps in which the learning rate rises, 0…1.
        averaging: momentum of the weights' running average, 0…1; 0 for none.
        weight_decay: how much of a weight is lost per step, relative to the learning rate.
    """

    epochs: int
    learning_rate: float
    batch_size: int = 128
    change: Change | None = None
    warmup: float = 0.25
    averaging: float = 0.98
    weight_decay: float = 0.0
    steps_per_execution: int = 40


@dataclass
class Progress:
    """The curves so far: one point for every few steps, and one for every epoch.

    `steps`, `loss`, `accuracy` go together (each the mean over the steps since the last point),
    and so do `epochs`, `validation_accuracy`.
    """

    total_steps: int
    steps: list[int] = field(default_factory=list)
    loss: list[float] = field(default_factory=list)
    accuracy: list[float] = field(default_factory=list)
    validation_accuracy: list[float] = field(default_factory=list)
    interrupted: bool = False


def change_mildly(images, targets, rng):
    """Warp a batch a little: what the quick recipe does."""
    return augmentation.warp(images, rng), targets


RECIPES = {
    "quick": Recipe(epochs=3, learning_rate=0.008, change=change_mildly),
    "tiny": Recipe(epochs=20, learning_rate=0.01, change=change_mildly),
    "best": Recipe(epochs=20, learning_rate=0.004, change=change_mildly),
}


def train(
    network: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    recipe: Recipe | str = "quick",
    *,
    validation: tuple[np.ndarray, np.ndarray] | None = None,
    seed: int = 0,
    progress: bool = True,
    watch: Callable[[Progress], None] | None = None,
) -> Progress:
    """Train `network` in place and return its curves."""
    keras = import_keras()
    recipe = RECIPES[recipe] if isinstance(recipe, str) else recipe
    keras.utils.set_random_seed(seed)
    steps = -(-len(images) // recipe.batch_size)
    total = steps * recipe.epochs
    schedule = keras.optimizers.schedules.CosineDecay(
        initial_learning_rate=recipe.learning_rate / 25,
        warmup_target=recipe.learning_rate,
        warmup_steps=max(1, round(recipe.warmup * total)),
        decay_steps=max(1, total - round(recipe.warmup * total)),
    )
    network.compile(
        optimizer=keras.optimizers.Adam(
            schedule,
            use_ema=recipe.averaging > 0,
            ema_momentum=recipe.averaging or 0.9,
        ),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
        steps_per_execution=recipe.steps_per_execution,
    )
    curves = Progress(total)
    network.fit(
        _dataset(images, labels, recipe, seed),
        epochs=recipe.epochs,
        steps_per_epoch=steps,
        shuffle=False,
        verbose=2 if progress else 0,
        validation_data=validation,
    )
    return curves


def _dataset(images, labels, recipe, seed):
    """Feed batches from a background thread, so that changing them overlaps with learning."""
    import tensorflow as tf

    return tf.data.Dataset.from_generator(
        lambda: batches(images, labels, recipe, seed),
        output_signature=(
            tf.TensorSpec((None, 28, 28), tf.float32),
            tf.TensorSpec((None, 10), tf.float32),
        ),
    ).prefetch(4)


def batches(images, labels, recipe: Recipe, seed: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    rng = np.random.default_rng(seed)
    one_hot = np.eye(10, dtype=np.float32)
    for _ in range(recipe.epochs):
        order = rng.permutation(len(images))
        for start in range(0, len(order), recipe.batch_size):
            chosen = order[start : start + recipe.batch_size]
            batch = images[chosen].astype(np.float32) * np.float32(1 / 255)
            targets = one_hot[labels[chosen]]
            if recipe.change is not None:
                batch, targets = recipe.change(batch, targets, rng)
            yield batch, targets
