"""Two networks on the same images: McNemar's test; two recipes: their runs dealt out anew."""

import numpy as np
import pytest

from helpers.evaluation import compare_by_pairs, compare_runs


def _lists(both: int, first: int, second: int, neither: int) -> tuple[np.ndarray, np.ndarray]:
    counts = (both, first, second, neither)
    return (
        np.repeat([True, True, False, False], counts),
        np.repeat([True, False, True, False], counts),
    )


@pytest.mark.parametrize(
    "first, second, surprise",
    # As the two-sided exact binomial test with probability 0.5 gives them.
    [(9, 2, 0.06542969), (0, 6, 0.03125), (10, 10, 1.0), (0, 0, 1.0), (45, 70, 0.02479354)],
)
def test_known_probabilities(first, second, surprise):
    pairs = compare_by_pairs(*_lists(1000, first, second, 30))
    assert (pairs.only_first, pairs.only_second) == (first, second)
    assert pairs.surprise == pytest.approx(surprise, abs=1e-7)


def test_images_on_which_both_agree_change_nothing():
    few, many = (compare_by_pairs(*_lists(both, 30, 14, both)) for both in (5, 5000))
    assert few == many


def test_equal_networks_are_called_different_about_once_in_twenty():
    random = np.random.default_rng(3)
    draws = [random.random((2, 400)) < 0.9 for _ in range(400)]
    called = np.mean([compare_by_pairs(*draw).surprise < 0.05 for draw in draws])
    assert 0.01 < called < 0.07


def test_lists_of_other_images_are_refused():
    with pytest.raises(ValueError, match="ask both networks about all"):
        compare_by_pairs(np.ones(3, bool), np.ones(2, bool))


def test_groups_that_do_not_overlap_differ_most():
    apart = compare_runs([0.1, 0.2, 0.3, 0.4, 0.5], [0.6, 0.7, 0.8, 0.9, 1.0])
    assert apart == pytest.approx(2 / 252)
    assert compare_runs([3, 4], [0, 1, 2]) == pytest.approx(2 / 10)  # or 0 and 1 against the others
    assert compare_runs([0.97, 0.98], [0.98, 0.97]) == 1.0


def test_equal_recipes_are_called_different_about_once_in_twenty():
    random = np.random.default_rng(5)
    called = np.mean([compare_runs(*random.normal(0, 1, (2, 5))) < 0.05 for _ in range(400)])
    assert 0.02 < called < 0.08
