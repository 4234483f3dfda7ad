"""Checks of notebook 09: a proper input, the right way around, the centre of mass."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from helpers.checks.exercise import WrongAnswerError, called, exercise
from helpers.checks.known import as_numbers, refuse_known


@exercise(
    why="A network trained on 0 … 1 and asked with 0 … 255 is certain, even where it is wrong; "
    "now it can doubt.",
)
def check_input(to_input: Callable[[np.ndarray], np.ndarray]) -> None:
    """Check `to_input(drawing) -> float32 (1, 28, 28)` on a grey drawing and a pale one."""
    across, down = np.meshgrid(np.linspace(0, 200, 28), np.linspace(0, 55, 28))
    ramp = (across + down).round().astype(np.uint8)  # no row and no column twice
    pale = np.where(ramp < 60, 150, 255).astype(np.uint8)
    for drawing in (ramp, pale):
        answer = np.asarray(called(to_input, drawing.copy()))
        _check_input(answer, drawing)


def _check_input(answer: np.ndarray, drawing: np.ndarray) -> None:
    right = ((255 - drawing.astype(np.float32)) / 255)[None]
    if answer.shape == drawing.shape:
        raise WrongAnswerError(
            "The axis for the batch is missing: the network takes the shape (1, 28, 28), yours is "
            f"{answer.shape}."
        )
    if answer.shape == (*right.shape, 1):  # an axis for the channel, which Keras takes too
        answer = answer[..., 0]
    if answer.shape != right.shape:
        raise WrongAnswerError(f"Expected the shape (1, 28, 28), got {answer.shape}.")
    values = answer.astype(np.float64)
    # A float16 has three decimals; Keras makes float32 of it.
    if np.allclose(values, right, atol=1e-3 if answer.dtype == np.float16 else 1e-5):
        if answer.dtype not in (np.float16, np.float32):
            raise WrongAnswerError(
                f"The values are right; the network takes float32, yours are {answer.dtype}."
            )
        return
    low, high = values.min(), values.max()
    ink = 255.0 - drawing
    if np.allclose(values, ink):
        reason = "still 0 to 255, not scaled: that is what made wrong answers certain above."
    elif np.allclose(values, drawing / 255.0):
        reason = "not inverted: the paper must be 0 and the ink bright."
    elif np.allclose(values, 255 - drawing / 255.0):
        reason = "scale first and then subtract from 1, or invert first and then divide."
    elif np.allclose(values, ink // 255):
        reason = "// divides without a remainder and loses all greys; use /."
    elif np.allclose(values, ink / 256):
        reason = "255 must become exactly 1; divide by 255, not by 256."
    elif np.allclose(values, ink / ink.max()):
        reason = "a pale drawing must stay pale: divide by 255, not by its own maximum."
    elif np.allclose(values, ink / 255 / 255):
        reason = "it was divided twice."
    elif low < 0:
        reason = "negative pixels never occurred in training."
    else:
        reason = "white paper must become 0 and black ink 1."
    raise WrongAnswerError(f"Pixels from {low:.3g} to {high:.3g}: {reason}")


def _sheet(
    paper: int,
    ink: int,
    thick: bool = False,
    hollow: bool = False,
    dark_edge: bool = False,
    dark_corners: bool = False,
    dark_edges: bool = False,
) -> np.ndarray:
    """Return a stroke on paper; a thick one covers most of the picture, a hollow one is a 0.

    With `dark_edge` the first row is as dark (or, on a board, as bright) as the ink, with
    `dark_corners` three of the corners, with `dark_edges` the first and the last row.
    """
    picture = np.full((40, 30), paper, np.uint8)
    picture[3:37, 3:27] = ink if thick else paper
    picture[10:30, 13:17] = ink
    if hollow:
        picture[13:27, 14:16] = paper
    picture[0, :4] = ink  # a stray mark in a corner
    if dark_edge:
        picture[0] = ink
    if dark_edges:
        picture[[0, -1]] = ink
    if dark_corners:
        picture[-2:, :2] = picture[-2:, -2:] = ink
    return picture


@exercise(
    why="Now chalk on a board and ink on paper both arrive as bright ink on a dark ground.",
)
def check_polarity(bright_ink: Callable[[np.ndarray], np.ndarray]) -> None:
    """Check `bright_ink(picture) -> picture` on paper, boards, grey paper and a thick marker."""
    cases = {
        "dark ink on white paper": _sheet(255, 20),
        "chalk on a board": _sheet(30, 230),
        "pencil on grey paper": _sheet(160, 90),
        "a 0 on white paper": _sheet(250, 30, hollow=True),
        "a thick marker on white paper": _sheet(250, 10, thick=True),
        "a thick piece of chalk on a board": _sheet(20, 240, thick=True),
        "white paper with a shadow along one edge": _sheet(250, 30, dark_edge=True),
        "white paper with three dirty corners": _sheet(250, 30, dark_corners=True),
        "grey paper, black along two edges": _sheet(150, 0, dark_edges=True),
        "a grey board, white along two edges": _sheet(105, 255, dark_edges=True),
    }
    # Turned by a quarter each time, so that no single edge or corner decides.
    turned = [(name, np.rot90(sheet, k).copy()) for k in range(4) for name, sheet in cases.items()]
    for name, picture in turned:
        answer = as_numbers(called(bright_ink, picture.copy()))
        border = [picture[0], picture[-1], picture[:, 0], picture[:, -1]]
        dark_paper = np.median(np.concatenate(border)) < 128
        right = picture if dark_paper else np.invert(picture)
        if answer.shape != picture.shape:
            raise WrongAnswerError(
                f"The picture must keep its shape {picture.shape}, got {answer.shape}."
            )
        if np.allclose(answer, right, atol=1e-3):
            continue
        if np.array_equal(answer, np.invert(right)):
            done = "was inverted" if dark_paper else "was not inverted"
            need = "is bright on dark already" if dark_paper else "is dark on bright"
            reason = f"it {need} and {done}; "
            reason += "most pixels of all four sides of the border decide."
        elif np.array_equal(answer, (255 - right.astype(int)) % 256):
            reason = "it is the wrong way around."
        elif np.array_equal(answer.astype(np.uint8), (-picture.astype(int)).astype(np.uint8)):
            reason = "minus a uint8 is 256 − p; use 255 − p or np.invert."
        else:
            reason = "the pixels themselves changed; either return the picture or np.invert of it."
        raise WrongAnswerError(f"{name.capitalize()}: {reason}")


@exercise(
    why="Weighted by the ink, the centre hardly moves for a stray pixel.",
)
def check_center(center_of_mass: Callable[[np.ndarray], tuple[float, float]]) -> None:
    """Check `center_of_mass(image) -> (row, column)` on lopsided images with greys."""
    for shape in ((28, 28), (24, 32)):
        _check_mass(center_of_mass, shape)


def _check_mass(center_of_mass: Callable, shape: tuple[int, int]) -> None:
    image = np.zeros(shape, np.uint8)
    image[4:20, 6:9] = 255
    image[18:20, 6:25] = 120
    rows, columns = np.indices(image.shape)
    right = np.array([np.average(axis, weights=image) for axis in (rows, columns)])
    answer = np.ravel(as_numbers(called(center_of_mass, image.copy())))
    if answer.shape != (2,):
        raise WrongAnswerError(f"Return two numbers, row and column, not {answer.size}.")
    if np.allclose(answer, right, atol=1e-3):
        return
    ink = np.argwhere(image > 0)
    mistakes = (
        (right[::-1], "row and column are swapped; the row comes first."),
        (ink.mean(axis=0), "every pixel counts alike here; weigh it by its brightness."),
        ((ink.min(axis=0) + ink.max(axis=0)) / 2, "that is the middle of the box around the ink."),
        ([13.5, 13.5], "that is the middle of the picture; weigh the pixels by their brightness."),
        (right * image.sum(), "divide by the sum of all pixels."),
        (right * image.sum() / image.size, "divide by the sum of the pixels, not their number."),
        (right + 1, "count rows and columns from 0."),
        (right - 14, "return the place itself, not how far it is from the middle."),
        (np.round(right), "do not round; the stage that moves the digit does that."),
        (np.floor(right), "do not round; the stage that moves the digit does that."),
        (np.array(np.unravel_index(image.argmax(), image.shape)), "that is the brightest pixel."),
    )
    refuse_known(answer, mistakes, f"You found {answer.round(2).tolist()}: ", tolerance=1e-3)
    raise WrongAnswerError(
        f"Expected {right.round(2).tolist()}, got {answer.round(2).tolist()}: sum row · pixel over "
        "all pixels and divide by the sum of the pixels (beware of uint8, which ends at 255)."
    )
