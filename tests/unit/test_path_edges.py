"""The way from pixels to a reading, its edges on both sides; networks are stood in for."""

from types import SimpleNamespace

import numpy as np
import pytest

from helpers import own_network
from helpers.mnist_format import already_mnist, in_mnist_format, to_mnist
from helpers.recognition import finder, reader, views
from helpers.recognition.readings import reading_of, reading_order
from helpers.recognition.trained import Classifier, as_classifier


def box(side=20, *, wide=10, ink=200, left=9, top=4, border=0):
    """Return a picture of 28×28 pixels with an upright box of ink."""
    picture = np.full((28, 28), border, np.uint8)
    picture[top : top + side, left : left + wide] = ink
    return picture


@pytest.mark.parametrize(
    ("picture", "fits"),
    [
        (box(), True), (box(18, top=5), True), (box(17, top=5), False),
        (box(21, top=3), True), (box(22, top=3), False),
        (box(ink=128), True), (box(ink=127), False),
        (box(border=4), True), (box(border=5), False),
        (box(border=255, ink=30), True), (box(border=250, ink=30), False),
        (box(wide=11, left=8), True), (box(wide=11, left=10), True),
        (box(wide=11, left=7), False), (box(wide=11, left=11), False),
        (box(top=5), True), (box(top=6), False), (box(8, wide=20, left=4, top=10), True),
    ],
)  # fmt: skip
def test_mnists_format_has_edges(picture, fits):
    digits, known = in_mnist_format(picture[None])
    assert known.tolist() == [fits]
    assert (already_mnist(picture) is not None) == fits
    if picture[0, 0] > 250:
        assert np.array_equal(digits[0], 255 - picture)


def test_grey_of_16_is_no_ink_and_of_17_is():
    for grey, fits in ((16, True), (17, False)):
        picture = box()
        picture[24:27, 9:19] = grey  # 23 rows of ink where it counts
        assert in_mnist_format(picture[None])[1].tolist() == [fits]


@pytest.mark.parametrize(
    ("ink", "rows", "columns"),
    [
        (np.full((40, 20), 255, np.uint8), (4, 23), (10, 19)),
        (np.full((5, 10), 1.0), (10, 19), (4, 23)),
        (np.full((20, 4), 255, np.uint8), (4, 23), (12, 15)),
    ],
)
def test_a_box_of_ink_becomes_twenty_pixels_in_the_middle(ink, rows, columns):
    framed = np.pad(ink, 30)
    found = np.nonzero(to_mnist(framed))
    assert (found[0].min(), found[0].max()) == rows
    assert (found[1].min(), found[1].max()) == columns
    assert to_mnist(framed).max() == 255


def test_a_view_is_padded_to_multiples_of_32():
    shown = np.ones((33, 64, views.CHANNELS), np.float32)
    assert views.padded(shown).shape == (64, 64, 4)
    given = views.padded(shown, 16)
    assert given.shape == (96, 96, 4)
    assert np.argwhere(given[..., 0]).min(axis=0).tolist() == [16, 16]
    assert np.argwhere(given[..., 0]).max(axis=0).tolist() == [48, 79]


def test_pictures_are_halved_down_to_a_windows_size():
    shapes = [level.shape[:2] for level in views.pyramid(np.zeros((400, 385, 3), np.uint8))]
    assert shapes == [(400, 385), (200, 192), (100, 96)]
    assert len(views.pyramid(np.zeros((191, 500, 3), np.uint8))) == 1
    levels = views.pyramid(np.zeros((400, 800, 3), np.uint8))
    assert views.resized(levels, 0.3).shape == (120, 240, 3)
    assert views.resized(levels, 2).shape == (800, 1600, 3)
    assert views.resized(levels, 0.001).shape == (1, 1, 3)


