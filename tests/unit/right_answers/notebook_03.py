"""Right answers to the exercises of notebook 03 in other styles than the chapter's own."""

from __future__ import annotations

import functools

import numpy as np

from helpers.convolution import convolve


def loops(maps, kernels, bias):
    _n, R, C = maps.shape
    out = np.zeros((R - 2, C - 2))
    for r in range(R - 2):
        for k in range(C - 2):
            out[r, k] = (maps[:, r : r + 3, k : k + 3] * kernels).sum() + bias
    return out


def rec(maps, kernels, bias):
    return (
        bias if len(maps) == 0 else convolve(maps[0], kernels[0]) + rec(maps[1:], kernels[1:], bias)
    )


def inplace(maps, kernels, bias):
    total = convolve(maps[0], kernels[0])
    for i in range(1, len(maps)):
        total += convolve(maps[i], kernels[i])
    total += bias
    return total


win = np.lib.stride_tricks.sliding_window_view


def seen_backwards(layers, unit):
    first = last = unit
    for window, stride in reversed(layers):
        first, last = first * stride, last * stride + window - 1
    return first, last


def seen_as_sets(layers, unit):
    seen = {unit}
    for window, stride in layers[::-1]:
        seen = {one * stride + step for one in seen for step in range(window)}
    return min(seen), max(seen)


def seen_recursively(layers, unit):
    if not layers:
        return [unit, unit]
    first, last = seen_recursively(layers[1:], unit)
    return [first * layers[0][1], last * layers[0][1] + layers[0][0] - 1]


def seen_by_products(layers, unit):
    jumps = np.cumprod([1, *(stride for _, stride in layers)])
    size = 1 + sum((window - 1) * jump for (window, _), jump in zip(layers, jumps, strict=False))
    return np.array([unit * jumps[-1], unit * jumps[-1] + size - 1])


STYLES = {
    "check_convolve_channels": {
        "half precision": lambda *given: loops(*given).astype(np.float16),
        "loops": loops,
        "recursion": rec,
        "bias last": inplace,
        "sum of list": lambda maps, kernels, bias: (
            np.sum([convolve(m, k) for m, k in zip(maps, kernels, strict=False)], axis=0) + bias
        ),
        "built-in sum": lambda maps, kernels, bias: (
            sum(convolve(maps[i], kernels[i]) for i in range(len(maps))) + bias
        ),
        "einsum": lambda maps, kernels, bias: (
            np.einsum("crsij,cij->rs", win(maps, (3, 3), axis=(1, 2)), kernels) + bias
        ),
        "reduce": lambda maps, kernels, bias: (
            functools.reduce(np.add, map(convolve, maps, kernels)) + bias
        ),
        "tensordot": lambda maps, kernels, bias: (
            np.tensordot(win(maps, (3, 3), axis=(1, 2)), kernels, axes=([0, 3, 4], [0, 1, 2]))
            + bias
        ),
        "stack": lambda maps, kernels, bias: (
            np.stack(list(map(convolve, maps, kernels)), axis=-1).sum(axis=-1) + bias
        ),
        "nine shifts": lambda maps, kernels, bias: (
            bias
            + sum(
                (
                    maps[:, i : maps.shape[1] - 2 + i, j : maps.shape[2] - 2 + j]
                    * kernels[:, i, j, None, None]
                ).sum(0)
                for i in range(3)
                for j in range(3)
            )
        ),
    },
    "check_seen_rows": {
        "from the end": seen_backwards,
        "sets": seen_as_sets,
        "recursion": seen_recursively,
        "products": seen_by_products,
    },
}
