"""Answers drawn: digits taken for others, the worst mistakes, and how sure is how often right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from helpers.evaluation import Bin, wilson_interval
from helpers.figures.digits import show_images
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLUE, ORANGE, new_chart, new_figure
from helpers.figures.evaluation.accuracy import COLOURS

#: Bars of fewer answers than this prove nothing and are drawn pale.
FEW = 20


def show_confusion(matrix: np.ndarray) -> Picture:
    """Show how often each digit was read as each digit, and how accurate each digit's row is.

    Mistakes are shaded, not the hits; beside each row stands its accuracy with its error bar. The
    matrix, (10, 10), is that of `helpers.evaluation.confusion_matrix`.

    >>> print(show_confusion(np.diag([5] * 10) + np.eye(10, k=5, dtype=int) * 2))
    50 of 60 answers are right.
    written as 0, read as 5: 2 times
    written as 1, read as 6: 2 times
    written as 2, read as 7: 2 times
    lowest accuracy: 0 with 71.4% (error bar 35.9% to 91.8%)
    highest accuracy: 5 with 100.0% (error bar 56.6% to 100.0%)
    """
    mistakes = matrix - np.diag(np.diag(matrix))
    largest = max(int(mistakes.max()), 1)
    figure = new_figure(9, 4.7)
    axes, beside = figure.subplots(1, 2, width_ratios=(2, 1), sharey=True)
    shading = np.where(np.eye(len(matrix), dtype=bool), np.nan, mistakes)
    colours = matplotlib.colormaps["Blues"].with_extremes(bad="#EEEEEE")
    shown = axes.imshow(shading, cmap=colours, vmin=0, vmax=largest)
    for (row, column), count in np.ndenumerate(matrix):
        if row == column:
            axes.text(column, row, f"{count:,}", ha="center", va="center", color="#555555", size=9)
        elif count:
            colour = "white" if count > 0.7 * largest else "black"
            axes.text(column, row, count, ha="center", va="center", color=colour, weight="bold")
    digits = range(len(matrix))
    axes.set(xticks=digits, yticks=digits, xlabel="read as", ylabel="written as")
    bar = figure.colorbar(shown, ax=axes, label="mistakes (right answers are grey)", shrink=0.8)
    bar.locator = MaxNLocator(integer=True)
    lines = [f"{np.trace(matrix):,} of {matrix.sum():,} answers are right."]
    for place in np.argsort(-mistakes, axis=None, kind="stable")[:3]:
        row, column = np.unravel_index(place, matrix.shape)
        if count := int(mistakes[row, column]):
            times = f"{count} time{'s' * (count != 1)}"
            lines.append(f"written as {row}, read as {column}: {times}")
    lines += _draw_accuracies(beside, matrix)
    return Picture.from_figure(figure, "\n".join(lines), colours=COLOURS)


def _draw_accuracies(axes: Axes, matrix: np.ndarray) -> list[str]:
    """Draw each row's accuracy with its error bar; return words for the lowest and highest."""
    right, total = np.diag(matrix), matrix.sum(axis=1)
    shares = 100 * right / total
    ends = [[100 * end for end in wilson_interval(*row)] for row in zip(right, total, strict=True)]
    for digit, (share, interval) in enumerate(zip(shares, ends, strict=True)):
        axes.plot(interval, [digit, digit], color=BLUE, linewidth=3)
        axes.plot(share, digit, "o", color=ORANGE, markersize=8)
    axes.set(xlabel="accuracy, %,\nwith its error bar", title="by digit written")
    axes.locator_params(axis="x", nbins=4)
    axes.tick_params(left=False)
    axes.grid(alpha=0.3)
    axes.spines[["top", "right", "left"]].set_visible(False)
    return [
        f"{name} accuracy: {digit} with {shares[digit]:.1f}% "
        f"(error bar {ends[digit][0]:.1f}% to {ends[digit][1]:.1f}%)"
        for name, digit in (("lowest", shares.argmin()), ("highest", shares.argmax()))
    ]


def show_mistakes(
    images: np.ndarray, labels: np.ndarray, probabilities: np.ndarray, indices: Sequence[int]
) -> Picture:
    """Show those images with what they are, what was read, and how sure the network was.

    Images are uint8 (n, 28, 28), probabilities (n, 10). Percentages are rounded down: 100% would
    say that there was no doubt at all.

    >>> show_mistakes(np.zeros((1, 28, 28), np.uint8), [4], np.eye(10)[[9]], [0])
    1 image of 28×28 pixels, values 0 to 0: 4 read as 9, 100.0%.
    """
    titles = [
        f"{labels[index]} read as {probabilities[index].argmax()}, "
        f"{np.floor(1000 * float(probabilities[index].max())) / 10:.1f}%"
        for index in indices
    ]
    return show_images([images[index] for index in indices], titles, columns=5)


def show_reliability(groups: Mapping[str, Sequence[Bin]]) -> Picture:
    """Show how often answers of each confidence are right: honest ones lie on the diagonal.

    Bins from `helpers.evaluation.reliability`, by the network's name, are bars with error bars;
    those of fewer than `FEW` answers are pale.

    >>> show_reliability({"net": [Bin(0.9, 1.0, 20, 0.98, 0.9)]})
    net: 20 answers of confidence 0.90 to 1.00, mean 0.980, right 0.900
    """
    figure, panels = new_chart(4 * len(groups), 3.3, 1, len(groups), squeeze=False)
    lines = []
    for axes, (name, bins) in zip(panels[0], groups.items(), strict=True):
        for group in bins:
            centre, sure, few = (group.low + group.high) / 2, group.confidence, group.count < FEW
            look = {"alpha": 0.25} if few else {"alpha": 1, "label": "how often right"}
            axes.bar(centre, group.accuracy, width=0.09, color=BLUE, **look)
            ends = wilson_interval(round(group.accuracy * group.count), group.count)
            axes.plot([centre, centre], ends, color="black", linewidth=1, label="its error bar")
            axes.plot(sure, sure, "_", color=ORANGE, ms=18, mew=3, label="how sure")
            axes.annotate(
                f"{group.count:,}", (centre - 0.022, 0.02), ha="center", va="bottom", size=9,
                rotation=90, color="black" if few else "white",
            )  # fmt: skip
            lines.append(
                f"{name}: {group.count:,} answer{'s' * (group.count != 1)} of confidence "
                f"{group.low:.2f} to {group.high:.2f}, mean {sure:.3f}, right {group.accuracy:.3f}"
            )
        axes.plot([0, 1], [0, 1], "--", color="#666666", linewidth=1)
        axes.set(title=name, xlabel="confidence", ylabel="share of right answers")
        axes.set(xlim=(0, 1), ylim=(0, 1.05))
    # Above the panels: a good network's bars fill theirs.
    handles, names = panels[0, -1].get_legend_handles_labels()
    once = dict(zip(names, handles, strict=True))
    figure.legend(once.values(), once, loc="outside upper center", ncols=3, frameon=False)
    return Picture.from_figure(figure, "\n".join(lines), colours=COLOURS)
