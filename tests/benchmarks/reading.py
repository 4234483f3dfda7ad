"""Measures how pictures are read: real ones, rendered ones, MNIST's as files, and what is no digit.

`python -m tests.benchmarks.reading [--full] [--only PART …]` prints the figures and writes
`helpers/studies/reading.json`.
The real pictures are those of ../shared/handwriting beside the checkout; without the folder that
part is left out. Nothing is chosen by these figures.
"""

from __future__ import annotations

import argparse
import ast
import csv
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np

from helpers.data import load_mnist, validation_split
from helpers.evaluation import expected_calibration_error
from helpers.mnist_format import SIDE, already_mnist
from helpers.networks import article_network
from helpers.own_network import UNMEASURED_THRESHOLD
from helpers.recognition import finder, views
from helpers.recognition import reader as reader_module
from helpers.recognition.decoding import decode
from helpers.recognition.reader import Reader
from helpers.recognition.readings import Reading
from helpers.studies import RESULTS as STUDIES
from helpers.synthesis.rendering import render, render_rows
from tests.benchmarks.edit_distance import edit_distance
from tests.benchmarks.marked_pictures import marked_pictures
from tests.benchmarks.other_pictures import other_pictures

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT / "../shared/handwriting"
RESULTS = STUDIES / "reading.json"
SEVERITIES = (2, 1, 3, 0, 4)  # the middle first: it is the one that is asked for
#: Changing it makes another stress set; everything below is then measured on that one.
SEED = 2024

#: A picture, its digits.
Example = tuple[np.ndarray, str]


def read_all(pictures: Iterable[np.ndarray], reader: Reader) -> list[Reading]:
    """Read pictures as the folder command does."""
    return [reader.read(picture) for picture in pictures]


def rows_set(severity: float, count: int, longest: int = 1200) -> list[Example]:
    """Render rows of MNIST's test digits, two to twenty of them, on one page each."""
    _, (images, labels) = load_mnist()
    rng = np.random.default_rng([SEED, 7, int(10 * severity)])
    examples = []
    for _ in range(count):
        lengths = rng.integers(2, 8, int(rng.integers(1, 4)))
        chosen = [rng.integers(0, len(images), length) for length in lengths]
        rows = [[images[index] for index in row] for row in chosen]
        digits = "".join(str(labels[index]) for row in chosen for index in row)
        examples.append((render_rows(rows, rng, severity, "stress", longest), digits))
    return examples


def stress_set(severity: float, count: int, longest: int = 2000) -> list[Example]:
    """Render MNIST's test digits; the same set for the same arguments."""
    _, (images, labels) = load_mnist()
    rng = np.random.default_rng([SEED, int(10 * severity)])
    chosen = rng.integers(0, len(images), count)
    return [(render(images[i], rng, severity, "stress", longest), str(labels[i])) for i in chosen]


def real_pictures() -> list[tuple[np.ndarray, str, str]]:
    """Return picture, digits and kind of the real pictures; none where they are not."""
    if not (REAL / "labels.csv").is_file():
        return []
    with (REAL / "labels.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [
        (decode(REAL / row["file"]), row["digits"], f"{Path(row['file']).parts[0]}, {row['kind']}")
        for row in rows
    ]


def measure_real(pictures, reader: Reader) -> dict:
    """Return right and all pictures of each kind, and right and all digits of `several`."""
    readings = read_all((picture for picture, _, _ in pictures), reader)
    kinds = defaultdict(lambda: [0, 0])
    several = [0, 0]
    for reading, (_, digits, kind) in zip(readings, pictures, strict=True):
        kinds[kind][0] += reading.digits == digits
        kinds[kind][1] += 1
        if kind.startswith("several"):
            several[1] += len(digits)
            several[0] += len(digits) - edit_distance(reading.digits, digits)
    single = [sum(n[i] for kind, n in kinds.items() if kind.startswith("single")) for i in (0, 1)]
    one = [(r, d) for r, (_, d, _) in zip(readings, pictures, strict=True) if len(d) == 1]
    found = [(reading, int(digit)) for reading, digit in one if len(reading.digits) == 1]
    error = expected_calibration_error(
        np.concatenate([reading.probabilities for reading, _ in found]),
        np.array([digit for _, digit in found]),
    )
    trusted = [(reading, digits) for reading, digits in one if reading.status == "ok"]
    return {
        "kinds": dict(kinds),
        "single": single,
        "several_digits": several,
        "calibration_error": float(error),
        "ok": len(trusted),
        "errors_among_ok": sum(reading.digits != digits for reading, digits in trusted),
    }


