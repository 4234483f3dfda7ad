"""Shows images of digits: as pictures side by side, and as the numbers that they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from helpers.figures.drawing.canvas import Canvas
from helpers.figures.drawing.picture import Picture
from helpers.figures.drawing.style import BLUE, CYCLE, ORANGE

#: The widest picture in CSS pixels; a notebook's cell is a little wider.
WIDTH = 900
_GAP = 14
_TITLE = 22


def digit_colour(digit: int) -> str:
    """Return the colour that belongs to a digit in every figure: 4 is blue, 8 is orange.

    >>> digit_colour(4), digit_colour(8)
    ('#0072B2', '#E69F00')
    """
    others = [colour for colour in CYCLE if colour not in (BLUE, ORANGE)]
    # Ten digits, eight colours: a grey and a brown besides, and a title always says the digit.
    colours = [*others[:4], BLUE, *others[4:], "#999999", ORANGE, "#6E3B1E"]
    return colours[digit]


def show_images(
    images: Sequence[np.ndarray],
    titles: Sequence[int | str] | None = None,
    columns: int = 10,
) -> Picture:
    """Show images side by side, in rows of `columns`.

    Args:
        images: matrices of ink, uint8 with values 0…255 or float with values 0…1; one matrix or
            an array of shape (n, height, width) will do.
        titles: for each image its digit, which also colours its frame, or words.
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
    step_y = height * cell + _GAP + (_TITLE if titles else 0)
    canvas = Canvas(_GAP + columns * step_x, _GAP + rows * step_y)
    for place, image in enumerate(images):
        x, y = _GAP + place % columns * step_x, _GAP + place // columns * step_y
        if titles:
            canvas.text(x, y, str(titles[place]), 14, bold=True)
            y += _TITLE
        panel = canvas.panel(x, y, image, cell, limit=_white(image))
        if titles and isinstance(titles[place], (int, np.integer)):
            canvas.frame(panel, colour=digit_colour(int(titles[place])), thickness=2)
    return canvas.picture(_words(images, titles))


def show_numbers(image: np.ndarray, title: int | str | None = None, cell: int = 26) -> Picture:
    """Show an image with the value of every pixel written on it.

    Args:
        image: matrix of ink, uint8 with values 0…255 or float with values 0…1.
        title: words above it; nothing when None.
        cell: edge of one pixel's square in CSS pixels.

    Returns:
        The picture; its words give the size, the range, and how many pixels hold ink.

    >>> show_numbers(np.eye(3, dtype=np.uint8) * 255)
    3 rows of 3 numbers from 0 to 255; 3 of the 9 pixels hold ink (above 0).
    """
    (image,), titles = _checked(image, None if title is None else [title])
    rows, columns = image.shape
    top = 8 + (_TITLE + 4 if titles else 0)
    canvas = Canvas(columns * cell + 16, rows * cell + top + 8)
    if titles:
        canvas.text(8, 8, str(title), 14, bold=True)
    canvas.panel(8, top, np.round(image, 2), cell, limit=_white(image), numbers=True)
    heading = f"{title}: " if titles else ""
    ink = int(np.count_nonzero(image))
    return canvas.picture(
        f"{heading}{rows} rows of {columns} numbers from {image.min():g} to {image.max():g}; "
        f"{ink} of the {image.size} pixels hold ink (above 0)."
    )


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


def _words(images: list[np.ndarray], titles: list[int | str]) -> str:
    low, high = min(image.min() for image in images), max(image.max() for image in images)
    sizes = {f"{image.shape[0]}×{image.shape[1]}" for image in images}
    noun = "1 image" if len(images) == 1 else f"{len(images)} images"
    size = f"of {sizes.pop()} pixels" if len(sizes) == 1 else "of different sizes"
    named = ": " + ", ".join(str(title) for title in titles) if titles else ""
    return f"{noun} {size}, values {low:.3g} to {high:.3g}{named}."
