"""Looking inside: explanations point at what matters."""

import numpy as np
import pytest

from helpers.backend import import_keras
from helpers.convolution import KERNELS
from helpers.interpretability.faithfulness import explanations, rank_ink, take_over
from helpers.interpretability.feature_maps import map_layers
from helpers.interpretability.saliency import (
    grad_cam,
    lead_slopes,
    logits,
    maps_and_gradients,
    margin,
    occlude,
    occlusion,
)
from helpers.interpretability.similarity import (
    most_similar_line,
    similarity_to_lines,
    smooth_noise,
    smoothness,
)


def corner_network():
    """Return a network whose vote for 3 is the sum of the upper left 6×6 pixels."""
    keras = import_keras()
    network = keras.Sequential(
        [
            keras.Input((28, 28)),
            keras.layers.Reshape((28, 28, 1)),
            keras.layers.Conv2D(2, 1),
            keras.layers.Flatten(),
            keras.layers.Dense(10, name="logits"),
            keras.layers.Softmax(name="probabilities"),
        ]
    )
    network.layers[1].set_weights([np.array([[[[1.0, 0.0]]]]), np.zeros(2)])
    weights = np.zeros((28, 28, 2, 10))
    weights[:6, :6, 0, 3] = 1
    network.get_layer("logits").set_weights([weights.reshape(-1, 10), np.zeros(10)])
    return network


def test_votes_become_the_networks_probabilities(network, digits):
    images = digits[0][:7] / np.float32(255)
    powers = np.exp(logits(network, images))
    np.testing.assert_allclose(
        powers / powers.sum(axis=1, keepdims=True), network(images), atol=1e-5
    )


def test_occlusion_finds_the_only_place_that_counts():
    lost = occlusion(corner_network(), np.ones((28, 28), np.float32), 3, size=3)
    assert lost[2, 2] == pytest.approx(9)
    assert lost[10:].max() == pytest.approx(0, abs=1e-5)
    against = occlusion(corner_network(), np.ones((28, 28), np.float32), 5, size=3)
    assert against[2, 2] == pytest.approx(-9)


def test_occlude_leaves_the_original_as_it_was():
    image = np.ones((28, 28))
    covered = occlude(image, 27, 0, 5)
    assert image.all()
    assert np.argwhere(covered == 0).min(axis=0).tolist() == [25, 0]
    assert (covered == 0).sum() == 9


def test_grad_cam_lights_up_where_the_vote_comes_from():
    network = corner_network()
    layer = map_layers(network)[0]
    image = np.zeros((28, 28), np.float32)
    image[:6, :6] = 1
    maps, gradients = maps_and_gradients(network, layer.output, image, 3)
    assert gradients[0, 0, 0] == pytest.approx(1)
    assert gradients[20, 20, 0] == pytest.approx(0)
    assert gradients[:, :, 1].any() == np.False_
    evidence = grad_cam(maps, gradients)
    assert (evidence[:6, :6] > 0).all()
    assert not evidence[6:].any()
    _, against = maps_and_gradients(network, layer.output, image, 5)
    assert against[0, 0, 0] == pytest.approx(-1)  # the 5 is behind the 3 by what the 3 has


def test_kernels_by_hand_are_like_their_own_line():
    for name, kernel in KERNELS.items():
        direction, alike = most_similar_line(kernel)
        assert direction == name
        assert alike > 0.8


def test_a_lead_is_one_digits_or_another_ones_in_each_row_and_negative_where_another_wins():
    scores = np.array([[5.0, 2.0, 4.0], [1.0, 2.0, 9.0]])
    assert margin(scores, 0).tolist() == [1.0, -8.0]
    assert margin(scores, np.array([0, 2])).tolist() == [1.0, 7.0]
    assert scores[0, 0] == 5


def test_the_slope_of_a_lead_is_what_a_brighter_pixel_adds():
    image = np.full((1, 28, 28), 0.5, np.float32)
    slopes = lead_slopes(corner_network(), image, 3)[0]
    np.testing.assert_allclose(slopes[:6, :6], 1)
    assert not slopes[6:].any()
    # The 3 is the best other digit, so the 5 loses where the 3 wins.
    against = lead_slopes(corner_network(), np.repeat(image, 2, axis=0), np.array([3, 5]))
    np.testing.assert_allclose(against[1], -slopes)


def test_four_explanations_of_each_image():
    network = corner_network()
    images = np.ones((2, 28, 28), np.float32)
    found = explanations(network, map_layers(network)[0], images, [3, 3], step=4)
    assert list(found) == ["occlusion", "slope", "Grad-CAM", "place by place"]
    for maps in found.values():
        assert maps.shape == (2, 28, 28)
        np.testing.assert_allclose(maps[0], maps[1])
    for name in ("occlusion", "slope", "place by place"):
        assert found[name][0, 2, 2] > 0
        assert not found[name][:, 8:].any()
    # Grad-CAM gives the map one weight, so it shines where the vote does not come from, too.
    assert found["Grad-CAM"][0, 20, 20] == found["Grad-CAM"][0, 2, 2] > 0


def test_ink_is_ranked_by_value_and_ties_by_chance():
    image = np.array([[0.4, 0.9, 0.8], [1.0, 0.0, 0.6]])
    values = np.array([[9.0, 1.0, 3.0], [2.0, 8.0, 2.0]])
    orders = {
        tuple(rank_ink(image, values, np.random.default_rng(seed)).tolist()) for seed in range(20)
    }
    assert orders == {(2, 3, 5, 1), (2, 5, 3, 1)}


def test_pixels_are_taken_over_on_a_copy():
    onto, source = np.zeros((2, 3)), np.arange(6.0).reshape(2, 3)
    assert take_over(onto, source, np.array([5, 1])).tolist() == [[0, 1, 0], [0, 0, 5]]
    assert not onto.any()


def test_many_kernels_are_as_similar_to_lines_as_each_alone():
    kernels = np.random.default_rng(3).normal(size=(6, 5, 5))
    alone = [most_similar_line(kernel)[1] for kernel in kernels]
    np.testing.assert_allclose(similarity_to_lines(kernels), alone, atol=1e-5)


def test_blur_makes_noise_smooth_at_the_rim_too():
    generator = np.random.default_rng(0)
    assert abs(smoothness(smooth_noise(generator, 500, 5))) < 0.1
    blurred = smooth_noise(generator, 3000, 5, blur=0.64)
    assert smoothness(blurred) == pytest.approx(0.4, abs=0.03)
    spread = blurred.std(axis=0)
    assert spread.min() > 0.9 * spread.max()
