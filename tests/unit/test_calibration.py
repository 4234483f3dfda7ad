"""How far answers are believed: temperatures, thresholds and weights, against worked examples."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.training import calibration
from helpers.training.calibration import (
    calibrate,
    fit_logistic,
    fit_temperature,
    lowest_threshold,
    tempered,
)


def test_a_temperature_of_two_takes_the_root_of_each_odds():
    assert tempered(np.array([[0.8, 0.2]]), 2.0)[0] == pytest.approx([2 / 3, 1 / 3])
    assert tempered(np.array([[1.0, 0.0]]), 2.0)[0] == pytest.approx([1, 1e-15], rel=1e-3)


@pytest.mark.parametrize("share", [0.6, 0.8, 0.95])
def test_the_temperature_makes_confidence_the_share_that_is_right(share):
    sure = np.array([[0.9, 0.1]] * 100)
    labels = (np.arange(100) >= 100 * share).astype(int)
    # Odds of 9 to 1 become those of the share: 9 ** (1 / t) = share / (1 - share).
    wanted = np.log(9) / np.log(share / (1 - share))
    assert fit_temperature(sure, labels) == pytest.approx(min(wanted, 5), rel=0.011)


def test_temperatures_are_tried_from_0_3_to_5():
    assert fit_temperature(np.array([[0.51, 0.49]]), np.array([0])) == pytest.approx(0.3)
    assert fit_temperature(np.array([[0.51, 0.49]]), np.array([1])) == pytest.approx(5)


def test_of_non_digits_so_few_are_believed():
    sure, right = np.linspace(0.5, 1, 500), np.ones(500, bool)
    others = np.arange(1000) / 1000
    limit = lowest_threshold(sure, right, others)
    assert (others >= limit).sum() == 15 and limit == np.nextafter(0.984, 2)


def test_of_digits_so_few_may_be_wrong_and_half_sure_is_the_least():
    sure = np.linspace(0.5, 1, 1000)
    right = np.ones(1000, bool)
    right[:200:2] = False
    limit = lowest_threshold(sure, right, np.array([0.1, 0.2]))
    believed = sure >= limit
    assert (~right[believed]).mean() <= 0.004
    assert (~right[sure >= limit - 0.002]).mean() > 0.003
    assert lowest_threshold(sure, right | True, np.array([0.1])) == 0.5


def test_a_logistic_regression_is_where_its_slope_is_zero():
    rng = np.random.default_rng(0)
    evidence = np.column_stack([np.ones(300), rng.normal(size=(300, 2))])
    right = rng.random(300) < 1 / (1 + np.exp(-evidence @ [0.3, 2, -1]))
    weights = fit_logistic(evidence, right)
    chance = 1 / (1 + np.exp(-evidence @ weights))
    # Its derivative, with the prior that pulls each weight to 0 by itself.
    assert evidence.T @ (right - chance) == pytest.approx(weights, abs=1e-6)
    assert weights == pytest.approx([0.3, 2, -1], abs=0.5)


def test_a_perfect_split_stays_finite():
    value = np.array([-1.0, -1, 1, 1])
    (slope,) = fit_logistic(value[:, None], value > 0)
    # 4 · (1 − 1 / (1 + exp(−w))) = w
    assert 4 / (1 + np.exp(slope)) == pytest.approx(slope)
    large = fit_logistic(value[:, None] * 1000, value > 0)
    assert 0 < large[0] < 50 and np.isfinite(large).all()
    assert fit_logistic(np.ones((0, 2)), np.ones(0, bool)).tolist() == [0, 0]


def answer(images):
    """Be sure by the first pixel: its value of 255, for the digit that the second pixel says."""
    sure = images[:, 0, 0] / 255
    digits = images[:, 0, 1]
    return (np.eye(10)[digits].T * sure + (1 - np.eye(10)[digits].T) * (1 - sure) / 9).T


def pictures(sure, digits):
    images = np.zeros((len(sure), 28, 28), np.uint8)
    images[:, 0, 0], images[:, 0, 1] = np.round(np.asarray(sure) * 255), digits
    return images


def test_a_network_is_calibrated_on_digits_pages_and_what_is_none(monkeypatch):
    asked = []
    digits = np.arange(1000) % 10
    mistaken = (digits + ((np.arange(1000) < 600) & (np.arange(1000) % 3 == 0))) % 10
    held_out = pictures(np.linspace(0.5, 0.97, 1000), mistaken), digits
    wrong = np.where(np.arange(400) < 40, 1, 0)
    found = pictures(np.linspace(0.3, 0.97, 400), (digits[:400] + wrong) % 10), digits[:400]

    def non_digits(count, rng, given, held_out):
        asked.append((count, rng.random(), len(given), held_out))
        return pictures(np.linspace(0.2, 0.9, 100), [0] * 100)

    monkeypatch.setattr(calibration, "on_pages", lambda *given: asked.append(given[2:]) or found)
    monkeypatch.setattr(calibration, "non_digits", non_digits)
    told = calibrate(answer, held_out, seed=7)
    assert asked == [(2000, 7), (1000, np.random.default_rng(7).random(), 1000, True)]
    scores = told["scores"]
    assert scores["page_accuracy"] == 0.9
    assert 0 < scores["page_ok"] < scores["validation_ok"] < 1
    assert scores["errors_among_ok"] <= 0.004 and 0 < scores["non_digits_ok"] <= 0.016
    # By hand, with the temperature found.
    t, limit = told["temperature"], told["threshold"]
    on_pages, held = (tempered(answer(images), t).max(axis=1) for images in (found[0], held_out[0]))
    assert scores["page_ok"] == np.mean(on_pages >= limit)
    assert scores["validation_ok"] == np.mean(held >= limit)
    assert t == fit_temperature(
        np.concatenate([answer(held_out[0]), answer(found[0])]),
        np.concatenate([held_out[1], found[1]]),
    )
    calibrate(answer, held_out, seed=7, count=5)
    assert asked[2][0] == 5 and asked[3][0] == 2


def test_no_threshold_is_above_0_999(monkeypatch):
    digits = np.arange(10)
    held_out = pictures([1] * 9 + [0.9], digits), digits
    monkeypatch.setattr(calibration, "on_pages", lambda *given: held_out)
    others = pictures([0.99] * 10, digits)
    monkeypatch.setattr(calibration, "non_digits", lambda *given, **options: others)
    told = calibrate(answer, held_out, seed=0)
    assert told["threshold"] == 0.999
    # What is told was measured with it, and not with a stricter one.
    assert told["scores"]["page_ok"] == told["scores"]["non_digits_ok"] == 1
