"""Rendered pictures are what they claim to be: repeatable, varied, and still the same digit."""

import cv2
import numpy as np
import pytest

from helpers.data import load_mnist
from helpers.recognition.reader import Reader
from helpers.synthesis.pens import DENSITY, _keep_open, thin, write
from helpers.synthesis.rendering import render, render_rows


@pytest.fixture(scope="module")
def digit() -> np.ndarray:
    """Return a 2, as MNIST would have it."""
    image = np.zeros((28, 28), np.uint8)
    points = np.array([(9, 8), (13, 5), (18, 7), (17, 13), (9, 23), (20, 23)], np.int32)
    cv2.polylines(image, [points], False, 255, 2, cv2.LINE_AA)
    return image


def test_pictures_are_of_many_sizes_and_both_polarities(digit):
    rng = np.random.default_rng(0)
    pictures = [render(digit, rng, severity=2, longest=600) for _ in range(60)]
    sides = [max(picture.shape) for picture in pictures]
    assert min(sides) < 50
    assert max(sides) > 250
    assert max(sides) <= 900  # the padding comes on top
    dark = [np.median(picture) < 110 for picture in pictures]
    assert 5 < sum(dark) < 45
    assert all(picture.dtype == np.uint8 and picture.shape[2] == 3 for picture in pictures)


def test_more_severity_is_less_like_the_digit(digit):
    reader = Reader()

    def likeness(severity):
        rng, found = np.random.default_rng(1), []
        for _ in range(16):
            crops = reader.look(render(digit, rng, severity, longest=300)).crops
            found.append(np.corrcoef(crops[0].ravel(), digit.ravel())[0, 1] if len(crops) else 0)
        return float(np.mean(found))

    easy, hard = likeness(0), likeness(4)
    assert easy > 0.7
    assert hard < easy - 0.05


def test_rows_are_found_again(digit):
    rows = [[digit] * 3, [digit] * 2]
    picture = render_rows(rows, np.random.default_rng(2), severity=0, longest=500)
    boxes = Reader().look(picture).boxes
    assert len(boxes) == 5
    assert boxes[:3, 3].max() < boxes[3:, 3].min()
    assert (np.diff(boxes[:3, 0]) > 0).all()
    assert boxes[3, 0] < boxes[4, 0]


def test_thinning_keeps_the_form_in_one_piece(digit):
    solid = (cv2.resize(digit, (112, 112), interpolation=cv2.INTER_CUBIC) > 110).astype(np.uint8)
    line = thin(solid)
    assert cv2.connectedComponents(line, connectivity=8)[0] == 2
    assert 0 < line.sum() < 0.3 * solid.sum()
    assert not (line & ~solid).any()


def test_pens_keep_loops_open():
    ring = np.zeros((28, 28), np.uint8)
    cv2.ellipse(ring, (14, 14), (6, 9), 0, 0, 360, 255, 2, cv2.LINE_AA)
    rng = np.random.default_rng(0)
    for _ in range(40):
        solid = (write(ring, rng, severity=2) > 0).astype(np.uint8)
        assert not solid[42, 42]  # the middle of the 0


def test_no_pen_tears_a_digit_or_makes_it_vanish():
    """Once, strokes were thinned until every loop was open, which left specks of 8s and 9s."""
    (images, _), _ = load_mnist()
    for index, digit in enumerate(images[:400]):
        field = write(digit, np.random.default_rng(index), severity=0.9)
        solid = (field > 0.2).astype(np.uint8)
        faint = (cv2.resize(digit, solid.shape[::-1]) > 40).astype(np.uint8)
        parts = cv2.connectedComponents(faint)[0] - 1
        assert cv2.connectedComponents(solid)[0] - 1 <= parts + 1, index
        _, _, width, height = cv2.boundingRect(solid)
        assert max(width, height) >= 12 * DENSITY, index


def test_all_ink_and_none_can_be_written_and_rendered_too():
    """The distance to an edge came out as endless; gaps were looked for where no stroke was."""
    field = write(np.full((28, 28), 255, np.uint8), np.random.default_rng(0), severity=1)
    assert field.min() > 0
    blank = np.zeros((28, 28), np.uint8)
    for seed in range(60):
        render(blank, np.random.default_rng(seed), severity=seed % 5, longest=60)


def test_where_no_pen_leaves_the_loops_open_the_writers_own_is_taken():
    solid = np.zeros((84, 84), np.uint8)
    cv2.circle(solid, (42, 42), 25, 1, 9)
    assert np.array_equal(_keep_open(np.full((84, 84), 3, np.float32), solid) > 0, solid == 1)
