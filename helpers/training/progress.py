"""What can be watched while a network trains: its curves, and a bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from helpers.backend import import_keras

if TYPE_CHECKING:
    import keras


@dataclass
class Curves:
    """A training's curves so far: a point every few steps, and one at the end of each epoch."""

    #: How many images had been seen by then, counted again in every epoch.
    images: list[int] = field(default_factory=list)
    #: Mean loss over the images since the point before, and the share that was answered correctly.
    loss: list[float] = field(default_factory=list)
    accuracy: list[float] = field(default_factory=list)
    #: At the end of each epoch: how many training images had been seen by then, and loss and
    #: accuracy over the validation images.
    validation_images: list[int] = field(default_factory=list)
    validation_loss: list[float] = field(default_factory=list)
    validation_accuracy: list[float] = field(default_factory=list)
    interrupted: bool = False  # whether somebody stopped the training early


def follow(
    curves: Curves, steps_per_epoch: int, batch_size: int, progress: bool = True
) -> keras.callbacks.Callback:
    """Return a Keras callback that keeps `curves` up to date and shows a bar, if `progress`."""
    callback: Any = import_keras().callbacks.Callback

    class Follow(callback):
        bar: Any = None  # tqdm's, once the training begins
        measuring = False  # whether the validation images are being answered

        def on_test_begin(self, logs: object = None) -> None:
            self.measuring = True

        def on_test_end(self, logs: object = None) -> None:
            self.measuring = False

        def on_train_begin(self, logs: object = None) -> None:
            from tqdm.auto import tqdm

            total = steps_per_epoch * self.params["epochs"]
            self.bar = tqdm(total=total, unit="batch", disable=not progress, desc="Training")

        def on_epoch_begin(self, epoch: int, logs: object = None) -> None:
            self.epoch, self.steps, self.sums = epoch, 0, {"loss": 0.0, "accuracy": 0.0}

        def on_train_batch_end(self, batch: int, logs: Mapping[str, float]) -> None:
            # Keras reports means over the epoch so far; a curve wants what came since.
            # The last round of an epoch is often cut short; Keras counts it as a whole one.
            steps, before = min(batch + 1, steps_per_epoch), self.steps
            for name, points in (("loss", curves.loss), ("accuracy", curves.accuracy)):
                sums = logs[name] * steps
                points.append((sums - self.sums[name]) / (steps - before))
                self.sums[name] = sums
            self.steps = steps
            curves.images.append((self.epoch * steps_per_epoch + steps) * batch_size)
            self.bar.update(steps - before)
            measured = curves.validation_accuracy
            shown = {"validation": f"{measured[-1]:.2%}"} if measured else {}
            self.bar.set_postfix(loss=f"{curves.loss[-1]:.3f}", **shown, refresh=False)

        def on_epoch_end(self, epoch: int, logs: Mapping[str, float]) -> None:
            if "val_accuracy" in logs:
                curves.validation_images.append((epoch + 1) * steps_per_epoch * batch_size)
                curves.validation_loss.append(float(logs["val_loss"]))
                curves.validation_accuracy.append(float(logs["val_accuracy"]))

        def close(self) -> None:
            if self.bar is not None:  # stopped before the training began
                self.bar.close()

    return Follow()
