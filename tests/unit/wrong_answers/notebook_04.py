"""Wrong answers to the exercises of notebook 04, and what the refusal has to say."""

MUTATIONS = {
    "check_pixel": [
        (
            "row and column are swapped",
            "def pixel_of(index):\n    return index % 28, index // 28",
            "column first",
        ),
        (
            "it counts from one",
            "def pixel_of(index):\n    return index // 28 + 1, index % 28 + 1",
            "Count from 0",
        ),
        (
            "it divides with a remainder",
            "def pixel_of(index):\n    return index / 28, index % 28",
            "whole numbers",
        ),
        (
            "it returns the row only",
            "def pixel_of(index):\n    return index // 28",
            "two numbers",
        ),
        (
            "the rows have 27 pixels",
            "def pixel_of(index):\n    return index // 27, index % 27",
            "must give the index back",
        ),
        (
            "the rows have 28 pixels but the rest is taken of 27",
            "def pixel_of(index):\n    return index // 28, index % 27",
            "must give the index back",
        ),
        (
            "rounding goes up",
            "def pixel_of(index):\n    return round(index / 28), index % 28",
            "must give the index back",
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
}
