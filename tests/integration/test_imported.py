"""Packages that are there and cannot be imported are named, with what mends each kind."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers.checks import environment, imported
from helpers.checks.environment import check_environment

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "recognition"
NOT_READ = "libxcb.so.1: cannot open shared object file: No such file or directory"
#: A stub for each package: what happens on its import, and what the sentence must say.
STUBS = {
    "cv2": (
        f"raise ImportError({NOT_READ!r})",
        ["libxcb.so.1", "libgl1", "opencv-python-headless"],
    ),
    "tensorflow": (
        "raise ImportError('DLL load failed while importing _pywrap_tensorflow_internal')",
        ["DLL load failed", "Visual C++ Redistributable"],
    ),
    "onnxruntime": (
        'raise ImportError("libm.so.6: version `GLIBC_2.27\' not found (required by x.so)")',
        ["this Linux is older", "Google Colab"],
    ),
    "PIL": (
        "raise ImportError('_imaging.so: wrong ELF class: ELFCLASS32')",
        ["another processor", "--no-cache-dir pillow"],
    ),
    "matplotlib": (
        "raise ImportError('numpy.core.multiarray failed to import')",
        ["another NumPy", "--force-reinstall matplotlib"],
    ),
    "anywidget": ("import os; os.abort()", ["ends at once", "--force-reinstall anywidget"]),
    "ipywidgets": ("raise MemoryError", ["MemoryError", "close other programs"]),
    "platformdirs": (
        "raise PermissionError(13, 'Permission denied')",
        ["Permission denied", "make lab"],
    ),
    "tqdm": (
        "raise AttributeError('a line\\nand another ' + 'x' * 999)",
        ["AttributeError: a line and another", "--force-reinstall tqdm"],
    ),
    "numpy": (
        "raise ImportError('libgomp.so.1: cannot open shared object file: No such file')",
        ["libgomp.so.1", "system library is missing"],
    ),
    "keras": ("import no_such_package_as_this", ["no_such_package_as_this", "reinstall keras"]),
}


@pytest.fixture
def stubs(tmp_path, monkeypatch):
    """Put a stub for each package before the packages themselves."""
    for name, (code, _) in STUBS.items():
        (tmp_path / f"{name}.py").write_text(code)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(environment, "_version", lambda package: None)


def test_each_broken_package_is_named_with_what_mends_it(stubs):
    problems = check_environment(PICTURES).problems
    assert len(problems) == len(STUBS)
    for name, (_, words) in STUBS.items():
        package = environment._MODULES[name][0]
        (problem,) = [text for text in problems if f"package {package} is installed" in text]
        assert all(word in problem for word in words), problem
        assert problem.endswith(".") and "\n" not in problem and len(problem) < 500


def test_an_import_that_hangs_is_given_up(tmp_path, monkeypatch):
    (tmp_path / "slow_stub.py").write_text("import time; time.sleep(600)")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(imported, "PATIENCE", 5)
    start = time.monotonic()
    (problem,) = imported.broken({"slow_stub": "slow-stub"})
    assert "does not end within 5 seconds" in problem
    assert time.monotonic() - start < 100


def test_a_file_of_ones_own_in_the_way_is_named(tmp_path, monkeypatch):
    (tmp_path / "tqdm.py").write_text("")
    (tmp_path / "keras").mkdir()
    (tmp_path / "keras" / "__init__.py").write_text("")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    importlib.invalidate_caches()
    found = list(imported.broken({"tqdm": "tqdm", "keras": "keras", "numpy": "numpy"}))
    assert len(found) == 2
    assert "the file “tqdm.py” for the package tqdm" in found[0] and "another name" in found[0]
    assert "“keras”" in found[1]


def test_where_all_is_well_the_check_says_so():
    report = check_environment(PICTURES)
    assert repr(report).startswith("✔ Everything is here"), report


@pytest.mark.parametrize("impostor", [True, False])
def test_make_lab_notices_another_package_called_helpers(tmp_path, impostor):
    if impostor:
        (tmp_path / "helpers").mkdir()
        (tmp_path / "helpers" / "__init__.py").write_text("")
    asked = "import helpers.backend"
    assert f'$(PY) -P -c "{asked}" 2> /dev/null || $(PY) -m pip uninstall' in (
        ROOT / "Makefile"
    ).read_text(encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    result = subprocess.run(
        [sys.executable, "-P", "-c", asked],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        check=False,
    )
    assert bool(result.returncode) == impostor
