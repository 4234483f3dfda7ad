"""Damaged and hostile files get their row, and nothing else happens to anybody."""

import csv
import hashlib
import os
import stat
import subprocess
import sys

from tests.benchmarks.fuzzing import KINDS, watched
from tests.benchmarks.hostile_files import make_hostile_files


def fingerprints(folder):
    """Return what must not change about the files of a folder, by name."""
    found = {}
    for path in folder.rglob("*"):
        status = path.lstat()
        ordinary = stat.S_ISREG(status.st_mode) and status.st_size < 2**24
        content = hashlib.sha256(path.read_bytes()).hexdigest() if ordinary else None
        found[path] = (status.st_mode, status.st_size, status.st_mtime_ns, content)
    return found


def test_hostile_files_are_all_in_the_csv_and_none_is_changed(tmp_path):
    folder = tmp_path / "hostile"
    folder.mkdir()
    names = make_hostile_files(folder, 300)
    before = fingerprints(folder)
    finished = subprocess.run(
        [sys.executable, "-m", "helpers.recognition", folder, "--csv", tmp_path / "out.csv"],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert finished.returncode == 1
    left_out, unreadable = finished.stderr.splitlines()
    assert left_out == "1 folder left out: deep (read each by itself)."
    assert "could not be read" in unreadable
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    written = [os.fsencode(name).decode("utf-8", "surrogateescape") for name in sorted(names)]
    shown = [name.encode("utf-8", "backslashreplace").decode() for name in written]
    assert [row["file"] for row in rows] == shown
    assert len(finished.stdout.splitlines()) == len(names)
    assert {row["status"] for row in rows} == {"ok", "unsure", "unreadable"}
    sound = [row for row in rows if "-sound." in row["file"]]
    assert sound
    assert all(row["status"] != "unreadable" for row in sound)
    # These formats carry a turn in their EXIF data: on its side, a digit may be none.
    upright = [row for row in sound if not row["file"].endswith((".jpg", ".png", ".webp", ".tif"))]
    assert upright
    assert all(row["digits"] for row in upright)
    assert fingerprints(folder) == before


def test_pictures_of_every_kind_are_read_or_refused_however_damaged():
    """A few of what `python -m tests.benchmarks.fuzzing` tries; none of its inputs failed yet."""
    kinds, count = set(), 2 * len(KINDS)
    for found in watched(seed=0, indices=range(count), seconds=600):
        assert not found["wrong"], found
        kinds.add(found["kind"])
        count -= 1
    assert kinds == set(KINDS) and count == 0
