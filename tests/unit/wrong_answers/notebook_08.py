"""Wrong answers to the exercises of notebook 08, and what the refusal has to say."""

MUTATIONS = {
    "check_best_epoch": [
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
            "199 pairs",
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
    "check_shares": [
        (
            "what lies on the threshold is refused",
            "def shares(confidence, right, threshold):\n"
            "    passed = confidence > threshold\n"
            "    return passed.mean(), (~right[passed]).mean()",
            "use >=",
        ),
        (
            "errors are divided by all answers",
            "def shares(confidence, right, threshold):\n"
            "    passed = confidence >= threshold\n"
            "    return passed.mean(), (passed & ~right).mean()",
            "divide the errors by the accepted",
        ),
        (
            "right answers are counted instead of errors",
            "def shares(confidence, right, threshold):\n"
            "    passed = confidence >= threshold\n"
            "    return passed.mean(), right[passed].mean()",
            "count the wrong ones",
        ),
        (
            "the unsure answers are kept",
            "def shares(confidence, right, threshold):\n"
            "    passed = confidence < threshold\n"
            "    return passed.mean(), (~right[passed]).mean()",
            "below the threshold",
        ),
        (
            "counts instead of shares",
            "def shares(confidence, right, threshold):\n"
            "    passed = confidence >= threshold\n"
            "    return passed.sum(), (~right[passed]).sum()",
            "between 0 and 1",
        ),
        (
            "the order is swapped",
            "def shares(confidence, right, threshold):\n"
            "    passed = confidence >= threshold\n"
            "    return (~right[passed]).mean(), passed.mean()",
            "comes first",
        ),
        (
            "all errors count, accepted or not",
            "def shares(confidence, right, threshold):\n"
            "    passed = confidence >= threshold\n"
            "    return passed.mean(), (~right).mean()",
            "among the accepted",
        ),
        (
            "one number only",
            "def shares(confidence, right, threshold):\n"
            "    return (confidence >= threshold).mean()",
            "two shares",
        ),
    ],
    "check_move": [
        (
            "it believes in 28 rows",
            "def move_right(image, pixels):\n"
            "    moved = np.zeros((28, 28), np.uint8)\n"
            "    moved[:, pixels:] = image[:, :-pixels]\n"
            "    return moved",
            "array.shape",
        ),
        (
            "what leaves comes back",
            "def move_right(image, pixels):\n    return np.roll(image, pixels, axis=1)",
            "np.roll",
        ),
        (
            "it moves to the left",
            "def move_right(image, pixels):\n"
            "    moved = np.zeros_like(image)\n"
            "    moved[:, :-pixels] = image[:, pixels:]\n"
            "    return moved",
            "to the left",
        ),
        (
            "it moves down",
            "def move_right(image, pixels):\n"
            "    moved = np.zeros_like(image)\n"
            "    moved[pixels:] = image[:-pixels]\n"
            "    return moved",
            "moved down",
        ),
        (
            "the old pixels stay on the left",
            "def move_right(image, pixels):\n"
            "    moved = image.copy()\n"
            "    moved[:, pixels:] = image[:, :-pixels]\n"
            "    return moved",
            "must come in on the left",
        ),
        (
            "it writes into the image that it was given",
            "def move_right(image, pixels):\n"
            "    image[:, pixels:] = image[:, :-pixels].copy()\n"
            "    image[:, :pixels] = 0\n"
            "    return image",
            "changed the image",
        ),
        (
            "the pixels become floats",
            "def move_right(image, pixels):\n"
            "    moved = np.zeros(image.shape)\n"
            "    moved[:, pixels:] = image[:, :-pixels]\n"
            "    return moved",
            "became float64",
        ),
        (
            "it moves by one pixel whatever was asked",
            "def move_right(image, pixels):\n"
            "    moved = np.zeros_like(image)\n"
            "    moved[:, 1:] = image[:, :-1]\n"
            "    return moved",
            "instead of 3",
        ),
        (
            "the picture grows",
            "def move_right(image, pixels):\n    return np.pad(image, ((0, 0), (pixels, 0)))",
            "keep its shape",
        ),
    ],
}
