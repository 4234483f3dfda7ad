"""Figures of cells stay what they are: every stroke on the canvas is told in plain text."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from helpers.convolution import convolve
from helpers.figures import (
    curves,
    digits,
    evaluation,
    inside,
    layers,
    readings,
    scores,
    stacking,
    units,
)
from helpers.figures.drawing.canvas import Canvas
from helpers.figures.kernels import arithmetic, colour, lab, maps, shares
from tests.unit.keeping import keep
from tests.unit.small import INK, LINE, SQUARE
from tests.unit.told_figures import drawn

SCORES = np.array([-1.5, 0.25, 3, 9.5, 2.5, -4, 0, 3.1, 1, 8])
NOISE = np.random.default_rng(7).integers(0, 256, (28, 28)).astype(np.uint8)
GRADIENT = np.stack([np.arange(784) % 28, np.arange(784) ** 2 % 97], axis=1) / 50 - 0.5
STACK = np.dstack([LINE, LINE.T, np.eye(3)])
PHOTOGRAPH = NOISE.repeat(6, axis=0)[..., None] // np.array([1, 2, 3], np.uint8)
LOOKED = dict.fromkeys(("centres", "ink", "left_out"), SQUARE / 255)
TWO = {"line": LINE, "dot": np.eye(1)}


def ruled(first: int, cell: int):
    """Draw rulers alone."""
    canvas = Canvas(90, 90)
    digits.write_rulers(canvas, canvas.panel(20, 20, INK, cell), first)
    return canvas.picture("")


def read(other: float, boxes: list):
    """Show a reading of so many digits, where something else is written too."""
    boxes = np.array(boxes, float)
    seen = SimpleNamespace(picture=np.dstack([SQUARE] * 3), boxes=boxes, crops=[NOISE] * len(boxes))
    chances = np.tile([[0.0]] * 9 + [[0.996]], len(boxes)).T
    reading = SimpleNamespace(message="words", digits="9" * len(boxes), probabilities=chances)
    with pytest.MonkeyPatch.context() as patch:
        maps = LOOKED | {"left_out": np.full(SQUARE.shape, other)}
        patch.setattr(readings, "look_at_all", lambda *_: maps)
        return readings.show_reading(seen, reading)


FIGURES = {
    "digits": [
        lambda: digits.show_images([INK, np.eye(2)], [4, "no digit, but words"]),
        lambda: digits.show_images([INK] * 3, ["8, moved", 12, "1"], columns=2),
        lambda: digits.show_images(np.zeros((11, 1, 1))),
        lambda: digits.show_images(np.zeros((1, 400, 2))),
        lambda: digits.show_numbers(INK, 8),
        lambda: digits.show_numbers(np.eye(2) / 3),
        lambda: ruled(-1, 10),
        lambda: ruled(0, 16),
        lambda: digits.show_colour_channels(np.array([[[250, 0, 9]], [[1, 2, 3]]], np.uint8)),
    ],
    "scores": [
        lambda: scores.show_scores({"scores": SCORES, "chances": abs(SCORES) / 10}),
        lambda: scores.show_scores(
            {"counts": np.arange(10) * 300, "zero": np.zeros(10), "more": SCORES**2 / 60}
        ),
    ],
    "readings": [
        lambda: readings.show_pictures([PHOTOGRAPH, NOISE, INK], ["a", "b", "c"], columns=2),
        lambda: readings.show_pictures([INK], ["alone"]),
        lambda: readings.show_answers("abcdef", [INK] * 6, [NOISE] * 6, [4] * 6, range(1, 7)),
        lambda: readings.show_stages({"a": {"ink": INK, "page": PHOTOGRAPH}, "b": {"ink": INK}}),
        lambda: read(0, [[0, 0, 2, 1], [1, 1, 4, 3]]),
        lambda: read(0.6, [[0, 0, 1, 1]] * 9),
        lambda: read(0.5, np.zeros((0, 4))),
    ],
    "stacking": [
        lambda: stacking.show_channels({"a": LINE, "b": LINE - 1}, [LINE, np.eye(3)], 2.5),
        lambda: stacking.show_channels({"a": np.eye(1)}, [np.eye(1)], -2),
        lambda: stacking.show_pooling(
            np.arange(-9, 15).reshape(4, 6), np.array([[0, 0, 2], [9, 12, 14]])
        ),
        lambda: stacking.show_pooling(np.zeros((2, 2)), np.zeros((1, 1))),
        lambda: stacking.show_matrices(
            {name: {"picture": INK, "map": LINE * way} for name, way in (("p", 1), ("m", -2))}
        ),
        lambda: stacking.show_matrices({"a": {"picture": INK, "map": LINE}}, cell=15),
        lambda: stacking.show_matrices({"a": {"picture": INK, "map": LINE}}, cell=16),
    ],
    "units": [
        lambda: units.show_layer(np.array([2, -1, 0.5]), LINE[:, :2], np.array([0.5, -1])),
        lambda: units.show_layer(np.ones(1), np.array([[6, -0.0]]), np.array([0.5, -1])),
        lambda: units.show_units(
            {name: GRADIENT * way for name, way in (("rows", 1), ("upside down", -1))}, 2
        ),
        lambda: units.show_units({"many": np.tile(GRADIENT[:, :1], 9)}),
    ],
    "kernels": [
        lambda: arithmetic.show_kernels({"line": LINE, "wide": np.eye(7)[:2]}),
        lambda: arithmetic.show_bulbs({"a": INK[:, :3], "b": 0 * LINE, "c": 90 * LINE}, LINE),
        lambda: arithmetic.show_bulbs(
            {"a": INK[:1, :1] + 9, "b": INK[:1, :1] + 128}, np.ones((1, 1))
        ),
        lambda: arithmetic.show_window(SQUARE, LINE, 1, 2),
        lambda: arithmetic.show_window(SQUARE / 2, LINE / 4, 1, 0, 2, 1, filled=3, white=128),
        lambda: arithmetic.show_window(NOISE[:9, :9], 3 * LINE, 1, 0),
        lambda: arithmetic.show_window(NOISE[:8, :8], LINE / 128, 1, 0),
        lambda: colour.show_colour_window(np.dstack([LINE > 0, LINE < 0, LINE > 1]), STACK, -3),
        lambda: colour.show_colour_window(np.ones((1, 1, 3)), -np.ones((1, 1, 3))),
        lambda: colour.show_colour_window(np.ones((1, 1, 3)), np.zeros((1, 1, 3))),
    ],
    "maps": [
        lambda: lab.draw_kernel_lab(
            [SQUARE, SQUARE.T], [4, 8], LINE, [convolve(SQUARE, LINE, 1, 1)] * 2, 1, 1, 5, (0, 2, 3)
        ),
        lambda: lab.draw_kernel_lab(
            [NOISE] * 2,
            [4, "?"],
            np.eye(5),
            [convolve(NOISE, np.eye(5), 2) - 600] * 2,
            2,
            0,
            -600,
            (1, 4, 3),
            40,
        ),
        lambda: lab.draw_kernel_lab(
            [INK[:2, :2]] * 2, "ab", np.zeros((1, 1)), [np.zeros((1, 1))] * 2, 1, 0, 0.25, (0, 0, 0)
        ),
        lambda: maps.compare_maps([SQUARE, SQUARE.T], [4, "a"], LINE, outline=True),
        lambda: maps.compare_maps([SQUARE] * 3, [4, 8, 9], LINE / 128, 2, 1),
        lambda: maps.show_maps(
            [SQUARE, SQUARE.T], [4, "a"], {"line": LINE / 128, "dot": np.eye(1)}
        ),
        lambda: shares.show_shares({"line": [0.2, 0.4], "dot": [0.1, 0]}, [4, "a"], TWO),
        lambda: shares.show_overlap(
            {4: np.array([0.4, 0.52, 0.7]), 8: np.array([0.3, 0.5])}, 0.5, "a share"
        ),
    ],
}


@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_those_kept(name, monkeypatch):
    keep(name, "\n".join(drawn(monkeypatch, draw) for draw in FIGURES[name]))


def test_a_face_is_the_one_kept():
    """Kept is how much ink each row and each column has, in full pixels."""
    faces = [stacking.draw_face(), stacking.draw_face(4, 2.5, 3, 7, 9)]
    texts = [
        " ".join(str(round(total / 255)) for axis in (1, 0) for total in face.sum(axis=axis))
        for face in faces
    ]
    keep("faces", "\n".join(texts))


@pytest.mark.parametrize(
    "draw",
    [
        lambda: maps.compare_maps([SQUARE] * 2, [4], LINE),
        lambda: maps.show_maps([SQUARE], [4, 8], {"line": LINE}),
        lambda: lab.draw_kernel_lab([INK] * 2, [4, 8], LINE, [LINE], 1, 0, 0, (0, 0, 0)),
        lambda: shares.show_shares({"line": [0.2]}, [4, 8], {"line": LINE}),
        lambda: arithmetic.products_in_words(np.ones((1, 2)), np.ones((1, 1)), 0, 0, ""),
        lambda: arithmetic.products_in_words(np.ones((2, 1)), np.ones((1, 1)), 0, 0, ""),
        lambda: evaluation.show_places(np.eye(2), [4, 8, 9]),
        lambda: stacking.show_channels({"a": LINE, "b": LINE}, [LINE], 0),
        lambda: inside.show_excitation([INK] * 2, [[INK]], [[4]], "a", [(1, 2)]),
        lambda: inside.explained("ab", np.stack([INK]), {}),
        lambda: inside.show_saliency(
            [
                inside.Explained("a", SQUARE, {str(n): SQUARE for n in range(count)})
                for count in (2, 1)
            ]
        ),
        lambda: curves.show_curves([0, 1], {"a": [[0.5, 1]], "b": [[0.5]]}, "x", "y"),
        lambda: curves.show_sizes({"a": [(1, [0.5]), (2, [0.5], 3)]}),
        lambda: layers.draw_descent([(0, 1), (2, 3)], [(0, 1), (1, 2, 3)], 0, 1),
        lambda: layers.draw_descent([(0, 1), (2, 3, 4)], [(0, 1)], 0, 1),
    ],
)
def test_what_does_not_match_is_refused_rather_than_left_out(draw):
    with pytest.raises(ValueError):
        draw()
