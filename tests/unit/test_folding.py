import numpy as np
import pytest

from helpers.backend import import_keras
from helpers.networks import best_network, tiny_network
from helpers.training.folding import fold_normalisation, fold_temperature


def with_random_weights(network, seed=0):
    """Give every weight a value of its own, as training would; variances stay positive."""
    rng = np.random.default_rng(seed)
    for layer in network.layers:
        layer.set_weights(
            [np.abs(w) * 0.5 + rng.uniform(0.01, 0.1, w.shape) if "Batch" in type(layer).__name__
             else w + rng.normal(0, 0.02, w.shape) for w in layer.get_weights()]
        )  # fmt: skip
    return network


def test_the_folded_network_answers_as_the_trained_one():
    trained = with_random_weights(best_network(normalise=True))
    plain = best_network()
    images = np.random.default_rng(1).random((20, 28, 28), np.float32)
    wanted = trained.predict(images, verbose=0)
    assert not np.allclose(plain.predict(images, verbose=0), wanted, atol=1e-3)
    fold_normalisation(trained, plain)
    assert np.allclose(plain.predict(images, verbose=0), wanted, atol=1e-5)


def test_the_folded_network_is_made_of_plain_layers():
    kinds = {type(layer).__name__ for layer in best_network().layers}
    assert "BatchNormalization" not in kinds
    assert best_network().count_params() < best_network(normalise=True).count_params() <= 200_000


def test_networks_that_do_not_correspond_are_refused():
    with pytest.raises(ValueError, match="same layers but for batch normalisation"):
        fold_normalisation(best_network(normalise=True), tiny_network())


def test_a_bias_before_normalisation_is_refused_rather_than_lost():
    layers = import_keras().layers
    body = [layers.Input((3, 3, 1)), layers.Conv2D(2, 3), layers.BatchNormalization(scale=False)]
    trained = import_keras().Sequential(body)
    with pytest.raises(ValueError, match="too many values"):
        fold_normalisation(trained, import_keras().Sequential(body[:2]))


def test_a_folded_temperature_softens_the_probabilities_and_keeps_the_answers():
    network = with_random_weights(tiny_network())
    images = np.random.default_rng(1).random((20, 28, 28), np.float32)
    before = network.predict(images, verbose=0)
    fold_temperature(network, 2.5)
    softened = before ** (1 / 2.5)
    softened /= softened.sum(axis=1, keepdims=True)
    assert not np.allclose(before, softened, atol=1e-3)
    assert np.allclose(network.predict(images, verbose=0), softened, atol=1e-5)
