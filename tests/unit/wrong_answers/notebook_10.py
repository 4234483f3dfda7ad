"""Wrong answers to the exercises of notebook 10, and what the refusal has to say."""


def _similar(result: str) -> str:
    return (
        "def similarity(first, second):\n"
        "    one, two = first - first.mean(), second - second.mean()\n"
        "    lengths = np.sqrt((one**2).sum()) * np.sqrt((two**2).sum())\n"
        f"    return {result}"
    )


def _occlude(rows: str, columns: str, value: str = "0", copy: str = "image.copy()") -> str:
    return (
        "def my_occlude(image, row, column, size):\n"
        "    reach = size // 2\n"
        f"    covered = {copy}\n"
        f"    covered[{rows}, {columns}] = {value}\n"
        "    return covered"
    )


_ROWS = "max(row - reach, 0) : row + reach + 1"
_COLUMNS = "max(column - reach, 0) : column + reach + 1"


def _cam(result: str, weights: str = "gradients.mean(axis=(0, 1))") -> str:
    return f"def my_grad_cam(maps, gradients):\n    weights = {weights}\n    return {result}"


MUTATIONS = {
    "check_similarity": [
        (
            "the means stay in",
            "def similarity(first, second):\n"
            "    lengths = np.sqrt((first**2).sum() * (second**2).sum())\n"
            "    return (first * second).sum() / lengths",
            "means are still in",
        ),
        ("it is not divided", _similar("(one * two).sum()"), "divide by the lengths"),
        ("the mean of the products", _similar("(one * two).mean()"), "root of the summed squares"),
        (
            "the whole table of np.corrcoef",
            "def similarity(first, second):\n    return np.corrcoef(first.ravel(), second.ravel())",
            "stands at [0, 1]",
        ),
        ("the sign is lost", _similar("abs((one * two).sum() / lengths)"), "keep the sign"),
        ("it is not summed", _similar("one * two / lengths"), "one number"),
        (
            "only one length is divided by",
            _similar("(one * two).sum() / np.sqrt((one**2).sum())"),
            "you divided by one",
        ),
        (
            "a length without the root",
            _similar("(one * two).sum() / lengths**2"),
            "a length is a root",
        ),
        ("a distance", _similar("np.sqrt(((one - two) ** 2).sum())"), "must give 1"),
    ],
    "check_occlude": [
        ("the image itself is changed", _occlude(_ROWS, _COLUMNS, copy="image"), "on a copy"),
        ("it is covered in white", _occlude(_ROWS, _COLUMNS, value="1"), "must be 0"),
        (
            "the last row is missing",
            _occlude("max(row - reach, 0) : row + reach", _COLUMNS),
            "the last one",
        ),
        (
            "the pixel is the corner",
            _occlude("row : row + size", "column : column + size"),
            "in its middle",
        ),
        (
            "rows and columns are swapped",
            _occlude(_COLUMNS, _ROWS),
            "swapped",
        ),
        (
            "the slice starts below zero",
            _occlude("row - reach : row + reach + 1", "column - reach : column + reach + 1"),
            "max(…, 0)",
        ),
        (
            "the square is twice as large",
            _occlude(
                "max(row - size, 0) : row + size + 1", "max(column - size, 0) : column + size + 1"
            ),
            "size // 2",
        ),
        (
            "only the square is returned",
            "def my_occlude(image, row, column, size):\n"
            "    reach = size // 2\n"
            f"    return image[{_ROWS}, {_COLUMNS}] * 0",
            "28×28",
        ),
    ],
    "check_grad_cam": [
        (
            "all maps share one weight",
            "def my_grad_cam(maps, gradients):\n"
            "    return np.maximum((maps * gradients.mean()).sum(axis=2), 0)",
            "a weight of its own",
        ),
        ("what is below zero stays", _cam("(maps * weights).sum(axis=2)"), "below zero"),
        (
            "the absolute value",
            _cam("np.abs((maps * weights).sum(axis=2))"),
            "evidence for",
        ),
        (
            "a weight for each place",
            _cam("np.maximum((maps * weights).sum(axis=2), 0)", "gradients"),
            "not a weight for each place",
        ),
        ("no weights", _cam("maps.sum(axis=2)"), "weights are missing"),
        (
            "the largest gradient",
            _cam("np.maximum((maps * weights).sum(axis=2), 0)", "gradients.max(axis=(0, 1))"),
            "not its largest",
        ),
        ("the maps are left out", _cam("np.maximum(gradients.sum(axis=2), 0)"), "with the maps"),
        (
            "the mean over the maps",
            _cam("np.maximum((maps * weights).mean(axis=2), 0)"),
            "takes their sum",
        ),
        (
            "ReLU before the sum",
            _cam("np.maximum(maps * weights, 0).sum(axis=2)"),
            "sum first",
        ),
        (
            "summed over the rows",
            _cam("np.maximum((maps * weights).sum(axis=0), 0)"),
            "the last axis",
        ),
    ],
}
