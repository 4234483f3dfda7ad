"""Right answers to the exercises of notebook 10 in other styles than the chapter's own."""

from __future__ import annotations

import math

import numpy as np


def loops(a, b):
    n = a.size
    fa, fb = (a.ravel(), b.ravel())
    ma, mb = (sum(fa) / n, sum(fb) / n)
    p = la = lb = 0.0
    for x, y in zip(fa, fb, strict=False):
        p += (x - ma) * (y - mb)
        la += (x - ma) ** 2
        lb += (y - mb) ** 2
    return p / math.sqrt(la * lb)


def ol(image, row, column, size):
    out = np.array(image)
    h = (size - 1) // 2
    for r in range(row - h, row + h + 1):
        for k in range(column - h, column + h + 1):
            if 0 <= r < out.shape[0] and 0 <= k < out.shape[1]:
                out[r, k] = 0
    return out


def om(image, row, column, size):
    r, k = np.indices(image.shape)
    return np.where(np.maximum(abs(r - row), abs(k - column)) <= size // 2, 0, image)


def op(image, row, column, size):
    p = np.pad(image, size)
    h = size // 2
    p[row + size - h : row + size + h + 1, column + size - h : column + size + h + 1] = 0
    return p[size:-size, size:-size]


def cover(image, t, b, left, r, v=0):
    out = image.copy()
    out[t:b, left:r] = v
    return out


def slopes_in_a_batch(vote, image, step):
    many = np.repeat(image[np.newaxis], image.size, axis=0)
    many.reshape(image.size, -1)[np.arange(image.size), np.arange(image.size)] += step
    return ((vote(many) - vote(image[np.newaxis])) / step).reshape(image.shape)


def slopes_from_both_sides(vote, image, step):
    slopes = np.empty(image.shape)
    for row in range(image.shape[0]):
        for column in range(image.shape[1]):
            less, more = image.copy(), image.copy()
            less[row, column] -= step / 2
            more[row, column] += step / 2
            before, after = vote(np.stack([less, more]))
            slopes[row, column] = (after - before) / step
    return slopes


def slopes_as_lists(vote, image, step):
    (before,) = vote(image[None])
    rows, columns = image.shape
    one = np.eye(image.size).reshape(rows, columns, rows, columns) * step
    return [
        [(vote(image[None] + one[r, c])[0] - before) / step for c in range(columns)]
        for r in range(rows)
    ]


def slopes_undone(vote, image, step):
    work, before, slopes = image.copy(), vote(image[np.newaxis])[0], np.zeros_like(image)
    for place in np.ndindex(image.shape):
        work[place] = image[place] + step
        slopes[place] = (vote(work[np.newaxis])[0] - before) / step
        work[place] = image[place]
    return slopes


STYLES = {
    "check_similarity": {
        "loops": loops,
        "corrcoef": lambda first, second: np.corrcoef(first.ravel(), second.ravel())[0, 1],
        "norm": lambda a, b: (lambda x, y: (x * y).sum() / np.linalg.norm(x) / np.linalg.norm(y))(
            a - a.mean(), b - b.mean()
        ),
        "unit vectors": lambda a, b: (lambda u: np.sum(u(a) * u(b)))(
            lambda k: (k - k.mean()) / np.sqrt(((k - k.mean()) ** 2).sum())
        ),
        "std": lambda a, b: ((a - a.mean()) * (b - b.mean())).mean() / a.std() / b.std(),
        "vdot": lambda a, b: (lambda x, y: np.vdot(x, y) / np.sqrt(np.vdot(x, x) * np.vdot(y, y)))(
            a - np.mean(a), b - np.mean(b)
        ),
        "einsum": lambda a, b: (
            lambda x, y: (
                np.einsum("ij,ij", x, y)
                / np.sqrt(np.einsum("ij,ij", x, x) * np.einsum("ij,ij", y, y))
            )
        )(a - a.mean(), b - b.mean()),
        "cov": lambda a, b: (lambda c_: c_[0, 1] / np.sqrt(c_[0, 0] * c_[1, 1]))(
            np.cov(np.ravel(a), np.ravel(b))
        ),
        "matmul": lambda a, b: (lambda x, y: x @ y / ((x @ x) ** 0.5 * (y @ y) ** 0.5))(
            a.ravel() - a.mean(), b.ravel() - b.mean()
        ),
        "distance": lambda a, b: (lambda u, v: 1 - ((u - v) ** 2).sum() / 2)(
            *((k - k.mean()) / np.linalg.norm(k - k.mean()) for k in (a, b))
        ),
        "mean product minus": lambda a, b: (
            ((a * b).mean() - a.mean() * b.mean()) / (a.std() * b.std())
        ),
    },
    "check_occlude": {
        "loops": ol,
        "mask": om,
        "padded": op,
        "times": lambda image, row, column, size: (
            image
            * (
                (abs(np.arange(image.shape[0])[:, None] - row) > size // 2)
                | (abs(np.arange(image.shape[1]) - column) > size // 2)
            )
        ),
        "nested list": lambda image, row, column, size: [
            [
                0 if abs(r - row) <= size // 2 and abs(k - column) <= size // 2 else image[r, k]
                for k in range(image.shape[1])
            ]
            for r in range(image.shape[0])
        ],
        "ix": lambda image, row, column, size: (
            lambda o, R, K: (o.__setitem__(np.ix_(R, K), 0), o)[1]
        )(
            image.copy(),
            [r for r in range(row - size // 2, row + size // 2 + 1) if 0 <= r < len(image)],
            [
                k
                for k in range(column - size // 2, column + size // 2 + 1)
                if 0 <= k < image.shape[1]
            ],
        ),
        "clip": lambda image, row, column, size: cover(
            image,
            *np.clip([row - size // 2, row + size // 2 + 1], 0, image.shape[0]),
            *np.clip([column - size // 2, column + size // 2 + 1], 0, image.shape[1]),
        ),
    },
    "check_slopes": {
        "one batch": slopes_in_a_batch,
        "both sides": slopes_from_both_sides,
        "lists": slopes_as_lists,
        "undone": slopes_undone,
    },
}
