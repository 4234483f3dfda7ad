"""Trains the small networks of notebook 04 from several seeds and pushes the digits away.

`python -m tests.benchmarks.shift [--full]` adds what is missing to `helpers/studies/shift.json`:
one seed, or three with --full. All networks learn the same 8,000 images by the recipe "brief", and
answer the same 2,000 held-out ones; no choice is made by these results.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable

import numpy as np

from helpers.backend import import_keras
from helpers.data import load_mnist, validation_split
from helpers.evaluation import accuracy_by_shift
from helpers.networks import article_network
from helpers.studies import RESULTS as STUDIES
from helpers.training.loop import train
from tests.benchmarks.training import machine

RESULTS = STUDIES / "shift.json"
SHIFTS = range(7)
FIRST = "convolutional"


def convolutional_network(means: bool = False):
    """Return notebook 04's network; with `means` only the mean of each last map is handed on."""
    keras = import_keras()
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(8, 3, activation="relu"),
            layers.Conv2D(12, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(16, 3, activation="relu"),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.GlobalAveragePooling2D() if means else layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ]
    )


NETWORKS: dict[str, Callable] = {
    FIRST: convolutional_network,
    "convolutional, means": lambda: convolutional_network(means=True),
    "dense, equal parameters": lambda: article_network(9),
    "the article's": article_network,
    "dense, equal multiplications": lambda: article_network(1095),
}
#: Trained on shuffled pixels, too.
SHUFFLED = (FIRST, "dense, equal parameters")


def shuffled(images: np.ndarray) -> np.ndarray:
    """Return images with their pixels in another order, the same for all, as notebook 04 does."""
    order = np.random.default_rng(0).permutation(784)
    return images.reshape(-1, 784)[:, order].reshape(-1, 28, 28)


def measure(name: str, seed: int) -> dict:
    """Train one network; return its accuracies over the shifts, and which answers were right."""
    (fit_images, fit_labels), (images, labels) = validation_split(*load_mnist()[0])
    fit_images, fit_labels = fit_images[:8000], fit_labels[:8000]
    images, labels = images[:2000] / np.float32(255), labels[:2000]
    keras = import_keras()

    def trained(change: Callable = lambda images: images):
        keras.backend.clear_session()
        keras.utils.set_random_seed(seed)
        network = NETWORKS[name]()
        train(network, change(fit_images), fit_labels, "brief", progress=False, seed=seed)
        return network

    network = trained()
    run = {
        "network": name,
        "seed": seed,
        "parameters": network.count_params(),
        "accuracy": [
            round(value, 5) for value in accuracy_by_shift(network, images, labels, SHIFTS).values()
        ],
        "wrong": np.flatnonzero(np.argmax(network(images), axis=1) != labels).tolist(),
        "machine": machine(),
    }
    if name in SHUFFLED:
        unordered = trained(shuffled)
        run["shuffled"] = round(accuracy_by_shift(unordered, shuffled(images), labels, [0])[0], 5)
    return run


def main(arguments: list[str] | None = None) -> int:
    """Make the runs that are missing, and print the accuracies."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--full", action="store_true", help="three seeds in place of one")
    options = parser.parse_args(arguments)
    runs = json.loads(RESULTS.read_text(encoding="utf-8"))["runs"] if RESULTS.is_file() else []
    done = {(run["network"], run["seed"]) for run in runs}
    for seed in range(3 if options.full else 1):
        for name in NETWORKS:
            if (name, seed) not in done:
                runs.append(measure(name, seed))
                content = {"shifts": list(SHIFTS), "fit_images": 8000, "images": 2000, "runs": runs}
                RESULTS.write_text(json.dumps(content) + "\n", encoding="utf-8")
    for run in sorted(runs, key=lambda run: (list(NETWORKS).index(run["network"]), run["seed"])):
        values = " ".join(f"{100 * value:5.1f}" for value in run["accuracy"])
        print(f"{run['network']:<29} seed {run['seed']}  {values}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
