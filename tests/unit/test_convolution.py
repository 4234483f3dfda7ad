"""Convolution as sums of products: by one image, by many, in the helpers and in the notebook."""

from __future__ import annotations

from pathlib import Path

import nbformat
import numpy as np
import pytest

from helpers.convolution import KERNELS, convolve, convolve_many, light_of, relu, window_at
from helpers.interpretability.linear_rule import best_linear_rule


@pytest.fixture(scope="module")
def images():
    return np.random.default_rng(0).integers(0, 256, (6, 28, 28)).astype(np.uint8)


def test_many_at_once_are_one_after_the_other(images):
    kernel = np.arange(6.0).reshape(2, 3)
    one_by_one = np.stack([convolve(image, kernel) for image in images])
    assert np.array_equal(convolve_many(images, kernel), one_by_one)


@pytest.mark.parametrize(("stride", "padding"), [(1, 0), (2, 0), (1, 1), (3, 2)])
def test_a_window_makes_its_cell(images, stride, padding):
    kernel = np.arange(9.0).reshape(3, 3)
    sums = convolve(images[0], kernel, stride, padding)
    for row, column in ((0, 0), (3, 5), (sums.shape[0] - 1, sums.shape[1] - 1)):
        window = window_at(images[0], kernel, row, column, stride, padding)
        assert (window * kernel).sum() == sums[row, column]
    with pytest.raises(ValueError, match="no cell at row"):
        window_at(images[0], kernel, sums.shape[0], 0, stride, padding)


def test_the_loop_in_the_notebook_is_the_one_of_the_helpers(images):
    path = Path(__file__).resolve().parents[2] / "notebooks" / "02_convolution.ipynb"
    cells = {cell.id: cell.source for cell in nbformat.read(path, as_version=4).cells}
    names = {"np": np, "four": images[0], "KERNELS": KERNELS}
    exec(cells["loop"], names)
    kernel = np.arange(25.0).reshape(5, 5)
    for stride, padding in ((1, 0), (2, 1), (3, 4)):
        theirs = names["convolution"](images[1], kernel, stride, padding)
        assert np.array_equal(theirs, convolve(images[1], kernel, stride, padding))


def test_light_is_the_sum_of_each_map_after_relu():
    images = np.random.default_rng(3).integers(0, 256, (3, 12, 12)).astype(np.uint8)
    light, parts = light_of(images, KERNELS), light_of(images, KERNELS, parts=2)
    for place, kernel in enumerate(KERNELS.values()):
        lit = relu(convolve(images[1], kernel))
        assert light[1, place] == lit.sum()
        quarters = lit[:5, :5], lit[:5, 5:], lit[5:, :5], lit[5:, 5:]
        assert parts[1, 4 * place : 4 * place + 4].tolist() == [each.sum() for each in quarters]
    assert np.array_equal(light, parts.reshape(3, 4, 4).sum(axis=2))


def test_the_best_linear_rule_finds_the_line_between_two_kinds():
    generator = np.random.default_rng(0)
    numbers = generator.normal(size=(400, 3))
    is_first = numbers @ [2.0, -1.0, 0.5] > 0.3
    weights, bias = best_linear_rule(numbers, is_first)
    assert np.mean(((numbers * weights).sum(axis=1) + bias > 0) == is_first) > 0.95
