"""Checks the exercises of notebook 02: one cell in colour, an edge, 4 or 8."""

from __future__ import annotations

import numpy as np

from helpers.checks.cases import Case, as_numbers, refuse_first, table
from helpers.checks.exercise import NotAttempted, WrongAnswerError, exercise
from helpers.convolution import convolve, light_of
from helpers.data import load_mnist

#: Less than this share of the largest weight is no light: what a float16 rounds off.
_DARK = 2e-3
#: The open exercise's threshold is found on so many 4s and 8s and measured on the others.
_FITTED = 6000


@table(
    "One cell is one window: pixel times weight in all channels, one sum, and the bias once.",
    (
        (0, 0, 1, 3),
        (2, 5, 1, 3),
        (5, 3, 1, 3),
        (1, 3, 2, 3),
        (2, 1, 3, 3),
        (1, 2, 2, 5),
        (2, 8, 1, 3),
        (1, 2, 2, 3, 255),  # pixels from 0 to 1
    ),
)
def check_one_cell(row: int, column: int, stride: int, size: int, white: int = 1) -> Case:
    """Check a function that computes one cell of the map of a coloured image."""
    image = np.random.default_rng(4).integers(0, 256, (9, 11, 3)).astype(np.uint8)
    image = image if white == 1 else (image / white).astype(np.float32)
    kernel = np.random.default_rng(5).integers(-4, 5, (size, size, 3)).astype(np.float32)
    kernel = kernel if row else -kernel  # so that some sums lie below 0
    bias, top, left = 7.25 + column, row * stride, column * stride

    def of(kernel: np.ndarray, top: int = top, left: int = left) -> float:
        """Return the cell of one kernel and window, nan where that leaves the image."""
        window = image[top : top + size, left : left + size].astype(np.float64)
        fits = window.shape == kernel.shape
        return float((window * kernel).sum()) + bias if fits else np.nan

    right = of(kernel)
    products = image[top : top + size, left : left + size].astype(np.float32) * kernel
    mistakes = {
        "The bias is missing: it is added once, after the sum.": right - bias,
        "The bias is added, not subtracted.": right - 2 * bias,
        "The bias is added once to the sum, not once for each channel.": right + 2 * bias,
        "The bias is added once to the sum, not to each product.": right + (kernel.size - 1) * bias,
        "All three channels belong to the sum; yours holds the first one only.": (
            bias + products[..., 0].sum()
        ),
        "The products have to be added up, not averaged.": (right - bias) / kernel.size + bias,
        "Return the sum as it is, without ReLU: it may be below 0.": max(right, 0),
        "The window is as large as the kernel, which need not be 3×3: take len(kernel).": (
            bias + products[:3, :3].sum()
        ),
        "The kernel is transposed: its rows and columns have changed places.": (
            of(kernel.transpose(1, 0, 2))
        ),
        "The kernel is flipped; layers of a network don't flip it.": of(kernel[::-1, ::-1]),
        "The channels of the kernel are in the opposite order.": of(kernel[..., ::-1]),
        "Row and column of the window are swapped.": of(kernel, left, top),
        "The window is one pixel too far down and to the right.": of(kernel, top + 1, left + 1),
        "The window is one pixel too far up and to the left.": (
            of(kernel, max(top - 1, 0), max(left - 1, 0))
        ),
        f"With a stride of {stride} the window moves {stride} pixels at each step; yours moves "
        "1.": of(kernel, row, column),
    }
    return Case(
        (image, kernel, bias, row, column, stride),
        right,
        mistakes,
        otherwise=f"Row {row}, column {column} with stride {stride} should be {right:g}, yours is "
        "{got:g}.",
        shape="One cell is one number; yours has the shape {shape}. Add up the products of all "
        "channels.",
        tolerance=1e-6,
        relative=5e-4,  # what a float16 holds
    )


