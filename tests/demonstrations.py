"""Every demonstration: the module of its name, and one made of given digits and networks."""

from __future__ import annotations

import importlib
import pkgutil

import numpy as np

from helpers import demos
from helpers.demos.base.demonstration import Demonstration

_FOUND = [each.name for each in pkgutil.walk_packages(demos.__path__, "helpers.demos.")]
#: A module holds a demonstration if it has a function of its own name.
MODULES = {
    name: importlib.import_module(path)
    for path in _FOUND
    if hasattr(importlib.import_module(path), name := path.rpartition(".")[2])
}
SCORES = (3.25, -1.5, 0, 2, -4, 7.5, 0.5, -0.04, 1, 6)
SHIFTS = {"first": {0: 0.98, 2: 0.9, 4: 0.5}, "second": {0: 0.99, 2: 0.95, 4: 0.75}}
#: Those that show test images where none are given.
OF_TEST = ("mix_digits", "occlusion_demo", "shift_demo")


def make(name, digits, network=None, other=None, **state) -> Demonstration:
    """Make a demonstration of images and labels; MNIST's and the shipped network when None."""
    random = np.random.default_rng(2)
    given = {
        "change_scores": lambda: [SCORES],
        "choose_temperature": lambda: [SCORES],
        "drawing_pad": lambda: [network],
        "mix_digits": lambda: [network, *digits],
        "occlusion_demo": lambda: [network, *digits],
        "one_weight": lambda: [
            random.uniform(0, 1, 30),
            random.dirichlet(np.ones(10), 30),
            np.arange(30) % 10,
        ],
        "read_photograph": lambda: [_photographs(digits[0])],
        "shift_demo": lambda: [{"first": network, "second": other}, SHIFTS, *digits],
        "unit_demo": lambda: [network, *digits],
    }.get(name, lambda: digits)()
    return getattr(MODULES[name], name)(*given, **state)


def _photographs(images: np.ndarray) -> dict[str, np.ndarray]:
    blank = np.full((28, 56, 3), 255, np.uint8)
    one, two = (np.dstack([255 - np.hstack(images[place])] * 3) for place in ([0], [1, 2]))
    return {"blank": blank, "one": one, "two": two}
