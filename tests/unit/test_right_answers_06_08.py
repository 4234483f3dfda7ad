"""Right answers to the exercises of notebooks 06 and 08 in other styles than the chapters' own."""

from __future__ import annotations

from collections import Counter

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


def test_confusions_as_lists():
    def count_confusions(labels, answers):
        matrix = [[0] * 10 for _ in range(10)]
        for label, answer in zip(labels, answers, strict=True):
            matrix[label][answer] += 1
        return matrix

    assert notebook_08.check_confusions(count_confusions).status == "right"