def measure_mnist(reader: Reader, count: int) -> dict:
    """Compare MNIST's test images as PNG files with the raw arrays."""
    _, (images, labels) = load_mnist()
    images, labels = images[:count], labels[:count]
    raw = reader.classifier.probabilities(images)
    files = (decode(cv2.imencode(".png", image)[1].tobytes()) for image in images)
    readings = read_all(files, reader)
    as_files = np.mean([r.digits == str(label) for r, label in zip(readings, labels, strict=True)])
    inverted = (255 - image for image in images)
    turned = read_all(inverted, reader)
    on_white = np.mean([r.digits == str(label) for r, label in zip(turned, labels, strict=True)])
    arrays = float((raw.argmax(axis=1) == labels).mean())
    return {
        "images": count,
        "raw_arrays": arrays,
        "as_files": float(as_files),
        "as_files_dark_on_light": float(on_white),
        "points_lost": 100 * (arrays - float(min(as_files, on_white))),
        "calibration_error": float(expected_calibration_error(raw, labels)),
    }


def measure_marks(reader: Reader, count: int) -> dict:
    """Return of pictures with marks how many are read sure and wrong, and sure and right."""
    counts = defaultdict(lambda: [0, 0, 0])
    for kind, picture, digits in marked_pictures(count, SEED):
        reading = reader.read(picture)
        sure = reading.status == "ok"
        counts[kind][0] += sure and reading.digits != digits
        counts[kind][1] += sure and reading.digits == digits
        counts[kind][2] += 1
    wrong, right, pictures = (sum(n[i] for n in counts.values()) for i in range(3))
    return {
        "kinds": dict(counts),
        "pictures": pictures,
        "sure_and_wrong": wrong / pictures,
        "sure_and_right": right / pictures,
    }


def measure_several(reader: Reader, count: int) -> dict:
    """Return the share of wrong digits in rows of digits, and how sure the readings were."""
    table = {}
    for severity in (1, 2, 3):
        examples = rows_set(severity, count)
        readings = read_all((picture for picture, _ in examples), reader)
        pairs = list(zip(readings, examples, strict=True))
        errors = sum(edit_distance(reading.digits, digits) for reading, (_, digits) in pairs)
        sure = [
            reading.digits == digits for reading, (_, digits) in pairs if reading.status == "ok"
        ]
        table[str(severity)] = {
            "pictures": count,
            "digits": sum(len(digits) for _, digits in examples),
            "digit_errors": errors,
            "exact": sum(reading.digits == digits for reading, (_, digits) in pairs),
            "ok": len(sure),
            "errors_among_ok": sum(not right for right in sure),
        }
        print(f"  severity {severity}: {table[str(severity)]}", flush=True)
    return table


def measure_others(reader: Reader, share: float) -> dict:
    """Return how many pictures of no digit are called `ok`, by kind."""
    rng = np.random.default_rng(SEED)
    kinds, pictures = zip(*other_pictures(rng, share), strict=True)
    counts = defaultdict(lambda: [0, 0])
    for kind, reading in zip(kinds, read_all(pictures, reader), strict=True):
        counts[kind][0] += reading.status == "ok"
        counts[kind][1] += 1
    called_ok = sum(n[0] for n in counts.values())
    return {"kinds": dict(counts), "pictures": len(kinds), "called_ok": called_ok / len(kinds)}


