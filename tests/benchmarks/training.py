"""Trains the peers' networks and ours alternately, and makes the studies of notebooks 07 and 08.

`python -m tests.benchmarks.training [--full] [--only STUDY …] [--seeds N]`

Every finished run is added to `helpers/studies/training.json`, so that a run that was stopped goes
on where it was, and more seeds can be added later. Processor seconds are those of the whole
process, all threads together, from building a network to the end of its training.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from helpers import networks
from helpers.backend import import_keras
from helpers.data import load_mnist, validation_split
from helpers.evaluation import accuracy
from helpers.studies import RESULTS as STUDIES
from helpers.training.loop import RECIPES, Recipe, train
from helpers.training.memory import keep_memory
from helpers.training.release import best_recipe, train_best
from tests.benchmarks.peers import PEERS, train_peer

RESULTS = STUDIES / "training.json"
WIDTHS = (8, 16, 32, 64, 128, 256, 512, 1024)
COUNTS = (100, 300, 1_000, 3_000, 10_000, 30_000, 55_000)
SIZES = ((2, 4, 8), (4, 8, 16), (8, 16, 32), (16, 32, 64), (32, 64, 128))
QUICK = RECIPES["quick"]
#: The networks that are compared, by the names of the studies.
BUILD = {"dense": networks.article_network, "convolutional": networks.quick_network}
#: As `compile("adam")` and `fit` train: the same steps for both, images as they are.
PLAIN = Recipe(epochs=5, learning_rate=0.001, batch_size=128, one_cycle=False, averaging=0)
#: The quick network's recipe, longer.
WHOLE = replace(QUICK, epochs=5)
#: The learning rates that were compared, and for each network and recipe the one with the best
#: validation accuracy: `python -m tests.benchmarks.training --only rates`, one seed each.
LEARNING_RATES = (0.001, 0.004, 0.014)
CHOSEN = {
    ("dense", "plain"): 0.001,
    ("dense", "recipe"): 0.014,
    ("convolutional", "plain"): 0.004,
    ("convolutional", "recipe"): 0.014,
}
#: Studies whose runs take long, only made with --full.
LONG = {"long", "sizes"}
#: Studies that keep which test images were read wrongly, so that two networks can be compared on
#: the same images.
PAIRED = {"fair", "width", "parameters", "ablation", "peers"}

#: A run: its study, its variant, the images to learn from, and what trains a network on them.
Run = tuple[str, str, int, Callable]


def ours(build: Callable, recipe: Recipe) -> Callable:
    """Return a function that trains a network of ours."""

    def run(images, labels, seed):
        network = build()
        train(network, images, labels, recipe, seed=seed, progress=False)
        return network, recipe.epochs

    return run


def best() -> Callable:
    """Return a function that trains the network that is shipped, on all but the validation images.

    Its pictures on paper are drawn once: the seeds differ in everything else.
    """

    def run(images, labels, seed):
        recipe = _best_recipe()
        shipped, _ = train_best(images, labels, recipe, seed=seed, progress=False)
        return shipped, recipe.epochs

    return run


@functools.cache
def _best_recipe() -> Recipe:
    fit, _ = validation_split(*load_mnist()[0])
    return best_recipe(*fit, seed=0)[0]


def peers(name: str) -> Callable:
    """Return a function that trains a peer's network."""

    def run(images, labels, seed):
        return train_peer(PEERS[name], images * np.float32(1 / 255), labels), PEERS[name].epochs

    return run


def quick_network(first: int = 16, second: int = 32, hidden: int = 64, normalise: bool = False):
    """Return the quick network with other widths, or with batch normalisation."""
    keras = import_keras()
    layers = keras.layers

    def convolution(filters: int, side: int):
        if not normalise:
            return [layers.Conv2D(filters, side, activation="relu"), layers.MaxPooling2D()]
        # Pooling and ReLU may change places, as both keep the order of values; normalising what
        # is left after pooling costs a quarter.
        plain = layers.Conv2D(filters, side, use_bias=False)
        return [plain, layers.MaxPooling2D(), layers.BatchNormalization(), layers.ReLU()]

    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Reshape((28, 28, 1)),
            *convolution(first, 5),
            *convolution(second, 3),
            layers.Flatten(),
            layers.Dense(hidden, activation="relu"),
            layers.Dense(10, name="logits"),
            layers.Softmax(name="probabilities"),
        ]
    )


