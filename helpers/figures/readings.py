"""Pictures of handwriting: as they came, and with what was found and read in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import cv2
import numpy as np
from matplotlib.figure import Figure

from helpers.figures.drawing.canvas import SIDE, Canvas
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLACK, BLUE, VERMILION
from helpers.recognition import views
from helpers.recognition.finder import CLOSE, LOOKS, MARGIN, run_finder
from helpers.recognition.reader import Seen
from helpers.recognition.readings import Reading

_GAP, _TITLE = 14, 20
#: In full colours photographs fill a notebook quickly.
_COLOURS = 128


def show_pictures(
    pictures: Sequence[np.ndarray], titles: Sequence[str], columns: int = 5
) -> Picture:
    """Show pictures, uint8 (h, w) or (h, w, 3), in rows of `columns`, each under its own words.

    >>> show_pictures([np.zeros((30, 60), np.uint8)], ["black"])
    1 picture: black (60×30).
    """
    tops = [_GAP]
    for first in range(0, len(pictures), columns):
        shapes = [picture.shape[:2] for picture in pictures[first : first + columns]]
        tallest = max(SIDE * height / max(height, width) for height, width in shapes)
        tops.append(tops[-1] + round(tallest) + _GAP + _TITLE)
    canvas = Canvas(_GAP + min(columns, len(pictures)) * (SIDE + _GAP), tops[-1])
    for place, (picture, title) in enumerate(zip(pictures, titles, strict=True)):
        _titled(
            canvas, _GAP + place % columns * (SIDE + _GAP), tops[place // columns], title, picture
        )
    named = ", ".join(map(_sized, titles, pictures))
    return canvas.picture(f"{_count(pictures)}: {named}.", _COLOURS)


def show_answers(
    names: Sequence[str],
    pictures: Sequence[np.ndarray],
    inputs: Sequence[np.ndarray],
    answers: Sequence[int],
    written: Sequence[int],
) -> Picture:
    """Show each picture above what a network was given of it and what it answered.

    The pictures are uint8 (h, w) or (h, w, 3), the inputs (28, 28); there are as many names of
    pictures, answers, and digits that are written in them.

    >>> show_answers(["black"], [np.zeros((30, 60), np.uint8)], [np.zeros((28, 28))], [1], [0])
    1 picture, 0 read correctly: black (60×30): 1, wrong.
    """
    side, left, columns = 84, 76, 5
    step = _TITLE + 2 * side + _GAP + 34
    rows = -(-len(names) // columns)
    canvas = Canvas(left + min(columns, len(names)) * (side + _GAP), _GAP + rows * step)
    words = []
    for place, (name, picture, given, answer, digit) in enumerate(
        zip(names, pictures, inputs, answers, written, strict=True)
    ):
        x, y = left + place % columns * (side + _GAP), _GAP + place // columns * step
        below = y + _TITLE + side + _GAP
        verdict, colour = ("right", BLACK) if answer == digit else ("wrong", VERMILION)
        if not place % columns:
            for line, label in ((y + _TITLE, "file"), (below, "given"), (below + side, "answer")):
                canvas.text(_GAP, line + 4, label, 12)
        _titled(canvas, x, y, name, picture, side)
        canvas.panel(x, below, given, side // 28, limit=255)
        canvas.text(x, below + side + 4, f"{answer}, {verdict}", 13, colour, bold=True)
        words.append(f"{_sized(name, picture)}: {answer}, {verdict}")
    right = sum(line.endswith("right") for line in words)
    told = f"{_count(names)}, {right} read correctly: {'; '.join(words)}."
    return canvas.picture(told, _COLOURS)


def show_stages(rows: Mapping[str, Mapping[str, np.ndarray]]) -> Picture:
    """Show what each stage makes of a picture: by its name the stages, uint8, by theirs.

    >>> ink = np.eye(20, dtype=np.uint8) * 255
    >>> show_stages({"a": {"ink": ink, "upper half": ink[:10]}})
    a, mean brightness: ink 13; upper half 13.
    """
    side, words = 112, []
    most, step = max(map(len, rows.values())), side + _TITLE + _GAP
    canvas = Canvas(_GAP + most * (side + _GAP), _GAP + len(rows) * step)
    for row, (name, stages) in enumerate(rows.items()):
        for column, (stage, picture) in enumerate(stages.items()):
            x, y = _GAP + column * (side + _GAP), _GAP + row * step
            _titled(canvas, x, y, stage, picture, side)
        means = "; ".join(f"{stage} {picture.mean():.0f}" for stage, picture in stages.items())
        words.append(f"{name}, mean brightness: {means}.")
    return canvas.picture("\n".join(words), _COLOURS)


def _titled(
    canvas: Canvas, x: int, y: int, title: str, picture: np.ndarray, side: int = SIDE
) -> float:
    canvas.text(x, y, title, 12, bold=True)
    return canvas.photograph(x, y + _TITLE, picture, side)


def _sized(name: str, picture: np.ndarray) -> str:
    return f"{name} ({picture.shape[1]}×{picture.shape[0]})"


def _count(pictures: Sequence[object]) -> str:
    return f"{len(pictures)} picture{'s' * (len(pictures) != 1)}"


def show_reading(seen: Seen, reading: Reading) -> Picture:
    """Show a picture, what the finder sees in it, the digits as the classifier gets them.

    >>> from helpers.recognition.reader import Reader
    >>> sheet, reader = np.full((60, 60), 255, np.uint8), Reader()
    >>> show_reading(reader.look(sheet), reader.read(sheet))
    I'm not sure; no digit found
    0 digits found in 60×60 pixels.
    """
    side, tile, columns = 250, 84, 8
    height, width = seen.picture.shape[:2]
    count = len(seen.crops)
    rows = -(-count // columns)
    shown = round(side * height / max(height, width))
    across = max(3 * side + 4 * _GAP, 2 * _GAP + columns * (tile + 8) if rows else 0)
    below = 34 + _TITLE + shown + _GAP
    canvas = Canvas(across, below + (_TITLE + rows * (tile + _TITLE + 8) if rows else 0))
    canvas.text(_GAP, 6, reading.message, 14, bold=True)
    # Where there is no other writing, nobody should look for blue.
    maps = look_at_all(seen.picture, seen.boxes)
    blue = ", blue: other" if (maps["left_out"] > 0.5).any() else ""
    titles = ("a box around each digit", "bright: a digit's centre", f"orange: digits' ink{blue}")
    centres = np.rint(255 * maps["centres"]).astype(np.uint8)
    pictures = seen.picture, centres, tinted(seen.picture, maps)
    scales = [
        _titled(canvas, _GAP + place * (side + _GAP), 30, title, picture, side)
        for place, (title, picture) in enumerate(zip(titles, pictures, strict=True))
    ]
    corner = np.array([_GAP, 30 + _TITLE])
    for box, digit in zip(seen.boxes, reading.digits, strict=True):
        left, top, right, bottom = box * scales[0] + np.tile(corner, 2)
        canvas.line(
            [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], VERMILION
        )
        middle = (left + right) / 2
        canvas.box(middle - 6, top - 15, 12, 15, VERMILION)
        canvas.text(middle, top - 2, digit, 13, "white", "mb", bold=True)
    if rows:
        canvas.text(_GAP, below, "each digit as the classifier gets it", 12, bold=True)
    for place, crop in enumerate(seen.crops):
        x = _GAP + place % columns * (tile + 8)
        y = below + _TITLE + place // columns * (tile + _TITLE + 8)
        canvas.panel(x, y, crop, tile // 28, limit=255)
        sure = reading.probabilities[place].max()
        canvas.text(x, y + tile + 2, f"{reading.digits[place]} ({int(100 * sure)}%)", 12)
    found = f"{count} digit{'s' * (count != 1)} found in {width}×{height} pixels."
    return canvas.picture(f"{reading.message}\n{found}", _COLOURS)


def look_at_all(picture: np.ndarray, boxes: np.ndarray) -> dict[str, np.ndarray]:
    """Return what the finder sees in each pixel.

    The picture, uint8 (h, w, 3), is looked at in the size that suits the digits' boxes, (n, 4).

    Returns:
        Float32 arrays (h, w), 0…1: how far it is one of `centres` of digits, a digit's `ink`, and
        the ink of other writing, which was `left_out`.
    """
    h, w = picture.shape[:2]
    longer = (boxes[:, 2:] - boxes[:, :2]).max(axis=1) if len(boxes) else np.array([max(h, w) / 4])
    scale = min(CLOSE / float(np.median(longer)), max(LOOKS) / max(h, w))
    shown = views.view(views.resized(views.pyramid(picture), scale))
    given = views.padded(shown, MARGIN)
    coarse, fine = run_finder(["coarse", "fine"], given[None])
    maps = {
        "centres": views.sigmoid(coarse[0, views.CENTRE][0]),
        "ink": views.ink_of(fine)[0],
        "left_out": views.sigmoid(fine[0, views.MARK][0]),
    }
    high, wide = (slice(MARGIN, MARGIN + side) for side in shown.shape[:2])
    whole = {name: cv2.resize(each, given.shape[1::-1]) for name, each in maps.items()}
    return {name: cv2.resize(each[high, wide], (w, h)) for name, each in whole.items()}


def tinted(picture: np.ndarray, maps: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return the picture, pale, with the digits' ink in orange and other writing in blue: uint8."""
    ground = 255 - (255 - cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)) * 0.35
    result = np.dstack([ground] * 3)
    for cover, colour in ((maps["left_out"], BLUE), (maps["ink"], VERMILION)):
        rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.float32)
        result += cover[..., None] * (rgb - result)
    return np.clip(result, 0, 255).astype(np.uint8)


def titles_as_words() -> None:
    """Give figures of pyplot a text equivalent: the titles of their axes.

    A figure that `plt.show()` puts below a cell is otherwise `<Figure size …>` to a screen reader.
    Does nothing outside of IPython.
    """
    from IPython import get_ipython
    from matplotlib import pyplot

    if (shell := get_ipython()) is not None:
        # Loading a backend makes IPython forget what it knew about figures, so load it first.
        pyplot.switch_backend(pyplot.get_backend())
        plain = shell.display_formatter.formatters["text/plain"]
        plain.for_type(Figure, lambda figure, printer, cycle: printer.text(_titles(figure)))


def _titles(figure: Figure) -> str:
    return "A figure: " + "; ".join(axes.get_title() or "no title" for axes in figure.axes)
