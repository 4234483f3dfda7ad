"""The live curves without a training: what the page is told, and how often."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from helpers.demos import live_curves


@pytest.fixture
def clock(monkeypatch):
    """Return a clock that is set by hand."""
    now = SimpleNamespace(seconds=100.0)
    monkeypatch.setattr(live_curves.time, "perf_counter", lambda: now.seconds)
    return now


def test_live_curves_tell_epochs_seconds_and_accuracies(clock):
    live = live_curves.LiveCurves(4)
    start = live.widget.data
    assert start == {
        "title": "Training", "epochs": 4, "share": 0.0, "curves": {}, "words": "starting",
        "lines": start["lines"], "finished": False,
    }  # fmt: skip
    clock.seconds += 7.4
    live.epoch_ended({"loss": 0.5, "accuracy": 0.9, "val_accuracy": 0.75, "learning_rate": 1})
    told = live.widget.data
    assert (
        told["words"] == "1 of 4 epochs, 7 s, training accuracy 90.00%, validation accuracy 75.00%"
    )
    assert told["share"] == 0.25 and not told["finished"]
    assert told["curves"] == {
        "loss": [(1, 0.5)], "accuracy": [(1, 0.9)], "val_accuracy": [(1, 0.75)],
    }  # fmt: skip
    live.finish()
    assert live.widget.data["finished"]
    assert (repr(live), repr(live_curves.LiveCurves(2, "Ours"))) == (
        "Live curves of 4 epochs",
        "Live curves of 2 epochs: Ours",
    )


def test_the_bar_moves_in_two_hundred_steps(monkeypatch, clock):
    live, shares = live_curves.LiveCurves(1), []
    monkeypatch.setattr(live, "_tell", lambda: shares.append(live._share))
    for step in range(1, 1001):
        live.progressed(step / 1000)
    assert len(shares) == 200 and shares[-1] == pytest.approx(1, abs=0.003)


def test_every_batch_moves_the_bar_and_may_stop_the_training(monkeypatch, clock):
    made = {}

    def callback(**functions):
        made.update(functions, self=SimpleNamespace(params={"steps": 4}, model=SimpleNamespace()))
        return made["self"]

    keras = SimpleNamespace(callbacks=SimpleNamespace(LambdaCallback=callback))
    monkeypatch.setattr(live_curves, "import_keras", lambda: keras)
    live, shares = live_curves.LiveCurves(2), []
    live.callback()
    monkeypatch.setattr(live, "progressed", shares.append)
    made["on_train_begin"]()
    for epoch in range(2):
        for step in range(4):
            made["on_train_batch_end"](step)
        made["on_epoch_end"](epoch, {"loss": 1} if not epoch else None)
    assert shares == [0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1]
    made["self"].params = {}
    made["on_train_batch_end"](0)
    assert shares[-1] == 1
    made["on_train_end"]()
    assert live.history == {"loss": [1], "accuracy": []}

    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(live_curves, "postponed", lambda: _context(interrupted))
    made["on_train_begin"]()
    made["on_train_batch_end"](0)
    assert made["self"].model.stop_training is True
    made["on_train_end"]()


class _context:
    def __init__(self, value):
        self.value = value

    def __enter__(self):
        return self.value

    def __exit__(self, *_):
        raise KeyboardInterrupt
