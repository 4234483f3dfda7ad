"""Right answers to the exercises of notebook 05 in other styles than the chapter's own."""

from __future__ import annotations

import math

import numpy as np

from helpers.softmax import softmax


def rows(s):
    out = []
    for row in s:
        p = np.exp(row - row.max())
        out.append(p / p.sum())
    return np.array(out)


def pure(s):
    out = []
    for row in s:
        m = max(row)
        p = [math.exp(x - m) for x in row]
        out.append([x / sum(p) for x in p])
    return out


def lse(s):
    return np.exp(s - np.logaddexp.reduce(s, axis=1, keepdims=True))


def fill(s):
    out = np.zeros(s.shape)
    for i in range(len(s)):
        out[i] = np.exp(s[i] - max(s[i])) / np.sum(np.exp(s[i] - max(s[i])))
    return out


T = "The number is probably a "


def am(p):
    return int(np.argmax(p))


def loop(p):
    best = 0
    for i in range(len(p)):
        if p[i] > p[best]:
            best = i
    return T + str(best)


def half_by_ratio(scores):
    low, high = 1e-3, 1e4
    while high / low > 1.0001:
        middle = math.sqrt(low * high)
        low, high = (middle, high) if softmax(scores, middle).max() > 0.5 else (low, middle)
    return low


def half_on_a_grid(scores):
    temperatures = np.geomspace(1e-3, 1e4, 20_001)
    sure = np.array([softmax(scores, each).max() for each in temperatures])
    return temperatures[np.argmin(np.abs(sure - 0.5))]


def half_by_powers(scores, low=0.001, high=10_000.0):
    if high - low < 1e-9 * high:
        return low
    middle = (low + high) / 2
    others = np.exp((np.sort(scores)[:-1] - scores.max()) / middle).sum()
    return half_by_powers(scores, *((middle, high) if others < 1 else (low, middle)))


def half_by_newton(scores):
    far = scores.max() - np.sort(scores)[:-1]
    cold = 1e-9
    for _ in range(200):  # the inverse of the temperature, where the others' powers sum to 1
        powers = np.exp(-far * cold)
        cold += (powers.sum() - 1) / (far * powers).sum()
    return 1 / cold


STYLES = {
    "check_stable_softmax": {
        "rows": rows,
        "math": pure,
        "logaddexp": lse,
        "fill": fill,
        "transposed": lambda s: (lambda p: (p / p.sum(0)).T)(np.exp(s.T - s.max(1))),
        "newaxis": lambda s: (lambda p: p / p.sum(1)[:, None])(np.exp(s - s.max(1)[:, None])),
        "apply": lambda s: np.apply_along_axis(softmax, 1, s),
        "pairwise": lambda s: 1 / np.exp(np.minimum(s[:, None, :] - s[:, :, None], 700)).sum(2),
        "amax": lambda s: (lambda p: p / np.sum(p, axis=-1, keepdims=True))(
            np.exp(np.subtract(s, np.amax(s, axis=-1, keepdims=True)))
        ),
        "generator rows": lambda s: np.stack(list(map(softmax, s))),
    },
    "check_answer": {
        "f-string": lambda p: f"{T}{np.argmax(p)}",
        "plus": lambda p: T + str(np.argmax(p)),
        "percent": lambda p: T + "%d" % np.argmax(p),  # noqa: UP031
        "format": lambda p: f"The number is probably a {am(p)}",
        "loop": loop,
        "index": lambda p: T + str(list(p).index(max(p))),
        "argsort": lambda p: T + str(np.argsort(p)[-1]),
        "max key": lambda p: f"{T}{max(range(10), key=lambda i: p[i])}",
        "join": lambda p: " ".join(["The", "number", "is", "probably", "a", str(am(p))]),
        "where": lambda p: f"{T}{np.where(p == np.max(p))[0][0]}",
        "np.str_": lambda p: np.str_(f"{T}{am(p)}"),
        "enumerate": lambda p: T + str(max(((v, i) for i, v in enumerate(p)))[1]),
        "sorted": lambda p: T + str(sorted(range(len(p)), key=lambda i: -p[i])[0]),
        "replace": lambda p: "The number is probably a 3".replace("3", str(am(p))),
        "Template": lambda p: f"The number is probably a {p.argmax():d}",
    },
    "check_half_sure": {
        "by ratios": half_by_ratio,
        "a grid": half_on_a_grid,
        "recursion": half_by_powers,
        "Newton": half_by_newton,
    },
}
