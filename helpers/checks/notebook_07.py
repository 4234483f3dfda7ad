"""Checks of notebook 07: one step downhill, how many steps, the loss by hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from helpers.checks.exercise import WrongAnswerError, called, called_for_number, exercise
from helpers.checks.known import refuse_known
from helpers.evaluation import cross_entropy


@exercise(
    why="The slope points uphill, so the step goes the other way; the learning rate is its size.",
)
def check_step(step: Callable[[np.ndarray, np.ndarray, float], np.ndarray]) -> None:
    """Check `step(weights, slopes, learning_rate) -> weights` on six weights."""
    random = np.random.default_rng(7)
    weights, slopes = random.normal(size=(2, 2, 3))
    rate = 0.25
    # In place is right too: so did the loop of the chapter.
    answer = np.asarray(called(step, weights.copy(), slopes.copy(), rate), dtype=float)
    if answer.shape != weights.shape:
        raise WrongAnswerError(
            f"Every weight gets a new value: expected the shape {weights.shape}, got "
            f"{answer.shape}."
        )
    if np.allclose(answer, weights - rate * slopes):
        return
    mistakes = (
        (weights + rate * slopes, "you went uphill; subtract."),
        (weights - slopes, "the learning rate is missing."),
        (-rate * slopes, "that is the step alone; add it to the weights."),
        (rate * slopes, "that is the step alone; subtract it from the weights."),
        (
            weights - rate * np.sign(slopes),
            "the step is as long as the slope is steep, not only its sign.",
        ),
        (weights * (1 - rate * slopes), "subtract from the weight, do not multiply by it."),
        (weights - slopes / rate, "multiply by the learning rate instead of dividing."),
        ((weights - slopes) * rate, "only the slope is multiplied by the learning rate."),
    )
    refuse_known(answer, mistakes, "Close: ")
    raise WrongAnswerError(
        f"A weight of 1 with a slope of 2 becomes 1 − {rate} · 2 = {1 - rate * 2}; yours differ."
    )


#: Images, batch size and epochs; 640 and 576 come out even, with ten batches and with nine.
_TRAININGS = ((640, 64, 3), (576, 64, 3), (55_000, 64, 12), (100, 64, 5), (10, 64, 2))


@exercise(
    why="Each batch is one step, and the smaller last batch of an epoch is one too.",
)
def check_steps(count_steps: Callable[[int, int, int], int]) -> None:
    """Check `count_steps(images, batch_size, epochs) -> int`."""
    for images, batch_size, epochs in _TRAININGS:
        answer = called_for_number(
            count_steps, images, batch_size, epochs, what="the steps of all epochs together"
        )
        full = images // batch_size
        per_epoch = -(-images // batch_size)
        right = per_epoch * epochs
        if answer == right:
            continue
        if answer == per_epoch:
            reason = "that is one epoch."
        elif answer == full * epochs:
            reason = "the smaller last batch of each epoch is a step too."
        elif answer == -(-images * epochs // batch_size):
            reason = "round up in every epoch, not once at the end."
        elif answer == (full + 1) * epochs:
            reason = "where the batches come out even, there is no smaller last one."
        elif answer == images * epochs:
            reason = "one step takes a whole batch of images."
        elif np.isclose(answer, images / batch_size * epochs):
            reason = "there is no part of a step; round up."
        else:
            reason = f"one epoch has {per_epoch} batches."
        raise WrongAnswerError(
            f"{images} images in batches of {batch_size}, {epochs} epochs: {right} steps, not "
            f"{answer}: {reason}"
        )


@exercise(
    why="Only the probability of the right digit counts, and a sure wrong answer costs most.",
)
def check_loss(loss: Callable[[np.ndarray, np.ndarray], float]) -> None:
    """Check `loss(probabilities, labels) -> float` on twelve random answers."""
    random = np.random.default_rng(11)
    probabilities = random.dirichlet(np.full(10, 0.8), 12) * 0.9 + 0.01
    labels = random.integers(0, 10, 12)
    answer = called(loss, probabilities.copy(), labels.copy())
    if np.ndim(answer):
        raise WrongAnswerError(
            f"Return one number, the mean over all images, not {np.size(answer)} numbers."
        )
    right = cross_entropy(probabilities, labels)
    if np.isclose(answer, right):
        return
    given = probabilities[np.arange(12), labels]
    mistakes = (
        (-right, "the logarithm of a probability is negative; put a minus in front."),
        (right * 12, "that is the sum; take the mean."),
        (-np.log10(given).mean(), "use the natural logarithm, np.log."),
        (-np.log2(given).mean(), "use the natural logarithm, np.log."),
        (-np.log(given.mean()), "take the logarithms first, then their mean."),
        (
            -np.log(probabilities.max(axis=1)).mean(),
            "take the right digit's probability, not the largest.",
        ),
        (-np.log(probabilities).mean(), "only the right digit's probability counts."),
        (-np.log(1 - given).mean(), "use the probability itself, not 1 minus it."),
        (1 - given.mean(), "the logarithm is missing."),
        (
            -np.log(probabilities[:, labels]).mean(),
            "that picks all labels from every row; use np.arange(len(labels)) for the rows.",
        ),
    )
    refuse_known(answer, mistakes, f"Expected {right:.4f}, got {float(answer):.4f}: ")
    raise WrongAnswerError(
        f"Expected {right:.4f}, got {answer}: it is the mean of −log(probability of the right "
        "digit)."
    )
