"""Measures the folder command: its rate, its memory, its start, and what hostile files do to it.

`python -m tests.benchmarks.folder [--full] [--only PART]` prints a table and writes
`helpers/studies/folder.json`.
What is compared is measured in turns in one run, since a machine's speed drifts.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from helpers.data import load_mnist
from helpers.studies import RESULTS as STUDIES
from tests.benchmarks.figures import asked, keep
from tests.benchmarks.hostile_files import make_hostile_files

ROOT = Path(__file__).resolve().parents[2]
RESULTS = STUDIES / "folder.json"
PARTS = ("start", "memory", "rates", "photograph", "photographs", "pad", "hostile")
PICTURES, LOOP_PICTURES, HOSTILE = 10_000, 100, 5_000
#: What starting and reading is compared with.
IMPORT_ONLY = "import tensorflow"
#: Height and width of a photograph, in pixels.
PHOTOGRAPH = (3000, 4000)

#: The bounds that the figures are held against.
BOUNDS = {
    "rate_ratio": (">=", 400),
    "memory_difference_mib": ("<=", 100),
    "start_ratio": ("<=", 0.25),
    "points_lost": ("<=", 0.1),
    "photograph_seconds": ("<=", 0.5),
    "photographs_share_decoding_and_networks": (">=", 0.7),
    "pad_seconds": ("<=", 0.03),
    "tracebacks": ("<=", 0),
    "missing_rows": ("<=", 0),
    "changed_files": ("<=", 0),
    "slowest_file_seconds": ("<=", 2),
}


def measure_rates(folder: Path, labels: np.ndarray, rounds: int) -> dict[str, float]:
    """Compare reading the folder with the article's loop over its first pictures.

    The loop gets the article's network, which is far smaller than ours, and prints no progress.
    """
    from helpers.networks import article_network, load_pretrained
    from helpers.recognition.files import read_folder
    from helpers.recognition.trained import as_classifier

    network, classifier = article_network(), as_classifier(None)
    files = sorted(folder.iterdir())
    _article_loop(network, files[:3])
    list(read_folder(folder.parent / "ten"))
    loop, ours = [], []  # wall and processor seconds for a picture, in each round
    for _ in range(rounds):
        loop.append(_seconds(_article_loop, network, files[:LOOP_PICTURES]) / LOOP_PICTURES)
        ours.append(_seconds(lambda: sum(1 for _ in read_folder(folder))) / len(files))
    wall, processor = np.median(np.divide(loop, ours), axis=0)
    readings = list(read_folder(folder))
    right = np.mean([r.digits == str(label) for r, label in zip(readings, labels, strict=True)])
    (_, _), (images, _) = load_mnist()
    arrays = classifier.probabilities(images[: len(labels)]).argmax(axis=1)
    agree = load_pretrained().predict(images[:500] / np.float32(255), verbose=0).argmax(axis=1)
    assert (arrays[:500] == agree).mean() > 0.99
    return {
        "loop_pictures_per_second": 1 / np.median(loop, axis=0)[0],
        "folder_pictures_per_second": 1 / np.median(ours, axis=0)[0],
        "rate_ratio": wall,
        "processor_seconds_ratio": processor,
        "accuracy_of_files": float(right),
        "accuracy_of_arrays": float((arrays == labels).mean()),
        "points_lost": 100 * float((arrays == labels).mean() - right),
    }


def _article_loop(network, files: list[Path]) -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        for file in files:
            image = cv2.imread(str(file))[:, :, 0]
            image = np.invert(np.array([image]))
            prediction = network.predict(image, verbose=0)
            print(f"The number is probably a {np.argmax(prediction)}")


def _seconds(run, *arguments) -> np.ndarray:
    """Return the wall and the processor seconds that a call takes."""
    start = time.perf_counter(), time.process_time()
    run(*arguments)
    return np.subtract((time.perf_counter(), time.process_time()), start)


def run_command(*arguments: str | Path) -> dict[str, float | int | str]:
    """Run Python with these arguments; return what it printed, and its seconds."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        command = [sys.executable, *map(str, arguments)]
        process = subprocess.Popen(command, stdout=output, stderr=errors, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        return {
            "exit": process.returncode,
            "seconds": seconds,
            "processor_seconds": usage.ru_utime + usage.ru_stime,
            "output": output.read().decode("utf-8", "replace"),
            "errors": errors.read().decode("utf-8", "replace"),
        }


def read_command(folder: Path, *options: str | Path) -> dict[str, float | int | str]:
    """Run the folder command in a process of its own."""
    return run_command("-m", "helpers.recognition", folder, *options)


#: A child of a large process counts that one's memory as its own peak; the child of this is small.
_PEAK = """import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"""


def measure_memory(folder: Path) -> dict[str, float]:
    """Compare the peak memory for ten pictures and for all, each in a process of its own."""
    command = sys.executable, "-m", "helpers.recognition"
    few = run_command("-c", _PEAK, *command, folder.parent / "ten")
    many = run_command("-c", _PEAK, *command, folder, "--csv", folder.parent / "out.csv")
    # Linux counts in KiB, macOS in bytes.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    ten, every = (int(ran["output"]) / unit for ran in (few, many))
    return {
        "peak_mib_for_ten": ten,
        "peak_mib_for_all": every,
        "memory_difference_mib": every - ten,
        "command_seconds_for_all": many["seconds"],
    }


def measure_start(rounds: int) -> dict[str, float]:
    """Compare reading `recognition/` from a cold start with importing TensorFlow.

    What else a machine does only ever adds time, so the least disturbed run of each counts.
    """
    run_command("-c", IMPORT_ONLY)  # the files come from the disk only once
    pairs = [
        (run_command("-c", IMPORT_ONLY), read_command(ROOT / "recognition")) for _ in range(rounds)
    ]
    least = {
        key: [min(pair[side][key] for pair in pairs) for side in (0, 1)]
        for key in ("seconds", "processor_seconds")
    }
    return {
        "import_seconds": least["seconds"][0],
        "read_recognition_seconds": least["seconds"][1],
        "start_ratio": least["seconds"][1] / least["seconds"][0],
        "start_ratio_of_processor_seconds": (
            least["processor_seconds"][1] / least["processor_seconds"][0]
        ),
    }


def measure_photograph(rounds: int) -> dict[str, float]:
    """Time reading a photograph of a sheet with rows of digits, decoding apart; the median."""
    from helpers.recognition.decoding import decode
    from helpers.recognition.reader import Reader
    from helpers.synthesis.rendering import render_rows

    _, (images, _) = load_mnist()
    rows = [images[start : start + 6] for start in range(0, 24, 6)]
    page = render_rows(rows, np.random.default_rng(0), 1, longest=1000)
    whole = cv2.resize(page, PHOTOGRAPH[::-1], interpolation=cv2.INTER_CUBIC)
    file = cv2.imencode(".jpg", whole)[1].tobytes()
    reader, picture = Reader(), decode(file)
    digits = reader.read(picture).digits
    seconds = [_seconds(reader.read, picture)[0] for _ in range(2 * rounds + 1)]
    return {"photograph_digits": len(digits), "photograph_seconds": float(np.median(seconds))}


def measure_photographs(folder: Path) -> dict[str, float]:
    """Read 500 photographs of 12 megapixels; say which share the decoder and the networks take.

    The share is that of one thread's processor seconds.
    """
    from helpers.recognition import finder, parts, trained
    from helpers.recognition.files import read_files
    from helpers.recognition.reader import Reader
    from tests.benchmarks.cluster import make_photographs

    files = sorted(make_photographs(folder, 10).iterdir()) * 50
    list(read_files(files[:4]))
    seconds, _ = _seconds(lambda: sum(1 for _ in read_files(files)))
    spent, session = [0.0], trained.session

    def timed(function):
        def call(*arguments, **options):
            start = time.thread_time()
            try:
                return function(*arguments, **options)
            finally:
                spent[0] += time.thread_time() - start

        return call

    class Timed:
        def __init__(self, path: Path) -> None:
            self.run = timed(session(path).run)

    patched = [(parts, "decode", timed(parts.decode))]
    patched += [(module, "session", Timed) for module in (finder, trained)]
    trained.THREADS.set(1)
    with contextlib.ExitStack() as stack:
        for module, name, replacement in patched:
            stack.callback(setattr, module, name, getattr(module, name))
            setattr(module, name, replacement)
        reader = Reader(trained.as_classifier(None))
        start, spent[0] = time.thread_time(), 0.0
        parts.read_part(files[:10], reader)
        share = spent[0] / (time.thread_time() - start)
    return {
        "photographs_per_second": len(files) / seconds,
        "photographs_share_decoding_and_networks": share,
    }


def measure_pad(rounds: int) -> dict[str, float]:
    """Time what the kernel needs to answer the drawing pad's several digits; the median."""
    from helpers.demos.drawing_pad import answer_page, drawing_pad

    strokes = [[18, 60, 50, 60, 220], [18, 140, 50, 230, 50, 170, 220]]
    widget, sent = drawing_pad().widget, []
    widget.send = sent.append
    message = {"ask": "the pad", "strokes": strokes}
    answer_page(widget, message)
    seconds = [_seconds(answer_page, widget, message)[0] for _ in range(20 * rounds + 1)]
    assert len(sent) == 20 * rounds + 2
    return {"pad_seconds": float(np.median(seconds))}


def measure_hostile(folder: Path) -> dict[str, float]:
    """Let the command read damaged and hostile files, then time each of them by itself."""
    from helpers.recognition.decoding import picture_files
    from helpers.recognition.files import read_picture

    names = make_hostile_files(folder, HOSTILE)
    before = {path: _state(path) for path in folder.iterdir()}
    table = folder.parent / "hostile.csv"
    run = read_command(folder, "--csv", table)
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shown = {name.encode("utf-8", "backslashreplace").decode() for name in names}
    slowest, processor = 0.0, 0.0
    for path in picture_files(folder):
        seconds = _seconds(read_picture, path)
        if seconds[0] > 1:  # again, in case the machine was busy with something else
            seconds = np.minimum(seconds, _seconds(read_picture, path))
        slowest, processor = np.maximum((slowest, processor), seconds)
    statuses = [row["status"] for row in rows]
    return {
        "hostile_files": len(names),
        "tracebacks": (run["output"] + run["errors"]).count("Traceback"),
        "lines_on_stderr": run["errors"].count("\n"),
        "exit_status": run["exit"],
        "missing_rows": len(shown - {row["file"] for row in rows}),
        "changed_files": sum(_state(path) != state for path, state in before.items()),
        "unreadable_files": statuses.count("unreadable"),
        "hostile_seconds": run["seconds"],
        "slowest_file_seconds": slowest,
        "slowest_file_processor_seconds": processor,
    }


def _state(path: Path) -> tuple:
    status = path.lstat()
    small = path.is_file() and not path.is_symlink() and status.st_size < 2**24
    content = hash(path.read_bytes()) if small else None
    return status.st_mode, status.st_size, status.st_mtime_ns, content


def make_folders(scratch: Path) -> np.ndarray:
    """Write MNIST's test images as the article has its pictures: dark ink on white paper."""
    _, (images, labels) = load_mnist()
    for name, count in (("all", PICTURES), ("ten", 10)):
        (scratch / name).mkdir()
        for index, image in enumerate(images[:count]):
            Image.fromarray(255 - image).save(scratch / name / f"{index:05d}.png")
    (scratch / "hostile").mkdir()
    return labels[:PICTURES]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure everything, print it as a table, and keep it as JSON."""
    parts, rounds, figures = asked(__doc__, PARTS, RESULTS, arguments)
    with tempfile.TemporaryDirectory(prefix="folder-") as temporary:
        scratch = Path(temporary)
        labels = make_folders(scratch)
        measures = {
            "start": lambda: measure_start(rounds + 2),
            "memory": lambda: measure_memory(scratch / "all"),
            "rates": lambda: measure_rates(scratch / "all", labels, rounds),
            "photograph": lambda: measure_photograph(rounds),
            "photographs": lambda: measure_photographs(scratch / "photographs"),
            "pad": lambda: measure_pad(rounds),
            "hostile": lambda: measure_hostile(scratch / "hostile"),
        }
        for part in parts:
            figures |= measures[part]()
    packages = ("keras", "numpy", "opencv-python", "pillow")
    keep(RESULTS, figures, BOUNDS, packages, pictures=PICTURES)


if __name__ == "__main__":
    main()
