"""Wrong answers to the exercises of notebook 03, and what the refusal has to say."""


def _channels(*lines: str) -> str:
    body = "".join(f"    {line}\n" for line in lines)
    return f"def convolve_channels(maps, kernels, bias):\n{body}"


_EACH = "each = [convolve(one, kernel) for one, kernel in zip(maps, kernels)]"


def _numbers(line: str) -> str:
    return f"def own_numbers(maps):\n    {line}"


_IMPORT = "from helpers.interpretability.nearest_mean import quarter_means"


MUTATIONS = {
    "check_convolve_channels": [
        (
            "three channels at most",
            "def convolve_channels(maps, kernels, bias):\n"
            "    return sum(map(convolve, maps[:3], kernels[:3])) + bias",
            "With 6 channels",
        ),
        (
            "the bias at one place only",
            "def convolve_channels(maps, kernels, bias):\n"
            "    total = sum(map(convolve, maps, kernels))\n"
            "    total[0, 0] += bias\n"
            "    return total",
            "With 2 channels the value",
        ),
        (
            "the largest",
            "def convolve_channels(maps, kernels, bias):\n"
            "    return np.max(list(map(convolve, maps, kernels)), axis=0) + bias",
            "not the largest",
        ),
        (
            "the kernels are changed",
            "def convolve_channels(maps, kernels, bias):\n"
            "    total = sum(map(convolve, maps, kernels)) + bias\n"
            "    kernels[:] = 0\n"
            "    return total",
            "changed the kernels",
        ),
        (
            "the sums are text",
            "def convolve_channels(maps, kernels, bias):\n"
            "    total = sum(convolve(m, k) for m, k in zip(maps, kernels)) + bias\n"
            "    return total.astype(str)",
            "text where numbers",
        ),
        ("still several maps", _channels(_EACH, "return np.array(each) + bias"), "several maps"),
        ("no sum and no bias", _channels(_EACH, "return each"), "several maps"),
        ("no bias", _channels(_EACH, "return sum(each)"), "bias is missing"),
        ("the bias subtracted", _channels(_EACH, "return sum(each) - bias"), "not subtracted"),
        (
            "the bias for each channel",
            _channels(_EACH, "return sum(one + bias for one in each)"),
            "counts once",
        ),
        ("ReLU inside", _channels(_EACH, "return relu(sum(each) + bias)"), "leave ReLU out"),
        (
            "ReLU for each channel",
            _channels(_EACH, "return sum(relu(one) for one in each) + bias"),
            "products and the bias",
        ),
        ("the mean", _channels(_EACH, "return np.mean(each, axis=0) + bias"), "not their mean"),
        ("the first channel", _channels(_EACH, "return each[0] + bias"), "only the first channel"),
        (
            "the sum is replaced",
            _channels(
                "for one, kernel in zip(maps, kernels):",
                "    total = convolve(one, kernel)",
                "return total + bias",
            ),
            "only the last channel",
        ),
        (
            "one kernel for all",
            _channels("return sum(convolve(one, kernels[0]) for one in maps) + bias"),
            "a kernel of its own",
        ),
        ("one number", _channels(_EACH, "return np.sum(each) + bias"), "comes one map"),
        (
            "the maps are changed",
            _channels("maps *= 2", _EACH, "return sum(each) / 2 + bias"),
            "copy",
        ),
    ],
    "check_own_numbers": [
        (
            "the numbers are text",
            "def own_numbers(maps):\n    return maps.mean(axis=(1, 2)).astype(str)",
            "text where numbers",
        ),
        ("the means", _numbers("return maps.mean(axis=(1, 2))"), "Which places matter"),
        ("the largest", _numbers("return maps.max(axis=(1, 2))"), "Which places matter"),
        ("the quarters", _numbers(f"{_IMPORT}; return quarter_means(maps)"), "Which places matter"),
        (
            "a little better than the quarters",
            _numbers(
                f"{_IMPORT}; return np.hstack([quarter_means(maps), maps.max(axis=(1, 2))[:, :1]])"
            ),
            "the means of the quarters",
        ),
        ("every place", _numbers("return maps.reshape(len(maps), -1)"), "at most 40"),
        ("one row for all", _numbers("return maps.mean(axis=(0, 1, 2))"), "1,000 rows"),
        ("still maps", _numbers("return maps[:, ::5, ::5]"), "1,000 rows"),
        ("no numbers", _numbers("return np.full((len(maps), 3), np.nan)"), "nan"),
        ("nothing returned", _numbers("maps.mean(axis=(1, 2))"), "return"),
    ],
    "check_seen_rows": [
        (
            "the list is emptied",
            "def seen_rows(layers, unit):\n"
            "    first = last = unit\n"
            "    while layers:\n"
            "        window, stride = layers.pop()\n"
            "        first, last = first * stride, last * stride + window - 1\n"
            "    return first, last",
            "changed the layers",
        ),
        (
            "six layers at most",
            "def seen_rows(layers, unit):\n"
            "    size = jump = 1\n"
            "    for window, stride in layers[:6]:\n"
            "        size += (window - 1) * jump\n"
            "        jump *= stride\n"
            "    return unit * jump, unit * jump + size - 1",
            "its window of",
        ),
        ("a set", "def seen_rows(layers, unit):\n    return {0, 2}", "is or holds a set"),
        (
            "always unit 0",
            "def seen_rows(layers, unit):\n"
            "    size = jump = 1\n"
            "    for window, stride in layers:\n"
            "        size += (window - 1) * jump\n"
            "        jump *= stride\n"
            "    return 0, size - 1",
            "rows of unit 0",
        ),
        (
            "one too far",
            "def seen_rows(layers, unit):\n"
            "    size, jump = 1, 1\n"
            "    for window, stride in layers:\n"
            "        size += (window - 1) * jump\n"
            "        jump *= stride\n"
            "    return unit * jump, unit * jump + size",
            "subtract 1",
        ),
        (
            "the size",
            "def seen_rows(layers, unit):\n"
            "    size, jump = 1, 1\n"
            "    for window, stride in layers:\n"
            "        size += (window - 1) * jump\n"
            "        jump *= stride\n"
            "    return unit * jump, size",
            "last row",
        ),
        (
            "one row further",
            "def seen_rows(layers, unit):\n"
            "    size, jump = 1, 1\n"
            "    for window, stride in layers:\n"
            "        size += (window - 1) * jump\n"
            "        jump *= stride\n"
            "    return unit, unit + size - 1",
            "one jump further",
        ),
        (
            "windows side by side",
            "def seen_rows(layers, unit):\n"
            "    size, jump = 1, 1\n"
            "    for window, stride in layers:\n"
            "        size += (window - 1) * jump\n"
            "        jump *= stride\n"
            "    return unit * size, (unit + 1) * size - 1",
            "windows overlap",
        ),
        (
            "from 1",
            "def seen_rows(layers, unit):\n"
            "    size, jump = 1, 1\n"
            "    for window, stride in layers:\n"
            "        size += (window - 1) * jump\n"
            "        jump *= stride\n"
            "    return unit * jump + 1, unit * jump + size",
            "count from 0",
        ),
        (
            "last first",
            "def seen_rows(layers, unit):\n"
            "    size, jump = 1, 1\n"
            "    for window, stride in layers:\n"
            "        size += (window - 1) * jump\n"
            "        jump *= stride\n"
            "    return unit * jump + size - 1, unit * jump",
            "first row comes first",
        ),
        (
            "in the middle",
            "def seen_rows(layers, unit):\n"
            "    size, jump = 1, 1\n"
            "    for window, stride in layers:\n"
            "        size += (window - 1) * jump\n"
            "        jump *= stride\n"
            "    return unit * jump - size // 2, unit * jump + size // 2",
            "begins at row 0",
        ),
        (
            "the size alone",
            "def seen_rows(layers, unit):\n"
            "    size, jump = 1, 1\n"
            "    for window, stride in layers:\n"
            "        size += (window - 1) * jump\n"
            "        jump *= stride\n"
            "    return size",
            "two numbers",
        ),
        (
            "the jump of the last layer",
            "def seen_rows(layers, unit):\n"
            "    size, jump = 1, 1\n"
            "    for window, stride in layers:\n"
            "        size += (window - 1) * jump\n"
            "        jump *= stride\n"
            "    return unit * stride, unit * stride + size - 1",
            "one jump further",
        ),
        (
            "the jump first",
            "def seen_rows(layers, unit):\n"
            "    size, jump = 1, 1\n"
            "    for window, stride in layers:\n"
            "        jump *= stride\n"
            "        size += (window - 1) * jump\n"
            "    return unit * jump, unit * jump + size - 1",
            "sees rows",
        ),
        (
            "the windows are added",
            "def seen_rows(layers, unit):\n"
            "    jump = np.prod([stride for _, stride in layers])\n"
            "    return unit * jump, unit * jump + sum(window for window, _ in layers) - 1",
            "sees rows",
        ),
        (
            "the numbers are text",
            "def seen_rows(layers, unit):\n"
            "    size, jump = 1, 1\n"
            "    for window, stride in layers:\n"
            "        size += (window - 1) * jump\n"
            "        jump *= stride\n"
            "    return str(unit * jump), str(unit * jump + size - 1)",
            "text where numbers",
        ),
    ],
}
