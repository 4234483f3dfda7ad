"""What a network has learned and looks at, drawn: kernels, exciting pictures, saliency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from helpers.figures.canvas import Canvas
from helpers.figures.picture import Picture
from helpers.figures.style import IMAGE_COLOURS, SIGNED_COLOURS, VERMILION, new_figure

_GAP = 24
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
    return Picture.from_figure(figure, "\n".join(lines))


def show_occlusion(
    image: np.ndarray, lost: np.ndarray, covered: np.ndarray, square: tuple[int, int, int, int]
) -> Picture:
    """Show a digit, how much each place speaks for an answer, and the digit with a square covered.

    Args:
        image: matrix of ink, values 0…1.
        lost: matrix of the same shape, as `helpers.saliency.occlusion` returns it.
        covered: the image with the square covered.
        square: top row, left column, rows and columns of the square.

    >>> show_occlusion(np.zeros((28, 28)), np.eye(28), np.zeros((28, 28)), (0, 0, 5, 5))
    The square covers rows 0 to 4 and columns 0 to 4.
    """
    cell = 7
    side = cell * len(image)
    canvas = Canvas(3 * (side + _GAP), side + 2 * _HEAD)
    panels = ("the digit", image, {"limit": 1}), ("red speaks for it", lost, {"signed": True})
    for place, (title, values, style) in enumerate((*panels, ("covered", covered, {"limit": 1}))):
        x = 12 + place * (side + _GAP)
        canvas.text(x, 5, title, 13, bold=True)
        panel = canvas.panel(x, _HEAD, values, cell, **style)
        canvas.frame(panel, *square, colour=VERMILION, thickness=2)
    top, left, height, width = square
    return canvas.picture(
        f"The square covers rows {top} to {top + height - 1} and columns {left} to "
        f"{left + width - 1}."
    )


def _tidy(value: float) -> str:
    """Return one decimal with a true minus sign, and no minus before 0.0."""
    rounded = f"{value:.1f}".replace("-0.0", "0.0")
    return rounded.replace("-", "−")
