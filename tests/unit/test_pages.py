"""The pages that the finder learns from: what is said of them is what is on them."""

import numpy as np
import pytest

from helpers.data import load_mnist
from helpers.recognition.views import UNIT, view
from helpers.synthesis.handwriting import write_digits, write_letters
from helpers.synthesis.pages import LAYOUTS, Page, page
from helpers.training.finder_targets import FOUND, targets


@pytest.fixture(scope="module")
def stock():
    (images, labels), _ = load_mnist()
    rng = np.random.default_rng(0)
    return write_digits(images, labels, 60, rng), write_letters(20, rng)


@pytest.fixture(scope="module")
def pages(stock):
    rng = np.random.default_rng(1)
    return [page(*stock, rng) for _ in range(120)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pages_of_every_layout_have_maps_of_their_size(stock, layout):
    rng = np.random.default_rng(2)
    for side in (96, 320):
        seen = page(*stock, rng, side, layout)
        h, w = seen.picture.shape[:2]
        assert seen.picture.dtype == np.uint8
        assert max(h, w) <= side
        assert seen.ink.shape == seen.marks.shape == seen.owner.shape == (h, w)
        assert len(seen.kinds) == len(seen.boxes) == len(seen.doubtful)


def test_each_digits_ink_lies_in_its_box(pages):
    digits = 0
    for seen in pages:
        for index, (x0, y0, x1, y1) in enumerate(seen.boxes):
            rows, columns = np.nonzero(seen.owner == index)
            if not len(rows):
                continue  # another digit was written over it
            digits += 1
            assert rows.min() >= y0 - 1.5, seen.boxes[index]
            assert rows.max() <= y1 + 1.5
            assert columns.min() >= x0 - 1.5
            assert columns.max() <= x1 + 1.5
    assert digits > 100


def test_ink_is_seen_in_the_picture(pages):
    """On nearly all pages where nothing is doubtful, ink and paper differ in grey."""
    steps = []
    for seen in pages:
        if not len(seen.kinds) or seen.doubtful.any():
            continue
        grey = seen.picture.mean(axis=2)
        inked, bare = seen.owner >= 0, seen.ink + seen.marks < 0.02
        if inked.any() and bare.any():
            steps.append(abs(grey[inked].mean() - grey[bare].mean()))
    assert len(steps) > 30
    assert np.mean(np.array(steps) > 8) > 0.9


def test_all_ten_digits_and_pages_without_any_are_written(pages):
    assert set(np.concatenate([seen.kinds for seen in pages]).tolist()) == set(range(10))
    assert any(len(seen.kinds) == 0 for seen in pages)
    assert any(seen.marks.max() > 0.5 for seen in pages)


def one_digit(box, side=128, kind=7, doubtful=False):
    """Return a page with one solid block for a digit."""
    ink = np.zeros((side, side), np.float32)
    x0, y0, x1, y1 = box
    ink[y0:y1, x0:x1] = 1
    owner = np.where(ink > 0, 0, -1).astype(np.int16)
    picture = np.repeat((255 - 200 * ink)[..., None], 3, axis=2).astype(np.uint8)
    boxes = np.array([box], np.float32)
    return Page(
        picture, ink, np.zeros_like(ink), owner, np.array([kind]), boxes, np.array([doubtful])
    )


def test_the_target_of_a_digit_is_its_centre_size_kind_and_ink():
    _, coarse, fine = targets(one_digit((40, 20, 60, 60)), np.random.default_rng(0))
    assert np.unravel_index(coarse[..., 0].argmax(), (32, 32)) == (10, 12)
    assert coarse[10, 12, 1] == 1
    assert np.exp(coarse[10, 12, 2:4]) * UNIT == pytest.approx([20, 40])
    assert coarse[10, 12, 4:14].argmax() == 7
    assert fine[..., :4].sum() == 20 * 40
    # From its upper left corner the way leads to the middle: 9.0 to the right and 19.0 down.
    assert fine[10, 20, 5:7] * UNIT == pytest.approx([9, 19], abs=0.01)
    assert fine[..., 8].sum() == 20 * 40 / 4


@pytest.mark.parametrize(("length", "weighed"), [(8, True), (12, False), (76, False), (100, True)])
def test_what_another_look_finds_is_no_digit_here(length, weighed):
    _, coarse, _ = targets(one_digit((10, 10, 20, 10 + length)), np.random.default_rng(0))
    assert coarse[..., 0].max() == 0
    assert bool(coarse[..., 14].all()) == weighed
    assert not FOUND[0] <= length <= FOUND[1]


def test_a_doubtful_digit_is_neither_wanted_nor_forbidden():
    page_seen = one_digit((40, 20, 60, 60), doubtful=True)
    _, coarse, _ = targets(page_seen, np.random.default_rng(0))
    assert coarse[..., 0].max() == 0
    assert coarse[10, 12, 14] == 0


def test_a_view_has_neither_light_nor_contrast_nor_a_scale_of_grey():
    rng = np.random.default_rng(3)
    picture = rng.integers(60, 180, (50, 70, 3)).astype(np.uint8)
    brighter = (picture.astype(int) + 40).astype(np.uint8)
    assert np.allclose(view(picture), view(brighter), atol=1e-3)
    assert np.allclose(view(255 - picture), -view(picture), atol=1e-3)
