"""The parts of a training, each by itself: batches, curves, what is kept when it is stopped."""

from __future__ import annotations

import ctypes
import platform
from types import SimpleNamespace

import numpy as np
import pytest

from helpers.backend import import_keras
from helpers.training import loop, memory
from helpers.training.folding import fold_normalisation
from helpers.training.progress import Curves, follow


class Bar:
    def __init__(self, total, unit, disable, desc):
        self.total, self.disable, self.steps, self.told, self.closed = total, disable, [], {}, False

    def update(self, count):
        self.steps.append(count)

    def set_postfix(self, refresh, **told):
        assert not refresh
        self.told = told

    def close(self):
        self.closed = True


def test_curves_show_what_came_since_the_last_point(monkeypatch):
    import tqdm.auto

    monkeypatch.setattr(tqdm.auto, "tqdm", Bar)
    curves = Curves()
    assert not curves.interrupted
    callback = follow(curves, 5, 10)
    callback.close()  # before it began
    callback.set_params({"epochs": 3})
    callback.on_train_begin()
    assert (callback.bar.total, callback.bar.disable) == (15, False)
    for epoch in (0, 1):
        callback.on_epoch_begin(epoch)
        # Keras's means over the epoch so far, after two, four and (counted as six) five steps.
        for batch, loss in ((1, 3.0), (3, 2.0), (5, 1.8)):
            callback.on_train_batch_end(batch, {"loss": loss, "accuracy": 1 / loss})
        assert callback.bar.steps[-3:] == [2, 2, 1]
        if epoch:
            callback.on_epoch_end(epoch, {"val_accuracy": 0.5, "val_loss": 2})
        else:
            callback.on_epoch_end(epoch, {"loss": 1.8})
            assert callback.bar.told == {"loss": "1.000"}
    assert curves.images == [20, 40, 50, 70, 90, 100]
    assert curves.loss == pytest.approx([3, 1, 1] * 2)
    assert curves.accuracy == pytest.approx([1 / 3, 2 / 3, 5 / 1.8 - 2] * 2)
    assert curves.validation_images == [100] and curves.validation_loss == [2.0]
    callback.on_epoch_begin(2)
    callback.on_train_batch_end(1, {"loss": 1.0, "accuracy": 0.5})
    assert callback.bar.told == {"loss": "1.000", "validation": "50.00%"}
    assert not callback.measuring
    callback.on_test_begin()
    assert callback.measuring
    callback.on_test_end()
    assert not callback.measuring
    callback.close()
    assert callback.bar.closed
    silent = follow(curves, 5, 10, progress=False)
    silent.set_params({"epochs": 1})
    silent.on_train_begin()
    assert silent.bar.disable


@pytest.fixture
def digits():
    images = np.random.default_rng(0).integers(0, 256, (10, 28, 28), dtype=np.uint8)
    return images, np.arange(10)


def test_an_epoch_holds_every_image_once_and_shares_of_255(digits):
    recipe = loop.Recipe(1, 0.1, batch_size=4)
    made = loop.dataset(*digits, recipe, seed=3)
    assert int(made.cardinality()) == 3
    for _ in range(2):
        parts = [(images.numpy(), targets.numpy()) for images, targets in made]
        assert [len(images) for images, _ in parts] == [4, 4, 2]
        images, targets = (np.concatenate(part) for part in zip(*parts, strict=True))
        order = targets.argmax(axis=1)
        assert sorted(order) == list(range(10)) and not np.array_equal(order, np.arange(10))
        np.testing.assert_array_equal(targets, np.eye(10)[order])
        np.testing.assert_allclose(images * 255, digits[0][order], atol=1e-4)
    changed = loop.Recipe(1, 0.1, change=lambda images, targets, rng: (1 - images, targets))
    ((images, targets),) = loop.dataset(*digits, changed, seed=3)
    order = targets.numpy().argmax(axis=1)
    np.testing.assert_allclose(images * 255, 255 - digits[0][order], atol=1e-4)


@pytest.mark.parametrize(
    ("images", "kind", "labels"),
    [((2, 28, 28, 1), "uint8", 2), ((2, 27, 28), "uint8", 2), ((2, 28, 27), "uint8", 2),
     ((2, 28), "uint8", 2), ((2, 28, 28), "uint8", 3), ((0, 28, 28), "uint8", 0),
     ((2, 28, 28), "float32", 2)],
)  # fmt: skip
def test_images_of_another_form_or_type_are_refused(images, kind, labels):
    with pytest.raises(ValueError, match=r"uint8 images of shape.*load_mnist"):
        loop.train(None, np.zeros(images, kind), np.zeros(labels, int))


