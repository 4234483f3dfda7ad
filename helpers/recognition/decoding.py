"""From a picture file of any kind to its pixels, within bounds of memory and time."""

from __future__ import annotations

import contextlib
import functools
import io
import logging
import os
import re
import stat
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

# These formats register themselves: left to itself Pillow would load all it knows to find one.
from PIL import Image, TiffImagePlugin, UnidentifiedImageError, WebPImagePlugin  # noqa: F401

from helpers.backend import silent_stderr
from helpers.recognition.paper import LONGEST_SIDE, over_white, simple_png

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

#: Names that count as pictures in a folder, compared without regard to case. The content, not
#: the name, decides how a file is read.
SUFFIXES = (".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".bmp", ".dib", ".tif", ".tiff",
            ".webp", ".ppm", ".pgm", ".pbm", ".pnm", ".heic", ".heif", ".avif")  # fmt: skip
#: The formats that are tried. Pillow knows others, some of which start foreign programs.
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "DIB", "TIFF", "WEBP", "PPM")
#: How the photographs of telephones begin; their decoders are loaded when one comes.
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"), "HEIF"),
    **dict.fromkeys((b"avif", b"avis"), "AVIF"),
}

#: What one picture may take, in bytes: as a file, and decoded (40 megapixels of colour, 160 of
#: grey; a JPEG is made smaller while it is decoded, so that it may have up to 178 megapixels).
LARGEST_FILE = 100 * 2**20
LARGEST_PICTURE = 160 * 2**20
#: HEIC and AVIF take several times as long for a byte as JPEG; 48 megapixels have 15 MB or so.
LARGEST_PHOTOGRAPH = 40 * 2**20
# A progressive JPEG goes over all its pixels once a scan; a photograph has about ten scans.
_LARGEST_SCANNING = 5 * 10**8

#: Read bytes as they are, and do not wait for somebody to write into a pipe.
_AT_ONCE = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_SILENT = logging.NullHandler()
_IGNORE_PILLOW = ("ignore", None, Warning, re.compile(r"PIL\."), 0)
_BYTES_PER_PIXEL = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2}


class UnreadablePictureError(ValueError):
    """A file does not hold a picture that can be read; the message says why, in words."""


def picture_files(folder: str | Path) -> list[Path]:
    """Return what is named like a picture in a folder, in the order of the names.

    Names are compared character by character, as `sorted` does: `10.png` comes before `2.png`.
    Hidden files are left out, and sub-folders are not entered.

    Returns:
        The paths, also of what only carries a picture's name, such as a folder `x.png`.

    Raises:
        OSError: the folder does not exist or may not be looked into.

    >>> picture_files(Path(__file__).parent)
    []
    """
    named = (path for path in Path(folder).iterdir() if is_picture(path.name))
    return sorted(named, key=lambda path: path.name)


def is_picture(name: str) -> bool:
    """Return whether a file is named like a picture, and not hidden."""
    return name[0] != "." and name.lower().endswith(SUFFIXES)


def decode(source: str | Path | bytes, grey: bool = False) -> np.ndarray:
    """Return the pixels of a picture file as a person would see them on white paper.

    The camera's orientation (EXIF) is followed, transparent parts show white paper (black where
    the ink is white), 16-bit greys are scaled to 8 bits, large pictures are averaged down until the
    longer side has `LONGEST_SIDE` pixels (2000), and of an animation the first frame counts.

    Args:
        source: a file's path, or its content.
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
    _require_size(len(data))
    if not data:
        raise UnreadablePictureError("the file is empty; save the picture again")
    simple = simple_png(data)
    if simple is not None:
        return simple if grey else np.dstack([simple] * 3)
    _quieten_pillow()
    try:
        formats = _decoder(_photograph(data)) or FORMATS
        with Image.open(io.BytesIO(data), formats=formats) as picture:
            _require_bounds(picture, data)
            with _loading(picture):
                picture.load()
            return over_white(picture)
    except UnreadablePictureError:
        raise
    except UnidentifiedImageError as error:
        raise UnreadablePictureError(_kind_advice(data)) from error
    except Image.DecompressionBombError as error:
        raise UnreadablePictureError("it has more than 178 megapixels; make it smaller") from error
    except Exception as error:  # a damaged file makes the decoders fail in every possible way
        reason = "the file is damaged or incomplete; copy or save it again"
        raise UnreadablePictureError(reason) from error


def _read(source: str | Path) -> bytes:
    """Return a file's content, without waiting for a pipe and without taking in a whole disk."""
    try:
        # Each question to the system lets another thread go first: there are three.
        file = os.open(source, _AT_ONCE)
        try:
            status = os.fstat(file)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadablePictureError(_not_a_file(Path(source)))
            _require_size(status.st_size)
            return os.read(file, status.st_size)
        finally:
            os.close(file)
    except OSError as error:
        raise UnreadablePictureError(_not_a_file(Path(source), error)) from error


