"""Work on many files, handed to the workers of a Dask cluster in parts, and back in order."""

from __future__ import annotations

import contextlib
import itertools
import logging
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING, Any, TypeVar

from helpers.folder.rows import printable
from helpers.folder.stored import required

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")
#: What is done with a part: names in, a result for each name out.
Work = Callable[[Sequence[str]], list[T]]

#: Names in the first parts, and in a part at most.
FIRST, MOST = 16, 500
#: How long a part should take on its worker, in seconds: much longer than it takes to hand it out,
#: and short enough to be done again.
SECONDS = 1.0
#: How many parts for each thread may be ahead of the one that is handed back; this bounds memory.
AHEAD = 4
#: How often the cluster is asked for its number of threads, in seconds: it may grow and shrink.
_ASK = 5.0
_GONE = "The cluster went away: see its own messages, then go on with --resume when it is back."


class ClusterError(RuntimeError):
    """The cluster cannot be used, or went away; the message says what to do."""


@contextlib.contextmanager
def cluster(workers: int | None = None, address: str | None = None) -> Iterator[Client]:
    """Start workers on this machine, each with one thread, or connect to a cluster that runs.

    Yields Dask's client. A cluster's `address` is that of its scheduler: `tcp://127.0.0.1:8786`.

    Raises:
        UsageError: Dask is not installed.
        ClusterError: nobody answers at `address`.
    """
    dask = required("dask", "A cluster")
    # What befalls a worker is told by what comes of it; these settings go to the workers too.
    dask.config.set({"logging.distributed": "critical", "logging.tornado": "critical"})
    distributed = required("distributed", "A cluster")
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with contextlib.ExitStack() as stack:
        if address is None:
            with _interruptions_unheard():
                here = distributed.LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    host="127.0.0.1",
                    dashboard_address="127.0.0.1:0",
                    silence_logs=logging.CRITICAL,
                )
            address = stack.enter_context(here).scheduler_address
        try:
            client = stack.enter_context(distributed.Client(address, set_as_default=False))
        except (OSError, ValueError) as error:
            raise ClusterError(
                f"No scheduler answers at “{printable(address)}”: start one with “dask scheduler”, "
                "and give --cluster the address that it prints."
            ) from error
        yield client


@contextlib.contextmanager
def _interruptions_unheard() -> Iterator[None]:
    """Start threads, and by them processes, that do not hear Ctrl-C: this process answers it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    # When this is started, and it starts by itself, it lets interruptions through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@dataclass(frozen=True)
class Packed:
    """Work whose names and results are bytes on the way: the scheduler passes them on unseen."""

    work: Work

    def __call__(self, names: bytes) -> tuple[float, bytes]:
        """Do the work; return how many seconds it took, and the results."""
        start = time.perf_counter()
        results = self.work(pickle.loads(names))
        return time.perf_counter() - start, pickle.dumps(results)


def spread(
    client: Client,
    names: Iterator[str],
    work: Work[T],
    apart: Work[T],
    lost: Callable[[str], T],
) -> Generator[T, None, None]:
    """Let the workers of a cluster do something with each name; yield the results in order.

    A part whose worker dies is given to another one. After several deaths (Dask's
    `distributed.scheduler.allowed-failures`) it goes to `apart`. In memory are at most `AHEAD`
    parts for each thread of the cluster, with their results, however many names there are.

    Args:
        client: Dask's client.
        names: what there is to do.
        work: what to do with a part of them; a function that the workers can import.
        apart: the same, so that a name that ends its process does not end the worker.
        lost: what to return for a name that ends the worker all the same.

    Raises:
        ClusterError: the cluster went away.
    """
    from distributed import KilledWorker, as_completed

    # The future's answer comes with it: no question to the cluster for each part.
    done = as_completed(loop=client.loop, with_results=True, raise_errors=False)
    size, threads, asked = FIRST, 1, -_ASK
    ahead: deque[Future] = deque()
    sent: dict[Future, list[str]] = {}
    results: dict[Future, list[T]] = {}
    try:
        while True:
            now = time.monotonic()
            if now - asked >= _ASK:
                threads, asked = max(1, sum(client.nthreads().values())), now
            room = range(AHEAD * threads - len(ahead))
            parts = [list(itertools.islice(names, size)) for _ in room]
            if parts := list(filter(None, parts)):
                packed = [pickle.dumps(part) for part in parts]
                futures = client.map(Packed(work), packed, pure=False, key="read")
                sent.update(zip(futures, parts, strict=True))
                ahead += futures
                done.update(futures)
            if not ahead:
                return
            for future, answer in done.next_batch():
                part = sent.pop(future)
                try:
                    seconds, packed_results = _answer(answer)
                except KilledWorker:
                    results[future] = _apart(client, part, apart, lost)
                else:
                    results[future] = pickle.loads(packed_results)
                    wanted = round(SECONDS * len(part) / max(seconds, 1e-6))
                    # One part alone is no measure.
                    size = min(max(wanted, 1, size // 2), MOST, 2 * size)
            while ahead and ahead[0] in results:
                yield from results.pop(ahead.popleft())
    finally:
        # Nobody waits for the rest.
        with contextlib.suppress(Exception):
            client.cancel(list(sent), force=True)


def _answer(answer: Any) -> tuple[float, bytes]:
    """Return what `Packed` says of a part, or raise what has stopped it."""
    if isinstance(answer, CancelledError):
        raise ClusterError(_GONE) from answer
    if len(answer) == 3:  # Dask's way to say that it failed: kind, error, where
        error = answer[1]
        if isinstance(error, ImportError):
            raise ClusterError(
                f"The cluster's workers lack what is needed ({error}): install this project there, "
                "in the same version."
            ) from error
        raise error
    return answer


def _apart(client: Client, names: list[str], work: Work[T], lost: Callable[[str], T]) -> list[T]:
    """Read a part that has killed its workers, so that these survive; else name by name."""
    from distributed import KilledWorker

    try:
        return client.submit(work, names, pure=False).result()
    except KilledWorker:
        if len(names) == 1:
            return [lost(names[0])]
        return [result for name in names for result in _apart(client, [name], work, lost)]
    except CancelledError as error:
        raise ClusterError(_GONE) from error
