"""The finder: a fully convolutional network that says where digits are, and which ink is theirs.

It looks at a picture of any size whose sides are multiples of 32. Halving the maps five times lets
it see far; going back up, in steps that add what was seen finely, lets it point precisely
(T.-Y. Lin et al., *Feature Pyramid Networks for Object Detection*, 2017). Digits are the peaks of a
map (X. Zhou, D. Wang, P. Krähenbühl, *Objects as Points*, 2019); ink is told apart by where each
of its pixels believes its digit's centre to be (B. Cheng et al., *Panoptic-DeepLab*, 2020).
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from helpers.backend import import_keras
from helpers.recognition.views import CHANNELS
from helpers.training.folding import folded

if TYPE_CHECKING:
    import keras
    from keras import KerasTensor

_NORMALISED = "_normalised"
_FILTERS = (16, 32, 48, 64, 64)
_DEPTHS = (0, 1, 2, 2, 2)


def finder_network(normalise: bool = False) -> keras.Model:
    """Return the untrained finder, for training with batch normalisation, which `fold` takes away.

    It takes float32 (n, h, w, CHANNELS), h and w multiples of 32, and returns float32
    (n, h / 4, w / 4, 13) and (n, h / 2, w / 2, 7): logits, sizes and ways.

    >>> finder_network().count_params() < 450_000
    True
    """
    keras = import_keras()
    layers, numbers = keras.layers, itertools.count(1)

    def convolve(
        maps: KerasTensor, filters: int, size: int = 3, stride: int = 1, relu: bool = True
    ) -> KerasTensor:
        name = f"convolution_{next(numbers)}"
        maps = layers.Conv2D(filters, size, stride, "same", use_bias=not normalise, name=name)(maps)
        if normalise:
            maps = layers.BatchNormalization(momentum=0.97, name=name + _NORMALISED)(maps)
        return layers.ReLU()(maps) if relu else maps

    def add(maps: KerasTensor, more: KerasTensor) -> KerasTensor:
        return layers.ReLU()(layers.Add()([maps, more]))

    image = keras.Input((None, None, CHANNELS))
    seen, maps = [], image
    for filters, depth in zip(_FILTERS, _DEPTHS, strict=True):
        maps = convolve(maps, filters, 5 if maps is image else 3, stride=2)
        for _ in range(depth):
            maps = add(maps, convolve(maps, filters, relu=False))
        seen.append(maps)
    half, *rest = seen
    maps = convolve(rest[-1], 48, 1)
    for finer, filters in zip(reversed(rest[:-1]), (48, 48, 32), strict=True):
        maps = layers.UpSampling2D(2)(convolve(maps, filters, 1))
        maps = convolve(add(maps, convolve(finer, filters, 1, relu=False)), filters)
    # The first maps begin near “no”, which is nearly always right.
    start = keras.initializers.Constant([-3.5] + [0.0] * 12)
    coarse = layers.Conv2D(13, 1, name="coarse", bias_initializer=start)(convolve(maps, 48))
    maps = layers.UpSampling2D(2)(convolve(maps, 16, 1))
    maps = add(maps, convolve(half, 16, 1, relu=False))
    start = keras.initializers.Constant([-2.5] * 5 + [0.0] * 2)
    fine = layers.Conv2D(7, 3, padding="same", name="fine", bias_initializer=start)
    return keras.Model(image, [coarse, fine(convolve(maps, 16))])


def fold(trained: keras.Model, plain: keras.Model) -> None:
    """Give `plain`, a `finder_network()`, the weights with which it answers as `trained` does."""
    learned = {layer.name: layer for layer in trained.layers}
    for layer in plain.layers:
        weights = learned[layer.name].get_weights() if layer.weights else []
        if layer.name + _NORMALISED in learned:
            weights = folded(weights[0], learned[layer.name + _NORMALISED])
        layer.set_weights(weights)
