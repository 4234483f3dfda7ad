"""Colab has ipywidgets 7.7.1: the demonstrations use nothing that came later.

Each is one widget that draws itself, so none of ipywidgets' own is asked for anything.
tests/browser/conftest.py says how to drive them in a browser under that version.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

import numpy as np
import pytest

from helpers import demos
from helpers.demos.base.demonstration import PageWidget
from helpers.demos.live_curves import LiveCurves
from tests.demonstrations import MODULES, make

IMAGES = np.random.default_rng(0).integers(0, 256, (10, 28, 28)).astype(np.uint8)
DIGITS = (IMAGES, np.arange(10, dtype=np.uint8))
DEMOS = {
    **{name: functools.partial(make, name, DIGITS) for name in MODULES},
    "kernel_lab": functools.partial(make, "kernel_lab", DIGITS, second=(8, 0)),  # there is one 8
    "live_curves": lambda: LiveCurves(2),
}


def test_no_demonstration_is_left_out():
    index = Path(demos.__file__).with_name("web") / "demonstrations" / "index.js"
    known = re.findall(r"\bas (\w+)", index.read_text(encoding="utf-8"))
    assert sorted(DEMOS) == sorted(known) and len(known) > 10


@pytest.mark.parametrize("name", DEMOS)
def test_a_demonstration_is_one_widget_of_that_name(name):
    widget = DEMOS[name]().widget
    assert isinstance(widget, PageWidget) and widget.demonstration == name
