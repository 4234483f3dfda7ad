import cv2
import numpy as np
import pytest

from helpers.data import load_mnist
from helpers.synthesis import augmentation, degradation
from helpers.synthesis.non_digits import non_digits
from helpers.training import mixture

CHANGES = [
    augmentation.warp,
    lambda images, rng: augmentation.warp(images, rng, rotation=15, elastic=0.7),
    augmentation.change_thickness,
    *degradation.WAYS,
]
NO_WARP = {"rotation": 0, "shear": 0, "scale": 0, "shift": 0}


@pytest.fixture(scope="module")
def digits():
    (images, labels), _ = load_mnist()
    return images[:200] * np.float32(1 / 255), labels[:200]


def middle_of_mass(images):
    row, column = np.mgrid[:28, :28]
    mass = images.sum(axis=(1, 2))
    return np.stack([(images * axis).sum(axis=(1, 2)) / mass for axis in (row, column)], axis=1)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_keeps_shape_type_and_range_leaves_its_input_alone_and_repeats(change, digits):
    images = digits[0].copy()
    changed, again, other = (change(images, np.random.default_rng(seed)) for seed in (3, 3, 4))
    assert changed.shape == images.shape and changed.dtype == np.float32
    assert changed.min() >= 0 and changed.max() <= 1 + 1e-6
    assert np.array_equal(images, digits[0]) and not np.array_equal(changed, images)
    assert np.array_equal(changed, again) and not np.array_equal(changed, other)


def test_shifts_stay_within_their_limit_and_reach_near_it(digits):
    images = digits[0]
    warped = augmentation.warp(images, np.random.default_rng(0), **{**NO_WARP, "shift": 2.0})
    moves = np.abs(middle_of_mass(warped) - middle_of_mass(images))
    assert 1.5 < moves.max() < 2.05


def test_digits_turn_about_the_middle_both_ways():
    bar = np.zeros((100, 28, 28), np.float32)
    bar[:, 4:24, 13:15] = 1
    warped = augmentation.warp(bar, np.random.default_rng(0), **{**NO_WARP, "rotation": 15})
    top = (warped[:, 5] * np.arange(28)).sum(axis=1) / warped[:, 5].sum(axis=1) - 13.5
    bottom = (warped[:, 22] * np.arange(28)).sum(axis=1) / warped[:, 22].sum(axis=1) - 13.5
    assert top.min() < -1.5
    assert top.max() > 1.5
    assert np.abs(top + bottom).max() < 0.5


def test_thicker_adds_ink_and_thinner_takes_some(digits):
    images = digits[0]
    more = augmentation.change_thickness(images, np.random.default_rng(0)) - images
    thick, thin = ((sign * more >= -1e-6).all(axis=(1, 2)) for sign in (1, -1))
    assert (thick ^ thin).all()
    assert 0.2 < thin.mean() < 0.5 < thick.mean()


def test_a_warp_of_nothing_changes_nothing_in_more_than_one_remap_can_address(digits):
    many = np.tile(digits[0], (11, 1, 1))
    warped = augmentation.warp(many, np.random.default_rng(0), **NO_WARP)
    assert np.abs(warped - many).max() < 1e-5
    assert augmentation.warp(many[:0], np.random.default_rng(0)).shape == (0, 28, 28)


def test_neighbours_in_a_batch_do_not_bleed_into_each_other():
    images = np.zeros((3, 28, 28), np.float32)
    images[1] = 1
    for change in (augmentation.warp, degradation.blur, degradation.lower_resolution):
        changed = change(images, np.random.default_rng(1))
        assert changed[[0, 2]].max() < 0.05, change


def test_european_strokes_add_ink_to_ones_fours_and_sevens_only(digits):
    images, labels = digits
    changed = augmentation.add_european_strokes(images, labels, np.random.default_rng(0))
    more = (changed - images).sum(axis=(1, 2))
    european = np.isin(labels, (1, 7))
    assert (more[european] > 0.5).mean() > 0.8
    assert (more[~european & (labels != 4)] == 0).all()


