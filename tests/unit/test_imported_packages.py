"""What an import in another process told, put into words; no process is started here."""

from __future__ import annotations

import io
import json
import runpy
import subprocess
import sys
from importlib.machinery import ModuleSpec
from types import SimpleNamespace

import pytest

from helpers.checks import environment, imported

FINE = f'\n{imported._MARK}numpy\t""\n{imported._MARK}cv2\t'


class Child:
    """A process that has ended, or that does not end."""

    def __init__(self, output: str, complaint: str = "", hangs: bool = False) -> None:
        """Keep what it prints."""
        self.output, self.complaint, self.hangs = output, complaint, hangs
        self.returncode, self.killed, self.patience = -6, False, 0

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        if timeout and self.hangs:
            self.patience = timeout
            raise subprocess.TimeoutExpired("python", timeout)
        return self.output, self.complaint

    def kill(self) -> None:
        self.killed = True


@pytest.mark.parametrize(
    ("child", "errors"),
    [
        (None, {}),
        (Child(""), {}),
        (Child(FINE + '"ImportError: no"\n'), {"numpy": "", "cv2": "ImportError: no"}),
        (
            Child(FINE, "one\ntwo\n"),
            {"numpy": "", "cv2": "the program that imports it ends at once (status -6): two"},
        ),
        (Child(FINE), {"numpy": "", "cv2": "the program that imports it ends at once (status -6)"}),
    ],
)
def test_what_the_other_process_told(child, errors):
    assert imported._outcome(["numpy", "cv2", "tqdm"], child) == errors


def test_a_process_that_does_not_end_is_killed_after_three_minutes():
    child = Child(FINE, hangs=True)
    errors = imported._outcome(["numpy", "cv2"], child)
    assert (child.killed, child.patience) == (True, 180)
    assert errors["cv2"] == "its import does not end within 180 seconds"


def test_behind_one_that_ends_the_process_the_others_are_tried_anew(monkeypatch):
    children = [Child(FINE, "gone"), Child(f'\n{imported._MARK}tqdm\t"E: x"\n')]
    asked = []
    monkeypatch.setattr(imported, "_start", lambda names: asked.append(names) or children.pop(0))
    told = list(imported.broken({"numpy": "numpy", "cv2": "opencv-python", "tqdm": "tqdm"}))
    assert asked == [["numpy", "cv2", "tqdm"], ["tqdm"]]
    assert len(told) == 2 and "opencv-python" in told[0] and "(E: x)" in told[1]
    monkeypatch.setattr(imported, "_start", lambda names: None)
    assert list(imported.broken({"numpy": "numpy"})) == []


def test_a_long_error_is_cut_off():
    assert f"({'x' * 160}):" in imported._sentence("tqdm", "x" * 160)
    assert f"({'x' * 160}…):" in imported._sentence("tqdm", "x" * 161)
    assert "(a b):" in imported._sentence("tqdm", "a\n  b.")


def test_a_process_gets_the_path_and_its_output_is_text(monkeypatch):
    started = {}
    monkeypatch.setattr(
        imported.subprocess, "Popen", lambda *a, **n: started.update(n, command=a[0])
    )
    imported._start(["numpy"])
    assert started["command"][1:3] == ["-P", imported.__file__]
    assert json.loads(started["command"][3]) == sys.path and started["command"][4:] == ["numpy"]
    assert started["text"] is True and started["env"]["TF_CPP_MIN_LOG_LEVEL"] == "2"

    def refuse(*_, **__):
        raise OSError

    monkeypatch.setattr(imported.subprocess, "Popen", refuse)
    assert imported._start(["numpy"]) is None


def test_imports_are_told_one_by_one_and_at_once(monkeypatch):
    told = io.StringIO()
    arrived = []
    monkeypatch.setattr(told, "flush", lambda: arrived.append(told.getvalue()))

    def bring(name):
        assert arrived[-1].endswith(f"{name}\t")
        if name == "cv2":
            raise ImportError("no such library")

    monkeypatch.setattr(imported, "_bring", bring)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "stdout", told)
    imported._import_all(json.dumps(["here"]), "cv2", "numpy")
    assert sys.path == ["here"]
    assert imported._outcome(["cv2", "numpy"], Child(told.getvalue())) == {
        "cv2": "ImportError: no such library",
        "numpy": "",
    }
    assert len(arrived) == 4 and arrived[-1] == told.getvalue()


def test_of_large_packages_the_part_that_decides_is_brought(monkeypatch, tmp_path):
    brought = []
    origin = str(tmp_path / "__init__.py")
    spec = {"keras": ModuleSpec("keras", None, origin=origin), "none": None}
    monkeypatch.setattr(imported.importlib.util, "find_spec", lambda n: spec.get(n, spec["keras"]))
    monkeypatch.setattr(imported.importlib, "import_module", brought.append)
    monkeypatch.setattr(imported.ctypes, "PyDLL", brought.append)
    for name in ("keras", "none", "tensorflow"):
        imported._bring(name)
    assert brought == ["keras", "none", "tensorflow"]
    (tmp_path / "src").mkdir()
    library = tmp_path / f"{imported._LIBRARY}.so"
    library.parent.mkdir()
    library.write_text("")
    brought.clear()
    for name in ("keras", "numpy", "tensorflow"):
        imported._bring(name)
    assert brought == [*imported._COMPILED, "numpy", str(library)]


@pytest.mark.parametrize(
    ("file", "told"), [("tqdm.py", "tqdm.py"), ("tqdm/__init__.py", "tqdm"), ("no/tqdm.py", None)]
)
def test_a_file_in_the_notebooks_folder_is_in_the_way(monkeypatch, tmp_path, file, told):
    spec = SimpleNamespace(origin=str(tmp_path / file))
    monkeypatch.setattr(imported.importlib.machinery.PathFinder, "find_spec", lambda name: spec)
    monkeypatch.chdir(tmp_path)
    assert imported._in_the_way("tqdm") == told
    monkeypatch.setattr(imported.sysconfig, "get_paths", lambda: {"purelib": str(tmp_path)})
    assert imported._in_the_way("tqdm") is None
    spec.origin = None
    assert imported._in_the_way("tqdm") is None


def test_only_as_a_command_it_says_something(capsys):
    runpy.run_path(environment.__file__, run_name="environment")
    runpy.run_path(imported.__file__, run_name="imported")
    assert capsys.readouterr().out == ""
