"""Pictures that excite a unit: found step by step, the same as ever for networks made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.backend import import_keras
from helpers.interpretability.activation_maximization import activation, maximize_activation
from helpers.interpretability.cost import count_multiplications
from tests.unit.keeping import keep
from tests.unit.told_numbers import brief

ROWS, COLUMNS = np.indices((28, 28))


@pytest.fixture(scope="module")
def networks():
    """Return a layer of three sums (the last of nothing), a map, and a peak that is soon passed."""
    keras = import_keras()
    layers = keras.layers
    dense = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(3)])
    crossed = np.where((ROWS < 14) ^ (COLUMNS < 9), 0.01, -0.01)
    band = np.where(abs(ROWS - 14) < 4, 0.02, -0.005)
    weights = np.stack([crossed, band, 0 * band], axis=-1)
    dense.layers[-1].set_weights([weights.reshape(784, 3), np.zeros(3)])
    maps = keras.Sequential([keras.Input((28, 28)), layers.Reshape((28, 28, 1))])
    maps.add(layers.Conv2D(2, 5))
    kernel = np.stack([np.eye(5), np.tri(5) - 0.5], axis=-1)
    maps.layers[-1].set_weights([kernel[:, :, None], np.zeros(2)])
    peak = keras.Sequential([keras.Input((28, 28)), layers.Flatten()])
    peak.add(layers.Dense(2, activation="relu"))
    peak.add(layers.Dense(1, activation="relu"))
    peak.layers[-2].set_weights(
        [np.stack([crossed] * 2, axis=-1).reshape(784, 2), np.array([0, -0.9])]
    )
    peak.layers[-1].set_weights([np.array([[1.0], [-6.0]]), np.zeros(1)])
    return {"dense": dense, "maps": maps, "peak": peak}


CLIMBS = [
    ("dense", [0, 1, 2], {"steps": 3, "regularize": False}),
    ("dense", [0, 1, 2], {"steps": 7}),
    ("maps", [1, 0], {"steps": 4}),
    ("peak", [0], {"steps": 1, "regularize": False}),
    ("peak", [0], {"steps": 5, "regularize": False}),
    ("peak", [0], {"steps": 12}),
]


def test_a_climb_ends_at_the_values_kept(networks):
    """Kept are the unit's value, means of some rows and columns of the picture, and its spread."""
    lines = []
    for name, units, options in CLIMBS:
        network = networks[name]
        made = maximize_activation(network, network.outputs[0], units, **options)
        assert made.shape == (len(units), 28, 28) and made.min() >= 0 and made.max() <= 1
        values = activation(network, network.outputs[0], units, made)
        lines.append(f"{name} {options}")
        lines += [
            f"  {brief(value.round(3))}: {brief(image.mean(axis=1)[:24:4].round(2))}, "
            f"{brief(image.mean(axis=0)[2::4].round(2))}, {brief(image.std().round(3))}"
            for value, image in zip(values, made, strict=True)
        ]
    keep("climbs", "\n".join(lines) + "\n")


def test_a_climb_takes_150_steps_unless_told_otherwise(networks):
    network = networks["dense"]
    output = network.outputs[0]
    plain = maximize_activation(network, output, [1])
    np.testing.assert_array_equal(plain, maximize_activation(network, output, [1], 150, True))


def test_an_activation_is_each_pictures_own_units_value(networks):
    images = np.zeros((2, 28, 28), np.float32)
    images[0, 14, 0] = images[1, 12:17, 12] = 1
    dense, maps = networks["dense"], networks["maps"]
    np.testing.assert_allclose(activation(dense, dense.outputs[0], [1, 0], images), [0.02, -0.01])
    # The unit in row 12, column 12 of 24 sees the pixels from there on: one of its diagonal, and
    # the first column of its triangle.
    np.testing.assert_allclose(activation(maps, maps.outputs[0], [0, 1], images), [0, 2.5])
    np.testing.assert_allclose(activation(maps, maps.outputs[0], [0, 0], images), [0, 1])


def test_an_answer_costs_a_product_for_each_weight_and_place(networks):
    keras = import_keras()
    maps = keras.Sequential([keras.Input((None, None, 1)), keras.layers.Conv2D(2, 5)])
    maps.add(keras.layers.MaxPooling2D())
    maps.add(keras.layers.Conv2D(3, 3))
    assert count_multiplications(maps, 28, 30) == 24 * 26 * 2 * 25 + 10 * 11 * 3 * 9 * 2
    assert count_multiplications(networks["dense"], 28, 28) == 784 * 3
    assert count_multiplications(networks["peak"], 28, 28) == 784 * 2 + 2