#: The finder's thresholds and the reader's, each with values around the one in use. The finder has
#: learned with those that begin with an underscore.
_SIDES = {64: 4.0, 128: 4.0, 256: 4.0, 512: 1.2, 1024: 1.2}
THRESHOLDS = {
    "LOOKS": (
        _SIDES,
        {side: _SIDES[side] for side in (64, 128, 256, 512)},
        {side: _SIDES[side] for side in (128, 256, 512, 1024)},
        dict.fromkeys(_SIDES, 1.2),
    ),
    "MOST": (150, 500),
    "_NEARBY": ((17, 17), (33, 33), (65, 65)),
    "_LEAST_CONTRAST": (3.0, 6.0, 12.0),
    "WORTH_A_LOOK": (0.15, 0.25, 0.4),
    "FOUND": (0.2, 0.35, 0.5),
    "REACH": (2, 3, 4),
    "SHARED": (0.4, 0.55, 0.7),
    "OWN": (0.35, 0.45, 0.6),
    "LEAST_INK": (0.05, 0.15, 0.4),
    "CLOSE": (40.0, 48.0, 56.0),
    "MARGIN": (0, 16, 32),
    "ONE": (0.5, 0.8, 0.98),
}
#: What a picture goes through on its way from pixels to a reading, decoding apart.
PATH = (
    "mnist_format", "softmax", "recognition/trained", "recognition/views", "recognition/finder",
    "recognition/reader", "recognition/readings",
)  # fmt: skip


def measure_thresholds(reader: Reader, count: int) -> dict:
    """Return the wrong digits in pages of validation digits for each threshold's values."""
    images, labels = validation_split(*load_mnist()[0])[1]
    rng = np.random.default_rng(SEED)
    examples = []
    for index in range(count):
        chosen = rng.integers(len(images), size=1 + index % 5)
        picture = render_rows([images[chosen]], rng, rng.uniform(1, 3), longest=500)
        examples.append((picture, "".join(map(str, labels[chosen]))))
    examples += small_pairs(images, labels, count, rng)
    rows, picture = rng.integers(len(images), size=(14, 18)), np.zeros((0, 0, 3), np.uint8)
    while max(picture.shape) < 1000:  # a page full of digits, each of some 50 pixels
        picture = render_rows([images[row] for row in rows], rng, 0.5, longest=1800)
    examples.append((picture, "".join(map(str, labels[rows.ravel()]))))
    table: dict[str, dict[str, int]] = {"digits": sum(len(digits) for _, digits in examples)}
    for name, values in THRESHOLDS.items():
        module = next(each for each in (finder, views, reader_module) if hasattr(each, name))
        used, table[name] = getattr(module, name), {}
        for value in values:
            setattr(module, name, value)
            readings = read_all((picture for picture, _ in examples), reader)
            pairs = zip(readings, examples, strict=True)
            wrong = sum(edit_distance(reading.digits, digits) for reading, (_, digits) in pairs)
            table[name][f"{value}{' in use' if value == used else ''}"] = wrong
        setattr(module, name, used)
        print(f"  {name}: {table[name]}", flush=True)
    table["UNMEASURED_THRESHOLD"] = _of_the_articles_network(examples)
    return table


def _of_the_articles_network(examples: list[tuple[np.ndarray, str]]) -> dict[str, tuple[int, int]]:
    """Return for each threshold how many readings by the article's network pass and are wrong."""
    network = article_network()
    network.compile("adam", "sparse_categorical_crossentropy")
    images, labels = validation_split(*load_mnist()[0])[0]
    network.fit(images / np.float32(255), labels, epochs=5, batch_size=100, verbose=0)
    readings = list(read_all((picture for picture, _ in examples), Reader(network)))
    right = np.array([r.digits == d for r, (_, d) in zip(readings, examples, strict=True)])
    sure = np.array([reading.confidence for reading in readings])
    used = {UNMEASURED_THRESHOLD: " in use"}
    passed = {value: right[sure >= value] for value in (0.8, 0.9, 0.95)}
    counts = {f"{value}{used.get(value, '')}": each for value, each in passed.items()}
    return {name: (len(each), int((~each).sum())) for name, each in counts.items()}


