"""The folder command, in this process: what it prints, what it keeps, how it ends."""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from helpers.recognition import command_line
from helpers.recognition.command_line import main
from helpers.recognition.parts import unreadable
from helpers.recognition.readings import Reading

HEADER = "file,digits,confidence,status,message\n"


def read(given, network=None):
    """Read each file whose name begins with a digit."""
    for file in given:
        if file.name[0] == "i":
            raise KeyboardInterrupt
        if file.name[0] == "p":
            raise BrokenPipeError
        if file.name[0].isdigit():
            yield Reading(file.name, file.name[0], 0.5, "unsure", "maybe")
        else:
            yield unreadable(file.name, "it is no picture")


@pytest.fixture
def scans(tmp_path, monkeypatch):
    monkeypatch.setattr(command_line, "read_files", read)
    monkeypatch.setattr(command_line.signal, "signal", lambda *_: None)
    monkeypatch.chdir(tmp_path)

    def make(*names):
        (tmp_path / "scans").mkdir()
        for name in names:
            (tmp_path / "scans" / name).write_bytes(b"")
        return "scans"

    return make


@pytest.mark.parametrize(
    ("names", "status", "told"),
    [
        (["1.png", "2.png"], 0, ""),
        (["1.png", "notes.txt"], 0, "1 file left out: notes.txt (not a picture).\n"),
        (["a.png"], 1, "1 of 1 picture could not be read: a.png.\n"),
        (["1.png", "a.png"], 1, "1 of 2 pictures could not be read: a.png.\n"),
        (
            ["a.png", "b.png", "c.png"],
            1,
            "3 of 3 pictures could not be read: a.png, b.png, c.png.\n",
        ),
        ([f"{letter}.png" for letter in "abcde"], 1, "a.png, b.png, c.png and 2 more.\n"),
        (["1.png", "i.png"], 130, "Stopped after 1 of 2 pictures.\n"),
        (["1.png", "p.png"], 141, ""),
    ],
)
def test_the_end_says_what_was_read_and_what_not(scans, capsys, monkeypatch, names, status, told):
    if status == 141:
        monkeypatch.setattr(command_line.os, "dup2", lambda *_: None)
        monkeypatch.setattr(sys.stdout, "fileno", lambda: 1, raising=False)
    assert main([scans(*names)]) == status
    output = capsys.readouterr()
    assert (output.err.endswith(told) and told) or output.err == told
    assert output.out.startswith("1.png: maybe\n") == ("1.png" in names)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "pictures."),
        (["--csv", "o.csv"], "“o.csv” keeps what was read, and --resume goes on from there."),
        (["--excel", "o.xlsx"], "“o.xlsx” keeps what was read."),
        (["--csv", "o.csv", "--excel", "o.xlsx"], "“o.csv” and “o.xlsx” keep what was read."),
    ],
)
def test_an_interrupted_run_says_what_is_kept(scans, capsys, options, told):
    folder = scans("1.png", "2.png", "i.png")
    assert main([folder, *options]) == 130
    assert capsys.readouterr().err == (
        f"Stopped after 2 of 3 pictures{'; ' * bool(options)}{told.removeprefix('pictures')}\n"
    )


def test_a_run_interrupted_at_once_has_kept_nothing(scans, capsys):
    assert main([scans("i.png"), "--csv", "o.csv"]) == 130
    assert capsys.readouterr().err == "Stopped after 0 of 1 pictures.\n"


def test_resuming_counts_what_was_read_before(scans, capsys):
    folder = scans("1.png", "2.png", "a.png")
    Path("o.csv").write_text(HEADER + "1.png,1,0.5,unsure,maybe\n")
    assert main([folder, "--csv", "o.csv", "--resume"]) == 1
    output = capsys.readouterr()
    assert output.out.splitlines()[0] == "2.png: maybe" and len(output.out.splitlines()) == 2
    assert output.err == "1 of 3 pictures could not be read: a.png.\n"
    assert len(Path("o.csv").read_text().splitlines()) == 4
    assert main([folder, "--csv", "o.csv", "--resume"]) == 1
    assert capsys.readouterr().err == "1 of 3 pictures could not be read: a.png.\n"


