"""How far answers are believed: temperatures, thresholds and weights, against worked examples."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from helpers.training import calibration
from helpers.training.calibration import (
    calibrate,
    calibrate_reading,
    fit_logistic,
    fit_temperature,
    lowest_threshold,
    tempered,
    weakest,
    weigh,
)


def test_the_shares_that_may_be_wrong_are_those_promised():
    assert (calibration.ERRORS_ALLOWED, calibration.NON_DIGITS_ALLOWED) == (0.004, 0.016)


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


def readings(count, seed=0):
    """Return what speaks for readings of one to three digits, and whether they are right."""
    rng = np.random.default_rng(seed)
    evidence, right = [], []
    for _ in range(count):
        digits = rng.normal(1, 1, (rng.integers(1, 4), 5))
        digits[:, 0] = 1
        evidence.append(digits)
        right.append(rng.random() < 1 / (1 + np.exp(-3 * digits[:, 1].min() - 1)))
    return evidence, np.array(right)


def test_a_reading_is_as_sure_as_its_least_sure_digit():
    evidence, right = readings(200)
    weights = np.array([0.0, 1, 0, 0, 0])
    chosen = weakest(evidence, weights)
    assert chosen[:, 1].tolist() == [digits[:, 1].min() for digits in evidence]
    found = weigh(evidence, right)
    # Which digits are the weakest depends on the weights, and they are those of just these digits.
    assert fit_logistic(weakest(evidence, found), right) == pytest.approx(found, abs=0.02)
    assert found[1] > 1.5 and np.abs(found[2:]).max() < 0.7


def test_before_there_are_weights_the_sum_of_three_reasons_says_which_is_weakest(monkeypatch):
    asked = []

    def noted(evidence, weights):
        asked.append(weights.tolist())
        return weakest(evidence, weights)

    monkeypatch.setattr(calibration, "weakest", noted)
    weigh(*readings(50))
    assert asked[0] == [0, 1, 1, 1, 0] and len(asked) == 8


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
    assert calibrate(answer, held_out, seed=0)["threshold"] == 0.999


def test_pages_to_weigh_are_of_another_hand_than_those_learned_from(monkeypatch):
    severities, sizes, sides, asked = {"rows": [], "sign": []}, [], [], []
    images, labels = np.arange(100), np.arange(100) % 10

    def render_rows(rows, rng, severity, longest):
        assert longest == 700 and len(rows) == 1
        severities["rows"].append(severity)
        sizes.append(len(rows[0]))
        return rows[0]

    def render(sign, rng, severity, longest):
        assert longest == 500
        severities["sign"].append(severity)
        return sign

    def page(digits, letters, rng, side, layout):
        assert (digits, letters, layout) == ("digits", "letters", "number")
        sides.append(side)
        boxes = np.array([(30, 0, 40, 12), (0, 0, 10, 12)], np.float32)
        doubtful = np.array([False, side % 2 == 1])
        return SimpleNamespace(
            doubtful=doubtful, boxes=boxes, kinds=np.array([4, 7]), picture=np.zeros(3)
        )

    def noted(name, result):
        return lambda *given, **options: asked.append((name, given, options)) or result(*given)

    for name, stub in (("render_rows", render_rows), ("render", render), ("page", page)):
        monkeypatch.setattr(calibration, name, stub)
    monkeypatch.setattr(
        calibration, "non_digits", noted("signs", lambda count, rng: np.zeros((count, 28, 28)))
    )
    monkeypatch.setattr(calibration, "write_digits", noted("digits", lambda *_: "digits"))
    monkeypatch.setattr(calibration, "write_letters", noted("letters", lambda *_: "letters"))
    rng = np.random.default_rng(0)
    told = list(calibration.pages_to_weigh((images, labels), rng, 601))
    assert set(sizes[:601]) == {1} and set(sizes[601:]) == {2, 3, 4, 5, 6} and len(sizes) == 1202
    assert told[0] == ("digits", told[0][1], str(told[0][1][0] % 10))
    assert 2.4 < max(severities["rows"]) < 2.5 and min(severities["rows"]) < 0.1
    assert 1.9 < max(severities["sign"]) < 2 and min(severities["sign"]) < 0.1
    signs, digits, letters = asked
    assert signs[1][0] == len(severities["sign"]) == 200 and signs[2] == {"held_out": True}
    assert [each[0] for each in told].count("sign") == 200
    assert digits[1] == (images, labels, 601, rng)
    assert letters[1][0] == 150 and letters[2] == {"held_out": True}
    assert len(sides) == 400 and 128 <= min(sides) < 133 and 394 < max(sides) <= 399
    # A page with a doubtful digit is left out; the others are read from the left.
    numbers = [each[2] for each in told[1402:]]
    assert numbers == ["74"] * sum(side % 2 == 0 for side in sides)


def test_readings_of_one_and_of_several_digits_have_weights_of_their_own(monkeypatch):
    evidence, right = readings(600)
    kinds = ["sign" if number % 10 == 0 else "digits" for number in range(600)]
    asked = []

    def pages(held_out, rng, count):
        asked.append((rng.random(), count))
        yield "sign", None, ""  # nothing found: not read
        yield "digits", None, "7"
        for number, kind in enumerate(kinds):
            written = "" if kind == "sign" else "3" * (len(evidence[number]) + (not right[number]))
            yield kind, number, written

    def look(number):
        if number is None:
            return SimpleNamespace(found=None, boxes=[])
        digits = evidence[number]
        return SimpleNamespace(
            found=1, boxes=digits, evidence=digits, probabilities=np.eye(10)[[3] * len(digits)]
        )

    monkeypatch.setattr(calibration, "pages_to_weigh", pages)
    told = calibrate_reading(SimpleNamespace(look=look), None, 5)
    assert asked == [(np.random.default_rng(5).random(), 1500)]
    several = np.array([len(digits) > 1 for digits in evidence])
    digits = np.array(kinds) != "sign"
    for kind, these in (("one", ~several), ("several", several)):
        scores, part = told[kind]["scores"], told[kind]
        assert scores["readings"] == (these & digits).sum()
        assert scores["right"] == (these & digits & right).sum()
        assert scores["ok_and_wrong"] <= 0.004 * scores["ok"]
        # Weights of one kind lean on what is common to both, and on a first number that is 1.
        chosen = weakest([each for each, here in zip(evidence, these, strict=True) if here],
                         np.array(part["weights"]))  # fmt: skip
        sure = 1 / (1 + np.exp(-chosen @ part["weights"]))
        ok = sure >= part["threshold"]
        assert scores["ok"] == (ok & digits[these]).sum()
        assert scores["ok_without_digits"] == (ok & ~digits[these]).sum()
        mean = sure[digits[these]].mean()
        assert mean == pytest.approx(right[these & digits].mean(), abs=0.01)
