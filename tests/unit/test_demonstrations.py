"""Demonstrations that live in the page, without a browser: what is stored and what travels."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.backend import import_keras
from helpers.convolution import KERNELS
from helpers.data import load_mnist
from helpers.demos import kernel_lab
from helpers.demos.base.network import pack_network
from helpers.demos.dense_unit import dense_unit


@pytest.fixture(scope="module")
def digits():
    return load_mnist()[0]


def test_the_output_has_picture_words_and_widget(digits):
    lab = kernel_lab.kernel_lab(*digits)
    data, metadata = lab._repr_mimebundle_()
    assert data["image/png"] and data["text/plain"] == repr(lab) and len(repr(lab)) > 40
    view = data["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == lab.widget.model_id
    assert metadata["image/png"]["alt"] == repr(lab)


def test_a_line_of_python_makes_the_same_again(digits, unrendered):
    """“Copy as Python” writes the state's names and values, without images."""
    lab = kernel_lab.kernel_lab(kernel=[[0, 0, 0], [0, 1, 0], [0, 0, 0]], bias=-20, stride=2)
    again = kernel_lab.kernel_lab(**lab.state)
    assert again.state == lab.state and repr(again) == repr(lab)
    assert kernel_lab.kernel_lab().state == lab.widget.defaults
    assert kernel_lab.kernel_lab(kernel="vertical").state["kernel"] == KERNELS["vertical"].tolist()


def test_a_drawing_takes_the_place_of_a_digit(digits, unrendered):
    lab = kernel_lab.kernel_lab(*digits, first="drawing", strokes=[[14, 4, 14, 24]])
    assert "cells of your drawing and 96 of the 8" in repr(lab)
    assert "of the upper drawing" in repr(
        kernel_lab.kernel_lab(*digits, first="drawing", second="drawing")
    )


def test_what_the_page_sends_arrives(digits, unrendered):
    lab = kernel_lab.kernel_lab(*digits)
    lab.widget.set_state({"state": {**lab.state, "bias": 5}, "moves": 1})
    assert lab.state["bias"] == 5


def test_a_network_that_the_page_does_not_know_is_refused():
    layers = import_keras().layers
    network = import_keras().Sequential([layers.Input((28, 28, 1)), layers.AveragePooling2D(2)])
    with pytest.raises(ValueError, match="not AveragePooling2D"):
        pack_network(network)


def test_a_unit_needs_all_ten_digits():
    with pytest.raises(ValueError, match=r"got none of \[3, 9\]"):
        dense_unit(np.zeros((8, 28, 28), np.uint8), np.array([0, 1, 2, 4, 5, 6, 7, 8]))
