"""How a folder is handed to a cluster in parts: sizes, order, what befalls a part; no process."""

from __future__ import annotations

import contextlib
import pickle
from concurrent.futures import CancelledError
from dataclasses import FrozenInstanceError
from types import SimpleNamespace

import pytest

from helpers.folder import cluster
from helpers.folder.cluster import ClusterError, Packed, spread

distributed = pytest.importorskip("distributed")


def upper(names):
    return [name.upper() for name in names]


class Answers:
    """Stands for Dask's client and for its `as_completed`: answers as it is told."""

    def __init__(self, monkeypatch, threads=1, seconds=0.0, at_once=len, clock=lambda: 0.0):
        self.threads, self.seconds, self.at_once = threads, seconds, at_once
        self.sizes, self.waiting, self.asked, self.cancelled = [], [], [], None
        self.loop, self.most = "loop", 0
        monkeypatch.setattr(distributed, "as_completed", self.as_completed)
        monkeypatch.setattr(
            cluster, "time", SimpleNamespace(monotonic=clock, perf_counter=iter([3, 5]).__next__)
        )

    def as_completed(self, **options):
        assert options == {"loop": "loop", "with_results": True, "raise_errors": False}
        return self

    def nthreads(self):
        self.asked.append(True)
        return {"a": self.threads} if self.threads else {}

    def map(self, work, packed, *, pure, key):
        assert isinstance(work, Packed) and not pure and key == "read"
        futures = [object() for _ in packed]
        self.sizes += [len(pickle.loads(part)) for part in packed]
        answers = [self.answer(work.work, part) for part in packed]
        self.waiting += zip(futures, answers, strict=True)
        return futures

    def answer(self, work, packed):
        return self.seconds, pickle.dumps(work(pickle.loads(packed)))

    def update(self, futures):
        self.most = max(self.most, len(self.waiting))

    def next_batch(self):
        count = self.at_once(self.waiting)
        batch, self.waiting = self.waiting[-count:], self.waiting[:-count]
        return batch

    def cancel(self, futures, force):
        self.cancelled = len(futures), force


def run(client, count, apart=upper, lost=str):
    names = (f"n{number}" for number in range(count))
    return spread(client, names, upper, apart, lost)


def test_parts_grow_up_to_500_and_come_back_in_order(monkeypatch):
    client = Answers(monkeypatch)
    assert list(run(client, 3000)) == [f"N{number}" for number in range(3000)]
    # Each of four answers doubles what comes next: 16 … 256, then as much as may be.
    assert client.sizes == [16] * 4 + [256] * 4 + [500] * 3 + [412]
    assert client.cancelled == (0, True)


@pytest.mark.parametrize(
    ("seconds", "then"), [(1.0, 16), (0.5, 32), (2.0, 8), (0.8, 20), (16.0, 8), (1e-6, 32)]
)
def test_a_part_takes_a_second(monkeypatch, seconds, then):
    client = Answers(monkeypatch, seconds=seconds)
    monkeypatch.setattr(cluster, "AHEAD", 1)
    list(run(client, 100))
    assert client.sizes[:2] == [16, then]


def test_a_part_has_one_name_at_least(monkeypatch):
    client = Answers(monkeypatch, seconds=1e9)
    list(run(client, 100))
    assert client.sizes == [16] * 4 + [1] * 36


@pytest.mark.parametrize(("threads", "ahead"), [(0, 4), (1, 4), (3, 12)])
def test_no_more_than_four_parts_a_thread_are_ahead(monkeypatch, threads, ahead):
    client = Answers(monkeypatch, threads, seconds=1.0, at_once=lambda waiting: 1)
    assert list(run(client, 500)) == [f"N{number}" for number in range(500)]
    assert client.most == ahead
    # The last one handed out is done first: until the first is, nothing more is handed out.
    client = Answers(monkeypatch, 1, seconds=1.0, at_once=lambda waiting: 1)
    assert next(run(client, 500)) == "N0" and len(client.sizes) == 4


def test_the_cluster_is_asked_for_its_threads_every_five_seconds(monkeypatch):
    times = iter([0.0, 4.9, 5.0, 9.9, 10.0, 14.0])
    client = Answers(monkeypatch, 1, 1.0, clock=lambda: next(times))
    results, asked = run(client, 16 * 4 * 5), []
    for _ in range(5):
        for _ in range(64):
            next(results)
        asked.append(len(client.asked))
    assert asked == [1, 1, 2, 2, 3]


def test_work_is_told_with_its_seconds(monkeypatch):
    Answers(monkeypatch)
    packed = Packed(upper)
    seconds, results = packed(pickle.dumps(["a"]))
    assert seconds == 2 and pickle.loads(results) == ["A"]
    with pytest.raises(FrozenInstanceError):
        packed.work = str


class Failing(Answers):
    """Each part fails with an error."""

    def __init__(self, monkeypatch, error):
        super().__init__(monkeypatch)
        self.error, self.submitted = error, []

    def answer(self, work, packed):
        return self.error if isinstance(self.error, CancelledError) else ("kind", self.error, "")

    def submit(self, apart, names, *, pure):
        assert not pure
        self.submitted.append(len(names))

        def result():
            if isinstance(self.error, CancelledError):
                raise self.error
            if "n2" in names:
                raise self.error
            return apart(names)

        return SimpleNamespace(result=result)


def test_a_part_that_kills_its_workers_is_read_apart_and_then_name_by_name(monkeypatch):
    client = Failing(monkeypatch, distributed.KilledWorker("read", "worker", 3))
    assert list(run(client, 20, lost=lambda name: f"{name} lost"))[:4] == [
        "N0", "N1", "n2 lost", "N3",
    ]  # fmt: skip
    assert sorted(client.submitted) == [1] * 16 + [4, 16]


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (ImportError("no cv2"), ClusterError, "no cv2"),
        (KeyError("x"), KeyError, "x"),
        (CancelledError(), ClusterError, "went away"),
    ],
)
def test_what_stops_the_cluster_is_told(monkeypatch, error, kind, words):
    client = Failing(monkeypatch, error)
    with pytest.raises(kind, match=words) as raised:
        next(run(client, 64))
    assert error in (raised.value, raised.value.__cause__)
    assert client.cancelled == (3, True)


def test_workers_have_one_thread_each_and_are_reachable_from_here_alone(monkeypatch):
    asked = []

    def known(kind):
        def start(*given, **options):
            asked.append((kind, given, options))
            return contextlib.nullcontext(SimpleNamespace(scheduler_address="here"))

        return start

    config = SimpleNamespace(set=lambda settings: None)
    packages = SimpleNamespace(config=config, LocalCluster=known("workers"), Client=known("client"))
    monkeypatch.setattr(cluster, "required", lambda name, what: packages)
    with cluster.cluster(3):
        pass
    (_, _, options), (_, given, client) = asked
    assert options["n_workers"] == 3 and options["threads_per_worker"] == 1
    assert options["host"] == "127.0.0.1" and options["dashboard_address"] == "127.0.0.1:0"
    assert given == ("here",) and client == {"set_as_default": False}
    asked.clear()
    with cluster.cluster(address="tcp://there"):
        pass
    assert [(kind, given) for kind, given, _ in asked] == [("client", ("tcp://there",))]
