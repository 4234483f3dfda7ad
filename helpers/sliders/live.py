"""Watches a training: a progress bar, and curves that grow with every epoch."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

import ipywidgets

from helpers.demos.shown import VIEW, Shown, view_of
from helpers.figures.curves import show_training
from helpers.figures.picture import Picture
from helpers.progress import Curves
from helpers.quiet import import_keras

if TYPE_CHECKING:
    import keras

_STEPS = 200
#: Redrawing costs a tenth of a second; more often than this would slow training down.
_SECONDS_BETWEEN = 1.0


class LiveCurves(Shown):
    """A progress bar and the curves of loss and accuracy, redrawn after every epoch.

    Show it with `display`; pass `callback()` to `network.fit`, or `watch` to
    `helpers.training.train`. When training is over, `finish()` takes the live picture away and
    returns a lasting one.

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
        """Build the widgets; the curves are still empty."""
        self.epochs, self.title, self.images = epochs, title, images
        self.history: dict[str, list[float]] = {"loss": [], "accuracy": []}
        self._at: dict[str, list[float]] | None = None
        self._started = self._drawn = time.perf_counter()
        self._bar = ipywidgets.IntProgress(0, min=0, max=_STEPS, description="Training")
        self._words = ipywidgets.Label("starting")
        picture = self.picture()
        self._image = ipywidgets.Image(value=picture.png, format="png", width=picture.shown_width)
        self._image.layout.max_width = "100%"
        self.widget = ipywidgets.VBox([ipywidgets.HBox([self._bar, self._words]), self._image])

    def picture(self) -> Picture:
        """Return the curves so far."""
        return show_training(self.history, self.epochs, self.title, self._at)

    def progressed(self, share: float) -> None:
        """Move the bar to a share 0…1 of the whole training."""
        value = round(share * _STEPS)
        if value != self._bar.value:  # a message to the browser only where something moves
            self._bar.value = value
            self._say()

    def epoch_ended(self, logs: Mapping[str, float]) -> None:
        """Add one epoch's numbers, named as in a Keras history, and redraw the curves."""
        for name, value in logs.items():
            if name.removeprefix("val_") in ("loss", "accuracy"):
                self.history.setdefault(name, []).append(float(value))
        self.progressed(len(self.history["loss"]) / self.epochs)
        self._draw()

    def watch(self, curves: Curves) -> None:
        """Take over the curves of `helpers.training.train`, and redraw them now and then."""
        steps = [seen / self.images for seen in curves.images]
        self._at = {"loss": steps, "accuracy": steps}
        self._at["val_accuracy"] = [seen / self.images for seen in curves.validation_images]
        self.history = {
            "loss": curves.loss,
            "accuracy": curves.accuracy,
            "val_accuracy": curves.validation_accuracy,
        }
        self.progressed(min(1.0, steps[-1] / self.epochs))
        if time.perf_counter() - self._drawn > _SECONDS_BETWEEN:
            self._draw()

    def callback(self) -> keras.callbacks.Callback:
        """Return what `network.fit(…, callbacks=[…])` takes."""
        done = {"epoch": 0}

        def begin(epoch, logs=None):
            done["epoch"] = epoch

        def batch(step, logs=None):
            steps = callback.params.get("steps") or 1
            self.progressed((done["epoch"] + (step + 1) / steps) / self.epochs)

        callback = import_keras().callbacks.LambdaCallback(
            on_epoch_begin=begin,
            on_train_batch_end=batch,
            on_epoch_end=lambda epoch, logs=None: self.epoch_ended(logs or {}),
        )
        return callback

    def finish(self) -> Picture:
        """Hide the live picture, keep the full bar, and return the curves as a lasting picture."""
        self._image.layout.display = "none"
        self._bar.bar_style = "success"
        self._say()
        return self.picture()

    def _draw(self) -> None:
        self._image.value = self.picture().png
        self._drawn = time.perf_counter()
        self._say()

    def _say(self) -> None:
        epoch = int(self._at["loss"][-1]) if self._at else len(self.history["loss"])
        words = f"{epoch} of {self.epochs} epochs, {time.perf_counter() - self._started:.0f} s"
        for name, prefix in (("training", ""), ("validation", "val_")):
            values = self.history.get(f"{prefix}accuracy")
            if values:
                words += f", {name} accuracy {100 * values[-1]:.2f} %"
        self._words.value = words

    def __repr__(self) -> str:
        """Return what it is; the numbers come with `finish()`."""
        return f"Live curves of {self.epochs} epochs: {self.title}".rstrip(": ")

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self), VIEW: view_of(self.widget)}
