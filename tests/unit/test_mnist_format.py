"""A digit's ink becomes what MNIST would have made of it; what already is so passes unharmed."""

import cv2
import numpy as np
import pytest

from helpers.data import load_mnist
from helpers.mnist_format import already_mnist, to_mnist
from tests.situations import four


def test_to_mnist_keeps_the_box_and_the_centre_of_mass():
    ink = np.zeros((300, 200), np.uint8)
    ink[30:230, 50:90] = 255
    ink[190:230, 50:170] = 255  # an L: its mass is not in the middle of its box
    image = to_mnist(ink)
    rows, columns = np.nonzero(image)
    assert max(np.ptp(rows), np.ptp(columns)) + 1 == 20
    mass = cv2.moments(image)
    assert abs(mass["m10"] / mass["m00"] - 14) <= 0.5
    assert abs(mass["m01"] / mass["m00"] - 14) <= 0.5


def test_to_mnist_takes_floats_and_blank_ink():
    ink = four()
    floats, integers = to_mnist(ink), to_mnist((ink * 255).astype(np.uint8))
    assert np.corrcoef(floats.ravel(), integers.ravel())[0, 1] > 0.999
    assert not to_mnist(np.zeros((50, 70), np.float32)).any()


@pytest.mark.parametrize("invert", [False, True])
@pytest.mark.parametrize("channels", [1, 3])
def test_mnist_images_are_known_and_pass_unharmed(invert, channels):
    images = load_mnist()[1][0][:200]
    passed = 0
    for image in images:
        picture = 255 - image if invert else image
        picture = picture if channels == 1 else np.repeat(picture[..., None], 3, axis=2)
        done = already_mnist(picture)
        assert done is None or np.array_equal(done, image)
        passed += done is not None
    assert passed >= 0.98 * len(images)


def test_other_pictures_are_not_taken_for_mnists():
    image = load_mnist()[1][0][0]
    assert already_mnist(np.roll(image, 5, axis=1)) is None
    assert already_mnist(np.full((28, 28), 200, np.uint8)) is None
    assert already_mnist(np.dstack([image, image, image // 2])) is None
    assert already_mnist(cv2.resize(image, (56, 56))) is None
