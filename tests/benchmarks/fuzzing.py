"""Reads damaged pictures of every kind for some minutes, in processes that are watched.

`python -m tests.benchmarks.fuzzing [--seconds 600] [--seed 0]` prints what it tried and what went
wrong: a traceback, a process that ended, a line that a library wrote, a picture that took more than
two seconds, a file that was changed. Seconds are the processor's, of all threads: how busy the
machine is does not count. An input is known by the seed and its number.
"""

from __future__ import annotations

import argparse
import functools
import io
import itertools
import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import pillow_heif
from PIL import Image

from tests.benchmarks.hostile_files import drawn_digit

#: Processor seconds that a picture may take, and seconds until a process is given up.
MOST_SECONDS, PATIENCE = 2, 120
#: Formats and options that sound pictures are saved with before they are damaged.
KINDS: dict[str, tuple[str, str, dict]] = {
    "png": ("RGB", "PNG", {}),
    "interlaced palette png": ("P", "PNG", {"optimize": True}),
    "16-bit png": ("I;16", "PNG", {}),
    "jpeg": ("RGB", "JPEG", {}),
    "progressive jpeg": ("RGB", "JPEG", {"progressive": True}),
    "cmyk jpeg": ("CMYK", "JPEG", {}),
    "gif": ("P", "GIF", {"save_all": True}),
    "bmp": ("RGB", "BMP", {}),
    "webp": ("RGB", "WEBP", {}),
    "lossless webp": ("RGBA", "WEBP", {"lossless": True}),
    "ppm": ("RGB", "PPM", {}),
    "tiff": ("L", "TIFF", {"save_all": True}),
    "lzw tiff": ("RGB", "TIFF", {"compression": "tiff_lzw"}),
    "deflate tiff": ("RGB", "TIFF", {"compression": "tiff_adobe_deflate", "save_all": True}),
    "jpeg tiff": ("RGB", "TIFF", {"compression": "jpeg"}),
    "fax tiff": ("1", "TIFF", {"compression": "group4"}),
    "float tiff": ("F", "TIFF", {}),
    "heic": ("RGB", "HEIF", {}),
    "avif": ("RGB", "AVIF", {}),
    "pdf": ("L", "PDF", {"save_all": True}),
}
#: Numbers that upset those who add, multiply or allocate.
_ODD = [0, 1, 2**7, 2**8 - 1, 2**15, 2**16 - 1, 2**31 - 1, 2**31, 2**32 - 1, 2**20, 65500, 30000]


def damaged(seed: int, index: int) -> tuple[str, bytes]:
    """Return a kind and a damaged picture of that kind, the same for the same numbers."""
    rng = np.random.default_rng((seed, index))
    kind = list(KINDS)[index % len(KINDS)]
    data = bytearray(_sound(kind, int(rng.integers(10))))
    for _ in range(rng.choice([0, 1, 1, 1, 2, 3, 5, 10])):
        # Headers decide most: sizes, offsets, counts.
        reach = len(data) if rng.random() < 0.4 else min(len(data), 400)
        at, size = int(rng.integers(reach)), int(rng.choice([1, 2, 4]))
        change = rng.integers(7)
        if change == 0:
            data[at] ^= 1 << rng.integers(8)
        elif change == 1:
            data[at : at + size] = rng.bytes(size)
        elif change == 2:
            order = "little" if rng.random() < 0.5 else "big"
            number = _ODD[rng.integers(len(_ODD))] % 256**size
            data[at : at + size] = number.to_bytes(size, order)
        elif change == 3:
            del data[at : at + int(rng.integers(1, 60))]
        elif change == 4:
            data[at:at] = data[at : at + int(rng.integers(1, 2000))] * int(rng.integers(1, 50))
        elif change == 5:
            other = _sound(list(KINDS)[rng.integers(len(KINDS))], int(rng.integers(10)))
            data[at:] = other[min(at, len(other)) :]
        else:
            del data[max(12, int(rng.integers(len(data)))) :]
        if not data:
            break
    return kind, bytes(data)


