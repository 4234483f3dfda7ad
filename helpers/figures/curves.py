"""Curves: of training, of what falls or rises with a quantity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLACK, BLUE, CYCLE, ORANGE, new_chart

#: A history as Keras returns it: numbers after each epoch by the name of what they measure.
History = Mapping[str, Sequence[float]]
_MARKERS = "os^Dv<>p"
#: How one run looks on a bar or beside a mean.
_RUN: dict[str, Any] = {"mfc": "white", "mec": "black", "ms": 3.5, "mew": 0.8}
#: Lines and letters need no more, and a chapter has many of these figures.
_COLOURS = 128
#: By what a name in a history begins with: its name for the reader, colour, line, marker; never
#: colour alone.
LINES = {
    "": ("training images", BLUE, "-", "o"),
    "val_": ("validation images", ORANGE, "--", "s"),
}


def show_training(history: History, epochs: int | None = None, title: str = "") -> Picture:
    """Show loss and accuracy while training, on training and on validation images.

    Args:
        history: `loss` and `accuracy`, `val_loss` and `val_accuracy` where there are any;
            accuracies are 0…1.
        epochs: how many epochs the axis has room for; those in the history when None.
        title: words above the figure.

    >>> show_training({"loss": [0.5, 0.2], "accuracy": [0.9, 0.95]})
    after 2 epochs
    loss: training images 0.500 → 0.200
    accuracy: training images 90.0% → 95.0%
    """
    done = max(map(len, history.values()), default=0)
    figure, (losses, accuracies) = new_chart(8, 2.9, 1, 2)
    for axes, quantity, scale in ((losses, "loss", 1), (accuracies, "accuracy", 100)):
        for prefix, (name, colour, dashes, marker) in LINES.items():
            values = [scale * value for value in history.get(prefix + quantity, ())]
            if values:
                few = {"marker": marker, "markersize": 4} if len(values) < 40 else {}
                places = range(1, len(values) + 1)
                axes.plot(places, values, color=colour, linestyle=dashes, label=name, **few)
                axes.legend(frameon=False)
        axes.set(xlabel="epoch", ylabel=quantity, xlim=(0.7, max(epochs or done, 2) + 0.3))
        _tidy(axes)
    accuracies.set_ylabel("accuracy, %")
    seen = [value for line in accuracies.lines for value in line.get_ydata()]
    if max(seen, default=0) > 90:
        # Where the lines part; what lies lower than 80 is in the words.
        accuracies.set_ylim(max(80, min(90, 5 * (min(seen) // 5))), 100.3)
    if title:
        figure.suptitle(title)
    first = f"{title + ', ' if title else ''}after {done} epoch{'s' * (done != 1)}"
    return Picture.from_figure(figure, "\n".join([first, *curves_in_words(history)]), _COLOURS)


def curves_in_words(history: History) -> list[str]:
    """Return how loss and accuracy changed, a line for each.

    >>> curves_in_words({"loss": [0.5, 0.2], "val_loss": [0.6, 0.3]})
    ['loss: training images 0.500 → 0.200, validation images 0.600 → 0.300']
    """
    lines = []
    for quantity, form in (("loss", "{:.3f}"), ("accuracy", "{:.1%}")):
        words = [
            f"{name} {form} → {form}".format(values[0], values[-1])
            for prefix, (name, *_) in LINES.items()
            if (values := history.get(prefix + quantity))
        ]
        lines += [f"{quantity}: {', '.join(words)}"] if words else []
    return lines


def show_losses(histories: Mapping[str, History]) -> Picture:
    """Show `loss` and `val_loss` of several trainings side by side on a logarithmic scale.

    >>> show_losses({"short": {"loss": [2.0, 1.0], "val_loss": [2.1, 1.5]}})
    short: training loss ends at 1.00, validation loss at 1.50; its lowest was 1.50 in epoch 2
    """
    figure, panels = new_chart(8.4, 2.6, 1, len(histories), sharey=True, squeeze=False)
    lines = []
    for axes, (title, history) in zip(panels[0], histories.items(), strict=True):
        for prefix, (name, colour, dashes, _) in LINES.items():
            values = history[prefix + "loss"]
            epochs = range(1, len(values) + 1)
            axes.plot(epochs, values, color=colour, linestyle=dashes, label=name, linewidth=2)
        best = int(np.argmin(values))
        axes.plot(best + 1, values[best], "v", color=ORANGE, ms=9, label="lowest validation")
        axes.set(title=title, xlabel="epoch", yscale="log")
        axes.yaxis.set_major_formatter("{x:g}")
        _tidy(axes)
        lines.append(
            f"{title}: training loss ends at {history['loss'][-1]:.2f}, validation loss at "
            f"{values[-1]:.2f}; its lowest was {values[best]:.2f} in epoch {best + 1}"
        )
    panels[0, 0].set_ylabel("loss (logarithmic)")
    panels[0, -1].legend(frameon=False)
    return Picture.from_figure(figure, "\n".join(lines))


def show_sizes(
    points: Mapping[str, Sequence[tuple[int, Sequence[float]]]],
    mark: Mapping[int, str] | None = None,
) -> Picture:
    """Show wrong answers against the number of parameters, both on scales that suit them.

    Of each kind of network come the parameters of each, and the accuracies, 0…1, of all runs of
    it; words to `mark` stand beside the first network with so many parameters.

    >>> show_sizes({"dense": [(1000, [0.9]), (100_000, [0.979, 0.981])]})
    dense: 1,000 parameters 10.00% wrong; 100,000 parameters 2.00% wrong (1.90 to 2.10)
    """
    mark = dict(mark or {})
    figure, axes = new_chart(7.5, 3.8)
    lines = []
    for (kind, pairs), colour, marker in zip(points.items(), CYCLE, _MARKERS, strict=False):
        runs = [(size, 100 * (1 - np.asarray(each))) for size, each in pairs]
        runs.sort(key=lambda run: run[0])
        sizes, means = [size for size, _ in runs], [wrong.mean() for _, wrong in runs]
        axes.plot(sizes, means, color=colour, marker=marker, label=kind)
        for size, wrong in runs:
            axes.plot([size] * len(wrong), wrong, "o", **_RUN)
            if size in mark:
                place = (size, wrong.mean())
                axes.annotate(mark.pop(size), place, (6, 7), textcoords="offset points")
        told = (f"{size:,} parameters {_wrong(each)}" for size, each in runs)
        lines.append(f"{kind}: {'; '.join(told)}")
    axes.set(xscale="log", yscale="log", xlabel="parameters (each step tenfold)")
    axes.set_ylabel("wrong answers, % (logarithmic)\nline: mean; dots: the runs")
    axes.yaxis.set_major_formatter("{x:g}")
    # All nine of a power of ten would be written over each other.
    axes.yaxis.set_minor_formatter(
        lambda value, _: f"{value:g}" if f"{value:e}"[0] in "235" else ""
    )
    axes.grid(alpha=0.3, which="both")
    axes.legend(frameon=False)
    return Picture.from_figure(figure, "\n".join(lines), _COLOURS)


def show_gains(scores: Mapping[str, Sequence[float]], reference: str) -> Picture:
    """Show how many answers of several networks or recipes are wrong, against one of them.

    The scores are the accuracies, 0…1, of all runs of each; the reference's bar is pale.

    >>> show_gains({"complete": [0.99, 0.992], "no shifts": [0.98, 0.981]}, "complete")
    complete: 0.90% wrong (0.80 to 1.00)
    no shifts: 1.95% wrong (1.90 to 2.00), +1.05
    """
    wrong = {name: 100 * (1 - np.asarray(each)) for name, each in scores.items()}
    figure, axes = new_chart(8, 0.9 + 0.38 * len(wrong))
    lines = []
    for name, each in wrong.items():
        mean, more = each.mean(), each.mean() - wrong[reference].mean()
        colour, told = ("#6E6E6E", f", {more:+.2f}") if name != reference else ("#C4C4C4", "")
        axes.barh(name, mean, color=colour, height=0.6)
        axes.plot(each, [name] * len(each), "o", **_RUN)
        place = (max(each.max(), mean), name)
        axes.annotate(f"{mean:.2f}", place, (6, 0), textcoords="offset points", va="center")
        lines.append(f"{name}: {_wrong(each)}{told}")
    axes.invert_yaxis()
    axes.set_xlabel("wrong answers, %\n(bar and number: mean; dots: the runs)")
    axes.set_xlim(0, 1.12 * max(each.max() for each in wrong.values()))
    return Picture.from_figure(figure, "\n".join(lines), _COLOURS)


def show_curves(
    x: Sequence[float],
    curves: Mapping[str, Sequence[float] | np.ndarray],
    x_label: str,
    y_label: str,
    guessing: float | None = None,
) -> Picture:
    """Show one or more accuracies (0…1) against the same quantity, as lines with markers.

    Args:
        x: the quantity, in ascending order.
        curves: accuracies by the line's name, each as long as `x`; or several of them, shape
            (seeds, len(x)), drawn as their mean in a band from the lowest to the highest.
        x_label: what `x` is.
        y_label: what the accuracies are of.
        guessing: the accuracy of somebody who guesses, drawn as a dashed line.

    >>> show_curves([0, 1], {"dense": [0.9, 0.5]}, "shift", "accuracy")
    accuracy in % against shift
    shift  0     1
    dense  90.0  50.0
    >>> show_curves([0], {"three seeds": [[0.9], [0.8], [0.85]]}, "shift", "accuracy")
    accuracy in % against shift
    shift        0
    three seeds  80.0–90.0
    """
    figure, axes = new_chart(7.5, 3.2)
    rows = [[x_label, *(f"{value:g}" for value in x)]]
    for (name, values), colour, marker in zip(curves.items(), CYCLE, _MARKERS, strict=False):
        seeds = np.atleast_2d(100 * np.asarray(values, float))
        low, high = seeds.min(axis=0), seeds.max(axis=0)
        axes.plot(x, seeds.mean(axis=0), color=colour, marker=marker, label=name)
        if len(seeds) > 1:
            axes.fill_between(x, low, high, color=colour, alpha=0.2)
        form = "{:.1f}" if len(seeds) == 1 else "{:.1f}–{:.1f}"
        rows.append([name, *map(form.format, low, high)])
    if guessing is not None:
        axes.axhline(100 * guessing, color=BLACK, linestyle="--", linewidth=1)
        axes.text(x[0], 100 * guessing + 1.5, "guessing", size=9)
    axes.set(xlabel=x_label, ylabel=f"{y_label}, %")
    axes.set_xticks(list(x), [f"{value:,}" for value in x])
    axes.grid(alpha=0.3)
    if len(curves) > 1:
        axes.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    told = "\n".join([f"{y_label} in % against {x_label}", *lines])
    return Picture.from_figure(figure, told, _COLOURS)


def _wrong(each: np.ndarray) -> str:
    """Return the mean of the runs in words, and the least and the most where there are several."""
    spread = f" ({each.min():.2f} to {each.max():.2f})" if len(each) > 1 else ""
    return f"{each.mean():.2f}% wrong{spread}"


def _tidy(axes: Axes) -> None:
    axes.locator_params(axis="x", integer=True)
    axes.grid(alpha=0.3)
