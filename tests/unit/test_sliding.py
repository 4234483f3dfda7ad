"""A classifier slid over a page: where it is sure, in pixels of the page."""

from types import SimpleNamespace

import numpy as np
import pytest

from helpers.interpretability.sliding import find_by_sliding, find_peaks


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


def test_peaks_exceed_the_least_and_no_neighbour_exceeds_them():
    heat = np.float32([[0.5, 0.2, 0.2, 0.9], [0.2, 0.6, 0.2, 0.9], [0.2, 0.2, 0.1, 0.2]])
    assert find_peaks(heat, 0.5).tolist() == [[0, 3], [1, 1], [1, 3]]
    assert find_peaks(heat, 0.6).tolist() == [[0, 3], [1, 3]]


def answers(*cells: tuple[int, int, float]) -> list:
    """Return a network that is sure of cells of the last page only, and the shapes it is given."""
    shapes = []

    def network(pages):
        shapes.append(pages.shape)
        heat = np.zeros((1, 30, 40, 10))
        for row, column, chance in cells if len(shapes) == 3 else ():
            heat[0, row, column, 7] = chance
        return SimpleNamespace(numpy=lambda: heat.astype(np.float32))

    return [network, shapes]


def test_of_places_nearer_than_ten_pixels_the_surest_counts():
    network, shapes = answers((8, 8, 0.8), (8, 12, 0.9), (5, 5, 0.7), (20, 20, 0.6))
    found = find_by_sliding(network, np.eye(60, 100, dtype=np.float32), 0.5)
    # The last page is 1.6 times as large: a cell is 2.5 pixels. (8, 8) is 10 pixels away from
    # (8, 12), (5, 5) is 10.6 from (8, 8), which does not count any more.
    assert [place.tolist() for place in found] == [[20, 30], [12.5, 12.5], [50, 50]]
    assert shapes == [(1, 52, 68, 1), (1, 76, 108, 1), (1, 124, 188, 1)]
    network, _ = answers((8, 8, 0.8), (11, 11, 0.9))
    assert len(find_by_sliding(network, np.eye(60, 100, dtype=np.float32), 0.5)) == 2


@pytest.mark.parametrize(("faint", "most"), [(1, 1), (1e-6, 1), (5e-7, 0.5), (0, 0)])
def test_ink_is_made_as_bright_as_can_be_but_what_is_nothing(faint, most):
    pages = []

    def network(page):
        pages.append(page)
        return SimpleNamespace(numpy=lambda: np.zeros((1, 1, 1, 10), np.float32))

    grey = np.zeros((20, 20), np.float32)
    grey[:8, :8], grey[9:, 9:] = faint, -faint  # of two that are equally strong, what is below 0
    find_by_sliding(network, grey, 0.5)
    assert pages[1].max() == pytest.approx(most)
    assert not pages[1][0, :20, :20].any()
