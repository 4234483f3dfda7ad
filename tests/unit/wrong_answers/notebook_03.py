"""Wrong answers to the exercises of notebook 03, and what the refusal has to say."""


def _pool(expression: str) -> str:
    return (
        "def max_pool(values):\n"
        "    rows, columns = values.shape[0] // 2, values.shape[1] // 2\n"
        "    pooled = np.zeros((rows, columns))\n"
        "    for row in range(rows):\n"
        "        for column in range(columns):\n"
        "            block = values[2 * row : 2 * row + 2, 2 * column : 2 * column + 2]\n"
        f"            pooled[row, column] = {expression}\n"
        "    return pooled"
    )


def _field(first: str, second: str, start: str = "size = jump = 1", result: str = "size") -> str:
    return (
        "def receptive_field(layers):\n"
        f"    {start}\n"
        "    for window, stride in layers:\n"
        f"        {first}\n"
        f"        {second}\n"
        f"    return {result}"
    )


MUTATIONS = {
    "check_max_pool": [
        (
            "it makes whole numbers",
            "def max_pool(values):\n"
            "    rows, columns = values.shape[0] // 2, values.shape[1] // 2\n"
            "    pooled = np.zeros((rows, columns), int)\n"
            "    for row in range(rows):\n"
            "        for column in range(columns):\n"
            "            block = values[2 * row : 2 * row + 2, 2 * column : 2 * column + 2]\n"
            "            pooled[row, column] = block.max()\n"
            "    return pooled",
            "without int",
        ),
        ("the average is taken", _pool("block.mean()"), "average pooling"),
        ("the minimum is taken", _pool("block.min()"), "smallest value"),
        ("the sum is taken", _pool("block.sum()"), "the sum of each block"),
        ("the first value is kept", _pool("block[0, 0]"), "the first value"),
        ("negative maxima become 0", _pool("max(0, block.max())"), "not from 0"),
        ("only one row is looked at", _pool("block[0].max()"), "one row of each block"),
        (
            "the blocks overlap",
            "def max_pool(values):\n"
            "    windows = np.lib.stride_tricks.sliding_window_view(values, (2, 2))\n"
            "    return windows.max(axis=(2, 3))",
            "overlap",
        ),
        (
            "only every second value is taken",
            "def max_pool(values):\n    return values[::2, ::2]",
            "first value",
        ),
        (
            "a last single row is kept as a block",
            "def max_pool(values):\n"
            "    rows, columns = (values.shape[0] + 1) // 2, (values.shape[1] + 1) // 2\n"
            "    return np.array([[values[2 * r : 2 * r + 2, 2 * c : 2 * c + 2].max()\n"
            "                      for c in range(columns)] for r in range(rows)])",
            "left out",
        ),
        (
            "one maximum of the whole map",
            "def max_pool(values):\n    return values.max()",
            "becomes 2×3",
        ),
    ],
    "check_receptive_field": [
        (
            "it adds the stride to the jump",
            "def receptive_field(layers):\n"
            "    size, jump = 1, 1\n"
            "    for window, stride in layers:\n"
            "        size += (window - 1) * jump\n"
            "        jump += stride\n"
            "    return size",
            "multiplies the jump",
        ),
        (
            "it returns the jump too",
            "def receptive_field(layers):\n    return np.array([3, 1])",
            "the size alone",
        ),
        (
            "the windows' sizes are added",
            "def receptive_field(layers):\n    return sum(window for window, stride in layers)",
            "adds its window − 1",
        ),
        (
            "the windows' sizes are multiplied",
            _field("size *= window", "jump *= stride"),
            "don't multiply",
        ),
        (
            "the jump is ignored",
            _field("size += window - 1", "jump *= stride"),
            "strides of the layers before",
        ),
        (
            "the jump grows too early",
            _field("jump *= stride", "size += (window - 1) * jump"),
            "only for the layers after it",
        ),
        (
            "minus one is forgotten",
            _field("size += window * jump", "jump *= stride"),
            "subtract 1",
        ),
        (
            "the start is 0",
            _field("size += (window - 1) * jump", "jump *= stride", "size, jump = 0, 1"),
            "a pixel sees itself",
        ),
        (
            "the jump is returned",
            _field("size += (window - 1) * jump", "jump *= stride", result="jump"),
            "return the size",
        ),
        (
            "strides are added in place of multiplied",
            _field("size += (window - 1) * jump", "jump += stride - 1"),
            "multiplied by its stride",
        ),
    ],
    "check_layers_needed": [
        ("28 divided by 3, rounded down", "layers_needed = 28 // 3", "overlap"),
        ("28 divided by 3, rounded up", "layers_needed = 10", "overlap"),
        ("half a layer", "layers_needed = (28 - 1) / 2", "round up"),
        ("rounded down", "layers_needed = (28 - 1) // 2", "fewer than the picture has"),
        ("one pixel a layer", "layers_needed = 28 - 1", "adds 2 and not 1"),
        ("one layer too many", "layers_needed = 15", "fewer layers would do"),
        ("words", "layers_needed = 'fourteen'", "a number of layers"),
    ],
}
