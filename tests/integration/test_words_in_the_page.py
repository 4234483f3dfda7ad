"""Each demonstration says the same in Python and in the page, whatever its controls say.

A new demonstration gets an entry in `STATES`: states by chance.
"""

from __future__ import annotations

import numpy as np
import pytest

from helpers.data import load_mnist
from helpers.demos.kernel_lab import DRAWING, PRESETS
from helpers.networks import quick_network
from tests.demonstrations import MODULES, make
from tests.integration.in_node import ask

#: Settings of each demonstration that are compared.
SETTINGS = 300


def digit(random, each: int = 20) -> list[int]:
    return [int(random.integers(10)), int(random.integers(each))]


def any_kernel_lab(random) -> dict:
    size = int(random.choice([3, 5]))
    presets = [each.tolist() for each in PRESETS.values()]
    own = (random.integers(-20, 21, (size, size)) / 4).tolist()
    strokes = [random.uniform(0, 28, 2 * n).round(1).tolist() for n in random.integers(1, 6, 3)]
    return {
        "first": DRAWING if random.random() < 0.2 else digit(random),
        "second": DRAWING if random.random() < 0.2 else digit(random),
        "kernel": presets[random.integers(len(presets))] if random.random() < 0.3 else own,
        "bias": int(random.integers(-100, 101)) * 5,
        "stride": int(random.integers(1, 5)),
        "padding": int(random.integers(0, 5)),
        "cell": [int(random.integers(2)), *random.integers(0, 34, 2).tolist()],
        "filled": int(random.integers(1, 700)) if random.random() < 0.3 else None,
        "strokes": strokes if random.random() < 0.8 else [],
    }


def any_drawing_pad(random) -> dict:
    strokes = []
    for points in random.integers(1, 9, random.integers(0, 4)):
        way = np.cumsum(random.uniform(-60, 60, (points, 2)), axis=0) + random.uniform(60, 220, 2)
        width = int(random.choice([8, 18, 40]))
        strokes.append([width, *way.clip(0, 280).round(1).ravel().tolist()])
    tile = [int(random.integers(8)), int(random.integers(32))]
    return {
        "strokes": strokes,
        "thickness": 18,
        "tile": None if random.random() < 0.3 else tile,
    }


def temperature(random) -> float:
    return float(f"{10 ** random.uniform(-1, 3):.3g}")


def moved(random) -> dict:
    right, down = random.integers(-8, 9, 2).tolist()
    return {"digit": digit(random), "right": right, "down": down}


STATES = {
    "change_pixels": lambda random: {
        "digit": digit(random),
        "brightness": int(random.integers(-51, 52)) * 5,
        "contrast": int(random.integers(0, 31)) / 10,
        "threshold": int(random.integers(1, 256)),
    },
    "change_scores": lambda random: {
        "scores": (random.choice([1, 10]) * random.uniform(-1, 1, 10)).round(1).tolist()
    },
    "choose_pixel": lambda random: {
        "digit": digit(random),
        "row": int(random.integers(28)),
        "column": int(random.integers(28)),
    },
    "choose_temperature": lambda random: {
        "scores": random.uniform(-60, 60, 10).round(1).tolist(),
        "temperature": temperature(random),
    },
    "dense_unit": lambda random: {
        "wanted": int(random.integers(10)),
        "against": int(random.integers(10)),
        **moved(random),
    },
    "drawing_pad": any_drawing_pad,
    "kernel_lab": any_kernel_lab,
    "mix_digits": lambda random: {
        "first": digit(random),
        "second": digit(random),
        "share": int(random.integers(101)),
        "temperature": temperature(random),
    },
    "occlusion_demo": lambda random: {
        "digit": digit(random),
        "asked": int(random.integers(10)),
        "size": int(random.choice([3, 5, 7, 9, 11])),
        "cover": random.integers(28, size=2).tolist(),
    },
    "one_weight": lambda random: {
        "learning_rate": float(f"{10 ** random.uniform(-1, 2):.3g}"),
        "start": int(random.integers(-16, 33)) / 2,
        "steps": int(random.integers(21)),
    },
    "point_at_pixel": lambda random: {
        "digit": digit(random),
        "pixel": random.integers(0, 28, 2).tolist(),
        "side": int(random.choice([28, 14, 7])),
    },
    "read_photograph": lambda random: {
        "picture": [None, "blank", "one", "two"][random.integers(4)],
        "digit": int(random.integers(3)),
        **{name: bool(random.integers(2)) for name in ("ink", "left_out", "centres")},
    },
    "shift_demo": moved,
    "unit_demo": lambda random: {
        "digit": digit(random),
        "layer": int(random.integers(8)),
        "unit": None
        if random.random() < 0.3
        else [int(random.integers(96)), *random.integers(0, 24, 2).tolist()],
    },
}


@pytest.mark.parametrize("name", MODULES)
def test_words(name):
    demonstration = make(name, load_mnist()[0], other=quick_network())
    data, random = demonstration.widget.data, np.random.default_rng(16)
    states = [demonstration.state, *(STATES[name](random) for _ in range(SETTINGS))]
    _, *answers = ask([{"data": data}, *({"words": name, "state": state} for state in states)])
    for answer, state in zip(answers, states, strict=True):
        assert answer == MODULES[name].words(data, state), state
    assert answers[0] == repr(demonstration)
    print(f"{name}: {len(answers)} settings, the same words")
