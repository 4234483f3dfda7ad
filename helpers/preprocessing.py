"""From any picture of handwritten digits to what MNIST would have made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import cv2
import numpy as np

from helpers import illumination, page, rulings, segmentation
from helpers.ink import ink_level, smooth, threshold
from helpers.mnist_format import SIDE, as_mnist_has_it, cut_out, plain_digit, to_mnist
from helpers.regions import Region, union

#: What is done to a picture, in this order; each can be left out.
STAGES = {
    "frame": "padding around the picture and the table around the paper are taken away",
    "colour": "the colours are mixed so that ink and paper differ most",
    "polarity": "chalk on a board becomes ink on paper",
    "light": "uneven light and shadows are divided out",
    "noise": "the grain of sensor, paper and JPEG is smoothed",
    "rulings": "printed lines are taken away from under the ink",
    "pieces": "specks and neighbours are left out, broken strokes joined, digits told apart",
    "width": "strokes become as wide as MNIST's",
    "box": "the digit is scaled to 20×20 and centred in 28×28 by its mass",
}
ALL_STAGES = frozenset(STAGES)

__all__ = ["ALL_STAGES", "STAGES", "Prepared", "prepare", "to_mnist"]

#: A digit whose stroke is broken is in so few parts, and at most so many times as wide as high.
_MOST_PARTS, _WIDEST = 3, 1.5
#: The longer side at which a picture is looked at: a digit a twentieth as high is still 32 pixels.
_WORKING_SIDE = 640


@dataclass
class Prepared:
    """What `prepare` found in a picture.

    Attributes:
        digits: uint8 array of shape (n, 28, 28), in reading order.
        rows: the row of each digit, from 0.
        boxes: x, y, width, height of each digit, in pixels of the picture.
        stages: name → uint8 image for display, after each stage (only with `keep_stages`).
        plain: whether it needed no search: a clean, small drawing of one digit.
        together: uint8 array of shape (1, 28, 28), all that was found taken for one digit, where
            two or three pieces could be one whose stroke is broken; otherwise (0, 28, 28).
    """

    digits: np.ndarray
    rows: list[int] = field(default_factory=list)
    boxes: list[tuple[int, int, int, int]] = field(default_factory=list)
    stages: dict[str, np.ndarray] = field(default_factory=dict)
    plain: bool = False
    together: np.ndarray = field(default_factory=lambda: np.zeros((0, SIDE, SIDE), np.uint8))

    @property
    def is_blank(self) -> bool:
        """Whether no ink was found."""
        return len(self.digits) == 0


def prepare(
    picture: np.ndarray, stages: Iterable[str] = ALL_STAGES, keep_stages: bool = False
) -> Prepared:
    """Find the digits in a picture and make of each what MNIST would have made of it.

    A picture that already is as MNIST's are (28×28, scaled and centred, either polarity) is
    returned as it is.

    Args:
        picture: uint8 array of shape (h, w) or (h, w, 3), red, green, blue.
        stages: names from `STAGES`; a stage that is not named is left out.
        keep_stages: keep a picture of each stage, for display.

    Returns:
        The digits, in reading order; none when the picture is blank.

    Raises:
        ValueError: the picture has another shape or type, or a stage is unknown.

    >>> picture = np.full((200, 200), 240, np.uint8)
    >>> picture[50:150, 90:102] = 40
    >>> prepared = prepare(picture)
    >>> prepared.digits.shape, prepared.boxes
    ((1, 28, 28), [(90, 50, 12, 100)])
    """
    stages = frozenset(stages)
    _check(picture, stages)
    if not keep_stages and stages >= {"box", "polarity"}:
        done = as_mnist_has_it(picture)
        if done is not None:
            return Prepared(done[None], [0], [cv2.boundingRect(done)], plain=True)
        drawn = plain_digit(picture)
        if drawn is not None:
            _, digit = cut_out(drawn, 127, "width" in stages)
            return Prepared(digit[None], [0], [cv2.boundingRect(drawn)], plain=True)
    return _Path(stages, keep_stages).run(picture)


class _Path:
    """One picture's way through the stages."""

    def __init__(self, stages: frozenset[str], keep: bool) -> None:
        self.stages, self.keep = stages, keep
        self.kept: dict[str, np.ndarray] = {}
        self.tiles: list[dict[str, np.ndarray]] = []

    def show(self, name: str, image: np.ndarray) -> None:
        if self.keep and (name in self.stages or name == "picture"):
            self.kept[name] = image.copy()

    def run(self, picture: np.ndarray) -> Prepared:
        self.show("picture", picture)
        # In so few pixels nobody writes two digits, but thin strokes fall to pieces.
        alone = max(picture.shape[:2]) <= 40 and picture.shape[1] < 1.5 * picture.shape[0]
        picture, origin = self._cut_frame(picture)
        picture, scale = _to_working_size(picture)
        ink = self._to_ink(picture)
        if "rulings" in self.stages:
            level = ink_level(ink)
            if level is not None:
                ink = rulings.remove_rulings(ink, 0.5 * level)
            self.show("rulings", 255 - ink)
        cut = threshold(ink)
        if cut is None:
            return Prepared(np.zeros((0, SIDE, SIDE), np.uint8), stages=self.kept)
        solid = (ink > cut).astype(np.uint8)
        found, labels = segmentation.find_digits(
            solid, ink, clean="pieces" in self.stages, alone=alone
        )
        digits = [self._cut_out(ink, cut, labels, region) for region in found]
        if self.keep and found:
            self.show("pieces", _numbered(labels, found))
        boxes = []
        for region in found:
            x, y, w, h = region.box
            left, top = round(x * scale + origin[0]), round(y * scale + origin[1])
            boxes.append((left, top, round(w * scale), round(h * scale)))
        if self.keep and digits:
            for name in ("width", "box"):
                self.show(
                    name,
                    np.hstack(
                        [
                            cv2.resize(tile[name], (112, 112), interpolation=cv2.INTER_AREA)
                            for tile in self.tiles
                        ]
                    ),
                )
        images = np.array(digits, np.uint8).reshape(-1, SIDE, SIDE)
        prepared = Prepared(images, [region.row for region in found], boxes, self.kept)
        if "pieces" in self.stages and 2 <= len(found) <= _MOST_PARTS:
            whole = union(found)
            if whole.box[2] <= _WIDEST * whole.box[3]:
                prepared.together = self._cut_out(ink, cut, labels, whole)[None]
        return prepared

    def _cut_frame(self, picture: np.ndarray):
        if "frame" not in self.stages:
            return picture, (0, 0)
        gray = picture if picture.ndim == 2 else picture[..., 1]
        x, y, w, h = illumination.inner_frame(gray)
        here = np.s_[y : y + h, x : x + w]
        picture, (left, top) = page.hide_table(picture[here], gray[here])
        self.show("frame", picture)
        return picture, (x + left, y + top)

    def _to_ink(self, picture: np.ndarray) -> np.ndarray:
        """Return the ink map: how much of the light each pixel swallows, 0…255."""
        if "colour" in self.stages:
            gray = illumination.to_gray(picture)
        elif picture.ndim == 3:
            gray = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
        else:
            gray = picture
        self.show("colour", gray)
        dark = "polarity" not in self.stages or illumination.is_ink_dark(gray)
        self.show("polarity", gray if dark else 255 - gray)
        ink = illumination.flatten(gray, dark, follow="light" in self.stages)
        self.show("light", 255 - ink)
        if "noise" in self.stages:
            ink = smooth(ink)
            self.show("noise", 255 - ink)
        return ink

    def _cut_out(self, ink, cut, labels, region) -> np.ndarray:
        """Return one digit as MNIST would have it."""
        left, top, w, h = region.box
        # The soft edge of the digit's own ink belongs to it, other ink does not.
        here = np.s_[max(0, top - 1) : top + h + 1, max(0, left - 1) : left + w + 1]
        own = np.isin(labels[here], region.labels).astype(np.uint8)
        own = cv2.dilate(own, np.ones((3, 3), np.uint8))
        solid, image = cut_out(ink[here] * own, cut[here], "width" in self.stages)
        if "box" not in self.stages:
            image = cv2.resize(solid, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
        if self.keep:
            self.tiles.append({"width": solid, "box": image})
        return image


def _check(picture: np.ndarray, stages: frozenset[str]) -> None:
    if stages - ALL_STAGES:
        raise ValueError(
            f"Stages are named {', '.join(STAGES)}; got {', '.join(sorted(stages - ALL_STAGES))}."
        )
    shape = getattr(picture, "shape", ())
    colours = len(shape) == 2 or (len(shape) == 3 and shape[2] == 3)
    if not colours or picture.dtype != np.uint8 or 0 in shape:
        raise ValueError(
            "A picture is a uint8 array of shape (height, width) or (height, width, 3), "
            f"got {getattr(picture, 'dtype', type(picture).__name__)} of shape {shape}."
        )


def _to_working_size(picture: np.ndarray) -> tuple[np.ndarray, float]:
    """Return the picture at the size it is looked at, and its pixels for one of those."""
    longest = max(picture.shape[:2])
    if longest > _WORKING_SIDE:
        scale = _WORKING_SIDE / longest
    elif longest < 100:
        # Cutting a stroke of one or two pixels out needs pixels in between.
        scale = 120 / longest
    else:
        return picture, 1.0
    size = tuple(max(1, round(side * scale)) for side in picture.shape[1::-1])
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(picture, size, interpolation=how), 1 / scale


def _numbered(labels: np.ndarray, found: list[Region]) -> np.ndarray:
    """Return a picture of the pieces: the digits' ink dark, what was left out pale."""
    image = np.where(labels > 0, 200, 255).astype(np.uint8)
    for region in found:
        image[np.isin(labels, region.labels)] = 0
    return image
