"""Checks the exercises of a class and writes one table: who has solved what.

    python -m tools.collect FOLDER [--csv FILE] [--seconds 20]

The table goes to FOLDER/exercises.csv where no other file is named.

FOLDER holds the notebooks that came back: in a folder for each learner, anna/02_convolution.ipynb,
or all in one, with the learner's name in front, anna 02_convolution.ipynb. Which chapter it is, a
notebook's cells say, so that a copy may have any name. It may have been saved by JupyterLab, Colab
or VS Code.

Answers run in a process of their own, for a limited time. THAT IS NO SANDBOX: they may do
whatever you may do on this computer. Look through the notebooks of people whom you don't trust.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from helpers.checks.progress import CHAPTERS, FILE_VARIABLE, checks_of

ROOT = Path(__file__).resolve().parents[1]
#: Seconds until a chapter's imports stand, on a slow computer; for the answer to one exercise.
START, LIMIT = 120, 20
_CHAPTER = re.compile(r"helpers\.checks import notebook_(\d\d)\b")
_TITLE = re.compile(r"[\s_-]*\d\d_[a-z_]+.*$", re.IGNORECASE)
#: What Colab puts in front of a copy's name.
_COPY = re.compile(r"^(?:copy of|kopie von)\s+", re.IGNORECASE)
#: How a table begins: only such a file is written over.
HEADER = "name,solved,"
#: What a cell of the table says; anything but the first is not solved.
MARKS = {"right": "1", "wrong": "0", "not attempted": "-", "missing": "missing"}


@dataclass
class Attempt:
    """What came of one exercise.

    Attributes:
        status: "right", "wrong", "not attempted", "missing", "crashed" or "stopped".
        message: the check's sentence, or what stopped the answer.
        figure: what an open project reached.
    """

    status: str
    message: str = ""
    figure: str = ""


@dataclass
class Learner:
    """One learner's exercises: attempts by chapter and check; notebooks that cannot be read."""

    attempts: dict[tuple[str, str], Attempt] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)

    def add(self, chapter: str, found: dict[str, Attempt]) -> None:
        """Take over what was found in a notebook; of two attempts the right one counts."""
        for check, attempt in found.items():
            known = self.attempts.get((chapter, check))
            if known is None or known.status != "right":
                self.attempts[chapter, check] = attempt


def name_of(path: Path, folder: Path) -> str:
    """Return the learner's name: the folder in FOLDER that holds the file, or the file's own words.

    >>> name_of(Path("class/anna/02_convolution.ipynb"), Path("class"))
    'anna'
    >>> name_of(Path("class/Ben_02_convolution (1).ipynb"), Path("class"))
    'Ben'
    >>> name_of(Path("class/Copy of Cem 02_convolution.ipynb"), Path("class"))
    'Cem'
    """
    inside = path.relative_to(folder)
    if len(inside.parts) > 1:
        return inside.parts[0]
    return _TITLE.sub("", _COPY.sub("", inside.stem)).strip(" _-") or inside.stem


def chapter_of(path: Path) -> str:
    """Return which chapter a notebook is, "00" … "11": its cells say which checks they use.

    Raises:
        ValueError: it is no notebook, or no chapter of this series.
    """
    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat raises whatever it stumbles over
        raise ValueError("it is no notebook, or a damaged one") from error
    for cell in notebook.cells:
        found = cell.cell_type == "code" and _CHAPTER.search(cell.source)
        if found and found[1] in CHAPTERS:
            return found[1]
    raise ValueError("the cell that imports the checks is missing")


def check_notebook(path: Path, chapter: str, limit: int = LIMIT) -> dict[str, Attempt]:
    """Run a notebook's exercises in child processes; return what came of each check."""
    found: dict[str, Attempt] = {}
    with tempfile.TemporaryDirectory() as temporary:
        # Chapters read ../recognition; what an answer writes goes with the folder.
        shutil.copytree(ROOT / "recognition", Path(temporary, "recognition"))
        here = Path(temporary, "notebooks")
        here.mkdir()
        while left := [check for check in checks_of(chapter) if check not in found]:
            results = Path(temporary, f"results-{len(left)}.jsonl")
            command = [path.resolve(), chapter, results, limit, *left]
            _run_child([str(each) for each in command], START + limit * len(left), here)
            begun, answered, ready = _results(results)
            found.update(answered)
            if not ready:
                reason = "the chapter's imports failed, or took too long"
                found.update({check: Attempt("stopped", reason) for check in left})
            elif begun and begun not in found:
                reason = f"it took more than {limit} seconds, or ended the process"
                found[begun] = Attempt("stopped", reason)
            elif not answered:
                found[left[0]] = Attempt("stopped", "the process ended")
    return found


