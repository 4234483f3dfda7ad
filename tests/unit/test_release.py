"""What the command that trains asks of its parts, and what it writes beside the weights."""

from __future__ import annotations

import json
from types import SimpleNamespace

import numpy as np
import pytest

from helpers import networks
from helpers.recognition.trained import CLASSIFIER, FINDER
from helpers.training import calibration, release
from helpers.training.finder import FinderRecipe
from helpers.training.loop import Recipe


class Network:
    """Answers every picture with its mean grey as the digit."""

    def __init__(self):
        self.layer, self.saved = None, None

    def predict(self, pictures, batch_size, verbose):
        assert (batch_size, verbose) == (1000, 0) and pictures.max() <= 1
        digits = np.rint(pictures.mean(axis=(1, 2)) * 255 / 20).astype(int)
        return np.eye(10)[digits] * 0.82 + 0.018

    def count_params(self):
        return 7

    def save_weights(self, path):
        path.write_text("weights")


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """Replace what takes long; return what was asked of it."""
    labels = np.arange(5020) % 10
    images = np.repeat(labels.astype(np.uint8) * 20, 784).reshape(-1, 28, 28)
    few = slice(0, 30)
    asked: dict = {}

    def train_best(images, labels, recipe, **options):
        asked["trained"] = (len(images), recipe.epochs, options["seed"])
        asked["validation"] = len(options["validation"][0])
        return Network(), SimpleNamespace(interrupted=False, validation_accuracy=[0.123456789])

    def calibrate(answer, held_out, seed):
        asked["calibrated"] = (len(held_out[0]), seed, answer(held_out[0][:4]).argmax(1).tolist())
        return {"temperature": 2.0, "threshold": 0.9, "scores": {"page_ok": 0.5}}

    monkeypatch.setattr(
        release, "load_mnist", lambda: ((images, labels), (images[few], labels[few]))
    )
    monkeypatch.setattr(release, "train_best", train_best)
    monkeypatch.setattr(calibration, "calibrate", calibrate)
    monkeypatch.setattr(
        release, "best_recipe", lambda *given: (Recipe(3, 0.1), {"given": given[2]})
    )
    monkeypatch.setattr(release, "fold_temperature", lambda *given: asked.update(folded=given[1]))
    monkeypatch.setattr(release, "export", lambda network, path: asked.update(exported=path))
    monkeypatch.setattr(release, "import_keras", lambda *backend: asked.update(backend=backend))
    monkeypatch.setattr(release, "_versions", dict)
    monkeypatch.setattr(networks, "PRETRAINED", tmp_path)
    monkeypatch.setattr(release.platformdirs, "user_cache_dir", lambda name: tmp_path / name)
    return asked


def test_a_network_is_trained_calibrated_and_written(asked, tmp_path):
    told = release.make_best()
    assert asked["trained"] == (20, 3, 0) and asked["validation"] == 5000
    assert asked["calibrated"] == (5000, 1, [0, 1, 2, 3]) and asked["folded"] == 2.0
    assert asked["exported"] == CLASSIFIER and (tmp_path / "best.weights.h5").exists()
    text = (tmp_path / "best.json").read_text()
    assert text.startswith('{\n  "name": "best",\n') and text.endswith("}\n")
    written = json.loads(text)
    assert written["validation_accuracy_by_epoch"] == [0.12346]
    assert written["recipe"] == {
        "epochs": 3, "learning_rate": 0.1, "batch_size": 128, "warmup": 0.25, "one_cycle": True,
        "averaging": 0.98, "label_smoothing": 0.0,
    }  # fmt: skip
    assert written["scores"] == told["scores"] | {"test_calibration_error": 0.162}
    assert written["scores"]["test_accuracy"] == 1 and written["made_of"] == {"given": 0}
    assert (written["temperature"], written["threshold"]) == (2.0, 0.9)
    release.make_best(seed=4, epochs=1)  # a trial
    assert asked["trained"] == (20, 1, 4) and asked["calibrated"][1] == 5


