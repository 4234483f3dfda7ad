"""Wrong answers to the exercises of notebook 10, and what the refusal has to say."""


def _similar(result: str) -> str:
    return (
        "def my_similarity(first, second):\n"
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


def _pixels(result: str) -> str:
    return f"def my_pixels(image, network):\n    return {result}"


MUTATIONS = {
    "check_similarity": [
        (
            "the means stay in",
            "def my_similarity(first, second):\n"
            "    lengths = np.sqrt((first**2).sum() * (second**2).sum())\n"
            "    return (first * second).sum() / lengths",
            "means are still in",
        ),
        ("it is not divided", _similar("(one * two).sum()"), "divide by the lengths"),
        ("the mean of the products", _similar("(one * two).mean()"), "root of the summed squares"),
        (
            "the whole table of np.corrcoef",
            "def my_similarity(first, second):\n"
            "    return np.corrcoef(first.ravel(), second.ravel())",
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
    "check_eight_to_three": [
        ("nothing is chosen", _pixels("[]"), "list is empty"),
        ("the changed image is returned", _pixels("image * 0"), "not an image"),
        ("places as single numbers", _pixels("[14, 15, 16]"), "a row and a column"),
        ("the places are fractions", _pixels("[(14.5, 9.0)]"), "whole numbers"),
        ("a place outside", _pixels("[(28, 3)]"), "outside"),
        ("paper is erased", _pixels("[(0, 0)]"), "black already"),
        ("too few", _pixels("np.argwhere(image > 0)[:1]"), "still reads 8"),
        ("all ink is erased", _pixels("np.argwhere(image > 0)"), "not 3"),
        (
            "the image itself is changed",
            "def my_pixels(image, network):\n"
            "    places = np.argwhere(image > 0)[:4]\n"
            "    image[:] = 0\n"
            "    return places",
            "work on a copy",
        ),
    ],
}