def test_a_view_has_no_light_and_no_contrast_of_its_own():
    grey = np.random.default_rng(0).integers(0, 256, (40, 50)).astype(np.uint8)
    shown = views.view(np.dstack([grey] * 3))
    assert np.allclose(shown[..., 0], (grey - grey.mean()) / grey.std(), atol=1e-4)
    faint = views.view(np.dstack([grey // 64 + 100] * 3))  # a grain of 0 to 3 grey levels
    assert np.allclose(faint[..., 1], (grey // 64 - (grey // 64).mean()) / 6, atol=1e-4)
    assert np.abs(faint[..., 3]).max() < 0.6


def test_the_first_look_sees_a_picture_in_the_sizes_that_it_allows(monkeypatch):
    asked = []

    def run(names, shown):
        asked.append(shown.shape[1:3])
        return [np.full((1, 13, shown.shape[1] // 4, shown.shape[2] // 4), -8.0, np.float32)]

    monkeypatch.setattr(finder, "run_finder", run)
    for longest in (15, 16, 426, 427, 2000):
        asked.clear()
        levels = [np.zeros((longest // 2, longest, 3), np.uint8)]
        assert finder.first_look(levels).shape == (0, 4)
        sides = [side for side, scale in finder.LOOKS.items() if side / longest <= scale]
        assert [wide for _, wide in asked] == [-(-(side + 32) // 32) * 32 for side in sides]


def test_digits_are_found_from_a_chance_of_a_fifth_and_the_best_other_is_told(monkeypatch):
    chances = np.array([0.9, 0.19, 0.2, 0.1], np.float32)
    boxes = np.array([(50, 0, 60, 20), (0, 0, 10, 20), (20, 0, 30, 20), (80, 0, 90, 20)], float)
    seen = finder.Found(boxes, chances, np.eye(10)[:4], np.zeros((4, 96, 96)))
    assert seen.missed == 0
    monkeypatch.setattr(finder, "first_look", lambda levels: boxes)
    monkeypatch.setattr(finder, "second_look", lambda levels, boxes: seen)
    found = finder.find(np.zeros((100, 100, 3), np.uint8))
    assert found.boxes[:, 0].tolist() == [20, 50]
    assert found.kinds.argmax(axis=1).tolist() == [2, 0]
    assert found.missed == pytest.approx(0.19)
    maps = finder.run_finder  # in batches of 32, none left out
    monkeypatch.setattr(finder, "session", lambda path: SimpleNamespace(run=_echo))
    (same,) = maps(["coarse"], np.arange(33 * 4, dtype=np.float32).reshape(33, 1, 1, 4))
    assert same[:, 0, 0, 0].tolist() == [4.0 * place for place in range(33)]


def _echo(names, given):
    assert len(given["picture"]) <= 32
    return [given["picture"]]


@pytest.mark.parametrize(
    ("sure", "places", "found", "looked"),
    [(0.8, 2, 2, False), (0.79, 1, 2, False), (0.79, 2, 1, True), (0.79, 2, 2, True)],
)
def test_a_doubtful_digit_in_mnists_format_may_be_two(monkeypatch, sure, places, found, looked):
    def answer(shown):
        chances = np.full((len(shown), 10), (1 - sure) / 9)
        chances[:, 3] = sure
        return chances

    searched = []
    two = finder.Found(
        np.zeros((found, 4)), np.ones(found), np.eye(10)[:found], np.zeros((found, 96, 96))
    )
    monkeypatch.setattr(reader, "first_look", lambda levels: np.zeros((places, 4)))
    monkeypatch.setattr(reader, "find", lambda picture: searched.append(1) or two)
    seen = reader.Reader(Classifier(answer, 0.75)).look(box())
    assert bool(searched) == looked
    assert (seen.found is not None) == (looked and found == 2)
    assert seen.picture.shape == (28, 28, 3)
    if seen.found is None:
        assert seen.boxes.tolist() == [[0, 0, 28, 28]]
        reading = reader.Reader(Classifier(answer, sure)).judge(seen, "a.png")
        assert (reading.file, reading.digits, reading.status) == ("a.png", "3", "ok")


def test_what_speaks_for_a_digit_is_worked_out():
    classes, kinds = np.full((1, 10), 0.02), np.full((1, 10), 0.05)
    classes[0, 7], kinds[0, 7] = 0.82, 0.55
    found = finder.Found(np.zeros((1, 4)), np.array([0.9]), kinds, np.zeros((1, 96, 96)), 0.0)
    seen = reader.Seen(np.zeros((9, 9, 3)), found.boxes, np.zeros((1, 28, 28)), classes, found)
    mixed = np.sqrt(classes * kinds)
    assert np.allclose(seen.probabilities, mixed / mixed.sum())
    odds = [np.e, 0.82 / 0.18, 0.55 / 0.45, 9, 0.01 / 0.99]
    assert np.allclose(seen.evidence, np.log([odds]))
    alone = reader.Seen(seen.picture, found.boxes, seen.crops, classes)
    assert np.allclose(alone.probabilities, classes)


def test_a_reading_is_ok_from_its_threshold_on():
    chances = np.eye(10)[[4, 2]] * 0.5 + 0.05
    sure = chances.max()
    assert reading_of("a", chances, sure).status == "ok"
    doubtful = reading_of("a", chances, sure + 1e-9)
    assert (doubtful.status, doubtful.digits, doubtful.threshold) == ("unsure", "42", sure + 1e-9)
    assert doubtful.message == "I'm not sure; it could be 4 2 (55%)"
    nothing = reading_of("a", np.zeros((0, 10)), 0.9)
    assert (nothing.digits, nothing.confidence, nothing.status) == ("", 0.0, "unsure")


def test_digits_that_share_three_tenths_of_their_height_are_a_row():
    for top, order in ((13, [0, 1, 2]), (15, [0, 2, 1])):
        boxes = np.array([(0, 0, 10, 20), (20, top, 30, top + 20), (40, 0, 50, 20)], float)
        assert reading_order(boxes) == order
    # The nearest digit on the left decides, not the first row.
    assert reading_order(np.array([(0, 0, 9, 20), (30, 9, 39, 29), (60, 14, 69, 34)])) == [0, 1, 2]


@pytest.mark.parametrize(
    ("given", "returned", "said"),
    [
        ((None, 28, 28), (None, 9), "ten numbers"), ((None, 28, 28), (None, 11), "ten numbers"),
        ((None, 28, 27), (None, 10), "28×28"), ((None, 28, 28, 3), (None, 10), "28×28"),
        ((None, 783), (None, 10), "28×28"), ([(None, 28, 28)], (None, 10), "28×28"),
    ],
)  # fmt: skip
def test_a_network_of_another_kind_is_refused(given, returned, said):
    with pytest.raises(own_network.ModelFileError, match=said):
        own_network.load(SimpleNamespace(input_shape=given, output_shape=returned))


def knowing(right, inverted):
    """Return a network that reads so many of the known digits, and so many in other colours."""
    digits, labels = own_network.known_digits()

    def run(shown):
        count = right if np.array_equal(shown, digits / np.float32(255)) else inverted
        return np.eye(10)[np.where(np.arange(40) < count, labels, labels - 1)]

    return run


@pytest.mark.parametrize(
    ("right", "inverted", "said"),
    [(12, 40, ""), (11, 20, "; it wants"), (11, 19, "; it has perhaps not been trained")],
)
def test_a_network_is_odd_that_guesses_and_knows_digits_shown_otherwise(right, inverted, said):
    told = own_network._oddity(knowing(right, inverted))
    assert told is None if not said else told.startswith("reads 11 of 40 known") and said in told


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda shown: shown / 255, "without its Rescaling"),
        (lambda shown: 1 - shown, "train it on white ink"),
        (lambda shown: shown.transpose(0, 2, 1), "transpose the images"),
        (lambda shown: 0 * shown, "not been trained"),
    ],
)
def test_how_the_digits_have_to_be_shown_is_told(change, said):
    run = as_classifier(None).run
    assert said in own_network._oddity(lambda shown: run(change(shown)))
