"""Right answers to the exercises of notebooks 06 and 08 in other styles than the chapters' own."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from helpers.checks import notebook_06, notebook_08


def counted(labels):
    found = Counter(labels.tolist())
    return (found[digit] for digit in range(10))


def as_floats(labels):
    return [float((labels == digit).sum()) for digit in range(10)]


@pytest.mark.parametrize("answer", [counted, as_floats])
def test_counts(answer):
    assert notebook_06.check_counts(answer).status == "right"


def test_split_in_another_order():
    def split(images, labels, count):
        seen, places = Counter(), ([], [])
        for place in reversed(range(len(labels))):
            seen[labels[place]] += 1
            places[seen[labels[place]] <= count].append(place)
        return [[images[which], labels[which]] for which in places]

    assert notebook_06.check_split(split).status == "right"


def one_at_a_time(network, drawings):
    given = [network.predict(drawing[None] / 255)[0] for drawing in drawings]
    return [np.argmax(each) for each in given], [max(each) for each in given]


def by_name(network, drawings):
    given = network.predict(x=drawings / 255.0, batch_size=4)
    return np.argmax(given, axis=1), given.max(axis=1)


@pytest.mark.parametrize("answer", [one_at_a_time, by_name])
def test_ask(answer):
    verdict = notebook_06.check_ask(answer)
    assert verdict.status == "right", verdict


def test_best_epoch_by_the_list():
    def best_epoch(history):
        return history["val_loss"].index(min(history["val_loss"])) + 1

    assert notebook_08.check_best_epoch(best_epoch).status == "right"


def test_confusions_as_lists():
    def count_confusions(labels, answers):
        matrix = [[0] * 10 for _ in range(10)]
        for label, answer in zip(labels, answers, strict=True):
            matrix[label][answer] += 1
        return matrix

    assert notebook_08.check_confusions(count_confusions).status == "right"
