"""Render the pictures in recognition/: digits of the project's own, each on another ground.

The digits are curves written down below, not images of MNIST and nobody's handwriting. The same
seed gives the same pixels: run `python tools/render_recognition.py` from the checkout's folder.
"""

from __future__ import annotations

import csv
from pathlib import Path

import cv2
import numpy as np

from helpers.synthesis import pens, scenes

Colour = tuple[float, float, float]
FOLDER = Path(__file__).resolve().parents[1] / "recognition"

#: Each digit's strokes as points that a smooth curve runs through; x to the right 0 … 0.7,
#: y down 0 … 1.
STROKES = {
    "0": [[(0.36, 0.02), (0.12, 0.2), (0.06, 0.6), (0.24, 0.97), (0.52, 0.85), (0.62, 0.45),
           (0.5, 0.1), (0.3, 0.03)]],
    "1": [[(0.2, 0.27), (0.32, 0.14), (0.42, 0.0)], [(0.42, 0.0), (0.4, 0.5), (0.37, 1.0)]],
    "2": [[(0.08, 0.24), (0.2, 0.05), (0.45, 0.03), (0.56, 0.24), (0.42, 0.55), (0.2, 0.8),
           (0.05, 0.96)], [(0.05, 0.96), (0.3, 0.94), (0.64, 0.97)]],
    "3": [[(0.08, 0.1), (0.3, 0.0), (0.54, 0.14), (0.46, 0.38), (0.24, 0.47)],
          [(0.24, 0.47), (0.5, 0.54), (0.58, 0.76), (0.38, 0.98), (0.14, 0.97), (0.04, 0.86)]],
    "4": [[(0.36, 0.02), (0.2, 0.34), (0.04, 0.62)], [(0.04, 0.62), (0.36, 0.63), (0.68, 0.6)],
          [(0.5, 0.28), (0.48, 0.64), (0.46, 1.0)]],
    "5": [[(0.18, 0.04), (0.15, 0.22), (0.12, 0.43)],
          [(0.12, 0.43), (0.34, 0.37), (0.56, 0.54), (0.54, 0.82), (0.3, 0.99), (0.05, 0.92)],
          [(0.18, 0.04), (0.38, 0.05), (0.6, 0.02)]],
    "6": [[(0.5, 0.02), (0.26, 0.22), (0.1, 0.55), (0.12, 0.85), (0.34, 0.99), (0.55, 0.84),
           (0.52, 0.62), (0.32, 0.54), (0.12, 0.72)]],
    "7": [[(0.06, 0.07), (0.3, 0.08), (0.6, 0.04)], [(0.6, 0.04), (0.42, 0.45), (0.26, 1.0)]],
    "7-": [[(0.06, 0.07), (0.3, 0.08), (0.6, 0.04)], [(0.6, 0.04), (0.42, 0.45), (0.26, 1.0)],
           [(0.18, 0.52), (0.36, 0.5), (0.56, 0.5)]],
    "8": [[(0.54, 0.12), (0.32, 0.0), (0.12, 0.16), (0.26, 0.4), (0.5, 0.6), (0.54, 0.86),
           (0.32, 1.0), (0.1, 0.84), (0.2, 0.58), (0.44, 0.38), (0.55, 0.18), (0.5, 0.08)]],
    "9": [[(0.54, 0.22), (0.36, 0.02), (0.12, 0.14), (0.12, 0.38), (0.34, 0.46), (0.54, 0.26)],
          [(0.55, 0.12), (0.54, 0.5), (0.46, 0.8), (0.4, 1.0)]],
}  # fmt: skip

#: file, its digits, how it is made
PICTURES = (
    ("0.png", "0", "pencil_scan"),
    ("1.png", "1", "tiny"),
    ("2.jpg", "2", "blackboard"),
    ("3.png", "3", "tiny"),
    ("4.png", "4", "drawing"),
    ("5.jpg", "5", "phone"),
    ("6.png", "6", "tiny"),
    ("7.jpg", "7-", "squared"),
    ("8.jpg", "8", "marker"),
    ("9.png", "9", "padded"),
    ("phone_number.png", "0491 570 156", "number"),
    ("postcode.jpg", "10243", "postcode"),
)


def curve(points: list[tuple[float, float]]) -> np.ndarray:
    """Return 40 points a piece of the curve through `points` (Catmull and Rom, 1974)."""
    p = np.array([points[0], *points, points[-1]], float)
    t = np.linspace(0, 1, 40)[:, None]
    pieces = [
        0.5
        * (
            2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t**2
            + (3 * b - a - 3 * c + d) * t**3
        )
        for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False)
    ]
    return np.concatenate(pieces)


