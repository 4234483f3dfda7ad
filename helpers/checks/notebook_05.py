"""Checks of notebook 05: a softmax that never overflows, logits, candidates, an honest network."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike

from helpers.checks.cases import Case, as_numbers, farthest, refuse_first, run_cases, table
from helpers.checks.exercise import WrongAnswerError, called, called_for_number, exercise
from helpers.softmax import softmax

#: By how much the scores of `exaggerating_network` are too large; nobody is told.
_EXAGGERATION = 2.6
#: How far confidence and accuracy may differ: chance alone makes about a third of it.
_HONEST = 0.01
#: Rows far apart: subtracting the largest score of all rows instead of each row's own shows.
_BATCH = np.array([[2.0, 1.0, 0.0], [1000.0, 999.0, 998.0], [-1000.0, -1000.0, -1002.0]])
#: Both in one row: only the largest of its scores can be subtracted, no other one and no mean.
_WIDE = np.array([[-1000.0, 1000.25, 999.0], [1000.0, 999.0, -1000.0], [0.0, 1000.0, -1000.0]])
#: Most of them far below: cutting off what lies far from the mean makes the two largest equal.
_LONG = np.array([[1000.0, 999.0, *[-1000.0] * 6]])
_MILD = np.array([[2.0, 1.0, 0.0], [0.0, -6.0, -9.0], [-1.0, 0.5, 0.0]])


def _short(values: np.ndarray, digits: int = 3) -> str:
    """Return numbers in three digits each, or in so many, as a list."""
    return "[" + ", ".join(f"{value:.{digits}g}" for value in np.ravel(values)) + "]"


def _as_array(answer: object) -> np.ndarray:
    """Return numbers as an array, also when they come one by one from a generator."""
    if isinstance(answer, Iterable) and not isinstance(answer, np.ndarray | str | set | dict):
        answer = [_as_array(each) if isinstance(each, Iterable) else each for each in answer]
    return as_numbers(answer)


@np.errstate(all="ignore")
@table(
    "The largest power is now exp(0) = 1. Subtracting the same number from all scores of a row "
    "leaves their differences, and so the probabilities, as they were.",
    (_BATCH[:1], _MILD, _BATCH, _BATCH[2:], _WIDE, _LONG),  # _BATCH[2:]: all are far below 0
    read=_as_array,
)
def check_stable_softmax(scores: np.ndarray) -> Case:
    """Check `stable_softmax(scores)` on rows of scores, small, huge and far below zero."""
    right = softmax(scores)
    mild = _why_not_several_rows if len(scores) > 1 else _why_not_one_row
    why_not = mild if np.abs(scores).max() < 10 else _why_not_large
    return Case(
        (scores,),
        right,
        otherwise=lambda values: why_not(scores, values, right),
        shape=f"Scores of shape {scores.shape} must give probabilities of the same shape, got "
        "{shape}; axis=1 with keepdims=True works on each row.",
        tolerance=1e-6,
        relative=6e-4,  # what a float16 holds
    )


def _why_not_one_row(scores: np.ndarray, values: np.ndarray, right: np.ndarray) -> str:
    told = f"The scores 2, 1, 0 give {_short(values)}, which sums to {values.sum():.3f}"
    if not np.isfinite(values).all():
        return f"{told}; subtract the row's own largest score before np.exp."
    if np.allclose(values, right, atol=0.01):
        return f"{told} and must be {_short(right, 5)}: neither round nor add anything."
    if np.allclose(values.sum(), 1):
        return f"{told} but is not softmax: take np.exp of the scores before you divide."
    told += "; divide the powers by their sum along the row (axis=1), "
    return f"{told}so that each row sums to 1."


def _why_not_several_rows(scores: np.ndarray, values: np.ndarray, right: np.ndarray) -> str:
    row, _ = farthest(values, right)
    if np.allclose(values.sum(axis=1), 1, atol=2e-3):
        told = f"The scores {_short(scores[row])}, row {row} of three, give {_short(values[row])}"
        must = f"and must give {_short(right[row])}"
        return f"{told}, {must}: keep each row and each score in its place, and don't round."
    told = f"One row comes out right, but three rows sum to {_short(values.sum(axis=1))} instead of"
    return (
        f"{told} 1 each: take each row's largest score and its sum, with axis=1 and keepdims=True."
    )


def _why_not_large(scores: np.ndarray, values: np.ndarray, right: np.ndarray) -> str:
    finite = np.isfinite(values).all(axis=1)
    far = np.abs(np.nan_to_num(values) - right).max(axis=1)
    row = int(far.argmax() if finite.all() else finite.argmin())
    told = f"The scores {_short(scores[row], 6)} give {_short(values[row])}"
    if not finite.all():
        told += "; subtract each row's own largest score before np.exp: "
        return f"{told}only then is no power above 1."
    must = f"and must give {_short(right[row])}"
    return f"{told}, {must}: subtract a number, don't cut or divide the scores."


def exaggerating_network(seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return the scores of a made-up network that exaggerates, and what the digits really were.

    Scores, float64 (20000, 10), and digits 0…9, integers (20000,); another seed makes others.
    """
    random = np.random.default_rng([seed, 53])
    logits = random.normal(0, 2, (20_000, 10))
    chances = softmax(logits).cumsum(axis=1)
    digits = (random.random((20_000, 1)) > chances).sum(axis=1)
    return _EXAGGERATION * logits, np.minimum(digits, 9)


