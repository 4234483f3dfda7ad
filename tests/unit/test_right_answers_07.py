"""Right answers to the exercises of notebook 07 in other styles than the chapter's own."""

from __future__ import annotations

import math

import numpy as np
import pytest

from helpers.checks import notebook_07 as checks


def in_place(weights, slopes, learning_rate):
    weights -= learning_rate * slopes
    return weights


def as_lists(weights, slopes, learning_rate):
    return [
        [weight - learning_rate * slope for weight, slope in zip(*pair, strict=True)]
        for pair in zip(weights, slopes, strict=True)
    ]


def by_counting(images, batch_size, epochs):
    return epochs * len(range(0, images, batch_size))


def whole_but_a_float(images, batch_size, epochs):
    return np.ceil(images / batch_size) * epochs


def by_the_library(images, batch_size, epochs):
    return math.ceil(images / batch_size) * epochs


def in_a_loop(probabilities, labels):
    return sum(
        -math.log(row[label]) for row, label in zip(probabilities, labels, strict=True)
    ) / len(labels)


def by_ten_numbers(probabilities, labels):
    return -(np.log(probabilities) * np.eye(10)[labels]).sum() / len(labels)


@pytest.mark.parametrize("answer", [in_place, as_lists])
def test_step(answer):
    assert checks.check_step(answer).status == "right"


@pytest.mark.parametrize("answer", [by_counting, whole_but_a_float, by_the_library])
def test_steps(answer):
    assert checks.check_steps(answer).status == "right"


@pytest.mark.parametrize("answer", [in_a_loop, by_ten_numbers])
def test_loss(answer):
    assert checks.check_loss(answer).status == "right"
