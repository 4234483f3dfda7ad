"""Feature maps are what the network computes; the largest ones are found where they are."""

import numpy as np
import pytest

from helpers.backend import import_keras
from helpers.interpretability.feature_maps import feature_maps, responses
from helpers.interpretability.nearest_mean import nearest_mean_accuracy


def test_first_maps_are_the_first_layers_output(network, digits):
    images = digits[0][:3] / np.float32(255)
    keras = import_keras()
    convolution = next(x for x in network.layers if isinstance(x, keras.layers.Conv2D))
    maps = next(iter(feature_maps(network, images).values()))
    assert maps.shape[-1] == convolution.filters
    values = convolution(images[..., None])
    if convolution.activation is keras.activations.relu:
        np.testing.assert_allclose(maps, values, atol=1e-5)


def test_responses_say_where_the_largest_value_stands(network, digits):
    images = digits[0] / np.float32(255)
    found = responses(network, images)
    maps = feature_maps(network, images[270:272])  # beyond the first batch
    for name, (strongest, places, means) in found.items():
        assert strongest.shape == means.shape == places.shape[:2]
        for unit in (0, strongest.shape[1] - 1):
            row, column = places[271, unit]
            value = maps[name][1, row, column, unit]
            assert value == pytest.approx(maps[name][1, :, :, unit].max(), abs=1e-4)
            assert value == pytest.approx(strongest[271, unit], abs=1e-4)
        np.testing.assert_allclose(means[270:272], maps[name].mean(axis=(1, 2)), atol=1e-4)


def test_nearest_mean_is_right_for_separate_classes_and_at_chance_for_equal_ones():
    generator = np.random.default_rng(0)
    labels = np.repeat(np.arange(4), 50)
    noise = generator.normal(size=(200, 3))
    assert (
        nearest_mean_accuracy(
            noise + 50 * labels[:, None], labels, 50.0 * labels[:, None] + noise, labels
        )
        == 1
    )
    assert nearest_mean_accuracy(noise, labels, generator.normal(size=(200, 3)), labels) < 0.45
