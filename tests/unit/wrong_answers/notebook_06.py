"""Wrong answers to the exercises of notebook 06: what is wrong, the code, what must be said."""


def _function(head: str, *lines: str) -> str:
    return "\n".join([f"def {head}:", *(f"    {line}" for line in lines)])


def _counts(*lines: str) -> str:
    return _function("count_labels(labels)", *lines)


def _split(learn: str, choose: str, *before: str) -> str:
    return _function("split(images, labels, count)", *before, f"return ({learn}), ({choose})")


_REST, _CHOSEN = "images[~held], labels[~held]", "images[held], labels[held]"
_HELD = (
    "held = np.isin(np.arange(len(labels)), "
    "[np.flatnonzero(labels == digit)[-count:] for digit in range(10)])"
)
_DISTANCES = (
    "_distances = lambda images, ghosts: np.array("
    "[((images / 255 - ghost / 255) ** 2).sum(axis=(1, 2)) for ghost in ghosts])"
)


def _read(*lines: str) -> str:
    return _function("read(images, averages)", _DISTANCES, *lines)


MUTATIONS = {
    "check_counts": [
        (
            "it is bincount under another name",
            "def count_labels(labels):\n    return np.bincount(labels, minlength=10)",
            "without np.bincount",
        ),
        (
            "leaves out digits that don't occur",
            _counts("return np.unique(labels, return_counts=True)[1]"),
            "a missing digit counts 0",
        ),
        (
            "bincount without its length",
            _counts("return np.bincount(labels)"),
            "without np.bincount",
        ),
        (
            "calls bincount after all",
            _counts("return np.bincount(labels, minlength=10)"),
            "without np.bincount",
        ),
        (
            "counts in bytes",
            _counts(
                "counts = np.zeros(10, np.uint8)",
                "for label in labels:",
                "    counts[label] += 1",
                "return counts",
            ),
            "start again at 0 after 255",
        ),
        (
            "counts from 1 to 10",
            _counts("return np.array([np.sum(labels == digit) for digit in range(1, 11)])"),
            "the count of 0 comes first",
        ),
        (
            "one digit too few",
            _counts("return np.array([np.sum(labels == digit) for digit in range(9)])"),
            "ten counts",
        ),
        (
            "shares instead of counts",
            _counts("return np.array([np.mean(labels == digit) for digit in range(10)])"),
            "the counts themselves",
        ),
        (
            "sorted by frequency",
            _counts("return np.sort([np.sum(labels == digit) for digit in range(10)])"),
            "order of the digits",
        ),
        (
            "adds up the labels instead of counting them",
            _counts("return np.array([labels[labels == digit].sum() for digit in range(10)])"),
            "and you returned",
        ),
        (
            "counts only whether a digit occurs",
            _counts("return np.array([int(np.any(labels == digit)) for digit in range(10)])"),
            "and you returned",
        ),
    ],
    "check_split": [
        (
            "it takes every digit to be equally frequent",
            "def split(images, labels, count):\n"
            "    order, many = np.argsort(labels, kind='stable'), len(labels) // 10\n"
            "    last = [order[(d + 1) * many - count : (d + 1) * many] for d in range(10)]\n"
            "    held = np.isin(np.arange(len(labels)), last)\n"
            "    return (images[~held], labels[~held]), (images[held], labels[held])",
            "of each digit",
        ),
        (
            "it returns images as one pair and labels as the other",
            _split("images[~held], images[held]", "labels[~held], labels[held]", _HELD),
            "each a pair of images and labels",
        ),
        ("the parts exchanged", _split(_CHOSEN, _REST, _HELD), "the other way round"),
        (
            "the parts exchanged where there are several of each digit",
            _split(_REST, _CHOSEN, _HELD).replace("    return", "    parts =")
            + "\n    return parts[:: -1 if count > 1 else 1]",
            "second 30",
        ),
        (
            "the last images, whatever their digits",
            _split("images[:-count], labels[:-count]", "images[-count:], labels[-count:]"),
            "of each digit",
        ),
        (
            "as many in all, whatever their digits",
            _split(
                "images[: -10 * count], labels[: -10 * count]",
                "images[-10 * count :], labels[-10 * count :]",
            ),
            "of each digit",
        ),
        (
            "the first part keeps everything",
            _split("images, labels", _CHOSEN, _HELD),
            "The parts share",
        ),
        (
            "the first of each digit",
            _split(_REST, _CHOSEN, _HELD.replace("[-count:]", "[:count]")),
            "must hold the last",
        ),
        (
            "leaves the 9 out",
            _split(_REST, _CHOSEN, _HELD.replace("range(10)", "range(9)")),
            "yours has 0 of the 9s",
        ),
        (
            "image 0 repeated in place of others",
            _split(
                "images[first], labels[first]",
                _CHOSEN,
                _HELD,
                "first = np.where(~held)[0]",
                "first[1:] = first[0]",
            ),
            "once",
        ),
        (
            "one image in neither part",
            _split("images[~held][1:], labels[~held][1:]", _CHOSEN, _HELD),
            "1 missing",
        ),
        (
            "labels cut at another place",
            _split(_REST, "images[held], labels[: 10 * count]", _HELD),
            "no longer belong together",
        ),
        (
            "only the images shuffled",
            _split(_REST, _CHOSEN, _HELD, "images = np.random.default_rng(0).permutation(images)"),
            "no longer belong together",
        ),
        (
            "forgets the labels",
            _function("split(images, labels, count)", "return images[:-count], images[-count:]"),
            "two pairs",
        ),
    ],
    "check_scale": [
        (
            "16 bits by one too many",
            "def to_unit(images):\n"
            "    most = {'uint8': 255, 'uint16': 65536}.get(images.dtype.name, 1)\n"
            "    return images / most",
            "must become exactly 1",
        ),
        (
            "it rounds",
            "def to_unit(images):\n"
            "    most = np.iinfo(images.dtype).max if images.dtype.kind == 'u' else 1\n"
            "    return np.round(images / most, 2)",
            "Do not round",
        ),
        (
            "floats lose their fractions",
            "def to_unit(images):\n"
            "    most = np.iinfo(images.dtype).max if images.dtype.kind == 'u' else 1\n"
            "    return images / most if most > 1 else images.astype(int)",
            "keep fractions",
        ),
        (
            "always by 255",
            "def to_unit(images):\n    return images / 255",
            "255 is white for bytes",
        ),
        (
            "by the brightest pixel",
            "def to_unit(images):\n    return images / images.max()",
            "need not be white",
        ),
        (
            "by 255 when something is above 1",
            "def to_unit(images):\n"
            "    return images / 255 if images.max() > 1 else images.astype(float)",
            "came back as they were",
        ),
        (
            "by the size of the brightest",
            "def to_unit(images):\n"
            "    most = images.max()\n"
            "    return images / (65535 if most > 255 else 255 if most > 1 else 1)",
            "came back as they were",
        ),
        (
            "bytes right, 16 bits told by the brightest",
            "def to_unit(images):\n"
            "    if images.dtype.kind != 'u':\n"
            "        return images * 1.0\n"
            "    return images / (65535 if images.max() > 255 else 255)",
            "255 is white for bytes",
        ),
        (
            "as they are",
            "def to_unit(images):\n    return images.astype(np.float32)",
            "came back as they were",
        ),
        (
            "without a remainder",
            "def to_unit(images):\n"
            "    most = np.iinfo(images.dtype).max if images.dtype.kind == 'u' else 1\n"
            "    return images // most",
            "no grey is left",
        ),
        (
            "by 256",
            "def to_unit(images):\n"
            "    most = 256 ** images.dtype.itemsize if images.dtype.kind == 'u' else 1\n"
            "    return images / most",
            "exactly 1",
        ),
        (
            "inverted",
            "def to_unit(images):\n"
            "    most = np.iinfo(images.dtype).max if images.dtype.kind == 'u' else 1\n"
            "    return 1 - images / most",
            "changed places",
        ),
        (
            "bytes alone",
            "def to_unit(images):\n"
            "    return images / 255 if images.dtype == np.uint8 else images * 1.0",
            "came back as they were",
        ),
        (
            "True and False by 255",
            "def to_unit(images):\n"
            "    if images.dtype.itemsize == 1:\n"
            "        return images / 255\n"
            "    most = np.iinfo(images.dtype).max if images.dtype.kind == 'u' else 1\n"
            "    return images / most",
            "255 is white for bytes",
        ),
        (
            "floats by 255, too",
            "def to_unit(images):\n"
            "    if images.dtype == np.uint16:\n"
            "        return images / 65535\n"
            "    if images.dtype == bool:\n"
            "        return images * 1\n"
            "    return images / 255",
            "255 is white for bytes",
        ),
        (
            "too large for half precision",
            "def to_unit(images):\n"
            "    most = np.iinfo(images.dtype).max if images.dtype.kind == 'u' else 1\n"
            "    return images.astype(np.float16) / np.float16(most)",
            "must become",
        ),
        (
            "stretched from darkest to brightest",
            "def to_unit(images):\n"
            "    low, high = float(images.min()), float(images.max())\n"
            "    return (images - low) / max(high - low, 1e-6)",
            "need not be white",
        ),
        (
            "flattened",
            "def to_unit(images):\n"
            "    most = np.iinfo(images.dtype).max if images.dtype.kind == 'u' else 1\n"
            "    return images.reshape(len(images), -1) / most",
            "must stay as it is",
        ),
        (
            "black and white",
            "def to_unit(images):\n"
            "    most = np.iinfo(images.dtype).max if images.dtype.kind == 'u' else 1\n"
            "    return (images > most / 2) * 1.0",
            "must become",
        ),
        (
            "it asks the largest of bool",
            "def to_unit(images):\n    return images / np.iinfo(images.dtype).max",
            "Your code stopped",
        ),
        (
            "in place",
            "def to_unit(images):\n"
            "    if images.dtype.kind == 'u':\n"
            "        images //= np.iinfo(images.dtype).max\n"
            "    return images",
            "changed the images",
        ),
        (
            "each image by its own brightest",
            "def to_unit(images):\n"
            "    return images / np.maximum(images.max(axis=(1, 2), keepdims=True), 1e-9)",
            "must become",
        ),
    ],
    "check_reader": [
        (
            "a dictionary",
            "def read(images, averages):\n    return dict.fromkeys(range(len(images)), 0)",
            "of type dict",
        ),
        (
            "the ghosts as they are",
            _read("return _distances(images, averages).argmin(axis=0)"),
            "move each digit",
        ),
        (
            "takes the furthest ghost",
            _read("return _distances(images, averages).argmax(axis=0)"),
            "move each digit",
        ),
        ("always 1", _read("return np.ones(len(images), int)"), "Right on 1"),
        (
            "one answer for all",
            _read("return _distances(images, averages).argmin()"),
            "one digit for",
        ),
        (
            "returns the distances",
            _read("return _distances(images, averages).T"),
            "shape (1000, 10)",
        ),
        (
            "moves to the corner",
            _read(
                "moved = [np.roll(i, -np.argwhere(i).min(axis=0), axis=(0, 1)) for i in images]",
                "return _distances(np.array(moved), averages).argmin(axis=0)",
            ),
            "move each digit",
        ),
        ("counts from 1", _read("return np.full(len(images), 10)"), "from 0 to 9"),
    ],
}
