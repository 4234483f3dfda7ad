"""Which small PNG files take the short way: whole ones of 8-bit greys and nothing else."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
from PIL import Image

from helpers.recognition import decoding, paper
from helpers.recognition.decoding import UnreadablePictureError, decode


def png(picture, **options):
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, "PNG", **options)
    return buffer.getvalue()


def noise(shape, seed=0, top=256):
    return np.random.default_rng(seed).integers(0, top, shape).astype(np.uint8)


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def with_rows(rows, width, height, tail=b"IEND", bits=8, colours=0):
    """Return a PNG whose packed rows are these, right or wrong."""
    head = chunk(b"IHDR", struct.pack(">II5B", width, height, bits, colours, 0, 0, 0))
    return paper._PNG + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(tail, b"")


def test_a_small_whole_png_of_greys_takes_the_short_way():
    for number, (data, simple) in enumerate(
        [
            # 16,256 bytes of noise, and what the file says of them.
            (png(noise((127, 128))), False),
            (png(noise((126, 128))), True),
            (png(noise((3, 2000), top=1)), True),
            (png(noise((3, 2001), top=1)), False),
            (png(noise((2000, 1), top=1)), True),
            (png(noise((5, 5, 3))), False),
            (png(noise((5, 5)).astype(np.uint16)), False),
            (with_rows(bytes(12), 3, 3), True),
            (with_rows(bytes(11), 3, 3), False),
            (with_rows(bytes(13), 3, 3), False),
            (with_rows((b"\x04" + bytes(3)) * 3, 3, 3), True),
            (with_rows((b"\x05" + bytes(3)) * 3, 3, 3), False),
            (with_rows(bytes(8) + b"\x05" + bytes(3), 3, 3), False),
            (with_rows(b"", 0, 0), False),
            (with_rows(bytes(3), 0, 3), False),
            (with_rows(bytes(12), 3, 3, b"teXt"), False),
            (png(noise((3, 3)))[:-1] + b"x", False),
            (png(noise((3, 3)), dpi=(72, 72)), False),
            (b"GIF89a" + bytes(90), False),
        ]
    ):
        assert (paper.simple_png(data) is not None) == simple, number


def test_a_png_of_just_16384_bytes_takes_the_short_way():
    data = png(noise((126, 128)))
    for more, simple in ((16_384 - len(data), True), (16_385 - len(data), False)):
        # The packed rows may be followed by bytes that say nothing.
        start, length = 41, int.from_bytes(data[33:37])
        body = data[start : start + length] + bytes(more)
        idat = struct.pack(">I", len(body)) + b"IDAT" + body
        whole = data[:33] + idat + struct.pack(">I", zlib.crc32(idat[4:])) + data[-12:]
        assert len(whole) == len(data) + more
        assert (paper.simple_png(whole) is not None) == simple


def spoiled(data, rng):
    """Return a PNG cut off, with a wrong bit, an unusual part, or wrong rows under right sums."""
    kind, place = rng.integers(6), rng.integers(8, len(data))
    if kind == 0:
        return data[:place]
    if kind == 1:
        return data[:place] + bytes([data[place] ^ 1 << rng.integers(8)]) + data[place + 1 :]
    if kind == 2:
        return data[:33] + chunk(b"tRNS", b"\0\5") + data[33:]
    if kind == 3:
        return data + b"more"
    rows = zlib.decompress(data[41 : 41 + int.from_bytes(data[33:37])])
    place = rng.integers(len(rows))
    rows = rows[:place] + bytes([rng.integers(256)]) + rows[place + 1 :]
    rows = rows[: rng.integers(len(rows))] if kind == 4 else rows
    return data[:33] + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def outcome(data):
    try:
        return decode(data).tolist()
    except UnreadablePictureError as error:
        return str(error)


def test_the_short_way_for_small_pngs_gives_what_the_long_way_gives(monkeypatch):
    rng = np.random.default_rng(0)
    files = []
    for index in range(400):
        shape = rng.integers(1, 40, 2)
        picture = rng.integers(0, 256, shape, np.uint8) // 64 * int(rng.integers(1, 64))
        data = png(picture, optimize=bool(index % 3), compress_level=index % 10)
        files.append(data if index % 2 else spoiled(data, rng))
    short = [decoding.simple_png(data) is not None for data in files]
    assert 200 < sum(short) < 300
    found = [outcome(data) for data in files]
    monkeypatch.setattr(decoding, "simple_png", lambda data: None)
    assert found == [outcome(data) for data in files]
