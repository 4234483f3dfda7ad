"""Measures everything: `python -m tests.benchmarks [--full]`, which is `make bench`.

Each benchmark prints its table and writes its JSON into `results/`; then the README's tables are
written from those files.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from tests.benchmarks.report import write_tables

BENCHMARKS = ("training", "shift", "reading", "folder", "cluster", "latency", "memory", "pages")


def main() -> int:
    """Run the benchmarks one after the other; return the exit status."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.splitlines()[0])
    parser.add_argument("--full", action="store_true", help="all seeds: hours instead of minutes")
    options = parser.parse_args()
    failed = []
    for name in BENCHMARKS:
        print(f"\n=== {name}", flush=True)
        command = [sys.executable, "-m", f"tests.benchmarks.{name}"]
        # Each in a process of its own: memory and processor seconds are the benchmark's alone.
        if subprocess.run(command + ["--full"] * options.full, check=False).returncode:
            failed.append(name)
    write_tables()
    print(f"\nfailed: {', '.join(failed)}" if failed else "\nall measured; README.md is up to date")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
