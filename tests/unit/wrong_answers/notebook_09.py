"""Wrong answers to the exercises of notebook 09, and what the refusal has to say."""

_INPUT = "def to_input(drawing):\n    return "
_INK = "def bright_ink(picture):\n"
_BORDER = "    border = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])\n"
_MASS = "def center_of_mass(image):\n    rows, columns = np.indices(image.shape)\n    return "

MUTATIONS = {
    "check_input": [
        (
            "it is upside down",
            "def to_input(drawing):\n"
            '    return (np.invert(drawing[::-1]) / 255).astype("float32")[None]',
            "white paper",
        ),
        (
            "it is mirrored",
            "def to_input(drawing):\n"
            '    return (np.invert(drawing[:, ::-1]) / 255).astype("float32")[None]',
            "white paper",
        ),
        (
            "it inverts after dividing",
            _INPUT + "np.invert(drawing / 255)[None]",
            "invert first, then divide",
        ),
        (
            "it is not scaled",
            _INPUT + 'np.invert(drawing).astype("float32")[None]',
            "wrong answers certain",
        ),
        ("it is not inverted", _INPUT + '(drawing / 255).astype("float32")[None]', "not inverted"),
        (
            "the axis for the batch is missing",
            _INPUT + '(np.invert(drawing) / 255).astype("float32")',
            "axis for the batch",
        ),
        (
            "the axis for the batch is the last one",
            _INPUT + '(np.invert(drawing) / 255).astype("float32")[..., None]',
            "(1, 28, 28)",
        ),
        (
            "it divides without a remainder",
            _INPUT + '(np.invert(drawing) // 255).astype("float32")[None]',
            "loses all greys",
        ),
        (
            "it divides by 256",
            _INPUT + '(np.invert(drawing) / 256).astype("float32")[None]',
            "not by 256",
        ),
        (
            "it divides by the largest pixel",
            "def to_input(drawing):\n"
            "    ink = np.invert(drawing)\n"
            '    return (ink / ink.max()).astype("float32")[None]',
            "must stay pale",
        ),
        (
            "it scales and then subtracts from 255",
            _INPUT + '(255 - drawing / 255).astype("float32")[None]',
            "subtract from 1",
        ),
        ("it stays float64", _INPUT + "(np.invert(drawing) / 255)[None]", "takes float32"),
    ],
    "check_polarity": [
        (
            "the mean of the border",
            "def bright_ink(picture):\n"
            "    edge = np.ones(picture.shape, bool)\n"
            "    edge[1:-1, 1:-1] = False\n"
            "    return picture if picture[edge].mean() < 128 else ~picture",
            "most pixels",
        ),
        (
            "the left and the right side",
            "def bright_ink(picture):\n"
            "    sides = picture[:, [0, -1]]\n"
            "    return np.invert(picture) if np.median(sides) > 127 else picture",
            "most pixels",
        ),
        (
            "the top and the bottom",
            "def bright_ink(picture):\n"
            "    sides = picture[[0, -1]]\n"
            "    return np.invert(picture) if np.median(sides) > 127 else picture",
            "most pixels",
        ),
        (
            "it asks the upper edge only",
            _INK + "    return np.invert(picture) if np.median(picture[0]) > 127 else picture",
            "all four sides",
        ),
        ("it always inverts", _INK + "    return np.invert(picture)", "bright on dark already"),
        ("it never inverts", _INK + "    return picture", "was not inverted"),
        (
            "it asks the pixel in the middle",
            _INK + "    middle = picture[picture.shape[0] // 2, picture.shape[1] // 2]\n"
            "    return picture if middle > 127 else np.invert(picture)",
            "border decide",
        ),
        (
            "it asks the mean of all pixels",
            _INK + "    return np.invert(picture) if picture.mean() > 127 else picture",
            "border decide",
        ),
        (
            "it asks the last pixel",
            _INK + "    return np.invert(picture) if picture[-1, -1] > 127 else picture",
            "border decide",
        ),
        (
            "it asks the bottom row",
            _INK + "    return np.invert(picture) if np.median(picture[-1]) > 127 else picture",
            "border decide",
        ),
        (
            "it asks the left column",
            _INK + "    return np.invert(picture) if np.median(picture[:, 0]) > 127 else picture",
            "border decide",
        ),
        (
            "it asks the four corners",
            _INK + "    corners = picture[[0, 0, -1, -1], [0, -1, 0, -1]]\n"
            "    return np.invert(picture) if np.median(corners) > 127 else picture",
            "border decide",
        ),
        (
            "it asks one corner",
            _INK + "    return np.invert(picture) if picture[0, 0] > 127 else picture",
            "border decide",
        ),
        (
            "it inverts the wrong ones",
            _INK
            + _BORDER
            + "    return picture if np.median(border) > 127 else np.invert(picture)",
            "border decide",
        ),
        (
            "it takes minus for inverting",
            _INK + _BORDER + "    return -picture if np.median(border) > 127 else picture",
            "256 − p",
        ),
        (
            "it turns into black and white",
            _INK + _BORDER + "    white = np.median(border) > 127\n"
            "    return np.where((picture > 127) != white, 255, 0).astype(np.uint8)",
            "pixels themselves changed",
        ),
    ],
    "check_center": [
        (
            "the numbers are text",
            "def center_of_mass(image):\n"
            "    rows, columns = np.indices(image.shape)\n"
            '    return [f"{np.average(each, weights=image):.3f}" for each in (rows, columns)]',
            "text where numbers",
        ),
        (
            "it believes in 28 rows",
            "def center_of_mass(image):\n"
            "    places = np.arange(28)\n"
            "    return (\n"
            "        np.average(places, weights=image.sum(axis=1, dtype=int)),\n"
            "        np.average(places, weights=image.sum(axis=0, dtype=int)),\n"
            "    )",
            "stopped",
        ),
        (
            "row and column are swapped",
            _MASS + "np.average(columns, weights=image), np.average(rows, weights=image)",
            "row comes first",
        ),
        (
            "every pixel of ink counts alike",
            "def center_of_mass(image):\n    return np.argwhere(image > 0).mean(axis=0)",
            "brightness",
        ),
        (
            "the middle of the box",
            "def center_of_mass(image):\n"
            "    ink = np.argwhere(image > 0)\n"
            "    return (ink.min(axis=0) + ink.max(axis=0)) / 2",
            "middle of the box",
        ),
        ("the weights are missing", _MASS + "rows.mean(), columns.mean()", "middle of the picture"),
        (
            "it does not divide",
            _MASS + "(rows * image).sum(), (columns * image).sum()",
            "sum of all pixels",
        ),
        (
            "it divides by the number of pixels",
            _MASS + "(rows * image).mean(), (columns * image).mean()",
            "not their number",
        ),
        (
            "it takes the brightest pixel",
            "def center_of_mass(image):\n    return np.unravel_index(image.argmax(), image.shape)",
            "brightest pixel",
        ),
        (
            "it rounds",
            _MASS + "round(np.average(rows, weights=image)), "
            "round(np.average(columns, weights=image))",
            "do not round",
        ),
        (
            "uint8 overflows",
            "def center_of_mass(image):\n"
            "    rows, columns = np.indices(image.shape, dtype=np.uint8)\n"
            "    return (rows * image).sum() / image.sum(), (columns * image).sum() / image.sum()",
            "beware of uint8",
        ),
    ],
}