def test_results_beside_the_pictures_are_not_left_out(scans, capsys):
    folder = scans("1.png", "o.csv", "other.csv")
    Path(folder, "o.csv").write_text(HEADER)
    Path("other.csv").write_text(HEADER)
    assert main([folder, "--csv", f"{folder}/o.csv"]) == 0
    assert capsys.readouterr().err == "1 file left out: other.csv (not a picture).\n"
    assert main([folder, "--csv", "other.csv"]) == 0
    assert "2 files left out: o.csv, other.csv" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("names", "folder", "words"),
    [
        (["notes.txt"], "scans", "There are no pictures in “scans”"),
        ([], "nowhere", "There is no folder “nowhere”"),
        (["1.png"], "scans/1.png", "is a file"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(scans, capsys, names, folder, words):
    scans(*names)
    assert main([folder]) == 2
    assert words in capsys.readouterr().err


def test_a_network_of_ones_own_is_tried_and_what_is_odd_is_said(scans, capsys, monkeypatch):
    def odd(path):
        import warnings

        for _ in range(2):
            warnings.warn("It is odd.", command_line.OddNetworkWarning, stacklevel=1)
        warnings.warn("not said", UserWarning, stacklevel=1)
        return path

    given = []
    monkeypatch.setattr(command_line, "as_classifier", odd)
    monkeypatch.setattr(
        command_line, "read_files", lambda names, network: given.append(network) or read(names)
    )
    folder = scans("1.png")
    main([folder, "--model", "m.keras"])
    assert capsys.readouterr().err == "It is odd.\nIt is odd.\n"
    main([folder])
    assert given == ["m.keras", None] and capsys.readouterr().err == ""


@pytest.mark.parametrize("options", [["--workers", "2"], ["--cluster", "tcp://x"]])
def test_a_cluster_reads_with_the_same_work_apart(scans, capsys, monkeypatch, options):
    asked = []

    @contextlib.contextmanager
    def cluster(workers, address):
        asked.append((workers, address))
        yield SimpleNamespace(dashboard_link="http://dashboard")

    def spread(client, names, work, apart, lost):
        assert not work.apart and apart.apart and work.folder == apart.folder
        for name in names:
            yield name, "7", 0.9, "ok", "it's a 7"

    monkeypatch.setattr(command_line, "cluster", cluster)
    monkeypatch.setattr(command_line, "spread", spread)
    assert main([scans("1.png"), *options]) == 0
    output = capsys.readouterr()
    assert output.out == "1.png: it's a 7\n" and "http://dashboard" in output.err
    assert asked == [(2, None) if options[0] == "--workers" else (None, "tcp://x")]


class Terminal(io.StringIO):
    handed = 0

    def isatty(self):
        return True

    def flush(self):
        self.handed += 1


@pytest.mark.parametrize("watched", [False, True])
def test_a_bar_is_shown_where_somebody_watches(scans, monkeypatch, watched):
    made = []

    class Bar:
        def __init__(self, **options):
            self.options, self.count, self.lines = options, 0, []
            made.append(self)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def update(self):
            self.count += 1

        def write(self, line, file):
            self.lines.append(line)

    import tqdm

    monkeypatch.setattr(tqdm, "tqdm", Bar)
    output, errors = Terminal() if watched else io.StringIO(), Terminal()
    monkeypatch.setattr(sys, "stdout", output)
    monkeypatch.setattr(sys, "stderr", errors)
    folder = scans("1.png", "2.png", "3.png")
    Path("o.csv").write_text(HEADER + "1.png,1,0.5,unsure,maybe\n")
    assert main([folder, "--csv", "o.csv", "--resume"]) == 0
    (bar,) = made
    assert bar.options["total"] == 3 and bar.options["initial"] == 1 and bar.count == 2
    assert bar.options["leave"] is False and bar.options["delay"] == 0.5
    printed = "".join(bar.lines) if watched else output.getvalue()
    assert printed.startswith("2.png: maybe") and bool(output.getvalue()) != watched


def test_without_a_bar_each_line_is_handed_over_at_once(scans, monkeypatch):
    output = Terminal()
    monkeypatch.setattr(sys, "stdout", output)
    assert main([scans("1.png", "2.png")]) == 0
    assert output.getvalue() == "1.png: maybe\n2.png: maybe\n" and output.handed == 2
    with command_line._progress_bar(5, 0) as bar:
        assert bar is None
