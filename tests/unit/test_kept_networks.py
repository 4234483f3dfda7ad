"""Networks, recipes, schedules and the exported graph stay what the shipped weights had."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, asdict

import numpy as np
import onnx
import pytest

from helpers import networks
from helpers.backend import import_keras
from helpers.training import finder, loop, release
from helpers.training.export import export
from helpers.training.finder_network import finder_network, fold
from tests.unit.keeping import keep
from tests.unit.told_numbers import brief

#: What is told of a layer, where it has it.
TOLD = ("kernel_size", "strides", "padding", "use_bias", "pool_size", "size", "rate", "momentum",
        "scale")  # fmt: skip


def layers_of(network):
    yield f"{network.name.partition('_')[0]} {network.count_params()}"
    for layer in network.layers:
        told = [f"{name} {getattr(layer, name)}" for name in TOLD if hasattr(layer, name)]
        function = getattr(getattr(layer, "activation", None), "__name__", "")
        told += [function] if function not in ("", "linear") else []
        yield f"  {type(layer).__name__} {layer.output.shape[1:]} {', '.join(told)}"


def built():
    for name in ("article", "quick", "best", "tiny"):
        yield from layers_of(getattr(networks, f"{name}_network")())
    yield from layers_of(networks.best_network(normalise=True))
    yield from layers_of(networks.article_network(30))


def finders(plain, trained):
    yield from layers_of(plain)
    yield " ".join(layer.name for layer in plain.layers if "convolution" in layer.name)
    for name in ("coarse", "fine"):
        yield f"{name} begins with {brief(plain.get_layer(name).get_weights()[1])}"
    first, *lines = layers_of(trained)
    yield f"trained {first}"
    yield from sorted(f"{lines.count(line)} times {line}" for line in {*lines})


class Written:
    """Stands for a network: notes how it is compiled and fitted."""

    trainable_variables = ()

    def load_weights(self, path):
        self.optimizer.iterations.assign(1000)

    def compile(self, optimizer, **options):
        self.optimizer, self.options = optimizer, options

    def fit(self, data, **options):
        self.data, self.fitted = data, options


def told(optimizer, steps):
    """Describe an optimizer, and its learning rate at some steps."""
    names = ("use_ema", "ema_momentum", "weight_decay", "global_clipnorm")
    settings = {name: getattr(optimizer, name, None) for name in names}
    rate = optimizer._learning_rate
    rates = [float(rate(step)) for step in steps] if callable(rate) else [float(rate)]
    return f"{type(optimizer).__name__} {settings} rates {brief(rates)}"


def recipes():
    for name, recipe in {**loop.RECIPES, "best": release.BEST, "own": loop.Recipe(2, 0.1)}.items():
        yield f"{name} {asdict(recipe) | {'change': getattr(recipe.change, '__name__', None)}}"
        network = Written()
        for steps in (1, 2, 100):
            loop.compile_for(network, recipe, steps)
            yield f"  {steps} {told(network.optimizer, (0, 1, 12, 25, 26, 60, 99, 100, 101))}"
        smoothing = network.options.pop("loss").label_smoothing
        yield f"  {network.options} label smoothing {smoothing}"
    loop.compile_for(network, loop.Recipe(2, 0.1, one_cycle=False, averaging=0), 100)
    yield told(network.optimizer, (0,))
    yield f"finder {asdict(finder.FinderRecipe())}"


def courses(tmp_path, monkeypatch):
    """How the finder's two courses are compiled and fitted."""
    monkeypatch.setattr(finder, "batches", lambda *given: given[2:])
    for steps in ((40, 60), (1200, 2000)):
        recipe = finder.FinderRecipe(steps=steps)
        for course in (0, 1):
            (tmp_path / f"losses-{course}.csv").write_text("epoch,loss\n0,3\n1,2.5\n")
            network = Written()
            losses = finder._learn(network, course, (1, 2), [5, 6], recipe, tmp_path, 7)
            rates = (0, 1, steps[course] // 12, steps[course] // 2, steps[course])
            yield told(network.optimizer, rates)
            shown = network.fitted.pop("validation_data")
            average, saved, log = network.fitted.pop("callbacks")
            kinds = [type(each).__name__ for each in (average, saved, log)]
            assert saved.save_weights_only and log.append
            yield f"  {network.fitted} {kinds} from {network.data[-2:]} losses {losses}"
            yield f"  {len(shown)} {shown[1]} {[each.__name__ for each in network.options['loss']]}"


def test_a_course_goes_on_behind_the_steps_that_were_taken(tmp_path, monkeypatch):
    monkeypatch.setattr(finder, "batches", lambda *given: given[2:])
    (tmp_path / "state-1.weights.h5").touch()
    (tmp_path / "losses-1.csv").write_text("epoch,loss\n0,3\n")
    network = Written()
    recipe = finder.FinderRecipe(steps=(7, 1400))
    assert finder._learn(network, 1, (1, 2), [], recipe, tmp_path, 5) == [3]
    assert network.data == (recipe, 5, 1007)
    assert (network.fitted["initial_epoch"], network.fitted["epochs"]) == (2, 3)


def test_networks_are_those_kept():
    keep("networks", built())


def test_recipes_and_schedules_are_those_kept():
    keep("recipes", recipes())
    for recipe in (loop.Recipe(1, 0.1), finder.FinderRecipe()):
        with pytest.raises(FrozenInstanceError):
            recipe.batch_size = 1


def test_courses_are_those_kept(tmp_path, monkeypatch):
    keep("courses", courses(tmp_path, monkeypatch))


def graph_of(path):
    model = onnx.load(path)
    opset = [each.version for each in model.opset_import]
    yield f"ir {model.ir_version} opset {opset} by {model.producer_name}"
    for each in (*model.graph.input, *model.graph.output):
        sides = [side.dim_param or side.dim_value for side in each.type.tensor_type.shape.dim]
        yield f"{[str(side).rpartition('_')[2] for side in sides]}"
    for node in model.graph.node:
        given = {each.name: onnx.helper.get_attribute_value(each) for each in node.attribute}
        yield f"  {node.op_type} {len(node.input)} {dict(sorted(given.items()))}"
    for each in model.graph.initializer:
        yield f"  {list(each.dims)}"


@pytest.fixture(scope="module")
def small():
    """A network that has every layer that can be exported, with maps of two sizes."""
    keras = import_keras()
    keras.utils.set_random_seed(0)
    layers = keras.layers
    image = keras.Input((None, None, 2), name="image")
    maps = layers.Conv2D(3, 3, 2, "same", activation="relu")(image)
    halves = layers.MaxPooling2D()(layers.ReLU()(layers.Conv2D(3, 1)(maps)))
    maps = layers.Add()([layers.UpSampling2D(2)(halves), maps])
    return keras.Model(image, [halves, maps])


def test_an_exported_graph_is_the_one_kept_and_answers_as_keras_does(small, tmp_path):
    import onnxruntime

    keras = import_keras()
    dense = keras.Sequential(
        [keras.Input((28, 28)), keras.layers.Flatten(),
         keras.layers.Dense(4, activation="softmax")]
    )  # fmt: skip
    picture = np.random.default_rng(0).random((2, 8, 12, 2), np.float32)
    digits = np.random.default_rng(0).random((2, 28, 28), np.float32)
    lines = []
    for network, given in ((small, picture), (networks.quick_network(), digits), (dense, digits)):
        export(network, tmp_path / "n.onnx")
        lines += graph_of(tmp_path / "n.onnx")
        shown = given.transpose(0, 3, 1, 2) if given.ndim == 4 else given
        session = onnxruntime.InferenceSession(str(tmp_path / "n.onnx"))
        answers = network(given)
        answers = answers if isinstance(answers, list) else [answers]
        for found, wanted in zip(session.run(None, {"picture": shown}), answers, strict=True):
            found = found.transpose(0, 2, 3, 1) if found.ndim == 4 else found
            np.testing.assert_allclose(found, wanted, atol=1e-5)
    keep("graphs", lines)


@pytest.mark.parametrize(
    ("layer", "words"),
    [("BatchNormalization", "kind BatchNormalization"), ("Dense", "activation tanh"),
     ("Reshape", "Reshape")],
)  # fmt: skip
def test_what_cannot_be_exported_is_refused(layer, words, tmp_path):
    keras = import_keras()
    options = {"Dense": {"units": 2, "activation": "tanh"}, "Reshape": {"target_shape": (784,)}}
    made = getattr(keras.layers, layer)(**options.get(layer, {}))
    network = keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten(), made])
    with pytest.raises(ValueError, match=words):
        export(network, tmp_path / "n.onnx")


def test_the_finder_is_the_one_kept_and_folded_it_answers_as_the_trained_one():
    trained, plain = finder_network(normalise=True), finder_network()
    keep("finder", finders(plain, trained))
    rng = np.random.default_rng(0)
    for layer in trained.layers:
        if "normalised" in layer.name:
            shift, mean = rng.normal(0, 0.5, (2, layer.output.shape[-1]))
            # So that the maps neither grow nor vanish from layer to layer.
            layer.set_weights([0 * shift + 0.15, shift, mean, 0 * shift + 0.02])
    fold(trained, plain)
    views = rng.normal(size=(1, 32, 64, 4)).astype(np.float32)
    for one, other in zip(trained(views, training=False), plain(views), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-3, atol=1e-3 * float(np.abs(other).max()))
