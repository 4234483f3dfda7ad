"""Pictures are read in Python and in JavaScript: the same at every stage, from the same pixels.

OpenCV's averages are the same to the last bit, its cubic curves to one grey level now and then.
Sums in float32 are taken in another order, so that the networks' maps differ in the fifth decimal.
tests/browser/test_site.py compares what is read in files, decoded by the browser.
"""

from __future__ import annotations

import base64
from pathlib import Path

import cv2
import numpy as np
import pytest

from helpers.data import load_mnist
from helpers.figures.readings import look_at_all
from helpers.mnist_format import already_mnist
from helpers.recognition.decoding import decode, picture_files
from helpers.recognition.finder import first_look
from helpers.recognition.reader import Reader
from helpers.recognition.readings import reading_order
from helpers.recognition.trained import FINDER, session
from helpers.recognition.views import padded, pyramid, view
from tests.integration.in_node import ask, matrix_of

PICTURES = picture_files(Path(__file__).resolve().parents[2] / "recognition")


def pixels(picture: np.ndarray) -> dict:
    rows, columns, *units = picture.shape
    text = base64.b64encode(np.ascontiguousarray(picture)).decode("ascii")
    units = units[0] if units else 1
    return {"rows": rows, "columns": columns, "units": units, "values": {"bytes": text}}


def volume_of(answer: dict) -> np.ndarray:
    """Return maps that JavaScript has answered, (units, rows, columns)."""
    shape = answer["rows"], answer["columns"], answer["units"]
    return np.array(answer["values"], np.float32).reshape(shape).transpose(2, 0, 1)


@pytest.fixture
def random():
    return np.random.default_rng(7)


@pytest.mark.parametrize("name", ["smaller", "halved", "a pixel larger", "larger"])
def test_resizing(random, name):
    questions, expected = [], []
    for _ in range(40):
        picture = random.integers(0, 256, (*random.integers(20, 90, 2) * 2, 3)).astype(np.uint8)
        high, wide = picture.shape[:2]
        rows, columns = {
            "smaller": (random.integers(1, high + 1), random.integers(1, wide + 1)),
            "halved": (high // 2, wide // 2),
            "a pixel larger": (high + 1, wide - 1),
            "larger": (random.integers(high, 3 * high), random.integers(wide, 3 * wide)),
        }[name]
        call = "resizeCubic" if name == "larger" else "resizeArea"
        how = cv2.INTER_CUBIC if name == "larger" else cv2.INTER_AREA
        given = [pixels(picture), int(rows), int(columns)]
        questions.append({"call": call, "arguments": given})
        expected.append(cv2.resize(picture, (int(columns), int(rows)), interpolation=how))
    differences = np.concatenate(
        [
            np.abs(volume_of(answer).transpose(1, 2, 0) - wanted).ravel()
            for answer, wanted in zip(ask(questions), expected, strict=True)
        ]
    )
    assert differences.max() <= {"larger": 1, "a pixel larger": 1}.get(name, 0)
    assert (differences > 0).mean() <= {"larger": 0.001, "a pixel larger": 0.2}.get(name, 0)


def test_what_is_in_the_form_of_mnist_already(random):
    digits = list(load_mnist()[1][0][:60])
    digits += [255 - digit for digit in digits[:20]]
    digits += [np.roll(digit, int(random.integers(-6, 7)), 1) for digit in digits[:20]]
    digits += [digit // 3 + 40 for digit in digits[:5]]
    pictures = [np.dstack([digit] * 3) for digit in digits]
    pictures.append(pictures[0] + np.uint8([0, 0, 1]))
    answers = ask({"call": "alreadyMnist", "arguments": [pixels(each)]} for each in pictures)
    wanted = [already_mnist(picture) for picture in pictures]
    assert 60 < sum(each is not None for each in wanted) < len(wanted) - 5
    for answer, digit in zip(answers, wanted, strict=True):
        assert (answer is None) == (digit is None)
        assert digit is None or answer == digit.ravel().tolist()


def test_reading_order(random):
    pages = []
    for _ in range(100):
        corners = random.integers(0, 200, (random.integers(1, 12), 2))
        pages.append(np.hstack([corners, corners + random.integers(5, 60, corners.shape)]))
    answers = ask({"call": "readingOrder", "arguments": [page.tolist()]} for page in pages)
    assert answers == [reading_order(page) for page in pages]


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_every_stage(path):
    picture, reader = decode(path), Reader()
    (answer,) = ask([{"look": pixels(picture)}])
    shown = padded(view(picture))
    assert np.abs(volume_of(answer["shown"]).transpose(1, 2, 0) - shown).max() < 1e-3
    maps = session(FINDER).run(["coarse", "fine"], {"picture": shown.transpose(2, 0, 1)[None]})
    for theirs, ours in zip(answer["maps"], maps, strict=True):
        assert np.abs(volume_of(theirs)[: ours.shape[1]] - ours[0]).max() < 5e-3
    first = first_look(pyramid(picture))
    assert np.array(answer["first"]).reshape(-1, 4) == pytest.approx(first, abs=0.1)
    seen = reader.look(picture)
    assert np.array(answer["boxes"]) == pytest.approx(seen.boxes, abs=0.1)
    crops = np.array(answer["crops"]).reshape(-1, 28, 28)
    assert np.abs(crops - seen.crops.astype(int)).max() <= 2
    assert np.array(answer["classes"]) == pytest.approx(seen.classes, abs=2e-3)
    if seen.found is not None:
        inks = np.array([matrix_of(each["ink"]) for each in answer["found"]])
        assert np.abs(inks - seen.found.inks).max() < 0.02
        assert answer["missed"] == pytest.approx(seen.found.missed, abs=1e-3)
    reading = reader.judge(seen)
    assert np.array(answer["probabilities"]) == pytest.approx(reading.probabilities, abs=2e-3)
    assert answer["message"] == reading.message
    # For display they are smaller than the picture here, and not made larger again.
    maps = look_at_all(seen.picture, seen.boxes)
    for theirs, ours in (("ink", "ink"), ("leftOut", "left_out"), ("centres", "centres")):
        mean = matrix_of(answer["all"][theirs]).mean()
        assert mean == pytest.approx(maps[ours].mean(), abs=0.01)
