"""Measures reading on a cluster: its gain, its losses, its memory, and where it ends.

`python -m tests.benchmarks.cluster [--full] [--only PART]` prints a table and writes
`helpers/studies/cluster.json`. What was not run, 1,000 workers, is simulated from what was: the
seconds of a part on a worker, and what the scheduler and the client spend on it.
"""

from __future__ import annotations

import contextlib
import heapq
import json
import pickle
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import psutil
from PIL import Image

from helpers.data import load_mnist
from helpers.folder.cluster import AHEAD, MOST, SECONDS, Packed, cluster, spread
from helpers.folder.results_file import ResultsFile
from helpers.recognition.parts import OnWorker, Row, lost
from helpers.recognition.readings import Reading
from helpers.studies import RESULTS as STUDIES
from tests.benchmarks.figures import asked, keep
from tests.benchmarks.folder import ROOT, read_command

RESULTS = STUDIES / "cluster.json"
PARTS = ("gain", "deaths", "costs", "memory", "simulation")
SMALL, PHOTOGRAPHS = "small", "photographs"
#: Files of the run in which a worker and the client are killed.
FILES = 20_000
#: Numbers of workers that are simulated.
WORKERS = (1, 2, 10, 30, 100, 300, 1000)

BOUNDS = {
    "two_workers_over_one": (">=", 1.6),
    "files_without_one_row": ("<=", 0),
    "bytes_that_differ": ("<=", 0),
    "memory_mib_of_900000_names": ("<=", 100),
}


def make_folder(folder: Path, count: int) -> Path:
    """Write MNIST's training images as files of 28×28 pixels."""
    (images, _), _ = load_mnist()
    folder.mkdir()
    for index, image in enumerate(images[:count]):
        Image.fromarray(255 - image).save(folder / f"{index:06d}.png")
    return folder


def names_in(folder: Path) -> list[str]:
    """Return the names in a folder, in order."""
    return sorted(path.name for path in folder.iterdir())


def measure_gain(scratch: Path, rounds: int) -> dict[str, float]:
    """Compare two workers with one, in turns, each after it has read a part."""
    folder = make_folder(scratch / "gain", 10_000)
    names = names_in(folder)
    work, seconds = OnWorker(folder), {}
    with contextlib.ExitStack() as stack:
        clients = {number: stack.enter_context(cluster(number)) for number in (1, 2)}
        for client in clients.values():
            sum(1 for _ in spread(client, iter(names[:2000]), work, work, lost))
        for _ in range(rounds):
            for number, client in clients.items():
                start = time.perf_counter()
                sum(1 for _ in spread(client, iter(names), work, work, lost))
                seconds.setdefault(number, []).append(time.perf_counter() - start)
    ratios = np.divide(seconds[1], seconds[2])
    return {
        "pictures_per_second_one_worker": len(names) / statistics.median(seconds[1]),
        "pictures_per_second_two_workers": len(names) / statistics.median(seconds[2]),
        "two_workers_over_one": float(np.median(ratios)),
    }


