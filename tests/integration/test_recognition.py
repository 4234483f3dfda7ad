"""Pictures become readings: in order, with honest confidence, and one bad file stops nobody."""

import io
import itertools
import json
import re
import threading
import warnings
import zipfile
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from helpers.backend import import_keras
from helpers.data import load_mnist
from helpers.networks import load_pretrained, pretrained_information
from helpers.own_network import BATCH_SIZE, ModelFileError, OddNetworkWarning
from helpers.recognition import command_line
from helpers.recognition.files import read_files, read_folder, read_picture
from helpers.recognition.trained import Classifier, as_classifier


class Ruler(Classifier):
    """Takes a tall thin digit for a 1, a wide one for a 0, and is less sure of the wide one."""

    threshold = 0.9

    def __init__(self):
        pass

    def probabilities(self, digits):
        thin = [cv2.boundingRect(digit)[2] < 8 for digit in digits]
        sure = np.where(thin, 0.99, 0.5)
        rest = np.repeat(((1 - sure) / 9)[:, None], 10, axis=1)
        rest[np.arange(len(digits)), np.where(thin, 1, 0)] = sure
        return rest


def page(*shapes, side=200):
    """Return a white page with tall strokes ("1") and rings ("0") from left to right."""
    picture = np.full((side, side * max(1, len(shapes))), 240, np.uint8)
    for place, shape in enumerate(shapes):
        centre, thickness = side * place + side // 2, max(2, side // 20)
        if shape == "1":
            cv2.line(picture, (centre, side // 4), (centre, 3 * side // 4), 30, thickness)
        else:
            axes = (side // 6, side // 4)
            cv2.ellipse(picture, (centre, side // 2), axes, 0, 0, 360, 30, thickness)
    return picture


def save(path, *shapes):
    Image.fromarray(page(*shapes)).save(path)
    return path


def test_a_path_its_content_and_its_pixels_are_read_alike(tmp_path):
    path = save(tmp_path / "1.png", "1")
    readings = [
        read_picture(picture, Ruler())
        for picture in (path, str(path), path.read_bytes(), page("1"), np.dstack([page("1")] * 3))
    ]
    sure = round(readings[0].confidence, 4)
    said = f"1.png: The number is probably a 1 ({int(100 * sure)}%)"
    assert [str(reading) for reading in readings[:2]] == [said] * 2
    assert {(r.digits, r.status, round(r.confidence, 4)) for r in readings} == {("1", "ok", sure)}


def test_several_digits_are_as_sure_as_the_least_sure_of_them():
    reading = read_picture(page("1", "1", "1"), Ruler())
    assert (reading.digits, reading.status) == ("111", "ok")
    assert reading.confidence == pytest.approx(reading.probabilities.max(axis=1).min())
    assert reading.message == f"The numbers are probably 1 1 1 ({int(100 * reading.confidence)}%)"
    reading = read_picture(page("1", "0", "1"), Ruler())
    assert (reading.digits, reading.status) == ("101", "unsure")
    assert reading.confidence == pytest.approx(0.5)
    assert reading.message == "I'm not sure; it could be 1 0 1 (50%)"
    assert reading.probabilities.shape == (3, 10)


def test_a_file_without_a_picture_is_a_reading_too(tmp_path):
    (tmp_path / "diary.png").write_text("Dear diary")
    reading = read_picture(tmp_path / "diary.png", Ruler())
    assert reading.row()[:4] == ("diary.png", "", "0.0000", "unreadable")
    assert str(reading).startswith("diary.png: cannot be read: it is not a picture")


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path):
    shapes = {"b.png": "1", "a.png": "10", "c.PNG": "", "10.png": "11", "9.png": "1"}
    for name, drawn in shapes.items():
        save(tmp_path / name, *drawn)
    (tmp_path / "bad.png").write_bytes(b"\x89PNG")
    (tmp_path / "labels.csv").write_text("file,digits\n")
    readings = list(read_folder(tmp_path, Ruler()))
    assert [(r.file, r.digits, r.status) for r in readings] == [
        ("10.png", "11", "ok"),
        ("9.png", "1", "ok"),
        ("a.png", "10", "unsure"),
        ("b.png", "1", "ok"),
        ("bad.png", "", "unreadable"),
        ("c.PNG", "", "unsure"),
    ]


def test_many_files_keep_their_order(tmp_path):
    thin, wide = page("1", side=28), page("0", side=28)
    files = [tmp_path / f"{index:04d}.png" for index in range(600)]
    for index, file in enumerate(files):
        Image.fromarray(wide if index % 7 == 0 else thin).save(file)
    files[5].write_bytes(b"")
    readings = list(read_files(files, Ruler()))
    assert [reading.file for reading in readings] == [file.name for file in files]
    expected = ["0" if index % 7 == 0 else "1" for index in range(600)]
    expected[5] = ""
    assert [reading.digits for reading in readings] == expected


def test_files_are_taken_in_only_a_little_ahead(tmp_path):
    taken = itertools.count()
    names = (tmp_path / f"{next(taken)}.png" for _ in range(100_000))
    readings = read_files(names, Ruler())
    assert next(readings).status == "unreadable"
    readings.close()
    assert next(taken) < 10_000


def test_a_reader_who_stops_early_leaves_no_thread_behind(tmp_path):
    before = threading.active_count()
    readings = read_files([tmp_path / f"{index}.png" for index in range(5000)], Ruler())
    next(readings)
    readings.close()
    for thread in threading.enumerate():
        if thread.name.startswith("ThreadPool"):
            thread.join(timeout=60)
    assert threading.active_count() <= before


def linear(output="softmax", shape=(28, 28), units=10):
    """Return a small untrained network."""
    keras = import_keras()
    keras.utils.set_random_seed(3)
    layers = keras.layers
    return keras.Sequential(
        [keras.Input(shape), layers.Flatten(), layers.Dense(units, activation=output)]
    )


@pytest.fixture(scope="module")
def images():
    return np.random.default_rng(0).integers(0, 256, (BATCH_SIZE + 40, 28, 28), dtype=np.uint8)


def test_the_probabilities_are_those_of_the_network(images):
    network = linear()
    plain = network.predict(images / np.float32(255), verbose=0)
    assert np.allclose(as_classifier(network).probabilities(images), plain, atol=1e-5)


def test_an_image_is_read_alike_alone_and_in_a_batch(images):
    classifier = as_classifier(linear())
    together = classifier.probabilities(images)
    assert together.shape == (len(images), 10)
    alone = np.concatenate([classifier.probabilities(image[None]) for image in images[::37]])
    assert np.allclose(together[::37], alone, atol=1e-6)
    assert classifier.probabilities(images[:0]).shape == (0, 10)


def test_a_network_that_returns_logits_gives_probabilities_too(images):
    found = as_classifier(linear(output=None)).probabilities(images)
    assert np.allclose(found.sum(axis=1), 1)
    assert np.array_equal(
        found.argmax(axis=1),
        linear(output=None).predict(images / np.float32(255), verbose=0).argmax(axis=1),
    )


@pytest.mark.parametrize("shape", [(28, 28, 1), (784,)])
def test_the_usual_shapes_of_mnist_are_understood(images, shape):
    flat = as_classifier(linear()).probabilities(images[:5])
    assert np.allclose(
        as_classifier(linear(shape=shape)).probabilities(images[:5]), flat, atol=1e-6
    )


def test_a_network_whose_training_broke_down_is_not_sure_of_anything():
    network = linear()
    network.set_weights([np.full_like(weight, np.nan) for weight in network.get_weights()])
    reading = read_picture(page("1"), network)
    assert (reading.status, round(reading.confidence, 3)) == ("unsure", 0.1)


def test_a_saved_network_reads_as_it_did_before(tmp_path, images):
    network = linear()
    network.compile("adam", "sparse_categorical_crossentropy")
    network.fit(images / np.float32(255), np.arange(len(images)) % 10, verbose=0)
    network.save(tmp_path / "mine.keras")
    again = as_classifier(tmp_path / "mine.keras").probabilities(images)
    assert np.allclose(again, as_classifier(network).probabilities(images), atol=1e-6)


def test_a_file_of_another_keras_is_refused_with_both_versions_and_the_reason(tmp_path):
    """The file asks for something that this Keras does not know, and was saved by a later one."""
    linear().save(tmp_path / "mine.keras")
    with (
        zipfile.ZipFile(tmp_path / "mine.keras") as old,
        zipfile.ZipFile(tmp_path / "later.keras", "w") as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "metadata.json":
                content = json.dumps({**json.loads(content), "keras_version": "9.8.7"}).encode()
            if name == "config.json":
                content = content.replace(b'"units": 10', b'"units": 10, "colour": "blue"')
            new.writestr(name, content)
    with pytest.raises(ModelFileError) as caught:
        as_classifier(tmp_path / "later.keras")
    said = str(caught.value)
    assert "saved by Keras 9.8.7" in said and "colour" in said and "\n" not in said
    assert f"Keras {import_keras().__version__}, which is installed" in said
    assert len(said) < 500


def test_a_network_that_would_run_code_is_refused(tmp_path):
    keras = import_keras()
    layers = [keras.Input((28, 28)), keras.layers.Lambda(lambda x: x), *linear().layers]
    keras.Sequential(layers).save(tmp_path / "mine.keras")
    with pytest.raises(ModelFileError, match="Lambda"):
        as_classifier(tmp_path / "mine.keras")


def test_a_network_that_guesses_is_announced_with_what_is_wrong(tmp_path, capsys):
    keras, reason, path = import_keras(), "without its Rescaling", tmp_path / "mine.keras"
    scaled = [keras.Input((28, 28)), keras.layers.Rescaling(1 / 255), load_pretrained()]
    keras.Sequential(scaled).save(path)
    with pytest.warns(OddNetworkWarning, match=reason) as caught:
        as_classifier(path)
    assert len(caught) == 1
    save(tmp_path / "1.png", "1")
    save(tmp_path / "2.png", "1")
    assert command_line.main([str(tmp_path), "--model", str(path)]) == 0
    first, left_out = capsys.readouterr().err.splitlines()
    assert "“mine.keras” reads" in first and "of 40 known digits" in first and reason in first
    assert "1 file left out: mine.keras" in left_out


def test_a_network_that_reads_is_not_announced(tmp_path):
    load_pretrained().save(tmp_path / "mine.keras")
    with warnings.catch_warnings():
        warnings.simplefilter("error", OddNetworkWarning)
        as_classifier(tmp_path / "mine.keras")


def test_the_shipped_network_reads_with_its_measured_threshold():
    classifier, information = as_classifier(None), pretrained_information()
    assert classifier.threshold == information["threshold"]
    assert as_classifier(None) is classifier


@pytest.mark.parametrize("ink", ["white on black", "black on white"])
def test_mnist_as_files_is_read_as_the_network_reads_the_arrays(ink):
    from helpers.data import load_mnist

    _, (images, _) = load_mnist()
    images = images[:200]
    expected = load_pretrained().predict(images / np.float32(255), verbose=0).argmax(axis=1)
    found = []
    for image in images:
        buffer = io.BytesIO()
        Image.fromarray(image if ink == "white on black" else 255 - image).save(buffer, "PNG")
        found.append(read_picture(buffer.getvalue()).digits)
    agree = np.mean([digits == str(digit) for digits, digit in zip(found, expected, strict=True)])
    assert agree >= 0.99


def on_white(rows: np.ndarray) -> np.ndarray:
    """Return MNIST's ink, ten times as large, dark on white paper."""
    large = cv2.resize(rows, None, fx=10, fy=10, interpolation=cv2.INTER_CUBIC)
    solid = cv2.GaussianBlur(large, (0, 0), 3) > 110
    return np.where(solid, 40, 240).astype(np.uint8)


def test_a_digit_whose_stroke_is_broken_is_read_as_one():
    """A quarter of the height is missing from the middle, so that two parts are left."""
    images, labels = load_mnist()[0]
    right = 0
    for index in np.flatnonzero(np.isin(labels[:300], (2, 3, 5, 6, 8)))[:40]:
        picture = on_white(images[index])
        rows = np.flatnonzero((picture < 128).any(axis=1))
        middle, gap = (rows[0] + rows[-1]) // 2, (rows[-1] - rows[0]) // 8
        picture[middle - gap : middle + gap] = 240
        right += read_picture(picture).digits == str(labels[index])
    assert right >= 12  # piece by piece it was one of 120


def test_two_whole_digits_stay_two():
    images, _ = load_mnist()[0]
    counts = [
        len(read_picture(on_white(np.hstack([images[i], images[i + 1]]))).digits)
        for i in range(0, 40, 2)
    ]
    assert counts.count(2) >= 19


def test_the_readme_tells_what_its_lines_of_python_print(monkeypatch, capsys):
    root = Path(__file__).resolve().parents[2]
    (code,) = re.findall(r"```python\n(.*?)```", (root / "README.md").read_text("utf-8"), re.DOTALL)
    told = re.findall(r"^print\(.*?\)  +# (.*)$", code, re.MULTILINE)
    monkeypatch.chdir(root)
    exec(code, {})
    assert capsys.readouterr().out.splitlines()[: len(told)] == told
    assert len(told) == 3
