"""Checks of notebook 07: how many steps, the loss by hand, a small network of one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.checks.cases import Case, refuse_first, run_cases, table
from helpers.checks.exercise import WrongAnswerError, called, exercise
from helpers.data import load_mnist
from helpers.evaluation import accuracy, cross_entropy, wilson_interval


@table(
    "Each batch is one step, and the smaller last batch of an epoch is one too.",
    # Images, batch size and epochs; 640 and 576 come out even, with ten batches and with nine.
    (
        (640, 64, 3),
        (576, 64, 3),
        (55_000, 64, 12),
        (100, 64, 5),
        (10, 64, 2),
        (1000, 30, 4),
        (60_000, 7, 10),  # more steps than 16 bits can count
    ),
    number="the steps of all epochs together",
)
def check_steps(images: int, batch_size: int, epochs: int) -> Case:
    """Check `count_steps(images, batch_size, epochs) -> int`."""
    full, per_epoch = images // batch_size, -(-images // batch_size)
    right = per_epoch * epochs
    mistakes = {
        "that is one epoch.": per_epoch,
        "the smaller last batch of each epoch is a step too.": full * epochs,
        "round up in every epoch, not once at the end.": -(-images * epochs // batch_size),
        "where the batches come out even, there is no smaller last one.": (full + 1) * epochs,
        "one step takes a whole batch of images.": images * epochs,
        "a step cannot be taken in part; round up.": images / batch_size * epochs,
    }
    before = f"{images:,} images in batches of {batch_size}, {epochs} epochs: {right:,} steps, not "
    rest = f"{{before}}one epoch has {per_epoch} batches."
    return Case((images, batch_size, epochs), right, mistakes, f"{before}{{got}}: ", rest)


@exercise("Only the probability of the right digit counts, and a sure wrong answer costs most.")
def check_loss(loss: Callable[[np.ndarray, np.ndarray], float]) -> None:
    """Check `loss(probabilities, labels) -> float` on twelve random answers, and on seven."""
    random = np.random.default_rng(11)
    run_cases(loss, [_lost(random, many) for many in (12, 7)], number="the mean over all images")


def _lost(random: np.random.Generator, many: int) -> Case:
    """Return a case: the loss of so many random answers."""
    probabilities = random.dirichlet(np.full(10, 0.8), many) * 0.9 + 0.01
    labels = random.integers(0, 10, many)
    right = cross_entropy(probabilities, labels)
    given = probabilities[np.arange(many), labels]
    mistakes = {
        "the logarithm of a probability is negative; put a minus in front.": -right,
        "that is the sum; take the mean.": right * many,
        "use the natural logarithm, np.log.": [-np.log10(given).mean(), -np.log2(given).mean()],
        "take the logarithms first, then their mean.": -np.log(given.mean()),
        "take the right digit's probability, not the largest.": (
            -np.log(probabilities.max(axis=1)).mean()
        ),
        "only the right digit's probability counts.": -np.log(probabilities).mean(),
        "use the probability itself, not 1 minus it.": -np.log(1 - given).mean(),
        "the logarithm is missing.": 1 - given.mean(),
        "that picks all labels from every row; use np.arange(len(labels)) for the rows.": (
            -np.log(probabilities[:, labels]).mean()
        ),
    }
    before = f"Expected {right:.4f}, got {{got:.4f}}: "
    rest = "{before}it is the mean of −log(probability of the right digit)."
    return Case((probabilities, labels), right, mistakes, before, rest, tolerance=1e-8)


#: What the project allows, what it asks for, and below what a network has not learned.
_PARAMETERS, _GOAL, _LEAST = 5_000, 0.99, 0.8


@exercise(
    "Every further choice belongs to the validation images: whoever uses the test images again "
    "and again has chosen by them."
)
def check_small(my_network: Callable[[], Any]) -> str:
    """Count the parameters of `my_network()`, and what it reads of the test images, 0…1."""
    network = called(my_network)
    count = _parameters(network)
    images, labels = load_mnist()[1]
    score = accuracy(_answers(network, images / np.float32(255), labels), labels)
    learned = score >= _LEAST
    bytes_read = not learned and accuracy(_answers(network, images, labels), labels) > score + 0.1
    refuse_first(
        (bytes_read, "Your network learned from pixels 0…255: divide them by 255 first."),
        (not learned, f"Your network has {count:,} parameters and reads only {score:.1%} of the "
         "test images: train it, and see whether its loss falls."),
    )  # fmt: skip
    low, high = wilson_interval(round(score * len(labels)), len(labels))
    reached = "that is the goal" if score >= _GOAL else f"{_GOAL:.0%} is possible"
    told = f"{count:,} parameters read {score:.2%} of the test images"
    return f"{told} (error bar {low:.2%} to {high:.2%}): {reached}."


def _parameters(network: Any) -> int:
    """Return how many parameters a network has; refuse too many, and what is no network."""
    whole = hasattr(network, "count_params") and not isinstance(network, type)
    if whole and not getattr(network, "built", True):
        raise WrongAnswerError(
            "Your network has no weights yet: begin it with keras.Input((28, 28)), and train it."
        )
    count = network.count_params() if whole else 0
    refuse_first(
        (not whole, "Return a Keras network, built and trained; yours is of type "
         f"{type(network).__name__}."),
        (count > _PARAMETERS, f"Your network has {count:,} parameters, and {_PARAMETERS:,} are "
         "allowed: fewer filters, or a stride or pooling before Flatten."),
    )  # fmt: skip
    return count


def _answers(network: Any, images: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the digits that a network answers.

    Raises:
        WrongAnswerError: it does not take 28×28 pixels or return ten numbers for each image.
    """
    try:
        returned = np.asarray(network.predict(images, batch_size=1000, verbose=0))
    except ValueError as error:
        raise WrongAnswerError(
            "Your network does not take images of 28×28 pixels: begin it with "
            "keras.Input((28, 28))."
        ) from error
    if returned.shape != (len(labels), 10):
        raise WrongAnswerError(
            f"Your network must return ten numbers for each image, got the shape {returned.shape}."
        )
    return returned.argmax(axis=1)
