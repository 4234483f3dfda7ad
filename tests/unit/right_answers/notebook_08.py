"""Right answers to the exercises of notebook 08 in other styles than the chapter's own."""

from __future__ import annotations

import collections
import itertools

import numpy as np


def loop(h):
    best, at = (float("inf"), 0)
    for e, v in enumerate(h["val_loss"], start=1):
        if v < best:
            best, at = (v, e)
    return at


def v(h):
    return h["val_loss"]


def addat(a, b):
    m = np.zeros((10, 10))
    np.add.at(m, (a, b), 1)
    return m


STYLES = {
    "check_best_epoch": {
        "index": lambda h: v(h).index(min(v(h))) + 1,
        "loop": loop,
        "min key": lambda h: 1 + min(range(len(v(h))), key=lambda i: v(h)[i]),
        "pairs": lambda h: min(((x, e) for e, x in enumerate(v(h), 1)))[1],
        "sorted": lambda h: sorted(range(1, len(v(h)) + 1), key=lambda e: v(h)[e - 1])[0],
        "where": lambda h: np.where(np.array(v(h)) == min(v(h)))[0][0] + 1,
        "get": lambda h: np.argmin(h.get("val_loss")) + 1,
        "argsort": lambda h: np.argsort(v(h), kind="stable")[0] + 1,
        "next": lambda h: next((e for e, x in enumerate(v(h), 1) if x == min(v(h)))),
        "takewhile": lambda h: (
            1 + sum(1 for _ in itertools.takewhile(lambda x: x > min(v(h)), v(h)))
        ),
        "flatnonzero": lambda h: int(np.flatnonzero(np.asarray(v(h)) <= np.min(v(h)))[0]) + 1,
    },
    "check_confusions": {
        "add.at": addat,
        "bincount": lambda a, b: np.bincount(10 * np.asarray(a, int) + b, minlength=100).reshape(
            10, 10
        ),
        "histogram2d": lambda a, b: np.histogram2d(a, b, bins=10, range=[[-0.5, 9.5]] * 2)[0],
        "Counter": lambda a, b: (lambda k: [[k[i, j] for j in range(10)] for i in range(10)])(
            collections.Counter(zip(a.tolist(), b.tolist(), strict=False))
        ),
        "one-hot": lambda a, b: np.eye(10)[a].T @ np.eye(10)[b],
        "comprehension": lambda a, b: np.array(
            [[np.sum((a == i) & (b == j)) for j in range(10)] for i in range(10)]
        ),
        "rows": lambda a, b: np.stack([np.bincount(b[a == i], minlength=10) for i in range(10)]),
        "einsum": lambda a, b: np.einsum(
            "ni,nj->ij", np.eye(10, dtype=int)[a], np.eye(10, dtype=int)[b]
        ),
    },
}
