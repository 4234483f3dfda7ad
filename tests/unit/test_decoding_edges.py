"""Pictures at the limits: which way they are decoded, what is too large, what is black."""

from __future__ import annotations

import sys
import warnings
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from helpers.recognition import decoding, paper
from helpers.recognition.decoding import UnreadablePictureError, decode
from tests.unit.test_small_pngs import noise, png


def shown(values, mode):
    picture = Image.fromarray(values)
    assert picture.mode == mode
    return paper.over_white(picture)[..., 0].tolist()


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (np.array([[0, 1]], np.float32), [[0, 255]]),
        (np.array([[0.5, 0.25]], np.float32), [[128, 64]]),
        (np.array([[0, 1.01]], np.float32), [[0, 1]]),
        (np.array([[0, 255]], np.float32), [[0, 255]]),
        (np.array([[0, 256]], np.float32), [[0, 1]]),
        (np.array([[0, 65535]], np.float32), [[0, 255]]),
        (np.array([[0, 65536]], np.float32), [[0, 255]]),
        (np.array([[-1, 1]], np.float32), [[0, 255]]),
        (np.array([[0, np.nan]], np.float32), [[0, 0]]),
        (np.array([[3e5, 3e5]], np.float32), [[0, 0]]),
        (np.array([[-2, 0]], np.float32), [[0, 255]]),
        (np.array([[-2, -1.5]], np.float32), [[0, 128]]),
        (np.array([[0, 1]], np.int32), [[0, 1]]),
        (np.array([[0, 300]], np.int32), [[0, 1]]),
        (np.array([[0, 70000]], np.int32), [[0, 255]]),
        (np.array([[-7, -7]], np.int32), [[0, 0]]),
        (np.array([[0, 65535, 257, 128, 129]], np.uint16), [[0, 255, 1, 0, 1]]),
    ],
)
def test_deep_greys_are_scaled_by_what_is_black_and_white(values, wanted):
    mode = {"float32": "F", "int32": "I", "uint16": "I;16"}[values.dtype.name]
    assert shown(values, mode) == wanted


@pytest.mark.parametrize(
    ("size", "longest", "shape"),
    [
        ((40, 20), 40, (20, 40)),
        ((41, 20), 40, (10, 21)),
        ((81, 20), 40, (7, 27)),
        ((1, 1), 1, (1, 1)),
    ],
)
def test_a_picture_is_averaged_down_by_a_whole_number(monkeypatch, size, longest, shape):
    monkeypatch.setattr(paper, "LONGEST_SIDE", longest)
    assert paper.over_white(Image.new("L", size)).shape[:2] == shape


def test_strips_of_four_megapixels_are_averaged_down(monkeypatch):
    parts, whole = [], paper._flatten

    def flatten(part, levels, sheet):
        parts.append(part.size)
        return whole(part, levels, sheet)

    monkeypatch.setattr(paper, "_flatten", flatten)
    monkeypatch.setattr(paper, "LONGEST_SIDE", 2048)
    paper.over_white(Image.new("1", (4096, 2050)))
    assert parts == [(4096, 1024), (4096, 1024), (4096, 2)]


def test_white_ink_on_nothing_is_told_by_its_transparent_parts():
    for level, wanted in ((250, [[255, 250]]), (251, [[0, 251]])):
        picture = Image.new("LA", (2, 1), (0, 0))
        picture.putpixel((1, 0), (level, 255))
        assert paper.over_white(picture)[..., 0].tolist() == wanted
    assert paper.over_white(Image.new("L", (2, 1), 255)).min() == 255


@pytest.mark.parametrize("name", ["LARGEST_FILE", "LARGEST_PICTURE", "LARGEST_PHOTOGRAPH"])
def test_limits_of_size_are_in_megabytes(name, monkeypatch):
    limits = {"LARGEST_FILE": 104_857_600, "LARGEST_PICTURE": 167_772_160,
              "LARGEST_PHOTOGRAPH": 41_943_040}  # fmt: skip
    assert getattr(decoding, name) == limits[name]
    assert (decoding.LONGEST_SIDE, decoding._LARGEST_SCANNING) == (2000, 500_000_000)
    data = bytes(30)
    monkeypatch.setattr(decoding, "LARGEST_FILE", 30)
    decoding._require_size(30)
    with pytest.raises(UnreadablePictureError):
        decode(data + b"x")
    monkeypatch.setattr(decoding, "LARGEST_FILE", 3 * 2**20)
    with pytest.raises(UnreadablePictureError, match="than 3 MB"):
        decoding._require_size(3 * 2**20 + 1)


def header(kind="PNG", mode="RGB", size=(100, 50), **info):
    """Return what is known of a picture before it is decoded."""
    drafts = []
    return SimpleNamespace(
        format=kind, mode=mode, size=size, width=size[0], height=size[1], info=info,
        draft=lambda mode, size: drafts.append(size), drafts=drafts, tile=[],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("mode", "bytes_"),
    [("1", 1), ("L", 1), ("P", 1), ("I;16", 2), ("I;16B", 2), ("I;16L", 2), ("RGB", 4), ("F", 4)],
)
def test_a_picture_takes_so_many_bytes_a_pixel(monkeypatch, mode, bytes_):
    monkeypatch.setattr(decoding, "LARGEST_PICTURE", 5000 * bytes_)
    decoding._require_bounds(header(mode=mode), b"")
    monkeypatch.setattr(decoding, "LARGEST_PICTURE", 5000 * bytes_ - 1)
    with pytest.raises(UnreadablePictureError, match="100×50"):
        decoding._require_bounds(header(mode=mode), b"")


