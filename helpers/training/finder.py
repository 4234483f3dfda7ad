"""How the finder learns: from pages that were made a moment ago, each seen once."""

from __future__ import annotations

import itertools
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from helpers.backend import import_keras
from helpers.recognition.views import CHANNELS, INK, KIND, MARK, SIZE, WAY
from helpers.synthesis.handwriting import Shape, write_digits, write_letters
from helpers.training.finder_network import finder_network, fold
from helpers.training.finder_targets import learning_example
from helpers.training.memory import keep_memory

if TYPE_CHECKING:
    import keras
    import tensorflow as tf

Stock = tuple[list[Shape], list[Shape]]  # digits and letters
Batch = tuple[np.ndarray, ...]  # views and two targets


def coarse_loss(wanted: tf.Tensor, given: tf.Tensor) -> tf.Tensor:
    """Return the loss of the coarse map: focal for centres, L1 for sizes, cross-entropy for kinds.

    Source of the focal loss with soft negatives: H. Law, J. Deng, *CornerNet*, 2018.
    """
    from keras import ops

    heat, place, weight = wanted[..., 0], wanted[..., 1], wanted[..., 14]
    logit = given[..., 0]
    chance = ops.clip(ops.sigmoid(logit), 1e-4, 1 - 1e-4)
    peak = ops.cast(heat > 0.999, "float32")
    found = peak * (1 - chance) ** 2 * ops.log(chance)
    left_out = (1 - peak) * (1 - heat) ** 4 * chance**2 * ops.log(1 - chance)
    count = ops.maximum(ops.sum(peak), 1.0)
    focal = -ops.sum(weight * (found + left_out)) / count
    places = ops.maximum(ops.sum(place), 1.0)
    sizes = ops.sum(place[..., None] * ops.abs(given[..., SIZE] - wanted[..., 2:4])) / places
    kinds = ops.sum(wanted[..., 4:14] * ops.log_softmax(given[..., KIND])) / places
    return focal + 0.5 * sizes - 0.7 * kinds


def fine_loss(wanted: tf.Tensor, given: tf.Tensor) -> tf.Tensor:
    """Return the loss of the fine map: cross-entropy for ink and marks, L1 for the ways."""
    from keras import ops

    ink, mark, weight, own = wanted[..., :4], wanted[..., 4:5], wanted[..., 7:8], wanted[..., 8:9]

    def binary(target: tf.Tensor, logit: tf.Tensor) -> tf.Tensor:
        return ops.maximum(logit, 0) - logit * target + ops.log(1 + ops.exp(-ops.abs(logit)))

    inked = ops.mean(weight * binary(ink, given[..., INK]) * (1 + 2 * ink))
    marked = ops.mean(weight * binary(mark, given[..., MARK]))
    chance = weight * ops.sigmoid(given[..., INK])
    overlap = 1 - (2 * ops.sum(chance * ink) + 1) / (ops.sum(chance) + ops.sum(weight * ink) + 1)
    ways = ops.sum(own * ops.abs(given[..., WAY] - wanted[..., 5:7])) / (ops.sum(own) + 1)
    return 4 * inked + 3 * marked + 0.5 * overlap + ways


@dataclass(frozen=True)
class FinderRecipe:
    """The numbers of the finder's training: two courses, the second without normalisation.

    Attributes:
        steps: batches of each course; every view is seen once.
        learning_rates: the highest of each; it rises for `warmup` of the steps, then falls along a
            cosine.
        batch_size: views in a batch.
        warmup: share of the steps.
        weight_decay: of AdamW (I. Loshchilov, F. Hutter, 2019).
        averaging: momentum of the running average of the weights, which is what is kept.
        sides: of the views, in pixels, in turns from batch to batch.
        stock: how many digits and letters are written in advance.
    """

    steps: tuple[int, int] = (6000, 9000)
    learning_rates: tuple[float, float] = (4e-3, 7e-4)
    batch_size: int = 32
    warmup: float = 0.08
    weight_decay: float = 0.02
    averaging: float = 0.998
    sides: tuple[int, ...] = (96, 128)
    stock: tuple[int, int] = (10000, 2500)


#: Steps between two measurements, and batches of held-out pages that are measured.
_STEPS_AN_EPOCH, _MEASURED = 500, 12


def batch(stock: Stock, recipe: FinderRecipe, seed: int, step: int) -> Batch:
    """Return the batch of a step, always the same: views and two targets."""
    rng = np.random.default_rng((seed, step))
    side = recipe.sides[step % len(recipe.sides)]
    examples = [learning_example(*stock, rng, side) for _ in range(recipe.batch_size)]
    return tuple(np.stack(part) for part in zip(*examples, strict=True))


