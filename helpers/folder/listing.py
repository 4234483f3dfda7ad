"""The names in a folder, in order, however many there are."""

from __future__ import annotations

import heapq
import json
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TextIO

from helpers.folder.rows import count_of, named

#: So many names are sorted in memory; of more, sorted runs of that length wait in temporary files.
RUN = 100_000
#: Windows keeps these in folders of pictures and shows them to nobody.
_UNSEEN = frozenset({"thumbs.db", "desktop.ini"})
#: So many names of what is left out are said.
_SAID = 5


class Listing:
    """What is in a folder: the names that are wanted, in order, and a word on the others.

    The folder is gone through once. Names are compared character by character, as `sorted` does:
    `10.png` comes before `2.png`. Hidden files are neither wanted nor left out.

    Args:
        entries: each name in the folder, and whether it is a folder itself.
        wanted: whether a name is one to be read.
        mine: names that are passed over: the results may lie beside the pictures.

    Raises:
        OSError: the folder cannot be gone through, or the disk of temporary files is full.

    >>> listing = Listing([("2.png", False), ("10.png", False), ("a.txt", False)], "a.txt".__ne__)
    >>> listing.count, list(listing)
    (2, ['10.png', '2.png'])
    >>> list(listing.left_out())
    ['1 file left out: a.txt (not a picture).']
    """

    def __init__(
        self,
        entries: Iterable[tuple[str, bool]],
        wanted: Callable[[str], bool],
        mine: Collection[str] = (),
    ) -> None:
        """Go through the folder."""
        self.count = 0
        self._runs: list[TextIO] = []
        self._names: list[str] = []
        self._files, self._folders = _Others(), _Others()
        for name, is_folder in entries:
            if name.startswith("."):
                continue
            if wanted(name):
                self.count += 1
                self._names.append(name)
                if len(self._names) == RUN:
                    self._put_away()
            elif name.lower() not in _UNSEEN and name not in mine:
                (self._folders if is_folder else self._files).add(name)

    def _put_away(self) -> None:
        """Sort what is in memory, and write it into a temporary file."""
        run = tempfile.TemporaryFile("w+")  # noqa: SIM115  closed when it has been read
        # A name of several lines takes one line of JSON.
        run.writelines(f"{json.dumps(name)}\n" for name in sorted(self._names))
        run.seek(0)
        self._runs.append(run)
        self._names = []

    def __iter__(self) -> Iterator[str]:
        """Yield the names in order; they can be had once."""
        names, self._names = sorted(self._names), []
        runs, self._runs = self._runs, []
        return heapq.merge(names, *map(_names_of, runs))

    def left_out(self) -> Iterator[str]:
        """Give a sentence for the files that are not wanted, and one for the folders."""
        files, folders = self._files, self._folders
        if files.count:
            pdf = "; save the pages of a PDF as PNG, one file for each" if files.pdf else ""
            kind = "a picture" if files.count == 1 else "pictures"
            yield f"{count_of(files.count, 'file')} left out: {files} (not {kind}{pdf})."
        if folders.count:
            what = count_of(folders.count, "folder")
            yield f"{what} left out: {folders} (read each by itself)."


class _Others:
    """How many other names there are, and the first of them."""

    def __init__(self) -> None:
        self.count = 0
        self.pdf = False
        self.first: list[str] = []

    def add(self, name: str) -> None:
        self.count += 1
        self.pdf = self.pdf or name.lower().endswith(".pdf")
        self.first = sorted([*self.first, name])[:_SAID]

    def __str__(self) -> str:
        return named(self.first, self.count)


def _names_of(run: TextIO) -> Iterator[str]:
    with run:
        yield from map(json.loads, run)
