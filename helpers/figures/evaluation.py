"""What an evaluation found: error bars, confusions, mistakes, and how honest the network is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib
import numpy as np

from helpers.evaluation import Bin, accuracy, wilson_interval
from helpers.figures.digits import show_images
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLUE, ORANGE, new_figure


def show_intervals(counts: Mapping[str, tuple[int, int]]) -> Picture:
    """Show accuracies with their 95 % error bars.

    Args:
        counts: (right answers, answers) by name.

    >>> show_intervals({"ten": (9, 10)})
    ten: 90.00 %, with its error bar 59.58 % to 98.21 %
    """
    figure = new_figure(8, 0.9 + 0.4 * len(counts))
    axes = figure.subplots()
    lines = []
    for row, (name, (right, total)) in enumerate(counts.items()):
        share, (low, high) = 100 * right / total, (100 * e for e in wilson_interval(right, total))
        axes.plot([low, high], [row, row], color=BLUE, linewidth=3)
        axes.plot([low, high], [row, row], "|", color=BLUE, markersize=14, markeredgewidth=2)
        axes.plot(share, row, "o", color=ORANGE, markersize=9, zorder=3)
        axes.annotate(
            f"{low:.2f} – {high:.2f}", (high, row), (8, 0), textcoords="offset points", va="center"
        )
        lines.append(f"{name}: {share:.2f} %, with its error bar {low:.2f} % to {high:.2f} %")
    axes.set_yticks(range(len(counts)), list(counts))
    axes.invert_yaxis()
    axes.margins(x=0.2, y=0.2)
    axes.set_xlabel("accuracy, per cent: measured (dot) and its 95 % error bar (line)")
    axes.spines[["top", "right"]].set_visible(False)
    return Picture.from_figure(figure, "\n".join(lines))


def show_confusion(matrix: np.ndarray) -> Picture:
    """Show how often each digit was read as each digit; mistakes are shaded, not the hits.

    Args:
        matrix: int array of shape (10, 10) from `helpers.evaluation.confusion_matrix`.

    >>> print(show_confusion(np.diag([5] * 10) + np.eye(10, k=5, dtype=int) * 2))
    50 of 60 answers are right.
    written as 0, read as 5: 2 times
    written as 1, read as 6: 2 times
    written as 2, read as 7: 2 times
    """
    mistakes = matrix - np.diag(np.diag(matrix))
    largest = max(int(mistakes.max()), 1)
    figure = new_figure(6, 4.7)
    axes = figure.subplots()
    shading = np.where(np.eye(len(matrix), dtype=bool), np.nan, mistakes)
    colours = matplotlib.colormaps["Blues"].with_extremes(bad="#EEEEEE")
    shown = axes.imshow(shading, cmap=colours, vmin=0, vmax=largest)
    for (row, column), count in np.ndenumerate(matrix):
        if row == column:
            axes.text(column, row, count, ha="center", va="center", color="#555555")
        elif count:
            colour = "white" if count > largest / 2 else "black"
            axes.text(column, row, count, ha="center", va="center", color=colour, weight="bold")
    digits = range(len(matrix))
    axes.set(xticks=digits, yticks=digits, xlabel="read as", ylabel="written as")
    figure.colorbar(shown, label="mistakes (right answers are grey)", shrink=0.8)
    order = np.argsort(-mistakes, axis=None, kind="stable")[:3]
    lines = [f"{np.trace(matrix)} of {matrix.sum()} answers are right."]
    for row, column in zip(*np.unravel_index(order, matrix.shape), strict=True):
        count = int(mistakes[row, column])
        if count:
            times = f"{count} time{'s' * (count != 1)}"
            lines.append(f"written as {row}, read as {column}: {times}")
    return Picture.from_figure(figure, "\n".join(lines))


def show_mistakes(
    images: np.ndarray, labels: np.ndarray, probabilities: np.ndarray, indices: Sequence[int]
) -> Picture:
    """Show some images with what they are, what was read, and how sure the network was.

    Args:
        images: uint8 array of shape (n, 28, 28).
        labels: integers 0…9 of shape (n,).
        probabilities: array of shape (n, 10).
        indices: which of them to show.

    >>> show_mistakes(np.zeros((1, 28, 28), np.uint8), [4], np.eye(10)[[9]], [0])
    1 image of 28×28 pixels, values 0 to 0: 4 read as 9, 100 %.
    """
    titles = [
        f"{labels[index]} read as {probabilities[index].argmax()}, "
        f"{probabilities[index].max():.0%}".replace("%", " %")
        for index in indices
    ]
    return show_images([images[index] for index in indices], titles, columns=5)


def show_reliability(groups: Mapping[str, Sequence[Bin]]) -> Picture:
    """Show how often answers of each confidence are right: honest ones lie on the diagonal.

    Args:
        groups: bins from `helpers.evaluation.reliability`, by the network's name.

    >>> show_reliability({"net": [Bin(0.9, 1.0, 20, 0.98, 0.9)]})
    net: 20 answers of confidence 0.90 to 1.00, mean 0.980, right 0.900
    """
    figure = new_figure(4 * len(groups), 3.3)
    lines = []
    panels = figure.subplots(1, len(groups), squeeze=False)[0]
    for axes, (name, bins) in zip(panels, groups.items(), strict=True):
        centres = [(group.low + group.high) / 2 for group in bins]
        heights = [group.accuracy for group in bins]
        axes.bar(centres, heights, width=0.09, color=BLUE, label="how often right")
        axes.plot(
            [group.confidence for group in bins],
            [group.confidence for group in bins],
            "_",
            color=ORANGE,
            markersize=18,
            markeredgewidth=3,
            label="how sure",
        )
        axes.plot([0, 1], [0, 1], "--", color="#666666", linewidth=1)
        for centre, group in zip(centres, bins, strict=True):
            axes.annotate(f"{group.count}", (centre, 0.02), ha="center", color="white", size=7)
        axes.set(title=name, xlabel="confidence", ylabel="share of right answers")
        axes.set(xlim=(0, 1), ylim=(0, 1.05))
        axes.spines[["top", "right"]].set_visible(False)
        lines += [
            f"{name}: {group.count} answers of confidence {group.low:.2f} to {group.high:.2f}, "
            f"mean {group.confidence:.3f}, right {group.accuracy:.3f}"
            for group in bins
        ]
    # Above the panels: a good network's bars fill theirs.
    handles, names = panels[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside upper center", ncols=2, frameon=False)
    return Picture.from_figure(figure, "\n".join(lines))


def scores(probabilities: np.ndarray, labels: np.ndarray) -> tuple[int, int]:
    """Return (right answers, answers), as `show_intervals` takes them.

    >>> scores(np.eye(10)[[4, 8]], np.array([4, 3]))
    (1, 2)
    """
    return round(accuracy(probabilities, labels) * len(labels)), len(labels)
