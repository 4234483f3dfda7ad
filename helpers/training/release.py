"""Makes the networks that come with the series: `python -m helpers.training [NAME …]`.

Weights, ONNX files for reading, and a JSON file that says how each was made go to
`helpers/pretrained/`. Everything that is chosen is chosen on the last 5,000 training images; the
test images are only counted at the end.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import shutil
import zlib
from dataclasses import asdict, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import platformdirs

from helpers import networks
from helpers.backend import import_keras
from helpers.data import load_mnist, validation_split
from helpers.evaluation import accuracy, expected_calibration_error
from helpers.recognition.reader import Reader
from helpers.recognition.trained import CLASSIFIER, FINDER
from helpers.synthesis.non_digits import non_digits
from helpers.training import calibration
from helpers.training.export import export
from helpers.training.finder import FinderRecipe, train_finder
from helpers.training.folding import fold_normalisation, fold_temperature
from helpers.training.loop import Recipe, train
from helpers.training.mixture import mixture, on_pages, taken_for_digits

if TYPE_CHECKING:
    import keras

    from helpers.training.progress import Curves

#: The recipe of the network that reads pictures; its `change` is made by `mixture`.
BEST = Recipe(epochs=16, learning_rate=0.01, batch_size=256, averaging=0.995, label_smoothing=0.05)
#: Digits found on pages, drawn non-digits, and pages of no digit that the finder cuts things from.
ON_PAGES, DRAWN, OTHER_PAGES = 16_000, 9_000, 3_000


def make_best(seed: int = 0, epochs: int | None = None) -> dict:
    """Train the classifier, calibrate it, write its weights, its ONNX file and its JSON file.

    For a trial, `epochs` are other than the recipe's. Returns what the JSON file holds.
    """
    (images, labels), (test_images, test_labels) = load_mnist()
    learned, held_out = validation_split(images, labels)
    recipe, made_of = best_recipe(*learned, seed)
    recipe = replace(recipe, epochs=epochs or recipe.epochs)
    shipped, curves = train_best(*learned, recipe, validation=held_out, seed=seed)

    def answer(pictures: np.ndarray) -> np.ndarray:
        return shipped.predict(pictures * np.float32(1 / 255), batch_size=1000, verbose=0)

    confidence = calibration.calibrate(answer, held_out, seed=seed + 1)
    fold_temperature(shipped, confidence["temperature"])
    validation, test = answer(held_out[0]), answer(test_images)
    information = {
        "name": "best",
        "parameters": shipped.count_params(),
        "seed": seed,
        "recipe": {key: value for key, value in asdict(recipe).items() if key != "change"},
        "made_of": made_of,
        "interrupted": curves.interrupted,
        "validation_accuracy_by_epoch": curves.validation_accuracy,
        "training_images_sha256": hashlib.sha256(images.tobytes()).hexdigest(),
        "versions": _versions(),
        **confidence,
        "scores": {
            "validation_accuracy": accuracy(validation, held_out[1]),
            "test_accuracy": accuracy(test, test_labels),
            "test_calibration_error": expected_calibration_error(test, test_labels),
            **confidence["scores"],
        },
    }
    networks.PRETRAINED.mkdir(exist_ok=True)
    shipped.save_weights(networks.PRETRAINED / "best.weights.h5")
    export(shipped, CLASSIFIER)
    write_json("best", information)
    return information


def make_finder(seed: int = 0, steps: tuple[int, int] | None = None) -> dict:
    """Train the finder, which takes hours on two cores; write its ONNX file and its JSON file.

    An interrupted training goes on, when it is called again, behind the last 500 steps. The steps
    of the two courses may be other than the recipe's: few for a trial, many on a GPU.
    """
    learned, held_out = validation_split(*load_mnist()[0])
    recipe = FinderRecipe(steps=steps) if steps else FinderRecipe()
    # Only a training with the same recipe goes on from an interrupted one.
    name = f"finder-{seed}-{zlib.crc32(repr(recipe).encode()):08x}"
    folder = Path(platformdirs.user_cache_dir("handwritten-digits")) / name
    network, losses = train_finder(learned, held_out, recipe, folder, seed)
    export(network, FINDER)
    information = {
        "name": "finder",
        "parameters": network.count_params(),
        "seed": seed,
        "recipe": asdict(recipe),
        "held_out_loss": losses,
        "versions": _versions(),
        "scores": {"held_out_loss": losses[-1]},
    }
    write_json("finder", information)
    shutil.rmtree(folder)  # the next training begins anew, with what the pages are then
    return information


def weigh_reading(seed: int = 0) -> dict:
    """Measure what finder and classifier together can be believed; write `reading.json`."""
    held_out = validation_split(*load_mnist()[0])[1]
    information = calibration.calibrate_reading(Reader(), held_out, seed + 1)
    write_json("reading", information)
    return information


def write_json(name: str, information: dict) -> None:
    """Write how a network was made beside its weights, fractions with five digits."""
    rounded = json.loads(json.dumps(information), parse_float=lambda text: round(float(text), 5))
    text = json.dumps(rounded, indent=2) + "\n"
    (networks.PRETRAINED / f"{name}.json").write_text(text, encoding="utf-8")


def train_best(
    images: np.ndarray, labels: np.ndarray, recipe: Recipe, *, seed: int, **options: Any
) -> tuple[keras.Sequential, Curves]:
    """Train the classifier; return it as it is shipped, with the curves of its training.

    Arguments are those of `helpers.training.loop.train`; the seed also fixes the first weights.
    """
    import_keras().utils.set_random_seed(seed)
    # Batch normalisation helps while the network learns; it is folded away before anything else.
    network = networks.best_network(normalise=True)
    curves = train(network, images, labels, recipe, seed=seed, **options)
    shipped = networks.best_network()
    fold_normalisation(network, shipped)
    return shipped, curves


def best_recipe(images: np.ndarray, labels: np.ndarray, seed: int) -> tuple[Recipe, dict[str, int]]:
    """Return the classifier's recipe, and how many images of each sort it learns from.

    The finder cuts digits and other things out of pages, which takes minutes.
    """
    pages = on_pages(images, labels, ON_PAGES, seed)
    drawn = non_digits(DRAWN, np.random.default_rng(seed), images)
    others = np.concatenate([drawn, taken_for_digits(OTHER_PAGES, seed)])
    counts = {"mnist_training_images": images, "digits_on_pages": pages[0], "non_digits": others}
    made_of = {name: len(part) for name, part in counts.items()}
    return replace(BEST, change=mixture(pages, others)), made_of


def _versions() -> dict[str, str]:
    keras = import_keras()
    backend = keras.backend.backend()
    modules = {backend: import_module(backend), "keras": keras, "numpy": np, "opencv": cv2}
    found = {name: module.__version__ for name, module in modules.items()}
    return {"python": platform.python_version(), **found}


def main(arguments: list[str] | None = None) -> int:
    """Make the named networks and print what they reach."""
    parser = argparse.ArgumentParser(
        prog="python -m helpers.training", description="Retrain the networks of the series."
    )
    known = ["finder", "best", "reading"]
    parts = "finder, best, or reading (how far both can be believed)"
    parser.add_argument("names", nargs="*", default=known, help=parts)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=int, help="other than the recipe's, for a trial")
    parser.add_argument("--steps", type=int, nargs=2, help="of the finder's two courses")
    parser.add_argument("--backend", default="tensorflow", help="jax or torch, for the finder")
    options = parser.parse_args(arguments)
    if unknown := sorted({*options.names} - {*known}):
        parser.error(f"unknown network {unknown[0]!r}: choose from {', '.join(known)}")
    import_keras(options.backend)
    for name in options.names:
        if name == "finder":
            scores = make_finder(options.seed, options.steps)["scores"]
        elif name == "reading":
            scores = {
                f"{kind}_{key}": value
                for kind, part in weigh_reading(options.seed).items()
                for key, value in part["scores"].items()
            }
        else:
            scores = make_best(options.seed, options.epochs)["scores"]
        print(f"{name}: " + ", ".join(f"{key} {value:.4g}" for key, value in scores.items()))
    return 0
