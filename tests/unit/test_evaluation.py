import numpy as np
import pytest

from helpers import evaluation


def test_cross_entropy_of_a_sure_and_wrong_answer_is_large_and_finite():
    probabilities = np.eye(10)[[3]]
    assert evaluation.cross_entropy(probabilities, np.array([3])) == pytest.approx(0, abs=1e-6)
    assert 10 < evaluation.cross_entropy(probabilities, np.array([4])) < 20


@pytest.mark.parametrize(
    "right, total, low, high",
    # Published values: R's prop.test(..., correct = FALSE) gives the same intervals.
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (40, 100, 0.3094, 0.4980),
    ],
)
def test_wilson_interval_has_the_known_values(right, total, low, high):
    assert evaluation.wilson_interval(right, total) == pytest.approx((low, high), abs=5e-5)


def test_wilson_interval_covers_what_it_promises():
    random = np.random.default_rng(1)
    truth, total = 0.98, 500
    draws = random.binomial(total, truth, 2000)
    inside = [low <= truth <= high for low, high in map(_interval_of(total), draws)]
    assert 0.93 < np.mean(inside) < 0.98


def _interval_of(total):
    return lambda right: evaluation.wilson_interval(int(right), total)


def test_confusion_matrix_counts_everything_once_with_labels_as_rows():
    random = np.random.default_rng(2)
    labels, answers = random.integers(0, 10, (2, 500))
    matrix = evaluation.confusion_matrix(labels, answers)
    assert matrix.sum() == 500
    assert matrix[3, 5] == np.sum((labels == 3) & (answers == 5))
    assert np.trace(matrix) / 500 == pytest.approx(evaluation.accuracy(answers, labels))


def test_worst_mistakes_are_wrong_and_sorted_by_confidence():
    random = np.random.default_rng(3)
    probabilities = random.dirichlet(np.ones(10), 200)
    labels = random.integers(0, 10, 200)
    worst = evaluation.worst_mistakes(probabilities, labels, count=20)
    confidence = probabilities[worst].max(axis=1)
    assert len(worst) == 20
    assert (probabilities[worst].argmax(axis=1) != labels[worst]).all()
    assert (np.diff(confidence) <= 0).all()


def test_a_network_that_is_right_as_often_as_it_says_is_calibrated():
    random = np.random.default_rng(4)
    confidence = random.uniform(0.5, 1, 100_000)
    probabilities = np.stack([confidence, 1 - confidence], axis=1)
    labels = (random.uniform(size=100_000) > confidence).astype(int)
    assert evaluation.expected_calibration_error(probabilities, labels) < 0.01
    always_sure = np.stack([np.ones(100_000), np.zeros(100_000)], axis=1)
    assert evaluation.expected_calibration_error(always_sure, labels) == pytest.approx(
        0.25, abs=0.01
    )


def test_reliability_puts_each_answer_into_one_bin_with_its_upper_end():
    probabilities = np.array([[1.0, 0.0], [0.9, 0.1], [0.55, 0.45]], np.float32)
    bins = evaluation.reliability(probabilities, np.array([0, 0, 1]))
    assert [(round(b.low, 1), b.count) for b in bins] == [(0.5, 1), (0.8, 1), (0.9, 1)]


@pytest.mark.parametrize("right, down", [(3, 0), (-2, 5), (0, -4), (30, 0)])
def test_shifted_moves_and_loses_only_what_leaves(right, down):
    image = np.zeros((1, 28, 28), np.uint8)
    image[0, 12:16, 10:18] = np.arange(1, 9)
    moved = evaluation.shifted(image, right, down)
    expected = np.zeros_like(image)
    for row, column in zip(*np.nonzero(image[0]), strict=True):
        if 0 <= row + down < 28 and 0 <= column + right < 28:
            expected[0, row + down, column + right] = image[0, row, column]
    assert moved.dtype == np.uint8
    np.testing.assert_array_equal(moved, expected)


def test_accuracy_by_shift_averages_the_four_directions():
    images = np.zeros((1, 28, 28))
    images[0, 14, 14] = 1

    def right_unless_moved_left(images):
        return np.eye(10)[[0 if image[:, :14].any() else 1 for image in images]]

    scores = evaluation.accuracy_by_shift(right_unless_moved_left, images, np.array([1]), [0, 2])
    assert scores == {0: 1.0, 2: 0.75}


def test_smallest_threshold_keeps_its_promise_and_accepts_as_many_as_it_can():
    random = np.random.default_rng(5)
    confidence = np.round(random.uniform(0, 1, 3000), 2)
    right = random.uniform(size=3000) < confidence
    threshold = evaluation.smallest_threshold(confidence, right, allowed=0.1)
    at, below = (evaluation.acceptance(confidence, right, t) for t in (threshold, threshold - 0.01))
    assert at.errors <= 0.1 < below.errors
    assert at.accepted == pytest.approx(np.mean(confidence >= threshold))
