"""Charts and heat maps stay what they are: told in plain text, compared with what is stored."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.evaluation import Bin
from helpers.figures import curves, evaluation, feature_maps, finding, inside, layers, softmax
from helpers.interpretability.feature_maps import MapLayer, Responses
from helpers.interpretability.receptive_field import Field
from tests.unit.keeping import keep
from tests.unit.small import INK, LINE, SQUARE
from tests.unit.told_figures import drawn

SCORES = np.array([-1.5, 0.25, 3, 9.5, 2.5, -4, 0, 3.1, 1, 8])
RUNS = {"loss": [1.5, 0.5, 0.25], "accuracy": [0.6, 0.85, 0.97]}
BOTH = RUNS | {"val_loss": [1.2, 0.4, 0.45], "val_accuracy": [0.7, 0.93, 0.91]}
FIELD = Field(size=2, jump=1, start=-1)
FOUND = Responses(
    np.tile([[3.0, 0], [1, 5], [2, 4]], 5),
    np.array([[[0, 1]] * 10, [[3, 2]] * 10, [[1, 1]] * 10]),
    0,
)
MATRIX = np.array([[40, 0, 3], [10, 25, 7], [0, 1, 60]])
BINS = [Bin(0.5, 0.6, 19, 0.55, 0.4), Bin(0.9, 1.0, 20, 0.97, 0.9)]
HEAT = finding.Heat("map", SQUARE, np.array([[0, 0.5], [1, 0.25]]), 1, [(2, 1)], [(3, 4)])
PLACES = np.array([[0, 0], [2, 0.5], [0.1, 0], [2, 3], [-1, 1.5], [0.2, 0.1]])
WINDOWS = (
    [MapLayer("a", None, 4, 10, FIELD), MapLayer("b", None, 4, 10, Field(2, 1, 0))],
    {"a": range(10), "b": [1] * 10},
    {"a": FOUND, "b": FOUND},
    np.stack([LINE, LINE.T, -LINE]),
    np.array([0, 1, 8]),
)
STEPS = {"pixels": 2, "a layer of many": 5, "last": 8}
FIGURES = {
    "curves": [
        lambda: curves.show_training(RUNS),
        lambda: curves.show_training(BOTH, 8, "a run"),
        lambda: curves.show_training(
            {"loss": list(np.linspace(2, 1, 40)), "accuracy": [0.89] * 39}
        ),
        lambda: curves.show_training({"loss": [1.0], "accuracy": [0.9]}),
        lambda: curves.show_training({}),
        lambda: curves.show_losses({"one": BOTH, "other": {"loss": [0.5], "val_loss": [2.0]}}),
        lambda: curves.show_sizes(
            {"flat": [(9000, [0.95, 0.96, 0.97]), (200, [0.6])], "deep": [(9000, [0.99])]},
            {9000: "a mark"},
        ),
        lambda: curves.show_gains({"all": [0.99, 0.985], "none": [0.9], "some": [0.96]}, "all"),
    ],
    "feature_maps": [
        lambda: feature_maps.show_fields(
            SQUARE, {"one": (Field(3, 1, 0), 3), "two": (Field(7, 2, -2), 2)}
        ),
        lambda: feature_maps.show_fields(SQUARE / 255, {str(n): (FIELD, n) for n in range(5, 10)}),
        lambda: feature_maps.show_windows(*WINDOWS, count=2),
        lambda: feature_maps.show_progress(
            {n: {"sum": np.arange(9) < k, "all": np.arange(9) > k} for n, k in STEPS.items()},
            [{"pixels": {"sum": np.arange(4) < k, "all": np.arange(4) > k}} for k in (1, 3)],
            "read",
        ),
    ],
    "finding": [
        lambda: finding.show_heat([HEAT, HEAT._replace(heat=None, true=())]),
        lambda: finding.show_heat([finding.Heat(str(n), INK, np.eye(2)) for n in range(6)]),
        lambda: finding.show_heat([HEAT._replace(picture=np.dstack([SQUARE] * 3))] * 3, columns=2),
    ],
    "inside": [
        lambda: inside.show_kernel_groups(
            {"new": [LINE, -LINE, LINE.T], "old": [np.eye(5)], "no": []}, {"new": [1, 0, 0.5]}
        ),
        lambda: inside.show_kernel_groups({"many": [np.eye(1)] * 13}),
        lambda: inside.show_excitation(
            [SQUARE / 255] * 2, [[SQUARE, SQUARE]] * 2, [[4, 4], [4, 9]], "ab", [(2, 1), (3, 3)]
        ),
        lambda: inside.show_change(SQUARE / 255, SQUARE.T / 255, ("this", "that")),
        lambda: inside.show_saliency(
            [inside.Explained("a", SQUARE / 255, {"first": LINE, "other": LINE * 3 - 1})] * 2,
            "votes",
        ),
        lambda: inside.show_saliency(
            inside.explained("ab", np.stack([SQUARE] * 2) / 255, {"m": np.stack([LINE, 0 * LINE])})
        ),
        lambda: inside.draw_occlusion(SQUARE, SQUARE / -99, 4, 9, (3.5, -1.25), (1, 2, 3, 2)),
        lambda: inside.draw_occlusion(INK, 0.0 * INK, 4, 4, (3.5, 0.0), (0, 0, 1, 1)),
    ],
    "layers": [
        lambda: layers.show_parameters({"kernels": 90, "dense": 25_910}),
        lambda: layers.show_connections({"sparse": np.triu(LINE)[:2], "full": LINE + 9}),
        lambda: layers.show_connections({"full": LINE + 9}),
        lambda: curves.show_curves(
            [0, 2000], {"a": [0.9, 0.5], "b": [[0.8, 0.4], [1, 0.3]]}, "x", "y"
        ),
        lambda: curves.show_curves([10, 1000], {"a": [0.9, 0.5]}, "x", "y", 0.1),
        lambda: layers.draw_descent([(-4, 6), (0, 2), (5, 6.5)], [(-3, 5), (-2, 4)], -1.5, 6),
    ],
    "softmax": [
        lambda: softmax.draw_softmax(SCORES),
        lambda: softmax.draw_softmax(
            np.roll(SCORES, 5) / 9.5 + 1, 2.5, (-2, 8), INK / 255, "a line"
        ),
        lambda: softmax.draw_softmax(np.eye(10)[4] - 1),
        lambda: softmax.draw_shift(
            INK, 3, {"one": np.eye(10)[3] * 0.9, "two": np.eye(10)[8]}, {"one": [0.9, 0.5]}, 1
        ),
        lambda: softmax.draw_shift(INK, 3, {"one": np.eye(10)[2]}, {}, 1),
    ],
    "evaluation": [
        lambda: evaluation.show_intervals({"few": (8, 10), "many": (930, 1000)}),
        lambda: evaluation.show_resampled(np.array([5, 7, 7, 8, 8, 8, 8, 9, 9, 10]) / 10, 8, 10),
        lambda: evaluation.show_learning(
            {"a, x": {100: [20, 24], 2000: [4]}, "a, y": {100: [15, 16]}, "b, x": {100: [9]}}
        ),
        lambda: evaluation.show_confusion(MATRIX),
        lambda: evaluation.show_confusion(np.diag([3, 4])),
        lambda: evaluation.show_mistakes(
            np.stack([INK] * 6), [4] * 6, np.eye(10)[[9] * 6] * 0.8199, range(6)
        ),
        lambda: evaluation.show_reliability({"a": BINS, "b": BINS[1:]}),
        lambda: evaluation.show_places(PLACES, [4, 9, 4, 1, 8, 0]),
        lambda: evaluation.show_places(PLACES[:1], [4]),
    ],
}


@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_those_kept(name, monkeypatch):
    keep(name, "\n".join(drawn(monkeypatch, draw) for draw in FIGURES[name]))


def test_five_images_are_shown_for_each_map_unless_told_otherwise(monkeypatch):
    plain = drawn(monkeypatch, lambda: feature_maps.show_windows(*WINDOWS))
    assert plain == drawn(monkeypatch, lambda: feature_maps.show_windows(*WINDOWS, 5))
