import _thread
import signal
import time

import numpy as np
import pytest

from helpers.backend import import_keras, postponed
from helpers.data import load_mnist
from helpers.networks import quick_network
from helpers.training import calibration, loop
from helpers.training.loop import Recipe, compile_for, train, warp_mildly

SHORT = Recipe(epochs=2, learning_rate=0.01, change=warp_mildly)


@pytest.fixture(scope="module")
def digits():
    (images, labels), _ = load_mnist()
    return images[:2000], labels[:2000]


def trained(digits, recipe=SHORT, seed=0, **options):
    import_keras().utils.set_random_seed(seed)
    network = quick_network()
    curves = train(network, *digits, recipe, seed=seed, progress=False, **options)
    return network, curves


def share_right(network, digits):
    answers = network.predict(digits[0] * np.float32(1 / 255), batch_size=500, verbose=0)
    return (answers.argmax(axis=1) == digits[1]).mean()


def test_it_learns_and_its_curves_cover_every_image(digits):
    network, curves = trained(digits, validation=digits)
    assert share_right(network, digits) > 0.5
    steps = -(-2000 // SHORT.batch_size)
    assert curves.images[-1] == 2 * steps * SHORT.batch_size
    assert curves.images == sorted(set(curves.images))
    assert len(curves.images) == len(curves.loss) == len(curves.accuracy)
    assert curves.loss[-1] < curves.loss[0]
    assert curves.validation_images == [steps * 128, 2 * steps * 128]
    assert curves.validation_accuracy[-1] == pytest.approx(share_right(network, digits), abs=1e-3)
    assert int(network.optimizer.iterations) == 2 * steps


def test_a_seed_repeats_and_another_seed_differs(digits):
    first, again, other = (trained(digits, seed=seed)[0].get_weights() for seed in (5, 5, 6))
    # Sums that threads share may be rounded in another order: not more than that may differ.
    for one, same in zip(first, again, strict=True):
        assert np.allclose(one, same, rtol=1e-3, atol=1e-4)
    assert not np.allclose(first[0], other[0], atol=1e-3)


def test_an_interruption_keeps_the_average_of_the_weights_so_far(digits, monkeypatch):
    seen = []

    def stopping(*given):
        follower = follow(*given)
        after = follower.on_train_batch_end

        def stop(batch, logs):
            after(batch, logs)
            seen.append(batch)
            if len(seen) == 3:
                _thread.interrupt_main()

        follower.on_train_batch_end = stop
        return follower

    follow = loop.follow
    monkeypatch.setattr(loop, "follow", stopping)
    network, curves = trained(digits, Recipe(epochs=50, learning_rate=0.01))
    assert curves.interrupted
    assert len(seen) < 20
    optimizer = network.optimizer
    averages = optimizer._model_variables_moving_average
    for weights, average in zip(network.trainable_variables, averages, strict=True):
        assert np.array_equal(weights.numpy(), average.numpy())
    assert share_right(network, digits) > 0.2


def test_an_interruption_while_validating_keeps_the_average_too(digits, monkeypatch):
    whole, _ = trained(digits, Recipe(epochs=1, learning_rate=0.01), validation=digits)

    def stop(callback, batch, logs=None):
        raise KeyboardInterrupt

    swap = import_keras().callbacks.SwapEMAWeights
    monkeypatch.setattr(swap, "on_test_batch_begin", stop)
    stopped, curves = trained(digits, Recipe(epochs=1, learning_rate=0.01), validation=digits)
    assert curves.interrupted
    for weights, same in zip(stopped.get_weights(), whole.get_weights(), strict=True):
        assert np.allclose(weights, same, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("interruptions", [1, 2])
def test_the_first_steps_are_taken_undisturbed_unless_one_insists(digits, interruptions):
    """Interrupted within, TensorFlow may raise a SystemError instead of what Python raised."""
    keras = import_keras()

    class Stopped(keras.layers.Layer):
        armed = False

        def call(self, values):
            for _ in range(interruptions * self.armed):
                _thread.interrupt_main()
                time.sleep(0.01)  # Python looks for signals now and then
            self.armed = False  # TensorFlow asks more than once
            return values

    layer = Stopped()
    network = keras.Sequential([keras.Input((28, 28)), layer, quick_network()])
    layer.armed = True
    recipe = Recipe(epochs=50, learning_rate=0.01)
    curves = train(network, *digits, recipe, progress=False)
    epoch = -(-len(digits[1]) // recipe.batch_size)  # shorter than what TensorFlow takes at once
    assert curves.interrupted
    assert int(network.optimizer.iterations) == (epoch if interruptions == 1 else 0)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interruption_that_nobody_asks_for_is_not_lost():
    done = []
    with pytest.raises(KeyboardInterrupt), postponed():
        _thread.interrupt_main()
        time.sleep(0.01)
        done.append("all of it")
    assert done
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_kept_weights_are_an_average_and_not_the_last_ones(digits):
    recipe = Recipe(epochs=1, learning_rate=0.01, averaging=0.9)
    averaged = trained(digits, recipe)[0].get_weights()
    last = trained(digits, Recipe(epochs=1, learning_rate=0.01, averaging=0))[0].get_weights()
    assert not np.allclose(averaged[0], last[0], atol=1e-4)


def test_a_threshold_lets_few_errors_and_few_non_digits_pass(digits):
    images, labels = digits
    names = {image.tobytes(): label for image, label in zip(images, labels, strict=True)}

    def answer(pictures):
        # Sure and right about MNIST's own images, in two minds about everything else.
        found = np.full((len(pictures), 10), 0.02)
        found[:, 0] = 0.82
        for row, picture in zip(found, pictures, strict=True):
            label = names.get(picture.tobytes())
            if label is not None:
                row[:] = 0.001
                row[label] = 0.991
        return found

    chosen = calibration.calibrate(answer, (images[:500], labels[:500]), seed=0, count=40)
    assert chosen["scores"]["non_digits_ok"] <= 0.01
    assert chosen["scores"]["validation_ok"] == 1
    assert chosen["scores"]["errors_among_ok"] <= 0.01


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_with_smoothed_labels_certainty_is_not_the_best_answer(smoothing):
    network = quick_network()
    recipe = Recipe(epochs=1, learning_rate=0.01, label_smoothing=smoothing)
    compile_for(network, recipe, total_steps=10)
    wanted = np.eye(10, dtype=np.float32)
    doubting = 0.9 * wanted + 0.01
    certain_is_best = float(network.loss(wanted, wanted)) < float(network.loss(wanted, doubting))
    assert certain_is_best == (smoothing == 0)
