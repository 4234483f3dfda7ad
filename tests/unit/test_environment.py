"""The environment check: quiet when all is there, and one helpful sentence for what is not."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
from pathlib import Path

import nbformat
import pytest

from helpers.checks import environment, imported, machine
from helpers.checks.environment import check_environment

REPOSITORY = Path(__file__).resolve().parents[2]
PICTURES = REPOSITORY / "recognition"


@pytest.fixture(autouse=True)
def no_process(monkeypatch):
    """What is imported in another process has tests of its own, which take longer."""
    monkeypatch.setattr(imported, "broken", lambda packages: iter(()))


def hide(monkeypatch, *modules: str) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name in modules else real(name)
    )


def test_a_complete_environment_has_no_problems():
    report = check_environment(PICTURES)
    assert report.problems == ()
    assert repr(report).startswith("✔ Everything is here")


@pytest.mark.parametrize(
    ("module", "package"), [("cv2", "opencv-python"), ("PIL", "pillow"), ("tensorflow",) * 2]
)
def test_a_missing_package_is_named_as_pip_calls_it(monkeypatch, module, package):
    hide(monkeypatch, module)
    (problem,) = check_environment(PICTURES).problems
    assert f"The package {package}" in problem
    assert f"“%pip install {package}”" in problem
    assert "restart the kernel" in problem


def test_several_problems_are_counted(monkeypatch):
    hide(monkeypatch, "tqdm", "anywidget")
    lines = repr(check_environment(PICTURES)).splitlines()
    assert lines[0] == "2 things are wrong:"
    assert [line[0] for line in lines[1:]] == ["✘", "✘"]


def test_an_old_package_is_to_be_upgraded(monkeypatch):
    real = importlib.metadata.version
    monkeypatch.setattr(
        importlib.metadata, "version", lambda name: "1.26.4" if name == "numpy" else real(name)
    )
    (problem,) = check_environment(PICTURES).problems
    assert "numpy" in problem and "1.26.4" in problem and "--upgrade numpy" in problem


@pytest.mark.parametrize("version", [(3, 9), (3, 14)])
def test_an_unsupported_python_is_named(version):
    (problem,) = environment._python(version)
    assert f"Python {version[0]}.{version[1]}" in problem and "make lab" in problem


def test_supported_pythons_are_those_of_the_project():
    declared = re.search(
        r'requires-python = ">=3\.(\d+),<3\.(\d+)"', (REPOSITORY / "pyproject.toml").read_text()
    )
    assert ((3, int(declared[1])), (3, int(declared[2]) - 1)) == environment._PYTHONS


def test_missing_weights_are_named(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "__file__", str(tmp_path / "environment.py"))
    problems = check_environment(PICTURES).problems
    assert any("best.weights.h5" in problem and "make train" in problem for problem in problems)


def test_a_missing_and_an_empty_folder_are_told_apart(tmp_path):
    (missing,) = check_environment(tmp_path / "nowhere").problems
    assert "is missing" in missing
    (empty,) = check_environment(tmp_path).problems
    assert "holds no picture" in empty


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


def test_tensorflow_is_not_imported_where_that_would_end_the_kernel(monkeypatch):
    asked = {}
    monkeypatch.setattr(machine, "processor", lambda: iter(["The processor lacks AVX."]))
    monkeypatch.setattr(imported, "broken", lambda packages: asked.update(packages) or iter(()))
    assert check_environment(PICTURES).problems == ("The processor lacks AVX.",)
    assert "numpy" in asked and not {"tensorflow", "keras"} & set(asked)


def test_a_processor_of_another_kind_needs_no_avx(tmp_path, monkeypatch):
    path = write(tmp_path / "cpuinfo", "flags : fpu\n")
    monkeypatch.setattr(machine.platform, "machine", lambda: "aarch64")
    assert list(machine.processor(path)) == []


def test_the_map_has_the_minutes_of_each_notebook():
    start = nbformat.read(REPOSITORY / "notebooks" / "00_start_here.ipynb", as_version=4)
    (chart,) = [cell.source for cell in start.cells if "| minutes |" in cell.source]
    rows = re.findall(r"\]\((\w+\.ipynb)\) \|[^|]*\| (\d+) \|", chart)
    assert len(rows) == len(list((REPOSITORY / "notebooks").glob("*.ipynb"))) - 1
    for name, minutes in rows:
        text = nbformat.read(REPOSITORY / "notebooks" / name, as_version=4).cells[0].source
        said = re.search(r"\*\*(?:Minutes|Time):?\*\*:?\s*(\d+)", text)
        assert said and said[1] == minutes, f"{name}: the map says {minutes} minutes"
