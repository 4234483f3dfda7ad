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
            "not in the middle",
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
    "check_dense": [
        (
            "ReLU before the bias, and after it",
            "def dense(vector, weights, biases):\n"
            "    return np.maximum(np.maximum(vector @ weights, 0) + biases, 0)",
            "ReLU comes once",
        ),
        (
            "the sums are text",
            "def dense(vector, weights, biases):\n"
            "    return np.maximum(vector @ weights + biases, 0).astype(str)",
            "text where numbers",
        ),
        (
            "the weights come before the vector",
            "def dense(vector, weights, biases):\n"
            "    return np.maximum(weights @ vector + biases, 0)",
            "comes before its weights",
        ),
        (
            "relu was never imported",
            "def dense(vector, weights, biases):\n    return relu(vector @ weights + biases)",
            "the name relu is not known",
        ),
        (
            "it uses Python's max",
            "def dense(vector, weights, biases):\n    return max(0, vector @ weights + biases)",
            "np.maximum",
        ),
        (
            "biases and activation are missing",
            "def dense(vector, weights, biases):\n    return vector @ weights",
            "the biases and the activation are missing",
        ),
        (
            "ReLU is missing",
            "def dense(vector, weights, biases):\n    return vector @ weights + biases",
            "ReLU is missing",
        ),
        (
            "the biases are missing",
            "def dense(vector, weights, biases):\n    return np.maximum(vector @ weights, 0)",
            "the biases are missing",
        ),
        (
            "the biases come after ReLU",
            "def dense(vector, weights, biases):\n"
            "    return np.maximum(vector @ weights, 0) + biases",
            "before ReLU",
        ),
        (
            "the absolute value in place of ReLU",
            "def dense(vector, weights, biases):\n    return np.abs(vector @ weights + biases)",
            "does not drop their sign",
        ),
        (
            "the minimum in place of the maximum",
            "def dense(vector, weights, biases):\n"
            "    return np.minimum(vector @ weights + biases, 0)",
            "below zero",
        ),
        (
            "summed over the units",
            "def dense(vector, weights, biases):\n"
            "    return np.maximum((weights * biases).sum(axis=1) + vector, 0)",
            "first axis of weights",
        ),
        (
            "everything summed into one number",
            "def dense(vector, weights, biases):\n"
            "    return np.maximum(np.sum(vector @ weights + biases), 0)",
            "returns 4 numbers",
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
            "that is once",
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
