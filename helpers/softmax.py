"""From a network's scores (logits) to probabilities, and to an answer in words."""

from __future__ import annotations

import numpy as np


def softmax(scores: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """Turn scores into probabilities: exp(score / temperature), divided by their sum.

    The largest score is subtracted first. That changes nothing in the result, and no power can
    overflow any more.

    Args:
        scores: array of any shape, any finite values; along its last axis the probabilities,
            float64, 0…1, sum to 1.
        temperature: above 0; small values favour the largest score, large ones make all equal.

    Raises:
        ValueError: the temperature is not above 0.

    Source: I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, 2016, sections 4.1 and 6.2.2;
    the temperature: G. Hinton and others, *Distilling the Knowledge in a Neural Network*, 2015.

    >>> softmax(np.array([1000.0, 1000.0]))
    array([0.5, 0.5])
    """
    if not temperature > 0:
        raise ValueError(
            f"temperature must be above 0, got {temperature}; for the largest score alone use "
            "np.argmax."
        )
    scores = np.asarray(scores, np.float64) / temperature
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)
