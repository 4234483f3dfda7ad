"""What a unit is said to see is what changes it."""

import numpy as np
import pytest

from helpers.backend import import_keras
from helpers.interpretability.feature_maps import map_layers
from helpers.interpretability.receptive_field import Field, reached_pixels, receptive_fields
from helpers.networks import article_network, best_network, quick_network, tiny_network

SINGLE_PIXELS = np.eye(784, dtype=np.float32).reshape(784, 28, 28, 1)


def stacks():
    layers = import_keras().layers
    ones = {"kernel_initializer": "ones"}
    return {
        "valid": [layers.Conv2D(1, 5, **ones), layers.MaxPooling2D(), layers.Conv2D(1, 3, **ones)],
        "same": [
            layers.Conv2D(1, 5, padding="same", **ones),
            layers.MaxPooling2D(),
            layers.Conv2D(1, 3, padding="same", **ones),
        ],
        "strided": [
            layers.Conv2D(1, 7, strides=2, padding="same", **ones),
            layers.ReLU(),
            layers.Conv2D(1, 3, strides=2, padding="same", **ones),
            layers.Conv2D(1, 2, **ones),
        ],
        "skipping": [
            layers.Conv2D(1, 1, strides=2, padding="same", **ones),
            layers.Conv2D(1, 3, **ones),
        ],
        "dilated": [layers.Conv2D(1, 3, dilation_rate=2, **ones), layers.AveragePooling2D(3)],
    }


@pytest.mark.parametrize("name", ["valid", "same", "strided", "skipping", "dilated"])
def test_window_holds_exactly_the_pixels_that_reach_a_unit(name):
    chain = stacks()[name]
    maps = np.asarray(import_keras().Sequential(chain)(SINGLE_PIXELS))
    field = receptive_fields(chain)[-1]
    for place in (0, maps.shape[1] // 2, maps.shape[1] - 1):
        rows, _ = np.nonzero(maps[:, place, maps.shape[2] // 2, 0].reshape(28, 28))
        top, _ = field.window(place, 0)
        assert rows.min() == max(top, 0)
        assert rows.max() == min(top + field.size, 28) - 1


def test_layers_without_rows_and_columns_are_refused():
    layers = import_keras().layers
    for last in (layers.Flatten(), layers.GlobalAveragePooling2D(), layers.Dense(3)):
        with pytest.raises(ValueError, match="whole picture"):
            receptive_fields([layers.Conv2D(1, 3), last])


@pytest.mark.parametrize("build", [best_network, quick_network, tiny_network])
def test_fields_grow_and_maps_shrink_through_every_network(build):
    layers = map_layers(build())
    assert len(layers) >= 2
    sizes = [layer.field.size for layer in layers]
    assert sizes == sorted(sizes)
    rows = [layer.rows for layer in layers]
    assert rows == sorted(rows, reverse=True)


def test_a_network_without_convolutions_has_no_maps():
    assert map_layers(article_network()) == []


def test_a_window_is_cut_off_at_the_edges_of_the_picture():
    assert Field(2, 2, 1).inside(0, 1, length=5) == (1, 3, 2, 2)
    assert Field(3, 1, -1).inside(4, 0, length=5) == (3, 0, 2, 2)
    assert Field(9, 1, -2).inside(1, 2, length=5) == (0, 0, 5, 5)


@pytest.mark.parametrize("name", ["valid", "same"])
def test_what_reaches_a_unit_is_its_window(name):
    chain = stacks()[name]
    rows, columns = np.nonzero(reached_pixels(chain))
    maps = import_keras().Sequential(chain)(SINGLE_PIXELS[:1])
    window = receptive_fields(chain)[-1].inside(*2 * [maps.shape[1] // 2], length=28)
    assert window == (rows.min(), columns.min(), np.ptp(rows) + 1, np.ptp(columns) + 1)
