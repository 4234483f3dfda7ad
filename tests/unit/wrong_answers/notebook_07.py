"""Wrong answers to the exercises of notebook 07, and what the refusal has to say."""

_COUNT = "def count_steps(images, batch_size, epochs):\n    return "
_LOSS = (
    "def loss(probabilities, labels):\n"
    "    given = probabilities[np.arange(len(labels)), labels]\n"
    "    return "
)
_NETWORK = "def my_network():\n    return "


def _untrained(last: str) -> str:
    """Return the code of a small network that ends with a layer."""
    first = "keras.Input((28, 28)), layers.Reshape((28, 28, 1)), layers.AveragePooling2D(4)"
    return f"keras.Sequential([{first}, layers.Flatten(), {last}])"


MUTATIONS = {
    "check_steps": [
        (
            "the size of a batch is fixed",
            "def count_steps(images, batch_size, epochs):\n    return -(-images // 64) * epochs",
            "one epoch has",
        ),
        (
            "counted in 16 bits",
            "def count_steps(images, batch_size, epochs):\n"
            "    return int(np.array(-(-images // batch_size) * epochs).astype(np.int16))",
            "one epoch has",
        ),
        ("the last batch is left out", _COUNT + "images // batch_size * epochs", "smaller last"),
        ("it counts one epoch", _COUNT + "-(-images // batch_size)", "one epoch"),
        ("it rounds once", _COUNT + "-(-images * epochs // batch_size)", "in every epoch"),
        (
            "it always adds one",
            _COUNT + "(images // batch_size + 1) * epochs",
            "come out even",
        ),
        ("it does not round", _COUNT + "images / batch_size * epochs", "cannot be taken in part"),
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
        (
            "the number of images is fixed",
            "def loss(probabilities, labels):\n"
            "    return -np.log(probabilities[np.arange(len(labels)), labels]).sum() / 12",
            "it is the mean",
        ),
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
    "check_small": [
        (
            "it has no weights yet",
            "def my_network():\n    return keras.Sequential([layers.Flatten(), layers.Dense(10)])",
            "no weights yet",
        ),
        (
            "it takes smaller images",
            "def my_network():\n"
            "    first = [keras.Input((14, 14)), layers.Flatten()]\n"
            "    return keras.Sequential([*first, layers.Dense(10)])",
            "images of 28×28 pixels",
        ),
        ("it is too large", _NETWORK + "networks.article_network()", "101,770 parameters"),
        ("it is not trained", _NETWORK + _untrained("layers.Dense(10)"), "train it"),
        ("it is no network", _NETWORK + "np.zeros(784)", "a Keras network"),
        ("it has one output", _NETWORK + _untrained("layers.Dense(1)"), "ten numbers"),
        ("it answers with maps", _NETWORK + _untrained("layers.Reshape((7, 7))"), "ten numbers"),
        (
            "it returns the function that builds it",
            _NETWORK + "lambda: networks.tiny_network()",
            "a Keras network",
        ),
    ],
}
