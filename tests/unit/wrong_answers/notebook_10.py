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
            "square kernels only",
            "def my_similarity(first, second):\n"
            "    one, two = (each - each.sum() / len(each) ** 2 for each in (first, second))\n"
            "    return (one * two).sum() / np.sqrt((one**2).sum() * (two**2).sum())",
            "without their means",
        ),
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
            "is at [0, 1]",
        ),
        ("the sign is lost", _similar("abs((one * two).sum() / lengths)"), "keep the sign"),
        ("it is not summed", _similar("one * two / lengths"), "one number"),
        (
            "only one length is divided by",
            _similar("(one * two).sum() / np.sqrt((one**2).sum())"),
            "not just of one",
        ),
        (
            "a length without the root",
            _similar("(one * two).sum() / lengths**2"),
            "a length is a root",
        ),
        ("a distance", _similar("np.sqrt(((one - two) ** 2).sum())"), "divide by both lengths"),
    ],
    "check_occlude": [
        (
            "images of one size only",
            "def my_occlude(image, row, column, size):\n"
            "    covered, reach = image.copy(), size // 2\n"
            "    inside = [\n"
            "        range(max(each - reach, 0), min(each + reach + 1, 28))\n"
            "        for each in (row, column)\n"
            "    ]\n"
            "    covered[np.ix_(*inside)] = 0\n"
            "    return covered",
            "columns 28 to 29 must be covered",
        ),
        (
            "a disc",
            "def my_occlude(image, row, column, size):\n"
            "    rows, columns = np.indices(image.shape)\n"
            "    far = (rows - row) ** 2 + (columns - column) ** 2\n"
            "    return np.where(far <= (size // 2) ** 2, 0, image)",
            "look at row 12, column 7",
        ),
        (
            "beyond the edge it goes on at the other side",
            "def my_occlude(image, row, column, size):\n"
            "    covered, around = image.copy(), np.arange(size) - size // 2\n"
            "    rows, columns = (row + around) % len(image), (column + around) % image.shape[1]\n"
            "    covered[np.ix_(rows, columns)] = 0\n"
            "    return covered",
            "look at row 0, column 26",
        ),
        (
            "whole numbers",
            "def my_occlude(image, row, column, size):\n    return image.astype(int)",
            "whole numbers only",
        ),
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
            "changed the image",
        ),
    ],
    "check_slopes": [
        (
            "black pixels are left out",
            "def my_slopes(vote, image, step):\n"
            "    slopes, before = np.zeros(image.shape), vote(image[np.newaxis])[0]\n"
            "    for place in map(tuple, np.argwhere(image > 0)):\n"
            "        changed = image.copy()\n"
            "        changed[place] += step\n"
            "        slopes[place] = (vote(changed[np.newaxis])[0] - before) / step\n"
            "    return slopes",
            "yours is 0.000",
        ),
        (
            "the votes",
            "def my_slopes(vote, image, step):\n"
            "    before = vote(image[np.newaxis])[0]\n"
            "    slopes = np.zeros(image.shape)\n"
            "    for place in np.ndindex(image.shape):\n"
            "        changed = image.copy()\n"
            "        changed[place] += step\n"
            "        slopes[place] = vote(changed[np.newaxis])[0]\n"
            "    return slopes",
            "subtract the vote",
        ),
        (
            "no division",
            "def my_slopes(vote, image, step):\n"
            "    before = vote(image[np.newaxis])[0]\n"
            "    slopes = np.zeros(image.shape)\n"
            "    for place in np.ndindex(image.shape):\n"
            "        changed = image.copy()\n"
            "        changed[place] += step\n"
            "        slopes[place] = vote(changed[np.newaxis])[0] - before\n"
            "    return slopes",
            "by the step",
        ),
        (
            "multiplied",
            "def my_slopes(vote, image, step):\n"
            "    before = vote(image[np.newaxis])[0]\n"
            "    slopes = np.zeros(image.shape)\n"
            "    for place in np.ndindex(image.shape):\n"
            "        changed = image.copy()\n"
            "        changed[place] += step\n"
            "        slopes[place] = (vote(changed[np.newaxis])[0] - before) * step\n"
            "    return slopes",
            "multiply by it",
        ),
        (
            "the sign",
            "def my_slopes(vote, image, step):\n"
            "    before = vote(image[np.newaxis])[0]\n"
            "    slopes = np.zeros(image.shape)\n"
            "    for place in np.ndindex(image.shape):\n"
            "        changed = image.copy()\n"
            "        changed[place] += step\n"
            "        slopes[place] = (before - vote(changed[np.newaxis])[0]) / step\n"
            "    return slopes",
            "turned round",
        ),
        (
            "without a copy",
            "def my_slopes(vote, image, step):\n"
            "    before = vote(image[np.newaxis])[0]\n"
            "    slopes = np.zeros(image.shape)\n"
            "    for place in np.ndindex(image.shape):\n"
            "        changed = image\n"
            "        changed[place] += step\n"
            "        slopes[place] = (vote(changed[np.newaxis])[0] - before) / step\n"
            "    return slopes",
            "on a copy",
        ),
        (
            "the changes add up",
            "def my_slopes(vote, image, step):\n"
            "    before = vote(image[np.newaxis])[0]\n"
            "    slopes = np.zeros(image.shape)\n"
            "    changed = image.copy()\n"
            "    for place in np.ndindex(image.shape):\n"
            "        changed[place] += step\n"
            "        slopes[place] = (vote(changed[np.newaxis])[0] - before) / step\n"
            "    return slopes",
            "add up",
        ),
        (
            "without signs",
            "def my_slopes(vote, image, step):\n"
            "    before = vote(image[np.newaxis])[0]\n"
            "    slopes = np.zeros(image.shape)\n"
            "    for place in np.ndindex(image.shape):\n"
            "        changed = image.copy()\n"
            "        changed[place] += step\n"
            "        slopes[place] = abs(vote(changed[np.newaxis])[0] - before) / step\n"
            "    return slopes",
            "Keep the sign",
        ),
        (
            "all pixels at once",
            "def my_slopes(vote, image, step):\n"
            "    change = vote((image + step)[np.newaxis])[0] - vote(image[np.newaxis])[0]\n"
            "    return np.full(image.shape, change / step / image.size)",
            "slope of its own",
        ),
        (
            "rows only",
            "def my_slopes(vote, image, step):\n"
            "    before = vote(image[np.newaxis])[0]\n"
            "    slopes = np.zeros(image.shape)\n"
            "    for row in range(len(image)):\n"
            "        changed = image.copy()\n"
            "        changed[row] += step\n"
            "        slopes[row] = (vote(changed[np.newaxis])[0] - before) / step\n"
            "    return slopes",
            "this pixel alone",
        ),
        (
            "one number",
            "def my_slopes(vote, image, step):\n"
            "    before = vote(image[np.newaxis])[0]\n"
            "    slopes = np.zeros(image.shape)\n"
            "    for place in np.ndindex(image.shape):\n"
            "        changed = image.copy()\n"
            "        changed[place] += step\n"
            "        slopes[place] = (vote(changed[np.newaxis])[0] - before) / step\n"
            "    return slopes.sum()",
            "each of 24 pixels",
        ),
        (
            "flat",
            "def my_slopes(vote, image, step):\n"
            "    before = vote(image[np.newaxis])[0]\n"
            "    slopes = np.zeros(image.shape)\n"
            "    for place in np.ndindex(image.shape):\n"
            "        changed = image.copy()\n"
            "        changed[place] += step\n"
            "        slopes[place] = (vote(changed[np.newaxis])[0] - before) / step\n"
            "    return slopes.ravel()",
            "the image's shape",
        ),
        (
            "a step of its own",
            "def my_slopes(vote, image, step):\n"
            "    before = vote(image[np.newaxis])[0]\n"
            "    slopes = np.zeros(image.shape)\n"
            "    for place in np.ndindex(image.shape):\n"
            "        changed = image.copy()\n"
            "        changed[place] += 0.01\n"
            "        slopes[place] = (vote(changed[np.newaxis])[0] - before) / step\n"
            "    return slopes",
            "this pixel alone",
        ),
        (
            "set, not added",
            "def my_slopes(vote, image, step):\n"
            "    before = vote(image[np.newaxis])[0]\n"
            "    slopes = np.zeros(image.shape)\n"
            "    for place in np.ndindex(image.shape):\n"
            "        changed = image.copy()\n"
            "        changed[place] = step\n"
            "        slopes[place] = (vote(changed[np.newaxis])[0] - before) / step\n"
            "    return slopes",
            "this pixel alone",
        ),
        (
            "a square image",
            "def my_slopes(vote, image, step):\n"
            "    before = vote(image[np.newaxis])[0]\n"
            "    slopes = np.zeros(image.shape)\n"
            "    for place in np.ndindex(len(image), len(image)):\n"
            "        changed = image.copy()\n"
            "        changed[place] += step\n"
            "        slopes[place] = (vote(changed[np.newaxis])[0] - before) / step\n"
            "    return slopes",
            "pixel",
        ),
        (
            "the slopes are text",
            "def my_slopes(vote, image, step):\n"
            "    before = vote(image[np.newaxis])[0]\n"
            "    slopes = np.zeros(image.shape)\n"
            "    for place in np.ndindex(image.shape):\n"
            "        changed = image.copy()\n"
            "        changed[place] += step\n"
            "        slopes[place] = (vote(changed[np.newaxis])[0] - before) / step\n"
            "    return slopes.astype(str)",
            "text where numbers",
        ),
    ],
}
