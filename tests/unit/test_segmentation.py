"""Digits are told apart, kept whole, and read in order."""

import cv2
import numpy as np
import pytest

from helpers import segmentation
from helpers.preprocessing import prepare
from helpers.recognition import read_picture

PAPER, INK = 235, 40


def paper(h=200, w=500) -> np.ndarray:
    return np.full((h, w), PAPER, np.uint8)


def zero(picture, x, y, h=80, w=50):
    cv2.ellipse(picture, (x + w // 2, y + h // 2), (w // 2, h // 2), 0, 0, 360, INK, 7, cv2.LINE_AA)


def one(picture, x, y, h=80):
    cv2.line(picture, (x, y), (x - 4, y + h), INK, 7, cv2.LINE_AA)


def seven(picture, x, y, h=80):
    cv2.line(picture, (x, y), (x + 45, y), INK, 7, cv2.LINE_AA)
    cv2.line(picture, (x + 45, y), (x + 15, y + h), INK, 7, cv2.LINE_AA)


def test_digits_of_a_row_come_from_the_left():
    picture = paper()
    seven(picture, 60, 50)
    zero(picture, 150, 55)
    one(picture, 260, 48)
    prepared = prepare(picture)
    assert [box[0] > 0 for box in prepared.boxes] == [True] * 3
    assert [box[0] for box in prepared.boxes] == sorted(box[0] for box in prepared.boxes)
    assert prepared.rows == [0, 0, 0]
    # A 0 is hollow: its middle pixel is paper.
    assert prepared.digits[1][14, 14] == 0


def test_rows_come_from_the_top_even_when_they_climb():
    picture = paper(330, 600)
    for index in range(5):
        zero(picture, 60 + 100 * index, 120 - 18 * index)
    for index in range(3):
        one(picture, 90 + 100 * index, 240 - 18 * index)
    prepared = prepare(picture)
    assert prepared.rows == [0] * 5 + [1] * 3
    widths = [box[2] for box in prepared.boxes]
    assert min(widths[:5]) > max(widths[5:])


@pytest.mark.parametrize("gap", [3, 8])
def test_a_broken_stroke_stays_one_digit(gap):
    picture = paper()
    zero(picture, 200, 50)
    picture[88 : 88 + gap, :230] = PAPER
    assert len(prepare(picture).digits) == 1


def test_the_bar_of_a_5_may_stand_off_a_little():
    picture = paper()
    cv2.line(picture, (205, 60), (200, 90), INK, 7, cv2.LINE_AA)
    cv2.ellipse(picture, (205, 115), (28, 26), 0, -100, 140, INK, 7, cv2.LINE_AA)
    cv2.line(picture, (216, 58), (250, 56), INK, 7, cv2.LINE_AA)
    assert len(prepare(picture).digits) == 1


def test_specks_and_a_neighbours_edge_are_left_out():
    clean, picture = paper(), paper()
    for target in (clean, picture):
        seven(target, 220, 60)
    for x, y in ((40, 30), (420, 150), (330, 100)):
        cv2.circle(picture, (x, y), 3, INK, -1)
    zero(picture, 478, 70)  # most of it lies beyond the border
    prepared = prepare(picture)
    assert len(prepared.digits) == 1
    assert np.abs(prepared.digits[0].astype(int) - prepare(clean).digits[0]).mean() < 4


def test_a_dash_between_digits_is_no_digit():
    picture = paper()
    zero(picture, 80, 60)
    cv2.line(picture, (180, 100), (215, 100), INK, 7)
    zero(picture, 270, 60)
    assert len(prepare(picture).digits) == 2


def test_touching_digits_are_cut_where_one_stroke_joins_them():
    picture = paper()
    seven(picture, 50, 60)
    zero(picture, 150, 60)
    zero(picture, 204, 60)
    prepared = prepare(picture)
    assert len(prepared.digits) == 3
    assert all(abs(box[3] - 86) < 10 for box in prepared.boxes)


@pytest.mark.parametrize("w", [50, 90, 110])
def test_a_wide_digit_is_not_cut(w):
    picture = paper()
    zero(picture, 150, 60, w=w)
    assert len(prepare(picture).digits) == 1


def test_a_lone_dot_is_not_a_digit():
    picture = paper()
    cv2.circle(picture, (250, 100), 9, INK, -1, cv2.LINE_AA)
    assert prepare(picture).is_blank


def test_stripes_from_border_to_border_are_no_ones():
    picture = paper()
    for x in (120, 260, 400):
        cv2.line(picture, (x, -5), (x + 12, 205), INK, 9, cv2.LINE_AA)
    assert prepare(picture).is_blank
    closely_cut = paper(90, 30)
    one(closely_cut, 16, 0, h=90)
    assert len(prepare(closely_cut).digits) == 1


def test_a_lone_dash_is_not_a_digit():
    picture = paper()
    cv2.line(picture, (150, 100), (330, 104), INK, 8, cv2.LINE_AA)
    assert prepare(picture).is_blank


def test_a_picture_full_of_noise_ends():
    noise = np.random.default_rng(3).integers(0, 256, (600, 600)).astype(np.uint8)
    assert prepare(noise).digits.shape[1:] == (28, 28)


def test_a_pen_that_lies_on_the_paper_is_no_one():
    picture = paper(300, 400)
    seven(picture, 120, 80)
    cv2.line(picture, (230, 150), (330, 330), 90, 26, cv2.LINE_AA)
    prepared = prepare(picture)
    assert len(prepared.digits) == 1
    assert abs(prepared.boxes[0][0] - 116) < 10


@pytest.mark.parametrize("gap", [14, 18, 30])
def test_a_line_drawn_under_a_digit_is_left_out(gap):
    clean, picture = paper(), paper()
    for target in (clean, picture):
        seven(target, 220, 50)
    cv2.line(picture, (205, 137 + gap), (285, 135 + gap), INK, 7, cv2.LINE_AA)
    prepared = prepare(picture)
    assert len(prepared.digits) == 1
    assert np.abs(prepared.digits[0].astype(int) - prepare(clean).digits[0]).mean() < 4


def test_a_box_drawn_aslant_around_a_digit_is_left_out():
    picture = paper(300, 300)
    corners = cv2.boxPoints(((150, 150), (190, 200), 12)).astype(np.int32)
    cv2.polylines(picture, [corners], True, INK, 4, cv2.LINE_AA)
    seven(picture, 125, 110)
    prepared = prepare(picture)
    assert len(prepared.digits) == 1
    assert prepared.boxes[0][3] < 100


def test_a_6_whose_stem_and_bowl_do_not_meet_is_one_digit():
    picture = paper(260, 300)
    cv2.ellipse(picture, (190, 170), (80, 120), 0, 175, 260, INK, 7, cv2.LINE_AA)
    cv2.ellipse(picture, (160, 180), (38, 42), 0, -160, 150, INK, 7, cv2.LINE_AA)
    assert len(prepare(picture).digits) == 1


def test_a_stem_broken_off_below_the_bar_of_a_7_is_joined():
    picture = paper(400, 300)
    cv2.line(picture, (80, 60), (220, 60), INK, 20, cv2.LINE_AA)
    cv2.line(picture, (220, 60), (150, 300), INK, 20, cv2.LINE_AA)
    picture[176:184] = PAPER
    assert len(prepare(picture).digits) == 1


def test_axes_drawn_beside_a_digit_are_left_out():
    picture = paper(300, 300)
    cv2.line(picture, (80, 70), (80, 220), INK, 4, cv2.LINE_AA)
    cv2.line(picture, (76, 216), (230, 216), INK, 4, cv2.LINE_AA)
    seven(picture, 125, 100)
    prepared = prepare(picture)
    assert len(prepared.digits) == 1
    assert prepared.boxes[0][3] < 100


@pytest.mark.parametrize("pitch", [9, 12, 16, 22])
def test_slanted_stripes_cut_off_by_the_borders_are_no_ones(pitch):
    y, x = np.mgrid[:380, :310].astype(np.float32)
    wave = np.sin((x * np.cos(0.25) + y * np.sin(0.25)) * 2 * np.pi / pitch)
    grain = np.random.default_rng(0).normal(0, 4, wave.shape)
    picture = np.clip(110 + 30 * wave + grain, 0, 255).astype(np.uint8)
    assert read_picture(picture).status == "unsure"


def test_ends_of_lines_at_the_border_are_no_ones():
    picture = paper(215, 242)
    picture[:46, 40:44] = picture[:47, 140:144] = INK
    assert prepare(picture).is_blank
    # The same two as high as the picture may be: an 11 that was cut out closely.
    eleven = paper(60, 60)
    one(eleven, 22, 4, 52)
    one(eleven, 42, 4, 52)
    assert len(prepare(eleven).digits) == 2


def test_of_thousands_of_dots_not_each_is_held_against_each(monkeypatch):
    """6,400 dots once took nine seconds."""
    seen, is_frame = [], segmentation.is_frame
    monkeypatch.setattr(
        segmentation,
        "is_frame",
        lambda piece, pieces, *rest: seen.append(len(pieces)) or is_frame(piece, pieces, *rest),
    )
    y, x = np.mgrid[:640, :640]
    prepare(np.where((x % 8 < 3) & (y % 8 < 3), 20, 235).astype(np.uint8))
    assert 0 < len(seen) <= 1000
    assert max(seen) <= 1000


def test_a_page_of_print_is_not_cut_into_every_letter():
    """Each line hung together and was cut into 20 letters: 783 in all, in two seconds."""
    picture, rng = np.full((640, 640), 250, np.uint8), np.random.default_rng(0)
    for y in range(14, 640, 16):
        line = "".join(rng.choice(list("abcdefgh0123456789 "), 91))
        place = (2, y)
        cv2.putText(picture, line, place, cv2.FONT_HERSHEY_SIMPLEX, 0.4, 20, 1, cv2.LINE_AA)
    assert len(prepare(picture).digits) <= 300


@pytest.mark.parametrize("ink", [60, 150])
def test_a_pen_no_wider_than_the_strokes_is_no_one_either(ink):
    picture = paper(300, 400)
    seven(picture, 120, 80)
    cv2.line(picture, (330, 120), (300, 330), ink, 9, cv2.LINE_AA)
    assert len(prepare(picture).digits) == 1


def test_a_tiny_digit_in_pieces_is_one_digit():
    """Shrinking a drawing to 28×28 pixels breaks strokes thinner than a pixel."""
    picture = np.zeros((28, 28), np.uint8)
    for y, x, h, w in ((5, 8, 1, 5), (6, 14, 3, 1), (11, 10, 1, 4), (14, 15, 4, 1), (20, 8, 1, 5)):
        picture[y : y + h, x : x + w] = 230
    assert len(prepare(picture).digits) == 1


def test_a_tiny_1_cut_out_along_its_ink_is_one_digit():
    picture = np.full((20, 6), 255, np.uint8)
    picture[:9, 3:5] = picture[10:, 1:3] = 0
    assert len(prepare(picture).digits) == 1
