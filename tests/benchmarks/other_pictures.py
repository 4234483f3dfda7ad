"""Pictures of what is not a digit: letters, blank paper, textures, scribbles, other things.

Letters that some hand writes as a digit are left out: O o Q D (0), I i j l (1), Z z (2),
A a y q g (4 or 9), S s (5), G b (6), T (7), B (8). Nobody has learned from these typefaces, nor
from the Armenian, Georgian and Arabic letters. They are bent until no stroke is straight, and
rendered as the stress set is: pens, paper, light and camera.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from helpers.mnist_format import to_mnist
from helpers.synthesis.pens import slow_noise
from helpers.synthesis.rendering import render

_LATIN = "CEFHJKLMNPRUVWXYcdefhkmnprtuvwx"
#: Typefaces that come with Matplotlib, and letters in each.
LETTERS = {
    "cmmi10": _LATIN,
    "cmb10": _LATIN,
    "DejaVuSans": "ՖՓԽՄմխქჟღლشضك",
}
#: How many pictures of each kind.
COUNTS = {"letters": 320, "blank": 80, "textures": 80, "scribbles": 80, "things": 80}


def other_pictures(
    rng: np.random.Generator, share: float = 1.0
) -> Iterator[tuple[str, np.ndarray]]:
    """Yield kind and picture, uint8 (h, w, 3), of `share` times as many as `COUNTS` says."""
    make = {
        "letters": lambda: render(_letter(rng), rng, rng.uniform(0, 2), "stress", 500),
        "blank": lambda: render(
            np.zeros((28, 28), np.uint8), rng, rng.uniform(0, 2), "stress", 500
        ),
        "textures": lambda: _texture(rng),
        "scribbles": lambda: render(_scribble(rng), rng, rng.uniform(0, 2), "stress", 500),
        "things": lambda: _things(rng),
    }
    for kind, count in COUNTS.items():
        for _ in range(round(count * share)):
            yield kind, make[kind]()


def _letter(rng: np.random.Generator) -> np.ndarray:
    """Return one letter as a hand might write it, in MNIST's format."""
    import matplotlib
    from PIL import Image, ImageDraw, ImageFont

    fonts = Path(matplotlib.get_data_path(), "fonts", "ttf")
    name, letters = list(LETTERS.items())[rng.integers(len(LETTERS))]
    font = ImageFont.truetype(str(fonts / f"{name}.ttf"), 130)
    image = Image.new("L", (260, 260))
    letter = letters[rng.integers(len(letters))]
    ImageDraw.Draw(image).text((130, 130), letter, fill=255, font=font, anchor="mm")
    y, x = np.mgrid[:260, :260].astype(np.float32)
    for amplitude, cells in ((9, 4), (4, 8)):
        x += amplitude * slow_noise((260, 260), cells, rng)
        y += amplitude * slow_noise((260, 260), cells, rng)
    # A pen's line has no hairlines: at 28×28 pixels those of a typeface would fall to pieces, and
    # a torn n is two 1s for everybody.
    pen = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))
    inked = cv2.morphologyEx(np.array(image), cv2.MORPH_DILATE, pen)
    return to_mnist(cv2.remap(inked, x, y, cv2.INTER_LINEAR))


def _scribble(rng: np.random.Generator) -> np.ndarray:
    """Return a line without aim, in MNIST's format."""
    points = rng.uniform(30, 230, (rng.integers(9, 16), 2))
    steps = np.linspace(0, len(points) - 1, 400)
    path = np.stack([np.interp(steps, np.arange(len(points)), points[:, k]) for k in (0, 1)], 1)
    path = cv2.GaussianBlur(path.astype(np.float32), (1, 25), 8)
    canvas = np.zeros((260, 260), np.uint8)
    thickness = int(rng.integers(5, 16))
    cv2.polylines(canvas, [path.round().astype(np.int32)], False, 255, thickness, cv2.LINE_AA)
    return to_mnist(canvas)


def _texture(rng: np.random.Generator) -> np.ndarray:
    """Return cloth, wood, tiles, or grain."""
    h, w = (int(side) for side in rng.integers(60, 400, 2))
    y, x = np.mgrid[:h, :w].astype(np.float32)
    turn, pitch = rng.uniform(0, np.pi), rng.uniform(5, 40)
    wave = np.sin((x * np.cos(turn) + y * np.sin(turn)) * 2 * np.pi / pitch)
    across = np.sin((y * np.cos(turn) - x * np.sin(turn)) * 2 * np.pi / pitch)
    grain = slow_noise((h, w), int(rng.integers(5, 80)), rng)
    kind = rng.integers(4)
    level = (wave, np.maximum(wave, across), np.sin(3 * grain + wave), grain)[kind]
    noise = rng.standard_normal((h, w), dtype=np.float32) * rng.uniform(0, 10)
    gray = rng.uniform(60, 200) + rng.uniform(10, 50) * level + noise
    return np.repeat(np.clip(gray, 0, 255).astype(np.uint8)[..., None], 3, axis=2)


def _things(rng: np.random.Generator) -> np.ndarray:
    """Return something like a photograph: bodies of many colours, light and shade, and grain."""
    h, w = (int(side) for side in rng.integers(100, 500, 2))
    picture = np.empty((h, w, 3), np.float32)
    picture[:] = rng.uniform(40, 220, 3)
    picture += 25 * slow_noise((h, w), 3, rng)[..., None]
    for _ in range(rng.integers(4, 25)):
        colour = rng.uniform(0, 255, 3).tolist()
        middle = rng.uniform(0, 1, 2) * (w, h)
        size = rng.uniform(0.05, 0.5) * min(h, w)
        corners = middle + rng.normal(0, size, (rng.integers(3, 8), 2))
        if rng.random() < 0.5:
            cv2.fillPoly(picture, [corners.astype(np.int32)], colour, cv2.LINE_AA)
        else:
            axes = tuple(int(abs(side)) + 2 for side in rng.normal(0, size, 2))
            cv2.ellipse(
                picture, [int(v) for v in middle], axes, rng.uniform(0, 180), 0, 360, colour, -1
            )
    picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.8, 2.5))
    picture *= 1 + 0.25 * slow_noise((h, w), 3, rng)[..., None]
    picture += rng.uniform(0, 8) * rng.standard_normal(picture.shape, dtype=np.float32)
    return np.clip(picture, 0, 255).astype(np.uint8)