def test_some_fours_of_mnist_are_closed():
    (images, labels), _ = load_mnist()
    fours = images[labels == 4][:200] * np.float32(1 / 255)
    four = np.full(len(fours), 4)
    changed = augmentation.add_european_strokes(fours, four, np.random.default_rng(0))
    closed = [loops(b) > loops(a) for a, b in zip(fours, changed, strict=True)]
    assert 0.05 < np.mean(closed) < 0.6


def test_broken_strokes_only_lose_ink(digits):
    broken = degradation.break_strokes(digits[0], np.random.default_rng(0))
    assert (broken <= digits[0]).all()


def test_non_digits_repeat_by_seed_and_differ_among_themselves(digits):
    pictures = (digits[0] * 255).astype(np.uint8)
    one, again = (non_digits(120, np.random.default_rng(5), pictures) for _ in range(2))
    assert one.shape == (120, 28, 28)
    assert one.dtype == np.uint8
    assert np.array_equal(one, again)
    assert len(np.unique(one.reshape(120, -1), axis=0)) > 110


def test_a_mixed_batch_has_its_shares_and_right_targets(digits):
    images, labels = digits
    targets = np.eye(10, dtype=np.float32)[labels]
    paper = np.full((4, 28, 28), 255, np.uint8), np.array([3, 3, 3, 3])
    others = np.zeros((4, 28, 28), np.uint8)
    changed, wanted = mixture.mixture(paper, others)(images, targets, np.random.default_rng(0))
    assert changed.shape == images.shape
    assert np.allclose(wanted.sum(axis=1), 1)
    unsure = np.isclose(wanted, 0.1).all(axis=1)
    assert unsure.sum() == round(mixture.NO_DIGIT * len(images))
    assert changed[unsure].max() == 0
    kept = (wanted == targets).all(axis=1)
    plain = 1 - mixture.ON_PAGES - mixture.NO_DIGIT
    assert kept.mean() >= plain - 0.01


def test_a_seven_in_pieces_gets_its_bar_all_the_same():
    """Such a 7 has no ink at the height of the bar; its place once came out as NaN."""
    images = np.zeros((1, 28, 28), np.float32)
    images[0, 4:7, 8:20] = images[0, 21:24, 8:20] = 1
    for seed in range(20):
        changed = augmentation.add_european_strokes(
            images, np.array([7]), np.random.default_rng(seed)
        )
        assert np.isfinite(changed).all()
        assert changed.sum() > images.sum()


def four(left_tip):
    """Draw an open 4 whose left arm starts at (column, row)."""
    image = np.zeros((28, 28), np.uint8)
    cv2.line(image, (18, 4), (16, 24), 255, 2)
    cv2.line(image, left_tip, (8, 15), 255, 2)
    cv2.line(image, (8, 15), (20, 15), 255, 2)
    return (image / np.float32(255))[None]


def loops(image):
    outside = (np.pad(image, 1) < 0.4).astype(np.uint8)
    return cv2.connectedComponents(outside, connectivity=4)[0] - 2


def test_an_open_4_is_closed_where_its_roof_is_steep():
    rng, labels = np.random.default_rng(0), np.array([4])
    steep, level = four((13, 9)), four((7, 4))
    assert loops(steep[0]) == loops(level[0]) == 0
    assert loops(augmentation.add_european_strokes(steep, labels, rng)[0]) == 1
    # A level roof would make a 9 of it.
    assert np.array_equal(augmentation.add_european_strokes(level, labels, rng), level)


def test_an_underline_becomes_a_part_of_the_digit(digits):
    images, _ = digits
    images = images[:100]
    lined = degradation.underline(images, np.random.default_rng(0))
    assert lined.shape == images.shape and lined.min() >= 0 and lined.max() <= 1

    def widest(image):
        rows = (image > 0.4).sum(axis=1)
        return rows[np.flatnonzero(rows)[-4:]].max()

    wider = [widest(b) > widest(a) for a, b in zip(images, lined, strict=True)]
    assert np.mean(wider) > 0.8
