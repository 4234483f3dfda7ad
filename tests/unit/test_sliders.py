"""Demonstrations without a browser: pure functions behind controls, words beside pictures."""

from __future__ import annotations

import sys
from pathlib import Path

import ipywidgets
import nbformat
import numpy as np
import pytest
from matplotlib.figure import Figure

from helpers.convolution import KERNELS, convolve, convolve_many, window_at
from helpers.figures.picture import Picture
from helpers.sliders.demo import Demo

LABELS = np.array([4, 8, 4, 8, 1, 4], np.uint8)


@pytest.fixture(scope="module")
def images():
    return np.random.default_rng(0).integers(0, 256, (len(LABELS), 28, 28)).astype(np.uint8)


def drawn(value) -> Picture:
    return Picture.from_figure(Figure((1, 1)), f"It is {value}.")


def image_of(demo: Demo) -> bytes:
    """Return what the widget shows, as the browser would get it."""
    return next(w for w in everything(demo.widget) if isinstance(w, ipywidgets.Image)).value


def words_of(demo: Demo) -> str:
    return next(w for w in everything(demo.widget) if isinstance(w, ipywidgets.HTML)).value


def everything(widget):
    """Yield a widget and all that is shown in it."""
    if getattr(getattr(widget, "layout", None), "display", None) == "none":
        return
    yield widget
    for child in getattr(widget, "children", ()):
        yield from everything(child)


def any_demo(value: int = 2) -> Demo:
    slider = ipywidgets.IntSlider(value, 0, 255, description="Value")
    return Demo(drawn, {"value": slider})


def test_the_output_has_picture_words_and_controls():
    demo = any_demo()
    data, _ = demo._repr_mimebundle_()
    assert {"text/plain", "image/png"} < set(data)
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == demo.widget.model_id
    assert data["text/plain"] == repr(demo) == "It is 2."


def test_moving_a_control_draws_picture_and_words():
    slider = ipywidgets.IntSlider(2, 0, 9, description="Value")
    demo = Demo(drawn, {"value": slider})
    before = image_of(demo), words_of(demo)
    slider.value = 5
    assert "It is 5." in words_of(demo) and repr(demo) == "It is 5."
    assert "It is 5." not in before[1]


def test_copies_do_not_disturb_each_other():
    first, second = any_demo(), any_demo()
    first.controls["value"].value = 3
    assert "It is 2." in words_of(second) and "It is 3." in words_of(first)


def test_a_failing_drawing_is_seen_by_the_learner():
    def fails_at_five(value):
        if value == 5:
            raise RuntimeError("no five")
        return drawn(value)

    slider = ipywidgets.IntSlider(2, 0, 9, description="Value")
    demo = Demo(fails_at_five, {"value": slider})
    with pytest.raises(RuntimeError):
        slider.value = 5
    assert "This demonstration stopped: no five" in words_of(demo)
    slider.value = 6
    assert "It is 6." in words_of(demo)


def test_words_cannot_become_markup():
    demo = Demo(
        lambda value: Picture(drawn(value).png, f"<b>{value}</b>"),
        {"value": ipywidgets.IntSlider(2)},
    )
    assert "<b>" not in words_of(demo)


def test_on_colab_everything_but_the_assistant_is_there(monkeypatch):
    monkeypatch.setitem(sys.modules, "google.colab", object())
    demo = any_demo()
    demo.controls["value"].value = 3
    assert "It is 3." in words_of(demo)
    core = {"ipywidgets.widgets"}
    assert all(type(w).__module__.startswith((*core, "helpers.")) for w in everything(demo.widget))
    assert not any(hasattr(widget, "_esm") for widget in everything(demo.widget))


class TestConvolution:
    def test_many_at_once_are_one_after_the_other(self, images):
        kernel = np.arange(6.0).reshape(2, 3)
        one_by_one = np.stack([convolve(image, kernel) for image in images])
        assert np.array_equal(convolve_many(images, kernel), one_by_one)

    @pytest.mark.parametrize(("stride", "padding"), [(1, 0), (2, 0), (1, 1), (3, 2)])
    def test_a_window_makes_its_cell(self, images, stride, padding):
        kernel = np.arange(9.0).reshape(3, 3)
        sums = convolve(images[0], kernel, stride, padding)
        for row, column in ((0, 0), (3, 5), (sums.shape[0] - 1, sums.shape[1] - 1)):
            window = window_at(images[0], kernel, row, column, stride, padding)
            assert (window * kernel).sum() == sums[row, column]
        with pytest.raises(ValueError, match="no cell at row"):
            window_at(images[0], kernel, sums.shape[0], 0, stride, padding)

    def test_the_loop_in_the_notebook_is_the_one_of_the_helpers(self, images):
        path = Path(__file__).resolve().parents[2] / "notebooks" / "02_convolution.ipynb"
        cells = {cell.id: cell.source for cell in nbformat.read(path, as_version=4).cells}
        names = {"np": np, "four": images[0], "KERNELS": KERNELS}
        exec(cells["loop"], names)
        kernel = np.arange(25.0).reshape(5, 5)
        for stride, padding in ((1, 0), (2, 1), (3, 4)):
            theirs = names["convolution"](images[1], kernel, stride, padding)
            assert np.array_equal(theirs, convolve(images[1], kernel, stride, padding))
