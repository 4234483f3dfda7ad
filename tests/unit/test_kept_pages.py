"""Pages, and what is learned from them, stay what they are: the shipped weights are theirs."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from helpers.synthesis import marks, pages, pens, rendering
from helpers.synthesis.handwriting import write_digits, write_letters
from helpers.synthesis.non_digits import non_digits
from helpers.training import mixture
from helpers.training.finder import FinderRecipe, batch
from helpers.training.finder_targets import learning_example, targets
from tests.unit.keeping import keep
from tests.unit.told_numbers import brief, shape_of
from tests.unit.told_pictures import after, drawn, seen


@pytest.fixture(scope="module")
def stock(digits):
    rng = np.random.default_rng(0)
    return write_digits(*digits, 30, rng), write_letters(12, rng)


def told(page, rng):
    """Describe a page."""
    kinds, cut = "".join(map(str, page.kinds)) or "-", int(page.doubtful.sum())
    yield f"{seen(page.picture)} {after(rng)}"
    boxes = page.boxes.mean(axis=0) if len(page.boxes) else ()
    yield f"  {kinds} doubtful {cut} boxes {brief(boxes)} ink {drawn(page.ink)}"
    yield f"  owners {(page.owner >= 0).sum()} marks {drawn(page.marks)}"


def written(stock):
    for layout in (None, *pages.LAYOUTS):
        yield str(layout)
        for seed in range(60 if layout is None else 8):
            rng = np.random.default_rng(seed)
            yield from told(pages.page(*stock, rng, 48 + 8 * (seed % 4), layout), rng)
    rng = np.random.default_rng(0)
    yield "clear"
    for page in pages.clear_pages(*stock, 12, rng):
        yield from told(page, rng)


def turned(stock):
    """Pages of 0, 1, 6 and 8 in one picture each, turned as often as not."""
    for seed in range(24):
        rng = np.random.default_rng(seed)
        page = pages.page(*stock, rng, 64, "rows")
        yield f"{page.kinds.tolist()}"
        yield from told(pages._seen_from_the_side(page, rng), rng)


def learned(stock):
    for seed in range(12):
        rng = np.random.default_rng(seed)
        for made in targets(pages.page(*stock, rng, 96), rng, 96):
            # Where hardly anything is, it is not the same with every version of OpenCV.
            clear = [np.abs(made[..., channel]) for channel in range(3)]
            told = [drawn(each) if each.sum() > 2 else "little" for each in clear]
            yield f"{shape_of(made)} {'; '.join(told)}"
            yield f"  means {brief(made.mean(axis=(0, 1)))}"
    for length in (7.9, 8, 10.9, 11, 13.9, 14, 40, 68, 68.1, 84, 84.1):
        for doubtful in (False, True):
            for wide in (0.2, 1):
                page = one_digit((15.5, 20, 15.5 + wide * length, 20 + length), doubtful)
                _, coarse, fine = targets(page, np.random.default_rng(0))
                yield f"{length} {doubtful} {brief(coarse.sum(axis=(0, 1)))}"
                yield f"  {brief(fine.sum(axis=(0, 1)))} least {fine[..., 5:7].min():.3f}"
    recipe = FinderRecipe(batch_size=2)
    for step in (0, 1, 7):
        shown, (coarse, fine) = batch(stock, recipe, 3, step)
        yield f"{shape_of(shown)} {brief((shown.std(), coarse.mean(), fine.mean()))}"


def one_digit(box, doubtful):
    ink = np.zeros((128, 128), np.float32)
    x0, y0, x1, y1 = (int(side) for side in box)
    ink[y0:y1, x0:x1] = 0.8
    ink[y0, x0 : x1 + 1] = 0.1
    marks = np.zeros_like(ink)
    marks[:, 30:32] = 0.8
    marks[100:104] = 0.5
    owner = np.where(ink > 0, 0, -1).astype(np.int16)
    picture = np.repeat((255 - 200 * ink)[..., None], 3, axis=2).astype(np.uint8)
    boxes = np.array([box], np.float32)
    return pages.Page(picture, ink, marks, owner, np.array([7]), boxes, np.array([doubtful]))


def mixed(digits):
    images = digits[0] * np.float32(1 / 255)
    targets = np.eye(10, dtype=np.float32)[digits[1]]
    paper, others = (digits[0][::-1], digits[1][::-1]), 255 - digits[0][:20]
    rng = np.random.default_rng(0)
    made, wanted = mixture.mixture(paper, others)(images[:100], targets[:100], rng)
    for picture, answer in zip(made, wanted, strict=True):
        yield f"{drawn(picture)} {answer.argmax()} {answer.max():.2f}"
    yield after(rng)
    yield "degraded"
    yield from map(drawn, mixture.degrade(images[:60], digits[1][:60], np.random.default_rng(1)))


def beside(digits):
    """What lies at the edge of one rendered picture in many: a neighbour, a table, a ground."""
    field = pens.write(digits[0][0], np.random.default_rng(0), 1)
    for seed in range(12):
        ink, sheet, rng = np.zeros((60, 80)), np.ones((50, 60, 3)), np.random.default_rng(seed)
        rendering._add_neighbour(ink, field, 2.0, rng)
        rendering._add_table(sheet, rng)
        padded = rendering._pad((sheet * 200).astype(np.uint8)[: 30 + seed], 0.5, rng)
        yield f"{drawn(ink)} table {seen(sheet)} padded {seen(padded)} {after(rng)}"


KEPT = {
    "beside": (beside, "digits", 2),
    "pages": (written, "stock", 2),
    "turned": (turned, "stock", 2),
    "targets": (learned, "stock", 0.05),
    "mixture": (mixed, "digits", 0.02),
}


@pytest.mark.parametrize("name", KEPT)
def test_pages_are_those_kept(name, request):
    cv2.setNumThreads(1)
    make, given, near = KEPT[name]
    keep(name, make(request.getfixturevalue(given)), near=near)


def same(one, other):
    """Compare what two calls return, whatever it is made of."""
    if hasattr(one, "__dict__"):
        one, other = vars(one).values(), vars(other).values()
    if isinstance(one, np.ndarray) or not isinstance(one, (list, tuple, type({}.values()))):
        return np.array_equal(one, other)
    return len(one) == len(other) and all(map(same, one, other))


def test_what_is_not_given_is_what_its_default_says(digits, stock):
    digit, cover = digits[0][0], np.zeros((40, 60), np.float32)
    picture = {"severity": 2.0, "family": "training", "longest": 2000}
    box = (cover, (10, 10, 30, 30), 2.0)
    for function, given, defaults in (
        (rendering.render, (digit,), picture),
        (rendering.render_rows, ([[digit]],), picture),
        (pages.page, stock, {"side": 128, "layout": None}),
        (learning_example, stock, {"side": 128}),
        (write_letters, (6,), {"held_out": False}),
        (non_digits, (12,), {"digits": None, "held_out": False}),
        (marks.wobbly, (np.array([(0, 0), (9, 9)]), 1.0), {"steps": 12}),
        (lambda rng, **room: marks.ring(*box, rng, **room) or cover.copy(), (), {"room": 0.35}),
        (lambda rng, **alone: marks.sign(*box, rng, **alone) or cover.copy(), (), {"alone": False}),
    ):
        for seed in range(3):
            made = []
            for options in ({}, defaults):
                cover[:] = 0
                made.append(function(*given, rng=np.random.default_rng(seed), **options))
            assert same(*made), function
    seen_page = pages.page(*stock, np.random.default_rng(0))
    rngs = [np.random.default_rng(0) for _ in range(2)]
    assert same(targets(seen_page, rngs[0]), targets(seen_page, rngs[1], 128))
