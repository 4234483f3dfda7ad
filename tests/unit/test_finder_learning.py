"""How the finder learns, and what the classifier learns from what the finder sees; no training."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from helpers.training import finder, mixture

MADE: list[Pool] = []


class Pool:
    """Stands for a process that makes batches."""

    def __init__(self, workers, context, initializer, given):
        assert workers == 1 and context.get_start_method() == "spawn"
        assert initializer is finder._write_with
        MADE.append(self)
        self.steps = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def submit(self, function, step):
        self.steps.append(step)
        return SimpleNamespace(result=lambda: step)


@pytest.mark.parametrize(("cores", "processes"), [(None, 1), (1, 1), (2, 1), (4, 3), (64, 15)])
def test_a_process_for_each_core_but_one_makes_batches_ahead(monkeypatch, cores, processes):
    MADE.clear()
    monkeypatch.setattr(finder, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(finder.os, "cpu_count", lambda: cores)
    made = finder.batches(None, None, finder.FinderRecipe(), 0)
    assert [next(made) for _ in range(3)] == [0, 1, 2]
    assert len(MADE) == processes
    assert sum(len(pool.steps) for pool in MADE) == 12 + 2 * processes + 2
    assert MADE[0].steps[:2] == [0, processes]
    assert next(finder.batches(None, None, finder.FinderRecipe(), 0, 40)) == 40


def test_a_finder_is_trained_in_two_courses_and_the_first_is_not_repeated(monkeypatch, tmp_path):
    asked, learned = [], []

    class Weights:
        def __init__(self, normalise=False):
            self.normalise = normalise

        def save_weights(self, path):
            path.write_text("first")

        def load_weights(self, path):
            asked.append(("loaded", path.name))

    monkeypatch.setattr(finder, "finder_network", Weights)
    monkeypatch.setattr(finder, "fold", lambda one, other: asked.append(("folded", one.normalise)))
    monkeypatch.setattr(
        finder,
        "write_digits",
        lambda i, labels, count, rng: asked.append(("digits", count, rng.random())) or ["d"],
    )
    monkeypatch.setattr(
        finder, "write_letters",
        lambda count, rng, held_out: asked.append(("letters", count, held_out)) or ["l"],
    )  # fmt: skip
    monkeypatch.setattr(finder, "batch", lambda stock, recipe, seed, step: (seed, step))
    monkeypatch.setattr(
        finder, "_learn",
        lambda network, course, with_, measured, *_: learned.append(
            (network.normalise, course, measured[0], len(measured), measured[-1])) or [1.0, 0.5],
    )  # fmt: skip
    for _ in range(2):
        made = finder.train_finder(
            ("i", "l"), ("hi", "hl"), finder.FinderRecipe(), tmp_path / "new"
        )
        assert made[1] == [1.0, 0.5] and not made[0].normalise
    first = np.random.default_rng(1).random()
    told = [("digits", 400, first), ("letters", 150, True)]
    loaded = ("loaded", "first.weights.h5")
    assert asked == [*told, ("folded", True), loaded, *told, loaded]
    shown = (1, 0), 12, (1, 11)
    assert learned == [(True, 0, *shown), (False, 1, *shown), (False, 1, *shown)]


def test_a_process_writes_each_stock_once_and_passes_halves(monkeypatch):
    monkeypatch.setattr(
        finder, "write_digits", lambda i, labels, count, rng: ("digits", count, rng.random())
    )
    monkeypatch.setattr(finder, "write_letters", lambda count, rng: ("letters", count))
    asked = []

    def batch(stock, recipe, seed, step):
        asked.append((stock[0][2], seed, step))
        return np.ones((1, 2)), (np.ones(3), np.ones(4))

    monkeypatch.setattr(finder, "batch", batch)
    finder._stock.cache_clear()
    finder._write_with("i", "l", finder.FinderRecipe(stocks=2), 9)
    try:
        for step in (0, 1, 2, 5):
            shown, targets = finder._batch(step)
            assert {part.dtype for part in (shown, *targets)} == {np.dtype(np.float16)}
    finally:
        finder._stock.cache_clear()
    first, second = (np.random.default_rng((9, part)).random() for part in (0, 1))
    assert asked == [(first, 9, 0), (second, 9, 1), (first, 9, 2), (second, 9, 5)]


def test_boxes_share_what_both_cover():
    one = np.array([(0, 0, 4, 4), (0, 0, 4, 4), (0, 0, 4, 4), (0, 0, 0, 0)], float)
    other = np.array([(2, 2, 6, 6), (0, 0, 4, 4), (5, 0, 9, 4), (0, 0, 0, 0)], float)
    assert mixture._overlap(one, other) == pytest.approx([4 / 28, 1, 0, 0])


class Finder:
    """Stands for the finder: sees each digit where it is said to be, some not well."""

    def __init__(self, monkeypatch):
        self.moves, self.sides = [], []
        for name in ("pyramid", "second_look", "find", "page", "to_mnist"):
            monkeypatch.setattr(mixture, name, getattr(self, name))
        monkeypatch.setattr(
            mixture, "write_digits", lambda i, labels, count, rng: f"digits {count}"
        )
        monkeypatch.setattr(mixture, "write_letters", lambda count, rng: f"letters {count}")

    def page(self, digits, letters, rng, side, layout=None):
        self.stock, self.layout = (digits, letters), layout
        self.sides.append(side)
        boxes = np.array([(0, 0, 14, 10), (20, 0, 33.9, 13.9), (50, 0, 70, 60), (0, 50, 20, 70),
                          (70, 70, 90, 99)], np.float32)  # fmt: skip
        self.boxes = boxes
        doubtful = np.array([False, False, False, True, False])
        return SimpleNamespace(
            picture=np.zeros((4, 4, 3)), boxes=boxes, doubtful=doubtful, kinds=np.arange(5)
        )

    def pyramid(self, picture):
        self.looks = 0
        return "levels"

    def second_look(self, levels, boxes):
        if self.looks == 0:
            assert len(boxes) == 3  # neither a small one nor a doubtful one
            true = self.boxes[[0, 2, 4]]
            self.moves.append((boxes - true) / (true[:, 2:] - true[:, :2]).max(axis=1)[:, None])
        self.looks += 1
        true = self.boxes[[0, 2, 4]]
        # The first is hardly seen, the last is seen by three fifths of its height and no more.
        seen = true + np.array([[0, 0, 0, 0], [0, 0, 0, 0], [0, 29 * 0.41, 0, 0]])
        return SimpleNamespace(boxes=seen, chances=np.array([0.5, 0.51, 0.9]), inks=true)

    def find(self, picture):
        return SimpleNamespace(inks=[np.full((28, 28), 3), np.full((28, 28), 4)])

    def to_mnist(self, ink):
        return np.full((28, 28), ink.ravel()[0])


def test_only_digits_that_the_finder_sees_where_they_are_are_learned_from(monkeypatch):
    finder = Finder(monkeypatch)
    crops, kinds = mixture.on_pages(None, None, 40, 3)
    assert finder.stock == ("digits 20", "letters 2")
    assert kinds.tolist() == [2] * 40 and crops.shape == (40, 28, 28) and crops.dtype == np.uint8
    assert crops.max() == 50
    assert 90 < min(finder.sides) < 130 and 240 < max(finder.sides) < 288
    assert np.std(finder.moves) == pytest.approx(0.06, rel=0.1)


def test_what_is_taken_for_a_digit_comes_from_pages_without_any(monkeypatch):
    finder = Finder(monkeypatch)
    crops = mixture.taken_for_digits(5, 0)
    assert finder.stock == ([], "letters 400") and finder.layout in ("other", "none")
    assert crops[:, 0, 0].tolist() == [3, 4] * 5
    assert mixture.taken_for_digits(0, 0).shape == (0, 28, 28)
