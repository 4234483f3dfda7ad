"""The command `python -m helpers.recognition FOLDER` and its options."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from helpers.backend import INTERRUPTED, raise_from_now_on
from helpers.own_network import ModelFileError, OddNetworkWarning
from helpers.recognition.classifier import Classifier, as_classifier
from helpers.recognition.decoding import picture_files
from helpers.recognition.files import left_out, read_files
from helpers.recognition.readings import UNREADABLE, Reading, printable
from helpers.recognition.results_file import ResultsFile, ResultsFileError, Workbook

if TYPE_CHECKING:
    from tqdm import tqdm

#: Exit statuses; the last is what shells expect of a command whose output nobody reads any more.
ALL_READ, SOME_UNREADABLE, WRONG_USAGE, CLOSED_PIPE = 0, 1, 2, 141

_DESCRIPTION = """\
Reads the handwritten digits in every picture of a folder and prints a line for each, in the
order of the names (10.png comes before 2.png). What is left out is named at the end, but for
hidden files: sub-folders, and files that are not named like pictures.
Exit status: 0 all pictures were read, 1 some could not be read, 2 wrong usage."""


class UsageError(ValueError):
    """The command was called in a way that cannot work; the message says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: what follows the command's name; `sys.argv[1:]` when None.

    Returns:
        The exit status: 0 all files read, 1 some unreadable, 2 wrong usage, 130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter of a file's name shows an escape in its place.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    run = _Run()
    try:
        options = _parser().parse_args(arguments)
        return run.read(options)
    except (UsageError, ModelFileError, ResultsFileError) as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    except KeyboardInterrupt:
        signal.signal(
            signal.SIGINT, signal.SIG_IGN
        )  # the end is near, a second one changes nothing
        print(run.interruption(), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Python would complain once more when it empties its buffer at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE


class _Run:
    """One run of the command, and how far it has come."""

    def __init__(self) -> None:
        self.total = self.done = 0
        self.unreadable: list[str] = []
        self.kept: list[str] = []

    def read(self, options: argparse.Namespace) -> int:
        files = _files(options.folder)
        self.total = len(files)
        self.kept = [name for name in (options.csv, options.excel) if name]
        with contextlib.ExitStack() as stack:
            results = [ResultsFile(options.csv)] if options.csv else []
            results += [Workbook(options.excel)] if options.excel else []
            for file in results:
                stack.enter_context(file)
            bar = stack.enter_context(_progress_bar(len(files)))
            for reading in read_files(files, _network(options.model)):
                raise_from_now_on()
                for file in results:
                    file.write(reading)
                _print(reading, bar)
                if bar is not None:
                    bar.update()
                self.done += 1
                if reading.status == UNREADABLE:
                    self.unreadable.append(reading.file)
        for sentence in _left_out(options.folder, self.kept):
            print(sentence, file=sys.stderr)
        if not self.unreadable:
            return ALL_READ
        print(self.failure(), file=sys.stderr)
        return SOME_UNREADABLE

    def failure(self) -> str:
        count = len(self.unreadable)
        were = "picture" if self.total == 1 else "pictures"
        named = _named(self.unreadable, 3)
        return f"{count:,} of {self.total:,} {were} could not be read: {named}."

    def interruption(self) -> str:
        names = " and ".join(f"“{printable(name)}”" for name in self.kept)
        keep = "keeps" if len(self.kept) == 1 else "keep"
        kept = f"; {names} {keep} what was read" if names and self.done else ""
        return f"Stopped after {self.done:,} of {self.total:,} pictures{kept}."


def _files(folder: str) -> list[Path]:
    name = printable(folder)
    try:
        files = picture_files(folder)
    except FileNotFoundError as error:
        raise UsageError(
            f"There is no folder “{name}”: give the folder that holds your pictures."
        ) from error
    except NotADirectoryError as error:
        raise UsageError(f"“{name}” is a file: give the folder that holds it.") from error
    except OSError as error:
        raise UsageError(
            f"The folder “{name}” cannot be opened ({error.strerror}): check its name and rights."
        ) from error
    if not files:
        there = " ".join(_left_out(folder, [])).rstrip(".")
        raise UsageError(
            f"There are no pictures in “{name}”: put PNG, JPEG, HEIC, AVIF, GIF, BMP, TIFF or WebP "
            f"files there{f'; {there}' if there else ''}."
        )
    return files


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


def _left_out(folder: str, results: Sequence[str]) -> Iterator[str]:
    """Give a sentence for the files that are not read, and one for the folders."""
    try:
        files, folders = left_out(folder)
        # The results may lie beside the pictures, and nobody expects them to be read.
        mine = {path.name for path in map(Path, results) if path.parent.samefile(folder)}
    except OSError:  # taken away meanwhile; the pictures' readings say so
        return
    names = [path.name for path in files if path.name not in mine]
    if names:
        advice = ""
        if any(name.lower().endswith(".pdf") for name in names):
            advice = "; save the pages of a PDF as PNG, one file for each"
        yield f"{_count(names, 'file')} left out: {_named(names, 5)} (not pictures{advice})."
    if folders:
        names = [path.name for path in folders]
        yield f"{_count(names, 'folder')} left out: {_named(names, 5)} (read each by itself)."


def _count(names: Sequence[str], what: str) -> str:
    return f"{len(names):,} {what}{'' if len(names) == 1 else 's'}"


def _named(names: Sequence[str], most: int) -> str:
    """Return the first names, and how many more there are."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(printable(name) for name in names[:most]) + more


@contextlib.contextmanager
def _progress_bar(total: int) -> Iterator[tqdm | None]:
    """Give a bar on stderr where somebody watches it, else None."""
    if not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm  # only here: its import takes longer than reading a picture

    with tqdm(total=total, unit=" pictures", leave=False, delay=0.5, file=sys.stderr) as bar:
        yield bar


def _print(reading: Reading, bar: tqdm | None) -> None:
    """Print a line; on a terminal that also shows the bar, above it."""
    if bar is not None and sys.stdout.isatty():
        bar.write(str(reading), file=sys.stdout)
    else:
        print(reading, flush=True)


class _Parser(argparse.ArgumentParser):
    """Complains in one sentence, as all the other messages do."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:]}; try “{self.prog} --help”.")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m helpers.recognition",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("folder", metavar="FOLDER", help="the folder with the pictures")
    parser.add_argument(
        "--csv",
        metavar="FILE",
        help="also write the results to FILE (columns file, digits, confidence, status, message); "
        "an earlier result is replaced, no other file is",
    )
    parser.add_argument(
        "--excel",
        metavar="FILE.xlsx",
        help="also write the results as a workbook for Excel, LibreOffice or Numbers, where "
        "digits keep their leading zeros and no file's name is taken for a formula",
    )
    parser.add_argument(
        "--model",
        metavar="FILE",
        help="read with your own network, a .keras file as notebook 07 saves it: it gets images "
        "of 28×28 pixels with values 0 to 1, white ink on black",
    )
    return parser
