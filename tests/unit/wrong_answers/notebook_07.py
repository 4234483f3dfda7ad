"""Wrong answers to the exercises of notebook 07, and what the refusal has to say."""

_STEP = "def step(weights, slopes, learning_rate):\n    return "
_COUNT = "def count_steps(images, batch_size, epochs):\n    return "
_LOSS = (
    "def loss(probabilities, labels):\n"
    "    given = probabilities[np.arange(len(labels)), labels]\n"
    "    return "
)

MUTATIONS = {
    "check_step": [
        ("it goes uphill", _STEP + "weights + learning_rate * slopes", "uphill"),
        ("the learning rate is missing", _STEP + "weights - slopes", "learning rate is missing"),
        ("it returns the step only", _STEP + "-learning_rate * slopes", "the step alone"),
        ("it multiplies", _STEP + "weights * (1 - learning_rate * slopes)", "do not multiply"),
        (
            "it takes only the sign of the slope",
            _STEP + "weights - learning_rate * np.sign(slopes)",
            "only its sign",
        ),
        (
            "it changes the weights in place, and uphill",
            "def step(weights, slopes, learning_rate):\n"
            "    weights += learning_rate * slopes\n"
            "    return weights",
            "uphill",
        ),
        (
            "it averages the slopes",
            _STEP + "(weights - learning_rate * slopes).mean(axis=0)",
            "the shape",
        ),
        ("it divides", _STEP + "weights - slopes / learning_rate", "instead of dividing"),
    ],
    "check_steps": [
        ("the last batch is left out", _COUNT + "images // batch_size * epochs", "smaller last"),
        ("it counts one epoch", _COUNT + "-(-images // batch_size)", "one epoch"),
        ("it rounds once", _COUNT + "-(-images * epochs // batch_size)", "in every epoch"),
        (
            "it always adds one",
            _COUNT + "(images // batch_size + 1) * epochs",
            "come out even",
        ),
        ("it does not round", _COUNT + "images / batch_size * epochs", "no part of a step"),
        (
            "it returns one number for each epoch",
            _COUNT + "[-(-images // batch_size)] * epochs",
            "all epochs together",
        ),
        (
            "it adds a half and rounds, which goes to even numbers",
            _COUNT + "round(images / batch_size + 0.5) * epochs",
            "come out even",
        ),
        ("it counts images", _COUNT + "images * epochs", "a whole batch"),
        (
            "it rounds to the nearest",
            _COUNT + "round(images / batch_size) * epochs",
            "smaller last",
        ),
    ],
    "check_loss": [
        ("the minus is missing", _LOSS + "np.log(given).mean()", "put a minus"),
        ("it sums", _LOSS + "-np.log(given).sum()", "take the mean"),
        ("it uses the logarithm to base 10", _LOSS + "-np.log10(given).mean()", "np.log"),
        ("it averages before the logarithm", _LOSS + "-np.log(given.mean())", "logarithms first"),
        (
            "it takes the largest probability",
            "def loss(probabilities, labels):\n"
            "    return -np.log(probabilities.max(axis=1)).mean()",
            "not the largest",
        ),
        (
            "it counts all ten probabilities",
            "def loss(probabilities, labels):\n    return -np.log(probabilities).mean()",
            "only the right digit",
        ),
        ("it returns one number for each image", _LOSS + "-np.log(given)", "Return one number"),
        (
            "it picks every label from every row",
            "def loss(probabilities, labels):\n    return -np.log(probabilities[:, labels]).mean()",
            "from every row",
        ),
        ("the logarithm is missing", _LOSS + "1 - given.mean()", "logarithm is missing"),
    ],
}
