import signal

import numpy as np

from helpers.backend import import_keras
from helpers.demos.live_curves import LiveCurves
from helpers.figures.curves import show_gains, show_sizes, show_training


def test_a_training_fills_the_bar_and_the_curves():
    keras = import_keras()
    network = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, activation="softmax")])
    network.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
    live = LiveCurves(3, "Example")
    images, labels = np.eye(4, dtype=np.float32), np.array([0, 1, 0, 1])
    network.fit(
        images,
        labels,
        epochs=3,
        batch_size=2,
        verbose=0,
        validation_data=(images, labels),
        callbacks=[live.callback()],
    )
    told = live.widget.data
    assert told["share"] == 1 and not told["finished"]
    assert [epoch for epoch, _ in told["curves"]["val_loss"]] == [1, 2, 3]
    assert {name: len(values) for name, values in live.history.items()} == {
        "loss": 3,
        "accuracy": 3,
        "val_loss": 3,
        "val_accuracy": 3,
    }
    assert told["words"].startswith("3 of 3 epochs")
    last = live.finish()
    assert last.text.startswith("Example, after 3 epochs")
    assert live.widget.data["finished"]
    assert live.widget.data["lines"] == last.text.splitlines()[1:]


def test_an_interruption_ends_the_training_and_is_no_error():
    keras = import_keras()
    network = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, activation="softmax")])
    network.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
    live, before = LiveCurves(9), signal.getsignal(signal.SIGINT)
    stop = keras.callbacks.LambdaCallback(
        on_epoch_end=lambda epoch, logs: epoch == 1 and signal.raise_signal(signal.SIGINT)
    )
    images, labels = np.eye(4, dtype=np.float32), np.array([0, 1, 0, 1])
    network.fit(images, labels, epochs=9, verbose=0, callbacks=[live.callback(), stop])
    assert len(live.history["loss"]) == 3
    assert signal.getsignal(signal.SIGINT) is before


def test_a_page_that_has_lost_a_message_is_told_again(monkeypatch):
    live, sent = LiveCurves(2), []
    monkeypatch.setattr(live.widget, "send_state", sent.append)
    monkeypatch.setattr(live.widget, "send", sent.append)
    live.asked(live.widget, {"ask": "a key"}, [])
    assert sent == ["data", {"ask": "a key", "answer": "told"}]


def test_what_is_stored_of_the_live_curves_has_no_number_that_changes():
    data, _ = LiveCurves(5, "Ours")._repr_mimebundle_()
    assert data["text/plain"] == "Live curves of 5 epochs: Ours"
    assert "image/png" not in data


def test_curves_without_validation_images_say_only_what_there_is():
    words = show_training({"loss": [0.5], "accuracy": [0.9]}).text
    assert "validation" not in words and "after 1 epoch\n" in words


def test_sizes_are_sorted_and_gains_are_told_against_the_reference():
    sizes = show_sizes({"dense": [(20, [0.9]), (10, [0.79, 0.81])]}, {20: "here"})
    assert sizes.text.startswith("dense: 10 parameters 20.00% wrong (19.00 to 21.00); 20 para")
    gains = show_gains({"all": [0.98], "without": [0.97, 0.971]}, "all").text
    assert gains == "all: 2.00% wrong\nwithout: 2.95% wrong (2.90 to 3.00), +0.95"
