"""Right answers to the exercises of notebook 06 in other styles than the chapter's own."""

from __future__ import annotations

import collections

import numpy as np


def loop(labels):
    n = [0] * 10
    for x in labels:
        n[x] += 1
    return np.array(n)


def addat(labels):
    out = np.zeros(10)
    np.add.at(out, labels, 1)
    return out


def sp(images, labels, count):
    held = np.zeros(len(labels), bool)
    for d in range(10):
        held[np.flatnonzero(labels == d)[-count:]] = True
    return ((images[~held], labels[~held]), (images[held], labels[held]))


def cat(images, labels, count):
    a, b = ([], [])
    for d in range(10):
        p = np.flatnonzero(labels == d)
        a.append(p[:-count])
        b.append(p[-count:])
    a, b = (np.concatenate(a), np.concatenate(b))
    return ((images[a], labels[a]), (images[b], labels[b]))


def backw(images, labels, count):
    left, a, b = (dict.fromkeys(range(10), count), [], [])
    for i in range(len(labels) - 1, -1, -1):
        if left[int(labels[i])] > 0:
            left[int(labels[i])] -= 1
            b.append(i)
        else:
            a.append(i)
    return ((images[a], labels[a]), (images[b], labels[b]))


def delete(images, labels, count):
    out = np.sort(np.concatenate([np.flatnonzero(labels == d)[-count:] for d in np.unique(labels)]))
    return ((np.delete(images, out, axis=0), np.delete(labels, out)), (images[out], labels[out]))


def setway(images, labels, count):
    h = {int(i) for d in range(10) for i in np.where(labels == d)[0][-count:]}
    keep = [i for i in range(len(labels)) if i not in h]
    h = sorted(h)
    return ((images[keep], labels[keep]), (images[h], labels[h]))


def all_shifts(images, av):
    best = np.full((len(images), 10), np.inf)
    A = av.reshape(10, -1) / 255
    for dy in range(-3, 4):
        for dx in range(-3, 4):
            x = np.roll(images, (dy, dx), axis=(1, 2)).reshape(len(images), -1) / 255
            best = np.minimum(best, (x**2).sum(1)[:, None] - 2 * x @ A.T + (A**2).sum(1))
    return best.argmin(1)


def mass(images, av):
    out = []
    i, j = np.indices((28, 28))
    for im in images:
        w = im / im.sum()
        s = np.roll(
            im,
            (int(np.rint(13.5 - (i * w).sum())), int(np.rint(13.5 - (j * w).sum()))),
            axis=(0, 1),
        )
        out.append(int(((s - av) ** 2).sum((1, 2)).argmin()))
    return out


def by_a_table(images):
    white = {"uint8": 255, "uint16": 65535, "bool": 1, "float32": 1, "float64": 1}
    return images / white[str(images.dtype)]


def by_item_size(images):
    if images.dtype == bool or np.issubdtype(images.dtype, np.floating):
        return images.astype(np.float32)
    return images.astype(np.float64) / (2 ** (8 * images.dtype.itemsize) - 1)


def by_trying(images):
    try:
        return np.divide(images, np.iinfo(images.dtype).max, dtype=np.float32)
    except ValueError:
        return images


def pixel_by_pixel(images):
    most = {np.uint8: 255, np.uint16: 65535}.get(images.dtype.type, 1)
    return [[[float(pixel) / most for pixel in row] for row in image] for image in images]


def in_place(images):
    out = np.empty(images.shape)
    out[...] = images
    out /= 255 if images.dtype == np.uint8 else 65535 if images.dtype == "uint16" else 1
    return out


def uniq(labels):
    out = np.zeros(10, int)
    v, k = np.unique(labels, return_counts=True)
    out[v] = k
    return out


STYLES = {
    "check_counts": {
        "the values of a dictionary": lambda labels: {
            digit: int((labels == digit).sum()) for digit in range(10)
        }.values(),
        "loop": loop,
        "unique": uniq,
        "add.at, float": addat,
        "Counter": lambda labels: np.array(
            [collections.Counter(labels.tolist())[d] for d in range(10)]
        ),
        "list count": lambda labels: np.array([list(labels).count(d) for d in range(10)]),
        "histogram": lambda labels: np.histogram(labels, bins=10, range=(-0.5, 9.5))[0],
        "broadcast": lambda labels: (labels[:, None] == np.arange(10)).sum(0),
        "searchsorted": lambda labels: np.diff(np.searchsorted(np.sort(labels), np.arange(11))),
        "eye": lambda labels: np.eye(10, dtype=int)[labels].sum(0),
        "count_nonzero": lambda labels: np.array(
            [np.count_nonzero(labels == d) for d in range(10)]
        ),
        "len": lambda labels: np.array([len(labels[labels == d]) for d in range(10)]),
        "fromiter": lambda labels: np.fromiter((np.sum(labels == d) for d in range(10)), int),
    },
    "check_split": {
        "by digit": cat,
        "backwards": backw,
        "delete": delete,
        "sets": setway,
        "reversed order": lambda im, labels, n: tuple(
            (p[0][::-1], p[1][::-1]) for p in sp(im, labels, n)
        ),
        "isin": lambda im, labels, n: (
            lambda o: (
                (
                    im[~np.isin(np.arange(len(labels)), o)],
                    labels[~np.isin(np.arange(len(labels)), o)],
                ),
                (im[o], labels[o]),
            )
        )(
            np.concatenate(
                [np.where(labels == d)[0][len(np.where(labels == d)[0]) - n :] for d in range(10)]
            )
        ),
        "rank": lambda im, labels, n: (lambda h: ((im[~h], labels[~h]), (im[h], labels[h])))(
            np.array([np.sum(labels[i:] == labels[i]) <= n for i in range(len(labels))])
        ),
    },
    "check_scale": {
        "a table": by_a_table,
        "itemsize": by_item_size,
        "trying": by_trying,
        "pixel by pixel": pixel_by_pixel,
        "in place": in_place,
        "times": lambda im: (
            im * (1 / np.iinfo(im.dtype).max if np.issubdtype(im.dtype, np.integer) else 1)
        ),
        "half precision": lambda im: by_a_table(im).astype(np.float16),
        "image by image": lambda im: (by_a_table(each) for each in im),
        "kind": lambda im: np.true_divide(im, {"u": 256**im.itemsize - 1}.get(im.dtype.kind, 1)),
        "names": lambda im: (
            im
            / int(
                {"8": 255, "6": 65535}.get(im.dtype.name[-1], 1) if "uint" in im.dtype.name else 1
            )
        ),
    },
    "check_reader": {
        "all shifts": all_shifts,
        "centre of mass, list": mass,
    },
}
