"""The series works without a network, from an odd folder, and in a read-only checkout."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.data import FOLDER_VARIABLE, data_folder

ROOT = Path(__file__).resolve().parents[2]
FIRST = "00_start_here.ipynb"
EXECUTE = (
    "import sys, nbformat; from pathlib import Path; from tools.notebooks import execute; "
    "path = Path(sys.argv[1]); notebook = nbformat.read(path, as_version=4); "
    "execute(notebook, path.parent); print('executed', len(notebook.cells))"
)


def namespace(*kinds: str) -> list[str]:
    """Return the command that starts a program in Linux namespaces of its own.

    Skips where the system allows none; under CI that is a failure, not a skip.
    """
    command = ["unshare", "--map-root-user", *kinds]
    allowed = (
        shutil.which("unshare")
        and not subprocess.run([*command, "true"], capture_output=True, check=False).returncode
    )
    if not allowed:
        reason = "this system gives no namespaces (Linux with unshare is needed)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return command


def environment(home: Path) -> dict[str, str]:
    """Return variables that put all caches into `home`, with MNIST from the shared folder."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JUPYTER", "IPYTHON", "KERAS", "XDG", "MPL", "PYTEST"))
    }
    return kept | {"HOME": str(home), FOLDER_VARIABLE: str(data_folder())}


def checkout(folder: Path) -> Path:
    """Copy what a learner has into `folder`."""
    ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "screenshots")
    for name in ("helpers", "notebooks", "recognition", "tools", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    return folder


def execute(folder: Path) -> list[str]:
    """Return the command that executes a checkout's first notebook."""
    return [sys.executable, "-c", EXECUTE, str(folder / "notebooks" / FIRST)]


def run(command: list[str], folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that has to succeed, with the helpers of `folder`."""
    variables = environment(home) | {"PYTHONPATH": str(folder)}
    ran = subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran


def read_pictures(folder: Path, target: Path, prefix: list[str], home: Path) -> dict[str, str]:
    """Run the folder command in `folder`; return what it read in the series' own pictures."""
    command = [sys.executable, "-m", "helpers.recognition", "recognition", "--csv", str(target)]
    ran = run([*prefix, *command], folder, home)
    assert ran.stderr == "2 files left out: README.md, labels.csv (not pictures).\n"
    rows, ours = csv.DictReader(target.open(encoding="utf-8", newline="")), expected_digits()
    return {row["file"]: row["digits"] for row in rows if row["file"] in ours}


def expected_digits() -> dict[str, str]:
    rows = csv.DictReader((ROOT / "recognition" / "labels.csv").open(encoding="utf-8", newline=""))
    return {row["file"]: row["digits"] for row in rows}


def test_without_a_network(tmp_path):
    """Kernels talk over the loopback device, which a new namespace has but leaves down."""
    up = 'ip link set lo up && exec "$@"'
    prefix = [*namespace("--net"), "sh", "-c", up, "sh"]
    ran = run([*prefix, *execute(ROOT)], ROOT, tmp_path)
    assert ran.stdout.startswith("executed")
    read = read_pictures(ROOT, tmp_path / "out.csv", prefix, tmp_path)
    assert read == expected_digits()


def test_in_a_folder_with_spaces_and_an_umlaut(tmp_path):
    folder = checkout(tmp_path / "Übung für morgen")
    read = read_pictures(folder, folder / "meine Ziffern.csv", [], tmp_path)
    assert read == expected_digits()
    run(execute(folder), folder, tmp_path)


def test_in_a_read_only_checkout(tmp_path):
    folder = checkout(tmp_path / "checkout")
    script = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"'
    prefix = [*namespace("--mount"), "sh", "-c", script, "sh", str(folder)]
    probe = subprocess.run([*prefix, "touch", str(folder / "x")], capture_output=True, check=False)
    assert probe.returncode != 0, "the checkout should not be writable"
    read = read_pictures(folder, tmp_path / "out.csv", prefix, tmp_path)
    assert read == expected_digits()
    run([*prefix, *execute(folder)], folder, tmp_path)
