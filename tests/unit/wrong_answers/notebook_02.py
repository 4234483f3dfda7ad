"""Wrong answers to the exercises of notebook 02, and what the refusal has to say."""

_CELL = (
    "def one_cell(image, kernel, row, column, stride):\n"
    "    top, left = row * stride, column * stride\n"
    "    size = len(kernel)\n"
    "    window = image[top : top + size, left : left + size].astype(np.float32)\n"
    "    return np.sum(window * kernel)\n"
)
_SIZE = "def map_size(length, kernel, stride, padding):\n    return "

MUTATIONS = {
    "check_one_cell": [
        (
            "the window is thought to be centred",
            _CELL.replace("row * stride, column * stride", "row * stride - 1, column * stride - 1"),
            "a slice is that starts below 0",
        ),
        (
            "it multiplies with @",
            _CELL.replace("window * kernel", "window @ kernel"),
            "@ multiplies",
        ),
        ("the kernel is transposed", _CELL.replace("* kernel)", "* kernel.T)"), "transposed"),
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
        (
            "it forgets the kernel",
            _CELL.replace("window * kernel", "window"),
            "should be",
        ),
        (
            "it applies ReLU",
            _CELL.replace("np.sum(window * kernel)", "max(0, np.sum(window * kernel))"),
            "without ReLU",
        ),
    ],
    "check_map_size": [
        (
            "it rounds to the nearest even number",
            _SIZE + "round((length + 2 * padding - kernel) / stride) + 1",
            "round down",
        ),
        (
            "it adds 1 before dividing",
            _SIZE + "(length + 2 * padding - kernel + 1) // stride",
            "after dividing",
        ),
        (
            "the first position is missing",
            _SIZE + "(length + 2 * padding - kernel) // stride",
            "add 1",
        ),
        ("padding counts once", _SIZE + "(length + padding - kernel) // stride + 1", "both sides"),
        ("padding is left out", _SIZE + "(length - kernel) // stride + 1", "larger"),
        ("the stride is left out", _SIZE + "length + 2 * padding - kernel + 1", "stride"),
        (
            "it divides with /",
            _SIZE + "(length + 2 * padding - kernel) / stride + 1",
            "divide with //",
        ),
        (
            "it rounds up",
            _SIZE + "-(-(length + 2 * padding - kernel) // stride) + 1",
            "round down",
        ),
        ("the map keeps the image's size", _SIZE + "length", "count the positions"),
    ],
    "check_edge_kernel": [
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
        ("it holds words", 'my_kernel = [["up"] * 3] * 3', "nine numbers"),
    ],
}
