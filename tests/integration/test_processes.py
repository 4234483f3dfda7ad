"""What a Python of its own does: it imports little, and shares the kept copy of MNIST."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from helpers import data

ROOT = Path(__file__).resolve().parents[2]


def test_loading_a_kept_copy_imports_no_tensorflow():
    code = (
        "import sys; from helpers.data import load_mnist; load_mnist(); "
        "print('tensorflow' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
    assert ran.stderr == ""


def test_two_first_starts_at_the_same_time(tmp_path):
    """Two processes find no copy, both write one; each must see whole arrays."""
    whole = data.load_mnist()[0][0]
    code = (
        "import sys; from helpers import data; "
        "arrays = data._read_copy(data.data_folder() / data.FILE_NAME); "
        "data._from_keras = lambda: arrays; "
        "(images, _), _ = data.load_mnist(sys.argv[1]); print(images.sum())"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "shared")]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    outputs = [process.communicate()[0].strip() for process in processes]
    assert outputs == [str(whole.sum())] * 2
    assert [file.name for file in (tmp_path / "shared").iterdir()] == [data.FILE_NAME]


def test_the_environment_check_runs_where_nothing_is_installed():
    """The check must not need what it checks for."""
    code = (
        "import importlib.util, sys; sys.path.insert(0, '.')\n"
        "from helpers.checks.environment import check_environment\n"
        "print(check_environment('recognition'))"
    )
    result = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, cwd=ROOT
    )
    assert result.returncode == 0, result.stderr
    assert "“%pip install numpy”" in result.stdout


def test_decoders_of_photographs_are_loaded_when_one_comes():
    code = (
        "import sys; from helpers.recognition.command_line import main\n"
        "main(['recognition'])\n"
        "print([name for name in sys.modules if 'heif' in name or 'Avif' in name])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == "[]"


def test_a_package_that_cannot_be_imported_is_one_sentence(tmp_path):
    (tmp_path / "cv2.py").write_text("raise ImportError('libxcb.so.1: cannot open shared object')")
    result = subprocess.run(
        [sys.executable, "-m", "helpers.recognition", "recognition"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])},
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert result.returncode == 2
    (line,) = result.stderr.splitlines()
    assert "libxcb.so.1" in line and "helpers.checks.environment" in line
