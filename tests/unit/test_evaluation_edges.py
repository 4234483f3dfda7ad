"""Edges and defaults of what measures answers, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from helpers import evaluation, studies
from helpers.evaluation.detection import count_found, longer_sides, middles
from helpers.evaluation.scores import accuracy_by_shift, answers_of


@pytest.mark.parametrize("right, total", [(0, 0), (-1, 5), (6, 5)])
def test_impossible_counts_are_refused(right, total):
    with pytest.raises(ValueError, match="between 0 and total"):
        evaluation.wilson_interval(right, total)


def test_a_single_image_has_an_interval():
    # z² = 3.841: for 0 of 1 from 0 to z² / (1 + z²), for 1 of 1 the other way round.
    assert evaluation.wilson_interval(0, 1) == pytest.approx((0, 0.793451), abs=1e-6)
    assert evaluation.wilson_interval(1, 1) == pytest.approx((0.206549, 1), abs=1e-6)


def test_accuracy_takes_digits_and_probabilities():
    assert evaluation.accuracy(np.array([[0.2, 0.8], [0.6, 0.4]]), np.array([1, 1])) == 0.5
    assert answers_of(np.array([[0.2, 0.8], [0.6, 0.4], [0.1, 0.9]])).tolist() == [1, 0, 1]
    with pytest.raises(ValueError, match="0 answers and 0 labels"):
        evaluation.accuracy([], [])
    with pytest.raises(ValueError, match="3 answers and 2 labels"):
        evaluation.accuracy(np.zeros(3, int), np.zeros(2, int))
    assert evaluation.accuracy([3], [3]) == 1


def test_a_sure_wrong_answer_costs_as_much_as_in_keras():
    # Keras cuts probabilities at 1e-7: −log(1e-7) = 16.118.
    assert evaluation.cross_entropy(np.eye(2), [1, 1]) == pytest.approx(16.1181 / 2, abs=1e-4)


def test_ten_digits_ten_mistakes_and_ten_bins():
    assert evaluation.confusion_matrix(np.array([9]), np.array([0])).shape == (10, 10)
    assert len(evaluation.worst_mistakes(np.eye(2)[np.zeros(30, int)], np.ones(30))) == 10
    sure = np.stack([np.linspace(0.5, 1, 400), np.linspace(0.5, 0, 400)], axis=1)
    labels = np.zeros(400, int)
    (first, *_, last) = bins = evaluation.reliability(sure, labels)
    assert len(bins) == 6  # 0.5 itself belongs to the bin below
    assert (first.low, first.high, first.count) == (0.4, 0.5, 1)
    assert (last.low, last.high, last.count) == (0.9, 1.0, 80)


def test_hardly_any_confidence_belongs_to_the_first_bin():
    (found,) = evaluation.reliability(np.array([[0.0, -1.0]]), np.array([0]))
    assert (found.low, found.high, found.accuracy) == (0, 0.1, 1)


def test_the_calibration_error_is_a_mean_over_answers():
    # Two bins: 0.7 said and always right, 0.9 said and right in one of three; 0.3 and 0.5667.
    sure = np.array([[0.7, 0.3], [0.9, 0.1], [0.9, 0.1], [0.9, 0.1]])
    error = evaluation.expected_calibration_error(sure, np.array([0, 0, 1, 1]))
    assert error == pytest.approx(0.3 / 4 + 3 / 4 * (0.9 - 1 / 3))


def test_an_answer_at_the_threshold_passes():
    confidence, right = np.array([0.9, 0.8, 0.3]), np.array([True, False, False])
    assert evaluation.acceptance(confidence, right, 0.8) == (0.8, 2 / 3, 0.5)
    assert evaluation.acceptance(confidence, right, 0.95) == (0.95, 0, 0)


def test_the_smallest_threshold_takes_equals_together_and_what_is_just_allowed():
    confidence, right = np.array([0.9, 0.8, 0.8, 0.7]), np.array([True, False, True, False])
    assert evaluation.smallest_threshold(confidence, right, 1 / 3) == 0.8
    assert evaluation.smallest_threshold(confidence, right, 0.3) == 0.9
    assert evaluation.smallest_threshold(confidence, right, 0.5) == 0.7
    many = np.linspace(0.9, 0.5, 300)
    one_in_a_hundred = (np.arange(300) + 1) % 100 != 0
    assert evaluation.smallest_threshold(many, one_in_a_hundred) == 0.5
    assert evaluation.smallest_threshold(many, one_in_a_hundred, 0.009) == many[298]
    none = evaluation.smallest_threshold(np.array([0.9, 0.99]), np.array([True, False]))
    assert none == np.nextafter(0.99, np.inf)


def test_shifts_up_to_the_last_column_leave_something():
    image = np.arange(1, 7).reshape(2, 3)
    assert evaluation.shifted(image).tolist() == image.tolist()
    assert evaluation.shifted(image, right=2).tolist() == [[0, 0, 1], [0, 0, 4]]
    assert evaluation.shifted(image, -2, 1).tolist() == [[0, 0, 0], [3, 0, 0]]
    for way in ({"right": 3}, {"right": -3}, {"down": 2}, {"down": -2}):
        assert not evaluation.shifted(image, **way).any()
    assert evaluation.shifted(image[None], down=-1).tolist() == [[[4, 5, 6], [0, 0, 0]]]


def test_unmoved_images_are_asked_once_and_moved_ones_in_four_ways():
    asked = []

    def predict(images):
        asked.append(tuple(int(place[0]) for place in np.nonzero(images[0])))
        return np.eye(10)[[0]]

    image = np.zeros((1, 9, 9))
    image[0, 4, 4] = 1
    assert accuracy_by_shift(predict, image, np.array([0]), [0, 2]) == {0: 1.0, 2: 1.0}
    assert asked == [(4, 4), (4, 6), (4, 2), (6, 4), (2, 4)]


def test_a_place_within_reach_is_found_and_the_nearest_one_is_taken():
    assert count_found([(13, 14)], [(10, 10)], 5) == (1, 0, 0)
    assert count_found([(13, 14)], [(10, 10)], 4.99) == (0, 1, 1)
    assert count_found([(14, 10), (11, 10)], [(10, 10), (16, 10)], 2) == (2, 0, 0)
    assert count_found([(10, 14), (50, 54)], [(10, 10), (50, 50)], [3, 4]) == (1, 1, 1)
    assert count_found([], [(1, 1)], 5) == (0, 1, 0)
    assert count_found([(1, 1)], [], 5) == (0, 0, 1)


def test_middles_and_longer_sides_of_boxes():
    boxes = np.array([[2, 10, 8, 30], [0, 0, 9, 4]])
    assert middles(boxes).tolist() == [[20, 5], [2, 4.5]]
    assert longer_sides(boxes).tolist() == [20, 9]
    assert longer_sides(boxes[:0]).shape == (0,)


def test_pairs_are_lists_of_right_and_wrong():
    with pytest.raises(ValueError, match="same images twice"):
        evaluation.compare_by_pairs(np.ones((2, 2), bool), np.ones((2, 2), bool))
    assert evaluation.compare_by_pairs([1, 0, 0], [0, 0, 0]) == (1, 0, 1.0)


def test_the_largest_difference_is_one_of_the_ways():
    assert evaluation.compare_runs([0.6], [0.3, 0.3 - 1e-9]) == pytest.approx(1 / 3)
    assert evaluation.compare_runs([0.3, 0.3 - 1e-9], [0.6]) == pytest.approx(1 / 3)


def test_studies_are_found_by_name_and_by_seed():
    with pytest.raises(ValueError, match="must be one of"):
        studies.load_results("nowhere")
    with pytest.raises(ValueError, match="must be one of"):
        studies.load_study("nowhere")
    assert {row["study"] for row in studies.load_study("width")} == {"width"}
    first = studies.load_right("fair", "dense, plain")
    assert first.shape == (10_000,) and first.dtype == bool
    assert (first == studies.load_right("fair", "dense, plain", seed=0)).all()
    assert (first != studies.load_right("fair", "dense, plain", seed=1)).any()
    accuracies = studies.load_accuracies("fair")["dense, plain"]
    assert first.mean() == pytest.approx(accuracies[0])
    with pytest.raises(ValueError, match="No training 99"):
        studies.load_right("fair", "dense, plain", seed=99)


def test_a_run_that_wrote_nothing_down_is_no_answer(monkeypatch):
    run = {"study": "peers", "variant": "ours", "seed": 0}
    written = {"runs": [run, {**run, "wrong": "1 3"}, {**run, "study": "other", "wrong": "0"}]}
    monkeypatch.setattr(studies, "load_results", lambda file: written)
    assert np.flatnonzero(~studies.load_right("peers", "ours")).tolist() == [1, 3]
    with pytest.raises(ValueError, match="No training 1"):
        studies.load_right("peers", "ours", seed=1)
