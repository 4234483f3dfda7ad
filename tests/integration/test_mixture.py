"""What the classifier learns from, as the finder cuts it out."""

import numpy as np

from helpers.data import load_mnist
from helpers.networks import load_pretrained
from helpers.training import mixture


def test_what_the_finder_cuts_from_pages_still_shows_its_digits():
    images, labels = (part[:200] for part in load_mnist()[0])
    found, kinds = mixture.on_pages(images, labels, 60, seed=0)
    assert found.shape == (60, 28, 28)
    assert found.dtype == np.uint8
    answers = load_pretrained().predict(found / 255, verbose=0).argmax(axis=1)
    assert (answers == kinds).mean() > 0.85
    again, _ = mixture.on_pages(images, labels, 60, seed=0)
    assert np.array_equal(found, again)
