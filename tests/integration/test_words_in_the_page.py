"""Each demonstration says the same in Python and in the page, whatever its controls say.

A new demonstration is named in `DEMONSTRATIONS`, with `any_NAME`, its states by chance, and in
`MAKE` where it needs more than digits.
"""

from __future__ import annotations

import numpy as np
import pytest

from helpers.data import load_mnist
from helpers.demos import (
    change_pixels,
    choose_pixel,
    dense_unit,
    drawing_pad,
    kernel_lab,
    occlusion_demo,
    one_weight,
    point_at_pixel,
    read_photograph,
    shift_demo,
    unit_demo,
)
from helpers.demos.scores import change_scores, choose_temperature, mix_digits
from helpers.networks import load_pretrained, quick_network
from tests.integration.in_node import ask

#: Settings of each demonstration that are compared.
SETTINGS = 300


def digit(random, each: int = 20) -> list[int]:
    return [int(random.integers(10)), int(random.integers(each))]


def any_kernel_lab(random) -> dict:
    size = int(random.choice([3, 5]))
    presets = [each.tolist() for each in kernel_lab.PRESETS.values()]
    own = (random.integers(-20, 21, (size, size)) / 4).tolist()
    strokes = [random.uniform(0, 28, 2 * n).round(1).tolist() for n in random.integers(1, 6, 3)]
    return {
        "first": kernel_lab.DRAWING if random.random() < 0.2 else digit(random),
        "second": kernel_lab.DRAWING if random.random() < 0.2 else digit(random),
        "kernel": presets[random.integers(len(presets))] if random.random() < 0.3 else own,
        "bias": int(random.integers(-100, 101)) * 5,
        "stride": int(random.integers(1, 5)),
        "padding": int(random.integers(0, 5)),
        "cell": [int(random.integers(2)), *random.integers(0, 34, 2).tolist()],
        "filled": int(random.integers(1, 700)) if random.random() < 0.3 else None,
        "strokes": strokes if random.random() < 0.8 else [],
    }


def any_change_pixels(random) -> dict:
    return {
        "digit": digit(random),
        "brightness": int(random.integers(-51, 52)) * 5,
        "contrast": int(random.integers(0, 31)) / 10,
        "threshold": int(random.integers(1, 256)),
    }


def any_point_at_pixel(random) -> dict:
    return {
        "digit": digit(random),
        "pixel": random.integers(0, 28, 2).tolist(),
        "side": int(random.choice([28, 14, 7])),
    }


def any_change_scores(random) -> dict:
    reach = random.choice([1, 10])
    return {"scores": random.uniform(-reach, reach, 10).round(1).tolist()}


def any_choose_temperature(random) -> dict:
    scores = random.uniform(-60, 60, 10).round(1).tolist()
    return {"scores": scores, "temperature": float(f"{10 ** random.uniform(-1, 3):.3g}")}


def any_mix_digits(random) -> dict:
    return {
        "first": digit(random),
        "second": digit(random),
        "share": int(random.integers(101)),
        "temperature": float(f"{10 ** random.uniform(-1, 3):.3g}"),
    }


def any_occlusion_demo(random) -> dict:
    return {
        "digit": digit(random),
        "asked": int(random.integers(10)),
        "size": int(random.choice([3, 5, 7, 9, 11])),
        "cover": random.integers(28, size=2).tolist(),
    }


def make_shift_demo(digits):
    networks = {"convolutional": quick_network(), "shipped": load_pretrained()}
    return shift_demo.shift_demo(networks, None, *digits)


def any_shift_demo(random) -> dict:
    right, down = random.integers(-8, 9, 2).tolist()
    return {"digit": digit(random), "right": right, "down": down}


def any_choose_pixel(random) -> dict:
    row, column = random.integers(0, 28, 2).tolist()
    return {"digit": digit(random), "row": row, "column": column}


def any_dense_unit(random) -> dict:
    wanted, against = random.integers(10, size=2).tolist()
    return {"wanted": wanted, "against": against, **any_shift_demo(random)}


def any_unit_demo(random) -> dict:
    unit = [int(random.integers(96)), *random.integers(0, 24, 2).tolist()]
    return {
        "digit": digit(random),
        "layer": int(random.integers(8)),
        "unit": None if random.random() < 0.3 else unit,
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


def make_read_photograph(digits):
    pictures = {"blank": np.full((28, 56, 3), 255, np.uint8)}
    for name, places in (("one", [0]), ("two", [1, 2])):
        pictures[name] = np.dstack([255 - np.hstack(digits[0][places])] * 3)
    return read_photograph.read_photograph(pictures)


def make_one_weight(digits):
    """Any inputs will do: what a unit of the last layer but one gives, and ten probabilities."""
    random = np.random.default_rng(5)
    probabilities = random.dirichlet(np.ones(10), 200)
    return one_weight.one_weight(random.exponential(0.7, 200), probabilities, digits[1][:200])


def any_one_weight(random) -> dict:
    return {
        "learning_rate": float(f"{10 ** random.uniform(-1, 2):.3g}"),
        "start": int(random.integers(-16, 33)) / 2,
        "steps": int(random.integers(21)),
    }


def any_read_photograph(random) -> dict:
    return {
        "picture": [None, "blank", "one", "two"][random.integers(4)],
        "digit": int(random.integers(3)),
        "ink": bool(random.integers(2)),
        "left_out": bool(random.integers(2)),
        "centres": bool(random.integers(2)),
    }


#: Modules, each with a function of its own name, its words, and above what makes its states.
DEMONSTRATIONS = {
    module.__name__.rpartition(".")[2]: module
    for module in (
        change_pixels,
        change_scores,
        choose_pixel,
        choose_temperature,
        dense_unit,
        drawing_pad,
        kernel_lab,
        mix_digits,
        occlusion_demo,
        one_weight,
        point_at_pixel,
        read_photograph,
        shift_demo,
        unit_demo,
    )
}
#: Of those that need more than digits, or nothing.
MAKE = {
    "change_scores": lambda digits: change_scores.change_scores([0] * 10),
    "choose_temperature": lambda digits: choose_temperature.choose_temperature([0] * 10),
    "drawing_pad": lambda digits: drawing_pad.drawing_pad(),
    "mix_digits": lambda digits: mix_digits.mix_digits(None, *digits),
    "occlusion_demo": lambda digits: occlusion_demo.occlusion_demo(None, *digits),
    "one_weight": make_one_weight,
    "read_photograph": make_read_photograph,
    "shift_demo": make_shift_demo,
    "unit_demo": lambda digits: unit_demo.unit_demo(None, *digits),
}


@pytest.mark.parametrize("name", DEMONSTRATIONS)
def test_words(name):
    module = DEMONSTRATIONS[name]
    digits = load_mnist()[0]
    demonstration = MAKE[name](digits) if name in MAKE else getattr(module, name)(*digits)
    any_state = globals()[f"any_{name}"]
    data = demonstration.widget.data
    random = np.random.default_rng(16)
    states = [demonstration.state, *(any_state(random) for _ in range(SETTINGS))]
    _, *answers = ask([{"data": data}, *({"words": name, "state": state} for state in states)])
    for answer, state in zip(answers, states, strict=True):
        assert answer == module.words(data, state), state
    assert answers[0] == repr(demonstration)
    print(f"{name}: {len(answers)} settings, the same words")
