"""The options of the folder command."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from helpers.folder.rows import UsageError

_DESCRIPTION = """\
Reads the handwritten digits in every picture of a folder and prints a line for each, in the
order of the names (10.png comes before 2.png). What is left out, except
hidden files, is named at the end: sub-folders, and files not named like pictures.
Exit status: 0 all pictures were read, 1 some could not be read, 2 wrong usage."""


class _Parser(argparse.ArgumentParser):
    """Complains in one sentence, as all the other messages do."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:]}; try “{self.prog} --help”.")


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options.

    Raises:
        UsageError: they are none, or do not go together.

    >>> parse(["scans", "--csv", "out.csv", "--workers", "2"]).workers
    2
    """
    parser = _Parser(
        prog="python -m helpers.recognition",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "folder",
        metavar="FOLDER",
        help="the folder with the pictures, or its address in storage (s3://bucket/scans)",
    )
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
    parser.add_argument(
        "--resume",
        action="store_true",
        help="go on after the last whole row of the CSV file that an interrupted run has left",
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--workers",
        metavar="N",
        type=_number,
        help="read with N processes side by side, on Dask (docs/cluster.md)",
    )
    where.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="read on the Dask cluster whose scheduler is at ADDRESS (tcp://scheduler:8786)",
    )
    options = parser.parse_args(arguments)
    if options.resume and (not options.csv or options.excel):
        raise UsageError("--resume goes on with a CSV file: name it with --csv, without --excel.")
    return options


def _number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"there is no work for {number} processes")
    return number