@exercise(
    "Divided by this temperature, the scores deliver on average what they promise; the answers "
    "are the same as before."
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
    refuse_first(
        (says - comes > _HONEST, f"{told} It still exaggerates: a higher temperature tones it "
         "down."),
        (comes - says > _HONEST, f"{told} Now it is too modest: take a lower temperature."),
    )  # fmt: skip
    return told


_HALVES = (
    np.array([48.3, 18.3, 4.3, 0.7, 13.2, 1.0, 2.0, 0.1, 1.5, 9.7]),
    np.array([-1.0, 0.5, 0.2, 3.0, -2.0, 2.5, 0.0, 1.0, -0.5, 0.3]),
    np.array([0.05, 0.02, 0.01, 0.03, 0.0, 0.04, 0.02, 0.01, 0.0, 0.09]),
    np.array([-900.0, -400.0, -950.0, -700.0, -990.0, -620.0, -810.0, -500.0, -930.0, -777.0]),
)


@exercise(
    "The hotter, the less sure: so one question says on which side the temperature lies, and each "
    "halves what is left."
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
        told = f"At your temperature {answer:.4g} the scores {_short(scores)} give their largest "
        told += f"a probability of {sure.max():.3f}, not 0.5: "
        inverse = softmax(scores, 1 / float(answer)).max()
        refuse_first(
            (abs(inverse - 0.5) <= 0.005, f"{told}scores are divided by a temperature, not "
             "multiplied."),
            (abs(sure[0] - 0.5) <= 0.005, f"{told}the largest need not stand at position 0."),
            (sure.max() > 0.5, f"{told}still too sure; keep looking at higher temperatures."),
            (True, f"{told}no longer sure enough; keep looking at lower temperatures."),
        )  # fmt: skip


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
    "One digit where the network is sure, many where it isn't: such a list says more than the "
    "first digit alone, if the probabilities deserve their name."
)
def check_candidates(candidates: Callable[[np.ndarray, float], Iterable[int]]) -> None:
    """Check `candidates(probabilities, share)`: the fewest digits that hold the share together."""
    run_cases(candidates, (_candidates(*each) for each in _CANDIDATES))
    # Of equally probable digits either may come first, but each counts once.
    for share, count in ((0.8, 3), (0.6, 2)):
        got = as_numbers(called(candidates, _TIED.copy(), share)).tolist()
        good = len(got) == len(set(got)) == count and got[0] == 1 and set(got) <= {1, 2, 3}
        told = f"For {_short(_TIED)} and a share of {share} you return {_short(np.array(got))}: "
        refuse_first((not good, f"{told}{count} digits are enough, each once, even in a tie."))


def _candidates(probabilities: np.ndarray, share: float) -> Case:
    order = np.argsort(-probabilities, kind="stable")
    count = int(np.argmax(probabilities[order].cumsum() >= share - 1e-9)) + 1
    right, fewer = order[:count], order[: count - 1]
    mistakes = {
        "positions count from 0, and the position is the digit.": right + 1,
        "those are the probabilities; the digits are their positions.": probabilities[right],
        "the most probable comes first.": [np.sort(right), right[::-1]],
        f"they hold {probabilities[fewer].sum():.3f} together: one more is needed.": fewer,
        "the last one is not needed; stop as soon as the share is reached.": order[: count + 1],
        "the share is that of all of them together.": np.flatnonzero(probabilities >= share),
        "these are the least probable; NumPy sorts upwards.": order[::-1][:count],
        "that is the most probable alone.": order[:1],
        "these are all of them; stop as soon as the share is reached.": order,
    }
    told = f"For {_short(probabilities)} and a share of {share} you return {{got}}"
    hint = f"{told}, not {right.tolist()}: add up the largest until they reach the share."
    return Case((probabilities, share), right, mistakes, f"{told}: ", hint, hint)


@exercise(
    "exp(log(v)) is v again, so softmax of log(votes) divides the votes by their sum. A network "
    "that wants to say 48.7% has to give scores like these."
)
def check_logits(scores: ArrayLike, votes: ArrayLike) -> None:
    """Check that softmax of `scores` gives the article's votes divided by their sum."""
    scores, votes = _as_array(scores), np.asarray(votes, float)
    refuse_first(
        (scores.shape != votes.shape, f"Ten votes need ten scores, shape {votes.shape}; yours have "
         f"shape {scores.shape}."),
        (not np.isfinite(scores).all(), "Some of your scores are infinite or not a number; log "
         "undoes exp."),
    )  # fmt: skip
    got, right = softmax(scores), votes / votes.sum()
    if np.allclose(got, right, atol=1e-4):
        return
    told = f"Softmax of your scores gives {got[0]:.3f} for the digit 0 and {got[1]:.3f} for the 1, "
    told += f"and it should be {right[0]:.3f} and {right[1]:.3f}: "
    with np.errstate(all="ignore"):
        base = scores[0] / np.log(votes[0])
    logarithms = np.allclose(scores, base * np.log(votes))
    shares = scores.any() and np.allclose(scores, votes * (scores[0] / votes[0]))
    refuse_first(
        (base < 0 and logarithms, f"{told}the sign is turned round; the largest vote needs the "
         "largest score."),
        (base > 0 and logarithms, f"{told}take the natural logarithm np.log, the one that undoes "
         "np.exp."),
        (shares, f"{told}softmax takes exp of the votes; undo it with a logarithm instead of "
         "dividing."),
        (True, f"{told}np.log undoes np.exp."),
    )  # fmt: skip
