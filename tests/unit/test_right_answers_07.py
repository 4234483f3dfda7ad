"""Right answers to the exercises of notebook 07 in other styles than the chapter's own."""

from __future__ import annotations

import math

import numpy as np
import pytest

from helpers.checks import notebook_07 as checks
from helpers.data import load_mnist


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


@pytest.mark.parametrize("answer", [by_counting, whole_but_a_float, by_the_library])
def test_steps(answer):
    assert checks.check_steps(answer).status == "right"


@pytest.mark.parametrize("answer", [in_a_loop, by_ten_numbers])
def test_loss(answer):
    assert checks.check_loss(answer).status == "right"


class Network:
    """As far as the check is concerned."""

    def __init__(self, count: int, wrong: int, scale: float = 1):
        """Answer so many of the test images wrongly, and all of them on another scale."""
        self.count, self.wrong, self.scale = count, wrong, scale

    def count_params(self) -> int:
        return self.count

    def predict(self, images: np.ndarray, **_: object) -> np.ndarray:
        labels = load_mnist()[1][1].astype(int)
        labels[: self.wrong if images.max() == self.scale else 10_000] += 1
        return np.eye(10)[labels % 10]


def test_the_project_is_measured():
    good = checks.check_small(lambda: Network(4_999, 90))
    assert good.status == "right"
    assert good.message.startswith("4,999 parameters read 99.10% of the test images (error bar 98.")
    assert "that is the goal" in good.message
    assert "99% is possible" in checks.check_small(lambda: Network(5_000, 101)).message


def test_the_projects_other_scale_is_named():
    refused = checks.check_small(lambda: Network(4_999, 90, scale=255))
    assert refused.status == "wrong" and "divide them by 255" in refused.message
