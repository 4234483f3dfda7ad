"""A classifier slid over a page: where it is sure, in pixels of the page."""

from types import SimpleNamespace

import numpy as np
import pytest

from helpers.interpretability.sliding import find_by_sliding


def sure_of_bright_middles(pictures: np.ndarray) -> SimpleNamespace:
    """Answer for each window of 28×28, at every fourth pixel, with its middle's brightness."""
    _, height, width, _ = pictures.shape
    middles = pictures[:, 14 : height - 13 : 4, 14 : width - 13 : 4]
    return SimpleNamespace(numpy=lambda: middles * np.ones(10))


def page(*spots: tuple[int, int]) -> np.ndarray:
    rows, columns = np.indices((60, 100))
    grey = np.zeros((60, 100), np.float32)
    for row, column in spots:
        grey += 3 * np.exp(-((rows - row) ** 2 + (columns - column) ** 2) / 100)
    return grey


@pytest.mark.parametrize("polarity", [1, -1])
def test_places_are_those_of_the_page_for_bright_and_for_dark_ink(polarity):
    found = find_by_sliding(sure_of_bright_middles, polarity * page((20, 24), (36, 76)), 0.9)
    assert sorted(map(tuple, found)) == [
        (pytest.approx(20, abs=4), pytest.approx(24, abs=4)),
        (pytest.approx(36, abs=4), pytest.approx(76, abs=4)),
    ]


def test_an_empty_page_holds_nothing():
    assert find_by_sliding(sure_of_bright_middles, page(), 0.9) == []
