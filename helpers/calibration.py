"""How far a network's probabilities can be believed, fitted on images it has not learned from."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from helpers.evaluation import accuracy, cross_entropy, smallest_threshold
from helpers.mixture import on_paper
from helpers.non_digits import non_digits
from helpers.preprocessing import prepare
from helpers.reader import Reader, log_odds
from helpers.rendering import render, render_rows
from helpers.softmax import softmax

#: Among the answers called “ok”, so many may be wrong; and so many non-digits may be called “ok”:
#: fewer than the 2 % that are promised, since others than those chosen by get through more often.
ERRORS_ALLOWED, NON_DIGITS_ALLOWED = 0.01, 0.012
#: Of the non-digits so many may be called “ok” by a reading that two ways agree on.
AGREED_NON_DIGITS_ALLOWED = 0.02
#: Among the readings of rendered pages that two ways agree on and that are called “ok”, so many may
#: be wrong: these pages are harder than people's pictures.
AGREED_ERRORS_ALLOWED = 0.005


def tempered(probabilities: np.ndarray, temperature: float) -> np.ndarray:
    """Return softmax(logits / temperature) for probabilities that are softmax(logits).

    Args:
        probabilities: (n, 10), rows that sum to 1.
        temperature: above 1 makes the answers less sure, below 1 surer.

    >>> tempered(np.array([[0.8, 0.2]]), 2.0).round(3)
    array([[0.667, 0.333]])
    """
    return softmax(np.log(np.maximum(probabilities, 1e-30)), temperature)


def fit_temperature(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Return the temperature with which the right digits get the most probability.

    Source: C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger, *On Calibration of Modern Neural
    Networks*, ICML 2017.

    Args:
        probabilities: (n, 10) as the network gives them.
        labels: integers (n,).

    >>> sure = np.array([[0.99, 0.01]] * 10)
    >>> fit_temperature(sure, np.array([0] * 8 + [1] * 2)) > 2
    True
    """
    candidates = np.exp(np.linspace(np.log(0.3), np.log(5), 141))
    losses = [cross_entropy(tempered(probabilities, t), labels) for t in candidates]
    return float(candidates[int(np.argmin(losses))])


