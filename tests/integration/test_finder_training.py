"""The finder's training from end to end, as short as it can be."""

import shutil

import numpy as np
import pytest

from helpers.backend import import_keras
from helpers.data import load_mnist
from helpers.recognition.views import CHANNELS, COARSE, FINE
from helpers.training import finder

SHORT = finder.FinderRecipe(steps=(2, 3), stock=(60, 30), stocks=2, batch_size=4, sides=(64, 96))


def small_network(normalise=False):
    """Return a network that takes and returns what the finder does, and is made in a moment."""
    keras = import_keras()
    image = keras.Input((None, None, CHANNELS))
    coarse = keras.layers.Conv2D(13, COARSE, COARSE, name="coarse")(image)
    fine = keras.layers.Conv2D(7, FINE, FINE, name="fine")(image)
    return keras.Model(image, [coarse, fine])


def test_an_interrupted_training_goes_on_as_if_nothing_had_been(tmp_path, monkeypatch):
    (images, labels), _ = load_mnist()
    learned, held_out = (images[:300], labels[:300]), (images[300:600], labels[300:600])
    monkeypatch.setattr(finder, "_STEPS_AN_EPOCH", 1)
    monkeypatch.setattr(finder, "_MEASURED", 2)
    monkeypatch.setattr(finder, "finder_network", small_network)
    folder, other = tmp_path / "whole", tmp_path / "interrupted"
    network, losses = finder.train_finder(learned, held_out, SHORT, folder)
    assert len(losses) == 3 and np.isfinite(losses).all()

    whole = finder.batches

    def until_the_power_fails(*arguments):
        for step, made in enumerate(whole(*arguments), arguments[-1]):
            if step == 4:
                raise RuntimeError("no power")
            yield made

    other.mkdir()
    shutil.copy(folder / "first.weights.h5", other)
    with monkeypatch.context() as context:
        context.setattr(finder, "batches", until_the_power_fails)
        with pytest.raises(Exception, match="no power"):
            finder.train_finder(learned, held_out, SHORT, other)
    assert (other / "state-1.weights.h5").exists()
    again, same = finder.train_finder(learned, held_out, SHORT, other)
    np.testing.assert_allclose(same, losses, rtol=1e-4)
    for kept, restored in zip(network.get_weights(), again.get_weights(), strict=True):
        np.testing.assert_allclose(kept, restored, atol=1e-5)
