"""From any picture of handwritten digits to what MNIST would have made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import cv2
import numpy as np

from helpers import illumination, rulings, segmentation, strokes

#: MNIST's picture and the box that the digit is scaled to, in pixels.
SIDE = 28
BOX = 20

#: What is done to a picture, in this order; each can be left out.
STAGES = {
    "frame": "a padding or frame of one colour is cut off",
    "colour": "the colours are mixed so that ink and paper differ most",
    "polarity": "chalk on a board becomes ink on paper",
    "light": "uneven light and shadows are divided out",
    "rulings": "printed lines are taken away from under the ink",
    "noise": "the grain of sensor, paper and JPEG is smoothed",
    "pieces": "specks and neighbours are left out, broken strokes joined, digits told apart",
    "width": "strokes become as wide as MNIST's",
    "box": "the digit is scaled to 20×20 and centred in 28×28 by its mass",
}
ALL_STAGES = frozenset(STAGES)

#: The longer side at which a picture is looked at: a digit a twentieth as high is still 32 pixels.
_WORKING_SIDE = 640
#: The longer side to which one digit is enlarged, so that cutting it out keeps smooth edges.
_DIGIT_SIDE = 100


@dataclass
class Prepared:
    """What `prepare` found in a picture.

    Attributes:
        digits: uint8 array of shape (n, 28, 28), in reading order.
        rows: the row of each digit, from 0.
        boxes: x, y, width, height of each digit, in pixels of the picture.
        stages: name → uint8 image for display, after each stage (only with `keep_stages`).
    """

    digits: np.ndarray
    rows: list[int] = field(default_factory=list)
    boxes: list[tuple[int, int, int, int]] = field(default_factory=list)
    stages: dict[str, np.ndarray] = field(default_factory=dict)

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
            return Prepared(done[None], [0], [cv2.boundingRect(done)])
    return _Path(stages, keep_stages).run(picture)


def as_mnist_has_it(picture: np.ndarray) -> np.ndarray | None:
    """Return a picture that is in MNIST's format already, light on dark; None for others.

    >>> as_mnist_has_it(np.zeros((28, 28), np.uint8)) is None
    True
    """
    if picture.shape[:2] != (SIDE, SIDE):
        return None
    if picture.ndim == 3:
        if (picture != picture[..., :1]).any():
            return None
        picture = picture[..., 0]
    edge = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
    # MNIST's digits keep clear of the border, but for a few that touch it with a tip.
    ground = int(np.median(edge))
    if ground > 127:
        picture, ground = 255 - picture, 255 - ground
    if ground > 4 or picture.max() < 128:
        return None
    solid = cv2.threshold(picture, 16, 0, cv2.THRESH_TOZERO)[1]
    _, _, width, height = cv2.boundingRect(solid)
    mass = cv2.moments(solid)
    if not (BOX - 2 <= max(width, height) <= BOX + 1) or not mass["m00"]:
        return None
    offsets = (abs(mass[name] / mass["m00"] - SIDE / 2) for name in ("m10", "m01"))
    return picture if max(offsets) <= 1.0 else None


class _Path:
    """One picture's way through the stages."""

    def __init__(self, stages: frozenset[str], keep: bool) -> None:
        self.stages, self.keep = stages, keep
        self.kept: dict[str, np.ndarray] = {}

    def show(self, name: str, image: np.ndarray) -> None:
        if self.keep and (name in self.stages or name == "picture"):
            self.kept[name] = image.copy()

    def run(self, picture: np.ndarray) -> Prepared:
        self.show("picture", picture)
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
        found, labels = segmentation.find_digits(solid, ink, clean="pieces" in self.stages)
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
        return Prepared(images, [region.row for region in found], boxes, self.kept)

    tiles: list[dict[str, np.ndarray]]

    def _cut_frame(self, picture: np.ndarray):
        if "frame" not in self.stages:
            return picture, (0, 0)
        gray = picture if picture.ndim == 2 else picture[..., 1]
        x, y, w, h = illumination.inner_frame(gray)
        picture = picture[y : y + h, x : x + w]
        self.show("frame", picture)
        return picture, (x, y)

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
        x, y, w, h = region.box
        margin = 2
        here = np.s_[y : y + h, x : x + w]
        own = np.isin(labels[here], region.labels).astype(np.uint8)
        own, over = (
            cv2.copyMakeBorder(part, margin, margin, margin, margin, cv2.BORDER_CONSTANT)
            for part in (own, ink[here])
        )
        under = cv2.copyMakeBorder(cut[here], margin, margin, margin, margin, cv2.BORDER_REPLICATE)
        # The soft edge of the digit's own ink belongs to it, other ink does not.
        over = over * cv2.dilate(own, np.ones((3, 3), np.uint8))
        scale = _DIGIT_SIDE / max(w, h)
        size = (max(1, round((w + 2 * margin) * scale)), max(1, round((h + 2 * margin) * scale)))
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        over = cv2.resize(over, size, interpolation=how)
        under = cv2.resize(under, size, interpolation=cv2.INTER_LINEAR)
        solid = (over > under).astype(np.uint8) * 255
        room = _DIGIT_SIDE // 5
        solid = cv2.copyMakeBorder(solid, room, room, room, room, cv2.BORDER_CONSTANT)
        if "width" in self.stages:
            solid = strokes.normalise_width(solid)
        if "box" in self.stages:
            image = to_mnist(solid)
        else:
            image = cv2.resize(solid, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
        if self.keep:
            self.tiles = [*getattr(self, "tiles", []), {"width": solid, "box": image}]
        return image


def smooth(ink: np.ndarray) -> np.ndarray:
    """Smooth an ink map as much as its noise asks for."""
    noise = noise_level(ink)
    strong = float(np.percentile(ink, 99.5))
    if noise < 1 or noise < 0.04 * strong:
        return ink
    sigma = min(2.5, 20 * noise / max(strong, 1))
    return cv2.GaussianBlur(ink, (0, 0), sigma)


def noise_level(ink: np.ndarray) -> float:
    """Return the standard deviation of the noise, from differences between neighbours.

    Source: J. Immerkær, *Fast noise variance estimation*, Computer Vision and Image
    Understanding 64 (1996); the median instead of the mean leaves the edges of strokes out.
    """
    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    response = np.abs(cv2.filter2D(ink, cv2.CV_32F, kernel))
    return float(np.median(response)) / (0.6745 * 6)


def ink_level(ink: np.ndarray) -> float | None:
    """Return the value that parts ink from paper; None when there is no ink."""
    floor = noise_floor(ink)
    candidates = ink[ink > floor]
    if len(candidates) < 6:
        return None
    level, _ = cv2.threshold(candidates.reshape(-1, 1), 0, 255, cv2.THRESH_OTSU)
    return max(level, floor)


def threshold(ink: np.ndarray) -> np.ndarray | None:
    """Return for each pixel the value that parts ink from paper; None when there is no ink.

    A blurred edge lies where the ink is half as dark as in the middle of its stroke, so that a
    line fading from dark to pale is cut out in one piece and with one width.

    Args:
        ink: uint8 array of shape (h, w): 0 paper … 255 darkest ink.

    Returns:
        uint8 array of shape (h, w), or None.
    """
    level = ink_level(ink)
    if level is None:
        return None
    width = strokes.stroke_width((ink > level).astype(np.uint8))
    reach = int(2 * max(width, 2)) | 1
    darkest = cv2.dilate(ink, np.ones((reach, reach), np.uint8))
    half = cv2.blur(darkest, (reach, reach)).astype(np.float32) * 0.5
    # What is less than half as dark as the edge of the usual ink is a shadow or shines through.
    return np.clip(np.maximum(half, 0.55 * level), noise_floor(ink), 255).astype(np.uint8)


def noise_floor(ink: np.ndarray) -> float:
    """Return the value below which an ink map holds nothing but noise."""
    # Paper is grained and JPEG rings; a hair of pencil swallows a twentieth of the light.
    return max(5 * noise_level(ink), 12.0)


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


def _numbered(labels: np.ndarray, found: list[segmentation.Region]) -> np.ndarray:
    """Return a picture of the pieces: the digits' ink dark, what was left out pale."""
    image = np.where(labels > 0, 200, 255).astype(np.uint8)
    for region in found:
        image[np.isin(labels, region.labels)] = 0
    return image


def to_mnist(ink: np.ndarray) -> np.ndarray:
    """Scale and centre one digit as MNIST's authors did.

    The box around the ink is scaled to 20 pixels on its longer side, keeping its aspect, with
    the grey levels that averaging leaves; then it is moved, by whole pixels, until its centre of
    mass lies in the middle of 28×28 pixels. MNIST's own images come
    back unchanged, but for the few whose box is not 20 pixels.

    Args:
        ink: array of shape (h, w), uint8 with values 0…255 or float with values 0…1; the ink is
            bright, and whatever is not ink is exactly 0.

    Returns:
        uint8 array of shape (28, 28), values 0…255; all 0 when there is no ink.

    Source: Y. LeCun, C. Cortes, C. J. C. Burges, *The MNIST database of handwritten digits*.

    >>> ink = np.zeros((200, 300), np.uint8)
    >>> ink[40:140, 200:220] = 255
    >>> rows, columns = np.nonzero(to_mnist(ink))
    >>> int(rows.min()), int(rows.max()), int(columns.min()), int(columns.max())
    (4, 23, 12, 15)
    """
    if ink.dtype != np.uint8:
        ink = np.clip(ink * 255.0, 0, 255).astype(np.uint8)
    image = np.zeros((SIDE, SIDE), np.uint8)
    left, top, width, height = cv2.boundingRect(ink)
    if not width:
        return image
    box = ink[top : top + height, left : left + width]
    longer = max(width, height)
    if longer != BOX:
        size = tuple(max(1, round(side * BOX / longer)) for side in (width, height))
        # Averaging is what MNIST's grey levels come from; enlarging has nothing to average.
        box = cv2.resize(
            box, size, interpolation=cv2.INTER_AREA if longer > BOX else cv2.INTER_CUBIC
        )
        width, height = size
    mass = cv2.moments(box)
    if not mass["m00"]:
        return image
    # In MNIST the centre of mass lies within half a pixel of (14, 14), counted from 0.
    left = _offset(mass["m10"] / mass["m00"], width)
    top = _offset(mass["m01"] / mass["m00"], height)
    image[top : top + height, left : left + width] = box
    return image


def _offset(centre: float, length: int) -> int:
    """Return where a box starts whose centre of mass goes to the middle, kept inside."""
    return min(max(round(SIDE / 2 - centre), 0), SIDE - length)
