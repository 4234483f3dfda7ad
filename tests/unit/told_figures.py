"""Figures as plain text: what is drawn where, in at most four digits, without a rendered letter.

`drawn` says what a call of `helpers.figures` draws: on a canvas the calls with all their arguments,
in matplotlib's figures axes, limits, ticks and artists.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.figures.drawing.canvas import Canvas, Panel
from helpers.figures.drawing.picture import Picture
from tests.unit.told_artists import artists, colour, legend, text_look
from tests.unit.told_numbers import brief

#: What goes without saying, whatever the default is.
_USUAL = {"colour": "#000000", "outline": "#000000", "anchor": "la", "size": "13"}


def drawn(monkeypatch: pytest.MonkeyPatch, draw: Callable[[], Picture | Figure]) -> str:
    """Return what a call draws and says."""
    lines: list[str] = []
    with monkeypatch.context() as patch:
        for name in ("panel", "coloured", "photograph", "frame", "text", "line", "box", "disc"):
            patch.setattr(Canvas, name, _noting(lines, name, getattr(Canvas, name)))
        patch.setattr(Canvas, "picture", _sheet(lines))
        patch.setattr(Picture, "from_figure", classmethod(_figure(lines)))
        patch.setattr(Figure, "colorbar", _bar(lines, Figure.colorbar))
        result = draw()
    if isinstance(result, Figure):
        lines += figure_lines(result)
    else:
        lines[:0] = [*result.text.splitlines(), ""]
    return "\n".join(lines) + "\n"


def _noting(lines: list[str], name: str, method: Callable) -> Callable:
    """Return what stands in for a method of the canvas: it notes all arguments."""

    def note(self: Canvas, *args: object, **kwargs: object) -> Panel | float | None:
        bound = inspect.signature(method).bind(self, *args, **kwargs)
        bound.apply_defaults()
        given = dict(bound.arguments)
        del given["self"]
        panel = given.pop("panel", None)
        place = [given.pop(key) for key in ("x", "y") if key in given]
        values = given.get("values", given.get("colours"))
        words = [name, *([f"at {panel.x},{panel.y}"] if panel else []), ",".join(map(brief, place))]
        for key, value in given.items():
            if value is True:
                words.append(key)
            elif key == "words":
                words.append(repr(value))
            elif value is not False and value is not None:
                told = colour(value) if key in ("colour", "outline") else brief(value)
                words += [f"{key} {told}"] if told != _USUAL.get(key) else []
        lines.append(" ".join(filter(None, words)))
        if name == "photograph":
            return method(self, *args, **kwargs)
        if values is not None:
            return Panel(*place, given["cell"], *np.shape(values)[:2])
        return None

    return note


def _sheet(lines: list[str]) -> Callable:
    def note(canvas: Canvas, text: str, colours: int | None = None) -> Picture:
        lines.insert(0, f"canvas {brief(canvas.width)}×{brief(canvas.height)}")
        lines.extend([f"in {colours} colours"] if colours else [])
        return Picture(b"", text, 1)

    return note


def _figure(lines: list[str]) -> Callable:
    def note(_: type, figure: Figure, text: str, colours: int | None = None) -> Picture:
        lines.extend(figure_lines(figure))
        lines.extend([f"in {colours} colours"] if colours else [])
        return Picture(b"", text, 1)

    return note


def _bar(lines: list[str], method: Callable) -> Callable:
    """Return what stands in for `colorbar`: where it comes to lie would depend on letters."""

    def note(*args: object, **kwargs: object) -> object:
        given = (f"{key} {brief(value)}" for key, value in kwargs.items() if key != "ax")
        lines.append(" ".join(["colour bar", *given]))
        return method(*args, **kwargs)

    return note


def figure_lines(figure: Figure) -> list[str]:
    """Return what a figure of matplotlib holds, a line for each part."""
    width, height = figure.get_size_inches()
    lines = [f"figure {brief(width)}×{brief(height)} inches"]
    lines += [] if figure.get_layout_engine() else ["  parts may overlap"]
    lines += [] if colour(figure.get_facecolor()) == "#FFFFFF" else ["  not on white"]
    lines += [f"  text {each.get_text()!r} {text_look(each)}" for each in figure.texts]
    lines += [f"  legend {legend(each)}" for each in figure.legends]
    parts = [figure, *figure.subfigs]
    for part in parts:
        if part is not figure:
            lines.append(f"part at {brief(part.bbox_relative.bounds)}")
        for axes in part.axes if part is not figure or len(parts) == 1 else ():
            lines += _axes_lines(axes)
    return lines


def _is_bar(axes: Axes) -> bool:
    return axes.get_label() == "<colorbar>"


def _axes_lines(axes: Axes) -> list[str]:
    spec = axes.get_subplotspec()
    if _is_bar(axes) or spec is None:
        place = ""
    else:
        rows, columns, first, _ = spec.get_geometry()
        place = f" {first} of {rows}×{columns}"
        ratios = spec.get_gridspec().get_width_ratios()
        place += f", widths {brief(ratios)}" if len(set(ratios)) > 1 else ""
    if not axes.axison:
        return [f"axes{place} off"]
    titles = {side: axes.get_title(side) for side in ("left", "center", "right")}
    title = " ".join(f"{side} {words!r}" for side, words in titles.items() if words)
    look = text_look(axes.title if titles["center"] else axes._left_title)
    lines = [f"axes{place} {title + ' ' + look if title else ''}".rstrip()]
    for name, axis in (("x", axes.xaxis), ("y", axes.yaxis)):
        kept = axis.get_tick_params()
        words = [f"  {name} {brief(axis.get_view_interval())} {axis.get_scale()}"]
        words.append("ticks " + " ".join(_ticks(axis)) if _ticks(axis) else "no ticks")
        words += [f"{key} {brief(kept[key])}" for key in ("labelsize", "length") if key in kept]
        marks = _is_bar(axes) or kept.get("left" if name == "y" else "bottom", True)
        words += [] if marks else ["no marks"]
        if axis.get_label_text():
            words.append(f"{axis.get_label_text()!r} {text_look(axis.label)}")
        words += [
            f"{which} grid {brief(axis.get_tick_params(which).get('grid_alpha', 1))}"
            for which in ("major", "minor")
            if axis.get_tick_params(which).get("gridOn")
        ]
        grouper = getattr(axes, f"get_shared_{name}_axes")()
        if len(grouper.get_siblings(axes)) > 1:
            words.append("shared")
        lines.append(" ".join(words))
    hidden = [side for side, spine in axes.spines.items() if not spine.get_visible()]
    lines += [f"  without {' '.join(hidden)}"] if hidden else []
    spine = axes.spines["left"]
    if spine.get_linewidth() != 0.8:
        lines.append(f"  frame {colour(spine.get_edgecolor())} {brief(spine.get_linewidth())}")
    lines += [] if _is_bar(axes) else [f"  {line}" for line in artists(axes)]
    if axes.get_legend():
        lines.append(f"  legend {legend(axes.get_legend())}")
    return lines


def _ticks(axis) -> list[str]:
    low, high = sorted(axis.get_view_interval())
    room = 1e-9 * (high - low)
    words = []
    for minor in (False, True):
        places = axis.get_ticklocs(minor=minor)
        formatter = axis.get_minor_formatter() if minor else axis.get_major_formatter()
        for place, label in zip(places, formatter.format_ticks(places), strict=True):
            if low - room <= place <= high + room and (label or not minor):
                words.append(brief(place) if label == brief(place) else f"{brief(place)}={label!r}")
    return words
