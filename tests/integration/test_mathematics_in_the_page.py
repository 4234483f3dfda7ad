"""The mathematics stands in Python and in JavaScript: the same numbers for random inputs."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.backend import import_keras
from helpers.convolution import convolve, output_size, relu, window_at
from helpers.data import load_mnist
from helpers.demos.base.network import pack_network, run_packed
from helpers.demos.base.pixels import black_and_white, change_tones, shrink
from helpers.demos.base.strokes import draw_strokes
from helpers.demos.drawing_pad import are_several, digit_of_strokes
from helpers.demos.one_weight import Weighed, descend, loss_at, slope_at
from helpers.figures.drawing.canvas import number
from helpers.figures.kernels.arithmetic import strongest_response
from helpers.interpretability.feature_maps import feature_maps
from helpers.mnist_format import to_mnist
from helpers.networks import load_pretrained, quick_network
from helpers.softmax import softmax
from tests.integration.in_node import ask, matrix_of


@pytest.fixture
def random():
    return np.random.default_rng(3)


def call(name: str, *arguments) -> dict:
    return {"call": name, "arguments": arguments}


def same(name: str, function, cases: list[tuple], atol: float = 0, rtol: float = 0) -> None:
    """JavaScript returns what Python does for the same arguments, but for a difference."""
    answers = ask(call(name, *arguments) for arguments in cases)
    for answer, arguments in zip(answers, cases, strict=True):
        theirs = matrix_of(answer) if isinstance(answer, dict) else np.array(answer)
        assert np.allclose(theirs, function(*arguments), rtol=rtol, atol=atol)


def test_convolution(random):
    cases = []
    for _ in range(200):
        size, stride, padding = random.integers((1, 1, 0), (6, 5, 5)).tolist()
        image = random.integers(0, 256, random.integers(6, 29, 2)).astype(np.float32)
        kernel = random.normal(size=(size, size)).astype(np.float32)
        cases.append((image, kernel, stride, padding))
    same("convolve", convolve, cases)
    places = [np.argwhere(convolve(*each) < np.inf)[-1].tolist() for each in cases]
    windows = [(*each[:2], *place, *each[2:]) for each, place in zip(cases, places, strict=True)]
    same("windowAt", window_at, windows)
    same("outputSize", output_size, [(28, 5, 3, 2)])
    same("relu", relu, [each[1:2] for each in cases])
    same("strongestResponse", strongest_response, [each[1:2] for each in cases], rtol=1e-6)


def test_pixels(random):
    images = list(random.integers(0, 256, (100, 28, 28)).astype(np.uint8))
    tones = zip(random.integers(0, 31, 100) / 10, random.integers(-255, 256, 100), strict=True)
    tones = [(image, *map(float, each)) for image, each in zip(images, tones, strict=True)]
    answers = ask(call("changeTones", *each) for each in tones)
    for answer, each in zip(answers, tones, strict=True):
        changed, lost = change_tones(*each)
        assert np.array_equal(matrix_of(answer["changed"]), changed) and answer["lost"] == lost
    same(
        "blackAndWhite", black_and_white, [(each, int(random.integers(1, 256))) for each in images]
    )
    same("shrink", shrink, [(image, int(random.choice([7, 14, 28]))) for image in images])


def test_softmax(random):
    scores = [(random.normal(size=10) * 10 ** random.uniform(-1, 2.5)).tolist() for _ in range(200)]
    temperatures = random.uniform(0.1, 10, 200).tolist()
    cases = list(zip(scores, temperatures, strict=True))
    same("softmax", softmax, cases, 1e-300, 1e-12)


def test_one_weight(random):
    right = random.integers(0, 2, 50)
    weighed = Weighed(random.exponential(1, 50), random.uniform(0, 1, 50), right, 0.2, 2.3)
    plain = {name: np.asarray(value).tolist() for name, value in vars(weighed).items()}
    weights = random.uniform(-40, 40, 100).tolist()
    for name, function in (("lossAt", loss_at), ("slopeAt", slope_at)):
        answers = ask(call(name, plain, weight) for weight in weights)
        assert np.allclose(answers, [function(weighed, each) for each in weights], rtol=1e-12)
    (way,) = ask([call("descend", plain, -4, 3, 10)])
    assert np.allclose(way, descend(weighed, -4, 3, 10), rtol=1e-9)


def test_numbers_in_words(random):
    values = [0.0, -0.0, 0.5, 2.5, 0.125, 100000.5, 1234565.0, 1e-5, -1e-7, 1e16, 15143.5]
    values += (random.normal(size=2000) * 10 ** random.uniform(-8, 8, 2000)).tolist()
    values += (random.integers(-4000, 4000, 2000) / 8).tolist()
    for digits in (2, 4, 6):
        answers = ask(call("number", value, digits) for value in values)
        assert answers == [number(value, digits) for value in values]
    answers = ask(call("fixed", value, 2) for value in values)
    assert answers == [f"{value + 0.0:.2f}" for value in values]


def test_strokes(random):
    strokes = [
        [random.uniform(-2, 30, 2 * n).round(1).tolist() for n in random.integers(1, 8, 3)]
        for _ in range(50)
    ]
    # The square root's last bit may differ, and with it a value that lies on an edge.
    same("drawStrokes", draw_strokes, [(each,) for each in strokes], 1)


@pytest.mark.parametrize("name", ["shipped", "quick"])
def test_the_forward_pass(name):
    """All maps and the ten probabilities of a network, for a hundred digits of the test images."""
    network = load_pretrained() if name == "shipped" else quick_network()
    images = load_mnist()[1][0][:100].astype(np.float32) / 255
    layers = pack_network(network)
    answers = ask({"layers": layers, "image": image} for image in images)
    probabilities = np.array([answer["probabilities"] for answer in answers])
    difference = np.abs(probabilities - network.predict(images, verbose=0)).max()
    print(f"largest difference of {probabilities.size} probabilities: {difference:.1e}")
    assert difference <= 1e-5
    maps = feature_maps(network, images)
    for place, wanted in enumerate(maps.values()):
        theirs = np.array([answer["volumes"][place]["values"] for answer in answers])
        assert np.allclose(theirs, wanted.reshape(len(images), -1), atol=1e-4)
    logits = import_keras().Model(network.inputs[0], network.get_layer("logits").output)
    assert np.allclose([a["logits"] for a in answers], logits(images), atol=1e-4)


def test_the_packed_network_is_the_network():
    """What Python's words are made of: the same sums as the page's, the same answers as Keras's."""
    network = load_pretrained()
    images = load_mnist()[1][0][:50].astype(np.float32) / 255
    packed = pack_network(network)
    volumes = run_packed(packed, images)
    probabilities = softmax(volumes[-1].reshape(-1, 10))
    assert np.abs(probabilities - network.predict(images, verbose=0)).max() <= 1e-5
    for answer, logits in zip(
        ask({"layers": packed, "image": image} for image in images), volumes[-1], strict=True
    ):
        assert np.allclose(answer["logits"], logits.ravel(), rtol=3e-7, atol=1e-6)


