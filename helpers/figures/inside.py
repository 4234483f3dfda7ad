"""What a network has learned and looks at, drawn: kernels, exciting pictures, saliency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.figures.drawing.canvas import Canvas
from helpers.figures.drawing.cells import HERE
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import IMAGE_COLOURS, SIGNED_COLOURS, VERMILION, new_figure

_HEAD = 26


def show_kernel_groups(groups: Mapping[str, Sequence[np.ndarray]], across: int = 12) -> Picture:
    """Show kernels in named groups, one below the other; red is above zero, blue below.

    Args:
        groups: square matrices of weights by the group's name; each is scaled by its own largest
            weight.
        across: how many stand in a row.

    >>> show_kernel_groups({"by hand": [np.eye(3)], "learned": [np.eye(5)] * 2})
    by hand: 1 kernel of 3×3
    learned: 2 kernels of 5×5
    """
    edge, gap = 50, 8
    rows = {name: -(-len(kernels) // across) for name, kernels in groups.items()}
    left = 130
    height = sum(count * (edge + gap) + 10 for count in rows.values()) + 34
    canvas = Canvas(left + across * (edge + gap) + gap, height)
    y, lines = 8, []
    for name, kernels in groups.items():
        canvas.text(8, y + edge / 2, name, 13, anchor="lm", bold=True)
        for place, kernel in enumerate(kernels):
            x = left + (place % across) * (edge + gap)
            top = y + (place // across) * (edge + gap)
            canvas.panel(x, top, kernel, edge // len(kernel), signed=True)
        y += rows[name] * (edge + gap) + 10
        size = f"{len(kernels[0])}×{len(kernels[0])}" if len(kernels) else "any size"
        lines.append(f"{name}: {len(kernels)} kernel{'s' * (len(kernels) != 1)} of {size}")
    canvas.text(8, y, "red: above 0    white: 0    blue: below 0", 12)
    return canvas.picture("\n".join(lines))


def show_excitation(
    made: Sequence[np.ndarray],
    real: Sequence[Sequence[np.ndarray]],
    names: Sequence[str],
    values: Sequence[tuple[float, float]],
) -> Picture:
    """Show for each unit a painted picture that excites it, beside real ones that do.

    Args:
        made: one picture for each unit, values 0…1.
        real: for each unit the real pictures that excite it most.
        names: for each unit its name.
        values: for each unit how much the painted picture and the best real one excite it.

    >>> picture = [np.zeros((28, 28))]
    >>> show_excitation(picture, [picture * 2], ["unit 3"], [(2.0, 1.0)])
    unit 3: one painted picture, and the 2 real ones that excite it most
    most painted pictures excite more than the best real digit: True
    """
    cell, gap = 3, 8
    side = 28 * cell
    left = 84
    canvas = Canvas(left + (1 + len(real[0])) * (side + gap) + 3 * gap, _HEAD + len(made) * 92)
    canvas.text(left, 5, "painted", 13, bold=True)
    canvas.text(left + side + 3 * gap, 5, "real digits that excite it most", 13, bold=True)
    for place, (picture, digits, name) in enumerate(zip(made, real, names, strict=True)):
        y = _HEAD + place * 92
        canvas.text(8, y + side / 2, name, 13, anchor="lm")
        canvas.frame(canvas.panel(left, y, picture, cell, limit=1), colour=VERMILION, thickness=2)
        for step, digit in enumerate(digits):
            canvas.panel(left + 2 * gap + (step + 1) * (side + gap), y, digit, cell, limit=1)
    lines = [
        f"{name}: one painted picture, and the {len(digits)} real ones that excite it most"
        for name, digits in zip(names, real, strict=True)
    ]
    more = sum(bool(ours > best) for ours, best in values)
    # Not the count: the climb magnifies what differs between processors.
    most = more > len(values) / 2
    lines.append(f"most painted pictures excite more than the best real digit: {most}")
    return canvas.picture("\n".join(lines))


class Explained(NamedTuple):
    """A picture and the maps that explain its answer.

    Args:
        title: what the picture is and what the network says.
        image: matrix of ink, values 0…1.
        maps: matrices of the image's shape by title; above zero speaks for, below zero against.
    """

    title: str
    image: np.ndarray
    maps: Mapping[str, np.ndarray]


def show_saliency(rows: Sequence[Explained]) -> Picture:
    """Show digits with maps of what speaks for and against an answer, the ink's outline on them.

    Args:
        rows: one for each digit; all have as many maps.

    >>> ink = np.eye(28)
    >>> show_saliency([Explained("a line", ink, {"covered": ink})])
    a line
      covered: from 0.0 to 1.0, most at row 0, column 0
    """
    count = 1 + len(rows[0].maps)
    figure = new_figure(2.1 * count, 2.4 * len(rows))
    panels = figure.subplots(len(rows), count, squeeze=False)
    lines = []
    for axes, row in zip(panels, rows, strict=True):
        axes[0].imshow(row.image, cmap=IMAGE_COLOURS, vmin=0, vmax=1)
        axes[0].set_title(row.title, fontsize=10)
        lines.append(row.title)
        for panel, (name, values) in zip(axes[1:], row.maps.items(), strict=True):
            limit = float(np.abs(values).max()) or 1.0
            panel.imshow(values, cmap=SIGNED_COLOURS, vmin=-limit, vmax=limit)
            panel.contour(row.image, levels=[0.5], colors="black", linewidths=1)
            panel.set_title(name, fontsize=10)
            most = np.unravel_index(values.argmax(), values.shape)
            lines.append(
                f"  {name}: from {_tidy(values.min())} to {_tidy(values.max())}, "
                f"most at row {most[0]}, column {most[1]}"
            )
        for panel in axes:
            panel.set_xticks([])
            panel.set_yticks([])
    return Picture.from_figure(figure, "\n".join(lines), colours=200)


def draw_occlusion(
    covered: np.ndarray,
    lost: np.ndarray,
    asked: int,
    leads: tuple[float, float],
    cover: tuple[int, int, int, int],
) -> Figure:
    """Draw a covered digit, how much each place speaks for an answer, and the answer's lead.

    Args:
        covered: uint8 matrix of ink, values 0…255.
        lost: matrix of the same shape, as `helpers.interpretability.saliency.occlusion` returns it.
        asked: whose lead it is.
        leads: the lead without and with the cover.
        cover: top row, left column, rows and columns of the cover.
    """
    figure = new_figure(8, 2.9)
    digit, worth, bars = figure.subplots(1, 3)
    limit = float(np.abs(lost).max()) or 1.0
    digit.imshow(covered, cmap=IMAGE_COLOURS, vmin=0, vmax=255)
    digit.set_title("the digit and the cover", size=9.5)
    worth.imshow(lost, cmap=SIGNED_COLOURS, vmin=-limit, vmax=limit)
    worth.set_title(f"red speaks for {asked}", size=9.5)
    top, left, height, width = cover
    for axis in (digit, worth):
        axis.set(xticks=[], yticks=[])
        frame = Rectangle((left - 0.5, top - 0.5), width, height, fill=False, color=HERE, lw=2)
        axis.add_patch(frame)
    bars.barh([0, 1], leads, color=["#A0A0A0", "#404040" if leads[1] >= 0 else HERE], height=0.5)
    bars.axvline(0, color="black", linewidth=0.8)
    bars.set(yticks=[0, 1], yticklabels=["whole", "covered"], ylim=(1.6, -0.6))
    bars.set_title(f"lead of the {asked} in votes", size=9.5)
    bars.spines[["top", "right", "left"]].set_visible(False)
    return figure


def _tidy(value: float) -> str:
    """Return one decimal with a true minus sign, and no minus before 0.0."""
    rounded = f"{value:.1f}".replace("-0.0", "0.0")
    return rounded.replace("-", "−")