def measure_deaths(scratch: Path, rounds: int) -> dict[str, float]:
    """Kill a worker and then the client while they read; compare with an undisturbed run."""
    folder = make_folder(scratch / "deaths", FILES)
    whole, table = scratch / "whole.csv", scratch / "table.csv"
    read_command(folder, "--csv", whole)
    command = [sys.executable, "-m", "helpers.recognition", folder, "--csv", table]
    killed = 0
    for victim in ("worker", "client"):
        process = subprocess.Popen(
            [*command, "--workers", "2", "--resume"], stdout=subprocess.PIPE, cwd=ROOT
        )
        # A quarter of the lines, of 45 bytes each; then the pipe is full, and it waits.
        process.stdout.read(FILES // 4 * 45)
        if victim == "worker":
            children = psutil.Process(process.pid).children()
            workers = [each for each in children if "spawn_main" in " ".join(each.cmdline())]
            workers[0].kill()
            process.stdout.read(FILES // 4 * 45)
        process.kill()
        process.communicate()
        killed += 1
    read_command(folder, "--csv", table, "--resume", "--workers", "2")
    rows = [line.split(b",")[0].decode() for line in table.read_bytes().splitlines()[1:]]
    differ = sum(a != b for a, b in zip(table.read_bytes(), whole.read_bytes(), strict=False))
    return {
        "files_with_deaths": len(rows),
        "workers_killed": 1,
        "clients_killed": killed,
        "files_without_one_row": float(rows != names_in(folder)),
        "bytes_that_differ": differ + abs(table.stat().st_size - whole.stat().st_size),
    }


def rows_of(names: Sequence[str]) -> list[Row]:
    """Return rows as reading makes them, in no time."""
    said = "The number is probably a 3 (99%)"
    return [(name, "3", 0.9973, "ok", said) for name in names]


@contextlib.contextmanager
def scheduler_apart(scratch: Path) -> Iterator[tuple[str, psutil.Process]]:
    """Run a scheduler and two workers, each in a process of its own."""
    file = scratch / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": ROOT}
    dask = [sys.executable, "-m", "dask"]
    here = ["--scheduler-file", file, "--host", "127.0.0.1"]
    with contextlib.ExitStack() as stack:

        def start(*arguments: object) -> subprocess.Popen:
            process = subprocess.Popen([*dask, *map(str, arguments)], **quiet)
            stack.callback(process.wait)
            stack.callback(process.terminate)
            return process

        scheduler = start("scheduler", *here, "--port", 0, "--dashboard-address", "127.0.0.1:0")
        while not (file.exists() and file.stat().st_size):
            time.sleep(0.1)
        start("worker", *here, "--nworkers", 2, "--nthreads", 1, "--no-dashboard")
        yield json.loads(file.read_text())["address"], psutil.Process(scheduler.pid)


def processor_seconds(process: psutil.Process) -> float:
    """Return what a process has used of the processor so far."""
    times = process.cpu_times()
    return times.user + times.system


def measure_costs(scratch: Path, rounds: int) -> dict[str, float]:
    """Measure what scheduler and client spend on a part, and a worker on a picture.

    Processor seconds: whatever else the machine does is not in them.
    """
    me, names = psutil.Process(), [f"{number:08d}.png" for number in range(200 * rounds)]
    found = {}
    with scheduler_apart(scratch) as (address, scheduler), cluster(address=address) as client:
        sum(1 for _ in spread(client, iter(names[:400]), rows_of, rows_of, lost))
        for size in (1, MOST):
            before = [processor_seconds(each) for each in (scheduler, me)]
            parts = [pickle.dumps(names[:size])] * len(names)
            for start in range(0, len(parts), 200):
                futures = client.map(Packed(rows_of), parts[start : start + 200], pure=False)
                client.gather(futures)
            spent = [processor_seconds(each) for each in (scheduler, me)]
            found[size] = np.subtract(spent, before) / len(parts)
    scheduler_part, client_part = found[1]
    with ResultsFile(scratch / "rows.csv") as table:
        many, start = rows_of(names) * 10, processor_seconds(me)
        for row in many:
            reading = Reading(*row)
            table.write(reading.row())
            str(reading)
        row_seconds = (processor_seconds(me) - start) / len(many)
    more = np.maximum(found[MOST] - found[1], 0) / MOST
    return {
        "scheduler_seconds_for_a_part": float(scheduler_part),
        "scheduler_seconds_for_a_row": float(more[0]),
        "client_seconds_for_a_part": float(client_part),
        "client_seconds_for_a_row": float(row_seconds + more[1]),
        **picture_seconds(scratch),
    }


def picture_seconds(scratch: Path) -> dict[str, float]:
    """Measure the processor seconds of one core for a small picture, and for a photograph."""
    folder = make_folder(scratch / "costs", 2000)
    names = names_in(folder)
    photographs = make_photographs(scratch / "photographs", 10)
    found = {}
    for kind, place, work in ((SMALL, folder, names), (PHOTOGRAPHS, photographs, None)):
        work = work or names_in(place)
        read = OnWorker(place)
        read(work[:10])
        start = time.thread_time()
        read(work)
        found[f"worker_seconds_{kind}"] = (time.thread_time() - start) / len(work)
    return found


def make_photographs(folder: Path, count: int) -> Path:
    """Write photographs of 12 megapixels, each of a sheet with rows of digits, as JPEG files."""
    import cv2

    from helpers.synthesis.rendering import render_rows
    from tests.benchmarks.folder import PHOTOGRAPH

    _, (images, _) = load_mnist()
    folder.mkdir()
    for number in range(count):
        random = np.random.default_rng(number)
        chosen = images[random.choice(len(images), 24, replace=False)]
        page = render_rows([chosen[at : at + 6] for at in range(0, 24, 6)], random, 1, longest=1000)
        whole = cv2.resize(page, PHOTOGRAPH[::-1], interpolation=cv2.INTER_CUBIC)
        # A sensor's noise makes a telephone's file of it, of 3 MB or so.
        noise = random.normal(0, 4, whole.shape[:2])[..., None]
        whole = np.clip(whole + noise, 0, 255).astype(np.uint8)
        cv2.imwrite(str(folder / f"{number:03d}.jpg"), whole, [cv2.IMWRITE_JPEG_QUALITY, 90])
    return folder


def measure_memory(scratch: Path, rounds: int) -> dict[str, float]:
    """Hand out 100,000 names and then 900,000; return by how much scheduler and client grew."""
    me, sizes = psutil.Process(), []
    with scheduler_apart(scratch) as (address, scheduler), cluster(address=address) as client:
        for count in (100_000, 900_000):
            names = (f"{number:08d}.png" for number in range(count))
            assert sum(1 for _ in spread(client, names, rows_of, rows_of, lost)) == count
            sizes.append(scheduler.memory_info().rss + me.memory_info().rss)
    return {
        "scheduler_and_client_mib": sizes[0] / 2**20,
        "memory_mib_of_900000_names": (sizes[1] - sizes[0]) / 2**20,
    }


def simulate(
    workers: int, picture: float, costs: dict[str, float], parts: int
) -> tuple[float, dict[str, float]]:
    """Let parts go through client, scheduler, workers and back.

    Args:
        workers: how many there are, each with one thread.
        picture: seconds of a worker for a picture.
        costs: what `measure_costs` has found.
        parts: how many parts there are.

    Returns:
        Pictures a second, and for each station which share of the time it was busy.
    """
    size = max(1, min(MOST, round(SECONDS / picture)))
    hand_out = costs["client_seconds_for_a_part"] / 2
    take_in = hand_out + size * costs["client_seconds_for_a_row"]
    scheduling = costs["scheduler_seconds_for_a_part"] + size * costs["scheduler_seconds_for_a_row"]
    chance = random.Random(0)
    free = {"client": [0.0], "scheduler": [0.0], "workers": [0.0] * workers}
    busy = dict.fromkeys(free, 0.0)
    events: list[tuple[float, int, int]] = []  # when, what is next for it, which part
    done: set[int] = set()
    sent = turn = 0
    now = 0.0

    def serve(station: str, seconds: float) -> float:
        """Return when a station that takes one after the other is done with what comes now."""
        end = max(now, heapq.heappop(free[station])) + seconds
        heapq.heappush(free[station], end)
        busy[station] += seconds
        return end

    while turn < parts:
        while sent < parts and sent - turn < AHEAD * workers:
            heapq.heappush(events, (serve("client", hand_out), 0, sent))
            sent += 1
        now, step, part = heapq.heappop(events)
        if step in (0, 2):
            heapq.heappush(events, (serve("scheduler", scheduling / 2), step + 1, part))
        elif step == 1:
            # Pictures differ: a part takes up to a quarter more or less than another.
            seconds = size * picture * chance.uniform(0.75, 1.25)
            heapq.heappush(events, (serve("workers", seconds), 2, part))
        elif step == 3:
            heapq.heappush(events, (serve("client", take_in), 4, part))
        else:
            done.add(part)
            while turn in done:
                done.remove(turn)
                turn += 1
    busy["workers"] /= workers
    return parts * size / now, {station: seconds / now for station, seconds in busy.items()}


def measure_simulation(figures: dict[str, float]) -> dict[str, float]:
    """Simulate both kinds of pictures; say from how many workers on what is the limit."""
    found = {}
    for kind in (SMALL, PHOTOGRAPHS):
        for workers in WORKERS:
            rate, busy = simulate(
                workers, figures[f"worker_seconds_{kind}"], figures, max(2000, 20 * workers)
            )
            found[f"{kind}_per_second_with_{workers}"] = rate
        # At 1,000 workers.
        for station, share in busy.items():
            found[f"{kind}_{station}_busy_with_{workers}"] = share
    found["scheduler_parts_per_second"] = 1 / figures["scheduler_seconds_for_a_part"]
    found["client_rows_per_second"] = 1 / figures["client_seconds_for_a_row"]
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure everything, print it as a table, and keep it as JSON."""
    parts, rounds, figures = asked(__doc__, PARTS, RESULTS, arguments)
    measures = {
        "gain": measure_gain,
        "deaths": measure_deaths,
        "costs": measure_costs,
        "memory": measure_memory,
    }
    for part in parts:
        with tempfile.TemporaryDirectory(prefix="cluster-") as scratch:
            if part == "simulation":
                figures |= measure_simulation(figures)
            else:
                figures |= measures[part](Path(scratch), rounds)
    keep(RESULTS, figures, BOUNDS, ("distributed", "numpy", "onnxruntime"))


if __name__ == "__main__":
    main()
