"""The box around the ink, as the exercise of notebook 01 asks for it, and what can go wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.checks.cases import Case, refuse_first
from helpers.checks.known import as_numbers

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

#: First row, last row, first column, last column of the sample's ink.
_BOX = (5, 21, 3, 17)


def sample() -> np.ndarray:
    """Return a lopsided image, on which no two different answers agree by accident."""
    image = np.zeros((28, 28), np.uint8)
    image[5:9, 3:18] = np.linspace(40, 250, 15).astype(np.uint8)
    image[9:22, 11:13] = [[90, 200]]
    return image


def images_with_ink() -> tuple[Case, ...]:
    """Return the cases: a lopsided image, faint ink, bytes that wrap around, ink at borders."""
    faint, pair = np.zeros((2, 28, 28), np.uint8)
    faint[1, 26] = 1
    pair[3:5, 7:9] = 128
    wide = np.zeros((6, 10), np.uint8)  # ink at two borders, and a gap between
    wide[0, 8] = wide[4, 2] = 90
    small = "In an image of 6 rows and 10 columns with ink in row 0, column 8, and row 4, column "
    small += "2, the box is 0, 4, 2, 8, not {got}: any size, border or gap can occur."
    bytes_ = "Two pixels of 128 in a row are ink, though bytes that add up to 256 start again at 0."
    return (
        Case((sample(),), _BOX, _mistakes(), otherwise=_not_the_box),
        Case((faint,), (1, 1, 26, 26), otherwise="A faint pixel, even of value 1, is ink too."),
        Case((pair,), (3, 4, 7, 8), otherwise=bytes_),
        Case((wide,), (0, 4, 2, 8), otherwise=small),
    )


def _mistakes() -> tuple[tuple[ArrayLike, str], ...]:
    """Return what the commonest mistakes give, and what to say of them."""
    first_row, last_row, first_column, last_column = _BOX
    return (
        ((first_column, last_column, first_row, last_row), "Rows and columns are swapped; rows "
         "come first."),
        ((first_row, first_column, last_row, last_column), "The order is first row, last row, "
         "first column, last column."),
        ((first_row, last_row + 1, first_column, last_column + 1), "The last row and column must "
         "hold ink; yours are one too far."),
        ((last_row, first_row, last_column, first_column), "The first comes before the last."),
        ((first_row, last_row - 1, first_column, last_column - 1), "The last row and column that "
         "hold ink are asked for; yours are one short."),
        ([each + 1 for each in _BOX], "Rows and columns are counted from 0, yours from 1."),
    )  # fmt: skip


def four_numbers(answer: Any) -> np.ndarray:
    """Return an answer as four whole numbers, or refuse it."""
    given = np.ravel(as_numbers(answer)).tolist()
    told = ", ".join(map("{:g}".format, given))
    refuse_first(
        (
            len(given) != 4,
            f"Return four numbers, first row, last row, first column, last column; "
            f"you returned {len(given)}.",
        ),
        (not all(map(float.is_integer, given)), f"Rows are whole numbers, yours are {told}."),
    )
    return np.array(given)


def _not_the_box(found: np.ndarray) -> str:
    """Say what is wrong with a box."""
    told = f"The box of the test image is {_BOX}, yours is {tuple(map(int, found))}"
    size = found[[1, 3]] - found[[0, 2]]
    refuse_first(
        (found[3] == 12 and found[1] == _BOX[1], f"{told}: the columns of the ink are in no order, "
         "so the last one in the list need not be the largest."),
        ((size < [16, 14]).any(), f"{told}. Ink is left outside. Faint pixels are ink too."),
    )  # fmt: skip
    return f"{told}."
