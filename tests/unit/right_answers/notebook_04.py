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


def in_pure_python(images, layers):
    answers = []
    for image in images:
        values = [float(pixel) for row in image for pixel in row]
        for number, (weights, biases) in enumerate(layers):
            sums = [
                sum(v * w[j] for v, w in zip(values, weights, strict=True)) + biases[j]
                for j in range(len(biases))
            ]
            values = sums if number == len(layers) - 1 else [max(s, 0) for s in sums]
        answers.append(values)
    return answers


def by_recursion(images, layers):
    values = np.asarray(images).reshape(len(images), -1)
    (weights, biases), rest = layers[0], layers[1:]
    sums = values @ weights + biases
    return by_recursion(np.maximum(sums, 0), rest) if rest else sums


def with_a_flag(images, layers):
    x = images.reshape((images.shape[0], -1))
    for i in range(len(layers)):
        x = np.dot(x, layers[i][0]) + layers[i][1]
        if i < len(layers) - 1:
            x[x < 0] = 0
    return x


def relu_before_each_but_the_first(images, layers):
    x, first = images.reshape(len(images), -1), True
    for weights, biases in layers:
        x = x if first else np.maximum(x, 0)
        x, first = x @ weights + biases, False
    return x


def transposed(images, layers):
    x = images.reshape(len(images), -1).T
    for k, (weights, biases) in enumerate(layers, 1):
        x = weights.T @ x + biases[:, None]
        x = np.where(x > 0, x, 0) if k < len(layers) else x
    return x.T


def one_image_at_a_time(images, layers):
    for image in images:
        x = image.flatten()
        for weights, biases in layers[:-1]:
            x = np.clip(x @ weights + biases, 0, None)
        yield x @ layers[-1][0] + layers[-1][1]


def pops_the_layers(images, layers):
    x, layers = images.reshape(len(images), images.shape[1] * images.shape[2]), list(layers)
    while layers:
        weights, biases = layers.pop(0)
        x = x @ weights + biases
        if layers:
            x *= x > 0
    return x


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
    "check_forward": {
        "half precision": lambda *given: transposed(*given).astype(np.float16),
        "pure Python": in_pure_python,
        "recursion": by_recursion,
        "a mask": with_a_flag,
        "ReLU before": relu_before_each_but_the_first,
        "transposed": transposed,
        "a generator": one_image_at_a_time,
        "pop": pops_the_layers,
        "reduce": lambda images, layers: functools.reduce(
            lambda x, layer: np.maximum(x, 0) @ layer[0] + layer[1],
            layers,
            images.reshape(len(images), -1),
        ),
        "bias as a row": lambda images, layers: functools.reduce(
            lambda x, layer: (
                np.c_[np.maximum(x, 0), np.ones(len(x))] @ np.vstack([layer[0], layer[1]])
            ),
            layers,
            images.reshape(len(images), -1),
        ),
        "einsum": lambda images, layers: np.stack(
            [
                functools.reduce(
                    lambda x, layer: np.einsum("i,ij->j", np.fmax(x, 0), layer[0]) + layer[1],
                    layers,
                    image.ravel(),
                )
                for image in images
            ]
        ),
        "float32": lambda images, layers: by_recursion(
            images.astype(np.float32),
            [(weights.astype(np.float32), biases.astype(np.float32)) for weights, biases in layers],
        ),
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