def test_the_sentence_on_a_large_picture_counts_megabytes():
    with pytest.raises(UnreadablePictureError, match=r"take 190 MB .* 160 are allowed"):
        decoding._require_bounds(header(size=(10_000, 5_000)), b"")


def test_a_photograph_of_a_telephone_has_a_limit_of_its_own(monkeypatch):
    monkeypatch.setattr(decoding, "LARGEST_PHOTOGRAPH", 2**21)
    for kind in ("HEIF", "AVIF"):
        decoding._require_bounds(header(kind), bytes(2**21))
        with pytest.raises(UnreadablePictureError, match="more than 2 MB"):
            decoding._require_bounds(header(kind), bytes(2**21 + 1))
    decoding._require_bounds(header("PNG"), bytes(2**21 + 1))


@pytest.mark.parametrize("word", ["progressive", "progression"])
def test_scans_count_where_a_jpeg_is_progressive(monkeypatch, word):
    scans = b"\xff\xda" * 3
    monkeypatch.setattr(decoding, "_LARGEST_SCANNING", 3 * 100 * 50)
    decoding._require_bounds(header("JPEG", **{word: 1}), scans)
    monkeypatch.setattr(decoding, "_LARGEST_SCANNING", 3 * 100 * 50 - 1)
    decoding._require_bounds(header("JPEG"), scans)
    for kind in ("JPEG", "MPO"):
        with pytest.raises(UnreadablePictureError, match="in 3 scans"):
            decoding._require_bounds(header(kind, **{word: 1}), scans)
    decoding._require_bounds(header("TIFF", **{word: 1}), scans)
    monkeypatch.setattr(decoding, "_LARGEST_SCANNING", 100 * 50 - 1)
    with pytest.raises(UnreadablePictureError):
        decoding._require_bounds(header("JPEG"), b"")


@pytest.mark.parametrize(
    ("size", "longest", "draft"),
    [((100, 50), 200, (100, 50)), ((100, 50), 50, (50, 25)), ((100, 1), 50, (50, 1)),
     ((1, 100), 50, (1, 50))],
)  # fmt: skip
def test_a_jpeg_is_decoded_about_as_large_as_it_is_wanted(monkeypatch, size, longest, draft):
    monkeypatch.setattr(decoding, "LONGEST_SIDE", longest)
    picture = header("JPEG", size=size)
    decoding._require_bounds(picture, b"")
    assert picture.drafts == [draft]
    picture = header("PNG", size=size)
    decoding._require_bounds(picture, b"")
    assert picture.drafts == []


def test_a_photograph_of_a_telephone_is_known_by_its_first_bytes():
    for start, kind in [
        (b"\0\0\0\x18ftypheic", "HEIF"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0avif", "AVIF"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0miafheix", "HEIF"),
        (b"\0\0\0\x14ftypmif1\0\0\0\0miafheix", None),
        (b"\0\0\0\x18ftypqt  ", None),
        (b"\0\0\0\x18fteeheic", None),
        (b"", None),
        (b"\0\0\x01\0ftyp" + b"mif1" * 47 + b"heic", "HEIF"),
        (b"\0\0\x01\0ftyp" + b"mif1" * 48 + b"heic", None),
    ]:
        assert decoding._photograph(start + bytes(200)) == kind, start


def test_a_photographs_decoder_is_asked_for_the_picture_alone(monkeypatch):
    asked = []
    heif = SimpleNamespace(register_heif_opener=lambda **options: asked.append(options))
    monkeypatch.setitem(sys.modules, "pillow_heif", heif)
    decoding._decoder.cache_clear()
    try:
        assert decoding._decoder("HEIF") == ("HEIF",) and decoding._decoder(None) == ()
    finally:
        decoding._decoder.cache_clear()
    assert asked == [{"thumbnails": False, "depth_images": False, "aux_images": False}]


def test_greys_come_as_greys_where_that_is_asked():
    picture = noise((4, 5))
    assert decode(png(picture)).shape == (4, 5, 3)
    assert np.array_equal(decode(png(picture), grey=True), picture)
    assert np.array_equal(decode(png(picture), grey=False), decode(png(picture)))


def test_remarks_of_pillow_are_ignored_once_and_those_of_others_are_not(monkeypatch):
    with warnings.catch_warnings():
        for _ in range(2):
            decoding._quieten_pillow()
        assert warnings.filters.count(decoding._IGNORE_PILLOW) == 1


@pytest.mark.parametrize(
    ("kind", "codec", "silent"),
    [
        ("AVIF", "raw", True),
        ("TIFF", "libtiff", True),
        ("TIFF", "raw", False),
        ("PNG", "zip", False),
    ],
)
def test_only_decoders_that_print_are_kept_quiet(monkeypatch, kind, codec, silent):
    monkeypatch.setattr(decoding, "silent_stderr", lambda: "silent")
    picture = SimpleNamespace(format=kind, tile=[SimpleNamespace(codec_name=codec)])
    assert (decoding._loading(picture) == "silent") == silent