@exercise(
    "It responds to ink below and no ink above, and its weights sum to 0, so even areas stay dark."
)
def check_edge_kernel(kernel: np.ndarray) -> None:
    """Check a 3×3 kernel that lights up at the upper edge of ink and nowhere else."""
    weights = _kernel(kernel)
    size = np.abs(weights).max(initial=0) or 1
    even = float((weights / size).sum())
    refuse_first(
        (weights.shape != (3, 3), "The kernel must have 3 rows of 3 weights, yours "
         f"{weights.shape}."),
        (not weights.any(), "All weights are 0, so the bulb never lights up."),
        (abs(even) > _DARK, "On an even white area it should give 0, yours gives "
         f"{255 * even * size:g}: the weights must sum to 0."),
    )  # fmt: skip
    # The whole way over an edge: a kernel may see it with its lower two rows or its upper two.
    scene = np.zeros((8, 8))
    scene[4:] = 1
    scenes = (scene, scene[::-1], scene.T, scene.T[:, ::-1])
    upper, lower, *sides = (float(convolve(each, weights / size).max()) > _DARK for each in scenes)
    refuse_first(
        (lower and not upper, "It lights up at the lower edge; turn it upside down."),
        (not upper, "It stays dark at an upper edge (empty rows above rows of ink), wherever it "
         "lies."),
        (lower, "It lights up at the lower edge too: it responds to a line, not to an edge."),
        (any(sides), "It lights up at an edge on the left or right as well; use the same weights "
         "along each row."),
    )  # fmt: skip


@exercise("You chose it by these images, so only images that nobody has seen can judge it.")
def check_best_kernel(kernel: np.ndarray) -> str:
    """Measure how well the light of one kernel's map tells 4s from 8s; refuse what is below 80%."""
    weights = _kernel(kernel)
    if weights.ndim != 2 or not 1 <= min(weights.shape) <= max(weights.shape) <= 9:
        raise WrongAnswerError(
            "The kernel must be a matrix of at most 9 rows and columns, yours has the shape "
            f"{weights.shape}."
        )
    if not weights.any():
        raise WrongAnswerError("All weights are 0, so no digit gives any light.")
    share, more = _told_apart(weights / np.abs(weights).max())
    told, brighter = f"Your kernel's light tells {share:.1%} of them apart", "4" if more else "8"
    if share < 0.8:
        raise WrongAnswerError(
            f"{told}, and 80.0% is needed. Where is the {brighter}, the brighter one, bright?"
        )
    return (
        f"{told}; a {brighter} gives more of it. A search of a hundred trials at random got 84.3%."
    )


def _kernel(kernel: object) -> np.ndarray:
    """Return the learner's kernel as an array of numbers."""
    values = np.asarray(kernel, dtype=object)
    if any(value is ... for value in values.ravel()):
        raise NotAttempted
    try:
        weights = as_numbers(kernel)
    except (TypeError, ValueError) as error:
        raise WrongAnswerError("The kernel must hold numbers, in rows of equal length.") from error
    if not np.isfinite(weights).all():
        raise WrongAnswerError("Every weight must be a number; yours has infinite or missing ones.")
    return weights


def _told_apart(kernel: np.ndarray) -> tuple[float, bool]:
    """Return the share of images that one threshold tells apart, and whether a 4 has more light."""
    (images, labels), _ = load_mnist()
    both = (labels == 4) | (labels == 8)
    is_four = labels[both] == 4
    light = light_of(images[both], {"": kernel})[:, 0]
    order = np.argsort(light[:_FITTED], kind="stable")
    # Right answers if the images up to each place are called 8 and those above it 4.
    right = np.cumsum(~is_four[:_FITTED][order]) - np.cumsum(is_four[:_FITTED][order])
    right += is_four[:_FITTED].sum()
    more = bool(right.max() >= _FITTED - right.min())
    place = int(right.argmax() if more else right.argmin())
    above = light[_FITTED:] > light[order[place]]
    return float(np.mean((above if more else ~above) == is_four[_FITTED:])), more