class Network:
    """Stands for a network: notes what is asked of it, and may be interrupted."""

    trainable_variables = "variables"

    def __init__(self, steps=None, built=True):
        self.steps, self.built, self.final = steps, built, []

    def compile(self, optimizer, **options):
        self.compiled = optimizer
        if self.built:
            self.optimizer = SimpleNamespace(
                iterations=self.steps or 0, finalize_variable_values=self.final.append
            )

    def fit(self, data, **options):
        self.data, self.options = data, options
        if self.steps is not None:
            raise KeyboardInterrupt


def trained(digits, network, recipe=loop.RECIPES["brief"], **options):
    return loop.train(network, *digits, recipe, progress=False, **options)


def test_a_training_measures_the_average_that_it_keeps(digits):
    network = Network()
    assert not trained(digits, network, validation=digits).interrupted
    kinds = [type(each).__name__ for each in network.options.pop("callbacks")]
    assert kinds == ["SwapEMAWeights", "Follow", "LambdaCallback"]
    images, targets = network.options.pop("validation_data")
    np.testing.assert_allclose(images * 255, digits[0], atol=1e-4)
    np.testing.assert_array_equal(targets, np.eye(10))
    assert network.options == {
        "epochs": 4, "validation_batch_size": 1000, "shuffle": False, "verbose": 0,
    }  # fmt: skip
    # Ten images make one step in each of four epochs; it rises for one of them.
    assert float(network.compiled._learning_rate(1)) == pytest.approx(0.01)
    assert float(network.compiled._learning_rate(4)) == pytest.approx(0, abs=1e-6)
    for recipe, options in (
        ("brief", {}),
        (loop.Recipe(1, 1, averaging=0), {"validation": digits}),
    ):
        trained(digits, network, recipe, **options)
        kinds = [type(each).__name__ for each in network.options["callbacks"]]
        assert kinds == ["Follow", "LambdaCallback"]
    orders = []
    for options in ({}, {"seed": 0}, {"seed": 1}):
        trained(digits, network, **options)
        ((_, targets),) = network.data
        orders.append(targets.numpy().argmax(axis=1).tolist())
    assert orders[0] == orders[1] != orders[2]


@pytest.mark.parametrize(
    ("steps", "built", "final"),
    [(0, True, []), (1, True, ["variables"]), (9, True, ["variables"]), (1, False, [])],
)
def test_what_is_kept_of_an_interrupted_training_is_the_average(digits, steps, built, final):
    network = Network(steps, built)
    assert trained(digits, network).interrupted
    assert network.final == final


def test_a_training_interrupted_while_it_measures_keeps_the_weights_it_has(digits, monkeypatch):
    def measuring(*given):
        callback = follow(*given)
        callback.on_test_begin()
        return callback

    monkeypatch.setattr(loop, "follow", measuring)
    network = Network(5)
    assert trained(digits, network).interrupted and network.final == []


@pytest.mark.parametrize(
    ("system", "library", "done"),
    [("Linux", "glibc", True), ("Linux", "musl", False), ("Darwin", "glibc", False)],
)
def test_memory_is_kept_where_the_c_library_can(monkeypatch, system, library, done):
    asked = []
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "libc_ver", lambda: (library, "2"))
    mallopt = lambda name, size: asked.append((name, size)) or 1  # noqa: E731
    monkeypatch.setattr(ctypes, "CDLL", lambda name: SimpleNamespace(mallopt=mallopt))
    assert memory.keep_memory() is done
    # malloc.h: M_TRIM_THRESHOLD -1, M_TOP_PAD -2, M_MMAP_THRESHOLD -3; an int at most.
    wanted = [(-3, 1_073_741_824), (-1, 2_147_483_647), (-2, 67_108_864)]
    assert asked == (wanted if done else [])
    mallopt = lambda name, size: int(name != -2)  # noqa: E731
    monkeypatch.setattr(ctypes, "CDLL", lambda name: SimpleNamespace(mallopt=mallopt))
    assert memory.keep_memory() is False


def test_folding_takes_up_a_small_variance_with_epsilon():
    keras = import_keras()
    layers = keras.layers

    def network(*more):
        return keras.Sequential([keras.Input((3, 3, 1)), *more])

    convolution = layers.Conv2D(1, 3, use_bias=False)
    normalise = layers.BatchNormalization(scale=False, epsilon=1e-3)
    trained_, plain = network(convolution, normalise), network(layers.Conv2D(1, 3))
    normalise.set_weights([np.array([v], np.float32) for v in (5, 3, 0.003)])
    convolution.set_weights([np.ones((3, 3, 1, 1))])
    fold_normalisation(trained_, plain)
    (kernel, bias), factor = plain.get_weights(), 0.004**-0.5
    assert kernel.ravel() == pytest.approx(factor) and bias == pytest.approx(5 - 3 * factor)
