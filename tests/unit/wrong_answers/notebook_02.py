"""Wrong answers to the exercises of notebook 02, and what the refusal has to say."""

_CELL = (
    "def one_cell(image, kernel, bias, row, column, stride):\n"
    "    top, left = row * stride, column * stride\n"
    "    size = len(kernel)\n"
    "    window = image[top : top + size, left : left + size].astype(np.float32)\n"
    "    return np.sum(window * kernel) + bias\n"
)

MUTATIONS = {
    "check_one_cell": [
        (
            "pixels are bytes",
            "def one_cell(image, kernel, bias, row, column, stride):\n"
            "    size, top, left = len(kernel), row * stride, column * stride\n"
            "    window = image[top : top + size, left : left + size].astype(np.uint8)\n"
            "    return (window * kernel).sum() + bias",
            "should be",
        ),
        (
            "the kernel is changed",
            "def one_cell(image, kernel, bias, row, column, stride):\n"
            "    size, top, left = len(kernel), row * stride, column * stride\n"
            "    kernel *= image[top : top + size, left : left + size]\n"
            "    return kernel.sum() + bias",
            "changed the kernel",
        ),
        (
            "columns end where rows end",
            "def one_cell(image, kernel, bias, row, column, stride):\n"
            "    size, top, left = len(kernel), row * stride, column * stride\n"
            "    left = min(left, len(image) - size)\n"
            "    return (image[top : top + size, left : left + size] * kernel).sum() + bias",
            "column 8",
        ),
        (
            "whole numbers",
            "def one_cell(image, kernel, bias, row, column, stride):\n"
            "    size, top, left = len(kernel), row * stride, column * stride\n"
            "    return int((image[top : top + size, left : left + size] * kernel).sum() + bias)",
            "should be",
        ),
        (
            "the bias is subtracted",
            "def one_cell(image, kernel, bias, row, column, stride):\n"
            "    size, top, left = len(kernel), row * stride, column * stride\n"
            "    return (image[top : top + size, left : left + size] * kernel).sum() - bias",
            "added, not subtracted",
        ),
        (
            "it believes in 3×3",
            "def one_cell(image, kernel, bias, row, column, stride):\n"
            "    top, left = row * stride, column * stride\n"
            "    return np.sum(image[top : top + 3, left : left + 3] * kernel[:3, :3]) + bias",
            "take len(kernel)",
        ),
        (
            "it is cut to a whole number",
            "def one_cell(image, kernel, bias, row, column, stride):\n"
            "    size, top, left = len(kernel), row * stride, column * stride\n"
            "    return int(np.sum(image[top : top + size, left : left + size] * kernel) + bias)",
            "should be",
        ),
        (
            "the number is text",
            "def one_cell(image, kernel, bias, row, column, stride):\n"
            "    size, top, left = len(kernel), row * stride, column * stride\n"
            "    return str(np.sum(image[top : top + size, left : left + size] * kernel) + bias)",
            "text where numbers",
        ),
        (
            "the window is thought to be centred",
            _CELL.replace("row * stride, column * stride", "row * stride - 1, column * stride - 1"),
            "a slice that starts below 0",
        ),
        ("the bias is forgotten", _CELL.replace(" + bias", ""), "bias is missing"),
        (
            "each channel gets the bias",
            _CELL.replace(
                "np.sum(window * kernel) + bias",
                "sum(np.sum((window * kernel)[..., n]) + bias for n in range(3))",
            ),
            "for each channel",
        ),
        (
            "each product gets the bias",
            _CELL.replace("np.sum(window * kernel) + bias", "np.sum(window * kernel + bias)"),
            "to each product",
        ),
        (
            "only the first channel counts",
            _CELL.replace("window * kernel", "window[..., 0] * kernel[..., 0]"),
            "All three channels",
        ),
        (
            "each channel has a sum of its own",
            _CELL.replace("np.sum(window * kernel)", "np.sum(window * kernel, axis=(0, 1))"),
            "one number",
        ),
        (
            "the channels are turned round",
            _CELL.replace("* kernel)", "* kernel[..., ::-1])"),
            "opposite order",
        ),
        (
            "the kernel is transposed",
            _CELL.replace("* kernel)", "* kernel.transpose(1, 0, 2))"),
            "transposed",
        ),
        ("the kernel is flipped", _CELL.replace("* kernel)", "* kernel[::-1, ::-1])"), "flipped"),
        (
            "row and column are swapped",
            _CELL.replace("row * stride, column * stride", "column * stride, row * stride"),
            "swapped",
        ),
        (
            "the window is off by one",
            _CELL.replace("row * stride, column * stride", "row * stride + 1, column * stride + 1"),
            "one pixel too far",
        ),
        (
            "the stride is ignored",
            _CELL.replace("row * stride, column * stride", "row, column"),
            "stride of 2",
        ),
        ("it takes the mean", _CELL.replace("np.sum", "np.mean"), "averaged"),
        ("it does not add up", _CELL.replace("np.sum", ""), "one number"),
        ("it forgets the kernel", _CELL.replace("window * kernel", "window"), "should be"),
        (
            "it applies ReLU",
            _CELL.replace(
                "np.sum(window * kernel) + bias", "max(0, np.sum(window * kernel) + bias)"
            ),
            "without ReLU",
        ),
    ],
    "check_edge_kernel": [
        (
            "the weights are text",
            'my_kernel = [["-1"] * 3, ["0"] * 3, ["1"] * 3]',
            "text where numbers",
        ),
        (
            "it is the line kernel",
            "my_kernel = np.array([[-0.5, -0.5, -0.5], [1, 1, 1], [-0.5, -0.5, -0.5]])",
            "not to an edge",
        ),
        (
            "it is upside down",
            "my_kernel = np.array([[1, 1, 1], [0, 0, 0], [-1, -1, -1]])",
            "upside down",
        ),
        (
            "it is transposed",
            "my_kernel = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])",
            "stays dark",
        ),
        (
            "its weights don't sum to 0",
            "my_kernel = np.array([[-1, -1, -1], [0, 0, 0], [2, 2, 2]])",
            "sum to 0",
        ),
        ("it is empty", "my_kernel = np.zeros((3, 3))", "never lights up"),
        (
            "it leans to one side",
            "my_kernel = np.array([[-2, -1, 0], [-1, 0, 1], [0, 1, 2]])",
            "left or right",
        ),
        ("it has one row", "my_kernel = np.array([-1, 0, 1])", "3 rows"),
        ("it holds words", 'my_kernel = [["up"] * 3] * 3', "text where numbers"),
        (
            "a corner of it is seen at the left",
            "my_kernel = np.array([[-1, -2, -1], [0, 0, 0], [2, 0, 2]])",
            "left or right",
        ),
    ],
    "check_best_kernel": [
        ("it is the vertical one", "best_kernel = [[-0.5, 1, -0.5]] * 3", "61.7%"),
        (
            "it is the diagonal one",
            "best_kernel = np.where(np.eye(3), 1, -0.5)",
            "79.0%",
        ),
        ("it is the ink", "best_kernel = np.ones((1, 1))", "80.0% is needed"),
        ("it is dark everywhere", "best_kernel = -np.ones((3, 3))", "is needed"),
        ("it is empty", "best_kernel = np.zeros((3, 3))", "no digit gives any light"),
        ("it is a row of numbers", "best_kernel = [1, 2, 1]", "must be a matrix"),
        ("it is a name", 'best_kernel = "vertical"', "text where numbers"),
        ("it is infinite", "best_kernel = np.full((3, 3), np.inf)", "must be a number"),
    ],
}
