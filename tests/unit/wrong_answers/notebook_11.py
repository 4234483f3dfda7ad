"""Wrong answers to the exercises of notebook 11, and what the refusal has to say."""

_KERNEL = "def to_kernel(weights, rows, columns):\n    units = weights.shape[1]\n    return "
_CHANNELS = "weights.shape[0] // rows // columns"


def _peaks(
    condition: str, rows: str = "height", columns: str = "width", put: str = "(r, c)"
) -> str:
    return (
        "def peaks(heat, least):\n"
        "    height, width = heat.shape\n"
        "    framed = np.pad(heat, 1, constant_values=-1)\n"
        "    found = []\n"
        f"    for r in range({rows}):\n"
        f"        for c in range({columns}):\n"
        "            around = framed[r : r + 3, c : c + 3]\n"
        f"            if {condition}:\n"
        f"                found.append({put})\n"
        "    return found"
    )


_HIGHEST = "heat[r, c] > least and heat[r, c] == around.max()"


def _count(result: str, distance: str = "((r - y) ** 2 + (c - x) ** 2) ** 0.5") -> str:
    return (
        "def count(places, true, reach):\n"
        "    left, found = list(places), 0\n"
        "    for y, x in true:\n"
        f"        near = [(r, c) for r, c in left if {distance} <= reach]\n"
        "        if near:\n"
        "            left.remove(near[0])\n"
        "            found += 1\n"
        f"    return {result}"
    )