def write(
    text: str,
    shape: tuple[int, int],
    place: tuple[float, float],
    height: float,
    width: float,
    rng: np.random.Generator,
    slant: float = 0.1,
    turn: float = 0.0,
) -> np.ndarray:
    """Write digits from `place` (their upper left corner) on; return the ink, 0…1."""
    fine = 4
    canvas = np.zeros((shape[0] * fine, shape[1] * fine), np.uint8)
    x, (cos, sin) = 0.0, (np.cos(turn), np.sin(turn))
    index = 0
    while index < len(text):
        name = text[index : index + 2] if text[index + 1 : index + 2] == "-" else text[index]
        index += len(name)
        if name == " ":
            x += 0.5
            continue
        stretch = rng.uniform(0.92, 1.08, 2)
        for stroke in STROKES[name]:
            points = curve([tuple(np.add(p, rng.normal(0, 0.012, 2))) for p in stroke])
            points = points * stretch
            points[:, 0] += slant * (1 - points[:, 1]) + x
            points = points @ np.array([[cos, sin], [-sin, cos]]) * height + place
            # Eight fractional bits; the pen is pressed harder in the middle of a stroke.
            fixed = np.rint(points * fine * 256).astype(np.int32)
            for k in range(len(fixed) - 1):
                press = 0.85 + 0.25 * np.sin(np.pi * k / len(fixed))
                thickness = max(1, round(width * fine * press))
                cv2.line(canvas, fixed[k].tolist(), fixed[k + 1].tolist(), 255, thickness,
                         cv2.LINE_AA, 8)  # fmt: skip
        x += 0.78 * stretch[0] if name != "1" else 0.62
    small = cv2.resize(canvas, shape[::-1], interpolation=cv2.INTER_AREA)
    return small.astype(np.float32) / 255


def tiny(text: str, rng: np.random.Generator) -> np.ndarray:
    """28×28, dark on white: what the article's program expects."""
    ink = write(text, (28, 28), (7.5, 4.5), 19, 2.4, rng, 0.08)
    return (255 - 255 * ink).astype(np.uint8)


def drawing(text: str, rng: np.random.Generator) -> np.ndarray:
    """A drawing in a paint program: even colours, off-centre, no light at all."""
    ink = write(text, (360, 480), (120, 70), 210, 11, rng, 0.05)[..., None]
    return (255 - ink * (255 - np.array([20, 110, 190]))).astype(np.uint8)


def marker(text: str, rng: np.random.Generator) -> np.ndarray:
    """A thick marker on cream paper, photographed from close by."""
    return _photo(text, (300, 260), (75, 55), 185, 24, rng, (0.97, 0.94, 0.86),
                  (0.08, 0.08, 0.1), reach=0.35)  # fmt: skip


def pencil_scan(text: str, rng: np.random.Generator) -> np.ndarray:
    """A thin pencil, scanned: pale, grainy, a speck of dust."""
    shape = (320, 300)
    ink = write(text, shape, (110, 90), 130, 3.2, rng, 0.12)
    ink *= np.clip(0.75 - 0.3 * np.abs(pens.slow_noise(shape, 110, rng)), 0.2, 1)
    cv2.circle(ink, (60, 250), 2, 0.6, -1, cv2.LINE_AA)
    sheet = scenes.paper(shape, np.array((0.93, 0.93, 0.92), np.float32), 0.02, rng)
    sheet += ink[..., None] * (np.array((0.38, 0.38, 0.4), np.float32) - sheet)
    return scenes.develop(cv2.GaussianBlur(sheet, (0, 0), 0.7), 0.3, rng)


def blackboard(text: str, rng: np.random.Generator) -> np.ndarray:
    """Chalk on a blackboard that was wiped before."""
    shape = (420, 520)
    ink = write(text, shape, (180, 90), 230, 12, rng, 0.1, 0.05)
    ink *= np.clip(1 - 0.35 * np.abs(pens.slow_noise(shape, 200, rng)), 0.2, 1)
    sheet = scenes.paper(shape, np.array((0.13, 0.25, 0.2), np.float32), 0.03, rng)
    sheet += 0.05 * cv2.GaussianBlur(pens.slow_noise(shape, 6, rng), (0, 0), 20)[..., None]
    sheet += ink[..., None] * (np.array((0.93, 0.93, 0.88), np.float32) - sheet)
    scenes.light(sheet, 0.45, "training", rng)
    return scenes.develop(cv2.GaussianBlur(sheet, (0, 0), 1.0), 0.4, rng)


