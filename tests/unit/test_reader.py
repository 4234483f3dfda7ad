"""Two ways read a picture: what they agree on is believed, what they dispute is not."""

import cv2
import numpy as np
import pytest

from helpers.data import load_mnist
from helpers.finder import MOST, find
from helpers.mnist_format import to_mnist
from helpers.onnx_files import FINDER
from helpers.reader import Reader, agreed, disputed
from helpers.recognition import read_picture
from helpers.rendering import render_rows
from tests.benchmarks.marked_pictures import DONE, WRITTEN, marked_pictures


@pytest.fixture(scope="module")
def reader():
    return Reader()


def number(seed, length=4, severity=1.0):
    """Return a rendered row of MNIST's test digits, and the digits."""
    images, labels = load_mnist()[1]
    rng = np.random.default_rng(seed)
    chosen = rng.integers(len(images), size=length)
    picture = render_rows([images[chosen]], rng, severity, "stress", longest=600)
    return picture, "".join(str(label) for label in labels[chosen])


def test_each_digit_of_a_row_is_found_with_its_place_and_its_ink():
    picture, digits = number(3)
    found = find(picture, FINDER)
    order = found.boxes[:, 0].argsort()
    assert len(order) == len(digits)
    for box, ink in zip(found.boxes[order], found.inks[order], strict=True):
        x0, y0, x1, y1 = box.round().astype(int)
        assert 0 <= x0 < x1 <= picture.shape[1] + 2
        assert 0 <= y0 < y1 <= picture.shape[0] + 2
        assert to_mnist(ink).max() > 128
    kinds = "".join(str(kind) for kind in found.kinds[order].argmax(axis=1))
    assert sum(a == b for a, b in zip(kinds, digits, strict=True)) >= len(digits) - 1
    assert np.allclose(found.kinds.sum(axis=1), 1, atol=1e-5)


def test_most_rows_are_read_and_what_is_sure_is_right(reader):
    outcomes = []
    for seed in range(30):
        picture, digits = number(seed)
        reading = reader.read(picture)
        outcomes.append((reading.digits == digits, reading.status == "ok"))
    right, sure = np.array(outcomes).T
    assert right.mean() > 0.8
    assert sure.mean() > 0.5
    assert (sure & ~right).sum() <= 1


@pytest.mark.parametrize("shape", [(1, 1), (1, 400), (400, 1), (7, 9), (30, 1200)])
def test_a_picture_of_any_shape_is_looked_at(shape):
    rng = np.random.default_rng(0)
    picture = rng.integers(0, 256, (*shape, 3)).astype(np.uint8)
    found = find(picture, FINDER)
    assert len(found.boxes) == len(found.chances) == len(found.inks)


def test_a_page_of_dots_takes_no_more_looks_than_a_page_of_digits():
    picture = np.full((900, 900, 3), 255, np.uint8)
    for x in range(10, 900, 18):
        for y in range(10, 900, 18):
            cv2.circle(picture, (x, y), 4, (0, 0, 0), -1)
    assert len(find(picture, FINDER).boxes) <= MOST


def test_witnesses_who_agree_are_believed_more_the_less_they_depend_on_each_other():
    witness = np.array([[0.8, 0.15, 0.05]])
    confidences = [agreed(witness, witness, slope, 0).max() for slope in (1.0, 1.5, 2.0)]
    assert confidences[0] == pytest.approx(0.8)
    assert confidences == sorted(confidences)


def test_what_is_disputed_is_never_sure(reader):
    seen = reader.look(number(3)[0])
    seen.by_hand = np.eye(10)[[1, 2]]
    reading = reader.judge(seen)
    assert reading.status == "unsure"
    assert reading.message.startswith("I'm not sure")
    assert disputed(np.eye(10)[[4]], 0.6).argmax() == 4


def test_marks_are_hardly_ever_sure_digits(reader):
    """Fractions, dates, rings, strikes and the like: one of each kind."""
    wrong = [
        (kind, reading.digits, digits)
        for kind, picture, digits in marked_pictures(1, seed=5)
        if (reading := reader.read(picture)).status == "ok" and reading.digits != digits
    ]
    assert len(wrong) <= 0.07 * (len(WRITTEN) + len(DONE)), wrong


def test_two_digits_in_a_tiny_picture_are_no_sure_single_digit():
    images, labels = load_mnist()[1]
    ones, others = np.flatnonzero(labels == 1)[:12], np.flatnonzero(labels == 0)[:12]
    wrong = 0
    for one, other in zip(ones, others, strict=True):
        row = np.hstack([images[one][:, 8:20], images[other][:, 2:26]])
        tiny = cv2.resize(255 - row, (40, 30), interpolation=cv2.INTER_AREA)
        reading = read_picture(np.pad(tiny, 3, constant_values=255))
        wrong += reading.status == "ok" and reading.digits != "10"
    assert wrong == 0
