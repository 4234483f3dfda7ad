"""Checks of notebook 03: pooling by hand, how far a unit sees, how many layers it takes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from helpers.checks.exercise import WrongAnswerError, called, called_for_number, exercise
from helpers.checks.known import refuse_changed, refuse_known

_STACKS = (
    [(3, 1)],
    [(3, 1), (3, 1)],
    [(5, 1), (2, 2), (3, 1)],
    [(5, 1), (2, 2), (3, 1), (3, 1), (2, 2), (3, 1)],
    [(7, 2), (3, 3), (5, 1)],
)


@exercise(
    why="Pooling keeps that a pattern was there and lets go of where exactly, within two pixels.",
)
def check_max_pool(max_pool: Callable[[np.ndarray], np.ndarray]) -> None:
    """Check `max_pool(values)` with blocks of 2×2 on maps of even and of odd size."""
    generator = np.random.default_rng(3)
    for shape in ((4, 6), (8, 8), (5, 7)):
        # All below zero, so that a maximum that starts from 0 is noticed, and no whole numbers,
        # as in a real map.
        values = generator.permutation(np.arange(-shape[0] * shape[1], 0)).reshape(shape) + 0.25
        kept = values.copy()
        answer = np.asarray(called(max_pool, values), dtype=float)
        refuse_changed(values, kept, "map")
        rows, columns = shape[0] // 2, shape[1] // 2
        blocks = kept[: 2 * rows, : 2 * columns].reshape(rows, 2, columns, 2)
        if answer.shape == (shape[0] - 1, shape[1] - 1):
            raise WrongAnswerError(
                "Your blocks overlap: move by 2 pixels, so that a map of "
                f"{shape[0]}×{shape[1]} becomes {rows}×{columns}."
            )
        if answer.shape != (rows, columns):
            raise WrongAnswerError(
                f"A map of {shape[0]}×{shape[1]} becomes {rows}×{columns} (a last single row or "
                f"column is left out), yours became {'×'.join(map(str, answer.shape))}."
            )
        if np.array_equal(answer, blocks.max(axis=(1, 3))):
            continue
        mistakes = (
            (blocks.mean(axis=(1, 3)), "you took the average; that is average pooling."),
            (blocks.min(axis=(1, 3)), "you took the smallest value of each block."),
            (blocks.sum(axis=(1, 3)), "you took the sum of each block."),
            (blocks[:, 0, :, 0], "you kept the first value of each block, not the largest."),
            (np.maximum(blocks.max(axis=(1, 3)), 0), "start from the block, not from 0."),
            (blocks[:, 0].max(axis=2), "you looked at one row of each block only."),
            (blocks[:, :, :, 0].max(axis=1), "you looked at one column of each block only."),
            (
                np.trunc(blocks.max(axis=(1, 3))),
                "what follows the decimal point is lost: make the new array without int.",
            ),
        )
        refuse_known(answer, mistakes, "The size is right, but ")
        raise WrongAnswerError(
            f"The first block holds {blocks[0, :, 0].ravel().tolist()}, so the first value is "
            f"{blocks[0, :, 0].max():g}, not {answer[0, 0]:g}."
        )


@exercise(
    why="A window adds (its size − 1) steps, and each step is as long as all strides before it.",
)
def check_receptive_field(receptive_field: Callable[[list[tuple[int, int]]], int]) -> None:
    """Check `receptive_field(layers) -> int`, `layers` a list of (window, stride)."""
    for layers in _STACKS:
        answer = called_for_number(receptive_field, list(layers), what="the size alone")
        size = jump = 1
        for window, stride in layers:
            size += (window - 1) * jump
            jump *= stride
        if answer == size:
            continue
        raise WrongAnswerError(
            f"For {layers} a unit sees {size} pixels, you got {answer}: "
            f"{_field_reason(layers, answer)}"
        )


def _field_reason(layers: list[tuple[int, int]], answer: float | np.number) -> str:
    windows = [window for window, _ in layers]
    no_jump = 1 + sum(window - 1 for window in windows)
    early = late = jump = 1
    whole = jump_before = added = summed = 1
    for window, stride in layers:
        summed += (window - 1) * added
        added += stride
        jump *= stride
        early += (window - 1) * jump
        whole += window * jump_before
        jump_before *= stride
        late += (window - 1) * stride
    if answer == jump:
        return "that is the jump between neighbouring units, return the size."
    if len(layers) > 1 and answer == sum(windows):
        return "windows overlap, so each layer adds its window − 1."
    if answer == np.prod(windows):
        return "windows overlap, so the sizes add up and don't multiply."
    if answer == summed:
        return "a stride multiplies the jump; you add it."
    if answer in (whole, whole - 1):
        return "a window of k pixels makes k − 1 steps; subtract 1."
    if answer == no_jump - 1 or answer == _steps_alone(layers):
        return "start with size 1: a pixel sees itself."
    if answer in (early, late):
        return "a layer's own stride counts only for the layers after it."
    if answer == no_jump:
        return "the strides of the layers before make each step longer."
    return "each layer adds (window − 1) · jump, then the jump is multiplied by its stride."


def _steps_alone(layers: list[tuple[int, int]]) -> int:
    """Return the sum of all steps without the pixel that one starts from."""
    total, jump = 0, 1
    for window, stride in layers:
        total += (window - 1) * jump
        jump *= stride
    return total


@exercise(
    why="n layers see 1 + 2·n pixels, so 14 are the fewest that see 28. Pooling gets there sooner.",
)
def check_layers_needed(layers_needed: float) -> None:
    """Check how many 3×3 layers of stride 1 it takes until a unit sees 28 pixels."""
    if isinstance(layers_needed, bool) or not isinstance(layers_needed, int | float | np.number):
        raise WrongAnswerError(f"Expected a number of layers, got {layers_needed!r}.")
    if layers_needed == 14:
        return
    if layers_needed in (9, 10) or 9 < layers_needed < 10:
        raise WrongAnswerError(
            "28 ÷ 3 would be right if windows lay side by side; they overlap, and a layer adds 2."
        )
    if layers_needed == 13.5:
        raise WrongAnswerError("1 + 2·n = 28 gives 13.5, but there are no half layers: round up.")
    if layers_needed in (26, 27, 28):
        raise WrongAnswerError("A layer adds a pixel on both sides, so it adds 2 and not 1.")
    seen = 1 + 2 * layers_needed
    side = "fewer than the picture has" if layers_needed < 14 else "but fewer layers would do"
    raise WrongAnswerError(f"{layers_needed:g} layers see 1 + 2·n = {seen:g} pixels, {side}.")
