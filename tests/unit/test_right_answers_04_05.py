"""Right answers to the exercises of notebooks 04 and 05 in other styles than the chapters' own."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.checks import notebook_04, notebook_05
from helpers.data import load_mnist, validation_split

VOTES = np.array([48.3, 18.3, 4.3, 0.7, 13.2, 1.0, 2.0, 0.1, 1.5, 9.7])


def one_row(row):
    powers = np.exp(row - max(row))
    return powers / sum(powers)


@pytest.fixture(scope="module")
def fours_and_nines():
    images, labels = validation_split(*load_mnist()[0])[0]
    return [images[labels == digit].reshape(-1, 784) / 255 for digit in (4, 9)]


def test_a_unit_by_averages_or_by_least_squares(fours_and_nines):
    averages = [pixels.mean(axis=0) for pixels in fours_and_nines]
    bias = ((averages[1] ** 2).sum() - (averages[0] ** 2).sum()) / 2
    simple = notebook_04.check_unit((averages[0] - averages[1]).tolist(), bias)
    assert simple.status == "right" and "90.5% right" in simple.message

    pixels = np.vstack(fours_and_nines)
    inputs = np.column_stack([pixels, np.ones(len(pixels))])
    wanted = np.repeat([1.0, -1.0], [len(each) for each in fours_and_nines])
    products = inputs.T @ inputs + 10 * np.eye(785)
    solved = np.linalg.solve(products, inputs.T @ wanted)
    fitted = notebook_04.check_unit(solved[:784].reshape(28, 28), solved[784])
    assert fitted.status == "right" and "97.4% right" in fitted.message


@pytest.mark.parametrize(
    "answer",
    [
        lambda scores: [one_row(row) for row in scores],
        lambda scores: (one_row(row) for row in scores),
        lambda scores: np.apply_along_axis(one_row, 1, scores).tolist(),
    ],
)
def test_a_softmax_for_rows(answer):
    assert notebook_05.check_stable_softmax(answer).status == "right"


@pytest.mark.parametrize(
    "scores",
    [(np.log(vote) for vote in VOTES), [np.log(vote) for vote in VOTES], np.log(VOTES) + 5],
    ids=["generator", "list", "array"],
)
def test_scores_for_the_shares(scores):
    assert notebook_05.check_logits(scores, VOTES).status == "right"


def test_how_honest_it_is_stands_in_the_verdict():
    verdict = notebook_05.check_honesty(np.float32(2.6))
    assert verdict.status == "right"
    assert "it says 53.3% on average, and 53.3% are right" in verdict.message


def test_new_answers_are_not_those_that_were_given():
    ours, theirs = (notebook_05.exaggerating_network(seed)[0] for seed in (0, 1))
    assert not np.allclose(ours, theirs)
