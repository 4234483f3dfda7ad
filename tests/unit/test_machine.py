"""What a machine and an environment must give: a sentence for what is wrong, else none."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path
from types import SimpleNamespace

import pytest

from helpers.checks import machine
from helpers.data import FILE_NAME


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def no_avx(tmp, patch):
    patch.setattr(machine.platform, "machine", lambda: "x86_64")
    path = write(tmp / "cpuinfo", "processor : 0\nflags\t\t: fpu sse sse2 sse4_2 avx2x\n")
    return machine.processor(path)


def little_memory(tmp, patch):
    path = write(tmp / "meminfo", "MemTotal:  1018840 kB\nMemFree: 99 kB\n")
    return machine.memory(path, [tmp / "none"])


def small_container(tmp, patch):
    path = write(tmp / "meminfo", "MemTotal:  16018840 kB\n")
    return machine.memory(path, [tmp / "none", write(tmp / "limit", f"{2**30}\n")])


def full_disk(tmp, patch):
    patch.setattr(machine.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 2**21}))
    return machine.room(tmp / "not" / "yet")


def forbidden(error):
    def refuse(**_):
        raise error

    def broken(tmp, patch):
        patch.setattr(machine.tempfile, "TemporaryFile", refuse)
        return machine.room(tmp)

    return broken


def forbidden_folder(tmp, patch):
    """As Python 3.11 answers about a file in a folder of somebody else's."""

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    patch.setenv("DIGITS_DATA", str(tmp / "theirs" / "x"))
    patch.setattr(machine.Path, "stat", refuse)
    return machine.room()


def moved(tmp, patch):
    made = "home = /usr/bin\ncommand = /usr/bin/python3 -m venv --clear /old place/.venv\n"
    write(tmp / "new" / "pyvenv.cfg", made)
    return machine.environment(tmp / "new", tmp)


def another_kernel(tmp, patch):
    def missing(name):
        raise importlib.metadata.PackageNotFoundError(name)

    patch.setattr(machine.importlib.metadata, "version", missing)
    write(tmp / ".venv" / "pyvenv.cfg", "home = /usr/bin\n")
    write(tmp / "other" / "pyvenv.cfg", "home = /usr/bin\n")
    return machine.environment(tmp / "other", tmp)


def impostor(tmp, patch):
    write(tmp / "helpers-0.1.dist-info" / "METADATA", "Name: helpers\nVersion: 0.1\n")
    patch.syspath_prepend(tmp)
    return machine.helpers_in_the_way(tmp / "notebooks")


def another_copy(tmp, patch):
    (tmp / "helpers" / "checks").mkdir(parents=True)
    (tmp / "notebooks").mkdir()
    return machine.helpers_in_the_way(tmp / "notebooks")


BROKEN = {
    "a processor without AVX": (no_avx, ["lacks AVX", "Google Colab"]),
    "little memory": (little_memory, ["994 MB of memory", "1,500", "Google Colab"]),
    "a small container": (small_container, ["1,024 MB of memory", "container"]),
    "a full disk": (full_disk, ["Only 2 MB are free", "make room", "DIGITS_DATA"]),
    "no room at all": (forbidden(OSError(28, "No space left on device")), ["No space left"]),
    "no permission": (
        forbidden(PermissionError(13, "Permission denied")),
        ["Permission denied", "DIGITS_DATA"],
    ),
    "a folder of somebody else's": (
        forbidden_folder,
        ["Permission denied", "theirs/x", "DIGITS_DATA"],
    ),
    "an environment that was moved": (moved, ["“/old place/.venv”", "make lab", "makes it anew"]),
    "another kernel": (another_kernel, ["and not in the project's environment", "make lab"]),
    "an impostor": (impostor, ["Another package called helpers", "%pip uninstall --yes helpers"]),
    "helpers of another copy": (another_copy, ["The helpers come from", "make lab"]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_with_a_machine_is_named_with_what_mends_it(name, tmp_path, monkeypatch):
    make, words = BROKEN[name]
    (problem,) = make(tmp_path, monkeypatch)
    assert all(word in problem for word in words), problem
    assert problem.endswith(".") and "\n" not in problem


def test_a_processor_of_another_kind_needs_no_avx(tmp_path, monkeypatch):
    path = write(tmp_path / "cpuinfo", "flags : fpu\n")
    monkeypatch.setattr(machine.platform, "machine", lambda: "aarch64")
    assert list(machine.processor(path)) == []


@pytest.mark.parametrize(
    ("kilobytes", "limits", "told"),
    [
        (1500 * 1024, [], ""),
        (1500 * 1024 - 1, [], "1,499 MB"),
        (None, [], ""),
        (16_000_000, [1500 * 2**20], ""),
        (16_000_000, [2**40, 1500 * 2**20 - 1], "1,499 MB"),
        (16_000_000, ["max"], ""),
    ],
)
def test_1500_mebibytes_are_enough(tmp_path, kilobytes, limits, told):
    given = tmp_path / "meminfo"
    if kilobytes:
        write(given, f"MemTotal:  {kilobytes} kB\n")
    files = [write(tmp_path / str(nth), str(limit)) for nth, limit in enumerate(limits)]
    found = "".join(machine.memory(given, files))
    assert told in found and bool(found) is bool(told)


@pytest.mark.parametrize(("free", "told"), [(100 * 2**20, ""), (100 * 2**20 - 1, "Only 99 MB")])
def test_100_mebibytes_of_room_are_enough(tmp_path, monkeypatch, free, told):
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda path: SimpleNamespace(free=free))
    assert "".join(machine.room(tmp_path)).startswith(told)
    monkeypatch.setenv("DIGITS_DATA", str(tmp_path))
    assert bool(list(machine.room())) is bool(told)
    write(tmp_path / FILE_NAME, "")
    assert list(machine.room()) == []  # MNIST is there


def test_a_processor_with_avx_will_do_and_windows_is_asked(tmp_path, monkeypatch):
    monkeypatch.setattr(machine.platform, "machine", lambda: "AMD64")
    path = write(tmp_path / "cpuinfo", "flags\t\t: fpu avx sse\n")
    for there in (path, write(tmp_path / "other", "no such line"), tmp_path / "none"):
        assert list(machine.processor(there)) == []
    asked = []
    kernel = SimpleNamespace(IsProcessorFeaturePresent=lambda number: asked.append(number))
    monkeypatch.setattr(machine.ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(machine.sys, "platform", "win32")
    assert len(list(machine.processor(path))) == 1 and asked == [39]  # PF_AVX_INSTRUCTIONS


def test_an_environment_at_home_is_no_problem(tmp_path, monkeypatch):
    made = f"command = /usr/bin/python3 -m venv --clear {tmp_path / '.venv'}\n"
    write(tmp_path / ".venv" / "pyvenv.cfg", made)
    assert list(machine.environment(tmp_path / ".venv", tmp_path)) == []
    monkeypatch.setattr(machine.importlib.metadata, "version", lambda name: "1.0")
    assert list(machine.environment(tmp_path / "other", tmp_path)) == []
    (tmp_path / "helpers" / "checks").mkdir(parents=True)
    assert list(machine.helpers_in_the_way(tmp_path / "notebooks", tmp_path)) == []
    assert list(machine.helpers_in_the_way(tmp_path / "else" / "notebooks")) == []
    notebooks = Path(__file__).resolve().parents[2] / "notebooks"
    assert list(machine.helpers_in_the_way(notebooks)) == []
