"""The command `python -m helpers.recognition FOLDER` and its options."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.backend import INTERRUPTED, raise_from_now_on
from helpers.folder.cluster import ClusterError, cluster, spread
from helpers.folder.listing import Listing
from helpers.folder.options import parse
from helpers.folder.results_file import ResultsFile, ResultsFileError
from helpers.folder.rows import UsageError, named, printable
from helpers.folder.stored import Folder, entries, file_in, folder_at
from helpers.folder.workbook import Workbook
from helpers.own_network import ModelFileError, OddNetworkWarning
from helpers.recognition.decoding import is_picture
from helpers.recognition.files import read_files
from helpers.recognition.parts import OnWorker, lost
from helpers.recognition.readings import UNREADABLE, Reading
from helpers.recognition.trained import Classifier, as_classifier

if TYPE_CHECKING:
    from tqdm import tqdm

#: Exit statuses; the last is what shells expect of a command whose output nobody reads any more.
ALL_READ, SOME_UNREADABLE, WRONG_USAGE, CLOSED_PIPE = 0, 1, 2, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, with `sys.argv[1:]` where no arguments are given.

    Returns:
        The exit status: 0 all files read, 1 some unreadable, 2 wrong usage, 130 interrupted, 141
            nobody reads the output any more.
    """
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter of a file's name shows an escape in its place.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    run = _Run()
    try:
        return run.read(parse(arguments))
    except (UsageError, ModelFileError, ResultsFileError, ClusterError) as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    except KeyboardInterrupt:
        # The end is near: a second one changes nothing.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        print(run.interruption(), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Python would complain once more when it empties its buffer at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE


class _Run:
    """One run of the command, and how far it has come."""

    def __init__(self) -> None:
        self.total = self.done = self.unreadable = 0
        self.first_unreadable: list[str] = []
        self.kept: list[str] = []

    def read(self, options: argparse.Namespace) -> int:
        self.kept = [name for name in (options.csv, options.excel) if name]
        folder = folder_at(options.folder)
        listing = _listing(folder, options.folder, self.kept)
        self.total, names = listing.count, iter(listing)
        with contextlib.ExitStack() as stack:
            results = [ResultsFile(options.csv)] if options.csv else []
            results += [Workbook(options.excel)] if options.excel else []
            for file in results:
                stack.enter_context(file)
            if options.resume:
                for name, _, _, status, _ in results[0].resume(names):
                    self._count(name, status)
            network = _network(options.model)
            if options.workers or options.cluster:
                # Here the network was only tried: each worker loads it.
                client = stack.enter_context(cluster(options.workers, options.cluster))
                print(f"Dask's dashboard: {client.dashboard_link}", file=sys.stderr)
                work = OnWorker(folder, options.model)
                rows = spread(client, names, work, replace(work, apart=True), lost)
                stack.enter_context(closing(rows))
                readings: Iterator[Reading] = (Reading(*row) for row in rows)
            else:
                readings = read_files((file_in(folder, name) for name in names), network)
            bar = stack.enter_context(_progress_bar(self.total, self.done))
            for reading in readings:
                raise_from_now_on()
                for file in results:
                    file.write(reading.row())
                if bar is not None and sys.stdout.isatty():
                    bar.write(str(reading), file=sys.stdout)  # above the bar
                else:
                    print(reading, flush=True)
                if bar is not None:
                    bar.update()
                self._count(reading.file, reading.status)
        for sentence in listing.left_out():
            print(sentence, file=sys.stderr)
        if not self.unreadable:
            return ALL_READ
        print(self.failure(), file=sys.stderr)
        return SOME_UNREADABLE

    def _count(self, name: str, status: str) -> None:
        self.done += 1
        if status == UNREADABLE:
            self.unreadable += 1
            if len(self.first_unreadable) < 3:
                self.first_unreadable.append(name)

    def failure(self) -> str:
        were = "picture" if self.total == 1 else "pictures"
        which = named(self.first_unreadable, self.unreadable)
        return f"{self.unreadable:,} of {self.total:,} {were} could not be read: {which}."

    def interruption(self) -> str:
        names = " and ".join(f"“{printable(name)}”" for name in self.kept)
        keep = "keeps" if len(self.kept) == 1 else "keep"
        kept = f"; {names} {keep} what was read" if names and self.done else ""
        csv_alone = kept and not self.kept[-1].lower().endswith(".xlsx")
        on = ", and --resume goes on from there" if csv_alone else ""
        return f"Stopped after {self.done:,} of {self.total:,} pictures{kept}{on}."


def _listing(folder: Folder, name: str, results: Sequence[str]) -> Listing:
    """Go through a folder; what cannot be gone through, and one without pictures, is told."""
    shown = printable(name)
    try:
        # The results may lie beside the pictures, and nobody expects them to be read.
        beside = folder.resolve() if isinstance(folder, Path) else None
        mine = {path.name for path in map(Path, results) if path.parent.resolve() == beside}
        listing = Listing(entries(folder), is_picture, mine)
    except FileNotFoundError as error:
        raise UsageError(
            f"There is no folder “{shown}”: give the folder that holds your pictures."
        ) from error
    except NotADirectoryError as error:
        raise UsageError(f"“{shown}” is a file: give the folder that holds it.") from error
    except OSError as error:
        raise UsageError(
            f"The folder “{shown}” cannot be opened ({error.strerror}): check name and permissions."
        ) from error
    if not listing.count:
        there = " ".join(listing.left_out()).rstrip(".")
        raise UsageError(
            f"There are no pictures in “{shown}”: put PNG, JPEG, HEIC, AVIF, GIF, BMP, TIFF or "
            f"WebP files there{f'; {there}' if there else ''}."
        )
    return listing


def _network(path: str | None) -> Classifier | None:
    """Load a learner's own network, and print what is odd about it as a sentence."""
    if path is None:
        return None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("ignore")
        warnings.simplefilter("always", OddNetworkWarning)
        network = as_classifier(path)
    for warning in caught:
        print(warning.message, file=sys.stderr)
    return network


def _progress_bar(total: int, done: int) -> AbstractContextManager[tqdm | None]:
    """Return a bar on stderr where somebody watches it."""
    if not sys.stderr.isatty():
        return contextlib.nullcontext()
    from tqdm import tqdm  # only here: its import takes longer than reading a picture

    return tqdm(
        total=total, initial=done, unit=" pictures", leave=False, delay=0.5, file=sys.stderr
    )
