"""Wrong answers to the exercises of notebook 08, and what the refusal has to say."""

_READERS = (
    "def two_readers(known, known_labels, asked):\n"
    "    ghosts = [known[known_labels == digit].mean(axis=0) for digit in range(10)]\n"
    "    distances = np.stack([((asked - g) ** 2).sum(axis=(1, 2)) for g in ghosts], axis=1)\n"
    "    first = distances.argmin(axis=1)\n"
)

MUTATIONS = {
    "check_best_epoch": [
        (
            "it rounds to one decimal",
            "def best_epoch(history):\n"
            '    return int(np.argmin(np.round(history["val_loss"], 1))) + 1',
            "the smallest of all",
        ),
        (
            "it starts from a loss of 1",
            "def best_epoch(history):\n"
            "    best, epoch = 1.0, 0\n"
            '    for number, each in enumerate(history["val_loss"], start=1):\n'
            "        if each < best:\n"
            "            best, epoch = each, number\n"
            "    return epoch",
            "the smallest of all",
        ),
        (
            "it looks into the dictionary",
            "def best_epoch(history):\n    return int(np.argmin(history)) + 1",
            "not into history itself",
        ),
        (
            "it stops before the first rise",
            "def best_epoch(history):\n"
            "    losses = history['val_loss']\n"
            "    for epoch in range(1, len(losses)):\n"
            "        if losses[epoch] > losses[epoch - 1]:\n"
            "            return epoch\n"
            "    return len(losses)",
            "falls again later",
        ),
        (
            "it takes the last of two equally low ones",
            "def best_epoch(history):\n"
            "    losses = history['val_loss']\n"
            "    return max(i for i, loss in enumerate(losses) if loss == min(losses)) + 1",
            "comes sooner",
        ),
        (
            "it counts from 0",
            "def best_epoch(history):\n    return int(np.argmin(history['val_loss']))",
            "epochs from 1",
        ),
        (
            "it looks at the training loss",
            "def best_epoch(history):\n    return int(np.argmin(history['loss'])) + 1",
            "look at val_loss",
        ),
        (
            "it returns the loss",
            "def best_epoch(history):\n    return min(history['val_loss'])",
            "not the loss",
        ),
        (
            "it looks for the highest loss",
            "def best_epoch(history):\n    return int(np.argmax(history['val_loss'])) + 1",
            "highest",
        ),
        (
            "it always takes the last epoch but one",
            "def best_epoch(history):\n    return len(history['val_loss']) - 1",
            "the best epoch is 3, not 5",
        ),
        (
            "it stops when the loss rises for the first time, and never when it does not",
            "def best_epoch(history):\n"
            "    losses = history['val_loss']\n"
            "    for epoch in range(1, len(losses)):\n"
            "        if losses[epoch] > losses[epoch - 1]:\n"
            "            return epoch + 1\n"
            "    return len(losses)",
            "smallest of all",
        ),
    ],
    "check_confusions": [
        (
            "only as large as the labels",
            "def count_confusions(labels, answers):\n"
            "    size = max(labels) + 1\n"
            "    matrix = np.zeros((size, size), int)\n"
            "    np.add.at(matrix, (labels, answers), 1)\n"
            "    return matrix",
            "whatever digits occur",
        ),
        (
            "the counts are text",
            "def count_confusions(labels, answers):\n"
            "    matrix = np.zeros((10, 10), int)\n"
            "    np.add.at(matrix, (labels, answers), 1)\n"
            "    return matrix.astype(str)",
            "text where numbers",
        ),
        (
            "all rows are one list",
            "def count_confusions(labels, answers):\n"
            "    matrix = [[0] * 10] * 10\n"
            "    for label, answer in zip(labels, answers):\n"
            "        matrix[label][answer] += 1\n"
            "    return matrix",
            "one and the same list",
        ),
        (
            "rows and columns are swapped",
            "def count_confusions(labels, answers):\n"
            "    matrix = np.zeros((10, 10), int)\n"
            "    for label, answer in zip(labels, answers):\n"
            "        matrix[answer, label] += 1\n"
            "    return matrix",
            "swapped",
        ),
        (
            "repeated indices count once",
            "def count_confusions(labels, answers):\n"
            "    matrix = np.zeros((10, 10), int)\n"
            "    matrix[labels, answers] += 1\n"
            "    return matrix",
            "counts once",
        ),
        (
            "only mistakes are counted",
            "def count_confusions(labels, answers):\n"
            "    matrix = np.zeros((10, 10), int)\n"
            "    for label, answer in zip(labels, answers):\n"
            "        if label != answer:\n"
            "            matrix[label, answer] += 1\n"
            "    return matrix",
            "right answers are missing",
        ),
        (
            "only right answers are counted",
            "def count_confusions(labels, answers):\n"
            "    matrix = np.zeros((10, 10), int)\n"
            "    for label, answer in zip(labels, answers):\n"
            "        if label == answer:\n"
            "            matrix[label, answer] += 1\n"
            "    return matrix",
            "only the right answers",
        ),
        (
            "each row is made to sum to 1",
            "def count_confusions(labels, answers):\n"
            "    matrix = np.zeros((10, 10))\n"
            "    for label, answer in zip(labels, answers):\n"
            "        matrix[label, answer] += 1\n"
            "    return matrix / matrix.sum(axis=1, keepdims=True)",
            "these are shares",
        ),
        (
            "the last pair is left out",
            "def count_confusions(labels, answers):\n"
            "    matrix = np.zeros((10, 10), int)\n"
            "    for place in range(len(labels) - 1):\n"
            "        matrix[labels[place], answers[place]] += 1\n"
            "    return matrix",
            "3999 pairs",
        ),
        (
            "it counts in bytes",
            "def count_confusions(labels, answers):\n"
            "    matrix = np.zeros((10, 10), np.uint8)\n"
            "    np.add.at(matrix, (labels, answers), 1)\n"
            "    return matrix",
            "as bytes do",
        ),
        (
            "there is no row for 9",
            "def count_confusions(labels, answers):\n"
            "    matrix = np.zeros((9, 9), int)\n"
            "    for label, answer in zip(labels, answers):\n"
            "        if label < 9 and answer < 9:\n"
            "            matrix[label, answer] += 1\n"
            "    return matrix",
            "10 rows and 10 columns",
        ),
    ],
    "check_two_readers": [
        (
            "both are the same reader",
            _READERS + "    return first, first",
            "differ in one thing",
        ),
        ("only one reader", _READERS + "    return first", "two arrays"),
        ("one guesses", _READERS + "    return first, first * 0", "only; a comparison"),
        (
            "it reads what it has learned from",
            _READERS + "    return known_labels, first",
            "only; a comparison",
        ),
        (
            "it returns distances to three ghosts",
            _READERS + "    return first, distances[:, :3]",
            "(1000, 10)",
        ),
        ("it leaves images out", _READERS + "    return first[:-1], first[1:]", "1,000 digits"),
    ],
}
