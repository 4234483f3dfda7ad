"""What figures are drawn with: strokes of a canvas in device pixels, colours, pictures as files."""

from __future__ import annotations

import io
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image, ImageDraw

from helpers.figures.drawing.canvas import Canvas, fitting, number
from helpers.figures.drawing.cells import frame_cells
from helpers.figures.drawing.colours import colours_of, is_dark
from helpers.figures.drawing.picture import Picture
from tests.unit.keeping import keep
from tests.unit.told_artists import colour
from tests.unit.told_numbers import brief

CELLS = np.array([[0, -2], [np.nan, 4], [1.5, 2]])


class Pen:
    """Stands in for Pillow's pen and notes its strokes."""

    def __init__(self, lines: list[str]):
        self.lines = lines

    def rectangle(self, edges, fill=None, outline=None, width=1):
        ink = f"filled {colour(fill)}" if fill else f"{colour(outline)} {width}"
        self.lines.append(f"rectangle {brief(edges)} {ink}")

    def ellipse(self, edges, fill, outline, width):
        self.lines.append(f"ellipse {brief(edges)} {colour(fill)} {colour(outline)} {width}")

    def line(self, points, fill, width=1, joint=None):
        self.lines.append(f"line {brief(points)} {colour(fill)} {width}")

    def text(self, place, words, fill, font, anchor):
        look = f"{colour(fill)} {Path(font.path).stem} {font.size} {anchor}"
        self.lines.append(f"text {words!r} {brief(place)} {look}")


def size_of(picture: Picture) -> str:
    return "{}×{}".format(*Image.open(io.BytesIO(picture.png)).size)


def strokes(canvas: Canvas) -> None:
    """Draw everything that a canvas can draw, with and without what may be left out."""
    panel = canvas.panel(3, 4, CELLS, 10)
    canvas.panel(3, 4, CELLS, 10.5, signed=True, limit=8, numbers=True)
    canvas.panel(3, 4, CELLS, 40, grid=True, numbers=True, light=True)
    canvas.panel(3, 4, np.array([[-0.123456]]), 40, numbers=True)
    canvas.coloured(1, 2, np.array([[[255, 0, 9], [0, 0, 0]]], np.uint8), 12, np.array([[7, 8]]))
    canvas.coloured(1, 2, np.zeros((2, 1, 3), np.uint8), 6)
    canvas.frame(panel)
    canvas.frame(panel, 1, -1, 2, 3, colour="#D55E00", thickness=2)
    canvas.text(5, 6.5, "words")
    canvas.text(5, 6.5, "words", 9.3, "#D55E00", "mm", bold=True)
    canvas.line([(1, 2), (3, 4.5)])
    canvas.line([(1, 2), (3, 4.5), (0, 0)], "#D55E00", 1)
    canvas.box(1, 2, 3, 4.5, "#D55E00")
    canvas.box(1, 2, 0, 4.5, "#D55E00")
    canvas.box(1, 2, 0.5, 0.5, "#D55E00")
    canvas.box(1, 2, 4, 0, "#D55E00")
    canvas.disc(20, 30, 4.5, "#D55E00")
    canvas.disc(20, 30, 4.5, (1, 2, 3), "white")


def photographs(sheet: Canvas) -> None:
    """Fit pictures smaller, larger and as large as their square, wide ones and tall ones."""
    for shape, side in (((3, 5), 20), ((300, 100), 90), ((7, 400), 40), ((1, 999), 9), ((9, 9), 9)):
        sheet.lines.append(brief(sheet.photograph(5, 7, np.full(shape, 99, np.uint8), side)))
    sheet.lines.append(brief(sheet.photograph(5, 7, np.zeros((272, 272), np.uint8))))


@pytest.mark.parametrize(("name", "draw"), [("canvas", strokes), ("sheet", photographs)])
def test_strokes_are_those_kept(name, draw, monkeypatch):
    lines: list[str] = []
    monkeypatch.setattr(ImageDraw, "Draw", lambda _: Pen(lines))
    monkeypatch.setattr(
        Image.Image,
        "paste",
        lambda _, cells, place: lines.append(f"cells {brief(cells.size)} at {brief(place)}"),
    )
    canvas = Canvas(60, 40)
    canvas.lines = lines
    draw(canvas)
    picture = canvas.picture("")
    lines.append(f"{size_of(picture)}, shown {picture.shown_width} wide")
    keep(name, "\n".join(lines) + "\n")


