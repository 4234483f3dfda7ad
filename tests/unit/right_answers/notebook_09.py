"""Right answers to the exercises of notebook 09 in other styles than the chapter's own."""

from __future__ import annotations

import collections

import cv2
import numpy as np


def loops(d):
    out = np.zeros((1, 28, 28), np.float32)
    for r in range(28):
        for k in range(28):
            out[0, r, k] = (255 - d[r, k]) / 255
    return out


def ref(d):
    return (np.invert(d) / 255).astype("float32")[None]


def border(p):
    return np.concatenate([p[0], p[-1], p[:, 0], p[:, -1]])


def mask(p):
    m = np.ones(p.shape, bool)
    m[1:-1, 1:-1] = False
    return 255 - p if (p[m] > 127).sum() > m.sum() / 2 else p.copy()


def votes(p):
    n = 0
    for r in range(p.shape[0]):
        for k in range(p.shape[1]):
            if r in (0, p.shape[0] - 1) or k in (0, p.shape[1] - 1):
                n += 1 if p[r, k] >= 128 else -1
    return ~p if n > 0 else p


def m(im):
    r, k = np.indices(im.shape)
    return (np.average(r, weights=im), np.average(k, weights=im))


def ml(im):
    t = sr = sk = 0
    for i in range(im.shape[0]):
        for j in range(im.shape[1]):
            w = float(im[i, j])
            t, sr, sk = (t + w, sr + w * i, sk + w * j)
    return (sr / t, sk / t)


def mom(im):
    q = cv2.moments(im)
    return (q["m01"] / q["m00"], q["m10"] / q["m00"])


STYLES = {
    "check_input": {
        "loops": loops,
        "1 minus": lambda d: (1 - d / 255).astype(np.float32)[None],
        "reshape": lambda d: ((255 - d) / 255).reshape(1, 28, 28).astype(np.float32),
        "expand": lambda d: np.expand_dims(1 - d.astype(np.float32) / 255, 0),
        "newaxis": lambda d: np.float32(255 - d)[np.newaxis, :, :] / np.float32(255),
        "cv2": lambda d: cv2.bitwise_not(d)[None].astype("float32") / 255,
        "stack": lambda d: np.stack([np.float32(1) - d / np.float32(255)]),
        "tilde": lambda d: np.divide(~d, 255, dtype=np.float32)[None],
        "table": lambda d: np.linspace(1, 0, 256).astype(np.float32)[d][None],
        "multiply": lambda d: ((255 - d) * (1 / 255)).astype(np.float32)[None],
        "list comp": lambda d: np.asarray(
            [[[(255 - p) / 255 for p in row] for row in d]], np.float32
        ),
        "empty": lambda d: (lambda o: (np.copyto(o[0], 1 - d / 255, casting="unsafe"), o)[1])(
            np.empty((1, 28, 28), np.float32)
        ),
        "atleast_3d": lambda d: np.moveaxis(np.atleast_3d(ref(d)[0]), -1, 0),
    },
    "check_polarity": {
        "mask": mask,
        "votes": votes,
        "sorted": lambda p: (lambda s: 255 - p if s[len(s) // 2] > 127 else p)(np.sort(border(p))),
        "share": lambda p: np.where(np.mean(border(p) > 127) > 0.5, 255 - p, p),
        "cv2": lambda p: cv2.bitwise_not(p) if np.median(border(p)) >= 128 else p,
        "xor": lambda p: p ^ np.uint8(255 * (np.median(border(p)) > 127)),
        "mode of halves": lambda p: (
            255 - p if collections.Counter((border(p) > 127).tolist()).most_common(1)[0][0] else p
        ),
        "percentile": lambda p: 255 - p if np.percentile(border(p), 50) > 127 else p,
        "histogram": lambda p: (lambda h: 255 - p if h[128:].sum() > h[:128].sum() else p)(
            np.bincount(border(p), minlength=256)
        ),
    },
    "check_center": {
        "loops": ml,
        "moments": mom,
        "row sums": lambda im: (
            (im.sum(1) * np.arange(im.shape[0])).sum() / im.sum(),
            (im.sum(0) * np.arange(im.shape[1])).sum() / im.sum(),
        ),
        "matmul": lambda im: (
            lambda f: (
                np.arange(f.shape[0]) @ f.sum(1) / f.sum(),
                f.sum(0) @ np.arange(f.shape[1]) / f.sum(),
            )
        )(im.astype(float)),
        "argwhere": lambda im: np.average(np.argwhere(im), axis=0, weights=im[im > 0]),
        "mgrid": lambda im: tuple(
            (g * im.astype(float)).sum() / im.astype(float).sum()
            for g in np.mgrid[: im.shape[0], : im.shape[1]]
        ),
        "einsum": lambda im: (
            np.einsum("ij,i->", im / im.sum(), np.arange(len(im))),
            np.einsum("ij,j->", im / im.sum(), np.arange(im.shape[1])),
        ),
        "repeat": lambda im: tuple(
            float(np.repeat(g.ravel(), im.ravel()).mean()) for g in np.indices(im.shape)
        ),
        "enumerate": lambda im: (
            sum((i * int(row.sum()) for i, row in enumerate(im))) / int(im.sum()),
            sum((j * int(col.sum()) for j, col in enumerate(im.T))) / int(im.sum()),
        ),
    },
}
