"""What looks inside networks, on small arrays with answers known from elsewhere; without Keras."""

from __future__ import annotations

from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from helpers.interpretability import faithfulness, feature_maps, nearest_mean, saliency, similarity
from helpers.interpretability.linear_rule import best_linear_rule
from helpers.interpretability.receptive_field import Field, stride_of, window_size
from tests.unit.keeping import keep
from tests.unit.told_numbers import brief

GENERATOR = np.random.default_rng(3)
IMAGE = np.where(GENERATOR.random((7, 11)) < 0.4, 0, GENERATOR.random((7, 11))).astype(np.float32)
WEIGHTS = GENERATOR.normal(size=(7, 11))
#: What lies in the middle of each layer's window: unit 0 at pixel 0, unit 1 at pixel 2, and so on.
EVERY_OTHER = Field(size=3, jump=2, start=-1)


@pytest.fixture
def asked(monkeypatch):
    """Replace a network by a weighted sum, the vote for 3; return how many images it was asked."""
    counts = []

    def logits(_, images):
        counts.append(len(images))
        return np.eye(10)[3] * (images * WEIGHTS).sum(axis=(1, 2))[:, None]

    monkeypatch.setattr(saliency, "logits", logits)
    return counts


@pytest.mark.parametrize(("size", "step"), [(5, 1), (3, 1), (1, 1), (5, 4), (3, 4), (5, 3)])
def test_a_cover_takes_what_it_hides(size, step, asked):
    lost = saliency.occlusion(None, IMAGE, 3, size, step)
    sums = cv2.boxFilter(
        IMAGE * WEIGHTS, -1, (size, size), normalize=False, borderType=cv2.BORDER_CONSTANT
    )
    assert lost.shape == IMAGE.shape and lost.dtype == np.float32
    middles = [range(step // 2, length, step) for length in IMAGE.shape]
    for row, column in np.ndindex(*IMAGE.shape):
        # Beyond the last whole step, what the last cover hides.
        middle = [(*m, m[-1])[i // step] for i, m in zip((row, column), middles, strict=True)]
        assert lost[row, column] == pytest.approx(sums[*middle], abs=1e-5)


def test_covers_are_five_pixels_large_and_everywhere_unless_told_otherwise(asked):
    plain, told = saliency.occlusion(None, IMAGE, 3), saliency.occlusion(None, IMAGE, 3, 5, 1)
    np.testing.assert_array_equal(plain, told)
    black = np.zeros_like(IMAGE)
    black[0, 0] = 1
    saliency.occlusion(None, black, 3, size=3)
    assert asked[-1] == 1 + 4, "a cover on blank ground changes nothing"


def test_explanations_cover_every_pixel_unless_told_otherwise(monkeypatch):
    steps = []
    maps = np.ones((1, 2, 2, 1))
    monkeypatch.setattr(faithfulness, "many_maps_and_gradients", lambda *_: (maps, maps))
    monkeypatch.setattr(faithfulness, "lead_slopes", lambda *_: maps)
    monkeypatch.setattr(
        faithfulness, "occlusion", lambda *_, step: steps.append(step) or np.zeros(1)
    )
    layer = SimpleNamespace(output=None, field=EVERY_OTHER)
    faithfulness.explanations(None, layer, maps, [3])
    faithfulness.explanations(None, layer, maps, [3], 4)
    assert steps == [1, 4]
    with pytest.raises(ValueError):
        faithfulness.explanations(None, layer, maps, [3, 8])


def test_half_dark_is_no_ink():
    image, values = np.array([[0.5, 0.51], [0.49, 1]]), np.array([[4, 1], [3, 2]])
    assert faithfulness.rank_ink(image, values, np.random.default_rng(0)).tolist() == [3, 1]


def test_each_pixel_of_a_picture_gets_the_nearest_units_value():
    """A pixel between two units gets the later one's, those beyond half a step nothing."""
    values = np.array([[1, 2, 3], [4, 5, 6]])
    first, second, nothing = [1, 2, 2, 3, 3, 0, 0], [4, 5, 5, 6, 6, 0, 0], [0] * 7
    rows = [first, second, second, nothing, nothing, nothing, nothing]
    assert saliency.on_picture(values, EVERY_OTHER)[:7, :7].tolist() == rows
    even = saliency.on_picture(np.array([[7.0]]), Field(size=2, jump=1, start=1))
    assert even.shape == (28, 28) and np.argwhere(even).tolist() == [[1, 1]]
    late = saliency.on_picture(np.array([[7.0]]), Field(size=4, jump=3, start=2))
    assert np.flatnonzero(late.any(axis=0)).tolist() == [2, 3, 4]


def test_weights_of_maps_are_the_means_of_their_gradients():
    maps = np.array([[[1.0, 2], [0, 1], [3, -1]], [[2, 0], [1, 1], [0, 5]]])
    gradients = np.array([[[3.0, -1], [0, 0], [0, -2]], [[3, 0], [0, -3], [0, 0]]])
    # The means are 1 and −1.
    assert saliency.grad_cam(maps, gradients).tolist() == [[0, 0, 4], [2, 0, 0]]
    assert saliency.place_by_place(maps, gradients).tolist() == [[1, 0, 2], [6, 0, 0]]


def test_networks_are_asked_about_so_many_images_at_a_time(monkeypatch):
    """More would not fit the memory that a small computer has."""
    sizes = []

    def model(images):
        sizes.append(len(images))
        return {"1 convolution": np.zeros((len(images), 1, 1, 1))}

    network = SimpleNamespace(inputs=[0], get_layer=lambda _: SimpleNamespace(output=0))
    layer = SimpleNamespace(name="1 convolution", output=0, rows=1, units=1)
    monkeypatch.setattr(saliency, "_part", lambda *_: lambda images: [sizes.append(len(images))])
    monkeypatch.setattr(feature_maps, "map_layers", lambda _: [layer])
    monkeypatch.setattr(
        feature_maps, "import_keras", lambda: SimpleNamespace(Model=lambda *_: model)
    )
    saliency.logits(network, np.zeros((501, 2, 2)))
    feature_maps.responses(network, np.zeros((251, 2, 2)))
    feature_maps.feature_maps(network, np.zeros((251, 2, 2)))
    assert sizes == [500, 1, 250, 1, 250, 1]


def test_the_largest_value_of_a_map_is_found_in_its_row_and_column():
    maps = np.zeros((1, 2, 3, 2))
    maps[0, 1, 2, 0], maps[0, 0, 1, 1] = 6, 3
    strongest, places, means = feature_maps._summary(maps)
    assert strongest.tolist() == [[6, 3]] and means.tolist() == [[1, 0.5]]
    assert places.tolist() == [[[1, 2], [0, 1]]]


def test_a_unit_that_only_one_digit_excites_prefers_it_beyond_measure():
    preference = feature_maps.digit_preference(np.array([[2.0], [4], [0]]), np.array([3, 3, 9]))
    assert preference.shape == (1, 10)
    assert preference[0, 3] == pytest.approx(3e9) and preference[0, 9] == 0


def test_kernels_are_compared_with_lines_of_four_directions_half_a_pixel_apart():
    rows = np.indices((5, 5))[0]
    assert similarity.line(5, "horizontal", 1)[:, 0].round(4).tolist() == [
        0.0001, 0.0183, 0.3679, 1, 0.3679,
    ]  # fmt: skip
    assert similarity.line(5, "vertical", -0.5)[3].round(4).tolist() == [
        0.1054, 0.7788, 0.7788, 0.1054, 0.0019,
    ]  # fmt: skip
    falling = similarity.line(3, "diagonal \\")
    assert falling.round(4).tolist() == [
        [1, 0.6065, 0.1353], [0.6065, 1, 0.6065], [0.1353, 0.6065, 1],
    ]  # fmt: skip
    np.testing.assert_allclose(similarity.line(3, "diagonal /"), falling[::-1])
    drawn = {"diagonal \\": np.eye(5), "diagonal /": np.eye(5)[::-1], "horizontal": rows == 1}
    for direction, kernel in (drawn | {"vertical": rows.T == 4}).items():
        assert similarity.most_similar_line(kernel)[0] == direction
    for offset, found in ((3, True), (-3, True), (2.5, True), (3.5, False), (0.25, False)):
        alike = similarity.most_similar_line(similarity.line(5, "vertical", offset))[1]
        assert (alike == 1) == found, offset
    assert similarity.most_similar_line(np.eye(3))[1] == 0.819683


def test_likeness_is_a_correlation():
    kernels = GENERATOR.normal(size=(3, 4, 4))
    one, other = kernels[:2]
    expected = np.corrcoef(one.ravel(), other.ravel())[0, 1]
    assert similarity.similarity(one, other) == pytest.approx(expected)
    assert similarity.similarity(one, np.ones((4, 4))) == 0
    pairs = [(k[1:], k[:-1]) for k in kernels] + [(k[:, 1:], k[:, :-1]) for k in kernels]
    expected = np.mean([np.corrcoef(a.ravel(), b.ravel())[0, 1] for a, b in pairs])
    assert similarity.smoothness(kernels) == pytest.approx(expected)


def test_noise_is_what_its_generator_gives_and_blurred_as_kept():
    plain = similarity.smooth_noise(np.random.default_rng(5), 2, 3)
    np.testing.assert_array_equal(plain, np.random.default_rng(5).normal(size=(2, 3, 3)))
    blurred = similarity.smooth_noise(np.random.default_rng(5), 2, 3, blur=0.7)
    keep("smooth_noise", "\n".join(map(brief, blurred.round(3))) + "\n")


def test_a_feature_that_never_varies_is_left_out_and_others_count_by_their_spread():
    known = np.array([[0.0, 0, 5], [2, 40, 5], [4, 80, 5]])
    found = nearest_mean.nearest_mean(known, np.array([1, 2, 9]), np.array([[1.9, 30, -99]]))
    assert found.tolist() == [2]
    asked = np.array([[0, 31, 0.0], [4, 49, 9], [1.2, 12, 0]])
    assert nearest_mean.nearest_mean(known, np.array([1, 2, 9]), asked).tolist() == [1, 9, 1]


def test_the_best_rule_is_that_of_least_squares():
    """Three points by hand: the line through (0, −1), (1, 1), (2, 1) rises by 1 from −2/3."""
    weights, bias = best_linear_rule(np.array([[0.0], [1], [2]]), np.array([False, True, True]))
    np.testing.assert_allclose([*weights, bias], [1, -2 / 3])


@pytest.mark.parametrize(
    ("layer", "window", "stride"),
    [
        ({}, 1, 1),
        ({"kernel_size": (5, 5), "strides": (2, 2)}, 5, 2),
        ({"pool_size": (3, 3), "strides": 3}, 3, 3),
        ({"kernel_size": (3,), "dilation_rate": [2]}, 5, 1),
        ({"kernel_size": (3, 3), "dilation_rate": 3, "strides": [4]}, 7, 4),
    ],
)
def test_windows_and_strides_are_read_off_layers(layer, window, stride):
    layer = SimpleNamespace(**layer)
    assert (window_size(layer), stride_of(layer)) == (window, stride)
