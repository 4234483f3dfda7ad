"""Accuracies drawn with what they may be out by: error bars, samples drawn again, and spread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from helpers.evaluation import accuracy, wilson_interval
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLUE, CYCLE, GREEN, ORANGE, new_chart

#: A chapter has many of these figures: a third of the bytes, and no eye sees the difference.
COLOURS = 64
_BAR: dict[str, Any] = {"linewidth": 3, "marker": "|", "markersize": 14, "markeredgewidth": 2}
_BESIDE: dict[str, Any] = {"textcoords": "offset points", "va": "center"}


def show_intervals(counts: Mapping[str, tuple[int, int]]) -> Picture:
    """Show accuracies, (right answers, answers) by name, with their 95% error bars.

    >>> show_intervals({"ten": (9, 10)})
    ten: 90.00%, with its error bar 59.58% to 98.21%
    """
    figure, axes = new_chart(8, 0.9 + 0.4 * len(counts))
    lines = []
    for row, (name, (right, total)) in enumerate(counts.items()):
        share, (low, high) = 100 * right / total, (100 * e for e in wilson_interval(right, total))
        axes.plot([low, high], [row, row], color=BLUE, **_BAR)
        axes.plot(share, row, "o", color=ORANGE, markersize=9, zorder=3)
        axes.annotate(f"{low:.2f} – {high:.2f}", (high, row), (8, 0), **_BESIDE)
        lines.append(f"{name}: {share:.2f}%, with its error bar {low:.2f}% to {high:.2f}%")
    axes.set_yticks(range(len(counts)), list(counts))
    axes.invert_yaxis()
    axes.margins(x=0.2, y=0.2)
    axes.set_xlabel("accuracy, %: measured (dot) and its 95% error bar (line)")
    return Picture.from_figure(figure, "\n".join(lines), colours=COLOURS)


def show_resampled(shares: np.ndarray, right: int, total: int) -> Picture:
    """Show two bars, and the accuracies of samples drawn again from right and wrong answers.

    The samples' accuracies are shares 0…1; of the list itself, `right` of `total` are right.

    >>> show_resampled(np.array([0.8, 0.9, 0.9, 1.0]), 9, 10)
    4 samples; the middle 95% of them lie between 80.75% and 99.25%.
    Wilson's formula for 9 of 10: 59.58% to 98.21%.
    """
    figure, axes = new_chart(8, 2.8)
    values, counts = np.unique(np.rint(np.asarray(shares) * total), return_counts=True)
    axes.bar(100 * values / total, counts, width=70 / total, color="#B0B0B0")
    middle = 100 * np.quantile(shares, [0.025, 0.975])
    formula = [100 * end for end in wilson_interval(right, total)]
    bars = {"the middle 95%": (middle, GREEN), "Wilson's formula": (formula, BLUE)}
    for place, (name, (ends, colour)) in enumerate(bars.items(), 1):
        y = -place * counts.max() / 8
        axes.plot(ends, [y, y], color=colour, **_BAR)
        words, beside = f"{name}: {ends[0]:.2f} – {ends[1]:.2f}", (max(middle[1], formula[1]), y)
        axes.annotate(words, beside, (10, 0), color=colour, **_BESIDE)
    axes.axvline(100 * right / total, color=ORANGE, linestyle="--", label="as counted")
    axes.set(xlabel="accuracy, %", ylabel="how many samples")
    axes.set_yticks([tick for tick in axes.get_yticks() if 0 <= tick <= counts.max()])
    axes.margins(x=0.02)
    axes.set_xlim(right=axes.get_xlim()[1] + 0.55 * np.ptp(middle))
    axes.legend(frameon=False, loc="upper right")
    return Picture.from_figure(
        figure,
        f"{len(shares):,} samples; the middle 95% of them lie between {middle[0]:.2f}% and "
        f"{middle[1]:.2f}%.\nWilson's formula for {right:,} of {total:,}: {formula[0]:.2f}% to "
        f"{formula[1]:.2f}%.",
        colours=COLOURS,
    )


def show_learning(curves: Mapping[str, Mapping[int, Sequence[float]]]) -> Picture:
    """Show wrong answers against the number of training images, both logarithmic, with spread.

    Args:
        curves: by name, the wrong answers of all runs in %, by the number of images. A name is
            "network, recipe": networks differ in colour, recipes in the line.

    >>> show_learning({"dense, plain": {100: [29, 31], 1000: [10]}})
    wrong answers in %, mean ± standard deviation of the runs
    dense, plain: 100 images 30 ± 1.4; 1,000 images 10
    """
    figure, axes = new_chart(7.5, 3.8)
    networks = list(dict.fromkeys(name.partition(", ")[0] for name in curves))
    recipes = list(dict.fromkeys(name.partition(", ")[2] for name in curves))
    lines = ["wrong answers in %, mean ± standard deviation of the runs"]
    for name, points in curves.items():
        network, _, recipe = name.partition(", ")
        place, way = networks.index(network), recipes.index(recipe)
        counts, runs = zip(*sorted(points.items()), strict=True)
        wrong = np.array([np.mean(each) for each in runs])
        spread = np.array([np.std(each, ddof=1) if len(each) > 1 else 0 for each in runs])
        colour, marker, dashes = CYCLE[place], "os^D"[place], ("--", "-", ":")[way % 3]
        axes.fill_between(counts, wrong - spread, wrong + spread, color=colour, alpha=0.15)
        axes.errorbar(
            counts, wrong, spread, color=colour, marker=marker, linestyle=dashes, label=name,
            capsize=3, markersize=6, markerfacecolor=colour if way else "white",
        )  # fmt: skip
        said = "; ".join(
            f"{count:,} images {each:.3g}" + (f" ± {more:.2g}" if more else "")
            for count, each, more in zip(counts, wrong, spread, strict=True)
        )
        lines.append(f"{name}: {said}")
    axes.set(xscale="log", yscale="log", xlabel="training images (logarithmic)")
    axes.set_ylabel("wrong answers, % (logarithmic;\nbar: standard deviation of the runs)")
    ticks = sorted({count for points in curves.values() for count in points})
    axes.set_xticks(ticks, [f"{count:,}" for count in ticks])
    low, high = axes.get_ylim()
    axes.set_yticks([tick for tick in (0.5, 1, 2, 5, 10, 20, 50) if low <= tick <= high])
    axes.minorticks_off()
    axes.yaxis.set_major_formatter("{x:g}")
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
    return Picture.from_figure(figure, "\n".join(lines), colours=COLOURS)


def scores(probabilities: np.ndarray, labels: np.ndarray) -> tuple[int, int]:
    """Return (right answers, answers), as `show_intervals` takes them.

    >>> scores(np.eye(10)[[4, 8]], np.array([4, 3]))
    (1, 2)
    """
    return round(accuracy(probabilities, labels) * len(labels)), len(labels)
