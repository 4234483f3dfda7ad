"""Right answers to the exercises of notebook 01 in other styles than the chapter's own."""

from __future__ import annotations

import cv2
import numpy as np


def loops(im):
    out = im.copy()
    for r in range(im.shape[0]):
        for k in range(im.shape[1]):
            out[r, k] = 255 - im[r, k]
    return out


def h_loops(im):
    out = np.zeros((14, 14))
    for r in range(14):
        for k in range(14):
            out[r, k] = im[2 * r : 2 * r + 2, 2 * k : 2 * k + 2].mean()
    return out


def box_any(im):
    r, k = (np.flatnonzero(im.any(axis=1)), np.flatnonzero(im.any(axis=0)))
    return [r[0], r[-1], k[0], k[-1]]


def box_loop(im):
    t, b, given, r = (99, -1, 99, -1)
    for i, row in enumerate(im):
        for j, p in enumerate(row):
            if p:
                t, b, given, r = (min(t, i), max(b, i), min(given, j), max(r, j))
    return (t, b, given, r)


def box_cv(im):
    x, y, w, h = cv2.boundingRect(im)
    return (y, y + h - 1, x, x + w - 1)


def box_while(im):
    t = 0
    while not im[t].any():
        t += 1
    b = len(im) - 1
    while not im[b].any():
        b -= 1
    given = 0
    while not im[:, given].any():
        given += 1
    r = im.shape[1] - 1
    while not im[:, r].any():
        r -= 1
    return (t, b, given, r)


def stretch_by_table(image):
    table = np.interp(np.arange(256), [image.min(), max(image.max(), image.min() + 1)], [0, 255])
    return table[image] if image.min() < image.max() else np.zeros_like(image)


def stretch_rows(image):
    low, high = int(image.min()), int(image.max())
    span = max(high - low, 1)
    return [[255 * (int(pixel) - low) / span for pixel in row] for row in image]


def stretch_whole(image):
    wide = image.astype(int) - image.min()
    return wide * 255 // max(wide.max(), 1)


def stretch_sorted(image):
    values = np.unique(image).astype(float)
    place = np.searchsorted(values, image)
    return (values[place] - values[0]) * 255 / max(values[-1] - values[0], 1)


def stretch_byte(image):
    wide = np.subtract(image, image.min(), dtype=np.float32)
    return (wide / max(float(np.ptp(image)), 1) * 255).round().astype(np.uint8)


STYLES = {
    "check_invert": {
        "half precision": lambda im: (255 - im).astype(np.float16),
        "minus": lambda im: 255 - im,
        "np.invert": np.invert,
        "tilde": lambda im: ~im,
        "loops": loops,
        "subtract": lambda im: np.subtract(255, im),
        "xor": lambda im: im ^ 255,
        "cv2": lambda im: cv2.bitwise_not(im),
        "table": lambda im: np.arange(255, -1, -1, dtype=np.uint8)[im],
        "vectorize": lambda im: np.vectorize(lambda p: 255 - p)(im),
        "abs": lambda im: abs(im.astype(int) - 255),
        "rows": lambda im: np.array([255 - row for row in im]),
        "0 to 1 and back": lambda im: np.round((1 - im / 255) * 255),
        "0 to 1 and back, not rounded": lambda im: (1 - im / 255) * 255,
    },
    "check_halve": {
        "half precision": lambda im: im.reshape(14, 2, 14, 2).mean(axis=(1, 3)).astype(np.float16),
        "rounded up": lambda im: np.ceil(im.reshape(14, 2, 14, 2).mean(axis=(1, 3))),
        "loops": h_loops,
        "reshape": lambda im: im.reshape(14, 2, 14, 2).mean(axis=(1, 3)),
        "cv2 area": lambda im: cv2.resize(
            im.astype(np.float32), (14, 14), interpolation=cv2.INTER_AREA
        ),
        "cv2 linear": lambda im: cv2.resize(
            im.astype(np.float64), (14, 14), interpolation=cv2.INTER_LINEAR
        ),
        "two steps": lambda im: (lambda w: (w[:, ::2] + w[:, 1::2]) / 2)(
            (im[::2].astype(float) + im[1::2]) / 2
        ),
        "quarters": lambda im: (
            im[::2, ::2] / 4 + im[::2, 1::2] / 4 + im[1::2, ::2] / 4 + im[1::2, 1::2] / 4
        ),
        "reduceat": lambda im: (
            np.add.reduceat(
                np.add.reduceat(im.astype(int), range(0, 28, 2), axis=0), range(0, 28, 2), axis=1
            )
            / 4
        ),
        "mean of stack": lambda im: np.mean(
            [im[::2, ::2], im[::2, 1::2], im[1::2, ::2], im[1::2, 1::2]], axis=0
        ),
        "einsum": lambda im: np.einsum("iajb->ij", im.reshape(14, 2, 14, 2).astype(float)) / 4,
        "matrices": lambda im: (lambda m: m @ im @ m.T)(np.kron(np.eye(14), [0.5, 0.5])),
    },
    "check_ink_box": {
        "pairs": lambda im: tuple((places.min(), places.max()) for places in np.nonzero(im)),
        "any": box_any,
        "loop": box_loop,
        "cv2": box_cv,
        "while": box_while,
        "argwhere": lambda im: (lambda p: (*p.min(0)[:1], p.max(0)[0], p.min(0)[1], p.max(0)[1]))(
            np.argwhere(im > 0)
        ),
        "argmax": lambda im: (
            np.argmax(im.any(1)),
            len(im) - 1 - np.argmax(im.any(1)[::-1]),
            np.argmax(im.any(0)),
            im.shape[1] - 1 - np.argmax(im.any(0)[::-1]),
        ),
        "sums": lambda im: (lambda a, b: (a[0], a[-1], b[0], b[-1]))(
            [i for i in range(len(im)) if im[i].sum() > 0],
            [j for j in range(im.shape[1]) if im[:, j].sum() > 0],
        ),
        "sorted": lambda im: (
            lambda r, k: (sorted(r)[0], sorted(r)[-1], sorted(k)[0], sorted(k)[-1])
        )(*np.nonzero(im)),
        "where": lambda im: (lambda r, k: (r[0], r[-1], min(k), max(k)))(*np.where(im != 0)),
        "percentile": lambda im: (
            *np.percentile(np.nonzero(im)[0], (0, 100)),
            *np.percentile(np.nonzero(im)[1], (0, 100)),
        ),
    },
    "check_stretch": {
        "table": stretch_by_table,
        "rows": stretch_rows,
        "whole numbers": stretch_whole,
        "sorted values": stretch_sorted,
        "rounded bytes": stretch_byte,
    },
}
