"""How the finder learns: from pages that were made a moment ago, each seen once."""

from __future__ import annotations

import contextlib
import functools
import itertools
import multiprocessing
import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from helpers.backend import import_keras
from helpers.data import Labelled
from helpers.recognition.views import INK, KIND, MARK, SIZE, WAY
from helpers.synthesis.handwriting import Shape, write_digits, write_letters
from helpers.training.finder_network import finder_network, fold
from helpers.training.finder_targets import learning_example
from helpers.training.memory import keep_memory

if TYPE_CHECKING:
    import keras
    from keras import KerasTensor

Stock = tuple[list[Shape], list[Shape]]  # digits and letters
ViewBatch = tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]  # views and two targets


def coarse_loss(wanted: KerasTensor, given: KerasTensor) -> KerasTensor:
    """Return the loss of the coarse map: focal for centres, L1 for sizes, cross-entropy for kinds.

    Source of the focal loss with soft negatives: H. Law, J. Deng, *CornerNet*, 2018.
    """
    from keras import ops

    heat, place, weight = wanted[..., 0], wanted[..., 1], wanted[..., 14]
    chance = ops.clip(ops.sigmoid(given[..., 0]), 1e-4, 1 - 1e-4)
    peak = ops.cast(heat > 0.999, "float32")
    found = peak * (1 - chance) ** 2 * ops.log(chance)
    left_out = (1 - peak) * (1 - heat) ** 4 * chance**2 * ops.log(1 - chance)
    count = ops.maximum(ops.sum(peak), 1.0)
    focal = -ops.sum(weight * (found + left_out)) / count
    places = ops.maximum(ops.sum(place), 1.0)
    sizes = ops.sum(place[..., None] * ops.abs(given[..., SIZE] - wanted[..., 2:4])) / places
    kinds = ops.sum(wanted[..., 4:14] * ops.log_softmax(given[..., KIND])) / places
    return focal + 0.5 * sizes - 0.7 * kinds


def fine_loss(wanted: KerasTensor, given: KerasTensor) -> KerasTensor:
    """Return the loss of the fine map: cross-entropy for ink and marks, L1 for the ways."""
    from keras import ops

    ink, mark, weight, own = wanted[..., :4], wanted[..., 4:5], wanted[..., 7:8], wanted[..., 8:9]

    def binary(target: KerasTensor, logit: KerasTensor) -> KerasTensor:
        return ops.maximum(logit, 0) - logit * target + ops.log(1 + ops.exp(-ops.abs(logit)))

    inked = ops.mean(weight * binary(ink, given[..., INK]) * (1 + 2 * ink))
    marked = ops.mean(weight * binary(mark, given[..., MARK]))
    chance = weight * ops.sigmoid(given[..., INK])
    overlap = 1 - (2 * ops.sum(chance * ink) + 1) / (ops.sum(chance) + ops.sum(weight * ink) + 1)
    ways = ops.sum(own * ops.abs(given[..., WAY] - wanted[..., 5:7])) / (ops.sum(own) + 1)
    return 4 * inked + 3 * marked + 0.5 * overlap + ways


@dataclass(frozen=True)
class FinderRecipe:
    """The numbers of the finder's training: two courses, the second without normalisation."""

    steps: tuple[int, int] = (6000, 9000)  # batches of each course; every view is seen once
    learning_rates: tuple[float, float] = (4e-3, 7e-4)  # the highest of each
    batch_size: int = 32
    warmup: float = 0.08  # share of the steps in which it rises; then it falls along a cosine
    weight_decay: float = 0.02  # of AdamW (I. Loshchilov, F. Hutter, 2019)
    averaging: float = 0.998  # momentum of the weights' running average, which is what is kept
    sides: tuple[int, ...] = (96, 128)  # of the views, in pixels, in turns from batch to batch
    stock: tuple[int, int] = (800, 200)  # digits and letters that are written in advance
    stocks: int = 15  # so many such; used in turns, so that no process needs to write all of them


#: Steps between two measurements, and batches of held-out pages that are measured.
_STEPS_AN_EPOCH, _MEASURED = 500, 12


def batch(stock: Stock, recipe: FinderRecipe, seed: int, step: int) -> ViewBatch:
    """Return the batch of a step, always the same: views and two targets."""
    rng = np.random.default_rng((seed, step))
    side = recipe.sides[step % len(recipe.sides)]
    examples = [learning_example(*stock, rng, side) for _ in range(recipe.batch_size)]
    shown, coarse, fine = (np.stack(part) for part in zip(*examples, strict=True))
    return shown, (coarse, fine)


