"""Where MNIST is kept and from whom it comes; and what becomes of an interruption."""

from __future__ import annotations

import gzip
import os
import pickle
import runpy
import signal
import sys
import threading
import zipfile
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from helpers import backend, data


def test_data_are_kept_where_the_caller_or_the_user_says(monkeypatch, tmp_path):
    monkeypatch.setattr(data, "_read_copy", lambda path: None)
    monkeypatch.setattr(data, "_write_copy", lambda path, arrays: None)
    asked = []
    arrays = dict.fromkeys(data._DIGESTS, 1)
    monkeypatch.setattr(data, "_fetch", lambda folder: asked.append(folder) or arrays)
    monkeypatch.setenv(data.FOLDER_VARIABLE, str(tmp_path / "shared"))
    data.load_mnist()
    data.load_mnist(tmp_path)
    assert asked == [tmp_path / "shared", tmp_path]
    monkeypatch.delenv(data.FOLDER_VARIABLE)
    monkeypatch.setattr(
        "platformdirs.user_cache_dir", lambda name, appauthor: f"/{name}/{appauthor}"
    )
    assert data.data_folder() == Path("/handwritten-digits/False")


def test_a_copy_is_written_whole_and_readable_by_all(tmp_path):
    arrays = {name: np.arange(3, dtype=np.uint8) for name in data._DIGESTS}
    path = tmp_path / "deeper" / "still" / "mnist.npz"
    for _ in range(2):
        data._write_copy(path, arrays)
    assert path.stat().st_mode & 0o777 == 0o644
    assert [each.name for each in path.parent.iterdir()] == ["mnist.npz"]


def test_a_copy_that_cannot_be_finished_leaves_nothing(tmp_path, monkeypatch, capsys):
    def full(*_, **__):
        raise OSError(28, "full")

    monkeypatch.setattr(np, "savez", full)
    data._write_copy(tmp_path / "mnist.npz", dict.fromkeys(data._DIGESTS, 1))
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(Path, "chmod", full)
    monkeypatch.setattr(np, "savez", lambda *_, **__: None)
    data._write_copy(tmp_path / "mnist.npz", dict.fromkeys(data._DIGESTS, 1))
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(Path, "chmod", lambda path, mode: path.unlink() or full())
    capsys.readouterr()
    data._write_copy(tmp_path / "mnist.npz", dict.fromkeys(data._DIGESTS, 1))
    assert "(full)" in capsys.readouterr().out  # and not that the temporary file is gone


def test_a_copy_may_hold_no_objects(tmp_path):
    path = tmp_path / "mnist.npz"
    np.savez(path, **{name: np.array([{}], object) for name in data._DIGESTS})
    assert data._read_copy(path) is None


def test_the_validation_images_are_the_last_5000():
    (fit, _), (held_out, labels) = data.validation_split(np.arange(6000), np.arange(6000))
    assert held_out.tolist() == labels.tolist() == list(range(1000, 6000)) and len(fit) == 1000
    for count in (1, 9):
        (fit, _), (held_out, _) = data.validation_split(np.arange(10), np.arange(10), count)
        assert (len(fit), len(held_out)) == (10 - count, count)
    for count in (0, 10, -1):
        with pytest.raises(ValueError, match="between 1 and 9 for 10"):
            data.validation_split(np.arange(10), np.arange(10), count)


def test_the_sources_are_tried_in_turn(monkeypatch, tmp_path):
    genuine, tried = {"genuine": True}, []
    monkeypatch.setattr(data, "_is_genuine", lambda arrays: arrays is genuine)

    def source(name, arrays):
        return lambda *given: tried.append((name, *given)) or arrays

    monkeypatch.setattr(data, "_from_wheel", source("wheel", None))
    monkeypatch.setattr(data, "_from_keras", source("keras", {"genuine": False}))
    monkeypatch.setattr(data, "_from_mirror", source("mirror", genuine))
    assert data._fetch(tmp_path) is genuine
    assert tried == [("wheel", tmp_path / data._MIRROR_WHEEL), ("keras",), ("mirror",)]


def test_a_mirrors_wheel_has_pixels_as_shares_of_256(tmp_path):
    images = np.random.default_rng(0).integers(0, 256, (5, 784), dtype=np.uint8)
    parts = [
        ((images[a:b] / np.float32(256)), np.arange(a, b)) for a, b in ((0, 2), (2, 4), (4, 5))
    ]
    path = tmp_path / "m.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(data._MIRROR_MEMBER, gzip.compress(pickle.dumps(parts)))
    arrays = data._from_wheel(path)
    assert np.array_equal(arrays["x_train"], images[:4].reshape(-1, 28, 28))
    assert np.array_equal(arrays["x_test"], images[4:].reshape(-1, 28, 28))
    assert arrays["y_train"].tolist() == [0, 1, 2, 3] and arrays["y_test"].tolist() == [4]


