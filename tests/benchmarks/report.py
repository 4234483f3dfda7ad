"""The README's tables, made from what the benchmarks wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from helpers.folder.cluster import MOST, SECONDS
from helpers.studies import RESULTS

ROOT = Path(__file__).resolve().parents[2]
README, CLUSTER = ROOT / "README.md", ROOT / "docs/cluster.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"

#: Rows of the training table: study, variant, and what the README calls it.
TRAININGS = (
    ("peers", "keras_example", "Keras's example `mnist_convnet`, its recipe"),
    ("peers", "tensorflow_quickstart", "TensorFlow's quickstart, its recipe"),
    ("long", "pytorch_example", "PyTorch's example in Keras, its recipe"),
    ("fair", "dense, plain", "the article's network, plain training (notebook 07)"),
    ("peers", "quick", "*quick* (notebook 07)"),
    ("sizes", "tiny", "*tiny*"),
    ("sizes", "best", "*best* (shipped)"),
)


def read(name: str) -> dict[str, Any]:
    """Return a benchmark's results; an empty dictionary when there are none."""
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return a Markdown table; all columns but the first are right-aligned."""
    lines = [header, ("---", *["---:"] * (len(header) - 1)), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def training() -> str:
    """Return the table of trainings: accuracy on MNIST's test images, size and cost."""
    results = read("training")
    rows = {(row["study"], row["variant"]): row for row in results.get("summary", [])}
    lines = []
    for study, variant, name in TRAININGS:
        if (study, variant) not in rows:
            continue
        row = rows[study, variant]
        spread = row["test_accuracy_deviation"]
        accuracy = f"{row['test_accuracy']:.2%}"
        if spread is not None:
            accuracy += f" ± {spread * 100:.2f}"
        cost = f"{row['processor_seconds']:.0f}"
        lines.append((name, f"{row['parameters']:,}", accuracy, cost, str(row["seeds"])))
    if not lines:
        return ""
    header = ("trained from scratch", "parameters", "test accuracy", "processor seconds", "seeds")
    text = table(header, lines)
    ratio = results.get("keras_example_over_quick_processor_seconds")
    if ratio:
        text += (
            f"\n\n*Quick* needs 1/{ratio:.1f} of the processor seconds of Keras's example, measured"
            " on this machine. ± is the standard deviation over the seeds, in percentage points."
        )
    text += (
        "\n\nProcessor seconds grow with whatever else the machine does: compare rows, not runs."
    )
    return text + f" Measured with {'; '.join(results['machine'])}."


def body() -> str:
    """Return everything between the README's two marks."""
    return "\n\n".join(
        part for part in (training(), reading(), folder(), latency(), memory(), pages()) if part
    )


def write_tables() -> None:
    """Put the tables into the README and the page on clusters; nothing else in them changes."""
    for path, tables in ((README, body()), (CLUSTER, cluster())):
        text = path.read_text(encoding="utf-8")
        before, rest = text.split(BEGIN)
        after = rest.split(END)[1]
        path.write_text(f"{before}{BEGIN}\n{tables}\n{END}{after}", encoding="utf-8")


def cluster() -> str:
    """Return what a million pictures take on a cluster, as measured and as simulated."""
    figures = read("cluster")["figures"]
    kinds = ("small", "photographs")
    seconds = {kind: figures[f"worker_seconds_{kind}"] for kind in kinds}
    parts = {kind: min(MOST, max(1, round(SECONDS / seconds[kind]))) for kind in kinds}
    costs = [
        ("a picture on a worker, ms", *(short(1000 * seconds[kind]) for kind in kinds)),
        ("a million of them on one core, hours", *(short(1e6 / 3600 * seconds[k]) for k in kinds)),
        ("pictures in a part", *(str(parts[kind]) for kind in kinds)),
    ]
    counts = [
        ("small pictures a second, one worker", short(figures["pictures_per_second_one_worker"])),
        ("… two workers", short(figures["pictures_per_second_two_workers"])),
        ("the scheduler, parts a second", short(figures["scheduler_parts_per_second"])),
        ("the client, rows a second", short(figures["client_rows_per_second"])),
        (
            f"of {figures['files_with_deaths']:,.0f} files, workers and clients killed meanwhile: "
            "rows missing or doubled; bytes that differ",
            f"{figures['files_without_one_row']:.0f}; {figures['bytes_that_differ']:.0f}",
        ),
        (
            "scheduler and client, MiB after 100,000 names",
            short(figures["scheduler_and_client_mib"]),
        ),
        ("… more after another 900,000", short(figures["memory_mib_of_900000_names"])),
    ]
    simulated = [
        (f"{workers:,}", *(short(figures[f"{kind}_per_second_with_{workers}"]) for kind in kinds))
        for workers in (1, 10, 100, 300, 1000)
    ]
    busy = (f"{figures[f'{kind}_scheduler_busy_with_1000']:.0%}" for kind in kinds)
    simulated.append(("scheduler busy with 1,000", *busy))
    kinds = ("28×28 pixels", "12 megapixels, 24 digits")
    tables = (("measured", *kinds), costs), (("measured", ""), counts)
    tables += ((("simulated workers: pictures a second", *kinds), simulated),)
    return "\n\n".join(table(*each) for each in tables)


