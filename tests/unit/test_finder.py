"""The finder's parts, each on tiny arrays: peaks, boxes that share, windows, whose ink is whose."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from helpers.recognition import finder, views
from helpers.recognition.decoding import decode, picture_files
from helpers.recognition.reader import Reader
from helpers.recognition.views import FINE, INK, UNIT
from tests.unit.keeping import keep
from tests.unit.told_numbers import brief
from tests.unit.told_pictures import seen as told


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


def test_the_second_look_measures_the_digit_in_the_middle_of_each_window(monkeypatch):
    """A window around a box that is a little off shows the digit beside its middle."""

    def run(names, shown):
        assert shown.shape == (2, views.WINDOW, views.WINDOW, views.CHANNELS)
        maps = [coarse([(12, 12), (12, 22)]), coarse([(13, 11), (1, 12)])]
        for each in maps:
            each[3 + 7, 10:15, 10:15] = 9
        fine = np.full((2, 7, 48, 48), -8.0, np.float32)
        return [np.array(maps), fine]

    monkeypatch.setattr(finder, "run_finder", run)
    picture = np.full((200, 300, 3), 255, np.uint8)
    boxes = np.array([(100, 60, 140, 108), (10, 20, 34, 44)], float)  # shown 1 and 2 times as large
    found = finder.second_look(views.pyramid(picture), boxes)
    assert np.allclose(found.boxes[0], [102, 62, 142, 110])
    assert np.allclose(found.boxes[1], [11, 23, 31, 47])
    assert np.allclose(found.chances, 1 / (1 + np.exp(-3.0)))
    assert found.kinds.argmax(axis=1).tolist() == [7, 7]


def test_where_nothing_seems_to_be_nothing_is_looked_at_closely(monkeypatch):
    def run(names, shown):
        assert len(shown), "older versions of ONNX Runtime stop at a batch of nothing"
        return [np.full((1, 13, shown.shape[1] // 4, shown.shape[2] // 4), -8, np.float32)]

    monkeypatch.setattr(finder, "run_finder", run)
    found = finder.find(np.full((100, 80, 3), 255, np.uint8))
    assert [each.shape for each in found[:4]] == [(0, 4), (0,), (0, 10), (0, 96, 96)]


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


def read():
    """Tell what is seen in the project's pictures, and how sure that is."""
    reader = Reader()
    for path in picture_files(Path(__file__).resolve().parents[2] / "recognition"):
        seen = reader.look(decode(path))
        yield str(reader.judge(seen, path.name))
        evidence = seen.evidence if seen.found else seen.classes
        for box, crop, reasons in zip(seen.boxes, seen.crops, evidence, strict=True):
            yield f"  at {brief(box)}: {brief(reasons)}"
            yield f"  {told(crop)}"
        if seen.found:
            yield f"  missed {brief(seen.found.missed)}, inks {brief(seen.found.inks.mean((1, 2)))}"


def test_what_is_seen_in_the_projects_pictures_is_what_is_kept():
    keep("reading", read(), near=0.02)
