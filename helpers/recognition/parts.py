"""Read a part of a folder: in a thread, on a worker of a cluster, or in a process of its own."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from helpers.folder.stored import File, Folder, Stored, fetched, file_in, folder_at
from helpers.mnist_format import SIDE, in_mnist_format
from helpers.recognition.decoding import LARGEST_FILE, UnreadablePictureError, decode
from helpers.recognition.reader import ONE, Reader
from helpers.recognition.readings import UNREADABLE, Reading, reading_of
from helpers.recognition.trained import THREADS


def read_part(
    files: Sequence[File], reader: Reader, stop: threading.Event | None = None
) -> list[Reading]:
    """Read some files, of a disk or of one storage, until `stop` is set; in the order given.

    Those in MNIST's format go through the network together. Unreadable ones have a reading, too.
    """
    readings: dict[int, Reading] = {}
    small: dict[int, np.ndarray] = {}  # maybe in MNIST's format
    for index, (file, source) in enumerate(_sources(files)):
        if stop is not None and stop.is_set():
            break
        try:
            if isinstance(source, Exception):
                raise UnreadablePictureError(_not_fetched(source)) from source
            picture = decode(source, grey=True)
            if picture.shape == (SIDE, SIDE):
                small[index] = picture
            else:
                readings[index] = reader.read(picture, file.name)
        except Exception as error:  # one picture must never stop the others
            readings[index] = _failed(file.name, error)
    if small:
        digits, fits = in_mnist_format(np.stack(list(small.values())))
        classes = iter(reader.classifier.probabilities(digits[fits]))
        for (index, picture), fit in zip(small.items(), fits, strict=True):
            name = files[index].name
            try:
                if fit and (chances := next(classes)).max() >= ONE:
                    readings[index] = reading_of(name, chances[None], reader.classifier.threshold)
                else:
                    readings[index] = reader.read(picture, name)
            except Exception as error:
                readings[index] = _failed(name, error)
    return [readings[index] for index in sorted(readings)]


def _sources(files: Sequence[File]) -> Iterator[tuple[File, Path | bytes | Exception]]:
    """Yield each file with what `decode` takes: its path, its content, or why there is none."""
    stored = [file for file in files if isinstance(file, Stored)]
    contents = fetched(stored, LARGEST_FILE + 1)
    for file in files:
        yield file, next(contents) if isinstance(file, Stored) else file


def _not_fetched(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file; check the name"
    if isinstance(error, PermissionError):
        return "you have no permission to read it; check its permissions"
    return f"the storage says “{type(error).__name__}: {error}”; read it again later"


def _failed(name: str, error: Exception) -> Reading:
    if isinstance(error, UnreadablePictureError):
        return unreadable(name, str(error))
    reason = f"reading it failed with {type(error).__name__}; keep the file and report this"
    return unreadable(name, reason)


def unreadable(file: str, reason: str) -> Reading:
    """Return the reading of a file that holds no picture that can be read.

    >>> print(unreadable("5.png", "the file is empty"))
    5.png: cannot be read: the file is empty
    """
    return Reading(file, "", 0.0, UNREADABLE, f"cannot be read: {reason}")


Row = tuple[str, str, float, str, str]


@dataclass(frozen=True)
class OnWorker:
    """Reads files of a folder on a worker of a cluster: names in, what a `Reading` holds out.

    Folder and network, the path of a `.keras` file, are where the worker finds them. `apart` reads
    in a process of its own, so that a file that ends it does not end the worker.
    """

    folder: Folder
    network: str | None = None
    apart: bool = False

    def __call__(self, names: Sequence[str]) -> list[Row]:
        """Return for each name: file, digits, confidence, status, message."""
        if self.apart:
            return list(self._apart(names))
        THREADS.set(1)  # the workers are as many as the processor's cores
        files = [file_in(self.folder, name) for name in names]
        return [_row(reading) for reading in read_part(files, _reader(self.network))]

    def _apart(self, names: Sequence[str]) -> Iterator[Row]:
        command = [sys.executable, "-c", "from helpers.recognition.parts import serve; serve()"]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        folder = self.folder.address if isinstance(self.folder, Stored) else str(self.folder)
        while names:
            asked = json.dumps([folder, self.network, names]).encode()
            ran = subprocess.run(
                command,
                input=asked,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
            rows = [tuple(json.loads(line)) for line in ran.stdout.splitlines()]
            yield from rows
            if len(rows) < len(names):
                yield lost(names[len(rows)])
            names = names[len(rows) + 1 :]


def serve() -> None:
    """Read what standard input asks for, a name at a time, and print each row at once."""
    folder, network, names = json.load(sys.stdin)
    read = OnWorker(folder_at(folder), network)
    for name in names:
        print(json.dumps(read([name])[0]), flush=True)


def lost(name: str) -> Row:
    """Return what to say of a file that ends whatever reads it.

    >>> lost("5.png")[3:]
    ('unreadable', 'cannot be read: reading it ends the program; keep the file and report this')
    """
    return _row(unreadable(name, "reading it ends the program; keep the file and report this"))


def _row(reading: Reading) -> Row:
    return reading.file, reading.digits, reading.confidence, reading.status, reading.message


@functools.cache
def _reader(network: str | None) -> Reader:
    return Reader(network)
