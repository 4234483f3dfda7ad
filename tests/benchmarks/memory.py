"""Measures how much memory the kernel of each chapter needs at most (Linux).

`python -m tests.benchmarks.memory [notebooks/01_….ipynb …]` executes copies of the chapters, one
after the other, asks the system for each kernel's largest resident set, and writes
`helpers/studies/memory.json`. What a kernel starts beside itself counts where it was larger.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from helpers.checks.progress import FILE_VARIABLE
from helpers.studies import RESULTS as STUDIES

RESULTS = STUDIES / "memory.json"
NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
#: What a chapter may take, in MiB: Binder gives 2 GiB.
MOST = 2048


def peak_of(path: Path) -> int:
    """Execute a chapter; return the most memory that its kernel or a child of it had, in MiB."""
    os.environ[FILE_VARIABLE] = ""  # what this user has solved is left alone
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=3600,
        kernel_name="python3",
        resources={"metadata": {"path": str(NOTEBOOKS)}},
    )
    peak = 0

    def look(**_: object) -> None:
        nonlocal peak
        kernel = client.km.provisioner.pid
        children = Path(f"/proc/{kernel}/task/{kernel}/children").read_text().split()
        for process in (kernel, *children):
            with contextlib.suppress(OSError):  # it has ended meanwhile
                status = Path(f"/proc/{process}/status").read_text()
                if found := re.search(r"^VmHWM:\s+(\d+) kB", status, re.M):
                    peak = max(peak, int(found[1]) // 1024)

    client.on_cell_executed = look
    client.execute()
    return peak


def main() -> int:
    """Measure, write, print; return 1 when a chapter needs too much."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.memory")
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--full", action="store_true", help="as without; make bench asks for it")
    chosen = parser.parse_args().paths or sorted(NOTEBOOKS.glob("*.ipynb"))
    peaks = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    for path in chosen:
        peaks[path.stem] = peak_of(path)
        print(f"{path.stem}: {peaks[path.stem]:,} MiB", flush=True)
        text = json.dumps(dict(sorted(peaks.items())), indent=2)
        RESULTS.write_text(text + "\n", encoding="utf-8")
    return int(max(peaks.values()) > MOST)


if __name__ == "__main__":
    raise SystemExit(main())
