"""From pictures to readings: one picture, many files, or a folder from the command line.

`python -m helpers.recognition FOLDER [--csv FILE] [--model FILE]`
"""

from __future__ import annotations

if __name__ == "__main__":
    # Before the slow imports, so that Ctrl-C is answered in words from the start.
    from helpers.interruption import end_at_once

    end_at_once()

import contextlib
import os
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from helpers.classifier import BATCH_SIZE, Classifier, Network, as_classifier
from helpers.decoding import UnreadablePictureError, decode, picture_files
from helpers.preprocessing import Prepared, prepare
from helpers.readings import Reading, reading_of, unreadable

#: What a thread takes at once: so many files, or so many bytes (a photograph is a part by itself).
_PART_FILES, _PART_BYTES = 64, 2**18
#: How many parts may be ahead of the network, for each thread; this bounds the memory.
_PARTS_AHEAD = 8

#: A file and what was found in it, or the reason why nothing can be.
_Prepared = tuple[Path, Prepared | str]


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
    classifier = as_classifier(network)
    try:
        pixels = picture if isinstance(picture, np.ndarray) else decode(picture)
    except UnreadablePictureError as error:
        return unreadable(name, str(error))
    (probabilities,) = classifier.read([prepare(pixels)])
    return reading_of(name, probabilities, classifier.threshold)


def read_folder(folder: str | Path, network: Network = None) -> Iterator[Reading]:
    """Read all pictures of a folder, in the order of their names.

    Args:
        folder: its files are chosen as `picture_files` does.
        network: as in `read_picture`.

    Yields:
        A reading for each file, as soon as it is done.

    Raises:
        OSError: the folder does not exist or may not be looked into.
        ModelFileError: `network` does not read digits.

    >>> list(read_folder(Path(__file__).parent))
    []
    """
    return read_files(picture_files(folder), network)


def read_files(files: Iterable[str | Path], network: Network = None) -> Iterator[Reading]:
    """Read many picture files, in the order given, in little memory.

    Threads decode and prepare the files ahead of the network, which takes what is ready in
    batches. While a network of Keras is still being loaded the threads have begun.

    Args:
        files: the paths.
        network: as in `read_picture`.

    Yields:
        A reading for each file, as soon as it is done.

    Raises:
        ModelFileError: `network` does not read digits.

    >>> [reading.status for reading in read_files(["missing.png"])]
    ['unreadable']
    """
    threads = os.cpu_count() or 1
    parts = _parts(Path(file) for file in files)
    pool = ThreadPoolExecutor(threads)
    ahead, stop = deque(), threading.Event()
    classifier, ready = None, []
    try:
        while True:
            while len(ahead) < _PARTS_AHEAD * threads and (part := next(parts, None)):
                ahead.append(pool.submit(_prepare_files, part, stop))
            if not ahead:
                return
            classifier = classifier or as_classifier(network)
            ready += ahead.popleft().result()
            # A file counts as one at least: those without digits want to be told of, too.
            waiting = sum(
                1 if isinstance(found, str) else max(1, len(found.digits)) for _, found in ready
            )
            # What is ready goes on unless more is: on a slow folder nobody waits for a full batch.
            if waiting >= BATCH_SIZE or not ahead or not ahead[0].done():
                yield from _read(ready, classifier)
                ready = []
    finally:
        stop.set()
        pool.shutdown(wait=False, cancel_futures=True)


def _parts(files: Iterator[Path]) -> Iterator[list[Path]]:
    """Group files so that small ones share the cost of handing over to a thread."""
    part, size = [], 0
    for file in files:
        part.append(file)
        with contextlib.suppress(OSError):  # the reading will say what is wrong with the file
            size += file.stat().st_size
        if len(part) == _PART_FILES or size >= _PART_BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part


def _prepare_files(files: list[Path], stop: threading.Event) -> list[_Prepared]:
    # Once nobody waits for the rest, the thread ends after the picture that it is at.
    return [(file, _prepare_file(file)) for file in files if not stop.is_set()]


def _prepare_file(file: Path) -> Prepared | str:
    """Return what is found in one file, or the reason why it cannot be read."""
    try:
        return prepare(decode(file))
    except UnreadablePictureError as error:
        return str(error)
    except Exception as error:  # one picture must never stop the others
        return f"preparing it failed with {type(error).__name__}; keep the file and report this"


def _read(ready: list[_Prepared], classifier: Classifier) -> Iterator[Reading]:
    """Read what is prepared in one go, then hand it back file by file."""
    probabilities = iter(
        classifier.read([found for _, found in ready if not isinstance(found, str)])
    )
    for file, found in ready:
        if isinstance(found, str):
            yield unreadable(file.name, found)
        else:
            yield reading_of(file.name, next(probabilities), classifier.threshold)


if __name__ == "__main__":
    from helpers.command_line import main

    sys.exit(main())
