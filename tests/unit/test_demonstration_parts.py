"""What demonstrations are made of: packed digits, pixels, ink, and strokes."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from helpers.demos import drawing_pad
from helpers.demos.base import demonstration
from helpers.demos.base.demonstration import PageWidget, digit_of, pack_digits
from helpers.demos.base.network import fields_of, mosaic, pack_network, run_packed
from helpers.demos.base.pixels import black_and_white, change_tones, shrink
from helpers.demos.base.strokes import draw_strokes
from helpers.demos.one_weight import Weighed, _lowest
from helpers.demos.scores.in_words import scores_in_words
from helpers.demos.shift_demo import _percent, way_in_words
from helpers.recognition import files
from tests.unit.small_networks import layer
from tools import preview


def test_what_travels_to_the_page_and_back():
    assert PageWidget().moves == 0
    tags = {name: trait.metadata for name, trait in PageWidget.class_traits(sync=True).items()}
    for name in ("demonstration", "data", "defaults", "start", "state", "moves"):
        assert tags[name].get("echo_update") == (False if name in ("state", "moves") else None)
    assert len(str(PageWidget()._esm)) > 10_000 and "{" in str(PageWidget()._css)


def test_digits_are_packed_twenty_of_each():
    images = np.arange(64 * 4, dtype=np.int64).astype(np.uint8).reshape(64, 2, 2)
    labels = [3] * 21 + [5] * 20 + [1] * 23
    packed = pack_digits(images, labels)
    assert packed["labels"] == [1] * 20 + [3] * 20 + [5] * 20
    assert packed["side"] == 2 and packed["pixels"][:4] == images[41].tobytes()
    assert digit_of({"digits": packed}, {"digit": (3, 19)}).tolist() == images[19].tolist()
    for example in (-1, 20):
        with pytest.raises(ValueError, match="The digit 3 has 20 examples"):
            digit_of({"digits": packed}, {"digit": (3, example)})


def test_half_of_what_is_needed_is_not_enough(monkeypatch):
    monkeypatch.setattr(demonstration, "load_mnist", lambda: ("training", "test"))
    one = np.zeros((1, 28, 28), np.uint8)
    for given in ((None, None), (one, None), (None, [1])):
        assert demonstration.or_mnist(*given) == "training"
        assert demonstration.or_mnist(*given, test=True) == "test"
    assert demonstration.or_mnist(one, [1]) == (one, [1])


@pytest.mark.parametrize(
    "block, mean",
    [([0, 0, 0, 1], 0), ([0, 0, 1, 1], 1), ([254, 255, 255, 255], 255), ([1, 2, 3, 3], 2)],
)
def test_means_of_blocks_are_rounded_halves_up(block, mean):
    image = np.array(block, np.uint8).reshape(2, 2)
    assert shrink(np.tile(image, (2, 2)), 2).tolist() == [[mean] * 2] * 2
    assert shrink(image, 2).tolist() == image.tolist()


def test_tones_are_cut_off_beyond_black_and_white():
    image = np.array([[0, 1, 127, 128, 255]], np.uint8)
    changed, lost = change_tones(image, 2, 0)
    assert changed.tolist() == [[0, 2, 254, 255, 255]] and lost == 2
    changed, lost = change_tones(image, 0.5, -0.5)
    assert changed.tolist() == [[0, 0, 63, 64, 127]] and lost == 1
    assert change_tones(image, 0.5, 0)[0].tolist() == [[0, 1, 64, 64, 128]]
    assert change_tones(image, 0.3, 0)[0].tolist() == [[0, 0, 38, 38, 77]]
    assert black_and_white(image, 128).tolist() == [[0, 0, 0, 255, 255]]


def test_the_ink_of_a_point_falls_off_over_one_pixel():
    # The pixel's own middle, and those 1, √2 and 2 away from it: radius + 0.5 − distance.
    ink = draw_strokes([[2.5, 2.5]], side=5, radius=1)
    assert ink[2].tolist() == [0, 128, 255, 128, 0]
    assert ink[1].tolist() == [0, 22, 128, 22, 0]  # 255 × 0.0858 is 21.9
    line = [[0, 1.5, 9, 1.5]]
    assert draw_strokes(line, 4, radius=1.25)[:, 2].tolist() == [191, 255, 191, 0]  # 255 × 0.75
    assert draw_strokes(line, 28).tolist() == draw_strokes(line, radius=1.4).tolist()
    assert draw_strokes([]).shape == (28, 28)
    bent = draw_strokes([[0.5, 0.5, 0.5, 6.5, 4.5, 6.5]], side=7, radius=0.5)
    assert bent[:, 0].tolist() == [255] * 7 and bent[6].tolist() == [255] * 5 + [0, 0]
    slanted = draw_strokes([[0, 0, 4, 2]], side=4, radius=0.5)
    assert slanted[0].tolist() == [198, 198, 84, 0]  # 1 − |x − 2y| ÷ √5


def test_a_packed_network_computes_what_a_convolution_is():
    weights = np.zeros((3, 3, 1, 1))
    weights[0, 0], weights[1, 2] = 2, 5  # upper left and right neighbour
    first = layer("Conv2D", (3, 3, 1, 1), padding="same", kernel_size=(3, 3))
    first.get_weights = lambda: [weights, np.array([-3.0])]
    packed = pack_network(SimpleNamespace(layers=[first, layer("MaxPooling2D", pool_size=(2, 3))]))
    image = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]], float)
    sums, pooled = run_packed(packed, image[None])
    # The first cell has its right neighbour alone: 5 · 2 − 3; the middle one 5 · 6 + 2 · 1 − 3.
    assert sums[0, ..., 0].tolist() == [[7, 12, -3], [22, 29, 1], [37, 50, 7]]
    assert pooled.shape == (1, 1, 1, 1) and pooled.item() == 29
    assert [(field.size, field.jump, field.start) for field in fields_of(packed)] == [
        (3, 1, -1),
        (4, 2, -1),
    ]


def test_maps_are_laid_out_in_a_square_with_lines_between():
    tiles = mosaic(np.stack([np.full((1, 2), unit) for unit in range(5)], axis=-1))
    line = float("nan")
    expected = [[0, 0, line, 1, 1, line, 2, 2], [line] * 8, [3, 3, line, 4, 4, *[line] * 3]]
    np.testing.assert_array_equal(tiles, expected)


@pytest.mark.parametrize("right", [0, 1])
def test_the_lowest_loss_is_looked_for_up_to_a_hundred(right):
    """Where all images want the same, it falls for ever: here by 1 − log((1 + e) ÷ 2)."""
    weighed = Weighed(np.array([0.01]), np.array([0.5]), np.array([right]), 0.0, 2.0)
    assert _lowest(weighed) == pytest.approx(2 - 1 + np.log((1 + np.e) / 2))


def test_small_and_sure_probabilities_in_words():
    assert [_percent(each) for each in (0.99, 0.991, 0.004, 0.996)] == [
        "99%", "over 99%", "0%", "over 99%",
    ]  # fmt: skip
    assert way_in_words(1, 0) == "1 pixel right" and way_in_words(0, -1) == "1 pixel up"
    assert way_in_words(2, -3) == "2 pixels right and 3 up"
    assert "exp(710) is beyond" in scores_in_words(np.array([710.0, 0]))
    assert "exp(700) is 1.014e+304" in scores_in_words(np.array([0, 700.0]))


@pytest.mark.parametrize("edge, several", [(59, False), (60, False), (61, True)])
def test_strokes_that_touch_belong_together(edge, several):
    strokes = [[20, 50, 0], [20, edge + 10, 0, 200, 9]]
    assert drawing_pad.are_several(strokes) is several
    assert drawing_pad.are_several(strokes[::-1]) is several
    assert len(drawing_pad.side_by_side([*strokes, [300, 100, 5]])) == 1
    assert len(drawing_pad.side_by_side([*strokes, [10, 250, 5], [10, 265, 5]])) == 3 + several


def test_a_drawing_of_any_size_fills_twenty_pixels():
    tall = drawing_pad.digit_of_strokes([[2, 10, 10, 10, 50], [2, 10, 10, 20, 10]])
    large = drawing_pad.digit_of_strokes([[20, 100, 100, 100, 500], [20, 100, 100, 200, 100]])
    assert (tall == large).all()
    rows, columns = np.nonzero(tall)
    assert (np.ptp(rows) + 1, np.ptp(columns) + 1) == (20, 6)  # 12×42 with the pen


def test_several_digits_are_read_from_a_small_scan(monkeypatch):
    scans, sent = [], []

    def read(scan, network):
        scans.append(scan)
        return SimpleNamespace(message=f"read by {network}")

    monkeypatch.setattr(files, "read_picture", read)
    content = {"ask": 3, "strokes": [[28, 140, 0, 140, 140, 140, 280], [14, 0, 70, 279, 70]]}
    drawing_pad.answer_page(SimpleNamespace(send=sent.append), content, "us")
    for strokes in ([], [[14, 0, 280, 279, 280]]):
        drawing_pad.answer_page(SimpleNamespace(send=sent.append), {**content, "strokes": strokes})
    assert [each["answer"] for each in sent] == ["read by us.", *["read by None."] * 2]
    drawn, empty, edge = scans
    assert edge[-2:, 30].tolist() == [pytest.approx(255 / 2, abs=20), 0]  # half of it is cut off
    assert drawn.shape == (60, 60) and (empty == 255).all() and drawn.dtype == np.uint8
    for ink, width, middle in ((drawn[45], 6, 29.5), (drawn[:, 5], 3, 14.5)):
        ink = (255.0 - ink) / 255
        assert ink.sum() == pytest.approx(width, abs=0.4)
        assert np.average(range(60), weights=ink) == pytest.approx(middle, abs=0.3)


def test_of_a_deep_network_the_first_eight_layers_are_drawn(unrendered):
    layers = [layer("Conv2D", (1, 1, 1, 1), padding="same", kernel_size=(1, 1)) for _ in range(11)]
    pad = drawing_pad.drawing_pad(SimpleNamespace(layers=[*layers, layer("Dense", (784, 10))]))
    figure = drawing_pad._draw(pad.widget.data, pad.state)
    assert [axes.get_title() for axes in figure.axes][-2:] == ["8 convolution 1×1", "probabilities"]


def test_the_paper_is_as_large_as_in_the_page():
    page = Path(drawing_pad.__file__).parent / "web" / "controls" / "paper.js"
    sizes = re.findall(
        r"^(?:export )?const PAPER = (\d+)", page.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sizes == [str(drawing_pad.PAPER)]


@pytest.mark.parametrize("name", ["change_scores", "choose_temperature"])
def test_a_preview_finds_demonstrations_in_folders_too(name, tmp_path):
    page = tmp_path / "page.html"
    assert preview.main([f"{name}([0] * 10)", str(page)]) == 0
    assert f"<title>{name}</title>" in page.read_text(encoding="utf-8")
