"""Right answers to the exercises of notebook 09 in other styles than the chapter's own."""

from __future__ import annotations

import collections

import cv2
import numpy as np


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


def ml(im):
    t = sr = sk = 0
    for i in range(im.shape[0]):
        for j in range(im.shape[1]):
            w = float(im[i, j])
            t, sr, sk = (t + w, sr + w * i, sk + w * j)
    return (sr / t, sk / t)


def pixel_by_pixel(d):
    out = np.zeros((1, 28, 28))
    for r in range(28):
        for k in range(28):
            red, green, blue, alpha = (float(each) for each in d[r, k])
            a = alpha / 255
            out[0, r, k] = 1 - (a * (red + green + blue) / 3 + (1 - a) * 255) / 255
    return out


def on_white_paper(d):
    paper = np.full((28, 28, 3), 255.0)
    a = d[:, :, 3:].astype(float) / 255
    laid = paper * (1 - a) + d[:, :, :3] * a
    return (np.invert(laid.mean(axis=2).round().astype(np.uint8)) / 255).astype(np.float32)[None]


def truncating(d):
    c = d[..., :3].mean(axis=-1).astype(np.uint8)
    a = d[..., 3] / 255
    return np.array([255 - (a * c + (1 - a) * 255).astype(np.uint8)]) / 255


def by_cv2(d):
    red, green, blue, alpha = cv2.split(d.astype(np.float32))
    return ((1 - (red + green + blue) / 765) * (alpha / 255)).reshape(1, 28, 28)


def integers_alone(d):
    wide = d.astype(int)
    ink = (765 - wide[..., :3].sum(axis=-1)) * wide[..., 3] // (3 * 255)
    return ink[np.newaxis] / 255


def mom(im):
    q = cv2.moments(im)
    return (q["m01"] / q["m00"], q["m10"] / q["m00"])


STYLES = {
    "check_input": {
        "pixel by pixel": pixel_by_pixel,
        "on white paper": on_white_paper,
        "truncating": truncating,
        "split": by_cv2,
        "integers": integers_alone,
        "with a channel": lambda d: by_cv2(d)[..., None],
        "half precision": lambda d: by_cv2(d).astype(np.float16),
        "a list": lambda d: pixel_by_pixel(d).tolist(),
        "a generator": lambda d: iter(pixel_by_pixel(d)),
        "float64": lambda d: np.expand_dims(
            (255 - np.average(d[:, :, 0:3], axis=2)) / 255 * (d[:, :, -1] / 255), 0
        ),
        "channels first": lambda d: (lambda c: ((1 - c[:3].mean(axis=0) / 255) * c[3] / 255)[None])(
            np.moveaxis(d, -1, 0)
        ),
        "lerp": lambda d: np.interp(
            (d[..., :3].mean(-1) - 255.0) * (d[..., 3] / 255.0), [-255, 0], [1, 0]
        )[None],
        "mean of the laid": lambda d: (
            1 - ((d[..., :3] / 255 * (d[..., 3:] / 255)) + 1 - d[..., 3:] / 255).mean(axis=-1)
        )[None],
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
