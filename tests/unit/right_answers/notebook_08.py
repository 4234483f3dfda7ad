"""Right answers to the exercises of notebook 08 in other styles than the chapter's own."""

from __future__ import annotations

import collections
import itertools

import numpy as np


def addat(a, b):
    m = np.zeros((10, 10))
    np.add.at(m, (a, b), 1)
    return m


def with_a_counter(losses, patience):
    lowest, kept, waited = float("inf"), 0, 0
    for epoch, loss in enumerate(losses, 1):
        if loss < lowest:
            lowest, kept, waited = loss, epoch, 0
        else:
            waited += 1
        if waited == patience:
            return epoch, kept
    return len(losses), kept


def by_slices(losses, patience):
    for last in range(1, len(losses) + 1):
        kept = int(np.argmin(losses[:last])) + 1
        if last - kept >= patience:
            break
    return np.array([last, kept])


def by_while(losses, patience):
    epoch = kept = 0
    while epoch < len(losses) - 1 and epoch - kept < patience:
        epoch += 1
        if losses[epoch] < losses[kept]:
            kept = epoch
    return [epoch + 1, kept + 1]


def by_recursion(losses, patience, kept=1, epoch=1):
    if epoch - kept == patience or epoch == len(losses):
        return epoch, kept
    kept = epoch + 1 if losses[epoch] < losses[kept - 1] else kept
    return by_recursion(losses, patience, kept, epoch + 1)


STYLES = {
    "check_early_stop": {
        "a counter": with_a_counter,
        "slices": by_slices,
        "while": by_while,
        "recursion": by_recursion,
        "a generator": lambda losses, patience: (each for each in with_a_counter(losses, patience)),
        "floats": lambda losses, patience: tuple(map(float, by_while(losses, patience))),
        "next": lambda losses, patience: (
            lambda ends: (ends, losses[:ends].index(min(losses[:ends])) + 1)
        )(
            next(
                (
                    n
                    for n in range(patience + 1, len(losses) + 1)
                    if min(losses[n - patience : n]) >= min(losses[: n - patience])
                ),
                len(losses),
            )
        ),
        "accumulate": lambda losses, patience: (
            lambda kept: next(
                ((n, k) for n, k in enumerate(kept, 1) if n - k >= patience),
                (len(losses), kept[-1]),
            )
        )([losses.index(low) + 1 for low in itertools.accumulate(losses, min)]),
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
