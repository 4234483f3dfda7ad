"""Checks of notebook 08: when to stop, confusions, two readers compared by pairs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.checks.cases import Case, refuse_first, run_cases, table
from helpers.checks.exercise import NotAttempted, WrongAnswerError, called, exercise
from helpers.data import load_mnist, validation_split
from helpers.evaluation import compare_by_pairs, confusion_matrix


@table(
    "The validation loss is lowest where learning ends and learning by heart begins; stopping "
    "early saves time, and may miss a later valley.",
    # Validation losses, and how many epochs without a new lowest one are borne.
    (
        ([1.4, 1.1, 0.9, 1.2, 1.0, 1.1, 1.3, 1.5, 0.8], 3),
        ([0.9, 0.7, 0.8, 0.75, 0.6], 2),
        ([0.8, 0.9, 1.0, 1.3], 1),
        ([0.9, 0.7, 0.6, 0.5], 2),
        ([2.0, 1.0, 1.2, 0.8, 0.9, 1.0, 1.1], 2),
        ([0.9, 0.7, 0.7, 0.7, 0.5], 2),  # as low is not lower
        ([1.0, 0.5, 0.9, 0.8, 0.7, 0.6, 0.4], 4),  # falls, and is no new lowest one
        ([2.2, 1.8, 1.52, 1.51, 1.48], 1),  # all above 1, and close to each other
        ([0.5, 0.6, 0.7], 5),
        ([1.2, 0.104, 0.101, 0.11, 0.12], 2),  # a little lower is lower
        ([250.0, 130.0, 140.0, 150.0], 2),  # all high
        ([0.4], 1),
    ),
)
def check_early_stop(losses: list[float], patience: int) -> Case:
    """Check `early_stop(losses, patience) -> (last epoch, kept epoch)`, counted from 1."""
    right = last, kept = _stopped(losses, patience)
    lowest = int(np.argmin(losses)) + 1
    mistakes = {
        "the last epoch comes first, then the one that is kept.": (kept, last),
        "positions count from 0, epochs from 1.": (last - 1, kept - 1) if last > kept else (),
        "compare with the lowest so far, not with the epoch before.": (
            _stopped(losses, patience, previous=True)
        ),
        "a loss equal to the lowest is no new lowest.": _stopped(losses, patience, equal=True),
        "it stops one epoch too soon.": _stopped(losses, patience - 1),
        "it stops one epoch too late.": _stopped(losses, patience + 1),
        "training never gets to the last loss: it stops earlier.": (len(losses), lowest),
        "training stopped before that loss was measured.": (last, lowest),
        "the weights of the lowest loss are kept, not the last ones.": (last, last),
    }
    told = f"For the losses {losses} and a patience of {patience}, "
    rest = f"training ends after epoch {last} and keeps epoch {kept}; you return {{got}}."
    before, two = f"{told}you return {{got}}: ", "Return two numbers: the last epoch, the kept one."
    return Case((losses, patience), right, mistakes, before, told + rest, shape=two)


def _stopped(
    losses: list[float], patience: int, previous: bool = False, equal: bool = False
) -> tuple[int, int]:
    """Return the last epoch and the kept one, or what two mistakes give."""
    kept = waited = 0
    for epoch, loss in enumerate(losses, start=1):
        best = losses[max(epoch - 2, 0) if previous else kept - 1]
        better = not kept or loss < best or (equal and loss == best)
        kept, waited = (epoch, 0) if better else (kept, waited + 1)
        if waited >= patience:
            break
    return epoch, kept


@exercise(
    "Rows are what was written, columns what was read, and the diagonal holds the right ones."
)
def check_confusions(count_confusions: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> None:
    """Check `count_confusions(labels, answers) -> matrix` on 4,000 random pairs."""
    # More of each digit than a byte can count.
    labels, answers = np.random.default_rng(8).integers(0, 10, (2, 4000))
    answers = np.where(labels % 3, labels, answers)  # most are right, as in life
    few = labels < 8  # no 8 and no 9 occurs
    pairs = ((labels, answers), (labels[few], answers[few] % 8))
    run_cases(count_confusions, (_confused(*each) for each in pairs))


def _confused(labels: np.ndarray, answers: np.ndarray) -> Case:
    """Return a case: how often each digit was read as each other one."""
    right = confusion_matrix(labels, answers)
    on_diagonal = np.diag(np.diag(right))
    before = f"Expected {len(labels):,} pairs, {np.trace(right):,} of them on the diagonal: "
    mistakes = {
        "rows and columns are swapped: the row is the label, the column the answer.": right.T,
        "your counts start again at 0 after 255, as bytes do; use np.zeros((10, 10), int).": (
            right % 256
        ),
        "it only says whether a pair occurs; add 1 each time it does (+= 1 with repeated indices "
        "counts once, so use a loop or np.add.at).": right > 0,
        "the right answers are missing; they belong on the diagonal.": right - on_diagonal,
        "only the right answers are counted; mistakes belong off the diagonal.": on_diagonal,
    }

    def otherwise(matrix: np.ndarray) -> str:
        shares = np.allclose(matrix.sum(), 1) or np.allclose(matrix.sum(axis=1), 1)
        yours, ours = ((each.sum(), np.trace(each)) for each in (matrix, right))
        refuse_first(
            (shares, f"{before}these are shares; count the answers instead."),
            ((matrix == matrix[0]).all(), f"{before}all its rows are one and the same list; "
             "np.zeros((10, 10), int) makes ten."),
            (yours != ours, f"{before}it counts {yours[0]:,g} pairs and its diagonal "
             f"{yours[1]:,g}."),
        )  # fmt: skip
        return (
            "{before}yours has as many, but misplaced: row {row}, column {column} holds {yours:g} "
            "and must hold {must}."
        )

    shape = "The matrix has 10 rows and 10 columns, whatever digits occur; yours has the shape "
    return Case((labels, answers), right, mistakes, before, otherwise, f"{shape}{{shape}}.")


@exercise(
    "Below 5% a difference is usually believed; train both again with other seeds to see "
    "whether the recipes differ or only these two runs."
)
def check_two_readers(two_readers: Callable[..., tuple[np.ndarray, np.ndarray]]) -> str:
    """Measure `two_readers(known, known_labels, asked)` on 1,000 validation images, by pairs."""
    (images, labels), (held_out, held_out_labels) = validation_split(*load_mnist()[0])
    random = np.random.default_rng(88)
    known, asked = (random.permutation(len(each))[:1000] for each in (images, held_out))
    given = images[known], labels[known], held_out[asked]
    first, second = _two(called(two_readers, *(each.copy() for each in given)))
    right = [each == held_out_labels[asked] for each in (first, second)]
    low = min(each.mean() for each in right)
    refuse_first(
        (np.array_equal(first, second), "Both answer alike on all 1,000 images; let your readers "
         "differ in one thing."),
        (low < 0.5, f"One of them is right on {low:.1%} only; a comparison says something when "
         "both have learned to read. Are the pixels from 0 to 1?"),
    )  # fmt: skip
    pairs = compare_by_pairs(right[0], right[1])
    verdict = "a difference" if pairs.surprise < 0.05 else "no clear difference"
    return (
        f"On 1,000 images the first is right on {right[0].mean():.1%}, the second on "
        f"{right[1].mean():.1%}. Only the first: {pairs.only_first}, only the second: "
        f"{pairs.only_second}; coins fall that unevenly {pairs.surprise:.1%} of the time: "
        f"{verdict}."
    )


def _two(result: Any) -> list[np.ndarray]:
    """Return the digits of two readers, or refuse them."""
    if not isinstance(result, tuple | list | np.ndarray) or len(result) != 2:
        raise WrongAnswerError("Return two arrays: the digits of the first reader, of the second.")
    if any(each is ... for each in result):
        raise NotAttempted
    return [_answers(each) for each in result]


def _answers(given: object) -> np.ndarray:
    """Return 1,000 digits, given as digits or as probabilities."""
    answers = np.asarray(given)
    if answers.shape == (1000, 10):
        answers = answers.argmax(axis=1)
    refuse_first(
        (answers.shape != (1000,), "Return for each reader 1,000 digits from 0 to 9, or "
         f"probabilities of shape (1000, 10), not the shape {answers.shape}."),
        (not np.isin(answers, range(10)).all(), "Return for each reader digits, whole numbers from "
         "0 to 9."),
    )  # fmt: skip
    return answers
