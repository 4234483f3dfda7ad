"""Shows how much light each kernel gives over many images, and how two groups overlap in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from helpers.figures.digits import colour_of
from helpers.figures.drawing.canvas import Canvas
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLACK, new_chart


def show_shares(
    shares: Mapping[str, Sequence[float]],
    names: Sequence[int | str],
    kernels: Mapping[str, np.ndarray],
) -> Picture:
    """Show, kernel by kernel, how much of the light of several groups it gives, as bars.

    For each kernel's name there is one share, 0…1, for each group; a group's name is its digit,
    which also colours its bars, or words.

    >>> show_shares({"dot": [0.25, 0.5]}, [4, 8], {"dot": np.eye(1)})
    dot: 4 25.0%, 8 50.0%.
    """
    height, left, length = 26 * len(names) + 22, 190, 480
    longest = max(map(max, shares.values()))
    canvas = Canvas(left + length + 90, height * len(shares) + 12)
    lines = []
    for place, (kernel_name, values) in enumerate(shares.items()):
        top, kernel, words = 12 + place * height, kernels[kernel_name], []
        canvas.panel(12, top, kernel, 48 // max(np.shape(kernel)), signed=True, grid=True)
        canvas.text(70, top + 24, kernel_name, 14, bold=True, anchor="lm")
        for row, (name, share) in enumerate(zip(names, values, strict=True)):
            y, width = top + row * 26, length * share / longest
            canvas.text(left - 10, y + 11, str(name), 14, bold=True, anchor="rm")
            canvas.box(left, y, width, 22, colour_of(name) or BLACK)
            canvas.text(left + width + 8, y + 11, f"{share:.1%}", 14, anchor="lm")
            words.append(f"{name} {share:.1%}")
        lines.append(f"{kernel_name}: {', '.join(words)}.")
    return canvas.picture("\n".join(lines))


def show_overlap(groups: Mapping[int, np.ndarray], line: float, what: str) -> Picture:
    """Show the shares of two groups as histograms over each other, and the line of a rule.

    For each of two digits there is one share, 0…1, for each of its images; the rule says the first
    digit above the line. `what` the shares are of stands below the axis. The words give each
    group's mean and how many lie above the line.

    >>> show_overlap({4: np.array([0.4, 0.6, 0.7]), 8: np.array([0.3, 0.5])}, 0.5, "a share")
    a share, 4s (3): mean 56.7%, above 50% in 66.7% of them.
    a share, 8s (2): mean 40.0%, above 50% in 0.0% of them.
    """
    figure, axis = new_chart(8, 3.4)
    everything = np.concatenate(list(groups.values()))
    low, high = round(everything.min(), 2), round(everything.max(), 2)
    bins = np.linspace(low, high, 61).tolist()
    lines = []
    for (digit, shares), hatch in zip(groups.items(), ("", "////"), strict=False):
        look = {"bins": bins, "color": colour_of(digit) or BLACK}
        axis.hist(shares, alpha=0.4, **look)
        axis.hist(shares, histtype="step", linewidth=2, hatch=hatch, label=f"the {digit}s", **look)
        above = np.mean(shares > line)
        lines.append(
            f"{what}, {digit}s ({len(shares):,}): mean {np.mean(shares):.1%}, above {line:.0%} in "
            f"{above:.1%} of them."
        )
    axis.axvline(line, color=BLACK, linewidth=2, linestyle="--")
    first, second = groups
    above_the_axis = axis.get_xaxis_transform()
    axis.text(line, 1.02, f"  → the rule says {first}", transform=above_the_axis)
    axis.text(line, 1.02, f"the rule says {second} ←  ", ha="right", transform=above_the_axis)
    axis.legend(frameon=False)
    axis.xaxis.set_major_formatter("{x:.0%}")
    axis.set(xlabel=what, ylabel="images", xlim=(low, high))
    return Picture.from_figure(figure, "\n".join(lines))