def train_finder(
    images: np.ndarray,
    labels: np.ndarray,
    held_out: tuple[np.ndarray, np.ndarray],
    recipe: FinderRecipe,
    folder: Path,
    seed: int = 0,
) -> tuple[keras.Model, list[float]]:
    """Train a finder and return it, with the held-out losses of its second course.

    Batch normalisation makes the first course quick and sure. Then it is folded into the weights,
    and the network that is shipped goes on learning as it is.
    It goes on from the state kept in `folder` when it was interrupted.

    Args:
        images: uint8 (n, 28, 28), MNIST's digits to write with.
        labels: integers (n,).
        held_out: the same, to measure with; their letters have other fonts.
        recipe: the numbers.
        folder: where the state is kept after every 500 steps.
        seed: fixes every page and the first weights.
    """
    keep_memory()
    keras = import_keras()
    keras.utils.set_random_seed(seed)
    rng = np.random.default_rng(seed + 1)
    unseen = write_digits(*held_out, 400, rng), write_letters(150, rng, held_out=True)
    measured = [batch(unseen, recipe, seed + 1, step) for step in range(_MEASURED)]
    folder.mkdir(parents=True, exist_ok=True)
    first, shipped = folder / "first.weights.h5", finder_network()
    if not first.exists():
        network = finder_network(normalise=True)
        _learn(network, 0, (images, labels), measured, recipe, folder, seed)
        fold(network, shipped)
        shipped.save_weights(first)
    shipped.load_weights(first)
    losses = _learn(shipped, 1, (images, labels), measured, recipe, folder, seed)
    return shipped, losses


def _learn(
    network: keras.Model, course: int, written_with: tuple[np.ndarray, np.ndarray],
    measured: list[Batch], recipe: FinderRecipe, folder: Path, seed: int,
) -> list[float]:  # fmt: skip
    """Train a network for one course; return the held-out losses."""
    import keras

    steps, highest = recipe.steps[course], recipe.learning_rates[course]
    rising = max(1, round(recipe.warmup * steps))
    schedule = keras.optimizers.schedules.CosineDecay(
        highest / 25, steps - rising, warmup_target=highest, warmup_steps=rising, alpha=0.002
    )
    optimizer = keras.optimizers.AdamW(
        schedule,
        weight_decay=recipe.weight_decay,
        global_clipnorm=5.0,
        use_ema=True,
        ema_momentum=recipe.averaging,
    )
    network.compile(optimizer, loss=[coarse_loss, fine_loss])
    epoch = min(_STEPS_AN_EPOCH, steps)

    def learned() -> Iterator[Batch]:
        # Behind the last step that a restored state has taken.
        taken = sum(recipe.steps[:course]) + int(network.optimizer.iterations)
        return batches(*written_with, recipe, seed, taken)

    losses = folder / f"losses-{course}.csv"
    network.fit(
        _dataset(learned),
        epochs=-(-steps // epoch),
        steps_per_epoch=epoch,
        validation_data=_dataset(lambda: iter(measured)),
        callbacks=[
            keras.callbacks.SwapEMAWeights(),
            keras.callbacks.BackupAndRestore(str(folder / f"state-{course}")),
            keras.callbacks.CSVLogger(str(losses), append=True),
            keras.callbacks.ModelCheckpoint(
                str(folder / f"latest-{course}.weights.h5"), save_weights_only=True
            ),
        ],
        verbose=2,
    )
    # The file also has what was measured before an interruption; the held-out loss comes last.
    return np.loadtxt(losses, delimiter=",", skiprows=1, ndmin=2)[:, -1].tolist()


def batches(
    images: np.ndarray, labels: np.ndarray, recipe: FinderRecipe, seed: int, first: int = 0
) -> Iterator[Batch]:
    """Yield the batches from step `first` on, made ahead by a process of their own."""
    with ProcessPoolExecutor(
        1, multiprocessing.get_context("spawn"), _write_stock, (images, labels, recipe, seed)
    ) as process:
        ahead = deque(process.submit(_batch_of, recipe, seed, first + i) for i in range(12))
        for step in itertools.count(first + len(ahead)):
            yield ahead.popleft().result()
            ahead.append(process.submit(_batch_of, recipe, seed, step))


_stock: Stock  # what the process that makes batches writes with


def _write_stock(images: np.ndarray, labels: np.ndarray, recipe: FinderRecipe, seed: int) -> None:
    global _stock
    cv2.setNumThreads(1)
    rng = np.random.default_rng(seed)
    digits, letters = recipe.stock
    _stock = write_digits(images, labels, digits, rng), write_letters(letters, rng)


def _batch_of(recipe: FinderRecipe, seed: int, step: int) -> Batch:
    return batch(_stock, recipe, seed, step)


def _dataset(make_batches: Callable[[], Iterator[Batch]]) -> tf.data.Dataset:
    """Return a `tf.data.Dataset` of views and pairs of targets."""
    import tensorflow as tf

    kinds = tuple(tf.TensorSpec((None, None, None, n), tf.float32) for n in (CHANNELS, 15, 9))
    made = tf.data.Dataset.from_generator(make_batches, output_signature=kinds)
    return made.map(lambda shown, coarse, fine: (shown, (coarse, fine))).prefetch(4)
