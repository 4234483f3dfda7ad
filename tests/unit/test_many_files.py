"""Many files: how they share threads, what is said of each, and of the whole folder at the end."""

from __future__ import annotations

import io
import json
import runpy
import signal
import sys
import threading
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

import helpers.recognition
import helpers.training
from helpers.data import load_mnist
from helpers.folder.stored import Stored
from helpers.recognition import files, parts
from helpers.recognition.decoding import LARGEST_FILE
from helpers.recognition.parts import OnWorker, lost, read_part
from helpers.recognition.readings import Reading
from helpers.training.loop import RECIPES


class File:
    """A path that knows its size, and how often it was asked for it."""

    def __init__(self, size, name="1.png"):
        self.size, self.name, self.asked = size, name, 0

    def stat(self):
        self.asked += 1
        if self.size is None:
            raise FileNotFoundError
        return SimpleNamespace(st_size=self.size)


@pytest.mark.parametrize(
    ("sizes", "lengths"),
    [
        ([2**16] * 3, [1, 1, 1]),
        ([2**16 - 1] * 3, [2, 1]),
        ([2**15] * 5, [2, 2, 1]),
        ([100] * 300, [128, 128, 44]),
        ([0] * 128, [128]),
        # The first decides: after a small one 15 more are taken for small, whatever they are.
        ([2047] + [2**16] * 17, [17, 1]),
        ([2048] + [2**16] * 3, [2, 1, 1]),
        ([None] * 32 + [100] * 8, [32, 8]),
        ([], []),
    ],
)
def test_small_files_share_a_part_and_a_photograph_is_one(sizes, lengths):
    made = list(files._parts(File(size) for size in sizes))
    assert [len(part) for part in made] == lengths


def test_only_one_of_16_small_files_is_asked_for_its_size():
    given = [File(100) for _ in range(50)]
    list(files._parts(iter(given)))
    assert [index for index, file in enumerate(given) if file.asked] == [0, 16, 32, 48]
    given = [File(2048) for _ in range(20)]
    list(files._parts(iter(given)))
    assert all(file.asked == 1 for file in given)


def test_files_of_a_storage_are_not_asked_for_their_size():
    made = list(files._parts(Stored(f"s3://{number}") for number in range(130)))
    assert [len(part) for part in made] == [128, 2]


MADE: list[Pool] = []


class Pool:
    """Stands for the threads: does each part when it is asked for."""

    def __init__(self, threads, initializer, initargs):
        self.threads, self.initargs, self.ahead, self.most, self.ended = threads, initargs, 0, 0, {}
        assert initializer == files.THREADS.set
        MADE.append(self)

    def submit(self, work, part, reader, stop):
        self.ahead += 1
        self.most, self.stop = max(self.most, self.ahead), stop

        def result():
            self.ahead -= 1
            return [file.name for file in part]

        return SimpleNamespace(result=result)

    def shutdown(self, **options):
        self.ended = options


@pytest.mark.parametrize(("cores", "threads"), [(3, 3), (None, 1)])
def test_eight_parts_a_thread_are_ahead(monkeypatch, cores, threads):
    monkeypatch.setattr(files, "ThreadPoolExecutor", Pool)
    monkeypatch.setattr(files, "Reader", lambda network: None)
    monkeypatch.setattr(files.os, "cpu_count", lambda: cores)
    given = [File(2**16, str(number)) for number in range(60)]
    assert list(files.read_files(given)) == [str(number) for number in range(60)]
    pool = MADE[-1]
    assert (pool.threads, pool.initargs, pool.most) == (threads, (1,), 8 * threads)
    reading = files.read_files(given)
    next(reading)
    assert not MADE[-1].stop.is_set()
    reading.close()
    assert MADE[-1].stop.is_set()
    assert MADE[-1].ended == {"wait": False, "cancel_futures": True}


class Reader:
    """Takes pictures in MNIST's format for a 7, the first with 80 %, the second with less."""

    def __init__(self):
        self.classifier = SimpleNamespace(probabilities=self.probabilities, threshold=0.7)

    def probabilities(self, digits):
        chances = np.full((len(digits), 10), 0.01)
        chances[:, 7] = (0.8, 0.79)[: len(digits)]
        return chances

    def read(self, picture, name):
        if name == "odd.png":
            raise RuntimeError
        return Reading(name, "", 0.0, "unsure", f"found in {picture.shape}")


