"""`--workers` and `--cluster`: the same rows as the plain command's, whatever dies on the way."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import dask
import distributed
import fsspec
import psutil
import pytest

from helpers.folder import cluster
from helpers.folder.cluster import AHEAD, FIRST, MOST, spread
from helpers.folder.stored import Stored
from helpers.recognition.command_line import main
from helpers.recognition.parts import OnWorker, lost

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "helpers.recognition"]
#: A hook that Python runs at its start: who opens a file of that name is killed.
POISON = """import os, signal, sys
def kill(event, arguments):
    if event == "open" and "poison" in str(arguments[0]):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(kill)
"""


@pytest.fixture(scope="module")
def threads():
    """A cluster whose workers are threads of this process: it sees what is in its memory."""
    options = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "protocol": "tcp"}
    with distributed.LocalCluster(2, processes=False, threads_per_worker=2, **options) as here:
        yield here


@pytest.fixture
def scans(tmp_path):
    """The project's pictures, in a folder and in fsspec's memory, with what is no picture."""
    folder, storage = tmp_path / "scans", fsspec.filesystem("memory")
    folder.mkdir()
    for path in sorted((ROOT / "recognition").iterdir())[:4]:
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "empty.png").write_bytes(b"")
    (folder / "text.png").write_text("Dear diary")
    (folder / "notes.txt").write_text("Dear diary")
    for path in folder.iterdir():
        storage.pipe(f"/scans/{path.name}", path.read_bytes())
    storage.pipe("/scans/deeper/1.png", b"")
    yield folder
    storage.rm("/scans", recursive=True)


def one_sentence(text):
    return text.count("\n") == 1 and text.endswith(".\n") and "Traceback" not in text


def test_a_storage_gives_the_same_rows_as_a_disk(scans, threads, tmp_path, capsys):
    def rows(folder, *options):
        assert main([str(folder), "--csv", str(tmp_path / "out.csv"), *options]) == 1
        return (tmp_path / "out.csv").read_bytes(), capsys.readouterr()

    plain, said = rows(scans)
    assert said.err.splitlines()[0] == "1 file left out: notes.txt (not a picture)."
    for folder, options in [
        ("memory://scans", []),
        ("memory://scans/", ["--cluster", threads.scheduler_address]),
        (scans, ["--cluster", threads.scheduler_address]),
        (f"file://{scans}", []),
    ]:
        table, heard = rows(folder, *options)
        assert table == plain and heard.out == said.out
        assert ("Dask's dashboard: http://" in heard.err) == bool(options)
        left = "1 folder left out: deeper (read each by itself)." in heard.err
        assert left == str(folder).startswith("memory://")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("memory://nowhere", "no folder"),
        ("memory://scans/deeper", None),
        ("memory://scans/text.png", "is a file"),
        ("nothing://scans", "Protocol not known"),
    ],
)
def test_a_folder_that_a_storage_lacks_is_told_in_one_sentence(scans, capsys, address, reason):
    assert main([address]) == (2 if reason else 1)
    errors = capsys.readouterr().err
    assert one_sentence(errors) and (reason or "1 of 1 picture") in errors


def test_what_a_storage_does_not_hand_over_has_its_row(scans):
    rows = OnWorker(Stored("memory://scans"))(["0.png", "missing.png"])
    assert [row[3] for row in rows] == ["ok", "unreadable"] and "no such file" in rows[1][4]


@pytest.mark.parametrize("package", ["dask", "distributed"])
def test_without_the_extra_one_sentence_says_how_to_get_it(scans, monkeypatch, capsys, package):
    monkeypatch.setitem(sys.modules, package, None)
    assert main([str(scans), "--workers", "2"]) == 2
    errors = capsys.readouterr().err
    assert one_sentence(errors) and "pip install -e .[cluster]" in errors
    monkeypatch.setitem(sys.modules, "fsspec", None)
    assert main(["memory://scans"]) == 2
    errors = capsys.readouterr().err
    assert one_sentence(errors) and "pip install -e .[cluster]" in errors


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "here"])
def test_an_address_where_nobody_answers_is_told_in_one_sentence(scans, capsys, address):
    with dask.config.set({"distributed.comm.timeouts.connect": "0.5s"}):
        assert main([str(scans), "--cluster", address]) == 2
    errors = capsys.readouterr().err
    assert one_sentence(errors) and "No scheduler answers" in errors


def same(names):
    return list(names)


def test_only_a_few_parts_are_ahead_whatever_their_number(threads):
    taken = 0

    def names():
        nonlocal taken
        for taken in range(10**6):
            yield str(taken)

    with distributed.Client(threads, set_as_default=False) as client:
        results = spread(client, names(), same, same, str)
        assert next(results) == "0"
        assert taken <= AHEAD * 4 * FIRST
        for number in range(1, 30_000):
            assert next(results) == str(number)
            assert taken - number <= (AHEAD * 4 + 1) * MOST
        results.close()


def missing(names):
    raise ModuleNotFoundError("No module named 'helpers'")


def test_workers_without_this_project_are_told_in_one_sentence(threads):
    with distributed.Client(threads, set_as_default=False) as client:
        results = spread(client, iter(["1.png"]), missing, same, str)
        with pytest.raises(cluster.ClusterError, match="workers lack what is needed"):
            next(results)


@pytest.mark.skipif(os.name == "nt", reason="processes are killed differently there")
def test_a_file_that_kills_whoever_reads_it_has_a_row_of_its_own(tmp_path):
    folder = tmp_path / "scans"
    folder.mkdir()
    for name in ("1.png", "2.png", "poison.png", "x.png"):
        (folder / name).write_bytes((ROOT / "recognition" / "3.png").read_bytes())
    (tmp_path / "sitecustomize.py").write_text(POISON)
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]),
        # One death is enough; Dask takes four.
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    }
    command = [*COMMAND, str(folder), "--workers", "1"]
    ran = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert ran.stdout.splitlines() == [
        "1.png: The number is probably a 3 (99%)",
        "2.png: The number is probably a 3 (99%)",
        f"poison.png: {lost('')[4]}",
        "x.png: The number is probably a 3 (99%)",
    ]
    assert ran.stderr.splitlines()[1:] == ["1 of 4 pictures could not be read: poison.png."]
    assert ran.returncode == 1


def workers_of(process):
    return [
        child
        for child in psutil.Process(process.pid).children()
        if "spawn_main" in " ".join(child.cmdline())
    ]


@pytest.mark.skipif(os.name == "nt", reason="processes are killed differently there")
def test_every_file_has_one_row_though_a_worker_and_the_client_are_killed(tmp_path, capsys):
    folder, table = tmp_path / "many", tmp_path / "out.csv"
    folder.mkdir()
    names = [f"{number:0200}.png" for number in range(2000)]
    for name in names:
        (folder / name).write_bytes(b"")
    for name in names[::100]:
        (folder / name).write_bytes((ROOT / "recognition" / "3.png").read_bytes())
    command = [*COMMAND, str(folder), "--csv", str(table), "--workers", "2"]

    def start(*options):
        # Nobody reads all that it prints: the pipe is full before the last line, and it waits.
        return subprocess.Popen(
            [*command, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    # A worker dies, then somebody presses Ctrl-C, which all processes of a terminal hear.
    process = start()
    process.stdout.read(1)
    workers_of(process)[0].kill()
    process.stdout.read(100_000)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 130
    dashboard, sentence = errors.decode().splitlines()
    assert dashboard.startswith("Dask's dashboard: http://127.0.0.1:")
    assert sentence.startswith("Stopped after") and "--resume goes on from there" in sentence
    first = table.read_bytes()
    assert 300 < first.count(b"\n") < 2000

    # The client is killed: its workers end too.
    process = start("--resume")
    process.stdout.read(1)
    workers = workers_of(process)
    process.kill()
    process.communicate()
    assert len(workers) == 2 and psutil.wait_procs(workers, timeout=60)[1] == []
    second = table.read_bytes()
    assert second.startswith(first) and second.count(b"\n") < 2000

    assert main([str(folder), "--csv", str(table), "--resume"]) == 1
    whole = table.read_bytes()
    assert main([str(folder), "--csv", str(table)]) == 1
    assert table.read_bytes() == whole and whole.startswith(second)
    assert [line.split(b",")[0].decode() for line in whole.splitlines()[1:]] == names
    capsys.readouterr()