def test_cells_have_the_colours_kept():
    values = np.array([[-3, -2, -1, -0.01, 0, 0.01, 0.5, 1, 2, 3, np.nan]])
    looks = ({}, {"limit": 2}, {"signed": True}, {"signed": True, "limit": 2}, {"light": True})
    rows = [" ".join(map(colour, colours_of(values, **look)[0])) for look in looks]
    rows += [" ".join(map(colour, colours_of(0 * values, **look)[0, :1])) for look in looks]
    rows += [" ".join(map(colour, colours_of(values / 10, **look)[0, 6:8])) for look in looks[::2]]
    steps = np.linspace(-1, 1, 257)[:, None]
    for look in ({"signed": True}, {"light": True}):
        table = colours_of(steps, **look).astype(float)
        rows += [brief(table[start : start + 43]) for start in range(0, 257, 43)]
    keep("colours", "\n".join(rows) + "\n")
    table = 255 * matplotlib.colormaps["RdBu_r"](np.array([0, 0.25, 0.75, 1]))[:, :3]
    signed = colours_of(np.array([[-2.0, -1, 1, 2]]), signed=True)[0]
    assert np.abs(signed - table).max() <= 1


@pytest.mark.parametrize(
    ("channels", "white_words"),
    [((117,) * 3, True), ((118,) * 3, False), ((235, 0, 0), True), ((238, 0, 0), False),
     ((0, 134, 0), True), ((0, 140, 0), False), ((0, 105, 255), True), ((0, 110, 255), False)],
)  # fmt: skip
def test_words_are_white_below_a_luminance_of_0_179(channels, white_words):
    """At √(0.05 · 1.05) − 0.05 black and white have the same contrast."""
    assert is_dark(np.array(channels)) == white_words


def test_cells_fit_a_square_in_halves_of_a_pixel():
    assert [fitting(10, np.zeros(shape)) for shape in ((3, 4), (4, 3), (7, 1), (19, 1))] == [
        2.5, 2.5, 1, 0.5,
    ]  # fmt: skip
    assert fitting(10, np.zeros((99, 1))) == 0.5


def test_a_frame_lies_around_one_cell_or_a_square_or_what_is_given():
    axes = Figure().subplots()
    for size in ((), (2,), (2, 3)):
        frame_cells(axes, 1, 2, *size)
    places = [(*frame.get_xy(), frame.get_height(), frame.get_width()) for frame in axes.patches]
    assert places[::2] == places[1::2] == [(1.5, 0.5, 1, 1), (1.5, 0.5, 2, 2), (1.5, 0.5, 2, 3)]


def test_numbers_have_four_digits_unless_told_otherwise():
    assert number(1.23456) == "1.235" == number(1.23456, 4)
    assert number(-12345.6, 6) == "−12345.6"
    assert number(1e-9) == "1e−09"


def test_a_figure_becomes_a_file_of_its_size():
    picture = Picture.from_figure(Figure(figsize=(2, 1)), "words")
    assert (size_of(picture), picture.shown_width) == ("260×130", 200)
    smallest = io.BytesIO()
    Image.open(io.BytesIO(picture.png)).save(smallest, "png", optimize=True)
    assert len(picture.png) == len(smallest.getvalue()), "it would fill a notebook"
    data, metadata = picture._repr_mimebundle_()
    assert data["text/plain"] == "words"
    assert metadata == {"image/png": {"width": 200, "alt": "words"}}


def test_few_colours_are_so_many_and_near():
    ramp = np.tile(np.arange(256, dtype=np.uint8), (40, 1))
    sheet = Canvas(128, 20)
    sheet._image.paste(Image.fromarray(ramp))
    for colours in (4, 128):
        image = Image.open(io.BytesIO(sheet.picture("", colours).png))
        assert len(image.getcolors()) == colours
        shown = np.asarray(image.convert("RGB"))[..., 0].astype(int)
        assert np.abs(shown - ramp).mean() < 256 / 3 / colours
    red = Figure(figsize=(1, 1), facecolor="red")
    few = Image.open(io.BytesIO(Picture.from_figure(red, "", 2).png))
    assert few.mode == "P" and few.convert("RGB").getpixel((5, 5)) == (255, 0, 0)
