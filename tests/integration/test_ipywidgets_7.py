"""Colab has ipywidgets 7.7.1: the demonstrations use nothing that came later.

`ipywidgets_7_7_1.json` names, for every widget of that version, what it sends to the browser.
tests/browser/conftest.py says how to drive them in a browser under that version.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import ipywidgets
import numpy as np
import pytest

from helpers import demos
from helpers.demos.change_pixels import change_pixels
from helpers.demos.choose_pixel import choose_pixel
from helpers.demos.dense_unit import dense_unit
from helpers.demos.drawing_pad import drawing_pad
from helpers.demos.kernel_lab import kernel_lab
from helpers.demos.live_curves import LiveCurves
from helpers.demos.occlusion_demo import occlusion_demo
from helpers.demos.one_weight import one_weight
from helpers.demos.point_at_pixel import point_at_pixel
from helpers.demos.read_photograph import read_photograph
from helpers.demos.scores.change_scores import change_scores
from helpers.demos.scores.choose_temperature import choose_temperature
from helpers.demos.scores.mix_digits import mix_digits
from helpers.demos.shift_demo import shift_demo
from helpers.demos.unit_demo import unit_demo
from helpers.networks import load_pretrained

KNOWN = {
    name: set(traits.split())
    for name, traits in json.loads(
        Path(__file__).with_name("ipywidgets_7_7_1.json").read_text(encoding="utf-8")
    ).items()
}
IMAGES = np.random.default_rng(0).integers(0, 256, (10, 28, 28)).astype(np.uint8)
LABELS = np.arange(10, dtype=np.uint8)
DEMOS = {
    "laboratory": lambda: kernel_lab(IMAGES, LABELS, second=(8, 0)),
    "point": lambda: point_at_pixel(IMAGES, LABELS),
    "tones": lambda: change_pixels(IMAGES, LABELS),
    "unit": lambda: unit_demo(load_pretrained(), IMAGES, LABELS),
    "pixel": lambda: choose_pixel(IMAGES, LABELS),
    "dense": lambda: dense_unit(IMAGES, LABELS),
    "scores": lambda: change_scores([0] * 10),
    "temperature": lambda: choose_temperature([0] * 10),
    "mix": lambda: mix_digits(None, IMAGES, LABELS),
    "curves": lambda: LiveCurves(2),
    "weight": lambda: one_weight(np.ones(2), np.full((2, 10), 0.1), LABELS[:2]),
    "shift": lambda: shift_demo({"any": load_pretrained()}, None, IMAGES, LABELS),
    "photograph": lambda: read_photograph({"a digit": np.stack([IMAGES[0]] * 3, axis=-1)}),
    "occlusion": lambda: occlusion_demo(load_pretrained(), IMAGES, LABELS),
    "pad": drawing_pad,
}


def of_later_versions(widget: ipywidgets.Widget) -> list[str]:
    """Return what a widget, or anything in it, has been given that 7.7.1 does not know."""
    kind = next(each for each in type(widget).__mro__ if each.__module__.startswith("ipywidgets"))
    found = []
    if kind is not ipywidgets.DOMWidget:  # else another maker's, which has its own front end
        style = isinstance(widget, ipywidgets.Style)
        known = KNOWN.get(kind.__name__, KNOWN["DescriptionStyle"] if style else None)
        if known is None:
            return [kind.__name__]
        own = widget.get_state()
        usual = kind().get_state()
        given = {name for name in usual if not name.startswith("_") and own[name] != usual[name]}
        found = [f"{kind.__name__}.{name}" for name in sorted(given - known)]
    parts = [*getattr(widget, "children", ())]
    parts += [getattr(widget, name, None) for name in ("layout", "style")]
    for part in parts:
        if isinstance(part, ipywidgets.Widget):
            found += of_later_versions(part)
    return found


def test_no_demonstration_is_left_out():
    index = Path(demos.__file__).with_name("web") / "index.js"
    known = set(re.findall(r"^  (\w+): \w+,$", index.read_text(encoding="utf-8"), re.MULTILINE))
    assert {make().widget.demonstration for make in DEMOS.values()} == known
    assert len(known) > 10


@pytest.mark.parametrize("name", DEMOS)
def test_a_demonstration_uses_nothing_newer(name):
    assert of_later_versions(DEMOS[name]().widget) == []


@pytest.mark.skipif(ipywidgets.__version__ < "8", reason="this version has nothing newer")
def test_what_is_newer_is_found():
    newer = ipywidgets.VBox(
        [
            ipywidgets.IntSlider(tooltip="new in 8"),
            ipywidgets.Label("text", style={"text_color": "red"}),
            ipywidgets.HTML("text", layout={"border_left": "solid"}),
            ipywidgets.TagsInput(),
        ]
    )
    assert of_later_versions(newer) == [
        "IntSlider.tooltip",
        "LabelStyle.text_color",
        "Layout.border_left",
        "TagsInput",
    ]
