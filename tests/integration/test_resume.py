"""An interrupted CSV is completed: each file has one row, as if nothing had happened."""

import os
import subprocess
import sys

import pytest

from helpers.recognition.command_line import main

NAMES = ("1.png", "2.png", "a,b.png", 'say "6".png', "two\nlines\n7.png", "ü.png", "z.png")
COMMAND = [sys.executable, "-m", "helpers.recognition"]


@pytest.fixture
def folder(tmp_path):
    """Pictures that take no time: nothing is in them."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_bytes(b"")
    return folder


@pytest.fixture
def complete(folder, tmp_path):
    """What the command writes when nothing interrupts it."""
    path = tmp_path / "complete.csv"
    assert main([str(folder), "--csv", str(path)]) == 1
    return path.read_bytes()


def resume(folder, path, *options):
    return main([str(folder), "--csv", str(path), "--resume", *options])


def test_wherever_it_was_torn_off_the_file_comes_out_whole(folder, complete, tmp_path, capsys):
    path = tmp_path / "torn.csv"
    for length in range(len(complete) + 1):
        path.write_bytes(complete[:length])
        assert resume(folder, path) == 1
        assert path.read_bytes() == complete, length
    capsys.readouterr()
    path.write_bytes(complete)
    resume(folder, path)
    said = capsys.readouterr()
    assert said.out == "" and said.err.startswith("7 of 7 pictures could not be read: 1.png, 2.png")


@pytest.mark.skipif(os.name == "nt", reason="the size of a file is not limited there")
def test_a_disk_that_fills_up_leaves_what_can_be_completed(folder, complete, tmp_path):
    import resource

    path = tmp_path / "out.csv"
    room = len(complete) * 2 // 3
    ran = subprocess.run(
        [*COMMAND, str(folder), "--csv", str(path)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1 and "could not be written" in ran.stderr
    assert 0 < path.stat().st_size <= room
    resume(folder, path)
    assert path.read_bytes() == complete


@pytest.mark.skipif(os.name == "nt", reason="processes are killed differently there")
def test_a_run_that_is_killed_is_completed(tmp_path):
    folder, path = tmp_path / "many", tmp_path / "out.csv"
    folder.mkdir()
    for number in range(1000):
        (folder / f"{number:0200}.png").write_bytes(b"")
    command = [*COMMAND, str(folder), "--csv", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    # Nobody reads what it prints: the pipe is full before the last line, and it waits.
    process.stdout.read(1)
    process.kill()
    process.communicate()
    written = path.read_bytes()
    assert written.count(b"\n") < 1000
    assert resume(folder, path) == 1
    whole = path.read_bytes()
    assert main([str(folder), "--csv", str(path)]) == 1
    assert path.read_bytes() == whole and whole.startswith(written)
