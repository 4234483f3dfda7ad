"""Right answers to the exercises of notebooks 04 and 05 in other styles than the chapters' own."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.checks import notebook_04, notebook_05

VOTES = np.array([48.3, 18.3, 4.3, 0.7, 13.2, 1.0, 2.0, 0.1, 1.5, 9.7])


def one_row(row):
    powers = np.exp(row - max(row))
    return powers / sum(powers)


@pytest.mark.parametrize(
    "answer",
    [
        lambda index: np.array([index // 28, index % 28]),
        lambda index: np.unravel_index(index, (28, 28)),
        lambda index: [int(index / 28), index - 28 * int(index / 28)],
    ],
)
def test_the_place_of_a_pixel(answer):
    assert notebook_04.check_pixel(answer).status == "right"


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
    assert "it says 53.3% on average and is right 53.3%" in verdict.message


def test_new_answers_are_not_those_that_were_given():
    ours, theirs = (notebook_05.exaggerating_network(seed)[0] for seed in (0, 1))
    assert not np.allclose(ours, theirs)
