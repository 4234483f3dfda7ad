"""From a picture of any kind of pixel to what a person would see of it on white paper."""

from __future__ import annotations

import zlib

import cv2
import numpy as np
from PIL import Image

#: Larger pictures are made smaller by averaging, until their longer side has this many pixels.
LONGEST_SIDE = 2000
_PNG, _GREY_8 = b"\x89PNG\r\n\x1a\n", b"\x08\x00\x00\x00\x00"
#: Above this many bytes it does not matter how a picture is decoded.
_SMALL_FILE = 2**14

# What the EXIF standard's numbers for the orientation ask for (tag 0x0112).
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def simple_png(data: bytes) -> np.ndarray | None:
    """Return the pixels, (h, w), of a small whole PNG of 8-bit greys and nothing else, else None.

    Digits come by the thousand in such files. Pillow, which knows all kinds, takes seven times as
    long for one as OpenCV, more than the classifier.
    """
    if len(data) > _SMALL_FILE or not data.startswith(_PNG) or data[24:29] != _GREY_8:
        return None
    names, packed, at = [], b"", len(_PNG)
    while at < len(data):
        body = data[at + 4 : at + 8 + int.from_bytes(data[at : at + 4])]
        at += 8 + len(body)
        if zlib.crc32(body).to_bytes(4) != data[at - 4 : at]:
            return None  # damaged; Pillow will say so
        names.append(body[:4])
        packed += body[4:] if names[-1] == b"IDAT" else b""
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    if names != [b"IHDR", b"IDAT", b"IEND"] or not 0 < max(width, height) <= LONGEST_SIDE:
        return None
    whole = height * (width + 1)
    try:
        rows = zlib.decompressobj().decompress(packed, whole + 1)
    except zlib.error:
        return None
    # Each row begins with the number of its filter, 0 to 4.
    if len(rows) != whole or max(rows[:: width + 1]) > 4:
        return None
    return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)


def over_white(picture: Image.Image) -> np.ndarray:
    """Return a loaded picture of any mode as `decode` promises: uint8 (h, w, 3), 0…255.

    >>> over_white(Image.new("LA", (2, 1), (0, 0))).tolist()
    [[[255, 255, 255], [255, 255, 255]]]
    """
    pixels = _fill_and_shrink(picture, "white")
    transparent = picture.has_transparency_data and picture.mode in ("P", "LA", "RGBA", "PA")
    if transparent and np.min(pixels.getextrema()) > 250:
        on_black = _fill_and_shrink(picture, "black")
        if on_black.getbbox():  # white ink, drawn on nothing
            pixels = on_black
    try:
        turn = _TURNS.get(picture.getexif().get(0x0112, 1))
    except Exception:  # damaged EXIF data are no reason to refuse the picture
        turn = None
    return np.array(pixels if turn is None else pixels.transpose(turn))


def _fill_and_shrink(picture: Image.Image, paper: str) -> Image.Image:
    """Return the picture as RGB, its transparent parts filled, averaged down in strips.

    Strips keep the memory near what Pillow holds anyway: one byte a pixel for black and white.
    """
    levels = _levels(picture)
    factor = -(-max(picture.size) // LONGEST_SIDE)
    if factor == 1:
        return _flatten(picture, levels, paper)
    width, height = (-(-side // factor) for side in picture.size)
    small = Image.new("RGB", (width, height))
    rows = max(1, 2**22 // (picture.width * factor))  # strips of about four megapixels
    for top in range(0, height, rows):
        box = (0, top * factor, picture.width, min((top + rows) * factor, picture.height))
        small.paste(_flatten(picture.crop(box), levels, paper).reduce(factor), (0, top))
    return small


def _flatten(part: Image.Image, levels: tuple[float, float] | None, paper: str) -> Image.Image:
    """Return 8-bit RGB; where the picture is transparent, the paper shows."""
    if levels:
        black, white = levels
        values = (np.nan_to_num(np.asarray(part, np.float32)) - black) * (255 / (white - black))
        return Image.fromarray((np.clip(values, 0, 255) + 0.5).astype(np.uint8)).convert("RGB")
    if part.has_transparency_data:
        part = part.convert("RGBA")
        part = Image.alpha_composite(Image.new("RGBA", part.size, paper), part)
    return part.convert("RGB")


def _levels(picture: Image.Image) -> tuple[float, float] | None:
    """Return the values of black and white where a pixel is more than 8 bits deep, else None."""
    if picture.mode.startswith("I;16"):
        return 0, 65535
    if picture.mode not in ("I", "F"):
        return None
    low, high = np.ravel(picture.getextrema()).tolist()  # of the only channel
    for white in (1, 255, 65535):
        if low >= 0 and high <= white and (picture.mode == "F" or white > 1):
            return 0, white
    return low, max(high, low + 1)


def in_colour(picture: np.ndarray) -> np.ndarray:
    """Return a picture, uint8 (h, w) or (h, w, 3), as (h, w, 3); other arrays raise ValueError."""
    shape: tuple[int, ...] = getattr(picture, "shape", ())
    colours = len(shape) == 2 or (len(shape) == 3 and shape[2] == 3)
    if not colours or picture.dtype != np.uint8 or 0 in shape:
        raise ValueError(
            "A picture is a uint8 array of shape (height, width) or (height, width, 3), "
            f"got {getattr(picture, 'dtype', type(picture).__name__)} of shape {shape}."
        )
    return np.dstack([picture] * 3) if picture.ndim == 2 else picture
