"""Every kind of picture file becomes the pixels that a person sees, or a sentence says why not."""

import importlib.util
import io
import re
import struct
import sys

import numpy as np
import pytest
from PIL import Image

from helpers.recognition import decoding, paper
from helpers.recognition.decoding import UnreadablePictureError, decode, picture_files

NEEDS_HEIF = pytest.mark.skipif(
    importlib.util.find_spec("pillow_heif") is None, reason="pillow-heif is not installed"
)
PHOTOGRAPHS = [pytest.param("HEIF", marks=NEEDS_HEIF), "AVIF"]
#: A picture without symmetry: every corner has a value of its own.
CORNERS = np.array([[0, 80, 80, 160], [80, 80, 80, 80], [200, 80, 80, 255]], np.uint8)

LARGE = np.kron(CORNERS, np.ones((16, 16), np.uint8))


def encode(picture, kind="PNG", **options):
    """Return the bytes of a file that holds `picture`."""
    if isinstance(picture, np.ndarray):
        picture = Image.fromarray(picture)
    if kind in ("HEIF", "AVIF"):
        decoding._decoder(kind)  # writes them too
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def corners(pixels):
    """Return the grey values of the four corners, after checking that the pixels are grey."""
    assert pixels.dtype == np.uint8
    assert pixels.ndim == 3
    assert pixels.shape[2] == 3
    assert (pixels == pixels[:, :, :1]).all()
    return pixels[[0, 0, -1, -1], [0, -1, 0, -1], 0].tolist()


def drawn(mode, transparent, **pixels):
    """Return a picture of 4×3 transparent pixels, but for the first."""
    picture = Image.new(mode, (4, 3), transparent)
    picture.putpixel((0, 0), pixels["ink"])
    return picture


def with_palette():
    picture = Image.fromarray((CORNERS == 0).astype(np.uint8), "P")
    picture.putpalette([90, 20, 30, 0, 0, 0])
    return picture


def partly_transparent():
    alpha = np.where(CORNERS == 160, 0, 255).astype(np.uint8)
    return Image.merge("LA", [Image.fromarray(CORNERS), Image.fromarray(alpha)])


SAVED = [0, 160, 200, 255]
FLOATS = CORNERS.astype(np.float32) / 255
#: What is saved, as which kind of file, and which corners a person sees.
SEEN = {
    **{kind: (CORNERS, kind, SAVED) for kind in ("PNG", "GIF", "BMP", "TIFF", "PPM")},
    **{f"16 bits in {kind}": (CORNERS.astype(np.uint16) * 257, kind, SAVED)
       for kind in ("PNG", "TIFF")},
    **{f"up to {white}": (Image.fromarray(FLOATS * white), "TIFF", SAVED)
       for white in (1.0, 255.0, 65535.0)},
    "1 bit": (Image.fromarray(CORNERS > 100), "PNG", [0, 255, 255, 255]),
    "partly transparent greys": (partly_transparent(), "PNG", [0, 255, 200, 255]),
    "half transparent ink": (drawn("RGBA", (0, 0, 0, 128), ink=(0, 0, 0, 255)), "PNG",
                             [0, 127, 127, 127]),
    "white ink on nothing": (drawn("RGBA", (255, 255, 255, 0), ink=(255, 255, 255, 255)), "PNG",
                             [255, 0, 0, 0]),
}  # fmt: skip


@pytest.mark.parametrize("name", SEEN)
def test_a_file_gives_the_pixels_that_a_person_sees_on_white_paper(name):
    picture, kind, seen = SEEN[name]
    assert corners(decode(encode(picture, kind))) == seen


def test_a_palette_with_transparency_shows_white_paper():
    assert corners(decode(encode(with_palette(), transparency=0))) == [0, 255, 255, 255]


@pytest.mark.parametrize(("kind", "options"), [("JPEG", {"quality": 95}), ("WEBP", {})])
def test_lossy_formats_give_nearly_the_pixels_that_were_saved(kind, options):
    found = corners(decode(encode(LARGE, kind, **options)))
    assert np.abs(np.subtract(found, SAVED)).max() < 12


def nearly(pixels):
    """Return whether the pixels have the four corners, each about right in every colour."""
    found = pixels[[4, 4, -5, -5], [4, -5, 4, -5]].astype(int)
    return np.abs(found - np.array([[0], [160], [200], [255]])).max() < 12


@pytest.mark.parametrize("turn", [1, 3, 6, 8])
@pytest.mark.parametrize("kind", PHOTOGRAPHS)
def test_photographs_of_telephones_are_read_the_right_way_up(kind, turn):
    stored = np.rot90(LARGE, {1: 0, 3: 2, 6: 1, 8: -1}[turn])
    exif = Image.Exif()
    exif[0x0112] = turn
    picture = Image.fromarray(np.ascontiguousarray(stored)).convert("RGB")
    pixels = decode(encode(picture, kind, quality=95, exif=exif.tobytes()))
    assert pixels.shape == (48, 64, 3) and nearly(pixels)


@pytest.mark.parametrize("kind", PHOTOGRAPHS)
def test_a_photograph_that_claims_another_size_is_not_believed(kind):
    """Some say that they are larger than may be decoded, some that they are smaller than they are.

    The box “ispe” says how large a picture is, before anything is decoded.
    """
    data = encode(Image.new("RGB", (512, 512), "white"), kind)
    for side, reason in ((60000, "damaged|megapixels"), (9000, "damaged|MB of memory"), (64, "")):
        claimed = bytearray(data)
        at = claimed.index(b"ispe") + 8
        claimed[at : at + 8] = struct.pack(">II", side, side)
        try:
            pixels = decode(bytes(claimed))
        except UnreadablePictureError as error:
            assert re.search(reason, str(error))
        else:
            assert not reason and max(pixels.shape) <= 512


