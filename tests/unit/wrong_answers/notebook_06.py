"""Wrong answers to the exercises of notebook 06: what is wrong, the code, what must be said."""


def _function(head: str, *lines: str) -> str:
    return "\n".join([f"def {head}:", *(f"    {line}" for line in lines)])


def _counts(*lines: str) -> str:
    return _function("count_labels(labels)", *lines)


def _split(learn: str, choose: str, *before: str) -> str:
    return _function("split(images, labels, count)", *before, f"return ({learn}), ({choose})")


def _ask(*lines: str) -> str:
    return _function("ask(network, drawings)", *lines)


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


_RETURN = "return p.argmax(axis=1), p.max(axis=1)"

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
            "it returns images as one pair and labels as the other",
            _split("images[~held], images[held]", "labels[~held], labels[held]", _HELD),
            "each pair holds images and labels",
        ),
        ("the parts exchanged", _split(_CHOSEN, _REST, _HELD), "the other way round"),
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
        ("the first part keeps everything", _split("images, labels", _CHOSEN, _HELD), "both parts"),
        (
            "the first of each digit",
            _split(_REST, _CHOSEN, _HELD.replace("[-count:]", "[:count]")),
            "must hold the last",
        ),
        (
            "leaves the 9 out",
            _split(_REST, _CHOSEN, _HELD.replace("range(10)", "range(9)")),
            "of the 9 yours has 0",
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
            "1 are in neither",
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
    "check_ask": [
        (
            "it divides by 256",
            "def ask(network, drawings):\n"
            "    p = network.predict(drawings / 256)\n"
            "    return p.argmax(axis=1), p.max(axis=1)",
            "Divide by 255 once",
        ),
        (
            "it divides by the brightest pixel there is",
            "def ask(network, drawings):\n"
            "    probabilities = network.predict(drawings / drawings.max(), verbose=0)\n"
            "    return probabilities.argmax(axis=1), probabilities.max(axis=1)",
            "whatever the drawings hold",
        ),
        (
            "doesn't scale",
            _ask("p = network.predict(drawings, verbose=0)", _RETURN),
            "divide by 255 before predict",
        ),
        (
            "divides in whole numbers",
            _ask("p = network.predict(drawings // 255, verbose=0)", _RETURN),
            "all greys are lost",
        ),
        (
            "turns back into bytes",
            _ask("p = network.predict((drawings / 255).astype(np.uint8), verbose=0)", _RETURN),
            "all greys are lost",
        ),
        (
            "divides by 256",
            _ask("p = network.predict(drawings / 256, verbose=0)", _RETURN),
            "Divide by 255 once",
        ),
        (
            "divides twice",
            _ask("p = network.predict(drawings / 255 / 255, verbose=0)", _RETURN),
            "Divide by 255 once",
        ),
        (
            "divides the probabilities",
            _ask("p = network.predict(drawings, verbose=0) / 255", _RETURN),
            "before predict",
        ),
        (
            "inverts",
            _ask("p = network.predict(1 - drawings / 255, verbose=0)", _RETURN),
            "don't invert",
        ),
        (
            "scales each drawing by its own largest pixel",
            _ask(
                "top = np.maximum(drawings.max(axis=(1, 2), keepdims=True), 1)",
                "p = network.predict(drawings / top, verbose=0)",
                _RETURN,
            ),
            "all greys are lost",
        ),
        (
            "one answer for all drawings",
            _ask(
                "p = network.predict(drawings / 255, verbose=0)", "return p.argmax(), p.max(axis=1)"
            ),
            "argmax(axis=1)",
        ),
        (
            "confidence cut at 0.5",
            _ask(
                "p = network.predict(drawings / 255, verbose=0)",
                "return p.argmax(axis=1), p.max(axis=1) > 0.5",
            ),
            "largest probability of each drawing",
        ),
    ],
    "check_reader": [
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
            "shape (1000,), not (1000, 10)",
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
