"""Photographs in figures: framed, with their shades, their pixels equally large."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from helpers.figures.readings import show_pictures

FRAME = (138, 138, 138)


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