def _require_size(size: int) -> None:
    if size > LARGEST_FILE:
        most = LARGEST_FILE // 2**20
        raise UnreadablePictureError(f"the file is larger than {most} MB; make the picture smaller")


def _not_a_file(path: Path, error: OSError | None = None) -> str:
    if path.is_dir():
        return "it is a folder, not a picture; rename it or give it as the folder to read"
    if isinstance(error, PermissionError):
        return "you have no permission to read it; check its permissions"
    if path.is_symlink():
        return "it is a link that leads nowhere; put the picture itself there"
    if not path.exists():
        return "there is no such file; check the name"
    if error:
        return f"the system says “{error.strerror}”; check the disk and the file"
    return "it is not an ordinary file; put a picture there"


def _photograph(data: bytes) -> str | None:
    """Return whether a file begins as a "HEIF" or an "AVIF" photograph, else None."""
    if data[4:8] != b"ftyp":
        return None
    # The brand, its version, and the brands that it is compatible with.
    brands = [data[at : at + 4] for at in range(8, min(int.from_bytes(data[:4]), 200), 4)]
    return next((_BRANDS[brand] for brand in brands if brand in _BRANDS), None)


@functools.cache
def _decoder(kind: str | None) -> tuple[str, ...]:
    """Load what decodes such photographs, and return Pillow's name for it, or nothing."""
    with contextlib.suppress(ImportError):
        if kind == "AVIF":
            from PIL import AvifImagePlugin

            return (kind,) if AvifImagePlugin.SUPPORTED else ()
        if kind == "HEIF":
            import pillow_heif

            pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
            return (kind,)
    return ()


def _kind_advice(data: bytes) -> str:
    kind = _photograph(data)
    if kind is None:
        return "it is not a picture, whatever its name says; save it as PNG or JPEG"
    if _decoder(kind):
        return "it is a damaged HEIC or AVIF photograph; copy it again, or save it as JPEG or PNG"
    return "it is a HEIC or AVIF photograph; save it as JPEG or PNG"


def _quieten_pillow() -> None:
    """Keep Pillow's remarks on damaged files off stderr: the outcome is told in words."""
    logging.getLogger("PIL").addHandler(_SILENT)
    # `catch_warnings` would be undone by whichever thread ends first, so the filter stays.
    if _IGNORE_PILLOW not in warnings.filters:
        warnings.filterwarnings("ignore", module=_IGNORE_PILLOW[3].pattern)


def _loading(picture: ImageFile) -> contextlib.AbstractContextManager:
    """Return what keeps a decoder quiet: some libraries in C print what they find wrong."""
    prints = picture.format == "AVIF" or any(tile.codec_name == "libtiff" for tile in picture.tile)
    return silent_stderr() if prints else contextlib.nullcontext()


def _require_bounds(picture: Image.Image, data: bytes) -> None:
    """Let a JPEG be decoded smaller, then refuse what would take too much memory or time."""
    width, height = picture.size
    if picture.format in ("HEIF", "AVIF") and len(data) > LARGEST_PHOTOGRAPH:
        kind = f"a HEIC or AVIF photograph of more than {LARGEST_PHOTOGRAPH // 2**20} MB"
        raise UnreadablePictureError(f"{kind} takes too long; save it as JPEG")
    if picture.format in ("JPEG", "MPO"):
        progressive = "progressive" in picture.info or "progression" in picture.info
        scans = data.count(b"\xff\xda") if progressive else 1
        if scans * width * height > _LARGEST_SCANNING:
            kind = f"a progressive JPEG of {width}×{height} pixels in {scans} scans"
            raise UnreadablePictureError(f"{kind} takes too long; save it as an ordinary JPEG")
        shrink = max(1.0, max(width, height) / LONGEST_SIDE)
        picture.draft(None, (max(1, int(width / shrink)), max(1, int(height / shrink))))
    size = picture.width * picture.height * _BYTES_PER_PIXEL.get(picture.mode, 4)
    if size > LARGEST_PICTURE:
        raise UnreadablePictureError(
            f"its {width}×{height} pixels take {size // 2**20} MB of memory where "
            f"{LARGEST_PICTURE // 2**20} are allowed; save it with fewer pixels or as JPEG"
        )
