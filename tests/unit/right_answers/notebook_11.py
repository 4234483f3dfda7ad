"""Right answers to the exercises of notebook 11 in other styles than the chapter's own."""

from __future__ import annotations

import math

import cv2
import numpy as np


def loops(w, rows, columns):
    ch = w.shape[0] // rows // columns
    out = np.zeros((rows, columns, ch, w.shape[1]), w.dtype)
    for r in range(rows):
        for k in range(columns):
            for q in range(ch):
                out[r, k, q] = w[(r * columns + k) * ch + q]
    return out


def pk(heat, least):
    found = []
    for r, k in np.ndindex(heat.shape):
        a = heat[max(r - 1, 0) : r + 2, max(k - 1, 0) : k + 2]
        if heat[r, k] > least and heat[r, k] == a.max():
            found.append((r, k))
    return found


def pn(heat, least):
    R, K = heat.shape
    out = []
    for r in range(R):
        for k in range(K):
            ok = heat[r][k] > least
            for i in (-1, 0, 1):
                for j in (-1, 0, 1):
                    if 0 <= r + i < R and 0 <= k + j < K and (heat[r + i][k + j] > heat[r][k]):
                        ok = False
            if ok:
                out.append([r, k])
    return out


def pp(heat, least):
    p = np.pad(heat.astype(float), 1, constant_values=-np.inf)
    h = np.max(
        [p[i : i + heat.shape[0], j : j + heat.shape[1]] for i in range(3) for j in range(3)],
        axis=0,
    )
    return np.argwhere((heat == h) & (heat > least))


def dil(heat, least):
    return [
        tuple(int(x) for x in p)
        for p in np.argwhere(
            (cv2.dilate(heat.astype(np.float64), np.ones((3, 3), np.uint8)) == heat)
            & (heat > least)
        )
    ]


def mk(f):
    return lambda h, least: [
        (r, k)
        for r, k in np.ndindex(h.shape)
        if f(h, least, r, k, h[max(r - 1, 0) : r + 2, max(k - 1, 0) : k + 2])
    ]


def nearest(places, true, reach):
    left = [tuple(p) for p in places]
    found = 0
    for r, k in true:
        if left:
            p = min(left, key=lambda q: math.dist(q, (r, k)))
            if math.dist(p, (r, k)) <= reach:
                left.remove(p)
                found += 1
    return (found, len(true) - found, len(places) - found)


def other(places, true, reach):
    left = list(true)
    found = 0
    for p in places:
        for t in left:
            if np.linalg.norm(np.subtract(p, t)) <= reach:
                left.remove(t)
                found += 1
                break
    return (found, len(left), len(places) - found)


def best(places, true, reach):
    match = {}

    def go(i, seen):
        for j, p in enumerate(places):
            if j not in seen and np.hypot(p[0] - true[i][0], p[1] - true[i][1]) <= reach:
                seen.add(j)
                if j not in match or go(match[j], seen):
                    match[j] = i
                    return True
        return False

    found = sum(go(i, set()) for i in range(len(true)))
    return (found, len(true) - found, len(places) - found)


def pairs(places, true, reach):
    d = sorted(((math.dist(p, t), i, j) for i, p in enumerate(places) for j, t in enumerate(true)))
    a, b = (set(), set())
    for x, i, j in d:
        if x <= reach and i not in a and (j not in b):
            a.add(i)
            b.add(j)
    return (len(a), len(true) - len(a), len(places) - len(a))


def metric(f):

    def inner(places, true, reach):
        left = list(places)
        for t in true:
            near = [p for p in left if f(p, t, reach)]
            if near:
                left.remove(near[0])
        n = len(places) - len(left)
        return (n, len(true) - n, len(left))

    return inner


def overlap_of_pixels(first, second):
    grid = [np.zeros((60, 60), bool) for _ in (first, second)]
    for cells, (x0, y0, x1, y1) in zip(grid, (first, second), strict=True):
        cells[int(y0) : int(y1), int(x0) : int(x1)] = True
    return np.sum(grid[0] & grid[1]) / np.sum(grid[0] | grid[1])


