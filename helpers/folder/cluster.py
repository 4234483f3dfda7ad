"""Work on many files, handed to the workers of a Dask cluster in parts, and back in order."""

from __future__ import annotations

import contextlib
import itertools
import logging
import pickle
import signal
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

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


class ClusterError(RuntimeError):
    """The cluster cannot be used, or went away; the message says what to do."""


@contextlib.contextmanager
def cluster(workers: int | None = None, address: str | None = None) -> Iterator[Client]:
    """Start workers on this machine, or connect to a cluster that runs.

    Args:
        workers: how many processes to start, each with one thread, reachable from here alone.
        address: or where a scheduler is: `tcp://127.0.0.1:8786`.

    Yields:
        Dask's client.

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


class _Part(NamedTuple):
    number: int
    names: list[str]


@dataclass(frozen=True)
class Packed:
    """Work whose names and results are bytes on the way: the scheduler passes them on unseen.

    A call takes what `pickle.dumps` makes of a part's names, and returns how long the worker took,
    in seconds, with what it makes of the results.
    """

    work: Work

    def __call__(self, names: bytes) -> tuple[float, bytes]:
        """Do the work."""
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
    run = _Run(client, names, work, apart, lost)
    try:
        yield from run
    finally:
        # Nobody waits for the rest.
        with contextlib.suppress(Exception):
            client.cancel(list(run.sent), force=True)


class _Run:
    """The parts that are on their way, and the results that wait for those before them."""

    def __init__(
        self, client: Client, names: Iterator[str], work: Work, apart: Work, lost: Callable
    ) -> None:
        from distributed import as_completed

        self.client: Any = client  # Dask's own types do not know of work that is an object
        self.names, self.work, self.apart = iter(names), work, apart
        self.lost = lost
        self.size, self.threads, self.asked = FIRST, 1, -_ASK
        self.sent: dict = {}
        self.results: dict[int, list] = {}
        self.numbers = itertools.count()
        self.turn = 0
        # The future's answer comes with it: no question to the cluster for each part.
        self.done = as_completed(loop=client.loop, with_results=True, raise_errors=False)

    def __iter__(self) -> Iterator:
        while True:
            self._send()
            if not self.sent:
                return
            for future, answer in self.done.next_batch():
                part = self.sent.pop(future)
                self.results[part.number] = self._answer(part, answer)
            while self.turn in self.results:
                yield from self.results.pop(self.turn)
                self.turn += 1

    def _send(self) -> None:
        """Hand out parts until as many are on their way as may be."""
        if time.monotonic() - self.asked >= _ASK:
            self.threads = max(1, sum(self.client.nthreads().values()))
            self.asked = time.monotonic()
        room = AHEAD * self.threads - len(self.sent) - len(self.results)
        parts: list[_Part] = []
        while len(parts) < room and (names := list(itertools.islice(self.names, self.size))):
            parts.append(_Part(next(self.numbers), names))
        if parts:
            packed = [pickle.dumps(part.names) for part in parts]
            futures: list[Future] = self.client.map(
                Packed(self.work), packed, pure=False, key="read"
            )
            self.sent.update(zip(futures, parts, strict=True))
            self.done.update(futures)

    def _answer(self, part: _Part, answer: object) -> list:
        """Return the results of a part, and see how large the next ones should be."""
        from distributed import KilledWorker

        if isinstance(answer, CancelledError):
            raise _gone() from answer
        assert isinstance(answer, tuple)
        if len(answer) == 3:  # Dask's way to say that it failed: kind, error, where
            if isinstance(answer[1], KilledWorker):
                return self._apart(part.names)
            if isinstance(answer[1], ImportError):
                raise ClusterError(
                    f"The cluster's workers lack what is needed ({answer[1]}): install this "
                    "project there, in the same version."
                ) from answer[1]
            raise answer[1]
        seconds, packed = answer
        size = round(SECONDS * len(part.names) / max(seconds, 1e-6))
        # One part alone is no measure.
        self.size = min(max(size, 1, self.size // 2), MOST, 2 * self.size)
        return pickle.loads(packed)

    def _apart(self, names: list[str]) -> list:
        """Read a part that has killed its workers, so that these survive; else name by name."""
        from distributed import KilledWorker

        try:
            return self.client.submit(self.apart, names, pure=False).result()
        except KilledWorker:
            if len(names) == 1:
                return [self.lost(names[0])]
            return [result for name in names for result in self._apart([name])]
        except CancelledError as error:
            raise _gone() from error


def _gone() -> ClusterError:
    return ClusterError(
        "The cluster went away: see its own messages, then go on with --resume when it is back."
    )
