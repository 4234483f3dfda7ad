"""Pictures of handwriting: as they came, stage by stage, and with what was read in them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import cv2
import numpy as np
from PIL import Image

from helpers.figures.canvas import SCALE, Canvas
from helpers.figures.picture import Picture
from helpers.figures.style import VERMILION
from helpers.preprocessing import STAGES, Prepared

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


def show_stages(prepared: Prepared, sentence: str = "") -> Picture:
    """Show what each stage of `helpers.preprocessing.prepare` made of a picture.

    Args:
        prepared: made with `keep_stages=True`.
        sentence: what was read, shown above.

    >>> from helpers.preprocessing import prepare
    >>> sheet = np.full((60, 60), 255, np.uint8)
    >>> sheet[15:45, 28:33] = 0
    >>> shown = show_stages(prepare(sheet, ["polarity", "box"], keep_stages=True), "A 1.")
    >>> shown.text.splitlines()[:2]
    ['A 1.', 'picture: as it came']
    """
    columns = 5
    rows = -(-len(prepared.stages) // columns)
    step = SIDE + _GAP + _TITLE
    top = 30 if sentence else _GAP
    canvas = _Sheet(_GAP + columns * (SIDE + _GAP), top + rows * step)
    canvas.text(_GAP, 6, sentence, 14, bold=True)
    lines = [sentence] if sentence else []
    for place, (name, image) in enumerate(prepared.stages.items()):
        x, y = _GAP + place % columns * (SIDE + _GAP), top + place // columns * step
        canvas.text(x, y, f"{place}. {name}" if place else name, 12, bold=True)
        canvas.photograph(x, y + _TITLE, image)
        lines.append(f"{name}: {STAGES.get(name, 'as it came')}")
    return canvas.compact("\n".join(lines))


def show_reading(picture: np.ndarray, prepared: Prepared, sentence: str) -> Picture:
    """Show a picture with a box around each digit, the digits as the network sees them, the answer.

    Args:
        picture: uint8 array of shape (h, w) or (h, w, 3).
        prepared: what `helpers.preprocessing.prepare` found in it.
        sentence: what was read.

    >>> sheet = np.full((60, 60), 255, np.uint8)
    >>> show_reading(sheet, Prepared(np.zeros((0, 28, 28), np.uint8)), "I'm not sure.")
    I'm not sure.
    0 digits found in 60×60 pixels.
    """
    side, tile = 300, 84
    height, width = picture.shape[:2]
    columns = 6
    rows = max(1, -(-len(prepared.digits) // columns))
    shown = round(side * height / max(height, width))
    canvas = _Sheet(side + 40 + columns * (tile + 6), max(shown, 30 + rows * (tile + 8)) + 44)
    canvas.text(8, 6, sentence, 14, bold=True)
    scale = canvas.photograph(8, 34, picture, side)
    for x, y, w, h in prepared.boxes:
        left, top, right, bottom = (
            scale * edge + offset for edge, offset in ((x, 8), (y, 34), (x + w, 8), (y + h, 34))
        )
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        canvas.line(corners, VERMILION, 2)
    if len(prepared.digits):
        canvas.text(side + 28, 34, "as the network sees it", 12, bold=True)
    for place, digit in enumerate(prepared.digits):
        x, y = side + 28 + place % columns * (tile + 6), 56 + place // columns * (tile + 8)
        canvas.panel(x, y, digit, tile // 28, limit=255)
    count = len(prepared.digits)
    found = f"{count} digit{'s' * (count != 1)} found in {width}×{height} pixels."
    return canvas.compact(f"{sentence}\n{found}")


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

    def compact(self, text: str, colours: int = 48) -> Picture:
        """Return the sheet as a picture: in full colours photographs fill a notebook quickly."""
        picture = self.picture(text)
        with Image.open(io.BytesIO(picture.png)) as image:
            few = image.quantize(colours, dither=Image.Dither.NONE)
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
    from matplotlib.figure import Figure

    shell = get_ipython()
    if shell is not None:
        # Loading a backend makes IPython forget what it knew about figures, so load it first.
        pyplot.switch_backend(pyplot.get_backend())
        plain = shell.display_formatter.formatters["text/plain"]
        plain.for_type(Figure, lambda figure, printer, cycle: printer.text(_titles(figure)))


def _titles(figure) -> str:
    return "A figure: " + "; ".join(axes.get_title() or "no title" for axes in figure.axes)


def confidences(readings: Sequence) -> Mapping[str, int]:
    """Count readings by status.

    >>> from helpers.readings import unreadable
    >>> confidences([unreadable("a.png", "empty")])
    {'ok': 0, 'unsure': 0, 'unreadable': 1}
    """
    return {
        status: sum(reading.status == status for reading in readings)
        for status in ("ok", "unsure", "unreadable")
    }
