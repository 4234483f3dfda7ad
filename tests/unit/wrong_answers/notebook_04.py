"""Wrong answers to the exercises of notebook 04, and what the refusal has to say."""


def _unit(*lines: str) -> str:
    """Return an answer that has the two averages at hand."""
    return "\n".join(
        [
            "images, labels = validation_split(*load_mnist()[0])[0]",
            "average_4, average_9 = ((images[labels == k] / 255).mean(axis=0) for k in (4, 9))",
            "bias = ((average_9**2).sum() - (average_4**2).sum()) / 2",
            *lines,
        ]
    )


_PLACES = "(rows - side + 1) * (columns - side + 1)"
_WEIGHTS = "side * side * channels * filters"

MUTATIONS = {
    "check_unit": [
        (
            "the weights are text",
            'my_weights, my_bias = np.full((28, 28), "0.5"), 1.0',
            "text where numbers",
        ),
        (
            "the bias is text",
            'my_weights, my_bias = np.ones((28, 28)), "1.0"',
            "text where numbers",
        ),
        ("the weights are complex", "my_weights, my_bias = np.ones((28, 28)) * 1j, 1.0", "complex"),
        (
            "no weights at all",
            _unit("my_weights = np.zeros((28, 28))", "my_bias = 1"),
            "All weights are 0",
        ),
        (
            "the bias is forgotten",
            _unit("my_weights = average_4 - average_9", "my_bias = 0"),
            "try a larger one",
        ),
        (
            "the signs are turned round",
            _unit("my_weights = average_9 - average_4", "my_bias = -bias"),
            "turn the signs round",
        ),
        (
            "the bias has the other sign",
            _unit("my_weights = average_4 - average_9", "my_bias = -bias"),
            "try a larger one",
        ),
        ("the average 4 alone", _unit("my_weights = average_4", "my_bias = -55"), "% right"),
        (
            "one weight for each row",
            _unit("my_weights = (average_4 - average_9).sum(axis=1)", "my_bias = bias"),
            "28×28 pixels",
        ),
        (
            "a bias for each pixel",
            _unit("my_weights = average_4 - average_9", "my_bias = average_9 - average_4"),
            "one number",
        ),
        (
            "it lights up for all",
            _unit("my_weights = average_4 - average_9", "my_bias = 99"),
            "try a smaller one",
        ),
    ],
    "check_parameters": [
        (
            "the list is emptied",
            "def count_parameters(widths):\n"
            "    total = 0\n"
            "    while len(widths) > 1:\n"
            "        total += (widths.pop(0) + 1) * widths[0]\n"
            "    return total",
            "changed the widths",
        ),
        (
            "the widest first",
            "def count_parameters(widths):\n"
            "    widths = sorted(widths, reverse=True)\n"
            "    return sum((a + 1) * b for a, b in zip(widths, widths[1:]))",
            "[3, 8, 2]",
        ),
        (
            "half precision is too small",
            "def count_parameters(widths):\n"
            "    w = np.array(widths, np.float16)\n"
            "    return ((w[:-1] + 1) * w[1:]).sum()",
            "add inputs",
        ),
        (
            "the biases are forgotten",
            "def count_parameters(widths):\n"
            "    return sum(a * b for a, b in zip(widths, widths[1:]))",
            "left out the biases",
        ),
        (
            "the inputs get biases",
            "def count_parameters(widths):\n"
            "    return sum(a * b for a, b in zip(widths, widths[1:])) + sum(widths)",
            "inputs have no biases",
        ),
        (
            "the biases are counted at the wrong end",
            "def count_parameters(widths):\n"
            "    return sum(a * b + a for a, b in zip(widths, widths[1:]))",
            "one for each input",
        ),
        (
            "one bias for each layer",
            "def count_parameters(widths):\n"
            "    return sum(a * b + 1 for a, b in zip(widths, widths[1:]))",
            "not one in all",
        ),
        (
            "only the first layer is counted",
            "def count_parameters(widths):\n    return widths[0] * widths[1] + widths[1]",
            "first layer only",
        ),
        (
            "widths are added in place of multiplied",
            "def count_parameters(widths):\n"
            "    return sum(a + b + b for a, b in zip(widths, widths[1:]))",
            "for each pair of neighbouring widths",
        ),
        (
            "a list in place of the sum",
            "def count_parameters(widths):\n"
            "    return [a * b + b for a, b in zip(widths, widths[1:])]",
            "one number",
        ),
    ],
    "check_forward": [
        (
            "ReLU stops at 6",
            "def forward(images, layers):\n"
            "    values = images.reshape(len(images), -1)\n"
            "    for w, b in layers[:-1]:\n"
            "        values = np.clip(values @ w + b, 0, 6)\n"
            "    return values @ layers[-1][0] + layers[-1][1]",
            "for image",
        ),
        (
            "the list is emptied",
            "def forward(images, layers):\n"
            "    values = images.reshape(len(images), -1)\n"
            "    while len(layers) > 1:\n"
            "        w, b = layers.pop(0)\n"
            "        values = np.maximum(values @ w + b, 0)\n"
            "    return values @ layers[-1][0] + layers[-1][1]",
            "changed the layers",
        ),
        (
            "the weights are changed",
            "def forward(images, layers):\n"
            "    values = images.reshape(len(images), -1)\n"
            "    for w, b in layers[:-1]:\n"
            "        values = np.maximum(values @ w + b, 0)\n"
            "        w *= 2\n"
            "    return values @ layers[-1][0] + layers[-1][1]",
            "changed the layers",
        ),
        (
            "one bias for all outputs",
            "def forward(images, layers):\n"
            "    values = images.reshape(len(images), -1)\n"
            "    for w, b in layers[:-1]:\n"
            "        values = np.maximum(values @ w + b, 0)\n"
            "    return values @ layers[-1][0] + layers[-1][1][0]",
            "for image",
        ),
        (
            "ReLU after the last layer, too",
            "def forward(images, layers):\n"
            "    values = images.reshape(len(images), -1)\n"
            "    for weights, biases in layers:\n"
            "        values = np.maximum(values @ weights + biases, 0)\n"
            "    return values",
            "no ReLU follows",
        ),
        (
            "no ReLU at all",
            "def forward(images, layers):\n"
            "    values = images.reshape(len(images), -1)\n"
            "    for weights, biases in layers:\n"
            "        values = values @ weights + biases\n"
            "    return values",
            "ReLU is missing",
        ),
        (
            "ReLU before the bias",
            "def forward(images, layers):\n"
            "    values = images.reshape(len(images), -1)\n"
            "    for weights, biases in layers[:-1]:\n"
            "        values = np.maximum(values @ weights, 0) + biases\n"
            "    weights, biases = layers[-1]\n"
            "    return values @ weights + biases",
            "for image",
        ),
        (
            "no biases",
            "def forward(images, layers):\n"
            "    values = images.reshape(len(images), -1)\n"
            "    for weights, biases in layers[:-1]:\n"
            "        values = np.maximum(values @ weights, 0)\n"
            "    weights, biases = layers[-1]\n"
            "    return values @ weights",
            "biases are missing",
        ),
        (
            "the last bias is missing",
            "def forward(images, layers):\n"
            "    values = images.reshape(len(images), -1)\n"
            "    for weights, biases in layers[:-1]:\n"
            "        values = np.maximum(values @ weights + biases, 0)\n"
            "    weights, biases = layers[-1]\n"
            "    return values @ weights",
            "last layer is missing",
        ),
        (
            "the last layer is missing",
            "def forward(images, layers):\n"
            "    values = images.reshape(len(images), -1)\n"
            "    for weights, biases in layers[:-1]:\n"
            "        values = np.maximum(values @ weights + biases, 0)\n"
            "    return values",
            "last layer of 4 units",
        ),
        (
            "the first layer alone",
            "def forward(images, layers):\n"
            "    weights, biases = layers[0]\n"
            "    return images.reshape(len(images), -1) @ weights + biases",
            "3 images, 2 layers",
        ),
        (
            "exactly two layers",
            "def forward(images, layers):\n"
            "    (w, b), (v, c) = layers\n"
            "    return np.maximum(images.reshape(len(images), -1) @ w + b, 0) @ v + c",
            "Your code stopped",
        ),
        (
            "the last layer twice when it is the only one",
            "def forward(images, layers):\n"
            "    w, b = layers[0]\n"
            "    v, c = layers[-1]\n"
            "    return np.maximum(images.reshape(len(images), -1) @ w + b, 0) @ v + c",
            "do not fit for @",
        ),
        (
            "the sizes are fixed",
            "def forward(images, layers):\n"
            "    values = images.reshape(3, 20)\n"
            "    for w, b in layers[:-1]:\n"
            "        values = np.maximum(values @ w + b, 0)\n"
            "    return values @ layers[-1][0] + layers[-1][1]",
            "Your code stopped",
        ),
        (
            "only the first image",
            "def forward(images, layers):\n"
            "    values = images[0].reshape(-1)\n"
            "    for w, b in layers[:-1]:\n"
            "        values = np.maximum(values @ w + b, 0)\n"
            "    return values @ layers[-1][0] + layers[-1][1]",
            "one row for each image",
        ),
        (
            "the first image in a batch",
            "def forward(images, layers):\n"
            "    values = images[:1].reshape(1, -1)\n"
            "    for w, b in layers[:-1]:\n"
            "        values = np.maximum(values @ w + b, 0)\n"
            "    return values @ layers[-1][0] + layers[-1][1]",
            "first image alone",
        ),
        (
            "flattened down the columns",
            "def forward(images, layers):\n"
            "    values = images.transpose(0, 2, 1).reshape(len(images), -1)\n"
            "    for w, b in layers[:-1]:\n"
            "        values = np.maximum(values @ w + b, 0)\n"
            "    return values @ layers[-1][0] + layers[-1][1]",
            "down the columns",
        ),
        (
            "all images are mixed by a wrong reshape",
            "def forward(images, layers):\n"
            "    values = images.reshape(-1, len(images)).T\n"
            "    for w, b in layers[:-1]:\n"
            "        values = np.maximum(values @ w + b, 0)\n"
            "    return values @ layers[-1][0] + layers[-1][1]",
            "for image",
        ),
        (
            "not flattened",
            "def forward(images, layers):\n"
            "    values = images\n"
            "    for weights, biases in layers[:-1]:\n"
            "        values = np.maximum(values @ weights + biases, 0)\n"
            "    weights, biases = layers[-1]\n"
            "    return values @ weights + biases",
            "do not fit for @",
        ),
        (
            "one column for each image",
            "def forward(images, layers):\n"
            "    values = images.reshape(len(images), -1)\n"
            "    for weights, biases in layers[:-1]:\n"
            "        values = np.maximum(values @ weights + biases, 0)\n"
            "    weights, biases = layers[-1]\n"
            "    return (values @ weights + biases).T",
            "rows and columns are swapped",
        ),
        (
            "the sign is dropped",
            "def forward(images, layers):\n"
            "    values = images.reshape(len(images), -1)\n"
            "    for weights, biases in layers[:-1]:\n"
            "        values = np.abs(values @ weights + biases)\n"
            "    weights, biases = layers[-1]\n"
            "    return values @ weights + biases",
            "turns negative sums into 0",
        ),
        (
            "the number of the largest",
            "def forward(images, layers):\n"
            "    values = images.reshape(len(images), -1)\n"
            "    for weights, biases in layers[:-1]:\n"
            "        values = np.maximum(values @ weights + biases, 0)\n"
            "    weights, biases = layers[-1]\n"
            "    return (values @ weights + biases).argmax(axis=1)",
            "one row for each image",
        ),
        (
            "softmax at the end",
            "def forward(images, layers):\n"
            "    values = images.reshape(len(images), -1)\n"
            "    for weights, biases in layers[:-1]:\n"
            "        values = np.maximum(values @ weights + biases, 0)\n"
            "    weights, biases = layers[-1]\n"
            "    powers = np.exp(values @ weights + biases)\n"
            "    return powers / powers.sum(axis=1, keepdims=True)",
            "for image",
        ),
        (
            "it writes into the images",
            "def forward(images, layers):\n"
            "    images *= images > 0.5\n"
            "    values = images.reshape(len(images), -1)\n"
            "    for weights, biases in layers[:-1]:\n"
            "        values = np.maximum(values @ weights + biases, 0)\n"
            "    weights, biases = layers[-1]\n"
            "    return values @ weights + biases",
            "changed the images",
        ),
        (
            "pixels divided by 255",
            "def forward(images, layers):\n"
            "    values = images.reshape(len(images), -1) / 255\n"
            "    for weights, biases in layers[:-1]:\n"
            "        values = np.maximum(values @ weights + biases, 0)\n"
            "    weights, biases = layers[-1]\n"
            "    return values @ weights + biases",
            "for image",
        ),
        (
            "the sums are text",
            "def forward(images, layers):\n"
            "    values = images.reshape(len(images), -1)\n"
            "    for weights, biases in layers[:-1]:\n"
            "        values = np.maximum(values @ weights + biases, 0)\n"
            "    weights, biases = layers[-1]\n"
            "    return (values @ weights + biases).astype(str)",
            "text where numbers",
        ),
    ],
    "check_convolution_parameters": [
        (
            "the biases are forgotten",
            "def count_convolution(side, channels, filters):\n"
            "    return side * side * channels * filters",
            "also has a bias",
        ),
        (
            "one bias for the whole layer",
            "def count_convolution(side, channels, filters):\n"
            "    return side * side * channels * filters + 1",
            "a bias of its own",
        ),
        (
            "a bias for each channel",
            "def count_convolution(side, channels, filters):\n"
            "    return (side * side + 1) * channels * filters",
            "not one for each channel",
        ),
        (
            "the channels are forgotten",
            "def count_convolution(side, channels, filters):\n"
            "    return (side * side + 1) * filters",
            "every channel below it",
        ),
        (
            "the side is not squared",
            "def count_convolution(side, channels, filters):\n"
            "    return (side * channels + 1) * filters",
            "a square",
        ),
        (
            "one filter only",
            "def count_convolution(side, channels, filters):\n"
            "    return side * side * channels + 1",
            "the layer has several",
        ),
        (
            "multiplied by the positions of the window",
            "def count_convolution(side, channels, filters):\n"
            "    positions = (28 - side + 1) ** 2\n"
            "    return (side * side * channels + 1) * filters * positions",
            "whatever the picture's size",
        ),
    ],
    "check_work": [
        (
            "weights only",
            "def count_work(side, channels, filters, rows, columns):\n"
            "    return side * side * channels * filters",
            "that is one place",
        ),
        (
            "at every pixel",
            "def count_work(side, channels, filters, rows, columns):\n"
            "    return side * side * channels * filters * rows * columns",
            "smaller than the picture",
        ),
        (
            "the biases too",
            "def count_work(side, channels, filters, rows, columns):\n"
            f"    return (side * side * channels + 1) * filters * {_PLACES}",
            "added, not multiplied",
        ),
        (
            "one kernel",
            "def count_work(side, channels, filters, rows, columns):\n"
            f"    return side * side * channels * {_PLACES}",
            "that is one kernel",
        ),
        (
            "one channel",
            "def count_work(side, channels, filters, rows, columns):\n"
            f"    return side * side * filters * {_PLACES}",
            "each channel",
        ),
        (
            "a place is missing",
            "def count_work(side, channels, filters, rows, columns):\n"
            "    return side * side * channels * filters * (rows - side) * (columns - side)",
            "+ 1",
        ),
        (
            "a square",
            "def count_work(side, channels, filters, rows, columns):\n"
            "    return side * side * channels * filters * (rows - side + 1) ** 2",
            "need not be square",
        ),
        (
            "the cells",
            "def count_work(side, channels, filters, rows, columns):\n"
            f"    return filters * {_PLACES}",
            "many products",
        ),
        (
            "the side once",
            "def count_work(side, channels, filters, rows, columns):\n"
            f"    return side * channels * filters * {_PLACES}",
            "by the places",
        ),
        (
            "a text",
            "def count_work(side, channels, filters, rows, columns):\n"
            f"    return str({_WEIGHTS} * {_PLACES})",
            "a number",
        ),
        (
            "a list",
            "def count_work(side, channels, filters, rows, columns):\n"
            f"    return [{_WEIGHTS} * {_PLACES}]",
            "one number",
        ),
    ],
}