def _run_child(arguments: list[str], seconds: int, here: Path) -> None:
    environment = os.environ | {FILE_VARIABLE: "", "PYTHONPATH": str(ROOT), "MPLBACKEND": "agg"}
    with contextlib.suppress(subprocess.TimeoutExpired):  # what was answered until then counts
        streams: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        command = [sys.executable, "-m", "tools.attempts", *arguments]
        subprocess.run(command, cwd=here, env=environment, timeout=seconds, **streams)


def _results(path: Path) -> tuple[str, dict[str, Attempt], bool]:
    """Return the check that began last, what came of those that ended, and whether any could."""
    begun, answered, ready = "", {}, False
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        try:
            content = json.loads(line)
        except ValueError:
            continue  # where an answer was stopped, Python writes down where it was
        check, status = content.pop("check"), content["status"]
        if status == "ready":
            ready = True
        elif status == "started":
            begun = check
        else:
            answered[check] = Attempt(**content)
    return begun, answered, ready


def collect(folder: Path, limit: int = LIMIT) -> dict[str, Learner]:
    """Check all notebooks in a folder and its folders; return the learners by name."""
    learners: dict[str, Learner] = {}
    work = []
    for path in sorted(folder.rglob("*.ipynb")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        learner = learners.setdefault(name_of(path, folder), Learner())
        try:
            work.append((learner, path, chapter_of(path)))
        except ValueError as error:
            learner.unreadable.append(f"{path.relative_to(folder)}: {error}")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda each: check_notebook(each[1], each[2], limit), work)
        for (learner, path, chapter), attempts in zip(work, found, strict=True):
            learner.add(chapter, attempts)
            right = sum(attempt.status == "right" for attempt in attempts.values())
            print(f"{path.relative_to(folder)}: {right} of {len(attempts)} solved", flush=True)
    return learners


def table(learners: dict[str, Learner]) -> Iterable[list[str]]:
    """Yield the table's rows: who, how many solved, each exercise, the projects' figures."""
    columns = [(chapter, check) for chapter in CHAPTERS for check in checks_of(chapter)]
    named = [f"{chapter} {check.removeprefix('check_')}" for chapter, check in columns]
    yield ["name", "solved", *named, "projects", "notes"]
    for name, learner in sorted(learners.items()):
        attempts = [learner.attempts.get(column) for column in columns]
        solved = sum(attempt is not None and attempt.status == "right" for attempt in attempts)
        found = zip(named, attempts, strict=True)
        figures = [f"{title}: {each.figure}" for title, each in found if each and each.figure]
        marks = ["" if each is None else MARKS.get(each.status, each.status) for each in attempts]
        cells = map(_cell, (name, str(solved), *marks, "; ".join(figures)))
        yield [*cells, "; ".join(learner.unreadable)]


def _cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "@", "\t", "\r")) else text


def main(arguments: list[str] | None = None) -> int:
    """Write the table; return the exit status: 2 where there is nothing to check."""
    parser = argparse.ArgumentParser(
        prog="collect", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--csv", type=Path, help="where the table goes")
    parser.add_argument("--seconds", type=int, default=LIMIT, help="for each answer")
    options = parser.parse_args(arguments)
    folder, problem = options.folder, ""
    target, learners = options.csv or folder / "exercises.csv", {}
    if not folder.is_dir():
        problem = f"There is no folder “{folder}”; name the one that holds the notebooks."
    elif target.exists() and not target.read_text("utf-8-sig", "replace").startswith(HEADER):
        problem = (
            f"“{target}” is no table of exercises, and stays as it is; name another with --csv."
        )
    elif not (learners := collect(folder, options.seconds)):
        problem = f"There are no notebooks in “{folder}”; put in what came back."
    if problem:
        print(problem, file=sys.stderr)
        return 2
    with target.open("w", newline="", encoding="utf-8-sig") as file:  # Excel reads UTF-8 so
        csv.writer(file).writerows(table(learners))
    print(f"{len(learners)} learners: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
