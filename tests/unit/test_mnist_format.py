"""Any picture becomes what MNIST would have made of it."""

import csv
from pathlib import Path

import cv2
import numpy as np
import pytest

from helpers.data import load_mnist
from helpers.decoding import decode
from helpers.preprocessing import ALL_STAGES, STAGES, prepare, to_mnist

ROOT = Path(__file__).resolve().parents[2]
RECOGNITION = ROOT / "recognition"


def four(shape=(240, 240), height=100, width=9, place=(70, 70)) -> np.ndarray:
    """Return the ink of a 4, 0…1."""
    x, y = place
    lines = [[(0.45, 0), (0.0, 0.62), (0.75, 0.62)], [(0.55, 0.3), (0.5, 1.0)]]
    ink = np.zeros(shape, np.uint8)
    for line in lines:
        points = (np.array(line) * height + (x, y)).astype(np.int32)
        cv2.polylines(ink, [points], False, 255, width, cv2.LINE_AA)
    return ink / np.float32(255)


def on_paper(ink, paper=230.0, colour=50.0) -> np.ndarray:
    return (paper + ink * (colour - paper)).astype(np.uint8)


def likeness(a: np.ndarray, b: np.ndarray) -> float:
    """Return the correlation of two 28×28 images."""
    return float(np.corrcoef(a.ravel(), b.ravel())[0, 1])


@pytest.fixture(scope="module")
def clean() -> np.ndarray:
    return prepare(on_paper(four())).digits[0]


def test_to_mnist_keeps_the_box_and_the_centre_of_mass():
    ink = np.zeros((300, 200), np.uint8)
    ink[30:230, 50:90] = 255
    ink[190:230, 50:170] = 255  # an L: its mass is not in the middle of its box
    image = to_mnist(ink)
    rows, columns = np.nonzero(image)
    assert max(np.ptp(rows), np.ptp(columns)) + 1 == 20
    mass = cv2.moments(image)
    assert abs(mass["m10"] / mass["m00"] - 14) <= 0.5
    assert abs(mass["m01"] / mass["m00"] - 14) <= 0.5


def test_to_mnist_takes_floats_and_blank_ink():
    ink = four()
    assert likeness(to_mnist(ink), to_mnist((ink * 255).astype(np.uint8))) > 0.999
    assert not to_mnist(np.zeros((50, 70), np.float32)).any()


@pytest.mark.parametrize("invert", [False, True])
@pytest.mark.parametrize("channels", [1, 3])
def test_mnist_images_pass_unharmed(clean, invert, channels):
    picture = 255 - clean if invert else clean
    picture = picture if channels == 1 else np.repeat(picture[..., None], 3, axis=2)
    assert np.array_equal(prepare(picture).digits, clean[None])


def test_light_on_dark_and_dark_on_light_are_read_alike(clean):
    board = on_paper(four(), paper=30, colour=230)
    assert likeness(prepare(board).digits[0], clean) > 0.95


@pytest.mark.parametrize("size", [40, 90, 700, 2400])
def test_size_does_not_matter(clean, size):
    picture = cv2.resize(on_paper(four()), (size, size), interpolation=cv2.INTER_AREA)
    digits = prepare(picture).digits
    assert len(digits) == 1
    assert likeness(digits[0], clean) > 0.85


@pytest.mark.parametrize("width", [3, 6, 14, 22])
def test_pencil_and_marker_become_as_wide_as_mnists_strokes(width):
    image = prepare(on_paper(four(width=width))).digits[0]
    # Nine tenths of MNIST's 4s have 59 … 142 bright pixels.
    assert 59 <= (image > 127).sum() <= 145


def test_without_the_stage_the_pencil_stays_thin():
    picture = on_paper(four(width=3))
    thin = prepare(picture, ALL_STAGES - {"width"}).digits[0]
    assert thin.sum() < 0.7 * prepare(picture).digits[0].sum()


def test_a_shadow_with_a_sharp_edge_leaves_no_mark(clean):
    y, x = np.mgrid[:240, :240]
    shadow = np.where(x + 0.5 * y > 170, 0.5, 1.0)
    picture = (on_paper(four()) * shadow).astype(np.uint8)
    digits = prepare(picture).digits
    assert len(digits) == 1
    assert likeness(digits[0], clean) > 0.9


