"""Convolution, softmax and networks where a rule changes: sizes, defaults, names."""

from __future__ import annotations

import numpy as np
import pytest

from helpers import networks
from helpers.convolution import (
    KERNELS,
    convolve,
    convolve_many,
    light_of,
    output_size,
    relu,
    window_at,
)
from helpers.softmax import softmax

FIVE = np.arange(25.0).reshape(5, 5)


def test_the_kernels_are_lines_of_one_direction_that_add_up_to_nothing():
    lines = {"horizontal": "---ooo---", "vertical": "-o--o--o-", "diagonal /": "--o-o-o--",
             "diagonal \\": "o---o---o"}  # fmt: skip
    for name, line in lines.items():
        assert KERNELS[name].ravel().tolist() == [1 if cell == "o" else -0.5 for cell in line]


def test_without_stride_padding_or_parts_it_is_1_0_and_1():
    kernel = np.arange(6.0).reshape(2, 3)
    assert np.array_equal(convolve(FIVE, kernel), convolve(FIVE, kernel, 1, 0))
    assert np.array_equal(window_at(FIVE, kernel, 1, 1), window_at(FIVE, kernel, 1, 1, 1, 0))
    assert np.array_equal(window_at(FIVE, kernel, 1, 1), FIVE[1:3, 1:4])
    assert output_size(7, 3) == output_size(7, 3, 1, 0) == 5
    given = FIVE[None], {"k": kernel}
    assert np.array_equal(light_of(*given), light_of(*given, parts=1))
    assert light_of(*given).shape == (1, 1) and light_of(*given, parts=2).shape == (1, 4)


@pytest.mark.parametrize(
    ("arguments", "size"),
    [
        ((1, 1), 1), ((3, 3), 1), ((28, 5, 2), 12), ((28, 5, 3), 8), ((5, 3, 1, 2), 7),
        ((1, 5, 1, 2), 1), ((2, 4, 9, 1), 1), ((3, 4), None), ((1, 6, 1, 2), None),
        ((0, 1), None), ((1, 0), None), ((1, 1, 0), None), ((9, 1, 1, -1), None),
    ],
)  # fmt: skip
def test_a_window_has_as_many_places(arguments, size):
    if size is None:
        with pytest.raises(ValueError):
            output_size(*arguments)
    else:
        assert output_size(*arguments) == size


@pytest.mark.parametrize(("row", "column"), [(-1, 0), (0, -1), (2, 0), (0, 3), (-1, -1)])
def test_there_is_no_cell_outside_the_map(row, column):
    kernel = np.ones((2, 3))
    assert window_at(FIVE[:3], kernel, 0, 0).shape == window_at(FIVE[:3], kernel, 1, 2).shape
    with pytest.raises(ValueError, match="2 rows and 3 columns"):
        window_at(FIVE[:3], kernel, row, column)


@pytest.mark.parametrize("function", [convolve, convolve_many])
def test_what_is_no_matrix_is_refused(function):
    dimensions = 2 + (function is convolve_many)
    for image, kernel in (
        (dimensions - 1, 2),
        (dimensions + 1, 2),
        (dimensions, 1),
        (dimensions, 3),
    ):
        with pytest.raises(ValueError, match="shape"):
            function(np.ones((4,) * image), np.ones((2,) * kernel))


def test_an_image_is_not_wider_or_narrower_than_it_says():
    assert convolve_many(np.ones((2, 4, 7)), np.ones((2, 3))).shape == (2, 3, 5)
    for function in (lambda kernel: convolve(FIVE[0:2], kernel),
                     lambda kernel: convolve_many(FIVE[None, 0:2], kernel)):  # fmt: skip
        assert function(np.ones((2, 5))).shape[-2:] == (1, 1)
        with pytest.raises(ValueError, match="does not fit"):
            function(np.ones((3, 2)))
    with pytest.raises(ValueError):
        window_at(FIVE[None], np.ones((2, 2)), 0, 0)
    assert relu(np.array([-1e-9, 0.5])).tolist() == [0, 0.5]


def test_softmax_divides_by_one_along_the_last_axis_unless_told():
    scores = np.log(np.array([[1.0, 3], [2, 2]]))
    assert softmax(scores) == pytest.approx(np.array([[0.25, 0.75], [0.5, 0.5]]))
    assert softmax(scores, 0.5) == pytest.approx(np.array([[0.1, 0.9], [0.5, 0.5]]))


@pytest.mark.parametrize("name", ["best", "finder"])
def test_a_pretrained_network_is_one_of_the_files(name):
    assert networks.pretrained_information(name)["name"] == name
    for wrong in ("none", f"../pretrained/{name}"):
        with pytest.raises(ValueError, match=r"\['best', .*'reading'"):
            networks.pretrained_information(wrong)


def test_missing_weights_are_told_with_what_makes_them(monkeypatch, tmp_path):
    monkeypatch.setattr(networks, "PRETRAINED", tmp_path)
    with pytest.raises(FileNotFoundError, match=r"python -m helpers\.training"):
        networks.load_pretrained()
