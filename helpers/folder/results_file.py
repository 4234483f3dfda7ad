"""The results as a CSV file, never over somebody's own file, and gone on with after a stop."""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal, TextIO

from helpers.folder.rows import COLUMNS, printable

_HEADER = ",".join(COLUMNS)


class ResultsFileError(OSError):
    """The results cannot be written where they should go; the message says why."""


class ResultsFile(contextlib.AbstractContextManager):
    """A CSV file (UTF-8, RFC 4180 quoting) that grows by a row for each reading.

    An earlier result is replaced when the first row comes, any other file is refused. Each row is
    handed to the system at once: what is done stays, whatever ends the run.

    Raises:
        ResultsFileError: `path` is a folder or somebody's file, or its folder does not exist.
    """

    option = "--csv"

    def __init__(self, path: str | Path) -> None:
        """Look at what is there; nothing is written yet."""
        self.path = Path(path)
        self._file: TextIO | None = None
        name, option = printable(str(path)), self.option
        if self.path.is_dir():
            raise ResultsFileError(f"“{name}” is a folder: give the name of a file for {option}.")
        if not self.path.parent.is_dir():
            raise ResultsFileError(f"The folder of “{name}” does not exist: create it first.")
        if self.path.is_file() and not self._is_replaceable():
            raise ResultsFileError(
                f"“{name}” exists and is not an earlier result: give another name for {option}."
            )

    def write(self, row: tuple[str, ...]) -> None:
        """Add a row, in the order of `COLUMNS`.

        Raises:
            ResultsFileError: the system refuses to write.
        """
        rows = [row]
        try:
            if self._file is None:
                self._file = self._opened("w")
                rows.insert(0, COLUMNS)
            csv.writer(self._file, lineterminator="\n").writerows(rows)
            self._file.flush()
        except OSError as error:
            raise self._refused(error) from error

    def resume(self, names: Iterator[str]) -> Iterator[tuple[str, ...]]:
        """Yield the rows that an interrupted run has written; then go on behind them.

        One of the folder's names, in order, is taken for each row. What is left of a row that was
        torn off is taken away. Without a file, or a whole row in it, the run is as any other.

        Raises:
            ResultsFileError: the rows are not those of these files.
        """
        end = 0
        try:
            with self.path.open("rb") as file:
                for number, (text, end) in enumerate(_whole_rows(file)):  # noqa: B007
                    row = tuple(next(csv.reader([text], strict=True), ()))
                    if number:
                        self._require(number, row, next(names, None))
                        yield row
            if end > len(_HEADER) + 1:
                with self.path.open("r+b") as file:
                    file.truncate(end)
                self._file = self._opened("a")
        except FileNotFoundError:
            return
        except (OSError, csv.Error, UnicodeDecodeError) as error:
            if isinstance(error, ResultsFileError):
                raise
            raise self._refused(error) from error

    def _require(self, number: int, row: tuple[str, ...], name: str | None) -> None:
        """Complain where a row is not that of the file whose turn it is."""
        written = None if name is None else name.encode("utf-8", "backslashreplace").decode("utf-8")
        if len(row) == len(COLUMNS) and row[0] == written:
            return
        here = f"“{printable(name)}” comes next" if name is not None else "there are no more files"
        raise ResultsFileError(
            f"“{printable(str(self.path))}” belongs to another folder, or files came or went: its "
            f"row {number:,} is about “{printable((*row, '')[0])}”, but {here}; to begin anew, "
            "leave out --resume."
        )

    def _opened(self, mode: Literal["w", "a"]) -> TextIO:
        # A name whose bytes are not UTF-8 is written with escapes.
        return self.path.open(mode, encoding="utf-8", errors="backslashreplace", newline="")

    def _refused(self, error: Exception) -> ResultsFileError:
        why = getattr(error, "strerror", None) or error
        return ResultsFileError(
            f"“{printable(str(self.path))}” could not be written ({why}): "
            f"close it elsewhere, make room, or give another name for {self.option}."
        )

    def close(self) -> None:
        """Close the file, if it was opened."""
        if self._file is not None:
            # Every row has been handed over; only one that was refused is tried again here.
            with contextlib.suppress(OSError):
                self._file.close()

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def _is_replaceable(self) -> bool:
        """Whether the existing file is empty or begins as a result does, be it torn off there."""
        try:
            with self.path.open("rb") as file:
                start = file.read(len(_HEADER) + 1).decode("utf-8", "replace")
        except OSError:
            return False
        return _HEADER.startswith(start.strip())


def _whole_rows(file: BinaryIO) -> Iterator[tuple[str, int]]:
    """Yield each row that ends, the header too, and where that is; a torn last one is left out."""
    row, end = b"", 0
    for line in file:
        row += line
        # A name may hold line breaks, in quotes; a quote in a name is written twice.
        if line.endswith(b"\n") and row.count(b'"') % 2 == 0:
            end += len(row)
            yield row.decode("utf-8"), end
            row = b""