MUTATIONS = {
    "check_kernel": [
        (
            "the weights change sign",
            _KERNEL + "-weights.reshape(rows, columns, -1, units)",
            "other weights",
        ),
        (
            "the weights are rounded",
            "def to_kernel(weights, rows, columns):\n"
            "    return weights.reshape(rows, columns, -1, weights.shape[1]).round()",
            "other weights",
        ),
        (
            "the weights are text",
            "def to_kernel(weights, rows, columns):\n"
            "    return weights.reshape(rows, columns, -1, weights.shape[1]).astype(str)",
            "text where numbers",
        ),
        ("it stays a table", _KERNEL + "weights", "still the table"),
        (
            "the columns come first",
            _KERNEL + "weights.reshape(columns, rows, -1, units)",
            "rows come",
        ),
        (
            "the channels come first",
            _KERNEL + "weights.reshape(-1, rows, columns, units)",
            "channels come after",
        ),
        (
            "the channels are taken for the slowest index",
            _KERNEL + "weights.reshape(-1, rows, columns, units).transpose(1, 2, 0, 3)",
            "neighbours",
        ),
        (
            "it goes down the columns",
            _KERNEL + "weights.reshape(columns, rows, -1, units).transpose(1, 0, 2, 3)",
            "along the rows",
        ),
        (
            "the units come first",
            _KERNEL + "weights.T.reshape(units, rows, columns, -1)",
            "units come last",
        ),
        (
            "it is transposed",
            _KERNEL + "weights.T.reshape(rows, columns, -1, units)",
            "do not transpose",
        ),
        (
            "it is read in Fortran's order",
            _KERNEL + f"weights.reshape(rows, columns, {_CHANNELS}, units, order='F')",
            "leave out order",
        ),
        (
            "the kernel is turned around",
            _KERNEL + "weights.reshape(rows, columns, -1, units)[::-1, ::-1]",
            "nothing is turned",
        ),
        (
            "the rows are upside down",
            _KERNEL + "weights.reshape(rows, columns, -1, units)[::-1]",
            "upside down",
        ),
        ("one channel", _KERNEL + "weights.reshape(rows, columns, 1, -1)", "the units; keep it"),
        ("it has the sizes of the chapter", _KERNEL + "weights.reshape(5, 5, 32, 64)", "stopped"),
        ("only the shape", _KERNEL + f"(rows, columns, {_CHANNELS}, units)", "Expected rows"),
        (
            "new weights",
            _KERNEL + f"np.zeros((rows, columns, {_CHANNELS}, units))",
            "all weights are 0",
        ),
    ],
    "check_peaks": [
        (
            "around the map it takes zeros",
            _peaks(_HIGHEST).replace("constant_values=-1", "constant_values=0"),
            "at the edge",
        ),
        (
            "a dictionary",
            "def peaks(heat, least):\n"
            "    return {place: heat[place] for place in map(tuple, np.argwhere(heat > least))}",
            "a list of (row, column)",
        ),
        (
            "how many",
            "def peaks(heat, least):\n    return int((heat > least).sum())",
            "a list of (row, column)",
        ),
        (
            "as high as the threshold",
            _peaks("heat[r, c] >= least and heat[r, c] == around.max()"),
            "not greater than it",
        ),
        (
            "equal neighbours",
            _peaks("heat[r, c] > least and (around >= heat[r, c]).sum() == 1"),
            "all are peaks",
        ),
        (
            "one of equal neighbours",
            _peaks(
                "heat[r, c] > least and heat[r, c] == around.max() and heat[r, c] > around[1, 0]"
            ),
            "the peaks are",
        ),
        ("all cells above", _peaks("heat[r, c] > least"), "a digit has several"),
        ("the threshold is left out", _peaks("heat[r, c] == around.max()"), "higher than `least`"),
        (
            "four neighbours",
            _peaks("heat[r, c] > least and heat[r, c] >= max(around[1].max(), around[:, 1].max())"),
            "eight neighbours",
        ),
        (
            "only left and right",
            _peaks("heat[r, c] > least and heat[r, c] == around[1].max()"),
            "up and down, too",
        ),
        (
            "only up and down",
            _peaks("heat[r, c] > least and heat[r, c] == around[:, 1].max()"),
            "left and right, too",
        ),
        ("the edge is left out", _peaks(_HIGHEST, "1, height - 1", "1, width - 1"), "at the edge"),
        ("columns first", _peaks(_HIGHEST, put="(c, r)"), "Rows come first"),
        (
            "higher than itself",
            _peaks("heat[r, c] > least and heat[r, c] > around.max()"),
            "itself",
        ),
        (
            "the highest only",
            "def peaks(heat, least):\n    return [np.unravel_index(heat.argmax(), heat.shape)]",
            "highest one alone",
        ),
        ("counted from 1", _peaks(_HIGHEST, put="(r + 1, c + 1)"), "the peaks are"),
        ("the values", _peaks(_HIGHEST, put="heat[r, c]"), "one (row, column)"),
        ("in pixels", _peaks(_HIGHEST, put="(4 * r + 2, 4 * c + 2)"), "the peaks are"),
        (
            "a map of yes and no",
            "def peaks(heat, least):\n    return heat > least",
            "not a map",
        ),
        (
            "the map is changed",
            "def peaks(heat, least):\n    heat[heat < least] = 0\n    return np.argwhere(heat)",
            "on a copy",
        ),
        ("each is there twice", _peaks(_HIGHEST, put="(r, c)) or found.append((r, c)"), "twice"),
    ],
    "check_found": [
        (
            "the distance is rounded",
            _count(
                "found, len(true) - found, len(left)", "round(((r - y) ** 2 + (c - x) ** 2) ** 0.5)"
            ),
            "as the crow flies",
        ),
        (
            "the reach is fixed",
            _count("found, len(true) - found, len(left)").replace("<= reach", "<= 5"),
            "twice as long",
        ),
        (
            "nearer than the reach",
            _count(
                "found, len(true) - found, len(left)", "((r - y) ** 2 + (c - x) ** 2) ** 0.5 + 1e-9"
            ),
            "at most 5",
        ),
        (
            "along the streets, once",
            _count("found, len(true) - found, len(left)", "abs(r - y) + abs(c - x)"),
            "at most 5",
        ),
        (
            "equal places are one",
            "def count(places, true, reach):\n"
            "    left, found = list(dict.fromkeys(places)), 0\n"
            "    for y, x in true:\n"
            "        near = [p for p in left if np.hypot(p[0] - y, p[1] - x) <= reach]\n"
            "        if near:\n"
            "            left.remove(near[0])\n"
            "            found += 1\n"
            "    return found, len(true) - found, len(left)",
            "two equal places",
        ),
        (
            "only the nearest place will do",
            "def count(places, true, reach):\n"
            "    used = set()\n"
            "    for y, x in true:\n"
            "        far = [np.hypot(r - y, c - x) for r, c in places]\n"
            "        if far and min(far) <= reach:\n"
            "            used.add(int(np.argmin(far)))\n"
            "    return len(used), len(true) - len(used), len(places) - len(used)",
            "is free",
        ),
        (
            "the counts are text",
            _count("str(found), str(len(true) - found), str(len(left))"),
            "text where numbers",
        ),
        (
            "two places on one digit count twice",
            "def count(places, true, reach):\n"
            "    near = [p for p in places if any(np.hypot(p[0] - y, p[1] - x) <= reach "
            "for y, x in true)]\n"
            "    return len(near), max(len(true) - len(near), 0), len(places) - len(near)",
            "second one is invented",
        ),
        (
            "one place serves two digits",
            "def count(places, true, reach):\n"
            "    hits = sum(any(np.hypot(r - y, c - x) <= reach for r, c in places) "
            "for y, x in true)\n"
            "    return hits, len(true) - hits, len(places) - min(hits, len(places))",
            "right for one of them",
        ),
        ("the order", _count("found, len(left), len(true) - found"), "The order is"),
        ("another order", _count("len(true) - found, found, len(left)"), "The order is"),
        ("found only", _count("found"), "three numbers"),
        ("two numbers", _count("found, len(left)"), "three numbers"),
        (
            "rows and columns apart",
            _count("found, len(true) - found, len(left)", "max(abs(r - y), abs(c - x))"),
            "as the crow flies",
        ),
        (
            "along the streets",
            _count("found, len(true) - found, len(left)", "2 * (abs(r - y) + abs(c - x))"),
            "within a reach",
        ),
        (
            "the distance stays squared",
            _count("found, len(true) - found, len(left)", "(r - y) ** 2 + (c - x) ** 2"),
            "within a reach",
        ),
        (
            "only the same order is compared",
            "def count(places, true, reach):\n"
            "    found = sum(np.hypot(r - y, c - x) <= reach "
            "for (r, c), (y, x) in zip(places, true))\n"
            "    return found, len(true) - found, len(places) - found",
            "order does not matter",
        ),
        (
            "only how many are compared",
            "def count(places, true, reach):\n"
            "    found = min(len(places), len(true))\n"
            "    return found, len(true) - found, len(places) - found",
            "expected [1, 1, 1]",
        ),
        (
            "shares",
            _count("found / max(len(true), 1), (len(true) - found) / max(len(true), 1), len(left)"),
            "expected [1, 1, 1]",
        ),
        (
            "the nearest place may be anybody's",
            "def count(places, true, reach):\n"
            "    if not places or not true:\n"
            "        return 0, len(true), len(places)\n"
            "    far = np.linalg.norm(np.array(true)[:, None] - np.array(places)[None], axis=2)\n"
            "    found = int((far.min(axis=1) <= reach).sum())\n"
            "    return found, len(true) - found, len(places) - found",
            "right for one of them",
        ),
        (
            "it stops where nothing was found",
            "def count(places, true, reach):\n"
            "    left, found = np.array(places), 0\n"
            "    for place in true:\n"
            "        far = np.linalg.norm(left - place, axis=1)\n"
            "        if far.min(initial=np.inf) <= reach:\n"
            "            left, found = np.delete(left, far.argmin(), axis=0), found + 1\n"
            "    return found, len(true) - found, len(left)",
            "stopped",
        ),
    ],
    "check_sizes": [
        (
            "the sizes are text",
            'found = {"4": 0.0, "12": 0.8, "24": 1.0}',
            "text where numbers",
        ),
        ("one size", "found = {20: 0.9}", "three sizes"),
        ("none", "found = {}", "three sizes"),
        ("two sizes", "found = {4: 0.1, 20: 0.9}", "three sizes"),
        ("a list of shares", "found = [0.1, 0.8, 1.0]", "Expected a dictionary"),
        ("a number", "found = 12", "Expected a dictionary"),
        ("words", "found = {'small': 0.1, 'middle': 0.8, 'large': 1.0}", "text where numbers"),
        ("per cents", "found = {4: 0, 12: 80, 24: 100}", "A share is 1 at most"),
        ("counts", "found = {4: 0, 12: 8, 24: 10}", "A share is 1 at most"),
        ("it never fails", "found = {20: 0.9, 30: 1.0, 40: 1.0}", "go smaller"),
        ("it never works", "found = {1: 0.0, 2: 0.0, 3: 0.1}", "try larger"),
        ("swapped", "found = {0.1: 0.4, 0.8: 0.8, 0.9: 0.12}", "swapped"),
        ("upside down", "found = {4: 1.0, 12: 0.6, 24: 0.1}", "look at one"),
        ("a size of nothing", "found = {0: 0.0, 12: 0.8, 24: 1.0}", "above 0"),
        ("a share below nothing", "found = {4: -0.1, 12: 0.8, 24: 1.0}", "at least"),
        ("divided by nothing", "found = {4: float('nan'), 12: 0.8, 24: 1.0}", "not a number"),
    ],
    "check_overlap": [
        (
            "the area",
            "def overlap(first, second):\n"
            "    width = min(first[2], second[2]) - max(first[0], second[0])\n"
            "    height = min(first[3], second[3]) - max(first[1], second[1])\n"
            "    shared = max(width, 0) * max(height, 0)\n"
            "    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (first, second)]\n"
            "    return shared",
            "that is the area",
        ),
        (
            "counted twice",
            "def overlap(first, second):\n"
            "    width = min(first[2], second[2]) - max(first[0], second[0])\n"
            "    height = min(first[3], second[3]) - max(first[1], second[1])\n"
            "    shared = max(width, 0) * max(height, 0)\n"
            "    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (first, second)]\n"
            "    return shared / sum(areas)",
            "subtract it once",
        ),
        (
            "by the smaller",
            "def overlap(first, second):\n"
            "    width = min(first[2], second[2]) - max(first[0], second[0])\n"
            "    height = min(first[3], second[3]) - max(first[1], second[1])\n"
            "    shared = max(width, 0) * max(height, 0)\n"
            "    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (first, second)]\n"
            "    return shared / min(areas)",
            "not by the smaller",
        ),
        (
            "by the first",
            "def overlap(first, second):\n"
            "    width = min(first[2], second[2]) - max(first[0], second[0])\n"
            "    height = min(first[3], second[3]) - max(first[1], second[1])\n"
            "    shared = max(width, 0) * max(height, 0)\n"
            "    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (first, second)]\n"
            "    return shared / areas[0]",
            "not by the smaller",
        ),
        (
            "the rest",
            "def overlap(first, second):\n"
            "    width = min(first[2], second[2]) - max(first[0], second[0])\n"
            "    height = min(first[3], second[3]) - max(first[1], second[1])\n"
            "    shared = max(width, 0) * max(height, 0)\n"
            "    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (first, second)]\n"
            "    return 1 - shared / (sum(areas) - shared)",
            "do not share",
        ),
        (
            "apart in both directions",
            "def overlap(first, second):\n"
            "    width = min(first[2], second[2]) - max(first[0], second[0])\n"
            "    height = min(first[3], second[3]) - max(first[1], second[1])\n"
            "    shared = width * height\n"
            "    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (first, second)]\n"
            "    return shared / (sum(areas) - shared)",
            "in both directions",
        ),
        (
            "apart from left to right",
            "def overlap(first, second):\n"
            "    width = min(first[2], second[2]) - max(first[0], second[0])\n"
            "    height = min(first[3], second[3]) - max(first[1], second[1])\n"
            "    shared = abs(width) * max(height, 0)\n"
            "    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (first, second)]\n"
            "    return shared / (sum(areas) - shared)",
            "apart",
        ),
        (
            "apart from top to bottom",
            "def overlap(first, second):\n"
            "    width = min(first[2], second[2]) - max(first[0], second[0])\n"
            "    height = min(first[3], second[3]) - max(first[1], second[1])\n"
            "    shared = max(width, 0) * abs(height)\n"
            "    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (first, second)]\n"
            "    return shared / (sum(areas) - shared)",
            "apart",
        ),
        (
            "width and height of a box",
            "def overlap(first, second):\n"
            "    width = min(first[2], second[2]) - max(first[0], second[0])\n"
            "    height = min(first[3], second[3]) - max(first[1], second[1])\n"
            "    shared = max(width, 0) * max(height, 0)\n"
            "    areas = [b[2] * b[3] for b in (first, second)]\n"
            "    return shared / (sum(areas) - shared)",
            "you got",
        ),
        (
            "one more pixel",
            "def overlap(first, second):\n"
            "    width = min(first[2], second[2]) - max(first[0], second[0])\n"
            "    height = min(first[3], second[3]) - max(first[1], second[1])\n"
            "    shared = max(width + 1, 0) * max(height + 1, 0)\n"
            "    areas = [(b[2] - b[0] + 1) * (b[3] - b[1] + 1) for b in (first, second)]\n"
            "    return shared / (sum(areas) - shared)",
            "you got",
        ),
        (
            "x with y",
            "def overlap(first, second):\n"
            "    width = min(first[2], second[3]) - max(first[0], second[1])\n"
            "    height = min(first[3], second[3]) - max(first[1], second[1])\n"
            "    shared = max(width, 0) * max(height, 0)\n"
            "    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (first, second)]\n"
            "    return shared / (sum(areas) - shared)",
            "you got",
        ),
        (
            "a yes or no",
            "def overlap(first, second):\n"
            "    width = min(first[2], second[2]) - max(first[0], second[0])\n"
            "    height = min(first[3], second[3]) - max(first[1], second[1])\n"
            "    shared = max(width, 0) * max(height, 0)\n"
            "    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (first, second)]\n"
            "    return shared > 0",
            "a number",
        ),
        (
            "text",
            "def overlap(first, second):\n"
            "    width = min(first[2], second[2]) - max(first[0], second[0])\n"
            "    height = min(first[3], second[3]) - max(first[1], second[1])\n"
            "    shared = max(width, 0) * max(height, 0)\n"
            "    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (first, second)]\n"
            '    return f"{shared / (sum(areas) - shared):.3f}"',
            "a number",
        ),
        (
            "rounded",
            "def overlap(first, second):\n"
            "    width = min(first[2], second[2]) - max(first[0], second[0])\n"
            "    height = min(first[3], second[3]) - max(first[1], second[1])\n"
            "    shared = max(width, 0) * max(height, 0)\n"
            "    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (first, second)]\n"
            "    return round(shared / (sum(areas) - shared), 1)",
            "you got",
        ),
        (
            "per cent",
            "def overlap(first, second):\n"
            "    width = min(first[2], second[2]) - max(first[0], second[0])\n"
            "    height = min(first[3], second[3]) - max(first[1], second[1])\n"
            "    shared = max(width, 0) * max(height, 0)\n"
            "    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (first, second)]\n"
            "    return 100 * shared / (sum(areas) - shared)",
            "you got",
        ),
    ],
}
