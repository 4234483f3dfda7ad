import io

import numpy as np
import pytest
from PIL import Image

from helpers.classifier import Classifier
from helpers.figures.readings import show_pictures, show_reading
from helpers.preprocessing import STAGES, Prepared
from helpers.reader import Reader
from helpers.sliders import stages


class AlwaysSeven(Classifier):
    """Stands for a network, so that the demonstration is tested and nothing else."""

    threshold = 0.9

    def __init__(self):
        """Need no network."""

    def probabilities(self, digits):
        return np.eye(10)[[7] * len(digits)]


@pytest.fixture(autouse=True)
def network(monkeypatch):
    monkeypatch.setattr(stages, "as_classifier", lambda network: AlwaysSeven())
    monkeypatch.setattr(stages, "Reader", lambda network: Reader(AlwaysSeven()))


def a_seven() -> np.ndarray:
    sheet = np.full((80, 60, 3), 250, np.uint8)
    sheet[20:26, 15:45] = 20
    sheet[20:60, 39:45] = 20
    return sheet


def png(picture: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, "png")
    return buffer.getvalue()


def test_a_stage_that_is_switched_off_is_not_shown():
    demo = stages.stage_demo({"seven": a_seven()})
    before = demo.picture()
    assert all(f"{name}: " in before.text for name in STAGES)
    demo.controls["light"].value = False
    assert "light: " not in demo.picture().text
    assert demo.picture().png != before.png


@pytest.mark.parametrize("version", [7, 8])
def test_an_upload_is_read_under_both_versions_of_ipywidgets(version):
    content = png(a_seven())
    if version == 7:
        files = {"seven.png": {"metadata": {"name": "seven.png"}, "content": content}}
    else:
        files = ({"name": "seven.png", "content": memoryview(content)},)
    demo = stages.upload_demo()
    assert demo.draw(files=files).text.startswith("The number is probably a 7 (99%)")


def test_an_upload_that_is_no_picture_is_refused_in_words():
    words = stages.upload_demo().draw(files=({"content": b"nothing"},)).text
    assert words.startswith("This file cannot be read")


def test_boxes_are_drawn_where_the_digits_are():
    sheet = a_seven()
    digit = np.zeros((1, 28, 28), np.uint8)
    without = show_reading(sheet, Prepared(digit, [0], []), "A 7.")
    inside = show_reading(sheet, Prepared(digit, [0], [(15, 20, 30, 40)]), "A 7.")
    assert "1 digit found in 60×80 pixels" in inside.text
    assert inside.png != without.png


def test_pictures_of_any_shape_are_shown_with_their_sizes():
    words = show_pictures([a_seven(), np.zeros((3, 500), np.uint8)], ["a", "b"]).text
    assert words == "2 pictures: a (60×80), b (500×3)."
