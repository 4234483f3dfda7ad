"""Checks of notebook 09: a transparent drawing, the right way around, the centre of mass."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.checks.cases import Case, as_numbers, farthest, run_cases, table
from helpers.checks.exercise import exercise

#: What a byte can round away: the paper and the mean are whole numbers then.
_ROUNDED = 0.009


@exercise(
    "Where nothing is drawn the paper shows, whatever colours the file holds there; and 255 "
    "becomes 1, so that the network can doubt."
)
def check_input(to_input: Callable[[np.ndarray], np.ndarray]) -> None:
    """Check `to_input(drawing) -> (1, 28, 28)` on a black pen, and on colours half transparent."""
    random = np.random.default_rng(9)
    black = np.zeros((28, 28, 4), np.uint8)
    black[4:24, 10:14, 3] = 255  # all is black; alpha alone says where the pen was
    white = np.full((28, 28, 4), 255, np.uint8)
    white[20:23, 5:25, :3] = 0
    white[:3, :, 3] = 0
    colours = random.integers(0, 256, (28, 28, 4)).astype(np.uint8)
    pale = np.minimum(colours, [200, 120, 90, 160]).astype(np.uint8)
    drawings = ((colours, _ROUNDED), (pale, _ROUNDED), (black, 1e-3), (white, 1e-3))
    run_cases(to_input, (_drawn(*each) for each in drawings), read=_without_channel)


def _without_channel(answer: Any) -> np.ndarray:
    """Return an input as an array, without an axis for the channel, which Keras takes too."""
    values = as_numbers(answer)
    return values[..., 0] if values.shape == (1, 28, 28, 1) else values


def _drawn(drawing: np.ndarray, tolerance: float) -> Case:
    """Return a case: the ink of a drawing on white paper, in a batch of one."""
    batch = drawing[None] / 255
    colours, alpha = drawing[None, ..., :3].mean(axis=-1) / 255, batch[..., 3]
    right = (1 - colours) * alpha
    bytes_added = drawing[None, ..., :3].sum(axis=-1, dtype=np.uint8) / 3 / 255
    mistakes = {
        "The paper must be 0 and the ink bright: invert.": 1 - right,
        "Still 0 to 255, like the files above: divide alpha by 255, and pixels too.": 255 * right,
        "Still 0 to 255, and the ink dark: invert, and divide by 255.": 255 * (1 - right),
        "Hardly any ink is left: was it divided by 255 twice, or put into bytes?": right / 255,
        "Alpha is left out: where it is 0, the paper shows.": 1 - colours,
        "Alpha says how thick the colour is, not which colour.": alpha,
        "That is on black paper; on white, 1 − a of 255 shines through.": 1 - alpha * colours,
        "Alpha the wrong way around: 255 is opaque.": (1 - colours) * (1 - alpha),
        "Take the mean of all three colours.": (1 - batch[..., 0]) * alpha,
        "Alpha is no colour; [..., :3] is.": (1 - batch.mean(axis=-1)) * alpha,
        "Take the plain mean of the three colours.": (
            (1 - batch[..., :3] @ [0.299, 0.587, 0.114]) * alpha
        ),
        "Bytes end at 255, and the sum of three has overflowed; .mean adds them up as floats.": (
            (1 - bytes_added) * alpha
        ),
        "255 must become exactly 1; divide by 255, not by 256.": right * 255 / 256,
    }

    def otherwise(answer: np.ndarray) -> str:
        _, *place = farthest(answer, right)
        return (
            "In row {row}, column {column} red, green, blue and alpha are "
            f"{drawing[tuple(place)].tolist()}; that must become {{must:.3f}}, and yours is "
            "{yours:.3f}."
        )

    shape = "The network takes the shape (1, 28, 28), the batch first; yours is {shape}."
    return Case((drawing,), right, mistakes, "", otherwise, shape, tolerance)


def _sheet(paper: int, ink: int, *special: str) -> np.ndarray:
    """Return a stroke on paper, with a stray mark in a corner.

    A thick one covers most of the picture, a hollow one is a 0. An edge, both edges or three of
    the corners may be as dark (or, on a board, as bright) as the ink.
    """
    picture = np.full((40, 30), paper, np.uint8)
    picture[3:37, 3:27] = ink if "thick" in special else paper
    picture[10:30, 13:17] = ink
    picture[13:27, 14:16] = paper if "hollow" in special else ink
    picture[0, :4] = ink
    if "edge" in special:
        picture[0] = ink
    if "edges" in special:
        picture[[0, -1]] = ink
    if "corners" in special:
        picture[-2:, :2] = picture[-2:, -2:] = ink
    return picture


#: What each picture is.
_SHEETS = {
    "dark ink on white paper": _sheet(255, 20),
    "chalk on a board": _sheet(30, 230),
    "pencil on grey paper": _sheet(160, 90),
    "a 0 on white paper": _sheet(250, 30, "hollow"),
    "a thick marker on white paper": _sheet(250, 10, "thick"),
    "a thick piece of chalk on a board": _sheet(20, 240, "thick"),
    "white paper with a shadow along one edge": _sheet(250, 30, "edge"),
    "white paper with three dirty corners": _sheet(250, 30, "corners"),
    "grey paper, black along two edges": _sheet(150, 0, "edges"),
    "a grey board, white along two edges": _sheet(105, 255, "edges"),
}


@table(
    "Now chalk on a board and ink on paper both arrive as bright ink on a dark ground.",
    # Turned by a quarter each time, so that no single edge or corner decides.
    tuple(itertools.product(range(4), _SHEETS)),
)
def check_polarity(quarters: int, name: str) -> Case:
    """Check `bright_ink(picture) -> picture` on paper, boards, grey paper and a thick marker."""
    picture = np.rot90(_SHEETS[name], quarters).copy()
    border = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
    dark_paper = np.median(border) < 128
    right = picture if dark_paper else np.invert(picture)
    done = "is dark on bright and was not inverted"
    if dark_paper:
        done = "is bright on dark already and was inverted"
    mistakes = {
        f"it {done}; most pixels of all four sides of the border decide.": np.invert(right),
        "minus a uint8 is 256 − p; use 255 − p or np.invert.": [
            np.uint8(0) - picture,
            -picture.astype(float),
        ],
    }
    before = f"{name.capitalize()}: "
    rest = "{before}the pixels themselves changed; either return the picture or np.invert of it."
    shape = f"The picture must keep its shape {picture.shape}, got {{shape}}."
    return Case((picture,), right, mistakes, before, rest, shape, tolerance=1e-3)


@table(
    "Weighted by the ink, the centre hardly moves for a stray pixel.",
    ((28, 28), (24, 32)),
    read=lambda answer: as_numbers(answer).ravel(),
)
def check_center(rows: int, columns: int) -> Case:
    """Check `center_of_mass(image) -> (row, column)` on lopsided images with greys."""
    image = np.zeros((rows, columns), np.uint8)
    image[4:20, 6:9] = 255
    image[18:20, 6:25] = 120
    right = np.array([np.average(axis, weights=image) for axis in np.indices(image.shape)])
    ink = np.argwhere(image > 0)
    mistakes = {
        "row and column are swapped; the row comes first.": right[::-1],
        "every pixel counts alike here; weight it by its brightness.": ink.mean(axis=0),
        "that is the middle of the box around the ink.": (ink.min(axis=0) + ink.max(axis=0)) / 2,
        "that is the middle of the picture; weight the pixels by their brightness.": (13.5, 13.5),
        "divide by the sum of all pixels.": right * image.sum(),
        "divide by the sum of the pixels, not their number.": right * image.sum() / image.size,
        "count rows and columns from 0.": right + 1,
        "return the place itself, not how far it is from the middle.": right - 14,
        "do not round; the stage that moves the digit does that.": [
            np.round(right),
            np.floor(right),
            np.round(right, 1),
        ],
        "the first row and the first column are at 0.": right + 0.5,
        "that is the brightest pixel.": np.unravel_index(image.argmax(), image.shape),
    }
    rest = (
        f"Expected {right.round(2).tolist()}, got {{got}}: sum row · pixel over all pixels and "
        "divide by the sum of the pixels (beware of uint8, which ends at 255)."
    )
    shape = "Return two numbers, row and column, not the shape {shape}."
    return Case((image,), right, mistakes, "You found {got}: ", rest, shape, tolerance=1e-3)
