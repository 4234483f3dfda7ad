"""Four explanations of an answer, and how to test them: erase or insert what they mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from helpers.interpretability.feature_maps import MapLayer
from helpers.interpretability.saliency import (
    grad_cam,
    lead_slopes,
    many_maps_and_gradients,
    occlusion,
    on_picture,
    place_by_place,
)

if TYPE_CHECKING:
    import keras


def explanations(
    network: keras.Sequential,
    layer: MapLayer,
    images: np.ndarray,
    digits: Sequence[int],
    step: int = 1,
) -> dict[str, np.ndarray]:
    """Return what four methods say about where the evidence for a digit lies.

    Args:
        network: one with a layer named "logits".
        layer: the layer of this network whose maps the last two methods take.
        images: float32 array of shape (n, 28, 28), values 0…1.
        digits: for each image the digit that is asked for.
        step: of the occlusion, in pixels.

    Returns:
        float32 arrays of shape (n, 28, 28) by the method's name.
    """
    pairs = list(zip(*many_maps_and_gradients(network, layer.output, images, digits), strict=True))
    asked = zip(images, digits, strict=True)
    evidence = {
        name: np.stack([on_picture(explain(*pair), layer.field) for pair in pairs])
        for name, explain in (("Grad-CAM", grad_cam), ("place by place", place_by_place))
    }
    return {
        "occlusion": np.stack([occlusion(network, *pair, step=step) for pair in asked]),
        "slope": lead_slopes(network, images, np.asarray(digits)),
        **evidence,
    }


def rank_ink(image: np.ndarray, values: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Return an image's ink pixels, those with the largest values first, ties in random order.

    Of an image, values 0…1 (above 0.5 is ink), and as large a matrix, such as `saliency` returns,
    these are the places in `image.reshape(-1)`.

    >>> ink, values = np.array([[0.0, 1.0], [1.0, 1.0]]), np.array([[9, 2], [3, 1]])
    >>> rank_ink(ink, values, np.random.default_rng(0))
    array([2, 1, 3])
    """
    ink = generator.permutation(np.flatnonzero(image > 0.5))
    return ink[np.argsort(-values.flat[ink], kind="stable")]


def take_over(onto: np.ndarray, source: np.ndarray, pixels: np.ndarray) -> np.ndarray:
    """Return a copy of one image with some pixels of another.

    All are matrices of one shape, but for `pixels`: their places in `source.reshape(-1)`.

    >>> take_over(np.zeros((2, 2)), np.ones((2, 2)), np.array([1, 2]))
    array([[0., 1.],
           [1., 0.]])
    """
    taken = onto.copy()
    taken.flat[pixels] = source.flat[pixels]
    return taken
