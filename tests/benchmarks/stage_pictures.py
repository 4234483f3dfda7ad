"""Generated pictures, each full of what one stage of `helpers.preprocessing` is for.

On ordinary pictures a stage may seem idle because they hold nothing for it to do. The digits are
MNIST's test digits, enlarged; the pens for "width" are hairs and felt pens.
"""

from __future__ import annotations

import cv2
import numpy as np

#: Paper and ink that are nearly as bright as one another: red, green, blue, each 0…255.
PAIRS = (
    ((252, 252, 248), (250, 232, 70)),
    ((120, 160, 110), (215, 105, 95)),
    ((150, 170, 225), (235, 135, 175)),
    ((225, 150, 110), (120, 180, 200)),
    ((60, 75, 140), (130, 40, 50)),
)
SIDE = 320


def stage_pictures(stage: str, digit: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return a picture of a digit for the stage "colour", "noise", "rulings" or "width".

    Args:
        stage: the stage that the picture is for.
        digit: uint8 array of shape (28, 28), ink bright on 0.
        rng: makes every choice.

    Returns:
        uint8 array of shape (320, 320, 3).

    >>> stage_pictures("noise", np.eye(28, dtype=np.uint8) * 255, np.random.default_rng(0)).shape
    (320, 320, 3)
    """
    paper, ink = np.float32((236, 234, 228)), np.float32((45, 50, 80))
    if stage == "colour":
        paper, ink = (np.float32(colour) for colour in PAIRS[rng.integers(len(PAIRS))])
    sheet = np.empty((SIDE, SIDE, 3), np.float32)
    sheet[:] = paper
    if stage == "rulings":
        _rule(sheet, rng)
    covered = cv2.resize(digit, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    solid = cv2.threshold(covered, 127, 255, cv2.THRESH_BINARY)[1]
    if stage == "width":
        solid = _other_pen(solid, rng)
    covered = cv2.GaussianBlur(solid, (0, 0), 1.0).astype(np.float32)[..., None] / 255
    picture = sheet + covered * (ink - sheet)
    grain = 3.0
    if stage == "noise":
        picture = 0.5 * picture + 60
        grain = rng.uniform(30, 60)
    picture += grain * rng.standard_normal((SIDE, SIDE, 1), dtype=np.float32)
    return np.clip(picture, 0, 255).astype(np.uint8)


def _other_pen(solid: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Write the digit with a hair of pencil or with a felt pen: uint8, values 0 and 255."""
    if rng.random() < 0.5:
        side = int(rng.integers(14, 24))
        disk = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
        return cv2.dilate(solid, disk)
    depth = cv2.distanceTransform(solid, cv2.DIST_L2, 5)
    ridge = (depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8)) - 0.4) & (depth > 3)
    side = int(rng.integers(3, 6))
    return cv2.dilate(ridge.astype(np.uint8) * 255, np.ones((side, side), np.uint8))


def _rule(sheet: np.ndarray, rng: np.random.Generator) -> None:
    """Print ruled or squared lines on `sheet`, in place, nearly as dark as the ink."""
    lines = np.zeros((SIDE, SIDE), np.uint8)
    spacing, slope = rng.integers(40, 90), rng.uniform(-0.08, 0.08)
    width = int(rng.integers(2, 6))
    squared = rng.random() < 0.5
    for start in range(int(rng.integers(-60, -20)), SIDE + 60, int(spacing)):
        drop = int(slope * SIDE)
        cv2.line(lines, (0, start), (SIDE, start + drop), 255, width, cv2.LINE_AA)
        if squared:
            cv2.line(lines, (start, 0), (start - drop, SIDE), 255, width, cv2.LINE_AA)
    sheet += (lines / np.float32(255))[..., None] * (np.float32((95, 120, 175)) - sheet)
