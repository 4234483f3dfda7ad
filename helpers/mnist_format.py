"""MNIST's format: is a picture in it, and how a digit gets into it."""

from __future__ import annotations

import cv2
import numpy as np

from helpers import strokes

#: MNIST's picture and the box that the digit is scaled to, in pixels.
SIDE = 28
BOX = 20
#: The longer side to which a digit is enlarged, so that cutting it out keeps its edges smooth.
DIGIT_SIDE = 100


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


def as_mnist_has_it(picture: np.ndarray) -> np.ndarray | None:
    """Return a picture that is in MNIST's format already, light on dark; None for others.

    >>> as_mnist_has_it(np.zeros((28, 28), np.uint8)) is None
    True
    """
    if picture.shape[:2] != (SIDE, SIDE):
        return None
    picture = _one_channel(picture)
    if picture is None:
        return None
    # MNIST's digits keep clear of the border, but for a few that touch it with a tip.
    ground = int(np.median(_edge(picture)))
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


def plain_digit(picture: np.ndarray) -> np.ndarray | None:
    """Return the ink of a small, clean drawing of one digit; None for anything else.

    A drawing program's paper is one even colour, so that there is no light, noise or ruling to
    take away: this is the short way for folders of thousands of small pictures.

    Args:
        picture: uint8 array of shape (h, w) or (h, w, 3).

    Returns:
        uint8 array of shape (h, w), ink bright on exactly 0.

    >>> drawn = np.full((28, 28), 255, np.uint8)
    >>> drawn[2:26, 10:14] = 0
    >>> int(plain_digit(drawn).max())
    255
    """
    if max(picture.shape[:2]) > 64 or min(picture.shape[:2]) < 16:
        return None
    picture = _one_channel(picture)
    if picture is None:
        return None
    h, w = picture.shape
    ground = int(np.median(_edge(picture)))
    if 32 < ground < 223:
        return None
    ink = cv2.subtract(picture, ground) if ground < 128 else cv2.subtract(ground, picture)
    strongest = int(ink.max())
    # Paper is most of a picture, and nothing in it is half grey but the edges of strokes.
    counts = np.cumsum(np.bincount(ink.ravel(), minlength=256))
    if strongest < 100 or counts[8] < 0.5 * h * w:
        return None
    solid = cv2.threshold(ink, strongest * 0.4, 255, cv2.THRESH_BINARY)[1]
    count, _, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    left, top, width, height = stats[1, :4] if count > 1 else (0, 0, 0, 0)
    # One piece, as upright as digits are; what the border cuts must be most of the picture.
    clear = left > 0 and top > 0 and left + width < w and top + height < h
    least = 0.25 if clear else 0.6
    if count != 2 or width >= 1.3 * height or max(width, height) < least * max(h, w):
        return None
    # What fills all four sides of its box is a picture on padding, or a bar for a 1.
    box = solid[top : top + height, left : left + width]
    sides = box[0], box[-1], box[:, 0], box[:, -1]
    if width > 0.6 * height and min(side.mean() for side in sides) > 0.9 * 255:
        return None
    ink[ink <= 8] = 0
    return ink if strongest == 255 else cv2.convertScaleAbs(ink, alpha=255 / strongest)


def cut_out(
    over: np.ndarray, under: np.ndarray | float, normalise: bool = True
) -> tuple[np.ndarray, np.ndarray]:
    """Cut one digit out of an ink map and make of it what MNIST would have made.

    MNIST's authors began with black and white and got their greys from scaling down; so the ink
    is enlarged, cut at the threshold, and scaled down again.

    Args:
        over: uint8 array of shape (h, w), the digit's ink, 0 where there is other ink.
        under: the threshold, one number or uint8 of the same shape.
        normalise: whether strokes become as wide as MNIST's.

    Returns:
        The digit in black and white, uint8 with values 0 and 255, at least `DIGIT_SIDE` pixels on
        its longer side; and in MNIST's format, uint8 of shape (28, 28).
    """
    left, top, w, h = cv2.boundingRect(over)
    if not w:
        return over, np.zeros((SIDE, SIDE), np.uint8)
    scale = DIGIT_SIDE / max(w, h)
    margin = 2
    around = (margin,) * 4
    here = np.s_[top : top + h, left : left + w]
    size = tuple(max(1, round((side + 2 * margin) * scale)) for side in (w, h))
    over = cv2.copyMakeBorder(over[here], *around, cv2.BORDER_CONSTANT)
    if isinstance(under, np.ndarray):
        under = cv2.copyMakeBorder(under[here], *around, cv2.BORDER_REPLICATE)
    solid = cv2.compare(over, under, cv2.CMP_GT)
    if scale < 1 and strokes.stroke_width(solid // 255) * scale < 1.5:
        solid = shrink_thin(solid, size)
    else:
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        over = cv2.resize(over, size, interpolation=how)
        if isinstance(under, np.ndarray):
            under = cv2.resize(under, size, interpolation=cv2.INTER_LINEAR)
        solid = cv2.compare(over, under, cv2.CMP_GT)
    room = DIGIT_SIDE // 8
    solid = cv2.copyMakeBorder(solid, room, room, room, room, cv2.BORDER_CONSTANT)
    if normalise:
        solid = strokes.normalise_width(solid)
    return solid, to_mnist(solid)


def shrink_thin(solid: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """Shrink a black and white picture without losing lines thinner than a pixel of the result.

    Averaging would fade a hair of pencil away; grown first by what shrinking takes, it stays.

    Args:
        solid: uint8 array of shape (h, w), values 0 and 255.
        size: width and height of the result, not above those of `solid`.

    Returns:
        uint8 array of that size, values 0 and 255.

    >>> line = np.zeros((400, 400), np.uint8)
    >>> line[:, 200] = 255
    >>> int(shrink_thin(line, (100, 100)).any(axis=1).sum())
    100
    """
    side = int(np.ceil(max(solid.shape[1] / size[0], solid.shape[0] / size[1])))
    grown = cv2.dilate(solid, np.ones((side, side), np.uint8))
    shrunk = cv2.resize(grown, size, interpolation=cv2.INTER_AREA)
    return cv2.threshold(shrunk, 100, 255, cv2.THRESH_BINARY)[1]


def _one_channel(picture: np.ndarray) -> np.ndarray | None:
    """Return the grey picture, or None when it has colours."""
    if picture.ndim == 2:
        return picture
    return None if (picture != picture[..., :1]).any() else picture[..., 0].copy()


def _edge(picture: np.ndarray) -> np.ndarray:
    return np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])


def _offset(centre: float, length: int) -> int:
    """Return where a box starts whose centre of mass goes to the middle, kept inside."""
    return min(max(round(SIDE / 2 - centre), 0), SIDE - length)
