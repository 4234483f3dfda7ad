"""Shows images of digits: as pictures side by side, and as the numbers that they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from helpers.figures.drawing.canvas import Canvas, Panel
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLUE, CYCLE, ORANGE

#: The widest picture in CSS pixels; a notebook's cell is a little wider.
WIDTH = 900
#: The channels of a coloured image, in the order in which they are stored.
CHANNELS = ("red", "green", "blue")
_GAP = 14
_TITLE = 22
_RULER = "#5A5A5A"


def digit_colour(digit: int) -> str:
    """Return the colour that belongs to a digit in every figure: 4 is blue, 8 is orange.

    >>> digit_colour(4), digit_colour(8)
    ('#0072B2', '#E69F00')
    """
    others = [colour for colour in CYCLE if colour not in (BLUE, ORANGE)]
    # Ten digits, eight colours: a grey and a brown besides, and a title always says the digit.
    colours = [*others[:4], BLUE, *others[4:], "#999999", ORANGE, "#6E3B1E"]
    return colours[digit]


def colour_of(title: int | str) -> str | None:
    """Return the colour of the digit that a title begins with; None for other words.

    >>> colour_of(4), colour_of("4, moved"), colour_of("something")
    ('#0072B2', '#0072B2', None)
    """
    digit = str(title).split(",")[0]
    return digit_colour(int(digit)) if digit.isdigit() and len(digit) == 1 else None


def show_images(
    images: Sequence[np.ndarray],
    titles: Sequence[int | str] | None = None,
    columns: int = 10,
) -> Picture:
    """Show images side by side, in rows of `columns`.

    Args:
        images: matrices of ink, uint8 with values 0…255 or float with values 0…1; one matrix or
            an array of shape (n, height, width) will do.
        titles: for each image its digit, which also colours its frame, or words; words that
            begin with a digit and a comma, "4, moved", colour it too.
        columns: how many images stand in a row; fewer images are drawn larger.

    Returns:
        The picture; its words name the titles, the size and the range of values.

    Raises:
        ValueError: the images are no matrices, or the titles are not as many as the images.

    >>> show_images(np.zeros((2, 28, 28), np.uint8), [4, 8])
    2 images of 28×28 pixels, values 0 to 0: 4, 8.
    """
    images, titles = _checked(images, titles)
    height, width = (max(image.shape[axis] for image in images) for axis in (0, 1))
    columns = max(1, min(columns, len(images)))
    rows = -(-len(images) // columns)
    cell = max(1, min(9, ((WIDTH - _GAP) // columns - _GAP) // width))
    # Words need room that small images lack.
    longest = max((len(str(title)) for title in titles), default=0)
    step_x = max(width * cell, min(longest * 8, WIDTH // columns - _GAP)) + _GAP
    head = _TITLE if titles else 0
    step_y = height * cell + _GAP + head
    canvas = Canvas(_GAP + columns * step_x, _GAP + rows * step_y)
    for place, image in enumerate(images):
        x, y = _GAP + place % columns * step_x, _GAP + place // columns * step_y
        if titles:
            canvas.text(x, y, str(titles[place]), 14, bold=True)
        panel = canvas.panel(x, y + head, image, cell, limit=_white(image))
        _frame(canvas, panel, titles[place : place + 1])
    low, high = min(image.min() for image in images), max(image.max() for image in images)
    sizes = {f"{image.shape[0]}×{image.shape[1]}" for image in images}
    size = f"of {sizes.pop()} pixels" if len(sizes) == 1 else "of different sizes"
    named = ": " + ", ".join(map(str, titles)) if titles else ""
    noun = f"{len(images)} image{'s' * (len(images) != 1)}"
    return canvas.picture(f"{noun} {size}, values {low:.3g} to {high:.3g}{named}.")


def show_numbers(image: np.ndarray, title: int | str | None = None) -> Picture:
    """Show an image with the value of every pixel written on it, rows and columns numbered.

    Args:
        image: matrix of ink, uint8 with values 0…255 or float with values 0…1.
        title: words above it; a digit, alone or before a comma, colours the frame.

    >>> show_numbers(np.eye(3, dtype=np.uint8) * 255)
    3 rows of 3 numbers from 0 to 255; 3 of the 9 pixels hold ink (above 0).
    """
    (image,), titles = _checked(image, None if title is None else [title])
    rows, columns = image.shape
    cell, left, top = 26, 40, 28 + (_TITLE + 4 if titles else 0)
    canvas = Canvas(columns * cell + left + 8, rows * cell + top + 8)
    if titles:
        canvas.text(left, 8, str(title), 14, bold=True)
    panel = canvas.panel(left, top, np.round(image, 2), cell, limit=_white(image), numbers=True)
    write_rulers(canvas, panel)
    _frame(canvas, panel, titles)
    heading = f"{title}: " if titles else ""
    ink = int(np.count_nonzero(image))
    return canvas.picture(
        f"{heading}{rows} rows of {columns} numbers from {image.min():g} to {image.max():g}; "
        f"{ink} of the {image.size} pixels hold ink (above 0)."
    )


def write_rulers(canvas: Canvas, panel: Panel, first: int = 0) -> None:
    """Write the numbers of a panel's rows and columns at its left and upper edge.

    They begin with `first` and need 20 pixels; so many are left out that they don't touch.
    """
    x, y, cell, rows, columns = panel
    size = 10
    every = max(1, int(np.ceil(1.6 * size / cell)))
    for place in range(0, max(rows, columns), every):
        middle, words = (place + 0.5) * cell, str(first + place)
        if place < columns:
            canvas.text(x + middle, y - 5, words, size, _RULER, "mb")
        if place < rows:
            canvas.text(x - 6, y + middle, words, size, _RULER, "rm")


def show_colour_channels(image: np.ndarray) -> Picture:
    """Show a coloured image of few pixels, and below it each of its channels as a matrix.

    It is uint8 of shape (rows, columns, 3), values 0…255; the words hold all numbers.

    >>> show_colour_channels(np.array([[[255, 160, 0], [0, 0, 255]]], np.uint8))
    1 row of 2 coloured pixels, as three matrices of 1×2 numbers:
    red: 255 0
    green: 160 0
    blue: 0 255
    """
    rows, columns, _ = image.shape
    cell, left = 52, 130
    step = rows * cell + 12
    canvas = Canvas(left + columns * cell + 16, 4 * step + 24)
    canvas.text(16, 12 + rows * cell / 2, "the pixels", 14, bold=True, anchor="lm")
    canvas.coloured(left, 12, image, cell)
    many = "row" if rows == 1 else "rows"
    size = f"{rows}×{columns}"
    lines = [f"{rows} {many} of {columns} coloured pixels, as three matrices of {size} numbers:"]
    for channel, name in enumerate(CHANNELS):
        y, values = 24 + (channel + 1) * step, image[..., channel]
        canvas.text(16, y + rows * cell / 2, name, 14, bold=True, anchor="lm")
        canvas.coloured(left, y, channel_colours(values, channel), cell, numbers=values)
        numbers = " | ".join(" ".join(map(str, row)) for row in values)
        lines.append(f"{name}: {numbers}")
    return canvas.picture("\n".join(lines))


def channel_colours(values: np.ndarray, channel: int, white: float = 255) -> np.ndarray:
    """Return one channel's values, 0…`white`, in its own colour: uint8 (rows, columns, 3).

    >>> channel_colours(np.array([[255]]), channel=1).tolist()
    [[[0, 255, 0]]]
    """
    colours = np.zeros((*np.shape(values), 3), np.uint8)
    colours[..., channel] = np.rint(np.asarray(values, np.float32) / white * 255)
    return colours


def _frame(canvas: Canvas, panel: Panel, titles: Sequence[int | str]) -> None:
    """Put the colour around a panel that its only title names, if there is one."""
    colour = colour_of(titles[0]) if titles else None
    if colour:
        canvas.frame(panel, colour=colour, thickness=2)


def _white(image: np.ndarray) -> int:
    """Return the value that is drawn white."""
    return 255 if np.issubdtype(image.dtype, np.integer) else 1


def _checked(
    given: Sequence[np.ndarray] | np.ndarray, words: Sequence[int | str] | None
) -> tuple[list[np.ndarray], list[int | str]]:
    alone = isinstance(given, np.ndarray) and given.ndim == 2
    images = [np.asarray(image) for image in ([given] if alone else given)]
    if not images or any(image.ndim != 2 or not image.size for image in images):
        shapes = ", ".join(str(image.shape) for image in images[:3]) or "none"
        raise ValueError(
            f"Expected one or more images of shape (height, width), got {shapes}; "
            "index the array until two dimensions are left."
        )
    titles = [] if words is None else list(words)
    if titles and len(titles) != len(images):
        raise ValueError(
            f"Expected one title for each of the {len(images)} images, got {len(titles)}; "
            "give as many titles as images."
        )
    return images, titles
