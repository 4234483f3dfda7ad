"""Draws the small animations of docs/: a window that slides, a 4 that becomes a 9, the first page.

    python -m tools.animations [SITE]    where SITE is a folder of pages that `tools.site` has built

Every frame is computed by the helpers that the chapters use, or photographed in a browser, so
nothing here is drawn by hand.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from playwright.sync_api import ViewportSize, sync_playwright

from helpers.convolution import KERNELS, convolve
from helpers.data import load_mnist
from helpers.figures.drawing.canvas import Canvas
from helpers.figures.drawing.cells import HERE
from helpers.figures.drawing.style import BLACK, BLUE, PURPLE
from helpers.recognition.trained import as_classifier
from tests.browser.chromium import start_chromium
from tests.browser.in_page import PageDemonstration
from tests.browser.paper import places
from tools.screenshots import DRAWINGS
from tools.site import build, shown

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
#: The stride of the sliding window: with 1 there would be four times as many frames.
STRIDE = 2
#: In which the first page is photographed: about as wide as GitHub shows a README.
WINDOW: ViewportSize = {"width": 1000, "height": 640}
#: In how many steps a weight is dragged.
STEPS = 8
#: Hides what is around a demonstration.
ALONE = """demo => {
  for (let each = demo; each !== document.body; each = each.parentElement)
    for (const other of each.parentElement.children) other.hidden ||= other !== each;
  document.body.append(Object.assign(document.createElement("style"),
    { textContent: "[hidden] { display: none !important }" }));
}"""
POINTER = ((0, 0), (0, 17), (4, 13), (7, 19), (10, 18), (7, 12), (12, 12))


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


def first_page(site: Path) -> tuple[list[Image.Image], list[int]]:
    """Return frames of the first page, and for how many milliseconds each is shown.

    A weight of the laboratory is dragged, then a 4 is drawn; a pointer shows where the mouse is.

    Args:
        site: the folder of the pages.
    """
    frames: list[Image.Image] = []
    with shown(site) as address, sync_playwright() as playwright:
        chromium = start_chromium(playwright)
        if chromium is None:
            raise SystemExit("Chromium is not installed; install it or set CHROMIUM to its path.")
        page = chromium.new_page(viewport=WINDOW)

        def take(x: float, y: float) -> None:
            page.mouse.move(x, y)
            page.wait_for_timeout(60)
            png = page.screenshot()
            picture = Image.open(io.BytesIO(png)).convert("RGB")
            ImageDraw.Draw(picture).polygon([(x + u, y + v) for u, v in POINTER], "#000", "#fff")
            frames.append(picture)

        def show(kind: str) -> PageDemonstration:
            page.goto(address)
            demonstration = page.locator(f"[data-demonstration={kind}]")
            demonstration.locator(".demo-answer").wait_for()
            page.wait_for_load_state("networkidle")
            demonstration.evaluate(ALONE)
            return PageDemonstration(page, demonstration)

        laboratory = show("kernel_lab")
        for row, column, way in ((1, 1, 60), (3, 3, -60)):
            box = laboratory.control(f"Weight row {row} column {column}").bounding_box()
            assert box is not None
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            take(x, y)
            page.mouse.down()
            for step in range(1, STEPS + 1):
                take(x, y - way * step / STEPS)
            page.mouse.up()
        turn = len(frames)
        pad = show("drawing_pad")
        for stroke in DRAWINGS["00_start_here"]:
            (x, y), *others = places(pad, stroke)
            take(x, y)
            page.mouse.down()
            for to_x, to_y in others:
                for step in (1, 2):
                    take(x + (to_x - x) * step / 2, y + (to_y - y) * step / 2)
                x, y = to_x, to_y
            page.mouse.up()
        page.wait_for_timeout(1000)
        take(x, y)
        chromium.close()
    together = Image.new("RGB", (WINDOW["width"], 3 * WINDOW["height"]))
    for place, frame in enumerate((frames[0], frames[turn - 1], frames[-1])):
        together.paste(frame, (0, place * WINDOW["height"]))
    colours = together.quantize(255, dither=Image.Dither.NONE)
    paletted = [frame.quantize(palette=colours, dither=Image.Dither.NONE) for frame in frames]
    long = {0: 900, turn - 1: 1500, turn: 900, len(frames) - 1: 3500}
    return paletted, [long.get(place, 110) for place in range(len(frames))]


def as_image(canvas: Canvas) -> Image.Image:
    """Return a canvas in CSS pixels, with 32 colours."""
    with Image.open(io.BytesIO(canvas.picture("").png)) as image:
        half = image.convert("RGB").resize((canvas.width, canvas.height), Image.Resampling.BOX)
    return half.quantize(32, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def save(frames: list[Image.Image], milliseconds: Sequence[int], name: str) -> Path:
    """Write frames as an animation that repeats, each shown so long; return its path."""
    path = PICTURES / name
    first, *others = frames
    first.save(path, save_all=True, append_images=others, duration=list(milliseconds), loop=0)
    print(f"{path.name}: {path.stat().st_size // 1000} kB, {len(frames)} frames", flush=True)
    return path


def main(site: Path | None = None) -> int:
    """Draw all; return the exit status."""
    (images, labels), _ = load_mnist()
    four, nine = (images[np.flatnonzero(labels == digit)[0]] for digit in (4, 9))
    frames = sliding_window(four, KERNELS["horizontal"])
    save(frames, [60] * (len(frames) - 1) + [3000], "02_sliding_window.gif")
    frames = becoming(four, nine, (4, 9))
    turn = len(frames) // 2
    save(
        frames,
        [900 if k in (0, turn) else 160 for k in range(len(frames))],
        "05_four_becomes_nine.gif",
    )
    with tempfile.TemporaryDirectory() as folder:
        if site is None:
            site = Path(folder, "site")
            if status := build(site, train=False):
                return status
        save(*first_page(site), "first_page.gif")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
