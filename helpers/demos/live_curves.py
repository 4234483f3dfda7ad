"""Watches a training: a bar, and curves that grow with every epoch."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from helpers.backend import import_keras, postponed
from helpers.demos.base.demonstration import PageWidget, Values
from helpers.figures.curves import curves_in_words, show_training
from helpers.figures.drawing.picture import Picture

if TYPE_CHECKING:
    import keras

#: Messages to the page in a whole training; what is told of the curves between two epochs counts.
_STEPS = 200


class LiveCurves:
    """A bar and the curves of loss and accuracy, drawn in the page while a network learns.

    Show it with `display` and pass `callback()` to `network.fit`. When training is over,
    `finish()` takes the live curves away and returns a lasting picture. Every message holds the
    whole curves, so one that gets lost with the connection is made up for by the next; after the
    last one the page asks.

    Args:
        epochs: how many epochs there will be.
        title: what is trained.

    >>> live = LiveCurves(2, "An example")
    >>> live.epoch_ended({"loss": 0.5, "accuracy": 0.9})
    >>> live.finish().text.splitlines()[0]
    'An example, after 1 epoch'
    """

    def __init__(self, epochs: int, title: str = ""):
        """Build the widget; the curves are still empty."""
        self.epochs, self.title = epochs, title
        self.history: dict[str, list[float]] = {"loss": [], "accuracy": []}
        self._started = time.perf_counter()
        self._share = 0.0
        self.widget = PageWidget(demonstration="live_curves", data=self._data("starting"))
        self.widget.on_msg(self.asked)

    def progressed(self, share: float) -> None:
        """Move the bar to a share 0…1 of the whole training."""
        if round(share * _STEPS) != round(self._share * _STEPS):
            self._share = share
            self._tell()

    def epoch_ended(self, logs: Mapping[str, float]) -> None:
        """Add one epoch's numbers, named as in a Keras history."""
        for name, value in logs.items():
            if name.removeprefix("val_") in ("loss", "accuracy"):
                self.history.setdefault(name, []).append(float(value))
        self._share = len(self.history["loss"]) / self.epochs
        self._tell()

    def callback(self) -> keras.callbacks.Callback:
        """Return what `network.fit(…, callbacks=[…])` takes.

        Interrupting the training (Ctrl-C, or the stop button of a notebook) is no error: it ends
        after the steps that TensorFlow is taking at once, and the network keeps what it learned.
        """
        interruptions = contextlib.ExitStack()
        asked: list[Callable[[], None]] = []

        def start(logs: object = None) -> None:
            asked.append(interruptions.enter_context(postponed()))

        def end(logs: object = None) -> None:
            with contextlib.suppress(KeyboardInterrupt):
                interruptions.close()

        def batch(step: int, logs: object = None) -> None:
            steps = callback.params.get("steps") or 1
            self.progressed((len(self.history["loss"]) + (step + 1) / steps) / self.epochs)
            try:
                asked[-1]()
            except KeyboardInterrupt:
                callback.model.stop_training = True

        callback = import_keras().callbacks.LambdaCallback(
            on_train_begin=start,
            on_train_end=end,
            on_train_batch_end=batch,
            on_epoch_end=lambda epoch, logs=None: self.epoch_ended(logs or {}),
        )
        return callback

    def finish(self) -> Picture:
        """Take the live curves away, keep bar and words, and return a lasting picture."""
        self._tell(finished=True)
        return show_training(self.history, self.epochs, self.title)

    def _tell(self, finished: bool = False) -> None:
        seconds = time.perf_counter() - self._started
        words = f"{len(self.history['loss'])} of {self.epochs} epochs, {seconds:.0f} s"
        for name, accuracy in (("training", "accuracy"), ("validation", "val_accuracy")):
            if values := self.history.get(accuracy):
                words += f", {name} accuracy {100 * values[-1]:.2f}%"
        self.widget.data = self._data(words, finished)

    def _data(self, words: str, finished: bool = False) -> dict[str, Any]:
        """Return what web/demonstrations/live_curves draws."""
        return {
            "title": self.title or "Training",
            "epochs": self.epochs,
            "share": self._share,
            "curves": {
                name: list(enumerate(each, 1)) for name, each in self.history.items() if each
            },
            "words": words,
            "lines": curves_in_words(self.history),
            "finished": finished,
        }

    def asked(self, widget: PageWidget, content: Values, buffers: object) -> None:
        """Tell the page once more: what was told it last may have got lost."""
        widget.send_state("data")
        widget.send({"ask": content["ask"], "answer": "told"})

    def __repr__(self) -> str:
        """Return what it is; the numbers come with `finish()`."""
        return f"Live curves of {self.epochs} epochs: {self.title}".rstrip(": ")

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        return self.widget.output({"text/plain": repr(self)}, {})
