"""Wrong answers to the exercises of notebook 06: what is wrong, the code, what must be said."""


def _function(head: str, *lines: str) -> str:
    return "\n".join([f"def {head}:", *(f"    {line}" for line in lines)])


def _counts(*lines: str) -> str:
    return _function("count_labels(labels)", *lines)


def _split(learn: str, choose: str, *before: str) -> str:
    return _function("split(images, labels, count)", *before, f"return ({learn}), ({choose})")


def _ask(*lines: str) -> str:
    return _function("ask(network, drawings)", *lines)


_FIRST, _LAST = "images[:-count], labels[:-count]", "images[-count:], labels[-count:]"
_RETURN = "return p.argmax(axis=1), p.max(axis=1)"

MUTATIONS = {
    "check_counts": [
        (
            "leaves out digits that don't occur",
            _counts("return np.unique(labels, return_counts=True)[1]"),
            "a missing digit counts 0",
        ),
        ("bincount without its length", _counts("return np.bincount(labels)"), "counts 0"),
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
            "def split(images, labels, count):\n"
            "    return (images[:-count], images[-count:]), (labels[:-count], labels[-count:])",
            "each pair holds images and labels",
        ),
        ("the parts exchanged", _split(_LAST, _FIRST), "the other way round"),
        (
            "cut from the front",
            _split("images[:count], labels[:count]", "images[count:], labels[count:]"),
            "the other way round",
        ),
        (
            "the first part keeps everything",
            _split("images, labels", _LAST),
            "in both parts",
        ),
        (
            "one image in both parts",
            _split("images[:-count + 1], labels[:-count + 1]", _LAST),
            "in both parts",
        ),
        (
            "one image in neither part",
            _split("images[:-count - 1], labels[:-count - 1]", _LAST),
            "must have",
        ),
        (
            "labels cut at another place",
            _split(_FIRST, "images[-count:], labels[:count]"),
            "no longer belong together",
        ),
        (
            "only the images shuffled",
            _split(_FIRST, _LAST, "images = np.random.default_rng(0).permutation(images)"),
            "no longer belong together",
        ),
        (
            "takes the first images for the second part",
            _split("images[count:], labels[count:]", "images[:count], labels[:count]"),
            "must hold the last",
        ),
        (
            "forgets the labels",
            _function("split(images, labels, count)", "return images[:-count], images[-count:]"),
            "two pairs",
        ),
    ],
    "check_ask": [
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
}
