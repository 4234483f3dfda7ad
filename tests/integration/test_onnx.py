"""A network written as ONNX answers as it does in Keras."""

import numpy as np
import pytest

from helpers.backend import import_keras
from helpers.data import load_mnist
from helpers.networks import article_network, load_pretrained, quick_network
from helpers.recognition.trained import CLASSIFIER, session
from helpers.recognition.views import CHANNELS
from helpers.training.export import export
from helpers.training.finder_network import finder_network, fold


def answers_of(path, images):
    return session(path).run(None, {"picture": images})


def test_the_shipped_file_answers_as_the_shipped_weights():
    images = load_mnist()[1][0][:1000] * np.float32(1 / 255)
    (found,) = answers_of(CLASSIFIER, images)
    assert np.abs(found - load_pretrained().predict(images, verbose=0)).max() < 1e-4


@pytest.mark.parametrize("build", [article_network, quick_network])
def test_other_networks_of_the_series_can_be_written(build, tmp_path):
    import_keras().utils.set_random_seed(0)
    network = build()
    export(network, tmp_path / "mine.onnx")
    images = np.random.default_rng(0).random((7, 28, 28), np.float32)
    (found,) = answers_of(tmp_path / "mine.onnx", images)
    assert np.abs(found - np.asarray(network(images))).max() < 1e-5


def test_the_finder_takes_pictures_of_any_size(tmp_path):
    """Folded, written and read: maps are those of the network as it was trained."""
    keras = import_keras()
    keras.utils.set_random_seed(1)
    trained, plain = finder_network(normalise=True), finder_network()
    rng = np.random.default_rng(2)
    for layer in trained.layers:
        if type(layer).__name__ == "BatchNormalization":
            layer.set_weights([rng.uniform(0.5, 1.5, part.shape) for part in layer.get_weights()])
    fold(trained, plain)
    export(plain, tmp_path / "finder.onnx")
    for shape in ((1, 64, 96, CHANNELS), (2, 128, 32, CHANNELS)):
        shown = rng.standard_normal(shape, np.float32)
        found = answers_of(tmp_path / "finder.onnx", shown.transpose(0, 3, 1, 2))
        for maps, wanted in zip(found, trained(shown, training=False), strict=True):
            wanted = np.asarray(wanted)
            assert np.abs(maps.transpose(0, 2, 3, 1) - wanted).max() < 1e-3 * np.abs(wanted).max()


def test_a_layer_without_a_counterpart_is_named(tmp_path):
    keras = import_keras()
    network = keras.Sequential([keras.Input((28, 28)), keras.layers.GaussianNoise(1.0)])
    with pytest.raises(ValueError, match="GaussianNoise"):
        export(network, tmp_path / "noise.onnx")
