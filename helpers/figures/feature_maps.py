"""What the units of a network see, and what their layers tell apart, drawn."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

import numpy as np

from helpers.figures.drawing.canvas import Canvas
from helpers.figures.drawing.cells import HERE
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLACK, GREEN, PURPLE, SKY_BLUE, VERMILION, new_chart
from helpers.interpretability.feature_maps import MapLayer, Responses
from helpers.interpretability.receptive_field import Field

_GAP = 24
_HEAD = 26


def show_fields(image: np.ndarray, fields: Mapping[str, tuple[Field, int]]) -> Picture:
    """Show for each layer what a unit in the middle of its map sees, and the one in the corner.

    The image is a matrix of ink, values 0…1 or 0…255; of each layer the receptive field and the
    number of rows of its maps are given by its name.

    >>> show_fields(np.zeros((28, 28)), {"one 3×3 kernel": (Field(3, 1, 0), 26)})
    one 3×3 kernel: in the middle 3×3 pixels, in the corner 3×3
    """
    white = 255 if np.issubdtype(image.dtype, np.integer) else 1
    cell, across = 6, 4
    step_x, step_y = cell * len(image) + _GAP, cell * len(image) + _HEAD + 34
    width = min(len(fields), across) * step_x + _GAP
    canvas = Canvas(width, -(-len(fields) // across) * step_y + 34)
    lines = []
    for place, (name, (field, rows)) in enumerate(fields.items()):
        x, y = _GAP + place % across * step_x, place // across * step_y + 4
        canvas.text(x, y, name, 13, bold=True)
        middle, corner = (field.inside(unit, unit, len(image)) for unit in (rows // 2, 0))
        more = field.size > len(image)
        sees = f"{field.size}×{field.size}"
        canvas.text(x, y + 18, f"{sees}, more than the picture" if more else sees, 12)
        panel = canvas.panel(x, y + 38, lit(image, *middle), cell, limit=white)
        # The thin one on top: where both see the whole picture, both are seen.
        canvas.frame(panel, *middle, colour=HERE, thickness=5)
        canvas.frame(panel, *corner, colour=SKY_BLUE, thickness=2)
        lines.append(
            f"{name}: in the middle {sees} pixels{' (more than the picture)' if more else ''}, "
            f"in the corner {corner[2]}×{corner[3]}"
        )
    y = canvas.height - 22
    for x, colour, words in (
        (_GAP, HERE, "a unit in the middle of the map"),
        (_GAP + 290, SKY_BLUE, "the unit in its upper left corner"),
    ):
        canvas.box(x, y, 14, 14, colour)
        canvas.text(x + 22, y - 1, words, 13)
    return canvas.picture("\n".join(lines))


def lit(image: np.ndarray, top: int, left: int, height: int, width: int) -> np.ndarray:
    """Return a picture that is faint everywhere but within a window.

    >>> lit(np.ones((2, 2)), 0, 0, 1, 2)
    array([[1. , 1. ],
           [0.3, 0.3]])
    """
    faint = image * 0.3
    window = slice(top, top + height), slice(left, left + width)
    faint[window] = image[window]
    return faint


def show_windows(
    layers: Sequence[MapLayer],
    units: Mapping[str, Sequence[int]],
    found: Mapping[str, Responses],
    images: np.ndarray,
    labels: np.ndarray,
    count: int = 5,
) -> Picture:
    """Show on which images maps respond most, and to what part of them; one row for a digit.

    Args:
        layers: the layers to be shown, side by side.
        units: by the layer's name, which map stands for each of the digits 0…9.
        found: what `responses` found on the images.
        images: float32 array of shape (n, 28, 28), values 0…1.
        labels: their digits, shape (n,).
        count: how many images for each map.
    """
    cell, gap, length = 2, 5, images.shape[1]
    step = cell * length + gap
    wide, head = 22 + count * step, 2 * _HEAD + 12
    canvas = Canvas(len(layers) * (wide + _GAP) + 8, head + 6 + 10 * step)
    lines = []
    for place, layer in enumerate(layers):
        x = 8 + place * (wide + _GAP)
        strongest, places, _ = found[layer.name]
        size = min(layer.field.size, length)
        framed = f"at most {size}×{size} pixels"
        canvas.text(x, 4, layer.name, 13, bold=True)
        canvas.text(x, 22, f"frames: {framed}", 12)
        same = 0
        for digit, unit in enumerate(units[layer.name]):
            y = head + digit * step
            canvas.text(x, y + step / 2 - gap, str(digit), 14, anchor="lm", bold=True)
            best = np.argsort(-strongest[:, unit], kind="stable")[:count]
            same += int(np.sum(labels[best] == digit))
            for nth, index in enumerate(best):
                row, column = places[index, unit]
                window = layer.field.inside(row, column, length)
                shown = lit(images[index], *window)
                panel = canvas.panel(x + 22 + nth * step, y, shown, cell, limit=1)
                canvas.frame(panel, *window, colour=HERE, thickness=1)
        canvas.text(x, 40, f"{same} of {10 * count} show their row's digit", 12)
        lines.append(
            f"{layer.name}: for each digit the map that prefers it, and the {count} images that "
            f"excite it most, {framed} framed; {same} of the {10 * count} show that digit"
        )
    return canvas.picture("\n".join(lines))


def show_progress(
    right: Mapping[str, Mapping[str, np.ndarray]],
    untrained: Sequence[Mapping[str, Mapping[str, np.ndarray]]],
    label: str,
) -> Picture:
    """Show, step by step, what share is right for several ways of reading; each way a line.

    Args:
        right: by the step's name and the way's, boolean arrays of shape (n,), one for each image.
        untrained: the same of networks with random weights; steps that they lack are no layers,
            so no line leads to them.
        label: what the shares are of.

    Returns:
        The picture: of `right` a bar of two standard errors on both sides, of the untrained
        networks their mean and a bar from the smallest to the largest.

    >>> trained = {"layer 1": {"means": np.array([True, False])}}
    >>> show_progress(trained, [trained, {"layer 1": {"means": np.array([True, True])}}], "read")
    read, %
    means: layer 1 50.0
    means, random weights: layer 1 75.0 (50.0 to 100.0)
    """
    figure, axes = new_chart(7.2, 4.2)
    steps, ways = list(right), list(next(iter(right.values())))
    asked = len(right[steps[0]][ways[0]])
    lines = [f"{label}, %"]
    for networks, dashed in (([right], False), (untrained, True)):
        for way, colour, mark in zip(ways, (VERMILION, PURPLE, GREEN), "osD", strict=False):
            places = np.array([place for place, step in enumerate(steps) if step in networks[0]])
            found = 100 * np.array(
                [[each[steps[place]][way].mean() for each in networks] for place in places]
            )
            means, low, high = found.mean(axis=1), found.min(axis=1), found.max(axis=1)
            name = f"{way}, random weights" if dashed else way
            error = 2 * np.sqrt(means * (100 - means) / asked)
            bars = np.array([means - low, high - means] if dashed else [error, error])
            apart = np.array([steps[place] not in untrained[0] for place in places])
            look = {"marker": mark, "mfc": "white" if dashed else colour, "capsize": 3}
            look |= {"color": colour, "lw": 1.8, "elinewidth": 1}
            for some, line, legend in ((~apart, "--" if dashed else "-", name), (apart, "", None)):
                axes.errorbar(
                    places[some], means[some], bars[:, some], ls=line, label=legend, **look
                )
            words = [
                f"{steps[place]} {mean:.1f}" + (f" ({least:.1f} to {most:.1f})" if dashed else "")
                for place, mean, least, most in zip(places, means, low, high, strict=True)
            ]
            lines.append(f"{name}: {', '.join(words)}")
    axes.axhline(10, color=BLACK, ls=":", lw=1)
    axes.text(len(steps) - 1, 11, "guessing: 10", ha="right", va="bottom", size=9)
    axes.set(ylim=(0, 104), yticks=range(0, 101, 20), ylabel=f"{label}, %")
    axes.set_xticks(range(len(steps)), [textwrap.fill(step, 11) for step in steps], size=9)
    title = (
        "bars: how far chance may move a point (two standard errors)\n"
        f"dashed: {len(untrained)} untrained networks, their mean and range"
    )
    axes.set_title(title, size=9, loc="left")
    axes.grid(axis="y", alpha=0.4)
    axes.legend(frameon=False, fontsize=9, loc="lower right", bbox_to_anchor=(1, 0.15), ncols=2)
    return Picture.from_figure(figure, "\n".join(lines))
