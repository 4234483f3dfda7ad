"""What lies on axes of matplotlib in plain text: lines, areas, pictures, words, a legend."""

from __future__ import annotations

from itertools import groupby

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import Collection, LineCollection, PathCollection
from matplotlib.colors import to_hex
from matplotlib.contour import ContourSet
from matplotlib.image import AxesImage
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.text import Annotation, Text

from tests.unit.told_numbers import brief


def colour(value: object) -> str:
    """Return a colour as #rrggbb, with its opacity where it has one; "none" for none."""
    if isinstance(value, str) and value == "none":
        return value
    words = to_hex(value if isinstance(value, str) else _shares(value), keep_alpha=True).upper()
    return words.removesuffix("FF") if len(words) == 9 else words


def _shares(value: object) -> np.ndarray:
    """Return a colour's channels as shares: on a canvas they are 0…255."""
    channels = np.asarray(value, float)
    return channels / 255 if channels.max() > 1 else channels


def text_look(text: Text) -> str:
    """Return size, weight, colour, angle and opacity of words."""
    look = [f"size {text.get_size():.4g}"]
    if text.get_weight() not in ("normal", 400):
        look.append(str(text.get_weight()))
    if colour(text.get_color()) != "#000000":
        look.append(colour(text.get_color()))
    if text.get_rotation() not in (0, 90):
        look.append(f"turned {text.get_rotation():.4g}")
    return " ".join(look)


def legend(given: Legend) -> str:
    """Return a legend's words and place."""
    words = ", ".join(repr(text.get_text()) for text in given.get_texts())
    box = given.get_bbox_to_anchor()
    parent = given.axes.transAxes if given.axes else given.get_figure().transSubfigure
    corners = parent.inverted().transform(box.get_points())
    size = text_look(given.get_texts()[0]) if given.get_texts() else ""
    place = " ".join(f"{value + 0.0:.3g}" for value in np.round(corners.ravel(), 3))
    frame = "framed" if given.get_frame_on() else "no frame"
    return f"{words} {size}, {given._ncols} columns, {frame}, at {place}"


def artists(axes: Axes) -> list[str]:
    """Return a line for each artist, or for several that look alike."""
    found = [
        *(_line(each) for each in axes.lines),
        *(_patch(each) for each in axes.patches),
        *(_collection(each) for each in axes.collections),
        *(_image(each) for each in axes.images),
    ]
    lines = []
    for look, alike in groupby(found, key=lambda pair: pair[0]):
        places = [place for _, place in alike]
        whole = len(places) > 12 and len({place.shape for place in places}) == 1
        told = [brief(np.stack(places))] if whole else map(brief, places)
        lines.append(f"{look}: {'; '.join(told)}")
    return lines + [_text(each, axes) for each in axes.texts]


def _common(artist: Artist, usual: float) -> list[str]:
    words = []
    if artist.get_alpha() is not None and np.ndim(artist.get_alpha()) == 0:
        words.append(f"opacity {artist.get_alpha():.4g}")
    if artist.get_zorder() != usual:
        words.append(f"order {artist.get_zorder():.4g}")
    if not artist.get_clip_on():
        words.append("beyond the axes")
    label = artist.get_label()
    if isinstance(label, str) and label and not label.startswith("_"):
        words.append(repr(label))
    return words


def _line(line: Line2D) -> tuple[str, np.ndarray]:
    words = ["line"]
    if line.get_linestyle() != "None":
        words += [colour(line.get_color()), line.get_linestyle(), f"{line.get_linewidth():.4g}"]
    if line.get_marker() not in ("None", "", " "):
        words += [f"marker {line.get_marker()} {line.get_markersize():.4g}"]
        words += [colour(line.get_markerfacecolor()), colour(line.get_markeredgecolor())]
        words.append(f"{line.get_markeredgewidth():.4g}")
    return " ".join(words + _common(line, 2)), line.get_xydata().T


def _patch(patch: Patch) -> tuple[str, np.ndarray]:
    words = ["rectangle" if isinstance(patch, Rectangle) else "area"]
    words.append(colour(patch.get_facecolor()) if patch.get_fill() else "empty")
    words += [f"edge {colour(patch.get_edgecolor())} {patch.get_linewidth():.4g}"]
    words += [f"hatch {patch.get_hatch()}"] if patch.get_hatch() else []
    if isinstance(patch, Rectangle):
        place = np.array([*patch.get_xy(), patch.get_width(), patch.get_height()])
    else:
        place = patch.get_path().vertices
    return " ".join(words + _common(patch, 1)), place


def _collection(group: Collection) -> tuple[str, np.ndarray]:
    words = [type(group).__name__.replace("FillBetween", "")]
    faces, edges = group.get_facecolor(), group.get_edgecolor()
    words += ["fill", *map(colour, faces)] if len(faces) else []
    words += ["edge", *map(colour, edges)] if len(edges) else []
    words.append(" ".join(f"{width:.4g}" for width in np.atleast_1d(group.get_linewidth())))
    if isinstance(group, LineCollection):
        usual, place = 2, np.array(group.get_segments())
    elif isinstance(group, PathCollection):
        usual, place = 1, np.asarray(group.get_offsets())
    elif isinstance(group, ContourSet):
        words.append(f"levels {' '.join(f'{level:.4g}' for level in group.levels)}")
        points = np.concatenate([path.vertices for path in group.get_paths()])
        usual, place = 2, np.array([points.min(axis=0), points.max(axis=0)])
    else:
        points = np.concatenate([path.vertices for path in group.get_paths()])
        usual, place = 1, np.unique(points.round(6), axis=0)
    return " ".join(words + _common(group, usual)), place.reshape(-1, 2)


def _image(image: AxesImage) -> tuple[str, np.ndarray]:
    low, high = image.get_clim()
    words = [f"image {image.get_cmap().name} {brief(low)}…{brief(high)}"]
    words.append(f"at {brief(np.array(image.get_extent()))}")
    if np.ndim(image.get_alpha()):
        words.append(f"opacity {brief(image.get_alpha())}")
    bad = image.get_cmap().get_bad()
    words += [f"empty {colour(bad)}"] if bad[3] else []
    ground = image.axes.get_facecolor()
    words += [f"on {colour(ground)}"] if colour(ground) != "#FFFFFF" else []
    return " ".join(words + _common(image, 0)), image.get_array()


def _text(text: Text, axes: Axes) -> str:
    x, y = text.xy if isinstance(text, Annotation) else text.get_position()
    place = brief([np.ravel(axes.convert_xunits(x))[0], np.ravel(axes.convert_yunits(y))[0]])
    apart = f" and {brief(np.array(text.xyann))}" if isinstance(text, Annotation) else ""
    of = " of the axes" if text.get_transform() is axes.transAxes else ""
    sides = f"{text.get_ha()} {text.get_va()}"
    spacing = f" lines {text._linespacing}" if text._linespacing not in (1.2, "normal") else ""
    return f"text {text.get_text()!r} at {place}{apart}{of} {sides} {text_look(text)}{spacing}"
