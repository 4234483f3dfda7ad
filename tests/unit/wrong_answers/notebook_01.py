"""Wrong answers to the exercises of notebook 01, and what the refusal has to say."""

_HALVE = "def halve(image):\n    i = image\n    return {}"

MUTATIONS = {
    "check_invert": [
        (
            "one size only",
            "def invert(image):\n"
            "    new = np.zeros((28, 28))\n"
            "    for row in range(28):\n"
            "        for column in range(28):\n"
            "            new[row, column] = 255 - image[row, column]\n"
            "    return new",
            "position 5",
        ),
        (
            "white becomes nearly black",
            "def invert(image):\n    return 255 - np.minimum(image, 254)",
            "A pixel of 255 became 1",
        ),
        (
            "the first row is lost",
            "def invert(image):\n    new = 255 - image\n    new[0] = 0\n    return new",
            "A pixel of 0 became 0",
        ),
        (
            "it inverts and mirrors",
            "def invert(image):\n    return 255 - image[::-1]",
            "pixels moved",
        ),
        (
            "bytes with a sign",
            "def invert(image):\n    return (255 - image).astype(np.int8)",
            "must become",
        ),
        (
            "the pixels are text",
            "def invert(image):\n    return (255 - image).astype(str)",
            "text where numbers",
        ),
        ("it subtracts from 1", "def invert(images):\n    return 1 - images", "sum to 255"),
        (
            "it subtracts from 256",
            "def invert(images):\n    return 256 - images",
            "255",
        ),
        (
            "it negates unsigned numbers",
            "def invert(image):\n    return -image",
            "must become 255",
        ),
        (
            "it subtracts from 256",
            "def invert(image):\n    return 256 - image.astype(int)",
            "must become 255",
        ),
        (
            "it turns the image upside down",
            "def invert(image):\n    return image[::-1]",
            "pixels moved",
        ),
        (
            "it keeps black and white only",
            "def invert(image):\n    return (image == 0) * 255",
            "greys are lost",
        ),
        (
            "it subtracts from 1",
            "def invert(image):\n    return 1 - image.astype(float)",
            "must become 255",
        ),
        (
            "it inverts in place",
            "def invert(image):\n    image[:] = 255 - image\n    return image",
            "changed the image",
        ),
        (
            "it does nothing",
            "def invert(image):\n    return image.copy()",
            "black must become white",
        ),
        (
            "it loses the shape",
            "def invert(image):\n    return 255 - image.ravel()",
            "shape",
        ),
    ],
    "check_halve": [
        (
            "the last row and column are missing",
            "def halve(image):\n"
            "    new = np.zeros((14, 14))\n"
            "    for r in range(13):\n"
            "        for c in range(13):\n"
            "            new[r, c] = image[2 * r : 2 * r + 2, 2 * c : 2 * c + 2].mean()\n"
            "    return new",
            "Row 6, column 13",
        ),
        (
            "nearly one too many",
            "def halve(image):\n    return image.reshape(14, 2, 14, 2).mean(axis=(1, 3)) + 0.9",
            "yours is 77.15",
        ),
        (
            "it is black",
            "def halve(image):\n    return np.zeros((14, 14))",
            "should be the mean of",
        ),
        (
            "the pixels are text",
            "def halve(image):\n"
            "    i = image.astype(float)\n"
            "    return i.reshape(14, 2, 14, 2).mean(axis=(1, 3)).astype(str)",
            "text where numbers",
        ),
        (
            "it adds bytes",
            _HALVE.format("(i[::2, ::2] + i[::2, 1::2] + i[1::2, ::2] + i[1::2, 1::2]) / 4"),
            "convert before you add",
        ),
        (
            "it adds bytes and divides whole",
            _HALVE.format("(i[::2, ::2] + i[::2, 1::2] + i[1::2, ::2] + i[1::2, 1::2]) // 4"),
            "convert before you add",
        ),
        ("it takes every second pixel", _HALVE.format("i[::2, ::2]"), "forgets the others"),
        (
            "it adds up",
            _HALVE.format("i.reshape(14, 2, 14, 2).sum(axis=(1, 3))"),
            "divide by how many",
        ),
        (
            "it takes the largest",
            _HALVE.format("i.reshape(14, 2, 14, 2).max(axis=(1, 3))"),
            "the largest of the four",
        ),
        ("it halves the rows only", _HALVE.format("i.reshape(14, 2, 28).mean(axis=1)"), "14 rows"),
        (
            "two pixels in a row",
            _HALVE.format("(i[::2, ::2] / 2 + i[::2, 1::2] / 2)"),
            "row below",
        ),
        (
            "two pixels in a column",
            _HALVE.format("(i[::2, ::2] / 2 + i[1::2, ::2] / 2)"),
            "column beside",
        ),
        (
            "it normalises too",
            _HALVE.format("i.reshape(14, 2, 14, 2).mean(axis=(1, 3)) / 255"),
            "as well",
        ),
        ("it keeps the upper left quarter", _HALVE.format("i[:14, :14]"), "should be the mean of"),
    ],
    "check_ink_box": [
        (
            "bytes are added",
            "def ink_box(image):\n"
            "    rows = np.flatnonzero(image.sum(axis=1, dtype=np.uint8))\n"
            "    columns = np.flatnonzero(image.sum(axis=0, dtype=np.uint8))\n"
            "    return rows[0], rows[-1], columns[0], columns[-1]",
            "empty array",
        ),
        (
            "the border is left out",
            "def ink_box(image):\n"
            "    r, c = np.nonzero(image[1:-1, 1:-1])\n"
            "    return r.min() + 1, r.max() + 1, c.min() + 1, c.max() + 1",
            "any size, border or gap",
        ),
        (
            "one size only",
            "def ink_box(image):\n"
            "    rows, columns = image.any(axis=1), image.any(axis=0)\n"
            "    return (\n"
            "        rows.argmax(), 27 - rows[::-1].argmax(),\n"
            "        columns.argmax(), 27 - columns[::-1].argmax(),\n"
            "    )",
            "any size, border or gap",
        ),
        (
            "no gap is expected",
            "def ink_box(image):\n"
            "    r, c = np.flatnonzero(image.any(axis=1)), np.flatnonzero(image.any(axis=0))\n"
            "    return r[0], r[0] + len(r) - 1, c[0], c[0] + len(c) - 1",
            "any size, border or gap",
        ),
        (
            "first and last are swapped",
            "def ink_box(image):\n"
            "    r, c = np.nonzero(image)\n"
            "    return r.max(), r.min(), c.max(), c.min()",
            "before the last",
        ),
        (
            "the image is changed",
            "def ink_box(image):\n"
            "    image[image > 0] = 255\n"
            "    r, c = np.nonzero(image)\n"
            "    return r.min(), r.max(), c.min(), c.max()",
            "changed the image",
        ),
        (
            "a faint pixel is no ink",
            "def ink_box(image):\n"
            "    r, c = np.nonzero(image > 10)\n"
            "    return r.min(), r.max(), c.min(), c.max()",
            "nothing was found",
        ),
        (
            "the numbers are text",
            "def ink_box(image):\n"
            "    rows, columns = np.nonzero(image)\n"
            "    return [str(e) for e in (rows.min(), rows.max(), columns.min(), columns.max())]",
            "text where numbers",
        ),
        (
            "it takes the last of the list instead of the largest",
            "def ink_box(image):\n"
            "    rows, columns = np.nonzero(image)\n"
            "    return rows[0], rows[-1], columns.min(), columns[-1]",
            "in no order",
        ),
        (
            "rows and columns are swapped",
            "def ink_box(image):\n"
            "    columns, rows = np.nonzero(image)\n"
            "    return rows.min(), rows.max(), columns.min(), columns.max()",
            "swapped",
        ),
        (
            "the ends are one too far",
            "def ink_box(image):\n"
            "    rows, columns = np.nonzero(image)\n"
            "    return rows.min(), rows.max() + 1, columns.min(), columns.max() + 1",
            "one too far",
        ),
        (
            "it counts from 1",
            "def ink_box(image):\n"
            "    rows, columns = np.nonzero(image)\n"
            "    return rows.min() + 1, rows.max() + 1, columns.min() + 1, columns.max() + 1",
            "counted from 0",
        ),
        (
            "faint ink is left out",
            "def ink_box(image):\n"
            "    rows, columns = np.nonzero(image > 127)\n"
            "    return rows.min(), rows.max(), columns.min(), columns.max()",
            "Faint",
        ),
        (
            "the order is corner by corner",
            "def ink_box(image):\n"
            "    rows, columns = np.nonzero(image)\n"
            "    return rows.min(), columns.min(), rows.max(), columns.max()",
            "The order is",
        ),
        (
            "only the rows are returned",
            "def ink_box(image):\n"
            "    rows, columns = np.nonzero(image)\n"
            "    return rows.min(), rows.max()",
            "four numbers",
        ),
        (
            "it takes the whole picture",
            "def ink_box(image):\n    return 0, 27, 0, 27",
            "The box of the test image",
        ),
        (
            "the last column is not whole",
            "def ink_box(image):\n    return 5, 22.9, 3, 17",
            "whole numbers",
        ),
    ],
    "check_pixel": [
        ("infinite", 'my_pixel = (float("inf"), 4)', "from 0 to 27"),
        ("it is the corner", "my_pixel = (0, 0)", "80.0% is needed"),
        ("row and column are swapped", "my_pixel = (15, 6)", "is needed"),
        ("it lies outside", "my_pixel = (28, 3)", "from 0 to 27"),
        ("it is counted from the end", "my_pixel = (-1, 3)", "from 0 to 27"),
        ("it is one number", "my_pixel = 183", "two numbers"),
        ("it is no whole number", "my_pixel = (6.5, 15)", "whole numbers"),
        ("it is words", 'my_pixel = ("six", "fifteen")', "text where numbers"),
    ],
    "check_stretch": [
        (
            "the whole scale, and nearly one more",
            "def stretch(image):\n"
            "    low, high = int(image.min()), int(image.max())\n"
            "    wide = (image.astype(float) - low) * 255 / max(high - low, 1)\n"
            "    return wide + 0.9 * (high > low)",
            "must become",
        ),
        (
            "ranks",
            "def stretch(image):\n"
            "    values = np.unique(image)\n"
            "    return np.searchsorted(values, image) * 255 / max(len(values) - 1, 1)",
            "relative distances",
        ),
        (
            "up to 256",
            "def stretch(image):\n"
            "    low, high = float(image.min()), float(image.max())\n"
            "    return (image - low) / max(high - low, 1) * 256",
            "must become 255",
        ),
        (
            "an even image is divided by 0",
            "def stretch(image):\n"
            "    low, high = float(image.min()), float(image.max())\n"
            "    return (image - low) / (high - low) * 255",
            "must become 0 everywhere",
        ),
        (
            "it stays within 0 to 1",
            "def stretch(image):\n"
            "    low, high = float(image.min()), float(image.max())\n"
            "    return (image - low) / max(high - low, 1)",
            "multiply by 255",
        ),
        (
            "the darkest stays",
            "def stretch(image):\n"
            "    low, high = float(image.min()), float(image.max())\n"
            "    return image / max(high, 1) * 255 * (high > low)",
            "subtract it first",
        ),
        (
            "the brightest stays",
            "def stretch(image):\n"
            "    low, high = float(image.min()), float(image.max())\n"
            "    return image - low",
            "multiply, too",
        ),
        (
            "nothing happens",
            "def stretch(image):\n    return image * (image.min() < image.max())",
            "came back as it was",
        ),
        (
            "bytes overflow",
            "def stretch(image):\n"
            "    low, high = image.min(), image.max()\n"
            "    return (image - low) * np.uint8(255) // max(high - low, 1)",
            "convert first",
        ),
        (
            "whole numbers divided",
            "def stretch(image):\n"
            "    low, high = float(image.min()), float(image.max())\n"
            "    return (image - low) // max(high - low, 1) * 255",
            "must become",
        ),
        (
            "black and white",
            "def stretch(image):\n"
            "    low, high = float(image.min()), float(image.max())\n"
            "    return np.where(image > (low + high) / 2, 255, 0)",
            "black and white",
        ),
        (
            "it is inverted",
            "def stretch(image):\n"
            "    low, high = float(image.min()), float(image.max())\n"
            "    return (high - image) / max(high - low, 1) * 255",
            "changed places",
        ),
        (
            "it only adds",
            "def stretch(image):\n"
            "    low, high = float(image.min()), float(image.max())\n"
            "    return (image + 255 - high) * (high > low)",
            "the darkest must become 0",
        ),
        (
            "it multiplies first",
            "def stretch(image):\n"
            "    low, high = float(image.min()), float(image.max())\n"
            "    return image * 255.0 / max(high - low, 1) * (high > low)",
            "before you multiply",
        ),
        (
            "it cuts off",
            "def stretch(image):\n"
            "    return np.clip(2.0 * image, 0, 255) * (image.min() < image.max())",
            "must become",
        ),
        (
            "it works in place",
            "def stretch(image):\n"
            "    low, high = float(image.min()), float(image.max())\n"
            "    image[:] = (image - low) / max(high - low, 1) * 255\n"
            "    return image",
            "on a copy",
        ),
        (
            "it is turned",
            "def stretch(image):\n"
            "    low, high = float(image.min()), float(image.max())\n"
            "    return ((image - low) / max(high - low, 1) * 255).T",
            "must",
        ),
        (
            "each row by itself",
            "def stretch(image):\n"
            "    wide = image - image.min(axis=1, keepdims=True).astype(float)\n"
            "    return wide / np.maximum(wide.max(axis=1, keepdims=True), 1) * 255",
            "must become",
        ),
        (
            "the values are text",
            "def stretch(image):\n"
            "    low, high = float(image.min()), float(image.max())\n"
            "    return ((image - low) / max(high - low, 1) * 255).astype(str)",
            "text where numbers",
        ),
    ],
}
