"""Wrong answers to the exercises of notebook 01, and what the refusal has to say."""

MUTATIONS = {
    "check_invert": [
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
            "must become 215",
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
    "check_normalize": [
        (
            "it divides whole numbers",
            "def normalize(images):\n    return images // 255",
            "whole numbers",
        ),
        (
            "it divides by 256",
            "def normalize(images):\n    return (images / 256).astype(np.float32)",
            "256",
        ),
        (
            "it divides by the brightest pixel",
            "def normalize(images):\n    return (images / images.max()).astype(np.float32)",
            "faint",
        ),
        (
            "it divides each image by its own brightest pixel",
            "def normalize(images):\n"
            "    return (images / images.max(axis=(1, 2), keepdims=True)).astype(np.float32)",
            "faint",
        ),
        (
            "it keeps float64",
            "def normalize(images):\n    return images / 255",
            "float32",
        ),
        (
            "it thresholds",
            "def normalize(images):\n    return (images > 127).astype(np.float32)",
            "in between",
        ),
        (
            "it scales to −1…1",
            "def normalize(images):\n    return (images / 127.5 - 1).astype(np.float32)",
            "should become",
        ),
        (
            "it forgets to divide",
            "def normalize(images):\n    return images.astype(np.float32)",
            "should become",
        ),
    ],
    "check_ink_box": [
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
    ],
}