def studies() -> Iterator[Run]:
    """Yield all runs; those of the first study alternate between the peers and us."""
    for name in ("keras_example", "tensorflow_quickstart"):
        yield "peers", name, 60_000, peers(name)
        # Keras's example holds a tenth of its images out; ours learns from the same ones.
        yield "peers", "quick", 54_000, ours(networks.quick_network, QUICK)
    yield "sizes", "tiny", 60_000, ours(networks.tiny_network, RECIPES["tiny"])
    yield "sizes", "best", 55_000, best()
    yield "long", "pytorch_example", 60_000, peers("pytorch_example")
    for network, recipe in CHOSEN:
        for rate in LEARNING_RATES:
            yield "rates", f"{network}, {recipe}, {rate}", 55_000, compared(network, recipe, rate)
    for network, recipe in CHOSEN:
        yield "fair", f"{network}, {recipe}", 55_000, compared(network, recipe)
    for width in WIDTHS:
        build = lambda width=width: networks.article_network(width)  # noqa: E731
        yield "width", str(width), 55_000, compared("dense", "recipe", build=build, epochs=3)
    for widths in SIZES:
        build = lambda widths=widths: quick_network(*widths)  # noqa: E731
        yield (
            "parameters",
            "-".join(map(str, widths)),
            55_000,
            compared("convolutional", "recipe", build=build, epochs=3),
        )
    for name, build, recipe in (
        ("all", quick_network, QUICK),
        ("images as they are", quick_network, replace(QUICK, change=None)),
        ("last weights, no average", quick_network, replace(QUICK, averaging=0)),
        ("constant learning rate 0.001", quick_network,
         replace(QUICK, one_cycle=False, learning_rate=0.001)),
        ("constant learning rate 0.004", quick_network,
         replace(QUICK, one_cycle=False, learning_rate=0.004)),
        ("with batch normalisation", lambda: quick_network(normalise=True),
         replace(QUICK, learning_rate=0.02)),
        ("batches of 128", quick_network, replace(QUICK, batch_size=128, learning_rate=0.007)),
        ("one epoch", quick_network, replace(QUICK, epochs=1)),
        ("two epochs", quick_network, replace(QUICK, epochs=2)),
        ("five epochs", quick_network, WHOLE),
    ):  # fmt: skip
        yield "ablation", name, 55_000, ours(build, recipe)
    for count in COUNTS:
        # About the same number of steps for every number of images and for both networks, so
        # that only the images differ; as many as make three epochs of the largest number.
        batch_size = min(QUICK.batch_size, count // 8)
        epochs = max(1, round(700 * batch_size / count))
        for network in BUILD:
            for recipe in ("plain", "recipe"):
                run = compared(network, recipe, epochs=epochs, batch_size=batch_size)
                yield f"images, {recipe}", f"{network}, {count}", count, run


def compared(
    network: str,
    recipe: str,
    rate: float | None = None,
    build: Callable | None = None,
    **changes: Any,
) -> Callable:
    """Return a function that trains the dense or the convolutional network, by name of recipe."""
    numbers = {"plain": PLAIN, "recipe": WHOLE}[recipe]
    rate = rate or CHOSEN[network, recipe]
    return ours(build or BUILD[network], replace(numbers, learning_rate=rate, **changes))


def measure(run: Run, seed: int) -> dict:
    """Train once and return what it took and what it reached."""
    study, variant, count, function = run
    keras = import_keras()
    if (study, variant) == ("sizes", "best"):
        _best_recipe()  # drawing its pictures is no part of a training's seconds
    (images, labels), (test_images, test_labels) = load_mnist()
    _, held_out = validation_split(images, labels)
    if study.startswith("images"):
        # Other ones for each seed, never those held out. The first ones would be of few writers.
        chosen = np.random.default_rng(seed).permutation(len(images) - len(held_out[0]))[:count]
        images, labels = images[chosen], labels[chosen]
    images, labels = images[:count], labels[:count]
    keras.backend.clear_session()
    keras.utils.set_random_seed(seed)
    started, clock = os.times(), time.perf_counter()
    network, epochs = function(images, labels, seed)
    ended = os.times()
    result = {
        "study": study,
        "variant": variant,
        "seed": seed,
        "parameters": network.count_params(),
        "images": count,
        "epochs": epochs,
        "processor_seconds": round(ended.user + ended.system - started.user - started.system, 2),
        "wall_seconds": round(time.perf_counter() - clock, 2),
        "machine": machine(),
    }

    def answers(pictures):
        return network.predict(pictures * np.float32(1 / 255), batch_size=1000, verbose=0)

    if count <= 55_000:
        result["validation_accuracy"] = round(accuracy(answers(held_out[0]), held_out[1]), 5)
    given = answers(test_images)
    result["test_accuracy"] = round(accuracy(given, test_labels), 5)
    if study in PAIRED:
        wrong = np.flatnonzero(given.argmax(axis=1) != test_labels)
        result["wrong"] = " ".join(map(str, wrong))
    return result


def summary(runs: list[dict]) -> list[dict]:
    """Return one row for each study and variant: means and spread over its seeds."""
    groups: dict[tuple[str, str], list[dict]] = {}
    for run in runs:
        groups.setdefault((run["study"], run["variant"]), []).append(run)
    rows = []
    for (study, variant), group in groups.items():
        row = {"study": study, "variant": variant, "seeds": len(group)}
        row |= {key: group[0][key] for key in ("parameters", "images", "epochs")}
        for key in ("test_accuracy", "validation_accuracy", "processor_seconds", "wall_seconds"):
            values = [run[key] for run in group if key in run]
            if values:
                row[key] = round(float(np.mean(values)), 5)
                row[f"{key}_deviation"] = (
                    round(float(np.std(values, ddof=1)), 5) if len(values) > 1 else None
                )
        rows.append(row)
    return rows


def ratio(rows: list[dict]) -> float | None:
    """Return how many of ours the processor seconds of the Keras example are."""
    seconds = {row["variant"]: row["processor_seconds"] for row in rows if row["study"] == "peers"}
    if not {"keras_example", "quick"} <= set(seconds):
        return None
    return round(seconds["keras_example"] / seconds["quick"], 2)


def machine() -> str:
    """Return what the figures were measured with, in one line."""
    import cv2
    import tensorflow as tf

    modules = {"tensorflow": tf, "keras": import_keras(), "numpy": np, "opencv": cv2}
    versions = [f"{name} {module.__version__}" for name, module in modules.items()]
    threads = os.environ.get("TF_NUM_INTRAOP_THREADS", os.cpu_count())
    computer = f"{os.cpu_count()} cores ({threads} used), python {platform.python_version()}"
    return ", ".join([computer, *versions])


def load(path: Path = RESULTS) -> list[dict]:
    """Return the runs that have been made."""
    if not path.is_file():
        return []
    return json.loads(path.read_text(encoding="utf-8"))["runs"]


def save(runs: list[dict], path: Path = RESULTS) -> None:
    """Write the runs and their summary, all or nothing."""
    path.parent.mkdir(exist_ok=True)
    rows = summary(runs)
    content = {
        "machine": sorted({run["machine"] for run in runs}),
        "keras_example_over_quick_processor_seconds": ratio(rows),
        "summary": rows,
        "runs": runs,
    }
    temporary = path.with_suffix(".part")
    temporary.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    temporary.replace(path)


def table(rows: list[dict]) -> str:
    """Return the summary as lines of text."""
    lines = [
        f"{'study':<16}{'variant':<31}{'seeds':>6}{'parameters':>11}{'test':>8}{'±':>6}"
        f"{'processor s':>13}{'wall s':>8}"
    ]
    for row in rows:
        spread = row["test_accuracy_deviation"]
        lines.append(
            f"{row['study']:<16}{row['variant']:<31}{row['seeds']:>6}{row['parameters']:>11,}"
            f"{row['test_accuracy']:>8.2%}{'' if spread is None else f'{100 * spread:.2f}':>6}"
            f"{row['processor_seconds']:>13.1f}{row['wall_seconds']:>8.1f}"
        )
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Make the runs that are missing, then print the summary."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--full", action="store_true", help="five seeds, and the long peers")
    parser.add_argument("--only", nargs="+", default=[], help="names of studies or variants")
    parser.add_argument("--seeds", type=int, help="so many seeds of each chosen run")
    parser.add_argument("--again", action="store_true", help="forget the chosen runs first")
    parser.add_argument("--results", type=Path, default=RESULTS, help="the file to add to")
    options = parser.parse_args(arguments)
    known = dict.fromkeys(name for run in studies() for name in run[:2])
    unknown = [name for name in options.only if name not in known]
    if unknown:
        parser.error(f"nothing is called {', '.join(unknown)}; there are {', '.join(known)}")
    seeds = options.seeds or (5 if options.full else 1)
    # In the quick mode: what a few minutes allow.
    only = set(options.only) or (set() if options.full else {"quick", "tensorflow_quickstart"})

    def chosen(study: str, variant: str) -> bool:
        return (not only or study in only or variant in only) and (
            options.full or bool(options.only) or study not in LONG
        )

    # For the peers' networks as well: the ratio is to be that of the recipes.
    keep_memory()
    runs = load(options.results)
    if options.again:
        runs = [run for run in runs if not chosen(run["study"], run["variant"])]
    for seed in range(seeds):
        for run in studies():
            study, variant = run[:2]
            done = {(r["study"], r["variant"], r["seed"]) for r in runs}
            if chosen(study, variant) and (study, variant, seed) not in done:
                runs.append(measure(run, seed))
                print(runs[-1], flush=True)
                save(runs, options.results)
    rows = summary(runs)
    print(table(rows))
    print("processor seconds, Keras example over quick:", ratio(rows))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
