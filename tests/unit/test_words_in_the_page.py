"""Each demonstration says the same in Python and in the page, whatever its controls say.

A new demonstration gets an entry in `DEMONSTRATIONS`: how to make it, the function of its words,
and states by chance.
"""

from __future__ import annotations

import numpy as np
import pytest

from helpers.data import load_mnist
from helpers.demos import kernel_lab
from tests.unit.in_node import ask

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


DEMONSTRATIONS = {
    "kernel_lab": (lambda digits: kernel_lab.kernel_lab(*digits), kernel_lab.words, any_kernel_lab),
}


@pytest.mark.parametrize("name", DEMONSTRATIONS)
def test_words(name):
    make, words, any_state = DEMONSTRATIONS[name]
    demonstration = make(load_mnist()[0])
    data = demonstration.widget.data
    random = np.random.default_rng(16)
    states = [demonstration.state, *(any_state(random) for _ in range(SETTINGS))]
    _, *answers = ask([{"data": data}, *({"words": name, "state": state} for state in states)])
    for answer, state in zip(answers, states, strict=True):
        assert answer == words(data, state), state
    assert answers[0] == repr(demonstration)
    print(f"{name}: {len(answers)} settings, the same words")
