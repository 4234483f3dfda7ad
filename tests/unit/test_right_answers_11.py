"""Right answers to the exercises of notebook 11 in other styles than the chapter's own."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from helpers.checks import notebook_11 as checks


def by_loops(weights, rows, columns):
    channels = len(weights) // rows // columns
    kernel = np.zeros((rows, columns, channels, weights.shape[1]), np.float32)
    for index, row in enumerate(weights):
        kernel[index // (columns * channels), index // channels % columns, index % channels] = row
    return kernel


def unit_by_unit(weights, rows, columns):
    return np.stack([unit.reshape(rows, columns, -1) for unit in weights.T], axis=-1).tolist()


def by_pooling(heat, least):
    return np.argwhere((heat > least) & (heat >= cv2.dilate(heat, np.ones((3, 3)))))


def with_a_used_list(places, true, reach):
    used = []
    for row, column in true:
        for place in places:
            if place not in used and np.hypot(place[0] - row, place[1] - column) <= reach:
                used.append(place)
                break
    return np.array([len(used), len(true) - len(used), len(places) - len(used)])


@pytest.mark.parametrize("answer", [by_loops, unit_by_unit])
def test_kernels(answer):
    assert checks.check_kernel(answer).status == "right"


@pytest.mark.parametrize(
    "form",
    [
        np.asarray,
        lambda places: (tuple(place) for place in places),
        lambda places: {tuple(place) for place in places.tolist()},
        lambda places: [[float(row), float(column)] for row, column in places[::-1]],
    ],
)
def test_peaks(form):
    assert checks.check_peaks(lambda heat, least: form(by_pooling(heat, least))).status == "right"


@pytest.mark.parametrize("form", [np.asarray, list, tuple, lambda counts: counts.astype(float)])
def test_counts(form):
    count = checks.check_found(lambda *given: form(with_a_used_list(*given)))
    assert count.status == "right"


@pytest.mark.parametrize(
    "found",
    [
        {4: 0, 12: 0.8, 24: 1},
        [(4, 0), (12, 0.5), (30, 1.0)],
        np.array([[4, 0], [12, 0.5], [30, 1]]),
        {np.int64(4): np.float32(0), 10.5: 0.5, 24: np.float64(1)},
    ],
)
def test_sizes(found):
    assert checks.check_sizes(found).status == "right"
