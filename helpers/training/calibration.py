"""How far a network's probabilities can be believed, fitted on images it has not learned from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from helpers.data import Labelled
from helpers.evaluation import accuracy, cross_entropy, smallest_threshold
from helpers.recognition.reader import Reader
from helpers.recognition.readings import reading_order
from helpers.recognition.views import sigmoid
from helpers.softmax import softmax
from helpers.synthesis.handwriting import write_digits, write_letters
from helpers.synthesis.non_digits import non_digits
from helpers.synthesis.pages import page
from helpers.synthesis.rendering import render, render_rows
from helpers.training.mixture import on_pages

#: Among the answers called “ok”, so many may be wrong; and so many non-digits may be called “ok”:
#: fewer than the 2 % that are promised, since others than those chosen by get through more often.
ERRORS_ALLOWED, NON_DIGITS_ALLOWED = 0.004, 0.016


def tempered(probabilities: np.ndarray, temperature: float) -> np.ndarray:
    """Return softmax(logits / temperature) for probabilities (n, 10) that are softmax(logits).

    >>> tempered(np.array([[0.8, 0.2]]), 2.0).round(3)
    array([[0.667, 0.333]])
    """
    return softmax(np.log(np.maximum(probabilities, 1e-30)), temperature)


def fit_temperature(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Return the temperature, 0.3…5, with which labels (n,) get the most probability (n, 10).

    Source: C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger, *On Calibration of Modern Neural
    Networks*, ICML 2017.

    >>> sure = np.array([[0.99, 0.01]] * 10)
    >>> fit_temperature(sure, np.array([0] * 8 + [1] * 2)) > 2
    True
    """
    candidates = np.exp(np.linspace(np.log(0.3), np.log(5), 141))
    losses = [cross_entropy(tempered(probabilities, t), labels) for t in candidates]
    return float(candidates[int(np.argmin(losses))])


