"""Checks of notebook 05: a softmax that never overflows, logits, an answer, an honest network."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from numbers import Real
from typing import TYPE_CHECKING

import numpy as np

from helpers.checks.exercise import (
    NotAttempted,
    WrongAnswerError,
    called,
    called_for_number,
    exercise,
)
from helpers.checks.known import as_numbers
from helpers.softmax import softmax

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

#: Rows far apart: subtracting the largest score of all rows instead of each row's own shows.
_BATCH = np.array([[2.0, 1.0, 0.0], [1000.0, 999.0, 998.0], [-1000.0, -1000.0, -1002.0]])
#: Both in one row: only the largest of its scores can be subtracted, no other one and no mean.
_WIDE = np.array([[-1000.0, 1000.0, 999.0], [1000.0, 999.0, -1000.0], [0.0, 1000.0, -1000.0]])
_MILD = np.array([[2.0, 1.0, 0.0], [0.0, 1.0, 3.0], [-1.0, 0.5, 0.0]])
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
        small = _probabilities(called(stable_softmax, _BATCH[:1].copy()), (1, 3))
        mild = _probabilities(called(stable_softmax, _MILD.copy()), (3, 3))
        whole = _probabilities(called(stable_softmax, _BATCH.copy()), (3, 3))
        wide = _probabilities(called(stable_softmax, _WIDE.copy()), (3, 3))
    if not _near(small, softmax(_BATCH[:1])):
        if np.allclose(small.sum(), 1):
            raise WrongAnswerError(
                f"The scores 2, 1, 0 give {_short(small)}, which sums to 1 but is not softmax: "
                "take np.exp of the scores before you divide."
            )
        raise WrongAnswerError(
            f"The scores 2, 1, 0 give {_short(small)}, which sums to {small.sum():.3f}; divide "
            "the powers by their sum along the row (axis=1), so that each row sums to 1."
        )
    if not _near(mild, softmax(_MILD)):
        raise WrongAnswerError(
            f"One row comes out right, but three rows sum to {_short(mild.sum(axis=1))} instead of "
            "1 each: take largest score and sum along axis=1 with keepdims=True, one for each row."
        )
    if not np.isfinite(whole).all():
        raise WrongAnswerError(
            f"The scores 1000, 999, 998 and −1000, −1000, −1002 give {_short(whole[1])} and "
            f"{_short(whole[2])}; subtract each row's own largest score before np.exp."
        )
    if not np.isfinite(wide).all():
        row = int(np.argmin(np.isfinite(wide).all(axis=1)))
        raise WrongAnswerError(
            f"The scores {_short(_WIDE[row])} give {_short(wide[row])}; only when the row's "
            "largest score is subtracted is no power above 1."
        )
    if not _near(whole, softmax(_BATCH)):
        raise WrongAnswerError(
            f"The scores 1000, 999, 998 must give {_short(softmax(_BATCH[1]))} and gave "
            f"{_short(whole[1])}: subtract a number, don't cut or divide the scores."
        )


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
    why="Divided by this temperature, the scores promise on average what they keep; the answers "
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
    told = f"On 20,000 new answers it says {says:.1%} on average and is right {comes:.1%}."
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
        if not answer > 0:
            raise WrongAnswerError(f"A temperature is above 0; yours is {answer:g}.")
        sure = softmax(scores, float(answer))
        if abs(sure.max() - 0.5) <= 0.005:
            continue
        told = f"At your temperature {answer:.4g} the scores {_short(scores)} give their largest "
        told += f"a probability of {sure.max():.3f}, not 0.5: "
        inverse = softmax(scores, 1 / float(answer)).max()
        if abs(inverse - 0.5) <= 0.005:
            raise WrongAnswerError(f"{told}scores are divided by a temperature, not multiplied.")
        if abs(sure[0] - 0.5) <= 0.005:
            raise WrongAnswerError(f"{told}the largest need not stand at position 0.")
        if sure.max() > 0.5:
            raise WrongAnswerError(f"{told}still too sure; search on at higher temperatures.")
        raise WrongAnswerError(f"{told}no longer sure enough; search on at lower temperatures.")


@exercise(
    why="Position 0 stands for the digit 0, so the position is the digit and nothing is added.",
)
def check_answer(answer_of: Callable[[np.ndarray], str]) -> None:
    """Check `answer_of(probabilities)`, the article's sentence, for each digit."""
    article = np.array([0.1, 0.5, 0.2, 0.2, 0, 0, 0, 0, 0, 0])
    cases = [(article, 1)]
    for digit in range(10):
        largest = 0.64 if digit % 2 else 0.28  # also where it is no majority
        probabilities = np.full(10, (1 - largest) / 9)
        probabilities[digit] = largest
        cases.append((probabilities, digit))
    for probabilities, digit in cases:
        answer = called(answer_of, probabilities)
        if "..." in str(answer) or "Ellipsis" in str(answer):
            raise NotAttempted
        right = f"The number is probably a {digit}"
        if answer == right:
            continue
        if not isinstance(answer, str):
            raise WrongAnswerError(
                f"Return the whole sentence “{right}” as text, not {answer!r} alone."
            )
        if answer == f"The number is probably a {digit + 1}":
            raise WrongAnswerError(
                f"The largest probability stands at position {digit}, counted from 0, so it is a "
                f"{digit}; you said {digit + 1}."
            )
        if probabilities is article and answer.endswith("a 5"):
            raise WrongAnswerError(
                "0.5 is the probability, not the digit: the answer is the position where it "
                "stands, which is 1."
            )
        raise WrongAnswerError(
            f"The sentence must read “{right}”, and yours reads “{answer}”; np.argmax gives its "
            "digit, and there is no full stop."
        )


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
        return "the sign is turned round, the largest vote needs the largest score"
    if np.allclose(scores, base * np.log(votes)):
        return "take the natural logarithm np.log, the one that undoes np.exp"
    if np.allclose(scores, votes * (scores[0] / votes[0])):
        return "softmax takes exp of the votes; undo it with a logarithm instead of dividing"
    return "np.log undoes np.exp"


def _as_array(answer: object) -> np.ndarray:
    """Return numbers as an array, also when they come one by one from a generator."""
    if isinstance(answer, Iterable) and not isinstance(answer, np.ndarray | str):
        answer = [_as_array(each) if isinstance(each, Iterable) else each for each in answer]
    return as_numbers(answer)


def _near(values: np.ndarray, right: np.ndarray) -> bool:
    """Say whether probabilities are equal up to what a float16 holds."""
    return np.allclose(values, right, rtol=0, atol=5e-4)


def _probabilities(answer: object, shape: tuple[int, ...]) -> np.ndarray:
    values = _as_array(answer)
    if values.shape != shape:
        raise WrongAnswerError(
            f"Scores of shape {shape} must give probabilities of the same shape, got "
            f"{values.shape}; axis=1 with keepdims=True works on each row."
        )
    return values


def _short(values: np.ndarray) -> str:
    return "[" + ", ".join(f"{value:.3g}" for value in np.ravel(values)) + "]"