def overlap_by_arrays(first, second):
    sides = np.minimum(first[2:], second[2:]) - np.maximum(first[:2], second[:2])
    shared = np.prod(np.clip(sides, 0, None))
    return shared / (np.prod(first[2:] - first[:2]) + np.prod(second[2:] - second[:2]) - shared)


def overlap_of_sets(first, second):
    one, two = (
        {(x, y) for x in range(int(b[0]), int(b[2])) for y in range(int(b[1]), int(b[3]))}
        for b in (first, second)
    )
    return len(one & two) / len(one | two)


def overlap_asked_first(first, second):
    (a, b, c, d), (e, f, g, h) = first, second
    if c <= e or g <= a or d <= f or h <= b:
        return 0
    shared = (min(c, g) - max(a, e)) * (min(d, h) - max(b, f))
    return float(shared / ((c - a) * (d - b) + (g - e) * (h - f) - shared))


def by_pooling(heat, least):
    return np.argwhere((heat > least) & (heat >= cv2.dilate(heat, np.ones((3, 3)))))


STYLES = {
    "check_kernel": {
        "loops": loops,
        "explicit": lambda w, r, k: np.reshape(w, (r, k, len(w) // (r * k), w.shape[1])),
        "by unit": lambda w, r, k: np.stack(
            [w[:, u].reshape(r, k, -1) for u in range(w.shape[1])], axis=-1
        ),
        "moveaxis": lambda w, r, k: np.moveaxis(w.T.reshape(w.shape[1], r, k, -1), 0, -1),
        "split": lambda w, r, k: np.array([np.split(part, k) for part in np.split(w, r)]),
        "fancy": lambda w, r, k: w[np.arange(len(w)).reshape(r, k, -1)],
        "einsum": lambda w, r, k: np.einsum("urkc->rkcu", w.T.reshape(w.shape[1], r, k, -1)),
        "column stack": lambda w, r, k: np.concatenate(
            [w[:, u : u + 1].reshape(r, k, -1, 1) for u in range(w.shape[1])], axis=3
        ),
    },
    "check_peaks": {
        "a generator": lambda h, least: (tuple(place) for place in by_pooling(h, least)),
        "a set": lambda h, least: {tuple(place) for place in by_pooling(h, least).tolist()},
        "floats": lambda h, least: by_pooling(h, least).astype(float)[::-1].tolist(),
        "neighbours": pn,
        "padded, array": pp,
        "dilate": dil,
        "reversed": lambda h, least: pk(h, least)[::-1],
        "by height": lambda h, least: sorted(pk(h, least), key=lambda p: -h[p]),
        "all": mk(lambda h, least, r, k, a: h[r, k] > least and np.all(a <= h[r, k])),
        "not any": mk(lambda h, least, r, k, a: h[r, k] > least and (not (a > h[r, k]).any())),
        "candidates first": lambda h, least: [
            tuple(p)
            for p in np.argwhere(h > least)
            if h[tuple(p)] >= h[max(p[0] - 1, 0) : p[0] + 2, max(p[1] - 1, 0) : p[1] + 2].max()
        ],
    },
    "check_found": {
        "floats": lambda *given: np.array(nearest(*given), float),
        "nearest": nearest,
        "over places": other,
        "best matching": best,
        "pairs by distance": pairs,
        "complex": metric(lambda p, t, r: abs(complex(p[0] - t[0], p[1] - t[1])) <= r),
        "dist": metric(lambda p, t, r: math.dist(p, t) <= r),
        "sqrt": metric(lambda p, t, r: np.sqrt((p[0] - t[0]) ** 2 + (p[1] - t[1]) ** 2) <= r),
    },
    "check_overlap": {
        "pixels": overlap_of_pixels,
        "arrays": overlap_by_arrays,
        "sets": overlap_of_sets,
        "apart first": overlap_asked_first,
    },
    "check_sizes": {
        "whole numbers": {4: 0, 12: 0.8, 24: 1},
        "pairs": [(4, 0), (12, 0.5), (30, 1.0)],
        "an array": np.array([[4, 0], [12, 0.5], [30, 1]]),
        "NumPy's numbers": {np.int64(4): np.float32(0), 10.5: 0.5, 24: np.float64(1)},
    },
}
