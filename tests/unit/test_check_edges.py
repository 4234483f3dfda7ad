"""Where the checks that measure draw their lines: just enough is accepted, a bit less refused."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from helpers.checks import notebook_00 as chapter_00
from helpers.checks import notebook_01 as chapter_01
from helpers.checks import notebook_02 as chapter_02
from helpers.checks import notebook_03 as chapter_03
from helpers.checks import notebook_04 as chapter_04
from helpers.checks import notebook_06 as chapter_06
from helpers.checks import notebook_07 as chapter_07
from helpers.checks import notebook_08 as chapter_08
from helpers.checks import notebook_10 as chapter_10
from helpers.checks import notebook_11 as chapter_11
from helpers.checks.peaks import why_no_peaks
from helpers.evaluation import Pairs
from helpers.recognition.readings import OK, UNSURE, Reading
from tests.unit.keeping import keep
from tests.unit.watched_checks import Sentences


def images_of(labels: np.ndarray) -> np.ndarray:
    """Return small images; what they show does not count here."""
    return np.arange(len(labels) * 16, dtype=np.uint32).astype(np.uint8).reshape(-1, 4, 4)


LABELS = np.random.default_rng(0).integers(0, 10, 2000)
DATA = images_of(LABELS), LABELS
HALVES = (DATA[0][:1000], LABELS[:1000]), (DATA[0][1000:], LABELS[1000:])


@pytest.fixture(autouse=True)
def little_data(monkeypatch):
    """Let the checks that measure do so on few small images."""
    for chapter in (chapter_03, chapter_06, chapter_07, chapter_08):
        monkeypatch.setattr(chapter, "load_mnist", lambda: (DATA, HALVES[0]))
    for chapter in (chapter_06, chapter_08):
        monkeypatch.setattr(chapter, "validation_split", lambda *_: HALVES)


def is_right(verdict) -> bool:
    assert verdict.status in ("right", "wrong")
    return verdict.status == "right"


@pytest.mark.parametrize(
    ("changed", "digits", "status", "right"),
    [(60, "8", OK, True), (61, "8", OK, False), (1, "8", UNSURE, False), (1, "3", OK, False)],
)
def test_an_eight_of_60_pixels(monkeypatch, changed, digits, status, right):
    reading = Reading("", digits, 0.9, status, "read")
    monkeypatch.setattr(chapter_00, "read_picture", lambda picture: reading)

    def make(picture):
        row, column = np.divmod(np.arange(changed), 28)
        changed_one = picture.copy()
        changed_one[row, column] = 255 - picture[row, column]
        return changed_one

    verdict = chapter_00.check_eight(make)
    assert is_right(verdict) is right and (not right or f"after {changed} of" in verdict.message)
    assert not is_right(chapter_00.check_eight(lambda picture: picture + 0.01))
    assert not is_right(chapter_00.check_eight(lambda picture: picture.astype(int) - 1))


@pytest.mark.parametrize(("share", "right"), [(0.8, True), (0.7999, False)])
def test_four_of_five_are_told_apart(monkeypatch, share, right):
    for chapter in (chapter_01, chapter_02):
        monkeypatch.setattr(chapter, "_told_apart", lambda *_: (share, True))
    assert is_right(chapter_01.check_pixel((27, 0))) is right
    assert is_right(chapter_02.check_best_kernel(np.ones((9, 1)))) is right
    assert not is_right(chapter_01.check_pixel((28, 0)))
    assert not is_right(chapter_01.check_pixel((0, -1)))
    for kernel in (np.ones((10, 1)), np.ones((0, 3)), np.ones(3)):
        assert not is_right(chapter_02.check_best_kernel(kernel))


@pytest.mark.parametrize(("low", "right"), [(0.0019, True), (0.0021, False)])
def test_an_edge_kernel_may_be_rounded(low, right):
    kernel = np.array([[-3.0] * 3, [0.0] * 3, [3.0] * 3])
    kernel[1, 1] = 3 * low
    assert is_right(chapter_02.check_edge_kernel(kernel)) is right


@pytest.mark.parametrize(
    ("right", "pairs", "accepted"),
    [(600, 0.05, True), (600, 0.051, False), (599, 0.0, False), (601, 0.0, True)],
)
def test_own_numbers_read_more_than_the_quarters(monkeypatch, right, pairs, accepted):
    answers = [(LABELS[:1000] + (np.arange(1000) >= count)) % 10 for count in (right, 599)]
    monkeypatch.setattr(chapter_03, "convolve_many", lambda *_: np.zeros((1000, 2, 10)))
    monkeypatch.setattr(chapter_03, "nearest_mean", lambda *_: answers.pop(0))
    monkeypatch.setattr(chapter_03, "quarter_means", lambda maps: maps[:, 0, 0])
    monkeypatch.setattr(chapter_03, "compare_by_pairs", lambda *_: Pairs(3, 2, pairs))
    assert is_right(chapter_03.check_own_numbers(lambda maps: maps[:, 0].reshape(1000, -1))) is (
        accepted
    )
    assert not is_right(chapter_03.check_own_numbers(lambda maps: np.ones((1000, 41))))


def test_what_a_unit_is_told_is_kept(monkeypatch):
    sentences, lines = Sentences(), []
    shares = {
        "just enough": (90, 10), "a little less": (89, 10), "the other way": (39, 60),
        "hardly turned": (40, 60), "not in the middle": (75, 36), "nearly in the middle": (74, 35),
        "too dark": (35, 24), "in the middle": (55, 45),
    }  # fmt: skip
    for what, (lit, dark) in shares.items():
        count = {4: lit, 9: dark}
        monkeypatch.setattr(
            chapter_04, "_lit", lambda digit, *_, c=count: np.arange(100) < c[digit]
        )
        verdict = chapter_04.check_unit(np.ones(784), [0])
        lines.append(sentences.line(what, verdict.status, verdict.message))
    keep("edges", lines, "04-check_unit")


@pytest.mark.parametrize(("surprise", "right"), [(0.001, True), (0.0011, False)])
def test_a_reader_beats_the_ghosts(monkeypatch, surprise, right):
    monkeypatch.setattr(chapter_06, "compare_by_pairs", lambda *_: Pairs(3, 2, surprise))
    answers = HALVES[1][1][np.random.default_rng(66).permutation(1000)]
    assert is_right(chapter_06.check_reader(lambda *_: answers)) is right
    assert not is_right(chapter_06.check_reader(lambda *_: (answers + 1) % 10))


class Network:
    """A network that reads all but so many of the test images, of pixels 0…1 or of bytes."""

    def __init__(self, count: int, wrong: int, of_bytes: int = 1000) -> None:
        """Keep how many are wrong."""
        self.count, self.wrong, self.of_bytes = count, wrong, of_bytes

    def count_params(self) -> int:
        return self.count

    def predict(self, images: np.ndarray, **options: object) -> np.ndarray:
        assert options == {"batch_size": 1000, "verbose": 0}
        labels = LABELS[:1000].copy()
        labels[: self.wrong if images.max() == 1 else self.of_bytes] += 1
        return np.eye(10)[labels % 10]


@pytest.mark.parametrize(
    ("network", "status", "phrase"),
    [
        (Network(5000, 10), "right", "99.00%"),
        (Network(5001, 10), "wrong", "5,001"),
        (Network(5000, 11), "right", "99% is"),
        (Network(5000, 200), "right", "80.00%"),
        (Network(5000, 201), "wrong", "79.9%"),
        (Network(5000, 500, 399), "wrong", "255"),
        (Network(5000, 500, 401), "wrong", "5,000"),
        (Network(5000, 200, 0), "right", "80.00%"),
    ],
)
def test_a_small_network(network, status, phrase):
    verdict = chapter_07.check_small(lambda: network)
    assert verdict.status == status and phrase in verdict.message
    network.built = False
    assert chapter_07.check_small(lambda: network).status == "wrong"
    assert chapter_07.check_small(lambda: Network).status == "wrong"


@pytest.mark.parametrize(("count", "surprise", "right"), [(500, 0.05, True), (499, 0.049, False)])
def test_two_readers_that_have_learned(monkeypatch, count, surprise, right):
    monkeypatch.setattr(chapter_08, "compare_by_pairs", lambda *_: Pairs(3, 2, surprise))
    random = np.random.default_rng(88)
    _, asked = random.permutation(1000), random.permutation(1000)
    labels = HALVES[1][1][asked]
    some = (labels + (np.arange(1000) >= count)) % 10
    verdict = chapter_08.check_two_readers(lambda *_: (np.eye(10)[labels], some))
    assert is_right(verdict) is right
    verdict = chapter_08.check_two_readers(
        lambda *_: (labels, (labels + (np.arange(1000) < 9)) % 10)
    )
    assert ("a difference." in verdict.message) is (surprise < 0.05)
    assert "100.0%" in verdict.message and "99.1%" in verdict.message


@pytest.mark.parametrize(
    ("places", "phrase"),
    [
        ([(27, 27)], ""), ([(28, 0)], "0 to 27"), ([(0, 28)], "0 to 27"), ([(-1, 0)], "0 to 27"),
        ([(0, 0)], "black"), ([(27.5, 0)], "whole"), ([(1, 2, 3)], "whole"), ([], "empty"),
        ([(27, 27), (27, 27.0)], "Without your 1 "), (np.zeros((28, 28)), "28×28"), (5, "whole"),
    ],
)  # fmt: skip
def test_places_to_erase(monkeypatch, places, phrase):
    image = np.zeros((28, 28), np.float32)
    image[27, 27], image[1, 2] = 1, 1

    def network(images):
        return np.eye(10)[[8 if phrase or images[0, 27, 27] else 3]]

    monkeypatch.setattr(chapter_10, "_eight", lambda: (image, network))
    verdict = chapter_10.check_eight_to_three(lambda *_: places)
    assert is_right(verdict) is not phrase and phrase in verdict.message
    assert phrase or " 1 pixel;" in verdict.message


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ({4: 0.5, 8: 0.6, 9: 0.7}, True),
        ({4: 0.51, 8: 0.6, 9: 0.7}, False),
        ({4: 0.2, 8: 0.3, 9: 0.5}, True),
        ({4: 0.2, 8: 0.3, 9: 0.49}, False),
        ({4: 0.0, 9: 1.0}, False),
        ({0.9: 0.0, 0.5: 0.2, 1: 1.0}, True),
        ({0.9: 0.0, 0.5: 0.2, 0.8: 1.0}, False),
        ({0: 0.0, 5: 0.2, 8: 1.0}, False),
        ({4: 0.0, 5: 0.2, 8: 1.01}, False),
        ({4: -0.01, 5: 0.2, 8: 1}, False),
        ({4: 0.5, 5: 0.2, 8: 0.5}, True),
        ({4: 0.51, 5: 0.2, 8: 0.5}, False),
        ({4: 0.0, 5: float("nan"), 8: 1}, False),
    ],
)
def test_sizes_and_shares(found, right):
    assert is_right(chapter_11.check_sizes(found)) is right


def test_the_first_cell_is_no_peak_of_a_dark_map():
    dark = np.full((2, 2), 0.1)
    assert "highest" in why_no_peaks([(0, 0)], [], dark, 0.5)
    assert "highest" not in why_no_peaks([(0, 1)], [], dark, 0.5)


def test_a_network_is_asked_for_what_it_is():
    assert chapter_07.check_small(lambda: SimpleNamespace()).status == "wrong"
