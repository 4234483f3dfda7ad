"""Draws the two small animations of docs/: a window that slides, and a 4 that becomes a 9.

    python -m tools.animations

Every frame is computed by the helpers that the chapters use, so nothing here is drawn by hand.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from helpers.convolution import KERNELS, convolve
from helpers.data import load_mnist
from helpers.figures.drawing.canvas import Canvas
from helpers.figures.drawing.cells import HERE
from helpers.figures.drawing.style import BLACK, BLUE, PURPLE
from helpers.recognition.classifier import as_classifier

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
#: The stride of the sliding window: with 1 there would be four times as many frames.
STRIDE = 2


def sliding_window(image: np.ndarray, kernel: np.ndarray) -> list[Image.Image]:
    """Return a frame for each place of the window: the digit with it, and the map so far.

    Args:
        image: (28, 28), 0…255.
        kernel: (3, 3).

    >>> len(sliding_window(np.eye(5), np.ones((3, 3))))
    4
    """
    map_ = convolve(image, kernel, stride=STRIDE)
    limit, done, frames = float(np.abs(map_).max()) or 1.0, np.full(map_.shape, np.nan), []
    for row, column in np.ndindex(map_.shape):
        done[row, column] = map_[row, column]
        canvas = Canvas(380, 200)
        canvas.text(10, 6, "the window slides", 12, bold=True)
        digit = canvas.panel(10, 24, image, 6, limit=255)
        height, width = kernel.shape
        canvas.frame(digit, STRIDE * row, STRIDE * column, height, width, colour=HERE)
        canvas.text(210, 6, f"and sums: {map_[row, column]:.0f}", 12, bold=True)
        filled = canvas.panel(210, 24, done, 12, signed=True, limit=limit)
        canvas.frame(filled, row, column, 1, 1, colour=HERE)
        frames.append(as_image(canvas))
    return frames


def becoming(
    first: np.ndarray, second: np.ndarray, digits: Sequence[int], steps: int = 20
) -> list[Image.Image]:
    """Return frames in which one digit becomes another and turns back, with ten probabilities.

    Args:
        first: uint8 (28, 28).
        second: uint8 (28, 28).
        digits: the two digits; their bars are coloured.
        steps: from the first to the second.
    """
    shares = np.linspace(0, 1, steps + 1)
    mixed = np.array([(1 - share) * first + share * second for share in shares])
    mixed = mixed.round().astype(np.uint8)
    all_chances = as_classifier(None).probabilities(mixed)
    frames = []
    for image, share, chances in zip(mixed, shares, all_chances, strict=True):
        canvas = Canvas(380, 200)
        words = f"{1 - share:.0%} of a {digits[0]}, {share:.0%} of a {digits[1]}"
        canvas.text(10, 6, words, 12, bold=True)
        canvas.panel(10, 24, image, 6, limit=255)
        canvas.text(210, 6, "what the network says", 12, bold=True)
        for digit, chance in enumerate(chances):
            y = 26 + 17 * digit
            colour = {digits[0]: BLUE, digits[1]: PURPLE}.get(digit, "#8A8A8A")
            canvas.text(210, y, str(digit), 12)
            canvas.box(226, y + 1, 100 * float(chance), 12, colour)
            canvas.text(376, y, f"{int(100 * chance)}%", 12, BLACK, "ra")
        frames.append(as_image(canvas))
    return frames + frames[-2:0:-1]


def as_image(canvas: Canvas) -> Image.Image:
    """Return a canvas in CSS pixels, with 32 colours."""
    with Image.open(io.BytesIO(canvas.picture("").png)) as image:
        half = image.convert("RGB").resize((canvas.width, canvas.height), Image.Resampling.BOX)
    return half.quantize(32, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def save(frames: list[Image.Image], name: str, milliseconds: Sequence[int]) -> Path:
    """Write frames as an animation that repeats, each shown so long; return its path."""
    path = PICTURES / name
    first, *others = frames
    first.save(path, save_all=True, append_images=others, duration=list(milliseconds), loop=0)
    print(f"{path.name}: {path.stat().st_size // 1000} kB, {len(frames)} frames", flush=True)
    return path


def main() -> int:
    """Draw both; return the exit status."""
    (images, labels), _ = load_mnist()
    four, nine = (images[np.flatnonzero(labels == digit)[0]] for digit in (4, 9))
    frames = sliding_window(four, KERNELS["horizontal"])
    save(frames, "02_sliding_window.gif", [60] * (len(frames) - 1) + [3000])
    frames = becoming(four, nine, (4, 9))
    turn = len(frames) // 2
    save(
        frames,
        "05_four_becomes_nine.gif",
        [900 if k in (0, turn) else 160 for k in range(len(frames))],
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