@pytest.mark.parametrize("slope", [0.0, 0.12])
@pytest.mark.parametrize("squared", [False, True])
def test_printed_lines_go_and_the_digit_stays_whole(clean, slope, squared):
    paper = np.full((240, 240), 230, np.uint8)
    for start in range(-240, 480, 45):
        cv2.line(paper, (0, start), (240, int(start + slope * 240)), 160, 2, cv2.LINE_AA)
        if squared:
            cv2.line(paper, (start, 0), (int(start - slope * 240), 240), 160, 2, cv2.LINE_AA)
    ink = four()
    digits = prepare((paper + ink * (50.0 - paper)).astype(np.uint8)).digits
    assert len(digits) == 1
    assert likeness(digits[0], clean) > 0.9


def test_ruled_paper_without_a_digit_is_blank():
    paper = np.full((240, 240), 230, np.uint8)
    paper[20::45] = 150
    assert prepare(paper).is_blank


def test_a_grey_crop_on_white_padding_is_seen_through(clean):
    padded = np.full((400, 340), 255, np.uint8)
    padded[80:320, 50:290] = on_paper(four(), paper=170)
    prepared = prepare(padded)
    assert likeness(prepared.digits[0], clean) > 0.95
    x, y, _, h = prepared.boxes[0]
    assert abs(x - 50 - 66) < 6
    assert abs(y - 80 - 66) < 6
    assert abs(h - 108) < 8


def test_a_sheet_on_a_dark_table_is_read_like_any_other(clean):
    turn = cv2.getRotationMatrix2D((120, 120), 9, 0.75)
    table = cv2.warpAffine(on_paper(four()), turn, (240, 240), borderValue=70)
    straight = cv2.getRotationMatrix2D((120, 120), 9, 1.0)
    ink = cv2.warpAffine(four(), straight, (240, 240))
    digits = prepare(table).digits
    assert len(digits) == 1
    assert likeness(digits[0], prepare(on_paper(ink)).digits[0]) > 0.9


def test_a_box_drawn_around_the_digit_is_left_out(clean):
    picture = on_paper(four())
    cv2.rectangle(picture, (20, 24), (219, 221), 40, 2)
    digits = prepare(picture).digits
    assert len(digits) == 1
    assert likeness(digits[0], clean) > 0.9


def test_noise_does_not_roughen_or_multiply_the_digit(clean):
    rng = np.random.default_rng(1)
    picture = on_paper(four(), colour=120) + rng.normal(0, 12, (240, 240))
    digits = prepare(np.clip(picture, 0, 255).astype(np.uint8)).digits
    assert len(digits) == 1
    assert likeness(digits[0], clean) > 0.9


@pytest.mark.parametrize(
    "picture",
    [
        np.full((50, 50), 255, np.uint8),
        np.zeros((28, 28, 3), np.uint8),
        np.full((1, 1), 7, np.uint8),
        np.full((1, 900, 3), 200, np.uint8),
        np.random.default_rng(0).normal(200, 6, (300, 200)).astype(np.uint8),
    ],
    ids=["white", "black", "pixel", "line", "noise"],
)
def test_blank_paper_is_blank(picture):
    prepared = prepare(picture)
    assert prepared.is_blank
    assert prepared.digits.shape == (0, 28, 28)


def test_each_stage_is_shown_in_order():
    prepared = prepare(on_paper(four()), keep_stages=True)
    assert list(prepared.stages) == ["picture", *STAGES]
    assert all(image.dtype == np.uint8 for image in prepared.stages.values())
    assert prepare(on_paper(four())).stages == {}


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_can_be_left_out(stage):
    digits = prepare(on_paper(four()), ALL_STAGES - {stage}, keep_stages=True).digits
    assert digits.shape[1:] == (28, 28)


def test_wrong_input_is_named():
    with pytest.raises(ValueError, match="uint8 array of shape"):
        prepare(np.zeros((28, 28), np.float32))
    with pytest.raises(ValueError, match="Stages are named"):
        prepare(np.zeros((28, 28), np.uint8), ["colour", "polish"])


