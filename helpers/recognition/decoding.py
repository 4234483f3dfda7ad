"""From a picture file of any kind to its pixels, within bounds of memory and time."""

from __future__ import annotations

import contextlib
import io
import logging
import re
import stat
import warnings
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

# These formats register themselves: left to itself Pillow would load all it knows to find one.
from PIL import Image, TiffImagePlugin, UnidentifiedImageError, WebPImagePlugin  # noqa: F401

from helpers.backend import silent_stderr
from helpers.recognition.paper import over_white

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

#: Names that count as pictures in a folder, compared without regard to case. The content, not
#: the name, decides how a file is read; HEIC is listed so that its owner is told what to do.
SUFFIXES = frozenset(
    {
        *(".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".bmp", ".dib", ".tif", ".tiff"),
        *(".webp", ".ppm", ".pgm", ".pbm", ".pnm"),
        *(".heic", ".heif", ".avif"),
    }
)
#: The formats that are tried. Pillow knows others, some of which start foreign programs.
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "DIB", "TIFF", "WEBP", "PPM")

#: Larger pictures are made smaller by averaging, until their longer side has this many pixels.
LONGEST_SIDE = 2000
#: What one picture may take, in bytes: as a file, and decoded (40 megapixels of colour, 160 of
#: grey; a JPEG is made smaller while it is decoded, so that it may have up to 178 megapixels).
LARGEST_FILE = 100 * 2**20
LARGEST_PICTURE = 160 * 2**20
# A progressive JPEG goes over all its pixels once a scan; a photograph has about ten scans.
_LARGEST_SCANNING = 5 * 10**8

_PNG, _GREY_8 = b"\x89PNG\r\n\x1a\n", b"\x08\x00\x00\x00\x00"
#: Above this many bytes it does not matter how a picture is decoded.
_SMALL_FILE = 2**14

_SILENT = logging.NullHandler()
_IGNORE_PILLOW = ("ignore", None, Warning, re.compile(r"PIL\."), 0)
_BYTES_PER_PIXEL = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2}


class UnreadablePictureError(ValueError):
    """A file does not hold a picture that can be read; the message says why, in words."""


def picture_files(folder: str | Path) -> list[Path]:
    """Return what is named like a picture in a folder, in the order of the names.

    Names are compared character by character, as `sorted` does: `10.png` comes before `2.png`.
    Hidden files are left out, and sub-folders are not entered.

    Args:
        folder: the folder to look in.

    Returns:
        The paths. What only carries a picture's name (a folder `x.png`) is among them, so that
        whoever reads the list can say so.

    Raises:
        OSError: the folder does not exist or may not be looked into.

    >>> picture_files(Path(__file__).parent)
    []
    """
    named = (
        path
        for path in Path(folder).iterdir()
        if path.suffix.lower() in SUFFIXES and not path.name.startswith(".")
    )
    return sorted(named, key=lambda path: path.name)


def decode(
    source: str | Path | bytes, longest_side: int = LONGEST_SIDE, grey: bool = False
) -> np.ndarray:
    """Return the pixels of a picture file as a person would see them on white paper.

    The camera's orientation (EXIF) is followed, transparent parts show white paper (black where
    the ink is white), 16-bit greys are scaled to 8 bits, and of an animation the first frame
    counts.

    Args:
        source: a file's path, or its content.
        longest_side: larger pictures are averaged down to at most this many pixels, at least 1.
        grey: return (h, w) where the file holds greys and that saves time.

    Returns:
        uint8 array of shape (h, w, 3): red, green, blue, each 0…255.

    Raises:
        UnreadablePictureError: the message says in a few words what is wrong with the file.

    >>> buffer = io.BytesIO()
    >>> Image.new("1", (3, 2)).save(buffer, "PNG")
    >>> decode(buffer.getvalue()).shape
    (2, 3, 3)
    """
    data = source if isinstance(source, bytes) else _read(source)
    if not data:
        raise UnreadablePictureError("the file is empty; save the picture again")
    simple = _simple_png(data, longest_side)
    if simple is not None:
        return simple if grey else np.dstack([simple] * 3)
    _quieten_pillow()
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            _require_bounds(picture, data, longest_side)
            with _loading(picture):
                picture.load()
            return over_white(picture, longest_side)
    except UnreadablePictureError:
        raise
    except UnidentifiedImageError as error:
        raise UnreadablePictureError(_kind_advice(data)) from error
    except Image.DecompressionBombError as error:
        raise UnreadablePictureError("it has more than 178 megapixels; save it smaller") from error
    except Exception as error:  # a damaged file makes the decoders fail in every possible way
        raise UnreadablePictureError(
            "the file is damaged or incomplete; copy or save it again"
        ) from error


