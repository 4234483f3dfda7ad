"""Photographs in figures: framed, with their shades; a stage's loss in red; answers in words."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from helpers.figures.readings import show_answers, show_pictures, show_stages

RED, FRAME = (213, 94, 0), (138, 138, 138)


def pixels(picture) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(picture.png)).convert("RGB")).astype(int)


def near(image: np.ndarray, colour: tuple[int, int, int]) -> int:
    return int((np.abs(image - colour).max(axis=-1) < 12).sum())


def test_a_white_photograph_in_colour_has_a_frame():
    white = np.full((300, 200, 3), 255, np.uint8)
    assert near(pixels(show_pictures([white], ["white"])), FRAME) > 400


def test_shades_of_paper_stay_apart():
    ramp = np.tile(np.linspace(200, 250, 136).astype(np.uint8)[:, None, None], (1, 136, 3))
    shown = pixels(show_pictures([ramp], ["paper"]))
    greys = {int(p[0]) for p in shown.reshape(-1, 3) if 200 <= p[0] <= 250 and np.ptp(p) < 3}
    assert len(greys) > 30


def test_pixels_of_a_small_picture_are_equally_large():
    dots = np.zeros((28, 28), np.uint8)
    dots[::9, ::9] = 255
    shown = pixels(show_pictures([dots], ["dots"]))
    white = shown[60:, 40:].min(axis=-1) > 200
    runs = np.diff(np.flatnonzero(np.diff(white.any(axis=1).astype(int))))
    assert len(set(runs[:-1:2].tolist())) <= 2


def test_what_a_stage_takes_is_red_and_told_and_a_speck_is_framed():
    ink = np.zeros((300, 300), np.uint8)
    ink[100:200, 140:160] = 255
    speck = ink.copy()
    speck[20:23, 20:23] = 255
    few = show_stages({"page": {"ink": speck, "piece": ink}}, ["piece"])
    assert near(pixels(few), RED) > 100
    assert few.text == "page: ink; piece, takes 0% of the ink."
    much = show_stages({"page": {"ink": ink, "piece": ink * 0}}, ["piece"])
    assert much.text == "page: ink; piece, takes 100% of the ink."
    assert near(pixels(much), RED) > near(pixels(few), RED)
    assert near(pixels(show_stages({"page": {"ink": ink, "piece": ink * 0}})), RED) == 0


def test_answers_are_right_or_wrong_in_words():
    black = np.zeros((28, 28), np.uint8)
    shown = show_answers(["a", "b"], [black, black], [black, black], [4, 9], [4, 4])
    assert shown.text == "2 pictures, 1 read correctly: a (28×28): 4, right; b (28×28): 9, wrong."
