"""Files that are refused: what is damaged, too large or no picture is told in one sentence."""

from __future__ import annotations

import logging
import os
import warnings

import numpy as np
import pytest
from PIL import Image

from helpers.recognition import decoding
from helpers.recognition.decoding import UnreadablePictureError, decode
from tests.unit.test_decoding import CORNERS, LARGE, PHOTOGRAPHS, encode
from tests.unit.test_small_pngs import outcome, with_rows

#: What makes a file (large ones when their test comes), and what is said of it.
REFUSED = {
    "empty": (lambda: b"", "empty"),
    "text": (lambda: b"Dear diary, this is not a picture.\n", "not a picture"),
    "zeros": (lambda: bytes(1000), "not a picture"),
    "heic": (lambda: b"\0\0\0\x18ftypheic" + bytes(100), "save it as JPEG or PNG"),
    "truncated png": (
        lambda: encode(np.arange(4096, dtype=np.uint8).reshape(64, 64))[:-60],
        "incomplete",
    ),
    "truncated jpeg": (
        lambda: encode(np.random.default_rng(0).integers(0, 256, (64, 64), np.uint8), "JPEG")[
            :-900
        ],
        "incomplete",
    ),
    "header only": (lambda: encode(CORNERS)[:20], "incomplete"),
    "colour bomb": (lambda: with_rows(b"", 12000, 12000, colours=2), "12000×12000"),
    "gray bomb": (lambda: with_rows(b"", 40000, 30000, bits=1), "megapixels"),
    "progressive bomb": (
        lambda: encode(Image.new("RGB", (9000, 9000)), "JPEG", progressive=True),
        "progressive",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_sentence(name):
    make, reason = REFUSED[name]
    with pytest.raises(UnreadablePictureError, match=reason) as caught:
        decode(make())
    assert "\n" not in str(caught.value)


def test_a_progressive_jpeg_with_ever_more_scans_is_refused():
    data = encode(Image.new("L", (4000, 3000)), "JPEG", progressive=True)
    assert decode(data).shape == (1500, 2000, 3)
    scan = data[data.rindex(b"\xff\xda") : -2]
    with pytest.raises(UnreadablePictureError, match="scans"):
        decode(data[:-2] + scan * 1000 + data[-2:])


def test_a_file_larger_than_any_picture_is_not_taken_in(tmp_path, monkeypatch):
    monkeypatch.setattr(decoding, "LARGEST_FILE", 2**20)
    path = tmp_path / "disk.png"
    with path.open("wb") as file:
        file.truncate(2**20 + 1)
    with pytest.raises(UnreadablePictureError, match="larger than 1 MB"):
        decode(path)


def test_what_is_not_an_ordinary_file_is_refused_without_waiting(tmp_path):
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(UnreadablePictureError, match="folder"):
        decode(tmp_path / "folder.png")
    with pytest.raises(UnreadablePictureError, match="no such file"):
        decode(tmp_path / "missing.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_and_links_in_a_circle_are_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(UnreadablePictureError, match="not an ordinary file"):
        decode(tmp_path / "pipe.png")
    (tmp_path / "circle.png").symlink_to(tmp_path / "circle.png")
    with pytest.raises(UnreadablePictureError, match="leads nowhere"):
        decode(tmp_path / "circle.png")


def test_a_file_without_permission_is_refused_with_a_sentence(tmp_path, monkeypatch):
    path = tmp_path / "secret.png"
    path.write_bytes(encode(CORNERS))

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)  # permissions do not bind the superuser
    with pytest.raises(UnreadablePictureError, match="no permission"):
        decode(path)


def test_the_libraries_say_nothing_of_their_own(capfd):
    bomb = encode(Image.new("1", (10000, 9500)))  # Pillow warns above 89 megapixels
    broken = bytearray(encode(CORNERS, "TIFF", compression="tiff_lzw"))
    broken[8:12] = b"\xff\xff\xff\xff"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert decode(bomb).shape == (1900, 2000, 3)
        for cut in range(8, len(broken), 7):
            with pytest.raises(UnreadablePictureError):
                decode(bytes(broken[:cut]))
    logging.getLogger("PIL.TiffImagePlugin").error("a remark")
    assert [str(warning.message) for warning in caught] == []
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("kind", PHOTOGRAPHS)
def test_a_photograph_of_too_many_bytes_is_refused_before_it_is_decoded(kind, monkeypatch):
    data = encode(Image.fromarray(LARGE), kind)
    monkeypatch.setattr(decoding, "LARGEST_PHOTOGRAPH", 100)
    with pytest.raises(UnreadablePictureError, match="takes too long; save it as JPEG"):
        decode(data)


@pytest.mark.parametrize("kind", PHOTOGRAPHS)
def test_damaged_photographs_of_telephones_are_refused_or_read(kind, capfd):
    rng = np.random.default_rng(0)
    data = encode(Image.fromarray(LARGE), kind)
    said = set()
    for index in range(300):
        damaged = bytearray(data[: rng.integers(12, len(data))] if index % 3 == 0 else data)
        for _ in range(rng.integers(0, 8)):
            damaged[rng.integers(8, len(damaged))] = rng.integers(256)
        found = outcome(bytes(damaged))
        said.add(found if isinstance(found, str) else "read")
    assert len(said) > 1 and any("damaged" in sentence for sentence in said)
    assert capfd.readouterr().err == ""
