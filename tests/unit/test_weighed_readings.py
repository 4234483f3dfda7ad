"""How far readings are believed: the weakest digit, whose weights count, on which pages."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from helpers.training import calibration
from helpers.training.calibration import calibrate_reading, fit_logistic, weakest, weigh


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
    assert asked == [(np.random.default_rng(5).random(), 3000)]
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
