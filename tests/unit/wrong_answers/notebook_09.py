"""Wrong answers to the exercises of notebook 09, and what the refusal has to say."""

_INK = "def bright_ink(picture):\n"
_BORDER = "    border = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])\n"
_MASS = "def center_of_mass(image):\n    rows, columns = np.indices(image.shape)\n    return "

MUTATIONS = {
    "check_input": [
        (
            "black and white only",
            "def to_input(drawing):\n"
            "    ink = (1 - drawing[..., :3].mean(axis=-1) / 255) * drawing[..., 3] / 255\n"
            "    return np.round(ink)[np.newaxis]",
            "that must become",
        ),
        (
            "bytes are added",
            "def to_input(drawing):\n"
            "    red, green, blue, alpha = np.moveaxis(drawing, -1, 0)\n"
            "    return ((1 - (red + green + blue) / 3 / 255) * alpha / 255)[np.newaxis]",
            "has overflowed",
        ),
        (
            "alpha is left out",
            "def to_input(drawing):\n    return (1 - drawing[..., :3].mean(axis=-1) / 255)[None]",
            "Alpha is left out",
        ),
        (
            "alpha alone",
            "def to_input(drawing):\n    return (drawing[..., 3] / 255)[None]",
            "which colour",
        ),
        (
            "not inverted",
            "def to_input(drawing):\n"
            "    colour, a = drawing[..., :3].mean(axis=-1), drawing[..., 3] / 255\n"
            "    return (a * colour + (1 - a) * 255)[None] / 255",
            "invert",
        ),
        (
            "not scaled",
            "def to_input(drawing):\n"
            "    colour, a = drawing[..., :3].mean(axis=-1), drawing[..., 3] / 255\n"
            "    return (255 - a * colour - (1 - a) * 255)[None]",
            "Still 0 to 255",
        ),
        (
            "on black paper",
            "def to_input(drawing):\n"
            "    colour, a = drawing[..., :3].mean(axis=-1), drawing[..., 3] / 255\n"
            "    return (1 - a * colour / 255)[None]",
            "on black paper",
        ),
        (
            "no batch axis",
            "def to_input(drawing):\n"
            "    colour, a = drawing[..., :3].mean(axis=-1), drawing[..., 3] / 255\n"
            "    return (1 - colour / 255) * a",
            "the batch first",
        ),
        (
            "the batch axis last",
            "def to_input(drawing):\n"
            "    colour, a = drawing[..., :3].mean(axis=-1), drawing[..., 3] / 255\n"
            "    return ((1 - colour / 255) * a)[..., None]",
            "the batch first",
        ),
        (
            "red alone",
            "def to_input(drawing):\n"
            "    return ((1 - drawing[..., 0] / 255) * (drawing[..., 3] / 255))[None]",
            "all three colours",
        ),
        (
            "the mean of all four",
            "def to_input(drawing):\n"
            "    return ((1 - drawing.mean(axis=-1) / 255) * (drawing[..., 3] / 255))[None]",
            "Alpha is no colour",
        ),
        (
            "the mean along the rows",
            "def to_input(drawing):\n"
            "    colour, a = drawing[:3].mean(axis=0), drawing[3] / 255\n"
            "    return ((1 - colour / 255) * a)[None]",
            "the batch first",
        ),
        (
            "alpha the wrong way around",
            "def to_input(drawing):\n"
            "    colour, a = drawing[..., :3].mean(axis=-1), drawing[..., 3] / 255\n"
            "    return ((1 - colour / 255) * (1 - a))[None]",
            "255 is opaque",
        ),
        (
            "bytes overflow in the sum",
            "def to_input(drawing):\n"
            "    d = drawing\n"
            "    colour = (d[..., 0] + d[..., 1] + d[..., 2]) / 3\n"
            "    return ((1 - colour / 255) * (d[..., 3] / 255))[None]",
            "has overflowed",
        ),
        (
            "bytes overflow in the product",
            "def to_input(drawing):\n"
            "    ink = 255 - drawing[..., 0]\n"
            "    return (ink * drawing[..., 3] / 65025)[None]",
            "Hardly any ink",
        ),
        (
            "without a remainder",
            "def to_input(drawing):\n"
            "    colour, a = drawing[..., :3].mean(axis=-1), drawing[..., 3] // 255\n"
            "    return ((1 - colour / 255) * a)[None]",
            "that must become",
        ),
        (
            "divided by 256",
            "def to_input(drawing):\n"
            "    colour, a = drawing[..., :3].mean(axis=-1), drawing[..., 3] / 255\n"
            "    return ((255 - colour) / 256 * a)[None]",
            "exactly 1",
        ),
        (
            "divided twice",
            "def to_input(drawing):\n"
            "    colour, a = drawing[..., :3].mean(axis=-1), drawing[..., 3] / 255\n"
            "    return ((1 - colour / 255) * a / 255)[None]",
            "divided by 255 twice",
        ),
        (
            "by its own brightest",
            "def to_input(drawing):\n"
            "    colour, a = drawing[..., :3].mean(axis=-1), drawing[..., 3] / 255\n"
            "    ink = (255 - colour) * a\n"
            "    return (ink / ink.max())[None]",
            "that must become",
        ),
        (
            "weighted as the eye does",
            "def to_input(drawing):\n"
            "    gray = drawing[..., :3] @ [0.299, 0.587, 0.114]\n"
            "    return ((1 - gray / 255) * (drawing[..., 3] / 255))[None]",
            "plain mean",
        ),
        (
            "all that is opaque is ink",
            "def to_input(drawing):\n"
            "    return (drawing[..., 3:].mean(axis=-1) > 0).astype(float)[None]",
            "that must become",
        ),
        (
            "where nothing is drawn it is white",
            "def to_input(drawing):\n"
            "    colour = drawing[..., :3].mean(axis=-1)\n"
            "    colour[drawing[..., 3] == 0] = 255\n"
            "    return (1 - colour / 255)[None]",
            "that must become",
        ),
        (
            "as uint8",
            "def to_input(drawing):\n"
            "    colour, a = drawing[..., :3].mean(axis=-1), drawing[..., 3] / 255\n"
            "    return ((1 - colour / 255) * a).astype(np.uint8)[None]",
            "put into bytes",
        ),
        (
            "the darkest of three",
            "def to_input(drawing):\n"
            "    colour, a = drawing[..., :3].min(axis=-1), drawing[..., 3] / 255\n"
            "    return ((1 - colour / 255) * a)[None]",
            "that must become",
        ),
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
            "to one decimal",
            "def center_of_mass(image):\n"
            "    rows, columns = np.indices(image.shape)\n"
            "    return [round(np.average(each, weights=image), 1) for each in (rows, columns)]",
            "do not round",
        ),
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
