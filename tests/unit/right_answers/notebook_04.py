"""Right answers to the exercises of notebook 04 in other styles than the chapter's own."""

from __future__ import annotations

import functools
import itertools
import math

import numpy as np


def cp(ws):
    t = 0
    for i, o in itertools.pairwise(ws):
        t += i * o + o
    return t


def rec(ws):
    return 0 if len(ws) < 2 else (ws[0] + 1) * ws[1] + rec(ws[1:])


def idx(ws):
    t = 0
    for i in range(1, len(ws)):
        t += ws[i - 1] * ws[i]
        t += ws[i]
    return t


def dl(v, W, B):
    out = []
    for j in range(W.shape[1]):
        t = B[j]
        for i in range(len(v)):
            t += v[i] * W[i, j]
        out.append(max(t, 0))
    return out


def dm(v, W, B):
    t = v @ W + B
    t[t < 0] = 0
    return t


def lc(side, channels, filters):
    n = 0
    for _ in range(filters):
        for _ in range(channels):
            for _ in range(side):
                n += side
        n += 1
    return n


def work_by_loops(side, channels, filters, rows, columns):
    total = 0
    for _ in range(0, rows - side + 1):
        for _ in range(0, columns - side + 1):
            total += filters * channels * side**2
    return total


def work_by_shapes(side, channels, filters, rows, columns):
    windows = np.lib.stride_tricks.sliding_window_view(np.zeros((rows, columns)), (side, side))
    return windows.size * channels * filters


STYLES = {
    "check_parameters": {
        "recursion": rec,
        "index": idx,
        "sum": lambda ws: sum(((a + 1) * b for a, b in itertools.pairwise(ws))),
        "NumPy": lambda ws: np.dot(np.array(ws[:-1]) + 1, ws[1:]),
        "pairwise": lambda ws: sum((a * b + b for a, b in itertools.pairwise(ws))),
        "two sums": lambda ws: sum((a * b for a, b in itertools.pairwise(ws))) + sum(ws[1:]),
        "reduce": lambda ws: functools.reduce(
            lambda t, i: t + (ws[i] + 1) * ws[i + 1], range(len(ws) - 1), 0
        ),
        "while": lambda ws, i=0: cp(list(ws)),
    },
    "check_dense": {
        "loops": dl,
        "mask": dm,
        "np.dot": lambda v, W, B: np.clip(np.dot(v, W) + B, 0, None),
        "where": lambda v, W, B: (lambda s: np.where(s > 0, s, 0))(v @ W + B),
        "transposed": lambda v, W, B: np.maximum(W.T @ v + B, 0),
        "einsum": lambda v, W, B: np.maximum(np.einsum("i,ij->j", v, W) + B, 0),
        "times": lambda v, W, B: (lambda s: s * (s > 0))(v @ W + B),
        "abs": lambda v, W, B: (lambda s: (s + abs(s)) / 2)(v @ W + B),
        "broadcast": lambda v, W, B: np.maximum((v[:, None] * W).sum(0) + B, 0),
        "columns": lambda v, W, B: np.array(
            [max(0, sum(v * col) + b) for col, b in zip(W.T, B, strict=False)]
        ),
        "bias as a row": lambda v, W, B: np.maximum(np.append(v, 1) @ np.vstack([W, B]), 0),
        "swapped arguments of maximum": lambda v, W, B: np.maximum(0, B + np.matmul(v, W)),
        "fmax": lambda v, W, B: np.fmax(v @ W + B, 0.0),
    },
    "check_convolution_parameters": {
        "loops": lc,
        "power": lambda side, channels, filters: side**2 * channels * filters + filters,
        "np.prod": lambda side, channels, filters: (
            np.prod([side, side, channels, filters]) + filters
        ),
        "sum": lambda side, channels, filters: sum(
            side * side * channels + 1 for _ in range(filters)
        ),
        "math.pow": lambda side, channels, filters: (
            int(math.pow(side, 2)) * channels * filters + filters
        ),
        "two steps": lambda side, channels, filters: (lambda weights, biases: weights + biases)(
            side * side * channels * filters, filters
        ),
    },
    "check_work": {
        "loops": work_by_loops,
        "windows": work_by_shapes,
        "prod": lambda s, c, f, rows, columns: math.prod(
            [s, s, c, f, rows - s + 1, columns - s + 1]
        ),
        "kernel by kernel": lambda s, c, f, rows, columns: sum(
            s * s * c * (rows + 1 - s) * (columns + 1 - s) for _ in range(f)
        ),
        "a float": lambda s, c, f, rows, columns: (
            s**2.0 * c * f * (rows - s + 1) * (columns - s + 1)
        ),
    },
}