@pytest.mark.parametrize(("sizes", "most"), [((21, 105), 0), ((1, 21), 1)])
def test_drawings_in_the_form_of_mnist(random, sizes, most):
    """A box that is made smaller to the last grey level, one that is enlarged but for one."""
    cases = []
    for _ in range(200):
        rows, columns = random.integers(*sizes, 2)
        ink = np.zeros((110, 108), np.uint8)
        ink[3 : 3 + rows, 2 : 2 + columns] = random.integers(0, 256, (rows, columns))
        cases.append((ink,))
    same("toMnist", to_mnist, cases, most)


def test_strokes_in_the_form_of_mnist(random):
    drawings = [
        [
            [int(random.integers(4, 21)) * 2, *random.uniform(0, 280, 2 * n).round(1).tolist()]
            for n in random.integers(1, 8, random.integers(1, 4))
        ]
        for _ in range(100)
    ]
    same("digitOf", digit_of_strokes, [(strokes,) for strokes in drawings])
    same("areSeveral", are_several, [(strokes,) for strokes in drawings])


def test_a_pen_that_rests_on_the_paper():
    """Two hundred thousand points leave the drawing what it is."""
    one = [18, 140, 40, 140, 240]
    rests = one + [140, 240] * 200_000
    first, then = ask(call("digitOf", [stroke]) for stroke in (one, rests))
    assert then == first
    beside = ask(call("areSeveral", [rests, stroke]) for stroke in (one, [18, 240, 40]))
    assert beside == [False, True]
