"""Checks of notebook 05: a softmax that never overflows, logits, candidates, an honest network."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from numbers import Real
from typing import TYPE_CHECKING

import numpy as np

from helpers.checks import rows
from helpers.checks.cases import Case, refuse_first, run_cases
from helpers.checks.exercise import (
    WrongAnswerError,
    called,
    called_for_number,
    exercise,
)
from helpers.checks.known import as_numbers
from helpers.checks.rows import short
from helpers.softmax import softmax

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

#: By how much the scores of `exaggerating_network` are too large; nobody is told.
_EXAGGERATION = 2.6
#: How far confidence and accuracy may differ: chance alone makes about a third of it.
_HONEST = 0.01


@exercise(
    why="The largest power is now exp(0) = 1. Subtracting the same number from all scores of a "
    "row leaves their differences, and so the probabilities, as they were.",
)
def check_stable_softmax(stable_softmax: Callable[[np.ndarray], np.ndarray]) -> None:
    """Check `stable_softmax(scores)` on rows of scores, small, huge and far below zero."""
    with np.errstate(all="ignore"):
        run_cases(stable_softmax, rows.cases(), read=_as_array)


def exaggerating_network(seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return the scores of a made-up network that exaggerates, and what the digits really were.

    Args:
        seed: other made-up images.

    Returns:
        Scores, float64 (20000, 10), and digits 0…9, integers (20000,).
    """
    random = np.random.default_rng([seed, 53])
    logits = random.normal(0, 2, (20_000, 10))
    chances = softmax(logits).cumsum(axis=1)
    digits = (random.random((20_000, 1)) > chances).sum(axis=1)
    return _EXAGGERATION * logits, np.minimum(digits, 9)


@exercise(
    why="Divided by this temperature, the scores deliver on average what they promise; the answers "
    "are the same as before.",
)
def check_honesty(temperature: float) -> str:
    """Check a temperature by new answers of the network that exaggerates."""
    if not isinstance(temperature, Real) or isinstance(temperature, bool):
        raise WrongAnswerError(f"Give one number, the temperature, not {temperature!r}.")
    if not temperature > 0:
        raise WrongAnswerError(f"A temperature is above 0; yours is {temperature}.")
    scores, digits = exaggerating_network(seed=1)
    says = softmax(scores, float(temperature)).max(axis=1).mean()
    comes = (scores.argmax(axis=1) == digits).mean()
    told = f"On 20,000 new answers it says {says:.1%} on average, and {comes:.1%} are right."
    if abs(says - comes) <= _HONEST:
        return told
    if says > comes:
        raise WrongAnswerError(f"{told} It still exaggerates: a higher temperature tones it down.")
    raise WrongAnswerError(f"{told} Now it is too modest: take a lower temperature.")


_HALVES = (
    np.array([48.3, 18.3, 4.3, 0.7, 13.2, 1.0, 2.0, 0.1, 1.5, 9.7]),
    np.array([-1.0, 0.5, 0.2, 3.0, -2.0, 2.5, 0.0, 1.0, -0.5, 0.3]),
    np.array([0.05, 0.02, 0.01, 0.03, 0.0, 0.04, 0.02, 0.01, 0.0, 0.09]),
    np.array([-900.0, -400.0, -950.0, -700.0, -990.0, -620.0, -810.0, -500.0, -930.0, -777.0]),
)


@exercise(
    why="The hotter, the less sure: so one question says on which side the temperature lies, and "
    "each halves what is left.",
)
def check_half_sure(half_sure: Callable[[np.ndarray], float]) -> None:
    """Check `half_sure(scores) -> temperature` with scores close together and far apart."""
    for scores in _HALVES:
        answer = called_for_number(half_sure, scores.copy(), what="the temperature")
        if not 0 < answer < np.inf:
            raise WrongAnswerError(f"A temperature is a number above 0; yours is {answer:g}.")
        sure = softmax(scores, float(answer))
        if abs(sure.max() - 0.5) <= 0.005:
            continue
        told = f"At your temperature {answer:.4g} the scores {short(scores)} give their largest "
        told += f"a probability of {sure.max():.3f}, not 0.5: "
        inverse = softmax(scores, 1 / float(answer)).max()
        if abs(inverse - 0.5) <= 0.005:
            raise WrongAnswerError(f"{told}scores are divided by a temperature, not multiplied.")
        if abs(sure[0] - 0.5) <= 0.005:
            raise WrongAnswerError(f"{told}the largest need not stand at position 0.")
        if sure.max() > 0.5:
            raise WrongAnswerError(f"{told}still too sure; keep looking at higher temperatures.")
        raise WrongAnswerError(f"{told}no longer sure enough; keep looking at lower temperatures.")


