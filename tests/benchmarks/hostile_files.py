"""Makes files that no reader of pictures should trip over, the same ones for the same seed."""

from __future__ import annotations

import contextlib
import io
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

FORMATS = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "bmp": "BMP", "tif": "TIFF", "webp": "WEBP"}

Make = Callable[[Path, str, np.random.Generator], str]


def make_hostile_files(folder: Path, count: int, seed: int = 0) -> list[str]:
    """Fill a folder with `count` damaged or hostile files, a tenth of them sound pictures.

    Args:
        folder: an empty folder.
        count: how many files, 1 or more.
        seed: of what is random about them.

    Returns:
        The names that a list of the folder's pictures has to have.
    """
    rng = np.random.default_rng(seed)
    kinds: list[Make] = [sound, truncated, flipped, disguised, garbled, bomb, named, special, busy]
    weights = np.array([10, 30, 30, 8, 8, 4, 5, 4, 1]) / 100
    # Every kind comes, however few files there are.
    order = [*range(len(kinds)), *rng.choice(len(kinds), count, p=weights)][:count]
    names = [kinds[kind](folder, f"{index:05d}", rng) for index, kind in enumerate(order)]
    _make_deep(folder / "deep")
    return names


def drawn_digit(rng: np.random.Generator) -> Image.Image:
    """Return a picture of a digit in dark ink on light paper, 28 to 300 pixels wide."""
    side = int(rng.integers(28, 300))
    page = np.full((side, side), 235, np.uint8)
    text = str(rng.integers(10))
    cv2.putText(page, text, (side // 4, 3 * side // 4), 0, side / 45, 30, max(1, side // 15))
    return Image.fromarray(page)


def encoded(rng: np.random.Generator) -> tuple[bytes, str]:
    """Return the bytes of a sound picture, and the suffix of its format."""
    suffix = str(rng.choice(list(FORMATS)))
    buffer = io.BytesIO()
    picture = drawn_digit(rng)
    options = {"exif": _turned_exif()} if suffix in ("jpg", "png", "webp", "tif") else {}
    if suffix == "tif" and rng.random() < 0.5:
        options["compression"] = "tiff_lzw"
    picture.save(buffer, FORMATS[suffix], **options)
    return buffer.getvalue(), suffix


def sound(folder: Path, stem: str, rng: np.random.Generator) -> str:
    """Write a picture that can be read."""
    data, suffix = encoded(rng)
    return _write(folder, f"{stem}-sound.{suffix}", data)


def truncated(folder: Path, stem: str, rng: np.random.Generator) -> str:
    """Write a picture that ends too early, often in its header."""
    data, suffix = encoded(rng)
    end = rng.integers(1, 64) if rng.random() < 0.3 else rng.integers(1, len(data))
    return _write(folder, f"{stem}-truncated.{suffix}", data[:end])


def flipped(folder: Path, stem: str, rng: np.random.Generator) -> str:
    """Write a picture some of whose bits are flipped, often in its header."""
    data, suffix = encoded(rng)
    damaged = bytearray(data)
    reach = 200 if rng.random() < 0.5 else len(damaged)
    for _ in range(rng.integers(1, 30)):
        damaged[rng.integers(min(reach, len(damaged)))] ^= 1 << rng.integers(8)
    return _write(folder, f"{stem}-flipped.{suffix.upper()}", bytes(damaged))


def disguised(folder: Path, stem: str, rng: np.random.Generator) -> str:
    """Write a file that is not what its name says."""
    data, _ = encoded(rng)
    contents = [
        data,
        b"Dear diary, this is not a picture.\n" * 20,
        b"<html><body>404</body></html>",
        b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + rng.bytes(500),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n",
        b"PK\x03\x04" + rng.bytes(500),
        b"\0\0\0\x18ftypheic\0\0\0\0" + rng.bytes(500),
        b"MZ" + rng.bytes(500),
    ]
    suffix = str(rng.choice([*FORMATS, "heic", "pgm", "jfif"]))
    return _write(folder, f"{stem}-disguised.{suffix}", contents[rng.integers(len(contents))])


def garbled(folder: Path, stem: str, rng: np.random.Generator) -> str:
    """Write nothing, or random bytes behind the mark of a format."""
    marks = [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"BM",
        b"II*\0",
        b"MM\0*",
        b"RIFF",
    ]
    marks += [b"P1\n", b"P5 9 9 255\n", b"P6 99999 99999 255\n", b""]
    data = marks[rng.integers(len(marks))] + rng.bytes(int(rng.integers(0, 3000)))
    content = [b"", b"\0", data, data, data, data][rng.integers(6)]
    return _write(folder, f"{stem}-garbled.{rng.choice(list(FORMATS))}", content)


def bomb(folder: Path, stem: str, rng: np.random.Generator) -> str:
    """Write a small file that claims to be, or unpacks to, a very large one."""
    bombs = [
        ("png", lambda: _png(60000, 60000)),
        ("png", lambda: _png(2**31 - 1, 1)),
        ("png", lambda: _png(12000, 12000, colour=2)),
        ("png", lambda: _png(12000, 12000, colour=0)),
        ("png", lambda: _png(30, 30, text=zlib.compress(bytes(2**26)))),
        ("gif", lambda: b"GIF89a" + struct.pack("<HH", 65535, 65535) + rng.bytes(300)),
        ("gif", lambda: _gif_with_many_frames()),
        (
            "bmp",
            lambda: (
                b"BM" + struct.pack("<IIIIiiHHIIiiII", 99, 0, 54, 40, 50000, 50000, 1, 24, *[0] * 6)
            ),
        ),
        ("jpg", lambda: _jpeg_with_many_scans()),
        ("jpg", lambda: _jpeg_of_size(65000, 65000)),
        ("jpg", lambda: _jpeg_of_size(13000, 13000)),
        ("webp", lambda: _saved(Image.new("L", (16000, 100)), "WEBP")),
        ("tif", lambda: _tiff_of_size(100000, 100000)),
        ("ppm", lambda: b"P6 12000 12000 65535\n" + rng.bytes(100)),
    ]
    suffix, make = bombs[rng.integers(len(bombs))]
    return _write(folder, f"{stem}-bomb.{suffix}", make())


def named(folder: Path, stem: str, rng: np.random.Generator) -> str:
    """Write a picture under a name that upsets tables, terminals or programs."""
    names = [
        "=1+1", "+1", "-rf", "@SUM(A1)", "a,b", 'say "3"', "two\nlines", "tab\there", "bell\a",
        "\x1b[31mred", "l" * 200, "ünïcödé", "三", "\u202egnp.3", "😀" * 20, "%s%n", "$(reboot)",
        "`reboot`", "'", ";", "|", "&", "*", "?", " 3 ", "..3", "con", "nul", b"\xff\xfe".decode(
            "utf-8", "surrogateescape"
        ),
    ]  # fmt: skip
    data, suffix = encoded(rng)
    odd = names[rng.integers(len(names))]
    name = f"{odd}{stem}.{suffix}"
    if name.startswith("."):
        name = f"_{name}"
    try:
        return _write(folder, name, data)
    except (OSError, ValueError):  # not every file system takes every name
        return _write(folder, f"{stem}-named.{suffix}", data)


def special(folder: Path, stem: str, rng: np.random.Generator) -> str:
    """Make something with a picture's name that is no file, or a file that may not be read."""
    path = folder / f"{stem}-special.png"
    kind = rng.integers(7)
    with contextlib.suppress(OSError, AttributeError, NotImplementedError):
        if kind == 0:
            path.symlink_to(path.name)
        elif kind == 1:
            other = folder / f"{stem}-special-2.png"
            path.symlink_to(other.name + "/..")
        elif kind == 2:
            path.symlink_to("missing.png")
        elif kind == 3:
            path.symlink_to(os.devnull)
        elif kind == 4:
            os.mkfifo(path)
        elif kind == 5:
            path.mkdir()
        else:
            with path.open("wb") as file:
                file.truncate(2**30)
    if not os.path.lexists(path):
        _write(folder, path.name, b"")
    if kind == 6 and rng.random() < 0.5:
        path.chmod(0)
    return path.name


def busy(folder: Path, stem: str, rng: np.random.Generator) -> str:
    """Write a sound picture with thousands of specks, lines or digits in it."""
    y, x = np.mgrid[:640, :640]
    page = np.full((640, 640), 255, np.uint8)
    for row in range(8, 640, 16):
        cv2.putText(page, "8" * 70, (2, row + 8), 0, 0.45, 0, 1)
    patterns = [
        (x % 8 < 3) & (y % 8 < 3),
        x % 3 == 0,
        (x % 6 < 2) | (y % 14 < 2),
        (x // 4 + y // 4) % 2 == 0,
        rng.random((640, 640)) < 0.02,
        rng.random((640, 640)) < 0.5,
        page < 128,
    ]
    ink = patterns[rng.integers(len(patterns))]
    data = _saved(Image.fromarray(np.where(ink, 20, 235).astype(np.uint8)), "PNG")
    return _write(folder, f"{stem}-busy.png", data)


def _write(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    return name


def _saved(picture: Image.Image, kind: str, **options) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def _turned_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


def _png(width: int, height: int, colour: int = 0, text: bytes = b"") -> bytes:
    """Return a PNG whose header says `width`×`height` and whose pixels are a run of zeros."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    row = 1 + width * (3 if colour == 2 else 1)
    pixels = zlib.compress(bytes(min(row * height, 2**28)), 1) if width <= 12000 else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0))
        + (chunk(b"zTXt", b"Comment\0\0" + text) if text else b"")
        + chunk(b"IDAT", pixels)
        + chunk(b"IEND", b"")
    )


def _gif_with_many_frames() -> bytes:
    frames = [Image.new("L", (40, 40), value) for value in range(200)]
    return _saved(frames[0], "GIF", save_all=True, append_images=frames[1:])


def _jpeg_with_many_scans() -> bytes:
    data = _saved(Image.new("L", (3000, 3000), 99), "JPEG", progressive=True)
    scan = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + scan * 2000 + data[-2:]


def _jpeg_of_size(width: int, height: int) -> bytes:
    data = bytearray(_saved(Image.new("L", (64, 64), 99), "JPEG"))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def _tiff_of_size(width: int, height: int) -> bytes:
    entries = [(256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, 8), (279, 9)]
    table = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + table + bytes(4)


def _make_deep(folder: Path, levels: int = 40) -> None:
    """Nest folders with pictures in them, which a reader of the top folder leaves alone."""
    for _ in range(levels):
        folder = folder / ("d" * 60)
        with contextlib.suppress(OSError):  # where paths may not become this long
            folder.mkdir(parents=True)
            (folder / "1.png").write_bytes(b"")