def test_without_a_decoder_the_owner_of_a_photograph_is_told_what_to_do(monkeypatch):
    """As on Colab, where only what is there anyway is installed."""
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    decoding._decoder.cache_clear()
    try:
        with pytest.raises(UnreadablePictureError) as caught:
            decode(b"\0\0\0\x18ftypheic" + bytes(100))
    finally:
        decoding._decoder.cache_clear()
    assert str(caught.value) == "it is a HEIC or AVIF photograph; save it as JPEG or PNG"


def test_a_film_is_no_photograph():
    with pytest.raises(UnreadablePictureError, match="not a picture"):
        decode(b"\0\0\0\x18ftypqt  \0\0\0\0qt  isom" + bytes(100))


def test_cmyk_jpeg_keeps_dark_dark_and_light_light():
    large = Image.fromarray(LARGE).convert("RGB").convert("CMYK")
    pixels = decode(encode(large, "JPEG", quality=95)).astype(int)
    assert pixels[0, 0].max() < 20
    assert pixels[-1, -1].min() > 235


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "TIFF", "JPEG"])
def test_the_orientation_that_the_camera_noted_is_followed(turn, kind):
    # How the sensor stored what is upright, by the EXIF standard's numbering (tag 0x0112).
    stored = {
        1: LARGE, 2: LARGE[:, ::-1], 3: LARGE[::-1, ::-1], 4: LARGE[::-1], 5: LARGE.T,
        6: np.rot90(LARGE), 7: np.rot90(LARGE, 2).T, 8: np.rot90(LARGE, -1),
    }[turn]  # fmt: skip
    exif = Image.Exif()
    exif[0x0112] = turn
    data = encode(np.ascontiguousarray(stored), kind, exif=exif)
    found = decode(data)
    assert found.shape == (48, 64, 3)
    assert np.abs(np.subtract(corners(found), [0, 160, 200, 255])).max() < 12


def test_damaged_exif_data_do_not_cost_the_picture():
    data = encode(np.full((8, 8), 90, np.uint8), "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff\0\1")
    assert decode(data).shape == (8, 8, 3)


def test_the_first_frame_of_an_animation_counts():
    frames = [Image.new("L", (5, 4), value) for value in (10, 200, 250)]
    data = encode(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert decode(data)[0, 0].tolist() == [10, 10, 10]


def test_one_pixel_is_a_picture():
    assert decode(encode(np.array([[7]], np.uint8))).tolist() == [[[7, 7, 7]]]


def test_the_content_decides_and_not_the_name(tmp_path):
    path = tmp_path / "really-a-jpeg.PNG"
    path.write_bytes(encode(np.full((8, 8), 90, np.uint8), "JPEG"))
    assert decode(path).shape == (8, 8, 3)
    assert decode(str(path)).shape == (8, 8, 3)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA", "I;16"])
def test_large_pictures_are_averaged_down_whatever_their_kind(monkeypatch, mode):
    monkeypatch.setattr(paper, "LONGEST_SIDE", 100)
    ramp = np.linspace(0, 255, 900).astype(np.uint8)[None, :].repeat(450, 0)
    if mode == "I;16":
        picture = Image.fromarray(ramp.astype(np.uint16) * 257)
    else:
        picture = Image.fromarray(ramp).convert(mode)
    pixels = decode(encode(picture))
    assert pixels.shape == (50, 100, 3)
    expected = np.linspace(0, 255, 100)
    assert np.abs(pixels.mean(axis=(0, 2)) - expected).max() < 12


def test_averaging_in_strips_does_not_show():
    noise = np.random.default_rng(1).integers(0, 256, (2099, 5003), dtype=np.uint8)
    pixels = decode(encode(noise, compress_level=1))
    assert pixels.shape == (700, 1668, 3)
    assert np.array_equal(pixels[:, :, 0], np.asarray(Image.fromarray(noise).reduce(3)))


@pytest.mark.parametrize("size", [(9000, 2), (2, 9000)])
def test_strips_of_paper_stay_at_least_one_pixel_wide(size):
    for kind in ("PNG", "JPEG"):
        assert min(decode(encode(Image.new("L", size), kind)).shape[:2]) >= 1


def test_a_jpeg_of_144_megapixels_is_decoded_smaller_than_it_is():
    pixels = decode(encode(Image.new("RGB", (12000, 12000), "white"), "JPEG"))
    assert (pixels == 255).all()
    # A quarter while decoding, then half: averaged down from full size it would be 2,000 pixels.
    assert pixels.shape == (1500, 1500, 3)


def test_pictures_are_listed_by_name_and_other_files_left_out(tmp_path):
    names = ["2.png", "10.PNG", "b.JPeG", "a.tiff", "=1.gif", "photo.HEIC", "x.webp"]
    others = ["README.md", "labels.csv", ".hidden.png", "._2.png", "png", "notes.txt", "3.png.bak"]
    for name in names + others:
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "4.png").write_bytes(b"")
    assert [path.name for path in picture_files(tmp_path)] == sorted(names)
