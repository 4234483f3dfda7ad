"""The finder's losses against the papers' formulas, worked out cell by cell in NumPy."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.training import finder


def worked_out(rng):
    """The finder's losses worked out cell by cell, as the papers write them."""
    wanted = rng.random((2, 3, 4, 15)).astype(np.float32)
    wanted[..., 0] *= 0.9
    wanted[0, 1, 2, 0] = wanted[1, 0, 0, 0] = 1
    wanted[..., 1] = wanted[..., 1] > 0.5
    given = rng.normal(size=(2, 3, 4, 13)).astype(np.float32) * 2
    focal = sizes = kinds = 0.0
    for w, g in zip(wanted.reshape(-1, 15), given.reshape(-1, 13), strict=True):
        chance = 1 / (1 + np.exp(-g[0]))
        here = (1 - chance) ** 2 * np.log(chance)
        focal -= w[14] * (here if w[0] == 1 else (1 - w[0]) ** 4 * chance**2 * np.log(1 - chance))
        sizes += w[1] * (abs(g[1] - w[2]) + abs(g[2] - w[3]))
        kinds -= w[4:14] @ (g[3:] - np.log(np.exp(g[3:]).sum()))
    places = wanted[..., 1].sum()
    return wanted, given, focal / 2 + 0.5 * sizes / places + 0.7 * kinds / places


def test_the_coarse_loss_is_focal_for_centres_and_weighs_sizes_and_kinds():
    wanted, given, loss = worked_out(np.random.default_rng(0))
    assert float(finder.coarse_loss(wanted, given)) == pytest.approx(loss, rel=1e-4)
    wanted[..., :2] = 0  # nothing there: no division by 0
    assert np.isfinite(float(finder.coarse_loss(wanted, given)))
    given[..., 0] = 1e4
    assert np.isfinite(float(finder.coarse_loss(wanted, given)))


def test_the_fine_loss_weighs_ink_marks_overlap_and_ways():
    rng = np.random.default_rng(1)
    wanted = rng.random((2, 3, 4, 9)).astype(np.float32)
    given = rng.normal(size=(2, 3, 4, 7)).astype(np.float32)
    ink, mark, weight, own = wanted[..., :4], wanted[..., 4], wanted[..., 7], wanted[..., 8]
    chance = 1 / (1 + np.exp(-given.astype(float)))
    entropy = -ink * np.log(chance[..., :4]) - (1 - ink) * np.log(1 - chance[..., :4])
    inked = (weight[..., None] * entropy * (1 + 2 * ink)).mean()
    entropy = -mark * np.log(chance[..., 4]) - (1 - mark) * np.log(1 - chance[..., 4])
    marked = (weight * entropy).mean()
    seen, there = weight[..., None] * chance[..., :4], weight[..., None] * ink
    overlap = 1 - (2 * (seen * ink).sum() + 1) / (seen.sum() + there.sum() + 1)
    ways = (own[..., None] * abs(given[..., 5:] - wanted[..., 5:7])).sum() / (own.sum() + 1)
    loss = 4 * inked + 3 * marked + 0.5 * overlap + ways
    assert float(finder.fine_loss(wanted, given)) == pytest.approx(loss, rel=1e-4)
