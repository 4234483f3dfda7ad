"""Feature maps are what the network computes; the largest ones are found where they are."""

import numpy as np
import pytest

from helpers.backend import import_keras
from helpers.interpretability.feature_maps import digit_preference, feature_maps, responses
from helpers.interpretability.nearest_mean import nearest_mean, quarter_means


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


def test_no_images_have_no_maps_and_no_layers_are_not_all_of_them(network):
    image = np.zeros((1, 28, 28), np.float32)
    one, none = feature_maps(network, image), feature_maps(network, image[:0])
    assert [(name, maps[:0].shape) for name, maps in one.items()] == [
        (name, maps.shape) for name, maps in none.items()
    ]
    with pytest.raises(ValueError):
        feature_maps(network, image, [])


def test_nearest_mean_is_right_for_separate_classes_and_at_chance_for_equal_ones():
    generator = np.random.default_rng(0)
    labels = np.repeat(np.arange(4), 50)
    noise, other = generator.normal(size=(2, 200, 3))
    apart = 50 * labels[:, None]
    assert (nearest_mean(noise + apart, labels, other + apart) == labels).all()
    assert np.mean(nearest_mean(noise, labels, other) == labels) < 0.45


def test_many_features_are_read_in_blocks():
    generator = np.random.default_rng(1)
    known, labels = generator.normal(size=(30, 4500)), np.arange(30) % 3
    asked = known + generator.normal(size=known.shape)
    scaled = known.std(axis=0)
    means = np.stack([known[labels == digit].mean(axis=0) for digit in range(3)]) / scaled
    distances = np.linalg.norm((asked / scaled)[:, None] - means, axis=2)
    assert (nearest_mean(known, labels, asked) == distances.argmin(axis=1)).all()


def test_quarters_hold_every_cell_of_odd_maps():
    maps = np.arange(50.0).reshape(2, 5, 5, 1)
    first = quarter_means(maps)[0]
    assert first.tolist() == [maps[0, :2, :2].mean(), maps[0, :2, 2:].mean(),
                              maps[0, 2:, :2].mean(), maps[0, 2:, 2:].mean()]  # fmt: skip


def test_preference_does_not_depend_on_the_size_of_a_units_values():
    generator = np.random.default_rng(2)
    labels = np.arange(100) % 10
    values = generator.random((100, 3)) + 3 * (labels[:, None] == [4, 8, 0])
    preference = digit_preference(values * [1, 50, 0.01], labels)
    assert preference.argmax(axis=1).tolist() == [4, 8, 0]
    np.testing.assert_allclose(preference, digit_preference(values, labels))
    assert ((preference > 1).sum(axis=1) == 1).all()