def _simple_png(data: bytes, longest_side: int) -> np.ndarray | None:
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
    if names != [b"IHDR", b"IDAT", b"IEND"] or not 0 < max(width, height) <= longest_side:
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


def _read(source: str | Path) -> bytes:
    """Return a file's content, without waiting for a pipe and without taking in a whole disk."""
    path = source if isinstance(source, Path) else Path(source)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadablePictureError(_not_a_file(path))
        if status.st_size > LARGEST_FILE:
            raise UnreadablePictureError(
                f"the file is larger than {LARGEST_FILE // 2**20} MB; save the picture smaller"
            )
        with path.open("rb", buffering=0) as file:  # all at once: a buffer would only cost
            return file.read()
    except PermissionError as error:
        raise UnreadablePictureError(
            "you have no permission to read it; check the file's rights"
        ) from error
    except OSError as error:
        raise UnreadablePictureError(_not_a_file(path, error.strerror)) from error


def _not_a_file(path: Path, system_says: str | None = None) -> str:
    if path.is_dir():
        return "it is a folder, not a picture; rename it or give it as the folder to read"
    if path.is_symlink():
        return "it is a link that leads nowhere; put the picture itself there"
    if not path.exists():
        return "there is no such file; check the name"
    if system_says:
        return f"the system says “{system_says}”; check the disk and the file"
    return "it is not an ordinary file; put a picture there"


def _kind_advice(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        return "it is a HEIC or AVIF photograph; save it as JPEG or PNG"
    return "it is not a picture, whatever its name says; save it as PNG or JPEG"


def _quieten_pillow() -> None:
    """Keep Pillow's remarks on damaged files off stderr: the outcome is told in words."""
    logging.getLogger("PIL").addHandler(_SILENT)
    # `catch_warnings` would be undone by whichever thread ends first, so the filter stays.
    if _IGNORE_PILLOW not in warnings.filters:
        warnings.filterwarnings("ignore", module=_IGNORE_PILLOW[3].pattern)


def _loading(picture: ImageFile) -> contextlib.AbstractContextManager:
    """Return what keeps a decoder quiet: the TIFF library in C prints what it finds wrong."""
    through_library = any(tile.codec_name == "libtiff" for tile in picture.tile)
    return silent_stderr() if through_library else contextlib.nullcontext()


def _require_bounds(picture: Image.Image, data: bytes, longest_side: int) -> None:
    """Let a JPEG be decoded smaller, then refuse what would take too much memory or time."""
    width, height = picture.size
    if picture.format in ("JPEG", "MPO"):
        progressive = "progressive" in picture.info or "progression" in picture.info
        scans = data.count(b"\xff\xda") if progressive else 1
        if scans * width * height > _LARGEST_SCANNING:
            raise UnreadablePictureError(
                f"a progressive JPEG of {width}×{height} pixels in {scans} scans takes too long; "
                f"save it as an ordinary JPEG"
            )
        shrink = max(1.0, max(width, height) / longest_side)
        picture.draft(None, (max(1, int(width / shrink)), max(1, int(height / shrink))))
    size = picture.width * picture.height * _BYTES_PER_PIXEL.get(picture.mode, 4)
    if size > LARGEST_PICTURE:
        raise UnreadablePictureError(
            f"its {width}×{height} pixels take {size // 2**20} MB of memory where "
            f"{LARGEST_PICTURE // 2**20} are allowed; save it with fewer pixels or as JPEG"
        )
