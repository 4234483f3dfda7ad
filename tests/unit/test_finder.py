"""The finder's parts, each on tiny arrays: peaks, boxes that share, windows, whose ink is whose."""

import cv2
import numpy as np
import pytest

from helpers.recognition import finder, views
from helpers.recognition.views import FINE, INK, UNIT


def coarse(places, cells=24):
    """Return a coarse map with digits of 40×48 pixels at places (row, column) of cells."""
    maps = np.full((13, cells, cells), -8.0, np.float32)
    for row, column in places:
        maps[0, row, column] = 3.0
        maps[1:3, row, column] = np.log(np.array([40, 48]) / UNIT)
    return maps


def test_peaks_are_where_the_map_says_with_their_sizes():
    boxes, chances = views.peaks(coarse([(5, 7), (20, 11)]))
    assert np.allclose(boxes, [[10, -2, 50, 46], [26, 58, 66, 106]])
    assert np.allclose(chances, 1 / (1 + np.exp(-3.0)))


def test_of_boxes_that_share_much_the_surest_stays():
    boxes = np.array([(0, 0, 20, 30), (1, 1, 21, 31), (18, 0, 38, 30), (5, 5, 12, 15)], float)
    kept = finder._without_shared(boxes, np.array([0.6, 0.9, 0.7, 0.5]))
    assert kept.tolist() == [1, 2]
    assert finder._without_shared(np.zeros((0, 4)), np.zeros(0)).tolist() == []


@pytest.fixture
def row_of_digits(monkeypatch):
    """Let windows show digits of 40×48 pixels at these places (x, y) of a picture."""
    places = [(100, 60), (140, 64), (182, 60)]

    def window(levels, middle, scale):
        shown = np.zeros((views.WINDOW, views.WINDOW, 4), np.float32)
        shown[0, 0, :3] = *middle, scale
        return shown

    def run(names, shown):
        maps = []
        for x, y, scale in shown[:, 0, 0, :3]:
            cells = [
                tuple(int(((b - a) * scale + views.WINDOW / 2) // views.COARSE) for a, b in pair)
                for pair in (((y, place[1]), (x, place[0])) for place in places)
            ]
            maps.append(coarse([cell for cell in cells if min(cell) >= 0 and max(cell) < 24]))
        return [np.array(maps)]

    monkeypatch.setattr(finder.views, "window", window)
    monkeypatch.setattr(finder, "run_finder", run)
    return np.array(places)


def test_neighbours_that_only_show_from_near_are_looked_at_too(row_of_digits):
    first = np.array([(118, 38, 162, 90)], np.float32)  # the one between the others
    found = finder.from_near([], first)
    middles = (found[:, :2] + found[:, 2:]) / 2
    order = np.argsort(middles[:, 0])
    assert np.abs(middles[order] - row_of_digits).max() < 4


def test_a_digit_is_not_given_up_for_its_neighbour(row_of_digits):
    """Two boxes near one digit become one; what a box between two leaves is found again."""
    boxes = np.array([(80, 36, 120, 84), (82, 38, 122, 86), (125, 40, 165, 88)], np.float32)
    assert len(finder.from_near([], boxes)) == 3


@pytest.mark.parametrize(("middle", "scale"), [((50, 40), 1.0), ((50, 40), 2.0), ((3, 77), 0.5)])
def test_a_window_has_its_place_in_the_middle_and_nothing_beyond_the_edges(middle, scale):
    picture = np.full((80, 100, 3), 200, np.uint8)
    cv2.circle(picture, middle, 2, (0, 0, 0), -1)
    shown = views.window(views.pyramid(picture), np.array(middle, float), scale)
    assert shown.shape == (views.WINDOW, views.WINDOW, 4)
    row, column = np.unravel_index(shown[..., 0].argmin(), shown.shape[:2])
    assert abs(row - 48) <= 3
    assert abs(column - 48) <= 3
    # 80×100 pixels, enlarged, are all that is not nothing.
    seen = np.count_nonzero(shown.any(axis=2))
    high = min(96, 48 + middle[1] * scale, 48 + (80 - middle[1]) * scale, 80 * scale)
    assert seen <= 96 * 96
    assert seen >= 0.2 * high


def test_ink_belongs_to_the_digit_that_its_way_leads_to():
    fine = np.full((7, 48, 48), -8.0, np.float32)
    fine[INK, 20:28, 10:38] = 8.0  # one bar of ink through both digits
    own, other = np.array([32.0, 48.0]), np.array([66.0, 48.0])
    y, x = (np.mgrid[:48, :48] + 0.5) * FINE
    goal = np.where(x < 49, own[0], other[0])
    fine[5] = (goal - x) / UNIT
    fine[6] = (48.0 - y) / UNIT
    (ink,) = views.own_ink(fine[None], np.array([[17, 28, 47, 68]]))
    assert ink.shape == (96, 96)
    assert ink[40:56, 20:48].min() > 0.9
    assert ink[:, 50:].max() < 0.01


def test_faint_ink_becomes_full_ink_and_none_stays_none():
    fine = np.full((2, 7, 48, 48), -8.0, np.float32)
    fine[0, INK, 20:28, 20:28] = -1.0
    fine[:, 5:] = 0
    faint, none = views.own_ink(fine, np.array([[3, 3, 93, 93]] * 2))
    assert faint.max() == pytest.approx(1)
    assert none.max() < 0.01
