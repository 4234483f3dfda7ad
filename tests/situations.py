"""Digits in situations as people meet them, drawn by a few lines each: name, picture, digits."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

PAPER, INK = 235, 40


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
    """Return ink, 0…1, on paper: uint8."""
    return (paper + ink * (colour - paper)).astype(np.uint8)


def sheet(h=200, w=500) -> np.ndarray:
    """Return empty paper."""
    return np.full((h, w), PAPER, np.uint8)


def zero(picture, x, y, h=80, w=50):
    """Draw a 0 whose upper left corner is (x, y)."""
    cv2.ellipse(picture, (x + w // 2, y + h // 2), (w // 2, h // 2), 0, 0, 360, INK, 7, cv2.LINE_AA)


def one(picture, x, y, h=80):
    """Draw a 1 whose upper end is (x, y)."""
    cv2.line(picture, (x, y), (x - 4, y + h), INK, 7, cv2.LINE_AA)


def seven(picture, x, y, h=80):
    """Draw a 7 whose upper left end is (x, y)."""
    cv2.line(picture, (x, y), (x + 45, y), INK, 7, cv2.LINE_AA)
    cv2.line(picture, (x + 45, y), (x + 15, y + h), INK, 7, cv2.LINE_AA)


def situations() -> Iterator[tuple[str, np.ndarray, str]]:
    """Yield name, picture and digits of everything; "" where there is no digit."""
    yield from _light()
    yield from _lines()
    yield from _places()
    yield from _several()
    yield from _broken()
    yield from _nothing()


def _light():
    y, x = np.mgrid[:240, :240]
    shadow = np.where(x + 0.5 * y > 170, 0.5, 1.0)
    yield "a shadow with a sharp edge", (on_paper(four()) * shadow).astype(np.uint8), "4"
    yield "chalk on a board", on_paper(four(), paper=30, colour=230), "4"
    for place in ((60, 60), (120, 200)):
        light = 0.3 + 0.7 / (1 + ((x - place[0]) ** 2 + (y - place[1]) ** 2) / 130**2)
        picture = (on_paper(four(), colour=110) * light).astype(np.uint8)
        yield f"a lamp's light around {place}", picture, "4"
    noise = np.random.default_rng(0).normal(0, 2, (240, 240))
    for turn in (70, 90, 110):
        across = (x - 110) * np.sin(np.radians(turn)) + (y - 125) * np.cos(np.radians(turn))
        light = 1 - 0.45 * np.clip(across / 2, 0, 1)
        picture = np.clip(on_paper(four()) * light + noise, 0, 255).astype(np.uint8)
        yield f"a shadow's edge across the digit, turned by {turn}°", picture, "4"
    light = np.ones((240, 240), np.float32)
    light[:, 60:] = 0.55
    picture = np.clip(on_paper(four()) * light + noise, 0, 255).astype(np.uint8)
    yield "a digit wholly in a shadow", picture, "4"
    shade = np.zeros((240, 240), np.uint8)
    cv2.line(shade, (105, 100), (-60, 20), 255, 60, cv2.LINE_AA)
    light = 1 - 0.4 * cv2.GaussianBlur(shade, (0, 0), 1.5) / np.float32(255)
    yield "the narrow shadow of a finger", (on_paper(four()) * light).astype(np.uint8), "4"
    strong = np.random.default_rng(1).normal(0, 12, (240, 240))
    picture = np.clip(on_paper(four(), colour=120) + strong, 0, 255).astype(np.uint8)
    yield "noise", picture, "4"


def _lines():
    for slope in (0.0, 0.12):
        for squared in (False, True):
            paper = np.full((240, 240), 230, np.uint8)
            for start in range(-240, 480, 45):
                cv2.line(paper, (0, start), (240, int(start + slope * 240)), 160, 2, cv2.LINE_AA)
                if squared:
                    end = int(start - slope * 240)
                    cv2.line(paper, (start, 0), (end, 240), 160, 2, cv2.LINE_AA)
            picture = (paper + four() * (50.0 - paper)).astype(np.uint8)
            yield f"{'squared' if squared else 'ruled'} paper, slope {slope}", picture, "4"
    for spacing in (36, 45):
        paper = np.full((240, 240), 230, np.uint8)
        for start in range(10, 240, spacing):
            cv2.line(paper, (0, start), (240, start + 8), 110, 4, cv2.LINE_AA)
            cv2.line(paper, (start, 0), (start - 8, 240), 110, 4, cv2.LINE_AA)
        picture = (paper + four() * (30.0 - paper)).astype(np.uint8)
        yield f"strong squares of {spacing} pixels", picture, "4"
    picture = on_paper(four())
    cv2.rectangle(picture, (20, 24), (219, 221), 40, 2)
    yield "a box around the digit", picture, "4"
    picture = sheet(300, 300)
    corners = cv2.boxPoints(((150, 150), (190, 200), 12)).astype(np.int32)
    cv2.polylines(picture, [corners], True, INK, 4, cv2.LINE_AA)
    seven(picture, 125, 110)
    yield "a box aslant", picture, "7"
    paper = np.full((240, 240), 230, np.uint8)
    for y in (45, 200):
        cv2.line(paper, (0, y), (240, y), 60, 3, cv2.LINE_AA)
    for x in (40, 190):
        cv2.line(paper, (x, 45), (x, 200), 60, 3, cv2.LINE_AA)
    yield "a form's boxes", (paper + four() * (30.0 - paper)).astype(np.uint8), "4"
    picture = np.full((200, 400), 230, np.uint8)
    picture[50:52], picture[150:152] = 170, 170
    for x in (100, 180, 260):
        cv2.line(picture, (x, 52), (x - 4, 149), 40, 8, cv2.LINE_AA)
    yield "1s between two ruled lines", picture, "111"
    picture = sheet(300, 300)
    cv2.line(picture, (80, 70), (80, 220), INK, 4, cv2.LINE_AA)
    cv2.line(picture, (76, 216), (230, 216), INK, 4, cv2.LINE_AA)
    seven(picture, 125, 100)
    yield "axes beside the digit", picture, "7"
    for gap in (14, 18, 30):
        picture = sheet()
        seven(picture, 220, 50)
        cv2.line(picture, (205, 137 + gap), (285, 135 + gap), INK, 7, cv2.LINE_AA)
        yield f"a line {gap} pixels under the digit", picture, "7"


def _places():
    for size in (40, 90, 700, 2400):
        picture = cv2.resize(on_paper(four()), (size, size), interpolation=cv2.INTER_AREA)
        yield f"{size} pixels", picture, "4"
    for width in (3, 6, 14, 22):
        yield f"a pen of {width} pixels", on_paper(four(width=width)), "4"
    padded = np.full((400, 340), 255, np.uint8)
    padded[80:320, 50:290] = on_paper(four(), paper=170)
    yield "a grey crop on white padding", padded, "4"
    turn = cv2.getRotationMatrix2D((120, 120), 9, 0.75)
    table = cv2.warpAffine(on_paper(four()), turn, (240, 240), borderValue=70)
    yield "a sheet on a dark table", table, "4"
    table = np.full((600, 700), 60, np.uint8)
    table[230:470, 300:540] = on_paper(four())
    yield "a small note on a dark table", table, "4"
    for side in (500, 2000):
        picture = np.full((side, side), 255, np.uint8)
        cv2.ellipse(picture, (side // 2, side // 2), (side // 5, side // 3), 0, 0, 360, 0, 1)
        yield f"a line of one pixel in {side}", picture, "0"
    for ground in (0, 255):
        for margin in (0, 2):
            ink = four(width=13)
            rows, columns = np.nonzero(ink > 0.5)
            top, left = rows.min() - margin, columns.min() - margin
            ink = ink[top : rows.max() + margin + 1, left : columns.max() + margin + 1]
            yield f"cut along its ink, {ground}, {margin}", on_paper(ink, ground, 255 - ground), "4"
    nine = np.full((100, 62), 250, np.uint8)
    cv2.ellipse(nine, (29, 28), (25, 24), 0, 0, 360, 20, 7, cv2.LINE_AA)
    cv2.line(nine, (55, 0), (55, 99), 20, 7, cv2.LINE_AA)
    for margin in (0, 10):
        picture = np.pad(nine, margin, constant_values=250)
        yield f"a stem along the border, {margin}", picture, "9"
    for ground in (0, 255):
        drawn = np.full((28, 20), 255 - ground, np.uint8)
        cv2.polylines(drawn, [np.int32([(4, 5), (15, 5), (8, 23)])], False, ground, 2)
        yield f"a tiny drawing in {ground}", drawn, "7"
        padding = np.pad(drawn, ((4, 4), (8, 8)), constant_values=ground)
        yield f"a tiny drawing in {ground}, on padding", padding, "7"
    for seed in range(3):
        noise = np.random.default_rng(seed).normal(0, 2, (480, 640))
        ink = four((480, 640), 60, 5, (300, 200))
        picture = np.clip(on_paper(ink) + noise, 0, 255).astype(np.uint8)
        yield f"a small digit on grained paper, {seed}", picture, "4"
    drawn = np.zeros((300, 300, 3), np.uint8)
    points = np.int32([(165, 40), (155, 110), (150, 170), (138, 260)])
    cv2.polylines(drawn, [points], False, (0, 162, 232), 34, cv2.LINE_AA)
    yield "a 1 of a thick brush", drawn, "1"


def _several():
    picture = sheet()
    seven(picture, 60, 50)
    zero(picture, 150, 55)
    one(picture, 260, 48)
    yield "a row", picture, "701"
    picture = sheet(330, 600)
    for index in range(5):
        zero(picture, 60 + 100 * index, 120 - 18 * index)
    for index in range(3):
        seven(picture, 90 + 100 * index, 240 - 18 * index)
    yield "two rows that climb", picture, "00000777"
    picture = sheet()
    zero(picture, 80, 60)
    cv2.line(picture, (180, 100), (215, 100), INK, 7)
    zero(picture, 270, 60)
    yield "a dash between digits", picture, "00"
    picture = sheet()
    seven(picture, 50, 60)
    zero(picture, 150, 60)
    zero(picture, 204, 60)
    yield "0s that touch", picture, "700"
    eleven = sheet(60, 60)
    one(eleven, 22, 4, 52)
    one(eleven, 42, 4, 52)
    yield "an 11 cut out closely", eleven, "11"


def _broken():
    for gap in (3, 8):
        picture = sheet()
        zero(picture, 200, 50)
        picture[88 : 88 + gap, :230] = PAPER
        yield f"a 0 with a gap of {gap}", picture, "0"
    picture = sheet()
    cv2.line(picture, (205, 60), (200, 90), INK, 7, cv2.LINE_AA)
    cv2.ellipse(picture, (205, 115), (28, 26), 0, -100, 140, INK, 7, cv2.LINE_AA)
    cv2.line(picture, (216, 58), (250, 56), INK, 7, cv2.LINE_AA)
    yield "a 5 whose bar stands off", picture, "5"
    picture = sheet(260, 300)
    cv2.ellipse(picture, (190, 170), (80, 120), 0, 175, 260, INK, 7, cv2.LINE_AA)
    cv2.ellipse(picture, (160, 180), (38, 42), 0, -160, 150, INK, 7, cv2.LINE_AA)
    yield "a 6 whose stem and bowl don't meet", picture, "6"
    picture = sheet(400, 300)
    cv2.line(picture, (80, 60), (220, 60), INK, 20, cv2.LINE_AA)
    cv2.line(picture, (220, 60), (150, 300), INK, 20, cv2.LINE_AA)
    picture[176:184] = PAPER
    yield "a 7 broken below its bar", picture, "7"
    picture = sheet()
    seven(picture, 220, 60)
    for x, y in ((40, 30), (420, 150), (330, 100)):
        cv2.circle(picture, (x, y), 3, INK, -1)
    yield "specks", picture, "7"
    picture = sheet(300, 400)
    seven(picture, 120, 80)
    cv2.line(picture, (230, 150), (330, 330), 90, 26, cv2.LINE_AA)
    yield "a pen on the paper", picture, "7"


def _nothing():
    yield "white", np.full((50, 50), 255, np.uint8), ""
    yield "black", np.zeros((28, 28, 3), np.uint8), ""
    yield "one pixel", np.full((1, 1), 7, np.uint8), ""
    yield "one line of pixels", np.full((1, 900, 3), 200, np.uint8), ""
    yield "grain", np.random.default_rng(0).normal(200, 6, (300, 200)).astype(np.uint8), ""
    paper = np.full((240, 240), 230, np.uint8)
    paper[20::45] = 150
    yield "empty ruled paper", paper, ""
    picture = sheet()
    cv2.circle(picture, (250, 100), 9, INK, -1, cv2.LINE_AA)
    yield "a dot", picture, ""
    picture = sheet()
    cv2.line(picture, (150, 100), (330, 104), INK, 8, cv2.LINE_AA)
    yield "a dash", picture, ""
    picture = sheet()
    for x in (120, 260, 400):
        cv2.line(picture, (x, -5), (x + 12, 205), INK, 9, cv2.LINE_AA)
    yield "stripes from border to border", picture, ""
    y, x = np.mgrid[:380, :310].astype(np.float32)
    for pitch in (9, 12, 16, 22):
        wave = np.sin((x * np.cos(0.25) + y * np.sin(0.25)) * 2 * np.pi / pitch)
        grain = np.random.default_rng(0).normal(0, 4, wave.shape)
        yield f"slanted stripes of {pitch}", np.uint8(np.clip(110 + 30 * wave + grain, 0, 255)), ""
    picture = sheet(215, 242)
    picture[:46, 40:44] = picture[:47, 140:144] = INK
    yield "ends of lines at the border", picture, ""
