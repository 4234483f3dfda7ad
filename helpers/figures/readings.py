"""Pictures of handwriting: as they came, and with what was found and read in them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import cv2
import numpy as np
from matplotlib.figure import Figure
from PIL import Image

from helpers.figures.drawing.canvas import SCALE, Canvas
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLUE, VERMILION
from helpers.recognition.reader import Seen
from helpers.recognition.readings import Reading

#: The edge of the square that a picture is fitted into, in CSS pixels.
SIDE = 136
_GAP, _TITLE = 14, 20


def show_pictures(
    pictures: Sequence[np.ndarray], titles: Sequence[str], columns: int = 5
) -> Picture:
    """Show pictures of different sizes side by side, each under its own words.

    Args:
        pictures: uint8 arrays of shape (h, w) or (h, w, 3).
        titles: words for each.
        columns: how many stand in a row.

    >>> show_pictures([np.zeros((30, 60), np.uint8)], ["black"])
    1 picture: black (60×30).
    """
    rows = -(-len(pictures) // columns)
    step = SIDE + _GAP + _TITLE
    canvas = _Sheet(_GAP + min(columns, len(pictures)) * (SIDE + _GAP), _GAP + rows * step)
    for place, (picture, title) in enumerate(zip(pictures, titles, strict=True)):
        x, y = _GAP + place % columns * (SIDE + _GAP), _GAP + place // columns * step
        canvas.text(x, y, title, 12, bold=True)
        canvas.photograph(x, y + _TITLE, picture)
    sizes = [f"{p.shape[1]}×{p.shape[0]}" for p in pictures]
    named = ", ".join(f"{title} ({size})" for title, size in zip(titles, sizes, strict=True))
    noun = "1 picture" if len(pictures) == 1 else f"{len(pictures)} pictures"
    return canvas.compact(f"{noun}: {named}.")


def show_reading(seen: Seen, reading: Reading) -> Picture:
    """Show a picture, what the finder sees in it, the digits as the classifier gets them.

    Args:
        seen: from `helpers.recognition.reader.Reader.look`.
        reading: what was read in it.

    >>> from helpers.recognition.reader import Reader
    >>> sheet, reader = np.full((60, 60), 255, np.uint8), Reader()
    >>> show_reading(reader.look(sheet), reader.read(sheet))
    I'm not sure; no digit found
    0 digits found in 60×60 pixels.
    """
    side, tile, columns = 250, 84, 8
    height, width = seen.picture.shape[:2]
    rows = -(-len(seen.crops) // columns)
    shown = round(side * height / max(height, width))
    across = max(3 * side + 4 * _GAP, 2 * _GAP + columns * (tile + 8) if rows else 0)
    below = 34 + _TITLE + shown + _GAP
    canvas = _Sheet(across, below + (_TITLE + rows * (tile + _TITLE + 8) if rows else 0))
    canvas.text(_GAP, 6, reading.message, 14, bold=True)
    titles = (
        "a box around each digit", "bright: a digit's centre", "red: digits' ink, blue: other"
    )  # fmt: skip
    centres = np.rint(255 * seen.centres).astype(np.uint8)
    for place, picture in enumerate((seen.picture, centres, tinted(seen))):
        x = _GAP + place * (side + _GAP)
        canvas.text(x, 30, titles[place], 12, bold=True)
        scale = canvas.photograph(x, 30 + _TITLE, picture, side)
        for box, digit in zip(seen.boxes, reading.digits, strict=True) if not place else ():
            left, right = (x + scale * edge for edge in box[[0, 2]])
            top, bottom = (30 + _TITLE + scale * edge for edge in box[[1, 3]])
            around = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
            canvas.line(around, VERMILION, 2)
            canvas.text(left, top - 2, digit, 13, VERMILION, "lb", bold=True)
    if rows:
        canvas.text(_GAP, below, "each digit as the classifier gets it", 12, bold=True)
    for place, crop in enumerate(seen.crops):
        x = _GAP + place % columns * (tile + 8)
        y = below + _TITLE + place // columns * (tile + _TITLE + 8)
        canvas.panel(x, y, crop, tile // 28, limit=255)
        sure = reading.probabilities[place].max()
        canvas.text(x, y + tile + 2, f"{reading.digits[place]} ({int(100 * sure)} %)", 12)
    count = len(seen.crops)
    found = f"{count} digit{'s' * (count != 1)} found in {width}×{height} pixels."
    return canvas.compact(f"{reading.message}\n{found}")


def tinted(seen: Seen) -> np.ndarray:
    """Return the picture, pale, with the digits' ink in red and other writing in blue: uint8."""
    ground = 255 - (255 - cv2.cvtColor(seen.picture, cv2.COLOR_RGB2GRAY).astype(np.float32)) * 0.35
    result = np.dstack([ground] * 3)
    for cover, colour in ((seen.left_out, BLUE), (seen.ink, VERMILION)):
        rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.float32)
        result += cover[..., None] * (rgb - result)
    return np.clip(result, 0, 255).astype(np.uint8)


class _Sheet(Canvas):
    """A canvas that takes photographs too, and stores them with few colours."""

    def photograph(self, x: int, y: int, picture: np.ndarray, side: int = SIDE) -> float:
        """Fit a picture into a square of `side` CSS pixels; return how much smaller it became."""
        height, width = picture.shape[:2]
        scale = side / max(height, width)
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_NEAREST
        small = cv2.resize(picture, size, interpolation=how)
        gray = small if small.ndim == 2 else small[..., 0]
        self.frame(self.panel(x, y, gray, 1, limit=255), colour="#8A8A8A", thickness=1)
        if small.ndim == 3:
            sharp = (size[0] * SCALE, size[1] * SCALE)
            colours = Image.fromarray(small).resize(sharp, Image.Resampling.NEAREST)
            self._image.paste(colours, (x * SCALE, y * SCALE))
        return scale

    def compact(self, text: str, colours: int = 192) -> Picture:
        """Return the sheet as a picture: in full colours photographs fill a notebook quickly."""
        picture = self.picture(text)
        with Image.open(io.BytesIO(picture.png)) as image:
            # An octree keeps the colours of thin lines; the median cut would mix them with paper.
            few = image.convert("RGB").quantize(
                colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
            )
        buffer = io.BytesIO()
        few.save(buffer, "png", optimize=True)
        return Picture(buffer.getvalue(), picture.text, picture.shown_width)


def titles_as_words() -> None:
    """Give figures of pyplot a text equivalent: the titles of their axes.

    A figure that `plt.show()` puts below a cell is otherwise `<Figure size …>` to a screen reader.
    Does nothing outside of IPython.
    """
    from IPython import get_ipython
    from matplotlib import pyplot

    shell = get_ipython()
    if shell is not None:
        # Loading a backend makes IPython forget what it knew about figures, so load it first.
        pyplot.switch_backend(pyplot.get_backend())
        plain = shell.display_formatter.formatters["text/plain"]
        plain.for_type(Figure, lambda figure, printer, cycle: printer.text(_titles(figure)))


def _titles(figure: Figure) -> str:
    return "A figure: " + "; ".join(axes.get_title() or "no title" for axes in figure.axes)