class Pip:
    """Stands for pip: prints how far it is."""

    def __init__(self, command, text, **options):
        assert text and command[-2:] == ["--progress-bar", "raw"]
        self.stdout = ["Progress 4096 of 9000\n", "Saved here\n", "Progress made\n",
                       "Nothing 1 of 2\n", "Progress 9000 of 9000\n"]  # fmt: skip

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


def test_pips_progress_becomes_a_bar(monkeypatch):
    import tqdm.auto

    bars = []

    class Bar:
        def __init__(self, desc, unit, unit_scale):
            assert unit_scale
            self.n, self.total = 0, None
            bars.append(self)

        def update(self, count):
            self.n += count

        __enter__, __exit__ = Pip.__enter__, Pip.__exit__

    monkeypatch.setattr(tqdm.auto, "tqdm", Bar)
    monkeypatch.setattr(data.subprocess, "Popen", Pip)
    assert data._from_mirror() is None  # nothing came
    assert (bars[0].n, bars[0].total) == (9000, 9000)


def test_the_module_makes_the_data_ready_only_as_a_command(monkeypatch, capsys):
    runpy.run_module("helpers.data", run_name="data")
    assert capsys.readouterr().out == ""
    monkeypatch.delitem(sys.modules, "helpers.data")  # it is run as if for the first time
    runpy.run_module("helpers.data", run_name="__main__")
    assert "MNIST is ready in" in capsys.readouterr().out


def test_keras_is_imported_in_silence_the_first_time_with_tensorflow(monkeypatch):
    import keras

    silent = []
    monkeypatch.setenv("KERAS_BACKEND", "tensorflow")
    monkeypatch.setattr(backend, "silent_stderr", lambda: silent.append(1) or nullcontext())
    assert backend.import_keras() is keras and not silent
    monkeypatch.setattr(backend, "sys", SimpleNamespace(modules={}))
    assert backend.import_keras("jax") is keras and not silent
    assert os.environ["KERAS_BACKEND"] == "jax"
    assert backend.import_keras() is keras and silent == [1]
    assert os.environ["KERAS_BACKEND"] == "tensorflow"


@pytest.fixture
def handler():
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield lambda: signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, before)


def test_an_interruption_at_the_start_ends_the_program_with_a_sentence(handler, monkeypatch):
    backend.end_at_once()
    ends, written = handler(), []
    assert isinstance(ends, backend._EndAtOnce) and os.path.sameopenfile(ends.errors, 2)
    monkeypatch.setattr(backend.os, "write", lambda file, text: written.append((file, text)))
    monkeypatch.setattr(backend.os, "_exit", written.append)
    ends(signal.SIGINT, None)
    assert written == [(ends.errors, b"Stopped before the first picture was read.\n"), 130]
    backend.raise_from_now_on()
    assert handler() is signal.default_int_handler
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    backend.end_at_once()
    backend.raise_from_now_on()
    assert handler() is signal.SIG_IGN  # somebody wants them ignored


def test_an_interruption_waits_until_it_is_asked_for(handler):
    with pytest.raises(KeyboardInterrupt), backend.postponed() as raise_if_interrupted:
        raise_if_interrupted()
        signal.raise_signal(signal.SIGINT)
        raise_if_interrupted()
        pytest.fail("it was asked for")
    assert handler() is signal.default_int_handler
    with pytest.raises(KeyboardInterrupt), backend.postponed():
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_somebody_elses_plan_for_interruptions_stays(handler):
    def plan(number, frame):
        pass

    signal.signal(signal.SIGINT, plan)
    with backend.postponed():
        assert handler() is plan
    signal.signal(signal.SIGINT, signal.default_int_handler)
    seen = []

    def elsewhere():
        with backend.postponed() as raise_if_interrupted:
            raise_if_interrupted()
            seen.append(handler())

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert seen == [signal.default_int_handler]


def test_silence_is_for_descriptor_2_and_ends(capfd):
    os.write(2, b"before ")
    with backend.silent_stderr():
        os.write(2, b"inside ")
        os.write(1, b"output")
    os.write(2, b"after")
    assert capfd.readouterr() == ("output", "before after")