def test_the_projects_own_pictures_hold_as_many_digits_as_they_say():
    with (RECOGNITION / "labels.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 6
    for row in rows:
        assert len(prepare(decode(RECOGNITION / row["file"])).digits) == len(row["digits"])


def test_real_pictures_hold_as_many_digits_as_they_say():
    folder = ROOT / "../shared/handwriting"
    if not (folder / "labels.csv").is_file():
        pytest.skip("the real pictures are not on this machine")
    with (folder / "labels.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    counts = [len(prepare(decode(folder / row["file"])).digits) for row in rows]
    right = sum(n == len(row["digits"]) for n, row in zip(counts, rows, strict=True))
    assert right >= len(rows) - 1


@pytest.mark.parametrize("side", [500, 2000])
def test_a_hair_of_pencil_in_a_large_picture_stays_whole(side):
    """A line of one pixel once faded to dots when its digit was shrunk."""
    picture = np.full((side, side), 255, np.uint8)
    cv2.ellipse(picture, (side // 2, side // 2), (side // 5, side // 3), 0, 0, 360, 0, 1)
    (zero,) = prepare(picture).digits
    ring, background = zero > 60, (zero <= 60).astype(np.uint8)
    assert cv2.connectedComponents(ring.astype(np.uint8), connectivity=8)[0] == 2, "one piece"
    assert cv2.connectedComponents(background, connectivity=4)[0] == 3, "a hole, and the outside"


@pytest.mark.parametrize("spacing", [36, 45])
def test_strongly_printed_squares_leave_nothing_where_they_cross(clean, spacing):
    """The crossings once stayed as dots, because each line took the other for a stroke."""
    paper = np.full((240, 240), 230, np.uint8)
    for start in range(10, 240, spacing):
        cv2.line(paper, (0, start), (240, start + 8), 110, 4, cv2.LINE_AA)
        cv2.line(paper, (start, 0), (start - 8, 240), 110, 4, cv2.LINE_AA)
    digits = prepare((paper + four() * (30.0 - paper)).astype(np.uint8)).digits
    assert len(digits) == 1
    assert likeness(digits[0], clean) > 0.85


def test_the_sides_of_a_forms_boxes_are_no_ones(clean):
    paper = np.full((240, 240), 230, np.uint8)
    for y in (45, 200):
        cv2.line(paper, (0, y), (240, y), 60, 3, cv2.LINE_AA)
    for x in (40, 190):
        cv2.line(paper, (x, 45), (x, 200), 60, 3, cv2.LINE_AA)
    digits = prepare((paper + four() * (30.0 - paper)).astype(np.uint8)).digits
    assert len(digits) == 1
    assert likeness(digits[0], clean) > 0.9


def test_ones_between_two_ruled_lines_stay():
    picture = np.full((200, 400), 230, np.uint8)
    picture[50:52], picture[150:152] = 170, 170
    for x in (100, 180, 260):
        cv2.line(picture, (x, 52), (x - 4, 149), 40, 8, cv2.LINE_AA)
    assert len(prepare(picture).digits) == 3


def test_a_note_that_is_small_in_its_picture_is_found(clean):
    table = np.full((600, 700), 60, np.uint8)
    table[230:470, 300:540] = on_paper(four())
    prepared = prepare(table)
    assert len(prepared.digits) == 1
    assert likeness(prepared.digits[0], clean) > 0.9
    assert abs(prepared.boxes[0][0] - 366) < 8
    assert abs(prepared.boxes[0][1] - 296) < 8


@pytest.mark.parametrize("place", [(60, 60), (120, 200)])
def test_the_dark_corners_of_a_lamps_light_are_no_board(clean, place):
    y, x = np.mgrid[:240, :240]
    light = 0.3 + 0.7 / (1 + ((x - place[0]) ** 2 + (y - place[1]) ** 2) / 130**2)
    digits = prepare((on_paper(four(), colour=110) * light).astype(np.uint8)).digits
    assert len(digits) == 1
    assert likeness(digits[0], clean) > 0.9


@pytest.mark.parametrize("turn", [70, 90, 110])
def test_a_shadow_whose_straight_edge_crosses_the_digit_is_no_table(clean, turn):
    y, x = np.mgrid[:240, :240].astype(np.float32)
    across = (x - 110) * np.sin(np.radians(turn)) + (y - 125) * np.cos(np.radians(turn))
    light = 1 - 0.45 * np.clip(across / 2, 0, 1)
    noise = np.random.default_rng(0).normal(0, 2, light.shape)
    prepared = prepare(np.clip(on_paper(four()) * light + noise, 0, 255).astype(np.uint8))
    assert len(prepared.digits) == 1
    assert likeness(prepared.digits[0], clean) > 0.8


def test_a_digit_that_lies_wholly_in_a_shadow_is_found(clean):
    light = np.ones((240, 240), np.float32)
    light[:, 60:] = 0.55
    noise = np.random.default_rng(0).normal(0, 2, light.shape)
    prepared = prepare(np.clip(on_paper(four()) * light + noise, 0, 255).astype(np.uint8))
    assert len(prepared.digits) == 1
    assert likeness(prepared.digits[0], clean) > 0.8


@pytest.mark.parametrize("ground", [0, 255])
@pytest.mark.parametrize("margin", [0, 2])
def test_a_drawing_cut_out_along_its_ink_keeps_its_strokes(clean, ground, margin):
    ink = four(width=13)
    rows, columns = np.nonzero(ink > 0.5)
    top, left = rows.min() - margin, columns.min() - margin
    ink = ink[top : rows.max() + margin + 1, left : columns.max() + margin + 1]
    prepared = prepare(on_paper(ink, ground, 255 - ground))
    assert len(prepared.digits) == 1
    assert likeness(prepared.digits[0], clean) > 0.8


@pytest.mark.parametrize("margin", [0, 10])
def test_the_straight_stem_of_a_closely_cut_digit_is_no_ruling(margin):
    nine = np.full((100, 62), 250, np.uint8)
    cv2.ellipse(nine, (29, 28), (25, 24), 0, 0, 360, 20, 7, cv2.LINE_AA)
    cv2.line(nine, (55, 0), (55, 99), 20, 7, cv2.LINE_AA)
    prepared = prepare(np.pad(nine, margin, constant_values=250))
    assert len(prepared.digits) == 1
    assert prepared.boxes[0][3] > 95


@pytest.mark.parametrize("ground", [0, 255])
def test_a_tiny_drawing_on_padding_is_seen_through(ground):
    drawn = np.full((28, 20), 255 - ground, np.uint8)
    cv2.polylines(drawn, [np.int32([(4, 5), (15, 5), (8, 23)])], False, ground, 2)
    plain = prepare(drawn).digits[0]
    padded = prepare(np.pad(drawn, ((4, 4), (8, 8)), constant_values=ground))
    assert len(padded.digits) == 1
    assert likeness(padded.digits[0], plain) > 0.8


def test_a_small_digit_on_grained_paper_is_dark_on_light():
    """The most frequent grey level of grained paper says nothing about its ink."""
    for seed in range(5):
        noise = np.random.default_rng(seed).normal(0, 2, (480, 640))
        ink = four((480, 640), 60, 5, (300, 200))
        prepared = prepare(np.clip(on_paper(ink) + noise, 0, 255).astype(np.uint8))
        assert len(prepared.digits) == 1


def test_the_narrow_shadow_of_a_finger_leaves_no_mark(clean):
    shade = np.zeros((240, 240), np.uint8)
    cv2.line(shade, (105, 100), (-60, 20), 255, 60, cv2.LINE_AA)
    light = 1 - 0.4 * cv2.GaussianBlur(shade, (0, 0), 1.5) / np.float32(255)
    prepared = prepare((on_paper(four()) * light).astype(np.uint8))
    assert len(prepared.digits) == 1
    assert likeness(prepared.digits[0], clean) > 0.8


def test_a_wavy_1_of_a_thick_brush_is_no_sheet_of_paper():
    drawn = np.zeros((300, 300, 3), np.uint8)
    points = np.int32([(165, 40), (155, 110), (150, 170), (138, 260)])
    cv2.polylines(drawn, [points], False, (0, 162, 232), 34, cv2.LINE_AA)
    prepared = prepare(drawn)
    assert len(prepared.digits) == 1
    assert prepared.boxes[0][3] > 200


@pytest.mark.parametrize("thicker", [1, 15])
@pytest.mark.parametrize("margin", [0, 4])
def test_digits_cut_out_along_their_ink_are_read_in_either_polarity(thicker, margin):
    """Where half of a picture is ink, the many do not tell the paper; the shapes do."""
    (images, _), _ = load_mnist()
    pen = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (thicker, thicker))
    for image in images[:16]:
        large = cv2.resize(image, (280, 280), interpolation=cv2.INTER_CUBIC)
        solid = np.where(cv2.GaussianBlur(large, (0, 0), 3) > 110, 255, 0).astype(np.uint8)
        solid = cv2.dilate(solid, pen)
        x, y, w, h = cv2.boundingRect(solid)
        cut = cv2.copyMakeBorder(
            solid[y : y + h, x : x + w], *(margin,) * 4, cv2.BORDER_CONSTANT, value=0
        )
        for picture in (cut, 255 - cut):
            found = prepare(picture).digits
            assert len(found) == 1
            assert likeness(found[0], image) > 0.7
