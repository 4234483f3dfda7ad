"""From picture files to readings: one, many, or a folder."""

from __future__ import annotations

import contextlib
import os
import re
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np

from helpers.folder.stored import File, Stored
from helpers.recognition.decoding import UnreadablePictureError, decode, picture_files
from helpers.recognition.parts import read_part, unreadable
from helpers.recognition.reader import Reader
from helpers.recognition.readings import Reading
from helpers.recognition.trained import THREADS, Network

#: What a thread takes at once: so many files, or so many bytes (a photograph is a part by itself).
_PART_FILES, _PART_BYTES = 128, 2**16
#: Files come in runs of a kind: after one below this many bytes, the next few are taken for alike.
_SMALL_FILE, _ALIKE = 2**11, 16
#: How many parts may be ahead of the one that is handed back, for each thread; this bounds memory.
_PARTS_AHEAD = 8
#: A label: the digits that a file's name begins with. A date, as cameras write it, is none.
_LABEL = re.compile(r"(?!(?:19|20)[0-9]{2}[-_]?[01][0-9][-_]?[0-3][0-9][-_ ])[0-9]+")


def read_picture(picture: str | Path | bytes | np.ndarray, network: Network = None) -> Reading:
    """Read the digits in one picture.

    Args:
        picture: a file's path or content, or a uint8 array of shape (h, w) or (h, w, 3), values
            0…255, ink of either polarity.
        network: a Keras network, the path of a `.keras` file, or None for the network that comes
            with the series. It gets images of 28×28 pixels, 0…1, white ink (1) on black (0).

    Returns:
        The reading; a file that holds no picture gives one of status `unreadable`.

    Raises:
        ValueError: an array of another shape or type.
        ModelFileError: `network` does not read digits.

    >>> read_picture(np.full((50, 50), 255, np.uint8)).message
    "I'm not sure; no digit found"
    """
    name = Path(picture).name if isinstance(picture, (str, Path)) else "picture"
    reader = Reader(network)
    try:
        pixels = picture if isinstance(picture, np.ndarray) else decode(picture)
    except UnreadablePictureError as error:
        return unreadable(name, str(error))
    return reader.read(pixels, name)


def read_folder(folder: str | Path, network: Network = None) -> Iterator[Reading]:
    """Read all pictures of a folder, as `picture_files` chooses them, in the order of their names.

    Yields:
        A reading for each file, as soon as it is done.

    Raises:
        OSError: the folder does not exist or may not be looked into.
        ModelFileError: `network`, as in `read_picture`, does not read digits.

    >>> list(read_folder(Path(__file__).parent))
    []
    """
    return read_files(picture_files(folder), network)


def label_of(name: str) -> str:
    """Return the digits that a file's name begins with; "" for none, and for a camera's date.

    >>> label_of("472_kitchen.jpg"), label_of("007 (2).png"), label_of("IMG_4711.jpg")
    ('472', '007', '')
    >>> label_of("20261127_101500.jpg")
    ''
    """
    found = _LABEL.match(name)
    return found[0] if found else ""


def labelled_pictures(folder: str | Path) -> dict[Path, str]:
    """Return the pictures of a folder, which may be missing, with what their names say they show.

    Returns:
        For each path of `picture_files` its digits as `label_of` finds them. Nothing is opened.

    >>> labelled_pictures("there is no such folder")
    {}
    """
    folder = Path(folder)
    return {path: label_of(path.name) for path in picture_files(folder)} if folder.is_dir() else {}


def read_files(files: Iterable[str | File], network: Network = None) -> Iterator[Reading]:
    """Read many picture files, of a disk or of one storage, in the order given, in little memory.

    Yields:
        A reading for each file, as soon as it and those before it are done.

    Raises:
        ModelFileError: `network`, as in `read_picture`, does not read digits.

    >>> [reading.status for reading in read_files(["missing.png"])]
    ['unreadable']
    """
    reader = Reader(network)
    threads = os.cpu_count() or 1
    parts = _parts(Path(file) if isinstance(file, str) else file for file in files)
    pool = ThreadPoolExecutor(threads, initializer=THREADS.set, initargs=(1,))
    ahead: deque[Future[list[Reading]]] = deque()
    stop = threading.Event()
    try:
        for part in parts:
            ahead.append(pool.submit(read_part, part, reader, stop))
            if len(ahead) == _PARTS_AHEAD * threads:
                yield from ahead.popleft().result()
        for future in ahead:
            yield from future.result()
    finally:
        stop.set()
        pool.shutdown(wait=False, cancel_futures=True)


def _parts(files: Iterator[File]) -> Iterator[list[File]]:
    """Group files so that small ones share the cost of handing over to a thread."""
    part: list[File] = []
    size, last = 0, _SMALL_FILE
    for index, file in enumerate(files):
        part.append(file)
        if isinstance(file, Stored):
            last = 0  # asking a storage takes as long as fetching
        elif last >= _SMALL_FILE or index % _ALIKE == 0:
            # Each question lets the threads that read hand over to this one: not for every file.
            with contextlib.suppress(OSError):  # the reading will say what is wrong with it
                last = file.stat().st_size
        size += last
        if len(part) == _PART_FILES or size >= _PART_BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part
