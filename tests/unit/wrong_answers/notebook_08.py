"""Wrong answers to the exercises of notebook 08, and what the refusal has to say."""

_READERS = (
    "def two_readers(known, known_labels, asked):\n"
    "    ghosts = [known[known_labels == digit].mean(axis=0) for digit in range(10)]\n"
    "    distances = np.stack([((asked - g) ** 2).sum(axis=(1, 2)) for g in ghosts], axis=1)\n"
    "    first = distances.argmin(axis=1)\n"
)

MUTATIONS = {
    "check_early_stop": [
        (
            "it leaves the last epoch out",
            "def early_stop(losses, patience):\n"
            "    for last in range(1, len(losses)):\n"
            "        kept = int(np.argmin(losses[:last])) + 1\n"
            "        if last - kept == patience:\n"
            "            break\n"
            "    return last, kept",
            "training ends after epoch 4",
        ),
        (
            "the lowest of all, to the end",
            "def early_stop(losses, patience):\n    return len(losses), int(np.argmin(losses)) + 1",
            "stops earlier",
        ),
        (
            "it stops, and keeps the lowest of all",
            "def early_stop(losses, patience):\n"
            "    lowest, kept = losses[0], 1\n"
            "    for epoch, loss in enumerate(losses, 1):\n"
            "        if loss < lowest:\n"
            "            lowest, kept = loss, epoch\n"
            "        if epoch - kept == patience:\n"
            "            break\n"
            "    return epoch, int(np.argmin(losses)) + 1",
            "before that loss was measured",
        ),
        (
            "counted from 0",
            "def early_stop(losses, patience):\n"
            "    kept = 0\n"
            "    for epoch, loss in enumerate(losses):\n"
            "        if loss < losses[kept]:\n"
            "            kept = epoch\n"
            "        if epoch - kept == patience:\n"
            "            break\n"
            "    return epoch, kept",
            "count from 0",
        ),
        (
            "the kept one first",
            "def early_stop(losses, patience):\n"
            "    kept = 0\n"
            "    for epoch, loss in enumerate(losses):\n"
            "        if loss < losses[kept]:\n"
            "            kept = epoch\n"
            "        if epoch - kept == patience:\n"
            "            break\n"
            "    return kept + 1, epoch + 1",
            "last epoch comes first",
        ),
        (
            "compared with the epoch before",
            "def early_stop(losses, patience):\n"
            "    waited, kept = 0, 1\n"
            "    for epoch in range(1, len(losses)):\n"
            "        if losses[epoch] < losses[epoch - 1]:\n"
            "            waited, kept = 0, epoch + 1\n"
            "        else:\n"
            "            waited += 1\n"
            "        if waited == patience:\n"
            "            break\n"
            "    return min(epoch + 1, len(losses)), kept",
            "lowest so far",
        ),
        (
            "the same, and the lowest kept",
            "def early_stop(losses, patience):\n"
            "    waited, epoch = 0, 0\n"
            "    for epoch in range(1, len(losses)):\n"
            "        waited = 0 if losses[epoch] < losses[epoch - 1] else waited + 1\n"
            "        if waited == patience:\n"
            "            break\n"
            "    return epoch + 1, int(np.argmin(losses[: epoch + 1])) + 1",
            "you return",
        ),
        (
            "waiting is never reset",
            "def early_stop(losses, patience):\n"
            "    lowest, kept, waited = losses[0], 1, 0\n"
            "    for epoch, loss in enumerate(losses[1:], 2):\n"
            "        if loss < lowest:\n"
            "            lowest, kept = loss, epoch\n"
            "        else:\n"
            "            waited += 1\n"
            "        if waited == patience:\n"
            "            return epoch, kept\n"
            "    return len(losses), kept",
            "you return",
        ),
        (
            "as low counts as lower",
            "def early_stop(losses, patience):\n"
            "    kept = 0\n"
            "    for epoch, loss in enumerate(losses):\n"
            "        if loss <= losses[kept]:\n"
            "            kept = epoch\n"
            "        if epoch - kept == patience:\n"
            "            break\n"
            "    return epoch + 1, kept + 1",
            "no new lowest",
        ),
        (
            "one epoch too late",
            "def early_stop(losses, patience):\n"
            "    kept = 0\n"
            "    for epoch, loss in enumerate(losses):\n"
            "        if loss < losses[kept]:\n"
            "            kept = epoch\n"
            "        if epoch - kept > patience:\n"
            "            break\n"
            "    return epoch + 1, kept + 1",
            "too late",
        ),
        (
            "one epoch too soon",
            "def early_stop(losses, patience):\n"
            "    kept = 0\n"
            "    for epoch, loss in enumerate(losses):\n"
            "        if loss < losses[kept]:\n"
            "            kept = epoch\n"
            "        if epoch - kept == patience - 1 and epoch:\n"
            "            break\n"
            "    return epoch + 1, kept + 1",
            "you return",
        ),
        (
            "the patience is fixed at 2",
            "def early_stop(losses, patience):\n"
            "    kept = 0\n"
            "    for epoch, loss in enumerate(losses):\n"
            "        if loss < losses[kept]:\n"
            "            kept = epoch\n"
            "        if epoch - kept == 2:\n"
            "            break\n"
            "    return epoch + 1, kept + 1",
            "you return",
        ),
        (
            "it begins with a lowest loss of 1",
            "def early_stop(losses, patience):\n"
            "    lowest, kept, waited = 1.0, 1, 0\n"
            "    for epoch, loss in enumerate(losses, 1):\n"
            "        if loss < lowest:\n"
            "            lowest, kept, waited = loss, epoch, 0\n"
            "        else:\n"
            "            waited += 1\n"
            "        if waited == patience:\n"
            "            break\n"
            "    return epoch, kept",
            "you return",
        ),
        (
            "rounded to one decimal",
            "def early_stop(losses, patience):\n"
            "    losses = [round(each, 1) for each in losses]\n"
            "    kept = 0\n"
            "    for epoch, loss in enumerate(losses):\n"
            "        if loss < losses[kept]:\n"
            "            kept = epoch\n"
            "        if epoch - kept == patience:\n"
            "            break\n"
            "    return epoch + 1, kept + 1",
            "you return",
        ),
        (
            "only the kept one",
            "def early_stop(losses, patience):\n    return int(np.argmin(losses)) + 1",
            "Return two numbers",
        ),
        (
            "losses in place of epochs",
            "def early_stop(losses, patience):\n    return losses[-1], min(losses)",
            "you return",
        ),
        (
            "the first rise ends it",
            "def early_stop(losses, patience):\n"
            "    for epoch in range(1, len(losses)):\n"
            "        if losses[epoch] > losses[epoch - 1]:\n"
            "            return epoch + 1, epoch\n"
            "    return len(losses), len(losses)",
            "you return",
        ),
        (
            "it keeps the last weights",
            "def early_stop(losses, patience):\n"
            "    kept = 0\n"
            "    for epoch, loss in enumerate(losses):\n"
            "        if loss < losses[kept]:\n"
            "            kept = epoch\n"
            "        if epoch - kept == patience:\n"
            "            break\n"
            "    return epoch + 1, epoch + 1",
            "not the last ones",
        ),
        (
            "two equal ones at the end",
            "def early_stop(losses, patience):\n"
            "    for last in range(patience + 1, len(losses) + 1):\n"
            "        if losses[last - 1] > min(losses[: last - patience]):\n"
            "            return last, int(np.argmin(losses[:last])) + 1\n"
            "    return len(losses), int(np.argmin(losses)) + 1",
            "you return",
        ),
        (
            "it never stops where the patience is longer than the training",
            "def early_stop(losses, patience):\n"
            "    for epoch in range(patience, len(losses)):\n"
            "        before = epoch - patience + 1\n"
            "        if min(losses[before : epoch + 1]) >= min(losses[:before]):\n"
            "            return epoch + 1, losses.index(min(losses[: epoch + 1])) + 1",
            "did you forget return",
        ),
    ],
    "check_confusions": [
        (
            "digits counted from 1",
            "def count_confusions(labels, answers):\n"
            "    matrix = np.zeros((10, 10), int)\n"
            "    np.add.at(matrix, (labels - 1, answers - 1), 1)\n"
            "    return matrix",
            "misplaced: row",
        ),
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
            "3,999 pairs",
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
            "digits as text",
            _READERS + "    return first.astype(str), first",
            "whole numbers from 0 to 9",
        ),
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