def calibrate(
    answer: Callable[[np.ndarray], np.ndarray],
    held_out: tuple[np.ndarray, np.ndarray],
    seed: int,
    count: int = 2000,
) -> dict:
    """Choose the temperature and the threshold of `unsure`.

    Args:
        answer: takes uint8 (n, 28, 28), returns probabilities (n, 10).
        held_out: images and labels that it did not learn from.
        seed: fixes the pictures on paper and the non-digits.
        count: how many pictures on paper, and half as many non-digits, each as it is and on paper.

    Returns:
        `temperature`, `threshold`, and `scores`: what they do to held-out pictures.
    """
    paper_images, paper_labels = on_paper(*held_out, count, seed, (0.0, 3.0))
    others = non_digits(count // 2, np.random.default_rng(seed), held_out[0], held_out=True)
    # Without pairs of digits: on paper these are told apart, and rightly read.
    signs = non_digits(count // 2, np.random.default_rng(seed + 1), held_out=True)
    found = [*others[:, None], *_on_sheets(signs, np.random.default_rng(seed))]
    answers = np.concatenate([answer(held_out[0]), answer(paper_images)])
    labels = np.concatenate([held_out[1], paper_labels])
    temperature = fit_temperature(answers, labels)
    digits = tempered(answers, temperature)
    # A picture is as sure as the least sure of what is found in it.
    sureness = tempered(answer(np.concatenate(found)), temperature).max(axis=1)
    parts = np.split(sureness, np.cumsum([len(each) for each in found])[:-1])
    doubtful = np.array([part.min(initial=1.0) if len(part) else 0.0 for part in parts])
    confidence = np.concatenate([digits.max(axis=1), doubtful])
    right = np.concatenate([digits.argmax(axis=1) == labels, np.zeros(len(doubtful), bool)])
    # The quantile's own picture passes a threshold that equals it.
    non_digits_limit = np.quantile(doubtful, 1 - NON_DIGITS_ALLOWED, method="higher")
    threshold = max(
        smallest_threshold(confidence, right, ERRORS_ALLOWED),
        float(non_digits_limit),
        0.5,
    )
    sure = digits.max(axis=1) >= threshold
    paper = slice(len(held_out[1]), None)
    return {
        "temperature": temperature,
        "threshold": min(threshold, 0.999),
        "scores": {
            "paper_accuracy": accuracy(digits[paper], labels[paper]),
            "paper_ok": float(sure[paper].mean()),
            "validation_ok": float(sure[: len(held_out[1])].mean()),
            "errors_among_ok": float(1 - right[: len(labels)][sure].mean()),
            "non_digits_ok": float((doubtful >= threshold).mean()),
        },
    }


def fit_logistic(value: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Return slope and offset of the logistic curve that makes what came out likeliest.

    Args:
        value: floats (n,).
        right: bools (n,).

    >>> value, right = np.array([-1.0, 0, 0, 1]), np.array([False, False, True, True])
    >>> slope, offset = fit_logistic(value, right)
    >>> slope > 1, abs(offset) < 1e-6
    (True, True)
    """
    columns = np.stack([value, np.ones_like(value)], axis=1)
    line = np.zeros(2)
    for _ in range(50):  # Newton's method; the small weight keeps a perfect split finite
        chance = 1 / (1 + np.exp(-columns @ line))
        slope = columns.T @ (chance - right) + 0.01 * line
        bend = (columns * (chance * (1 - chance))[:, None]).T @ columns + 0.01 * np.eye(2)
        line -= np.linalg.solve(bend, slope)
    return float(line[0]), float(line[1])


def calibrate_reading(
    reader: Reader, held_out: tuple[np.ndarray, np.ndarray], seed: int, count: int = 600
) -> dict:
    """Measure how far readings of rendered pages are right that two ways agree on, or dispute.

    Args:
        reader: whose readings are weighed.
        held_out: images and labels that no network has learned from.
        seed: fixes the pages.
        count: of single digits; a third as many rows, and half as many non-digits.

    Returns:
        `reading` with `slope`, `offset`, `threshold` and `disputed`, as `helpers.reader` takes
        them; and `scores`, what they do to these pages.
    """
    rng = np.random.default_rng(seed)
    images, labels = held_out
    pages = []
    for index in range(count + count // 3):
        chosen = rng.integers(len(images), size=1 if index < count else int(rng.integers(2, 7)))
        picture = render_rows([images[chosen]], rng, rng.uniform(0, 3), longest=700)
        pages.append((picture, labels[chosen]))
    signs = non_digits(count // 2, rng, held_out=True)
    pages += [(render(sign, rng, rng.uniform(0, 2), longest=500), None) for sign in signs]
    alike, apart = [], []
    for picture, digits in pages:
        seen = reader.look(picture)
        if seen.found is None:
            continue
        one, other = seen.by_hand.argmax(axis=1), seen.learned.argmax(axis=1)
        right = [digits is not None and np.array_equal(each, digits) for each in (one, other)]
        if np.array_equal(one, other):
            if len(one):
                alike.append((seen.by_hand, seen.learned, digits is not None, right[0]))
        elif digits is not None:
            apart.append(right[1] if len(other) else right[0])
    truth = np.array([right for *_, right in alike])
    odds = np.array([log_odds(one, other).min() for one, other, *_ in alike])
    slope, offset = fit_logistic(odds, truth)
    sure = 1 / (1 + np.exp(-slope * odds - offset))
    digits_shown = np.array([shown for *_, shown, _ in alike])
    others_limit = np.quantile(
        np.append(sure[~digits_shown], np.zeros(len(signs) - (~digits_shown).sum())),
        1 - AGREED_NON_DIGITS_ALLOWED,
        method="higher",
    )
    errors_limit = smallest_threshold(
        sure[digits_shown], truth[digits_shown], AGREED_ERRORS_ALLOWED
    )
    threshold = max(0.5, errors_limit, float(np.nextafter(others_limit, 1)))
    ok = sure >= threshold
    return {
        "reading": {
            "slope": slope,
            "offset": offset,
            "threshold": float(threshold),
            "disputed": float(np.mean(apart)) if apart else 0.5,
        },
        "scores": {
            "pages": len(pages),
            "agreed": len(alike),
            "agreed_right": int(truth.sum()),
            "ok": int(ok.sum()),
            "errors_among_ok": int((ok & ~truth & digits_shown).sum()),
            "non_digits": len(signs),
            "non_digits_ok": int((ok & ~digits_shown).sum()),
            "disputed": len(apart),
        },
    }


def _on_sheets(others: np.ndarray, rng: np.random.Generator) -> list[np.ndarray]:
    """Return what is found of each non-digit once it is a picture: uint8 arrays (n, 28, 28)."""
    pictures = (render(other, rng, rng.uniform(0, 2), longest=300) for other in others)
    return [prepare(picture).digits for picture in pictures]