@functools.cache
def _sound(kind: str, which: int) -> bytes:
    """Return one of a few sound pictures: to encode them anew would take longer than to read."""
    if kind == "heic":
        pillow_heif.register_heif_opener()
    mode, name, options = KINDS[kind]
    rng = np.random.default_rng(which)
    pages = [drawn_digit(rng) for _ in range(3 if "save_all" in options else 1)]
    pages = [
        Image.fromarray(np.asarray(page, np.uint16) * 257) if mode == "I;16" else page.convert(mode)
        for page in pages
    ]
    if "save_all" in options:
        options = {**options, "append_images": pages[1:]}
    buffer = io.BytesIO()
    pages[0].save(buffer, name, **options)
    return buffer.getvalue()


def work(told: Connection, folder: Path, seed: int, first: int) -> None:
    """Read one input after the other, and tell of each before and after it."""
    from helpers.recognition import read_picture

    said = (folder / "said").open("w+b")
    os.dup2(said.fileno(), sys.stderr.fileno())
    path = folder / "here" / "picture"
    path.parent.mkdir()
    read_picture(np.zeros((28, 28), np.uint8))  # loads the networks
    for index in itertools.count(first):
        kind, data = damaged(seed, index)
        path.write_bytes(data)
        before, length = path.stat(), said.seek(0, os.SEEK_END)
        told.send({"index": index, "kind": kind})
        started = time.process_time()
        status, wrong = "", ""
        try:
            status = read_picture(path).status
        except Exception as error:
            wrong = f"traceback: {type(error).__name__}: {error}"
        seconds = time.process_time() - started
        if seconds > MOST_SECONDS:
            wrong = f"slow: {seconds:.1f} s"
        if said.seek(0, os.SEEK_END) > length:
            said.seek(length)
            wrong = f"a library wrote: {said.read(100)!r}"
        unchanged = before.st_mtime_ns == path.stat().st_mtime_ns and path.read_bytes() == data
        if not unchanged or list(path.parent.iterdir()) != [path]:
            wrong = "changed: a file"
        told.send({"status": status, "wrong": wrong, "seconds": seconds})


def watched(seed: int, indices: Iterable[int], seconds: float) -> Iterator[dict]:
    """Yield what became of inputs; a process that ends or hangs is one that went wrong.

    Args:
        seed: of what is random.
        indices: where to begin; a number that follows the last one is read by the same process.
        seconds: after so many nothing new is begun.
    """
    until = time.monotonic() + seconds
    context = multiprocessing.get_context("spawn")
    wanted = iter(indices)
    following = next(wanted, None)
    while following is not None and time.monotonic() < until:
        with tempfile.TemporaryDirectory(prefix="fuzzing-") as folder:
            here, there = context.Pipe(duplex=False)
            child = context.Process(target=work, args=(there, Path(folder), seed, following))
            child.start()
            there.close()
            found: dict = {"index": following}
            try:
                while "status" not in found or found["index"] + 1 == following:
                    if not here.poll(PATIENCE):
                        raise EOFError
                    told = here.recv()
                    found = told if "index" in told else found | told
                    if "status" in found:
                        yield found
                        following = next(wanted, None) if time.monotonic() < until else None
            except EOFError:
                child.kill()
                child.join()
                yield found | {"wrong": f"process: it hung, or ended with {child.exitcode}"}
                following = next(wanted, None)
            child.kill()
            child.join()


def main() -> int:
    """Fuzz, print what was found; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.fuzzing")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    statuses, wrong, slowest = Counter(), Counter(), 0.0
    for found in watched(options.seed, itertools.count(), options.seconds):
        statuses[found.get("status", "")] += 1
        slowest = max(slowest, found.get("seconds", 0.0))
        if found["wrong"]:
            wrong[found["wrong"].partition(":")[0]] += 1
            print(f"seed {options.seed}, input {found['index']}: {found}", flush=True)
    print(f"{statuses.total():,} inputs of {len(KINDS)} kinds in {options.seconds:.0f} s:", end=" ")
    print(
        ", ".join(
            f"{count:,} {status or 'without an answer'}" for status, count in statuses.items()
        )
    )
    print(f"the slowest took {slowest:.1f} s of the processor; went wrong: {dict(wrong) or 'none'}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
