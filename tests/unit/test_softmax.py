"""Softmax: what it returns, that it never overflows, and that the notebook's own agrees."""

from __future__ import annotations

from pathlib import Path

import nbformat
import numpy as np
import pytest

from helpers.softmax import softmax

NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks" / "05_softmax.ipynb"


def test_scores_of_the_article_leave_one_certain_winner():
    votes = np.array([48.3, 18.3, 4.3, 0.7, 13.2, 1.0, 2.0, 0.1, 1.5, 9.7])
    probabilities = softmax(votes)
    assert probabilities.sum() == pytest.approx(1)
    assert f"{probabilities[0]:.3f}" == "1.000"
    assert probabilities[1] == pytest.approx(9.36e-14, rel=1e-3)


@pytest.mark.parametrize("scores", [[1e6, 1e6 - 1], [-1e6, -1e6 - 1], [1e308, -1e308]])
def test_no_score_overflows(scores):
    with np.errstate(all="raise", under="ignore"):
        probabilities = softmax(np.array(scores) / 2)
    assert np.isfinite(probabilities).all()
    assert probabilities.sum() == pytest.approx(1)


def test_each_row_sums_to_one():
    scores = np.random.default_rng(0).normal(0, 5, (4, 10)).astype(np.float32)
    assert softmax(scores).sum(axis=1) == pytest.approx(np.ones(4))


def test_temperature_keeps_the_order_and_moves_the_confidence():
    scores = np.array([3.0, 1.0, 2.0])
    cold, warm = softmax(scores, 0.1), softmax(scores, 1000)
    assert cold[0] > 0.9999
    assert warm == pytest.approx([1 / 3] * 3, abs=0.001)
    assert np.argsort(cold).tolist() == np.argsort(warm).tolist() == [1, 2, 0]


@pytest.mark.parametrize("temperature", [0, -1, float("nan")])
def test_temperature_must_be_above_zero(temperature):
    with pytest.raises(ValueError, match="temperature must be above 0"):
        softmax(np.zeros(3), temperature)


def test_the_notebook_defines_the_same():
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    (source,) = [cell.source for cell in cells if "def softmax_by_hand" in cell.source]
    definition = source[source.index("def ") : source.index("print(")]
    names = {"np": np}
    exec(definition, names)
    scores = np.random.default_rng(1).normal(0, 3, 10)
    assert names["softmax_by_hand"](scores) == pytest.approx(softmax(scores))
