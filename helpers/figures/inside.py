"""What a network has learned and looks at, drawn: kernels, exciting pictures, saliency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.figures.drawing.canvas import Canvas
from helpers.figures.drawing.cells import HERE, draw_image
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import IMAGE_COLOURS, SIGNED_COLOURS, VERMILION, new_figure

_HEAD = 26


def show_kernel_groups(
    groups: Mapping[str, Sequence[np.ndarray]],
    values: Mapping[str, Sequence[float]] | None = None,
) -> Picture:
    """Show kernels in named groups, one below the other; red is above zero, blue below.

    Args:
        groups: square matrices of weights by the group's name, each drawn on its own scale.
        values: for each kernel a similarity, written below it.

    >>> show_kernel_groups({"learned": [np.eye(5)] * 2}, {"learned": [0.6, 0.5]})
    learned: 2 kernels of 5×5, similarities 0.60 0.50
    """
    across, left, edge, gap = 12, 130, 50, 8
    step = edge + gap + (18 if values else 0)
    tall = {name: -(-len(kernels) // across) * step + 10 for name, kernels in groups.items()}
    canvas = Canvas(left + across * (edge + gap) + gap, sum(tall.values()) + 34)
    y, lines = 8, []
    for name, kernels in groups.items():
        canvas.text(8, y + edge / 2, name, 13, anchor="lm", bold=True)
        written = [f"{value:.2f}" for value in (values or {}).get(name, ())]
        for place, kernel in enumerate(kernels):
            x, top = left + place % across * (edge + gap), y + place // across * step
            canvas.panel(x, top, kernel, edge // len(kernel), signed=True)
            if written:
                canvas.text(x + edge / 2, top + edge + 4, written[place], 12, anchor="ma")
        y += tall[name]
        size = f"{len(kernels[0])}×{len(kernels[0])}" if len(kernels) else "any size"
        words = f", similarities {' '.join(written)}" if written else ""
        lines.append(f"{name}: {len(kernels)} kernel{'s' * (len(kernels) != 1)} of {size}{words}")
    legend = "red: above 0    white: 0    blue: below 0    each on its own scale"
    canvas.text(8, y, legend + ("    number: similarity to a line" if values else ""), 12)
    return canvas.picture("\n".join(lines))


def show_excitation(
    made: Sequence[np.ndarray],
    real: Sequence[Sequence[np.ndarray]],
    kinds: Sequence[Sequence[int]],
    names: Sequence[str],
    values: Sequence[tuple[float, float]],
) -> Picture:
    """Show for each map a painted picture that excites it, beside real ones that do.

    Args:
        made: one picture for each map, values 0…1.
        real: for each map the real pictures that excite it most.
        kinds: which digits these are.
        names: of the maps.
        values: for each map how much the painted picture and the best real one excite it.

    >>> picture = [np.zeros((28, 28))]
    >>> show_excitation(picture, [picture * 2], [[8, 8]], ["map 3"], [(2.0, 1.0)])
    map 3: most excited by real digits 8 8, the first with 1.0
    every painted picture excites its map more than any real digit: True
    """
    cell, gap, left, side, step_y = 3, 8, 84, 84, 112
    xs = [left + 2 * gap + (step + 1) * (side + gap) for step in range(len(real[0]))]
    canvas = Canvas(xs[-1] + side + 2 * gap, _HEAD + len(made) * step_y)
    canvas.text(left, 5, "painted", 13, bold=True)
    canvas.text(xs[0], 5, "real digits that excite the map most", 13, bold=True)
    lines = []
    rows = zip(made, real, kinds, names, values, strict=True)
    for place, (picture, digits, written, name, (ours, best)) in enumerate(rows):
        y = _HEAD + place * step_y
        canvas.text(8, y + side / 2, name, 13, anchor="lm")
        canvas.frame(canvas.panel(left, y, picture, cell, limit=1), colour=VERMILION, thickness=2)
        canvas.text(left + side / 2, y + side + 4, f"value {ours:.1f}", 12, anchor="ma")
        for x, digit in zip(xs, digits, strict=True):
            canvas.panel(x, y, digit, cell, limit=1)
            if x == xs[0]:
                canvas.text(x + side / 2, y + side + 4, f"value {best:.1f}", 12, anchor="ma")
        words = " ".join(map(str, written))
        lines.append(f"{name}: most excited by real digits {words}, the first with {best:.1f}")
    # Not the painted values: the climb magnifies what differs between processors.
    more = all(bool(ours > best) for ours, best in values)
    lines.append(f"every painted picture excites its map more than any real digit: {more}")
    return canvas.picture("\n".join(lines))


def show_change(before: np.ndarray, after: np.ndarray, titles: tuple[str, str]) -> Picture:
    """Show an image, what was added to and taken from it, and what came of it.

    Both are matrices of ink, values 0…1, with words above them.

    >>> show_change(np.zeros((28, 28)), np.eye(28) / 4, ("nothing", "a line"))
    nothing; a line
    largest change of a pixel 0.25 of the way from black to white, on average 0.01
    """
    change = after - before
    largest = float(np.abs(change).max())
    gap, side = 16, 28 * 7
    canvas = Canvas(3 * side + 4 * gap, side + 2 * _HEAD + 4)
    panels = ((titles[0], before), ("the change", change), (titles[1], after))
    for place, (title, values) in enumerate(panels):
        x, signed = gap + place * (side + gap), place == 1
        canvas.text(x, 5, title, 14, bold=True)
        canvas.panel(x, _HEAD, values, 7, signed=signed, limit=largest if signed else 1)
    legend = f"red: brighter, blue: darker, by at most {largest:.2f}"
    canvas.text(2 * gap + side, side + _HEAD + 6, legend, 12)
    return canvas.picture(
        f"{'; '.join(titles)}\nlargest change of a pixel {largest:.2f} of the way from black to "
        f"white, on average {np.abs(change).mean():.2f}"
    )


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


def explained(
    titles: Sequence[str], images: np.ndarray, found: Mapping[str, np.ndarray]
) -> list[Explained]:
    """Return the rows for `show_saliency` of what several methods found, image by image.

    The images and what each method found are arrays of shape (n, 28, 28).
    """
    return [
        Explained(title, image, {name: maps[place] for name, maps in found.items()})
        for place, (title, image) in enumerate(zip(titles, images, strict=True))
    ]


def show_saliency(rows: Sequence[Explained], scale: str = "") -> Picture:
    """Show digits with maps of what speaks for and against an answer, the ink's outline on them.

    Args:
        rows: one for each digit; all have as many maps.
        scale: what the maps count, for instance "votes", where all maps of a row share one scale
            and a colour bar; "" where each has its own.

    >>> ink = np.eye(28)
    >>> show_saliency([Explained("a line", ink, {"covered": ink})])
    a line
      covered: from 0 to 1, most at row 0, column 0
    """
    count = 1 + len(rows[0].maps)
    figure = new_figure(2.1 * count + 0.6 * bool(scale), 2.55 * len(rows))
    panels = figure.subplots(len(rows), count, squeeze=False)
    lines = []
    for (first, *others), row in zip(panels, rows, strict=True):
        draw_image(first, row.image, IMAGE_COLOURS, 0, 1, row.title, 10)
        lines.append(row.title)
        limits = [float(np.abs(values).max()) or 1.0 for values in row.maps.values()]
        for axis, limit, (name, values) in zip(others, limits, row.maps.items(), strict=True):
            limit = max(limits) if scale else limit
            draw_image(axis, values, SIGNED_COLOURS, -limit, limit, name, 10)
            axis.contour(row.image, levels=[0.5], colors="black", linewidths=1)
            lowest, highest = _tidy(values.min()), _tidy(values.max())
            axis.set_xlabel(f"{lowest} to {highest}", fontsize=9)
            place = "row {}, column {}".format(*np.unravel_index(values.argmax(), values.shape))
            lines.append(f"  {name}: from {lowest} to {highest}, most at {place}")
        if scale:
            shown = others[-1].images[0]
            figure.colorbar(shown, ax=others, label=scale, shrink=0.8, aspect=15)
    if not scale:
        figure.supxlabel("red counts for the answer, each map on its own scale", fontsize=9)
    return Picture.from_figure(figure, "\n".join(lines), colours=200)


def draw_occlusion(
    covered: np.ndarray,
    lost: np.ndarray,
    asked: int,
    answer: int,
    leads: tuple[float, float],
    cover: tuple[int, int, int, int],
) -> Figure:
    """Draw a covered digit, how much each place speaks for an answer, and the answer's lead.

    Args:
        covered: uint8 matrix of ink, values 0…255.
        lost: what `helpers.interpretability.saliency.occlusion` returns.
        asked: whose lead it is.
        answer: what the covered digit is read as.
        leads: the lead without and with the cover.
        cover: top row, left column, rows and columns of the cover.
    """
    figure = new_figure(8, 2.9)
    digit, worth, bars = figure.subplots(1, 3)
    limit = float(np.abs(lost).max()) or 1.0
    draw_image(digit, covered, IMAGE_COLOURS, 0, 255, f"with the cover, read as {answer}")
    draw_image(worth, lost, SIGNED_COLOURS, -limit, limit, f"red counts for {asked}")
    top, left, height, width = cover
    for axis in (digit, worth):
        corner = (left - 0.5, top - 0.5)
        axis.add_patch(Rectangle(corner, width, height, fill=False, color=HERE, lw=2))
    bars.barh([0, 1], leads, color=["#A0A0A0", "#404040" if leads[1] >= 0 else HERE], height=0.5)
    bars.axvline(0, color="black", linewidth=0.8)
    bars.set(yticks=[0, 1], yticklabels=["whole", "covered"], ylim=(1.6, -0.6))
    bars.set_title(f"lead of the {asked} in votes", size=9.5)
    bars.spines[["top", "right", "left"]].set_visible(False)
    return figure


def _tidy(value: float) -> str:
    """Return two digits that count, with a true minus sign, and no minus before 0."""
    value = round(float(value), 4) + 0.0
    return (f"{value:.1f}" if abs(value) >= 2 else f"{value:.2g}").replace("-", "−")
