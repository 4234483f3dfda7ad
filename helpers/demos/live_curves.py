"""Watches a training: a bar, and curves that grow with every epoch."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from helpers.backend import import_keras, postponed
from helpers.demos.base.demonstration import PageWidget
from helpers.demos.base.shown import VIEW, Shown, view_of
from helpers.figures.curves import LINES, curves_in_words, show_training
from helpers.figures.drawing.picture import Picture
from helpers.training.progress import Curves

if TYPE_CHECKING:
    import keras

#: Messages to the page in a whole training; what is told of the curves between two epochs counts.
_STEPS = 200


class LiveCurves(Shown):
    """A bar and the curves of loss and accuracy, drawn in the page while a network learns.

    Show it with `display`; pass `callback()` to `network.fit`, or `watch` to
    `helpers.training.loop.train`. When training is over, `finish()` takes the live curves away and
    returns a lasting picture. Every message holds the whole curves, so one that gets lost with
    the connection is made up for by the next; after the last one the page asks.

    Args:
        epochs: how many epochs there will be.
        title: what is trained.
        images: how many images an epoch has; only `watch` needs it.

    >>> live = LiveCurves(2, "An example")
    >>> live.epoch_ended({"loss": 0.5, "accuracy": 0.9})
    >>> live.finish().text.splitlines()[0]
    'An example, after 1 epoch'
    """

    def __init__(self, epochs: int, title: str = "", images: int = 1):
        """Build the widget; the curves are still empty."""
        self.epochs, self.title, self.images = epochs, title, images
        self.history: dict[str, list[float]] = {"loss": [], "accuracy": []}
        self._at: dict[str, list[float]] | None = None
        self._started = time.perf_counter()
        self._share = 0.0
        self.widget = PageWidget(demonstration="live_curves", data=self._data("starting"))
        self.widget.on_msg(self.asked)

    def picture(self) -> Picture:
        """Return the curves so far."""
        return show_training(self.history, self.epochs, self.title, self._at)

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

    def watch(self, curves: Curves) -> None:
        """Take over the curves of `helpers.training.loop.train`."""
        steps = [seen / self.images for seen in curves.images]
        self._at = {"loss": steps, "accuracy": steps}
        ends = [seen / self.images for seen in curves.validation_images]
        self._at |= {"val_loss": ends, "val_accuracy": ends}
        self.history = {
            "loss": curves.loss,
            "accuracy": curves.accuracy,
            "val_loss": curves.validation_loss,
            "val_accuracy": curves.validation_accuracy,
        }
        self.progressed(min(1.0, steps[-1] / self.epochs))

    def callback(self) -> keras.callbacks.Callback:
        """Return what `network.fit(…, callbacks=[…])` takes.

        Interrupting the training (Ctrl-C, or the stop button of a notebook) is no error: it ends
        after the steps that TensorFlow is taking at once, and the network keeps what it learned.
        """
        done = {"epoch": 0}
        interruptions = contextlib.ExitStack()
        asked: list[Callable[[], None]] = []

        def start(logs: object = None) -> None:
            asked[:] = [interruptions.enter_context(postponed())]

        def end(logs: object = None) -> None:
            with contextlib.suppress(KeyboardInterrupt):
                interruptions.close()

        def begin(epoch: int, logs: object = None) -> None:
            done["epoch"] = epoch

        def batch(step: int, logs: object = None) -> None:
            steps = callback.params.get("steps") or 1
            self.progressed((done["epoch"] + (step + 1) / steps) / self.epochs)
            try:
                asked[0]()
            except KeyboardInterrupt:
                callback.model.stop_training = True

        callback = import_keras().callbacks.LambdaCallback(
            on_train_begin=start,
            on_train_end=end,
            on_epoch_begin=begin,
            on_train_batch_end=batch,
            on_epoch_end=lambda epoch, logs=None: self.epoch_ended(logs or {}),
        )
        return callback

    def finish(self) -> Picture:
        """Take the live curves away, keep bar and words, and return a lasting picture."""
        self._tell(finished=True)
        return self.picture()

    def _tell(self, finished: bool = False) -> None:
        epoch = int(self._at["loss"][-1]) if self._at else len(self.history["loss"])
        words = f"{epoch} of {self.epochs} epochs, {time.perf_counter() - self._started:.0f} s"
        for name, prefix in (("training", ""), ("validation", "val_")):
            values = self.history.get(f"{prefix}accuracy")
            if values:
                words += f", {name} accuracy {100 * values[-1]:.2f}%"
        self.widget.data = self._data(words, finished)

    def _data(self, words: str, finished: bool = False) -> dict[str, Any]:
        """Return what web/demonstrations/live_curves draws."""
        at = self._at or {}
        curves = {
            prefix + quantity: list(
                zip(at.get(prefix + quantity, range(1, len(values) + 1)), values, strict=False)
            )
            for prefix in LINES
            for quantity in ("loss", "accuracy")
            if (values := self.history.get(prefix + quantity))
        }
        return {
            "title": self.title or "Training",
            "epochs": self.epochs,
            "share": self._share,
            "curves": curves,
            "words": words,
            "lines": curves_in_words(self.history),
            "finished": finished,
        }

    def asked(self, widget: PageWidget, content: Mapping[str, Any], buffers: object) -> None:
        """Tell the page once more: what was told it last may have got lost."""
        widget.send_state("data")
        widget.send({"ask": content["ask"], "answer": "told"})

    def __repr__(self) -> str:
        """Return what it is; the numbers come with `finish()`."""
        return f"Live curves of {self.epochs} epochs: {self.title}".rstrip(": ")

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {"text/plain": repr(self), VIEW: view_of(self.widget)}
