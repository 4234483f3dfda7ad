import hashlib

import numpy as np
import pytest

from helpers import networks
from helpers.backend import import_keras
from helpers.data import load_mnist
from helpers.evaluation import expected_calibration_error


def test_the_articles_network_has_the_articles_parameters():
    network = networks.article_network()
    assert network.count_params() == 784 * 128 + 128 + 128 * 10 + 10 == 101770
    assert [type(layer).__name__ for layer in network.layers] == ["Flatten", "Dense", "Dense"]


@pytest.mark.parametrize(
    "build, most",
    [
        (networks.quick_network, 200_000),
        (networks.best_network, 200_000),
        (networks.tiny_network, 8_000),
    ],
)
def test_networks_keep_to_their_size_and_name_their_outputs(build, most):
    network = build()
    assert network.count_params() <= most
    assert [layer.name for layer in network.layers[-2:]] == ["logits", "probabilities"]
    outputs = network.predict(np.zeros((3, 28, 28), np.float32), verbose=0)
    assert outputs.shape == (3, 10)
    assert np.allclose(outputs.sum(axis=1), 1, atol=1e-5)


def test_the_shipped_network_reaches_on_test_images_what_its_file_says():
    _, (images, labels) = load_mnist()
    information = networks.pretrained_information()
    network = networks.load_pretrained()
    answers = network.predict(images * np.float32(1 / 255), batch_size=1000, verbose=0)
    accuracy = float((answers.argmax(axis=1) == labels).mean())
    # Another processor may round a doubtful digit the other way.
    assert accuracy == pytest.approx(information["scores"]["test_accuracy"], abs=3e-4)
    assert network.count_params() == information["parameters"] <= 200_000
    # Its temperature is in its weights: what it says needs no correction.
    error = expected_calibration_error(answers, labels)
    assert error == pytest.approx(information["scores"]["test_calibration_error"], abs=1e-3)
    assert error < 0.005


def test_the_file_beside_the_weights_says_how_they_were_made():
    information = networks.pretrained_information()
    (images, _), _ = load_mnist()
    assert information["training_images_sha256"] == hashlib.sha256(images.tobytes()).hexdigest()
    assert {"tensorflow", "keras", "numpy", "opencv", "python"} <= set(information["versions"])
    assert information["recipe"]["epochs"] >= 1
    assert 0.3 <= information["temperature"] <= 5
    assert 0.5 <= information["threshold"] < 1


def test_the_threshold_keeps_its_promises_on_held_out_pictures():
    scores = networks.pretrained_information()["scores"]
    assert scores["errors_among_ok"] <= 0.01
    assert scores["non_digits_ok"] <= 0.02


def test_weights_hold_numbers_only():
    h5py = pytest.importorskip("h5py")
    kinds = []
    with h5py.File(networks.PRETRAINED / "best.weights.h5") as file:
        file.visititems(lambda _, item: kinds.append(getattr(item, "dtype", None)))
    assert all(kind is None or kind.kind in "fiu" for kind in kinds)


def test_weights_saved_by_a_network_are_the_weights_that_another_loads(tmp_path):
    keras = import_keras()
    keras.utils.set_random_seed(1)
    first = networks.tiny_network()
    first.save_weights(tmp_path / "tiny.weights.h5")
    second = networks.tiny_network()
    second.load_weights(tmp_path / "tiny.weights.h5")
    for one, other in zip(first.get_weights(), second.get_weights(), strict=True):
        assert np.array_equal(one, other)
