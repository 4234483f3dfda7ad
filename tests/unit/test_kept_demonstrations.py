"""Every demonstration at its start and in other states: what it holds, says and shows.

After a change that is meant, see `tests/unit/keeping.py`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import pytest

from helpers.data import load_mnist
from helpers.demos.base.demonstration import pack_digits
from helpers.figures.drawing.picture import Picture
from tests.demonstrations import MODULES, OF_TEST, make
from tests.unit.keeping import keep
from tests.unit.small_networks import small_network
from tests.unit.told_figures import figure_lines
from tests.unit.told_numbers import brief

#: Words in a figure and their place, among what they look like.
_WORDS = re.compile(r"(?<=text )('.*') at (\S+ \S+)")
EIGHT = [[18, 180, 70, 100, 65, 180, 165, 140, 240, 90, 215, 180, 70]]
PAIR = [[18, 60, 50, 60, 220], [10, 140, 50, 230, 50, 170, 220]]
NETWORKS = (small_network(), small_network(7))
#: The state at the start, and others.
STATES: dict[str, list[dict]] = {
    "change_pixels": [
        {},
        {"digit": (8, 1), "brightness": -60, "contrast": 1.5, "threshold": 1},
        {"brightness": 255, "contrast": 0, "threshold": 255},
    ],
    "choose_pixel": [
        {},
        {"digit": (7, 2), "row": 27, "column": 3},
        {"row": 26, "column": 27},
        {"column": 26},
    ],
    "dense_unit": [
        {},
        {"digit": (3, 1), "wanted": 3, "against": 0, "right": -2, "down": 5},
        {"digit": (8, 0)},
    ],
    "drawing_pad": [
        {},
        {"strokes": EIGHT, "thickness": 30, "tile": (2, 4)},
        {"strokes": PAIR, "tile": (0, 1)},
        {"strokes": [[40, 10, 10]], "tile": (1, 0)},
    ],
    "kernel_lab": [
        {},
        {"kernel": "small loop 5×5", "bias": -40.5, "stride": 3, "cell": (1, 20, 20)},
        {"first": "drawing", "second": (5, 3), "padding": 2, "filled": 100,
         "strokes": [[14, 4, 14, 24], [5, 5]]},
        {"first": (8, 0), "cell": (0, 25, 24), "filled": 676},
        {"kernel": "blur", "bias": 0.1234567, "cell": (0, 9, 4)},
        {"first": (8, 0), "cell": (1, 0, 0), "filled": 675},
    ],
    "occlusion_demo": [
        {},
        {"digit": (1, 1), "asked": 1, "size": 5, "cover": (0, 27)},
        {"cover": (27, 1)},
        {"cover": (13, 14), "size": 21},
    ],
    "one_weight": [
        {},
        {"digit": 3, "weight": 1.5, "learning_rate": 100, "start": 16, "steps": 3},
        {"start": 0.5, "steps": 1},
        {"steps": 0},
    ],
    "point_at_pixel": [
        {},
        {"digit": (2, 1), "pixel": (27, 27), "side": 14},
        {"pixel": (0, 1), "side": 7},
        {"pixel": (13, 2)},
        {"pixel": (24, 3)},
    ],
    "change_scores": [{}],
    "choose_temperature": [{}, {"temperature": 0.1}, {"temperature": 0.005}, {"temperature": 1000}],
    "mix_digits": [{}, {"first": (5, 1), "second": (3, 2), "share": 20, "temperature": 2.5}],
    "shift_demo": [{}, {"digit": (1, 1), "right": -3, "down": 1}, {"right": 1, "down": -4}],
    "unit_demo": [
        {"layer": 2},
        {"layer": 2, "digit": (9, 3), "unit": (9, 0, 9)},
        {"layer": 2, "unit": (1, 2, 3)},
    ],
}  # fmt: skip


@pytest.fixture(autouse=True)
def figures(monkeypatch):
    """Return the figures that are made, none of which is rendered."""
    made = []

    def note(_, figure, text, colours=None):
        grid = figure.axes[0].get_subplotspec().get_gridspec()
        heights = brief(list(grid.get_height_ratios()))
        figure.text(0, 0, f"{colours} colours, heights {heights}")
        made.append(figure)
        return Picture(b"", text, 1)

    monkeypatch.setattr(Picture, "from_figure", classmethod(note))
    return made


def _together(lines: list[str]) -> Iterator[str]:
    """Yield the lines, words that look alike in one."""
    for look, alike in itertools.groupby(lines, lambda line: _WORDS.sub("", line)):
        found = [_WORDS.search(line) for line in alike]
        words = "; ".join(" ".join(each.groups()) for each in found if each)
        yield f"{look} {words}".rstrip()


@pytest.mark.parametrize("name", STATES)
def test_what_it_holds_says_and_shows(name, figures, digits):
    start, *others = (make(name, digits, *NETWORKS, **state) for state in STATES[name])
    assert start.widget.demonstration == name
    lines = [f"data {each}: {brief(value)}" for each, value in start.widget.data.items()]
    lines += [f"default {brief(start.widget.defaults)}"]
    first: list[str] = []
    for shown, figure in zip((start, *others), figures, strict=True):
        drawn = list(_together(figure_lines(figure)))
        lines += ["", f"state {brief(shown.state)}", *repr(shown).splitlines(), ""]
        if shown is start or "new_figure" in vars(MODULES[name]):
            lines += [line for line in drawn if line not in first]
        first = first or drawn
    keep("demonstrations", lines, name)


@pytest.mark.parametrize("name", STATES)
def test_which_images_of_mnist_it_takes(name):
    data = make(name, (None, None), *NETWORKS, **STATES[name][0]).widget.data
    if isinstance(data.get("digits"), dict):
        assert data["digits"] == pack_digits(*load_mnist()[name in OF_TEST])
