"""The CSV file of readings, written row by row and never over somebody's own file."""

from __future__ import annotations

import contextlib
import csv
from pathlib import Path
from types import TracebackType
from typing import TextIO

from helpers.recognition.readings import COLUMNS, Reading, printable

_HEADER = ",".join(COLUMNS)


class ResultsFileError(OSError):
    """The results cannot be written where they should go; the message says why."""


class ResultsFile:
    """A CSV file (UTF-8, RFC 4180 quoting) that grows by a row for each reading.

    The file is opened with the first row, so that a run that reads nothing leaves an earlier
    result as it is. Each row is handed to the system at once: what is done stays, whatever ends
    the run.

    Args:
        path: where to write. An earlier result is replaced, any other file is refused.

    Raises:
        ResultsFileError: `path` is a folder or somebody's file, or its folder does not exist.
    """

    def __init__(self, path: str | Path) -> None:
        """Look at what is there; nothing is written yet."""
        self.path = Path(path)
        self._file: TextIO | None = None
        name = printable(str(path))
        if self.path.is_dir():
            raise ResultsFileError(f"“{name}” is a folder: give the name of a file for --csv.")
        if not self.path.parent.is_dir():
            raise ResultsFileError(f"The folder of “{name}” does not exist: create it first.")
        if self.path.is_file() and not self._is_replaceable():
            raise ResultsFileError(
                f"“{name}” exists and is not an earlier result: give another name for --csv."
            )

    def write(self, reading: Reading) -> None:
        """Add the row of a reading.

        Raises:
            ResultsFileError: the system refuses to write.
        """
        rows = [reading.row()]
        try:
            if self._file is None:
                # A name whose bytes are not UTF-8 is written with escapes.
                self._file = self.path.open(
                    "w", encoding="utf-8", errors="backslashreplace", newline=""
                )
                rows.insert(0, COLUMNS)
            csv.writer(self._file, lineterminator="\n").writerows(rows)
            self._file.flush()
        except OSError as error:
            raise ResultsFileError(
                f"“{printable(str(self.path))}” could not be written ({error.strerror}): "
                f"close it elsewhere, make room, or give another name for --csv."
            ) from error

    def close(self) -> None:
        """Close the file, if it was opened."""
        if self._file is not None:
            # Every row has been handed over; only one that was refused is tried again here.
            with contextlib.suppress(OSError):
                self._file.close()

    def __enter__(self) -> ResultsFile:
        """Return itself, for `with`."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()

    def _is_replaceable(self) -> bool:
        """Whether the existing file is empty or begins with the columns of a result."""
        try:
            with self.path.open("rb") as file:
                start = file.read(len(_HEADER) + 1).decode("utf-8", "replace")
        except OSError:
            return False
        return start.strip() in ("", _HEADER)