def small_pairs(images: np.ndarray, labels: np.ndarray, count: int, rng) -> list:
    """Return pairs of digits that are in MNIST's format together, and what they say."""
    pairs: list[tuple[np.ndarray, str]] = []
    while len(pairs) < count:
        chosen = rng.integers(len(images), size=2)
        picture = np.zeros((SIDE, SIDE), np.uint8)
        height, gap = rng.integers(11, 19), rng.integers(0, 4)
        parts = []
        for image in images[chosen]:
            left, top, wide, high = cv2.boundingRect(image)
            size = max(2, round(wide * height / high)), int(height)
            cut = image[top : top + high, left : left + wide]
            parts.append(cv2.resize(cut, size, interpolation=cv2.INTER_AREA))
        row = np.hstack([parts[0], np.zeros((height, gap), np.uint8), parts[1]])
        left, top = ((SIDE - side) // 2 for side in row.shape[::-1])
        if left >= 0:
            picture[top : top + row.shape[0], left : left + row.shape[1]] = row
            if already_mnist(picture) is not None:
                pairs.append((picture, "".join(map(str, labels[chosen]))))
    return pairs


def measure_lines() -> dict:
    """Return how long the path from pixels to a reading is: all lines, and those of code alone."""
    paths = [ROOT / "helpers" / f"{name}.py" for name in PATH]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    code = 0
    for text in texts:
        # Parsed and written again, a module has neither comments nor blank lines.
        tree = ast.parse(text)
        for node in ast.walk(tree):
            holder = isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
            if holder and ast.get_docstring(node) is not None:
                node.body = node.body[1:] or [ast.Pass()]
        code += sum(bool(line.strip()) for line in ast.unparse(tree).splitlines())
    return {"lines": sum(len(text.splitlines()) for text in texts), "code": code}


PARTS = ("mnist", "real", "others", "marks", "several", "thresholds", "stress", "lines")


def main() -> None:
    """Measure, print and write everything, or the chosen parts beside what was measured before."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.reading")
    parser.add_argument("--full", action="store_true", help="2,000 pictures a severity, not 500")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="parts to measure")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    reader = Reader()
    count, results, real = (2000 if options.full else 500), {}, real_pictures()
    if options.only is not PARTS:
        results = json.loads(RESULTS.read_text(encoding="utf-8"))
    measures = {
        "mnist": lambda: measure_mnist(reader, 10_000),
        "real": lambda: measure_real(real, reader),
        "others": lambda: measure_others(reader, 1.0),
        "marks": lambda: measure_marks(reader, 20 if options.full else 5),
        "several": lambda: measure_several(reader, 100),
        "stress": lambda: measure_stress(reader, count),
        "thresholds": lambda: measure_thresholds(reader, 500 if options.full else 150),
        "lines": measure_lines,
    }
    for part in options.only:
        if part == "real" and not real:
            continue
        print(part, flush=True)
        results[part] = measures[part]()
        print(json.dumps(results[part]), flush=True)
        write(results)


def measure_stress(reader: Reader, count: int) -> dict:
    """Return the accuracy at each severity of the stress set, and how honest the confidence is."""
    table: dict = {}
    probabilities, truth = [], []
    for severity in SEVERITIES:
        examples = stress_set(severity, count)
        readings = read_all((picture for picture, _ in examples), reader)
        pairs = list(zip(readings, examples, strict=True))
        right = np.array([reading.digits == digits for reading, (_, digits) in pairs])
        sure = np.array([reading.status == "ok" for reading in readings])
        for reading, (_, digits) in pairs:
            if severity < 4 and len(reading.digits) == 1:
                probabilities.append(reading.probabilities[0])
                truth.append(int(digits))
        table[str(severity)] = {
            "pictures": count,
            "accuracy": float(right.mean()),
            "ok": int(sure.sum()),
            "errors_among_ok": int((sure & ~right).sum()),
        }
        print(f"  severity {severity}: {table[str(severity)]}", flush=True)
    error = expected_calibration_error(np.array(probabilities), np.array(truth))
    return table | {"calibration_error": float(error)}


def write(results: dict) -> None:
    """Write what has been measured so far: some parts take minutes."""
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1, default=int) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