def calibrate(
    answer: Callable[[np.ndarray], np.ndarray], held_out: Labelled, seed: int, count: int = 2000
) -> dict:
    """Return a classifier's temperature and threshold of `unsure`, and the scores they lead to.

    Args:
        answer: takes uint8 (n, 28, 28), returns probabilities (n, 10).
        held_out: what it did not learn from.
        seed: fixes the pages and the non-digits.
        count: how many digits that the finder cuts out of pages, and half as many non-digits.
    """
    found_images, found_labels = on_pages(*held_out, count, seed)
    others = non_digits(count // 2, np.random.default_rng(seed), held_out[0], held_out=True)
    answers = np.concatenate([answer(held_out[0]), answer(found_images)])
    labels = np.concatenate([held_out[1], found_labels])
    temperature = fit_temperature(answers, labels)
    digits = tempered(answers, temperature)
    doubtful = tempered(answer(others), temperature).max(axis=1)
    right = digits.argmax(axis=1) == labels
    threshold = min(lowest_threshold(digits.max(axis=1), right, doubtful), 0.999)
    sure = digits.max(axis=1) >= threshold
    held = len(held_out[1])
    validation, pages = slice(held), slice(held, None)
    scores = {
        "page_accuracy": accuracy(digits[pages], labels[pages]),
        "page_ok": float(sure[pages].mean()),
        "validation_ok": float(sure[validation].mean()),
        "errors_among_ok": float(1 - right[sure].mean()),
        "non_digits_ok": float((doubtful >= threshold).mean()),
    }
    return {"temperature": temperature, "threshold": threshold, "scores": scores}


def lowest_threshold(sure: np.ndarray, right: np.ndarray, others: np.ndarray) -> float:
    """Return the confidence above which answers may be called “ok”, at least 0.5.

    Args:
        sure: floats (n,), the confidence of answers to digits.
        right: bools (n,).
        others: floats (m,), the confidence of answers to what is no digit.

    >>> sure, right = np.array([0.6, 0.7, 0.9]), np.array([False, True, True])
    >>> float(lowest_threshold(sure, right, np.array([0.2, 0.8]))) > 0.8
    True
    """
    limit = np.quantile(others, 1 - NON_DIGITS_ALLOWED, method="higher")
    errors = smallest_threshold(sure, right, ERRORS_ALLOWED)
    # The quantile's own picture would pass a threshold that equals it.
    return max(0.5, errors, float(np.nextafter(limit, 2)))


def fit_logistic(evidence: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the weights (k,) of a logistic regression of bools (n,) on evidence (n, k).

    >>> value, right = np.array([-1.0, 0, 0, 1]), np.array([False, False, True, True])
    >>> slope, offset = fit_logistic(np.stack([value, np.ones(4)], axis=1), right)
    >>> slope > 0.5, abs(offset) < 1e-6
    (np.True_, np.True_)
    """
    weights = np.zeros(evidence.shape[1])
    identity = np.eye(len(weights))  # a weak prior keeps a perfect split finite
    for _ in range(100):  # Newton's method, its steps limited so that it can't run away
        chance = sigmoid(evidence @ weights)
        slope = evidence.T @ (chance - right) + weights
        bend = (evidence * (chance * (1 - chance))[:, None]).T @ evidence + identity
        step = np.linalg.solve(bend, slope)
        weights -= step * min(1.0, 0.5 / np.abs(step).max(initial=1e-9))
    return weights


def weigh(evidence: list[np.ndarray], right: np.ndarray) -> np.ndarray:
    """Return the weights (5,) with which `Seen.evidence` tells right readings from wrong ones.

    Of each reading it is floats (its digits, 5), the first of them 1; `right` is bools (n,).

    Source: J. Platt, *Probabilistic Outputs for Support Vector Machines*, 1999.
    """
    # A reading is as sure as its least sure digit: which that is depends on the weights.
    weights = np.array([0.0, 1, 1, 1, 0])
    for _ in range(8):
        weights = fit_logistic(weakest(evidence, weights), right)
    return weights


def weakest(evidence: list[np.ndarray], weights: np.ndarray) -> np.ndarray:
    """Return what speaks for each reading's least sure digit, floats (n, k)."""
    return np.array([each[(each @ weights).argmin()] for each in evidence])


def calibrate_reading(reader: Reader, held_out: Labelled, seed: int, count: int = 3000) -> dict:
    """Measure how far what speaks for a reading can be believed, on `pages_to_weigh`.

    Returns:
        For readings of `one` digit and of `several`: `weights` and `threshold`, as `Reader` takes
        them; and `scores`, what they do to these pages.
    """
    evidence, facts, unread = [], [], 0
    for kind, picture, written in pages_to_weigh(held_out, np.random.default_rng(seed), count):
        seen = reader.look(picture)
        if seen.found is None or not len(seen.boxes):
            # It is read by the classifier's own threshold, or not at all.
            unread += kind == "sign"
            continue
        evidence.append(seen.evidence)
        read = "".join(map(str, seen.probabilities.argmax(axis=1)))
        facts.append((read == written, kind != "sign", len(read) > 1))
    right, digits, several = np.array(facts).T
    weights = weigh(evidence, right)
    chosen = weakest(evidence, weights)
    believed = partial(_believed, weights=weights, unread=unread)
    return {
        kind: believed(chosen[these], right[these], digits[these])
        for kind, these in (("one", ~several), ("several", several))
    }


def _believed(
    evidence: np.ndarray, right: np.ndarray, digits: np.ndarray, weights: np.ndarray, unread: int
) -> dict:
    """Return the weights and the threshold for readings of one kind, and what they do.

    How sure a reading is, is measured on pictures of digits alone: nobody knows how often one
    holds something else. What holds no digits has its say in the threshold.
    """
    score = np.stack([evidence[digits] @ weights, np.ones(digits.sum())], axis=1)
    slope, offset = fit_logistic(score, right[digits])
    weights = slope * weights + offset * np.eye(len(weights))[0]
    sure = sigmoid(evidence @ weights)
    others = np.append(sure[~digits], np.zeros(unread))
    threshold = lowest_threshold(sure[digits], right[digits], others)
    ok = sure >= threshold
    counted = {
        "readings": digits,
        "right": right,
        "ok": ok & digits,
        "ok_and_wrong": ok & digits & ~right,
        "ok_without_digits": ok & ~digits,
    }
    scores = {name: int(these.sum()) for name, these in counted.items()}
    return {"weights": weights.tolist(), "threshold": threshold, "scores": scores}


def pages_to_weigh(
    held_out: Labelled, rng: np.random.Generator, count: int
) -> Iterator[tuple[str, np.ndarray, str]]:
    """Yield kind, picture and digits of pages that no network has learned from.

    `count` single digits, as many rows of digits, and a third as many letters, signs and scribbles
    alone come from another renderer (`synthesis.rendering`) than those learned from; two thirds as
    many numbers with signs between the digits come from `synthesis.pages`, with other fonts. Of
    readings of several digits so few may be wrong that hundreds of pages would be chance.
    """
    images, labels = held_out
    for index in range(2 * count):
        chosen = rng.integers(len(images), size=1 if index < count else int(rng.integers(2, 7)))
        picture = render_rows([images[chosen]], rng, rng.uniform(0, 2.5), longest=700)
        yield "digits", picture, "".join(map(str, labels[chosen]))
    for sign in non_digits(count // 3, rng, held_out=True):
        yield "sign", render(sign, rng, rng.uniform(0, 2), longest=500), ""
    stock = write_digits(images, labels, count, rng), write_letters(count // 4, rng, held_out=True)
    for _ in range(2 * count // 3):
        made = page(*stock, rng, int(rng.integers(128, 400)), "number")
        if not made.doubtful.any():
            kinds = made.kinds[reading_order(made.boxes)]
            yield "digits", np.ascontiguousarray(made.picture), "".join(map(str, kinds))
