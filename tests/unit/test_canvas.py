"""The direct renderer: right colours in the right places, readable numbers, sound PNG files."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from helpers.convolution import KERNELS
from helpers.figures.digits import digit_colour, show_colour_channels, show_images, show_numbers
from helpers.figures.drawing.canvas import SCALE, Canvas, number
from helpers.figures.drawing.colours import colours_of, is_dark
from helpers.figures.kernels.arithmetic import show_bulbs, show_window, strongest_response
from helpers.figures.kernels.colour import show_colour_window
from helpers.figures.kernels.maps import compare_maps


def pixels(picture) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(picture.png)))


def contrast(first, second) -> float:
    def luminance(colour):
        channels = np.asarray(colour, float) / 255
        linear = np.where(
            channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4
        )
        return float(linear @ [0.2126, 0.7152, 0.0722])

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_a_panel_is_drawn_where_it_says():
    canvas = Canvas(60, 40)
    panel = canvas.panel(10, 5, np.array([[0, 255], [255, 0]]), cell=10, limit=255)
    image = pixels(canvas.picture("four pixels"))
    assert image.shape == (40 * SCALE, 60 * SCALE, 3)
    assert panel == (10, 5, 10, 2, 2)
    inside = image[5 * SCALE : 25 * SCALE, 10 * SCALE : 30 * SCALE, 0]
    middle = 10 * SCALE
    assert (inside[:middle, :middle] == 0).all() and (inside[:middle, middle:] == 255).all()
    assert (image[: 5 * SCALE] == 255).all()


def test_zero_is_white_and_signs_have_their_colours():
    colours = colours_of(np.array([[-1.0, 0.0, 1.0]]), signed=True)[0]
    assert colours[1].tolist() == [255, 255, 255]
    assert colours[0][2] > colours[0][0] and colours[2][0] > colours[2][2]


def test_numbers_are_readable_on_every_colour():
    everything = [colours_of(np.linspace(0, 255, 256)[None], limit=255)[0]]
    everything.append(colours_of(np.linspace(-1, 1, 257)[None], signed=True)[0])
    for colours in everything:
        for colour, dark in zip(colours, is_dark(colours), strict=True):
            assert contrast(colour, (255, 255, 255) if dark else (0, 0, 0)) >= 4.5


def test_a_frame_is_seen_on_black():
    canvas = Canvas(100, 100)
    panel = canvas.panel(0, 0, np.zeros((10, 10)), cell=10, limit=255)
    before = pixels(canvas.picture("")).copy()
    canvas.frame(panel, 3, 3, 2, 2, colour="#D55E00")
    after = pixels(canvas.picture(""))
    assert (before == 0).all()
    assert (after[39 * SCALE, 40 * SCALE] == (0, 0, 0)).all(), "the window must stay visible"
    assert {(213, 94, 0), (255, 255, 255)} <= {tuple(each) for each in after.reshape(-1, 3)}


@pytest.mark.parametrize(
    ("value", "words"),
    [(-0.5, "−0.5"), (-0.0, "0"), (0.125, "0.125"), (255.0, "255"), (np.nan, "")],
)
def test_numbers_in_words(value, words):
    assert number(value) == words


def test_the_same_digit_keeps_its_colour():
    assert digit_colour(4) == "#0072B2" and digit_colour(8) == "#E69F00"
    assert len({digit_colour(digit) for digit in range(10)}) == 10


@pytest.mark.parametrize("count", [1, 2, 7, 20, 45])
def test_images_fit_the_notebook(count):
    picture = show_images(np.zeros((count, 28, 28), np.uint8), [f"{n}" for n in range(count)])
    assert picture.shown_width <= 930
    assert picture.text.startswith("1 image " if count == 1 else f"{count} images ")


def test_images_say_what_is_wrong():
    with pytest.raises(ValueError, match="one or more images"):
        show_images(np.zeros((2, 28, 28, 1)))
    with pytest.raises(ValueError, match="one title for each"):
        show_images(np.zeros((2, 28, 28)), [4])


def test_a_window_works_its_sum_out():
    image = np.arange(36, dtype=np.uint8).reshape(6, 6)
    kernel = np.array([[0, 0, 0], [0, 2, 0], [0, 0, -1]])
    text = show_window(image, kernel, row=1, column=2).text
    assert "15×2" in text and "22×(−1)" in text and "= 8, written into row 1, column 2" in text


def test_a_map_fills_up():
    image = np.full((6, 6), 200, np.uint8)
    kernel = np.ones((3, 3))
    shown = [pixels(show_window(image, kernel, 0, 0, filled=n)) for n in (1, 2, 16)]
    assert not np.array_equal(shown[0], shown[1]) and not np.array_equal(shown[1], shown[2])


def test_padding_shows_the_window_outside_the_image():
    text = show_window(np.ones((5, 5), np.uint8), np.ones((3, 3)), 0, 0, padding=1).text
    assert "row −1, column −1" in text and "= 4, written" in text


@pytest.mark.parametrize(("row", "column"), [(0, 0), (3, 25), (25, 0), (25, 25)])
def test_the_frame_is_around_the_cell(row, column):
    image, kernel = np.zeros((28, 28), np.uint8), np.ones((3, 3))
    here = pixels(show_window(image, kernel, row, column))
    elsewhere = pixels(show_window(image, kernel, 12, 12))
    changed = np.argwhere((here != elsewhere).any(axis=2)) / SCALE
    # Right of the image the only differences are the two frames around the cells of the map.
    on_map = changed[(changed[:, 1] > 320) & (changed[:, 0] < 290)]
    expected = 42 + row * 9, 336 + column * 9
    corner = on_map[np.argmin(np.abs(on_map - expected).sum(axis=1))]
    assert np.abs(corner - expected).max() <= 4


def test_compared_maps_name_sizes_and_sums():
    image = np.zeros((28, 28), np.uint8)
    image[10:20, 14] = 100
    picture = compare_maps([image, image.T], [4, 8], [[-1, 1, 0]] * 3, stride=2, padding=1)
    first, second, third = picture.text.splitlines()
    assert "(28 + 2×1 − 3) ÷ 2 = 13.5, rounded down to 13, plus 1 is 14: the map is 14×14" in first
    assert second.startswith("4 (left): strongest 300")
    assert third.startswith("8 (right): strongest 100")


def test_a_pair_stands_side_by_side():
    """Another right image changes only the right half, all of its panels within it."""
    first, second = np.zeros((2, 28, 28), np.uint8)
    second[4:24, 14] = 255
    one = pixels(compare_maps([first, first], [4, 8], KERNELS["vertical"]))
    other = pixels(compare_maps([first, second], [4, 8], KERNELS["vertical"]))
    rows, columns = np.nonzero((one != other).any(axis=2))
    assert columns.min() > one.shape[1] / 2
    assert rows.max() - rows.min() > one.shape[0] / 2, "before and after ReLU stand in two rows"


def test_an_outline_shows_where_the_first_one_lay():
    """It is drawn on the second one only, and only when asked for."""
    image = np.zeros((28, 28), np.uint8)
    image[8:18, 9] = 255
    pair = [image, np.roll(image, 4, axis=1)], [4, "4, moved"], KERNELS["vertical"]
    plain, outlined = pixels(compare_maps(*pair)), pixels(compare_maps(*pair, outline=True))
    rows, columns = np.nonzero((plain != outlined).any(axis=2)[: -30 * SCALE])  # without the legend
    assert len(rows) and columns.min() > plain.shape[1] / 2


def test_a_coloured_window_is_one_sum():
    generator = np.random.default_rng(0)
    window, kernel = generator.integers(0, 2, (3, 3, 3)), generator.integers(-2, 3, (3, 3, 3))
    words = show_colour_window(window, kernel, bias=-5).text.splitlines()
    total = int((window * kernel).sum())
    assert [line.split(":")[0] for line in words] == ["red", "green", "blue", "One sum"]
    lit = f"{number(total - 5)}, after ReLU {number(max(total - 5, 0))}."
    assert f"= {number(total)}; adding the bias −5 gives {lit}" in words[-1]


def test_channels_are_written_and_coloured():
    picture = show_colour_channels(np.array([[[255, 160, 0]]], np.uint8))
    assert picture.text.splitlines()[1:] == ["red: 255", "green: 160", "blue: 0"]
    for colour in ((255, 160, 0), (255, 0, 0), (0, 160, 0)):
        assert (pixels(picture) == colour).all(axis=2).sum() > 40**2


def test_numbers_have_rulers_and_the_frame_of_their_digit():
    image = np.zeros((3, 3), np.uint8)
    assert (pixels(show_numbers(image, "4, small")) == (0, 114, 178)).all(axis=2).any()
    assert not (pixels(show_numbers(image, "small")) == (0, 114, 178)).all(axis=2).any()


def test_bulbs_say_how_bright_they_are():
    window = np.full((1, 2), 255, np.uint8)
    text = show_bulbs({"both": window, "none": 0 * window}, np.array([[1.0, 1.0]])).text
    assert "both: the sum of the products is 510; the bulb is on." in text
    assert "none: the sum of the products is 0; the bulb is off." in text


def test_an_empty_kernel_divides_by_nothing():
    assert strongest_response(np.zeros((3, 3))) == 0
    compare_maps([np.zeros((28, 28), np.uint8)], [4], np.zeros((3, 3)))
    show_window(np.zeros((28, 28), np.uint8), np.zeros((3, 3)), 0, 0)
    show_bulbs({"any": np.zeros((3, 3), np.uint8)}, np.zeros((3, 3)))