def phone(text: str, rng: np.random.Generator) -> np.ndarray:
    """A phone's photograph: ballpoint on ruled paper, the writer's shadow across it."""
    return _photo(text, (640, 480), (190, 210), 190, 8, rng, (0.95, 0.95, 0.93),
                  (0.12, 0.16, 0.48), rules=150, shadow=0.45, reach=0.5, turn=0.08)  # fmt: skip


def squared(text: str, rng: np.random.Generator) -> np.ndarray:
    """A photograph of squared paper, taken at an angle."""
    return _photo(text, (480, 480), (160, 130), 180, 7, rng, (0.93, 0.95, 0.96),
                  (0.1, 0.1, 0.12), rules=90, squares=True, shadow=0.25, turn=-0.1)  # fmt: skip


def padded(text: str, rng: np.random.Generator) -> np.ndarray:
    """A grey photograph of one digit, put on a white square by some program."""
    inner = _photo(text, (200, 130), (28, 40), 115, 6, rng, (0.68, 0.7, 0.72),
                   (0.12, 0.14, 0.35), reach=0.4)  # fmt: skip
    ground = np.full((260, 260, 3), 255, np.uint8)
    ground[30:230, 65:195] = inner
    return ground


def number(text: str, rng: np.random.Generator) -> np.ndarray:
    """A telephone number drawn on a dark screen."""
    ink = write(text, (160, 720), (30, 45), 70, 5, rng, 0.12)[..., None]
    return (24 + ink * (np.array([240, 240, 235]) - 24)).astype(np.uint8)


def postcode(text: str, rng: np.random.Generator) -> np.ndarray:
    """A postcode on an envelope, photographed under a lamp."""
    return _photo(text, (420, 760), (130, 140), 125, 7, rng, (0.9, 0.86, 0.76),
                  (0.1, 0.1, 0.14), shadow=0.3, reach=0.5, turn=0.05)  # fmt: skip


def _photo(
    text: str, shape: tuple[int, int], place: tuple[float, float], height: float, width: float,
    rng: np.random.Generator, ground: Colour, colour: Colour,
    rules: float = 0.0, squares: bool = False, shadow: float = 0.0, reach: float = 0.4,
    turn: float = 0.0,
) -> np.ndarray:  # fmt: skip
    """Write on paper, rule it, throw a shadow, photograph it; return uint8 (h, w, 3)."""
    h, w = shape
    sheet = scenes.paper(shape, np.array(ground, np.float32), 0.015, rng)
    if rules:
        lines = np.zeros(shape, np.uint8)
        slope = np.tan(turn)
        for start in np.arange(-h, 2 * max(h, w), rules) + place[1] + height + 6:
            cv2.line(lines, (0, int(start)), (w, int(start + slope * w)), 255, 2, cv2.LINE_AA)
            if squares:
                cv2.line(lines, (int(start), 0), (int(start - slope * h), h), 255, 2, cv2.LINE_AA)
        sheet += (lines / np.float32(400))[..., None] * (
            np.array((0.45, 0.62, 0.85), np.float32) - sheet
        )
    ink = write(text, shape, place, height, width, rng, 0.1, turn)
    ink *= np.clip(1 - 0.2 * np.abs(pens.slow_noise(shape, 150, rng)), 0.3, 0.95)
    sheet += ink[..., None] * (np.array(colour, np.float32) - sheet)
    if shadow:
        y, x = np.mgrid[0 : 1 : h * 1j, 0 : 1 : w * 1j].astype(np.float32)
        edge = (x + 0.7 * y - 0.95) / 0.05
        sheet *= (1 - shadow / (1 + np.exp(-np.clip(edge, -30, 30))))[..., None]
    scenes.light(sheet, 0.2, "training", rng)
    sheet = cv2.GaussianBlur(sheet, (0, 0), 0.9)
    return scenes.develop(sheet, reach, rng)


def main() -> None:
    """Write all pictures and `labels.csv`."""
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "labels.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["file", "digits"])
        for index, (name, text, make) in enumerate(PICTURES):
            picture = globals()[make](text, np.random.default_rng([2024, index]))
            if picture.ndim == 3:
                picture = picture[..., ::-1]
            options = [cv2.IMWRITE_JPEG_QUALITY, 88] if name.endswith(".jpg") else []
            cv2.imwrite(str(FOLDER / name), picture, options)
            table.writerow([name, "".join(c for c in text if c.isdigit())])


if __name__ == "__main__":
    main()