def train_finder(
    learned: Labelled, held_out: Labelled, recipe: FinderRecipe, folder: Path, seed: int = 0
) -> tuple[keras.Model, list[float]]:
    """Train a finder and return it, with the held-out losses of its second course.

    Batch normalisation makes the first course quick and sure. Then it is folded into the weights,
    and the network that is shipped goes on learning as it is.

    Args:
        learned: uint8 (n, 28, 28), MNIST's digits to write with, and labels (n,).
        held_out: the same, to measure with; their letters have other fonts.
        recipe: the numbers.
        folder: where the state is kept after every 500 steps, to go on from when interrupted.
        seed: fixes every page and the first weights.
    """
    keep_memory()
    import_keras().utils.set_random_seed(seed)
    rng = np.random.default_rng(seed + 1)
    digits, letters = recipe.stock[0] // 2, 3 * recipe.stock[1] // 4
    unseen = write_digits(*held_out, digits, rng), write_letters(letters, rng, held_out=True)
    measured = [batch(unseen, recipe, seed + 1, step) for step in range(_MEASURED)]
    folder.mkdir(parents=True, exist_ok=True)
    first, shipped = folder / "first.weights.h5", finder_network()
    if not first.exists():
        network = finder_network(normalise=True)
        _learn(network, 0, learned, measured, recipe, folder, seed)
        fold(network, shipped)
        shipped.save_weights(first)
    shipped.load_weights(first)
    return shipped, _learn(shipped, 1, learned, measured, recipe, folder, seed)


def _learn(
    network: keras.Model, course: int, learned: Labelled, measured: list[ViewBatch],
    recipe: FinderRecipe, folder: Path, seed: int,
) -> list[float]:  # fmt: skip
    """Train a network for one course; return the held-out losses."""
    import keras

    steps, highest = recipe.steps[course], recipe.learning_rates[course]
    rising = max(1, round(recipe.warmup * steps))
    schedule = keras.optimizers.schedules.CosineDecay(
        highest / 25, steps - rising, warmup_target=highest, warmup_steps=rising, alpha=0.002
    )
    optimizer = keras.optimizers.AdamW(
        schedule, weight_decay=recipe.weight_decay, global_clipnorm=5.0,
        use_ema=True, ema_momentum=recipe.averaging,
    )  # fmt: skip
    network.compile(optimizer, loss=[coarse_loss, fine_loss])
    epoch = min(_STEPS_AN_EPOCH, steps)
    state, losses = folder / f"state-{course}.weights.h5", folder / f"losses-{course}.csv"
    if state.exists():
        optimizer.build(network.trainable_variables)
        network.load_weights(state)
    taken = int(optimizer.iterations)
    network.fit(
        batches(*learned, recipe, seed, sum(recipe.steps[:course]) + taken),
        initial_epoch=taken // epoch,
        epochs=-(-steps // epoch),
        steps_per_epoch=epoch,
        shuffle=False,  # every batch is new
        validation_data=_data_set(measured),
        callbacks=[
            keras.callbacks.SwapEMAWeights(),
            keras.callbacks.ModelCheckpoint(str(state), save_weights_only=True),
            keras.callbacks.CSVLogger(str(losses), append=True),
        ],
        verbose=2,
    )
    # The file also has what was measured before an interruption; the held-out loss comes last.
    return np.loadtxt(losses, delimiter=",", skiprows=1, ndmin=2)[:, -1].tolist()


def _data_set(made: list[ViewBatch]) -> keras.utils.PyDataset:
    """Return batches that are the same in every epoch, as Keras takes them with any backend."""
    import keras

    class Batches(keras.utils.PyDataset):
        def __len__(self) -> int:
            return len(made)

        def __getitem__(self, index: int) -> ViewBatch:
            return made[index]

    return Batches()


def batches(
    images: np.ndarray, labels: np.ndarray, recipe: FinderRecipe, seed: int, first: int = 0
) -> Iterator[ViewBatch]:
    """Yield the batches from step `first` on, made ahead by a process for each core but one."""
    spawn = multiprocessing.get_context("spawn")
    count = min(recipe.stocks, max(1, (os.cpu_count() or 1) - 1))
    given = (images, labels, recipe, seed)
    with contextlib.ExitStack() as stack:
        pools = (ProcessPoolExecutor(1, spawn, _write_with, given) for _ in range(count))
        processes = [stack.enter_context(pool) for pool in pools]
        steps = zip(itertools.cycle(processes), itertools.count(first))
        made = (process.submit(_batch, step) for process, step in steps)
        ahead = deque(itertools.islice(made, 12 + 2 * count))
        while True:
            yield ahead.popleft().result()
            ahead.append(next(made))


_made_of: tuple[np.ndarray, np.ndarray, FinderRecipe, int]  # in a process that makes batches


def _write_with(*given: Any) -> None:
    global _made_of
    _made_of = given
    cv2.setNumThreads(1)


@functools.cache
def _stock(part: int) -> Stock:
    images, labels, recipe, seed = _made_of
    rng = np.random.default_rng((seed, part))
    digits, letters = recipe.stock
    return write_digits(images, labels, digits, rng), write_letters(letters, rng)


def _batch(step: int) -> ViewBatch:
    *_, recipe, seed = _made_of
    shown, (coarse, fine) = batch(_stock(step % recipe.stocks), recipe, seed, step)
    half = np.float16  # the pipe between the processes takes half as long
    return shown.astype(half), (coarse.astype(half), fine.astype(half))
