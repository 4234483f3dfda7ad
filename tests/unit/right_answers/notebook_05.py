"""Right answers to the exercises of notebook 05 in other styles than the chapter's own."""

from __future__ import annotations

import itertools
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


def by_cumsum(p, share):
    order = np.argsort(p)[::-1]
    count = np.searchsorted(np.cumsum(p[order]), share) + 1
    return order[:count]


def by_taking_the_largest(p, share):
    left, found = list(p), []
    while sum(p[digit] for digit in found) < share:
        digit = left.index(max(left))
        found.append(digit)
        left[digit] = -1
    return found


def by_what_is_missing(p, share):
    for digit in sorted(range(len(p)), key=lambda each: p[each], reverse=True):
        yield digit
        share -= p[digit]
        if share <= 1e-12:
            return


def by_pairs(p, share):
    pairs = sorted(((value, digit) for digit, value in enumerate(p)), reverse=True)
    total, found = 0.0, ()
    for value, digit in pairs:
        found += (digit,)
        total += value
        if total >= share:
            return found


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
    "check_candidates": {
        "cumsum": by_cumsum,
        "largest": by_taking_the_largest,
        "what is missing": by_what_is_missing,
        "pairs": by_pairs,
        "a mask": lambda p, share: (
            lambda order: order[np.cumsum(p[order]) - p[order] < share - 1e-12]
        )(np.argsort(-p, kind="stable")),
        "next": lambda p, share: (
            lambda order: next(
                order[:count] for count in range(1, len(p) + 1) if p[order[:count]].sum() >= share
            )
        )(np.argsort(-p)),
        "strings of digits as int": lambda p, share: [int(str(d)) for d in by_pairs(p, share)],
        "floats": lambda p, share: [float(digit) for digit in by_pairs(p, share)],
        "np.argmax": lambda p, share: (
            lambda q: [
                d
                for _ in range(len(p))
                if p.sum() - q.sum() < share - 1e-12
                for d in [int(q.argmax())]
                if q.__setitem__(d, 0) is None
            ]
        )(p.copy()),
        "accumulate": lambda p, share: [
            d
            for d, before in zip(
                np.argsort(-p),
                itertools.accumulate(sorted(p, reverse=True), initial=0),
                strict=False,
            )
            if before < share
        ],
    },
    "check_half_sure": {
        "by ratios": half_by_ratio,
        "a grid": half_on_a_grid,
        "recursion": half_by_powers,
        "Newton": half_by_newton,
    },
}