def short(value: float) -> str:
    """Return a number with three digits that count, or all before the point.

    >>> short(1234.6), short(0.16894)
    ('1,235', '0.169')
    """
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def folder() -> str:
    """Return the figures of the folder command."""
    figures = read("folder").get("figures")
    if not figures:
        return ""
    rows = [
        ("10,000 pictures, against one `model.predict` for each", f"{figures['rate_ratio']:.0f} ×"),
        ("more memory than for ten pictures", f"{figures['memory_difference_mib']:.0f} MiB"),
        ("start and read, against importing TensorFlow", f"{figures['start_ratio']:.2f} ×"),
        ("a photograph of 12 megapixels, decoded", f"{figures['photograph_seconds']:.2f} s"),
        (
            "500 such photographs, decoded too: per second; share spent in decoder and networks",
            f"{figures['photographs_per_second']:.1f}; "
            f"{figures['photographs_share_decoding_and_networks']:.0%}",
        ),
        ("drawing pad: two digits read in the kernel", f"{1000 * figures['pad_seconds']:.0f} ms"),
        ("accuracy lost by MNIST's images as files", f"{figures['points_lost']:.2f} points"),
        (
            f"{figures['hostile_files']:,.0f} damaged files: tracebacks, missing rows, changed",
            f"{figures['tracebacks']:.0f}, {figures['missing_rows']:.0f}, "
            f"{figures['changed_files']:.0f}",
        ),
    ]
    return table(("the folder command", "measured"), rows)


def reading() -> str:
    """Return the figures of reading pictures: rendered, MNIST's own, real, and no digits."""
    results = read("reading")
    if not results:
        return ""
    rows = []
    for severity in range(5):
        stress = results["stress"][str(severity)]
        name = f"rendered on paper, severity {severity} of 4, read correctly"
        rows.append((name, f"{stress['accuracy']:.1%}", f"{stress['pictures']:,}"))
    mnist, others = results["mnist"], results["others"]
    rows.append(
        ("MNIST's test images, as files", f"{mnist['as_files']:.2%}", f"{mnist['images']:,}")
    )
    if real := results.get("real"):
        right, count = real["single"]
        rows.append(
            (
                "real pictures (not in the repository), one digit each",
                f"{right / count:.1%}",
                f"{count:,}",
            )
        )
        right, count = real["several_digits"]
        rows.append(
            (
                "digits in real pictures of several (not in the repository)",
                f"{right / count:.1%}",
                f"{count:,}",
            )
        )
        count = real["single"][1]
        name = "real pictures (as above), one digit each, called `ok`; of these wrong"
        rows.append((name, f"{real['ok'] / count:.1%}, {real['errors_among_ok']}", f"{count:,}"))
    if several := results.get("several"):
        digits = sum(part["digits"] for part in several.values())
        wrong = sum(part["digit_errors"] for part in several.values())
        rows.append(("digits of rendered rows misread", f"{wrong / digits:.1%}", f"{digits:,}"))
    if marks := results.get("marks"):
        name = f"numbers with marks ({len(marks['kinds'])} kinds), sure and wrong"
        rows.append((name, f"{marks['sure_and_wrong']:.1%}", f"{marks['pictures']:,}"))
    name = "no digits (letters, scribbles, blanks), called `ok` all the same"
    rows.append((name, f"{others['called_ok']:.1%}", f"{others['pictures']:,}"))
    text = table(("reading pictures", "share", "pictures"), rows)
    error = f"{mnist['calibration_error']:.2%} on MNIST's test images"
    if rendered := results["stress"].get("calibration_error"):
        error += f", {rendered:.1%} on rendered pages of severity 0 to 3"
    if real:
        few = "which are few and come from few collections"
        error += f", {real['calibration_error']:.1%} on the real pictures, {few}"
    return f"{text}\n\nExpected calibration error: {error}."


def memory() -> str:
    """Return how much memory each chapter's kernel needs."""
    peaks = read("memory")
    if not peaks:
        return ""
    header = ("", *(stem[:2] for stem in peaks))
    row = ("peak memory of a chapter's kernel, MiB", *(f"{peak:,}" for peak in peaks.values()))
    return table(header, [row])


def latency() -> str:
    """Return the figures of the sliders."""
    figures = read("latency")
    if not figures:
        return ""
    rows = [
        ("kernel laboratory drawn, median", f"{figures['demo_median_ms']:.0f} ms"),
        ("… and painted on the screen", f"{figures['painted_median_ms']:.0f} ms"),
        ("the same panels by `interact` and matplotlib", f"{figures['interact_median_ms']:.0f} ms"),
        ("ratio", f"{figures['ratio']:.2f}"),
    ]
    text = table(("slider to new picture, in Chromium", "measured"), rows)
    return (
        f"{text}\n\n{figures['moves']} moves each, in one run on a busy machine: compare the ratio."
    )


def pages() -> str:
    """Return the figures of the pages that need no installation."""
    figures = read("pages")
    if not figures:
        return ""
    rows = [
        ("first page, until its pad can be drawn on, median", f"{figures['usable_ms']:.0f} ms"),
        ("… of that, page at work", f"{figures['busy_ms']:.0f} ms"),
        ("what it loads, compressed", f"{figures['bytes'] / 1e6:.2f} MB"),
    ]
    for page, scores in figures.get("lighthouse", {}).items():
        name = page.removeprefix("notebooks/").replace("index", "first page")
        name = f"Lighthouse, mobile, {name}: performance, accessibility, best practices"
        rows.append((name, ", ".join(str(score) for score in scores.values())))
    text = table(("pages without installation, in Chromium", "measured"), rows)
    return f"{text}\n\n{figures['loads']} loads; the machine's load was {figures['load_average']}."


if __name__ == "__main__":
    write_tables()
