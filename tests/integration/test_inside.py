"""Looking inside the shipped network: marked pixels matter, painted pictures excite."""

import numpy as np

from helpers.interpretability.activation_maximization import activation, maximize_activation
from helpers.interpretability.feature_maps import map_layers
from helpers.interpretability.saliency import logits, margin, occlusion


def test_erasing_what_occlusion_marks_hurts_more_than_chance(network, digits):
    generator = np.random.default_rng(0)
    marked, chance = [], []
    for image, label in zip(digits[0][:8] / np.float32(255), digits[1][:8], strict=True):
        ink = np.flatnonzero(image > 0.5)
        values = occlusion(network, image, int(label), size=5, step=2).reshape(-1)
        choices = ink[np.argsort(-values[ink])[:12]], generator.choice(ink, 12, replace=False)
        for pixels, leads in zip(choices, (marked, chance), strict=True):
            erased = image.copy()
            erased.reshape(-1)[pixels] = 0
            leads.append(margin(logits(network, erased[None]), int(label))[0])
    assert np.mean(marked) < np.mean(chance)


def test_painted_digits_are_read_as_intended(network):
    output = network.get_layer("logits").output
    painted = maximize_activation(network, output, list(range(10)))
    assert painted.min() >= 0
    assert painted.max() <= 1
    assert np.asarray(network(painted)).argmax(axis=1).tolist() == list(range(10))


def test_digits_painted_without_help_excite_their_outputs_more_than_real_ones(network, digits):
    # One output grows; nothing keeps another from growing still more, so they may be misread.
    output = network.get_layer("logits").output
    painted = maximize_activation(network, output, list(range(10)), regularize=False)
    assert painted.min() >= 0
    assert painted.max() <= 1
    images, labels = digits[0] / np.float32(255), digits[1]
    for digit, bare in enumerate(painted):
        real = images[labels == digit][:10]
        values = activation(network, output, [digit] * (len(real) + 1), np.array([bare, *real]))
        assert values[0] > values[1:].max(), digit


def test_a_painted_picture_excites_its_unit_more_than_gray_does(network, digits):
    output = map_layers(network)[-1].output
    images = digits[0][:100] / np.float32(255)
    # As in notebook 10, the units that tell digits apart: others may be off wherever they start.
    spread = [activation(network, output, [unit] * 100, images).std() for unit in range(96)]
    units = [int(unit) for unit in np.argsort(spread)[-2:]]
    painted = maximize_activation(network, output, units, steps=20)
    gray = np.full((2, 28, 28), 0.3, np.float32)
    assert (
        activation(network, output, units, painted) > activation(network, output, units, gray)
    ).all()