def written(folder):
    """Write five pictures: two in MNIST's format, a blank one, a large one, and none."""
    (digits, _), _ = load_mnist()
    pictures = {"a.png": digits[0], "b.png": digits[1], "c.png": digits[0] * 0,
                "odd.png": np.zeros((30, 28), np.uint8)}  # fmt: skip
    for name, picture in pictures.items():
        cv2.imwrite(str(folder / name), picture)
    return [folder / name for name in ("a.png", "c.png", "none.png", "odd.png", "b.png")]


def test_pictures_in_mnists_format_are_answered_together_and_order_is_kept(tmp_path):
    readings = read_part(written(tmp_path), Reader())
    assert [(reading.file, reading.digits, reading.status) for reading in readings] == [
        ("a.png", "7", "ok"), ("c.png", "", "unsure"), ("none.png", "", "unreadable"),
        ("odd.png", "", "unreadable"), ("b.png", "", "unsure"),
    ]  # fmt: skip
    messages = [reading.message for reading in readings]
    # The one that is none, and the one that is hardly a 7, are searched; grey, as they were kept.
    assert messages[1] == messages[4] == "found in (28, 28)"
    assert "RuntimeError" in messages[3]
    stop = threading.Event()
    assert len(read_part(written(tmp_path), Reader(), stop)) == 5
    stop.set()
    assert read_part(written(tmp_path), Reader(), stop) == []


def test_a_byte_more_than_may_be_is_fetched_so_that_a_large_file_is_noticed(monkeypatch):
    asked = []

    def fetched(stored, most):
        asked.append(most)
        return iter([PermissionError(), FileNotFoundError(), KeyError("x")])

    monkeypatch.setattr(parts, "fetched", fetched)
    readings = read_part([Stored(f"s3://{number}.png") for number in range(3)], Reader())
    words = ("permission", "no such file", "KeyError")
    assert all(word in each.message for word, each in zip(words, readings, strict=True))
    assert asked == [LARGEST_FILE + 1] == [104_857_601]


def test_a_worker_reads_apart_only_when_it_is_told(tmp_path, monkeypatch):
    written(tmp_path)
    monkeypatch.setattr(parts, "_reader", lambda network: Reader())
    work, token = OnWorker(tmp_path), parts.THREADS.set(5)
    assert work == OnWorker(tmp_path, None, False) and len({work, OnWorker(tmp_path)}) == 1
    assert [row[1] for row in work(["a.png", "c.png"])] == ["7", ""]
    assert parts.THREADS.get() == 1
    parts.THREADS.reset(token)
    assert lost("x.png")[:4] == ("x.png", "", 0.0, "unreadable")

    def ends_at_the_second(command, **options):
        folder, network, names = json.loads(options["input"])
        assert (folder, network) == (str(tmp_path), "n.keras")
        lines = [json.dumps(["row", name]).encode() for name in names[:1] if name != "b"]
        return SimpleNamespace(stdout=b"\n".join(lines))

    monkeypatch.setattr(parts.subprocess, "run", ends_at_the_second)
    rows = OnWorker(tmp_path, "n.keras", apart=True)(["a", "b", "c", "d"])
    assert rows == [("row", "a"), lost("b"), ("row", "c"), lost("d")]


def test_what_is_asked_on_standard_input_is_read_name_by_name(tmp_path, monkeypatch):
    written(tmp_path)
    monkeypatch.setattr(parts, "_reader", lambda network: Reader())
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps([str(tmp_path), None, ["c.png"] * 2])))
    output = io.StringIO()
    output.flush = lambda: output.write("!")
    monkeypatch.setattr(sys, "stdout", output)
    parts.serve()
    lines = output.getvalue().split("!")  # each is handed over at once
    assert [json.loads(line)[0] for line in lines[:-1]] == ["c.png", "c.png"]


def test_the_package_names_three_functions_and_no_more():
    assert helpers.recognition.read_files is files.read_files
    assert helpers.training.RECIPES is RECIPES
    for package in (helpers.recognition, helpers.training):
        with pytest.raises(AttributeError, match="has no attribute 'decode_all'"):
            _ = package.decode_all


def test_a_missing_package_ends_the_command_with_wrong_usage(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "helpers.recognition.command_line", None)
    before = signal.getsignal(signal.SIGINT)
    try:
        with pytest.raises(SystemExit) as ended:
            runpy.run_module("helpers.recognition", run_name="__main__")
    finally:
        signal.signal(signal.SIGINT, before)
    assert ended.value.code == 2
    assert "helpers.checks.environment" in capsys.readouterr().err