def test_the_finder_goes_on_from_the_folder_of_its_recipe(asked, tmp_path, monkeypatch):
    folders = []

    def train_finder(learned, held_out, recipe, folder, seed):
        folder.mkdir(parents=True)
        folders.append(folder)
        asked["finder"] = len(learned[0]), len(held_out[0]), recipe, seed
        return Network(), [0.9, 0.123456]

    monkeypatch.setattr(release, "train_finder", train_finder)
    told = release.make_finder()
    assert asked["finder"] == (20, 5000, FinderRecipe(), 0)
    assert asked["exported"] == FINDER
    assert told["scores"] == {"held_out_loss": 0.123456}
    assert json.loads((tmp_path / "finder.json").read_text())["held_out_loss"] == [0.9, 0.12346]
    release.make_finder(3, (2, 5))
    assert asked["finder"] == (20, 5000, FinderRecipe(steps=(2, 5)), 3)
    names = [folder.relative_to(tmp_path / "handwritten-digits").name for folder in folders]
    assert names[0].startswith("finder-0-") and names[1].startswith("finder-3-")
    assert not any(folder.exists() for folder in folders)


def test_a_reading_is_weighed_on_what_was_held_out(asked, monkeypatch, tmp_path):
    def calibrate_reading(reader, held_out, seed):
        return {"one": {"scores": {"ok": seed}}, "several": {"scores": {"ok": len(held_out[1])}}}

    monkeypatch.setattr(release, "Reader", lambda: "reader")
    monkeypatch.setattr(calibration, "calibrate_reading", calibrate_reading)
    assert release.weigh_reading()["one"]["scores"]["ok"] == 1
    assert release.weigh_reading(3)["several"]["scores"]["ok"] == 5000
    assert json.loads((tmp_path / "reading.json").read_text())["one"]["scores"]["ok"] == 4


def test_the_command_makes_what_is_named(asked, monkeypatch, capsys):
    made = []

    def note(kind, scores):
        return lambda *given: made.append((kind, *given)) or scores

    scores = {"scores": {"test_accuracy": 0.987654, "parameters": 12345}}
    monkeypatch.setattr(release, "make_best", note("best", scores))
    monkeypatch.setattr(release, "make_finder", note("finder", {"scores": {"loss": 0.5}}))
    weighed = {"one": {"scores": {"ok": 3}}, "several": {"scores": {"ok": 4}}}
    monkeypatch.setattr(release, "weigh_reading", note("reading", weighed))
    assert release.main([]) == 0
    assert made == [("finder", 0, None), ("best", 0, None), ("reading", 0)]
    assert capsys.readouterr().out.splitlines() == [
        "finder: loss 0.5",
        "best: test_accuracy 0.9877, parameters 1.234e+04",
        "reading: one_ok 3, several_ok 4",
    ]
    made.clear()
    given = ["--seed", "2", "--epochs", "3", "--steps", "4", "5", "--backend", "jax"]
    release.main(["finder", "best", *given])
    assert made == [("finder", 2, [4, 5]), ("best", 2, 3)] and asked["backend"] == ("jax",)
    with pytest.raises(SystemExit):
        release.main(["best", "nonsense"])
    assert "'nonsense'" in capsys.readouterr().err


def test_the_best_network_learns_from_pages_too(monkeypatch):
    counts = []

    def on_pages(images, labels, count, seed):
        counts.append((count, seed))
        return images[:3], labels[:3]

    monkeypatch.setattr(release, "on_pages", on_pages)
    monkeypatch.setattr(release, "non_digits", lambda count, rng, digits: digits[:count])
    monkeypatch.setattr(release, "taken_for_digits", lambda count, seed: np.zeros((count, 28, 28)))
    images = np.zeros((9500, 28, 28), np.uint8)
    recipe, made_of = release.best_recipe(images, np.zeros(9500, int), 6)
    assert recipe.epochs == 16 and recipe.change is not None and counts == [(16_000, 6)]
    assert made_of == {
        "mnist_training_images": 9500, "digits_on_pages": 3, "non_digits": 12_000,
    }  # fmt: skip


def test_the_best_network_is_trained_with_normalisation_and_shipped_without(monkeypatch):
    monkeypatch.setattr(release, "train", lambda network, *given, **options: (network, options))
    folded = []
    monkeypatch.setattr(release, "fold_normalisation", lambda *pair: folded.append(pair))
    shipped, (network, options) = release.train_best(
        None, None, release.BEST, seed=3, progress=False
    )
    assert options == {"seed": 3, "progress": False}
    assert shipped.count_params() == networks.best_network().count_params()
    assert folded == [(network, shipped)] and network.count_params() == 185_082