#: Ten probabilities, and the share that is asked for; sums of eighths reach it exactly.
_EIGHTHS = np.array([0, 0, 3, 0, 1, 0, 0, 4, 0, 0]) / 8
_SPREAD = np.array([3, 10, 1, 7, 4, 9, 2, 5, 8, 6]) / 55
_TIED = np.array([0.1, 0.5, 0.2, 0.2, 0, 0, 0, 0, 0, 0])
_CANDIDATES = (
    (np.array([0.1, 0.5, 0.15, 0.25, 0, 0, 0, 0, 0, 0]), 0.7),
    (np.array([0.9, 0.001, 0.002, 0.003, 0.004, 0.005, 0.006, 0.007, 0.008, 0.064]), 0.8),
    (_EIGHTHS, 0.875),
    (_EIGHTHS, 1),
    (_SPREAD, 0.3),
    (_SPREAD, 0.9),
    (_SPREAD[::-1].copy(), 0.5),
    (np.array([0.02, 0.03, 0.01, 0.3, 0.04, 0.25, 0.05, 0.06, 0.04, 0.2]), 0.6),
    (np.array([9, 3, 13, 6, 10, 1, 8, 12, 4, 7, 2, 11, 5]) / 91, 0.95),  # classes, not ten
    (np.array([0.2, 0.5, 0.3]), 0.75),
)


@exercise(
    why="One digit where the network is sure, many where it isn't: such a list says more than the "
    "first digit alone, if the probabilities deserve their name.",
)
def check_candidates(candidates: Callable[[np.ndarray, float], Iterable[int]]) -> None:
    """Check `candidates(probabilities, share)`: the fewest digits that hold the share together."""
    run_cases(candidates, (_candidates(*each) for each in _CANDIDATES))
    # Of equally probable digits either may come first, but each counts once.
    for share, count in ((0.8, 3), (0.6, 2)):
        got = as_numbers(called(candidates, _TIED.copy(), share)).tolist()
        good = len(got) == len(set(got)) == count and got[0] == 1 and set(got) <= {1, 2, 3}
        told = f"For {short(_TIED)} and a share of {share} you return {short(np.array(got))}: "
        refuse_first((not good, f"{told}{count} digits are enough, each once, even in a tie."))


def _candidates(probabilities: np.ndarray, share: float) -> Case:
    order = np.argsort(-probabilities, kind="stable")
    count = int(np.argmax(probabilities[order].cumsum() >= share - 1e-9)) + 1
    right = order[:count]
    below = f"they hold {probabilities[order[: count - 1]].sum():.3f} together: one more is needed."
    mistakes = (
        (right + 1, "positions count from 0, and the position is the digit."),
        (probabilities[right], "those are the probabilities; the digits are their positions."),
        (np.sort(right), "the most probable comes first."),
        (right[::-1], "the most probable comes first."),
        (order[: count - 1], below),
        (order[: count + 1], "the last one is not needed; stop as soon as the share is reached."),
        (np.flatnonzero(probabilities >= share), "the share is that of all of them together."),
        (order[::-1][:count], "these are the least probable; NumPy sorts upwards."),
        (order[:1], "that is the most probable alone."),
        (order, "these are all of them; stop as soon as the share is reached."),
    )
    told = f"For {short(probabilities)} and a share of {share} you return {{got}}"
    hint = f"{told}, not {right.tolist()}: add up the largest until they reach the share."
    return Case((probabilities, share), right, mistakes, f"{told}: ", hint, hint)


@exercise(
    why="exp(log(v)) is v again, so softmax of log(votes) divides the votes by their sum. A "
    "network that wants to say 48.7% has to give scores like these.",
)
def check_logits(scores: ArrayLike, votes: ArrayLike) -> None:
    """Check that softmax of `scores` gives the article's votes divided by their sum."""
    scores = _as_array(scores)
    votes = np.asarray(votes, float)
    if scores.shape != votes.shape:
        raise WrongAnswerError(
            f"Ten votes need ten scores, shape {votes.shape}; yours have shape {scores.shape}."
        )
    if not np.isfinite(scores).all():
        raise WrongAnswerError("Some of your scores are infinite or not a number; log undoes exp.")
    got, right = softmax(scores), votes / votes.sum()
    if np.allclose(got, right, atol=1e-4):
        return
    raise WrongAnswerError(
        f"Softmax of your scores gives {got[0]:.3f} for the digit 0 and {got[1]:.3f} for the "
        f"1, and it should be {right[0]:.3f} and {right[1]:.3f}: {_advice(scores, votes)}."
    )


def _advice(scores: np.ndarray, votes: np.ndarray) -> str:
    with np.errstate(all="ignore"):
        base = scores[0] / np.log(votes[0])
    if base < 0 and np.allclose(scores, base * np.log(votes)):
        return "the sign is turned round; the largest vote needs the largest score"
    if base > 0 and np.allclose(scores, base * np.log(votes)):
        return "take the natural logarithm np.log, the one that undoes np.exp"
    if scores.any() and np.allclose(scores, votes * (scores[0] / votes[0])):
        return "softmax takes exp of the votes; undo it with a logarithm instead of dividing"
    return "np.log undoes np.exp"


def _as_array(answer: object) -> np.ndarray:
    """Return numbers as an array, also when they come one by one from a generator."""
    if isinstance(answer, Iterable) and not isinstance(answer, np.ndarray | str | set | dict):
        answer = [_as_array(each) if isinstance(each, Iterable) else each for each in answer]
    return as_numbers(answer)
