"""A folder's names come in order and in little memory, whatever their number."""

import tracemalloc

import pytest

from helpers.folder import listing
from helpers.folder.listing import Listing


def everything(name):
    return True


@pytest.mark.parametrize("run", [1, 3, 10, 1000])
def test_names_come_in_order_however_few_are_kept_in_memory(monkeypatch, run):
    monkeypatch.setattr(listing, "RUN", run)
    names = [f"{(number * 37) % 100}\n\udcff.png" for number in range(100)]
    found = Listing(((name, False) for name in names), everything)
    assert found.count == 100
    assert list(found) == sorted(names)
    assert list(found) == []


def test_memory_does_not_grow_with_the_folder(monkeypatch):
    monkeypatch.setattr(listing, "RUN", 1000)

    def peak(count):
        tracemalloc.start()
        found = Listing(((f"{number:0100d}", False) for number in range(count)), everything)
        assert sum(1 for _ in found) == count
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert peak(20_000) < 2 * peak(2_000)


def test_of_what_is_left_out_only_the_first_names_are_kept():
    entries = [(f"{number:03}.txt", False) for number in range(500)] + [("z.PDF", False)]
    found = Listing(reversed(entries), lambda name: False, {"007.txt"})
    assert list(found.left_out()) == [
        "500 files left out: 000.txt, 001.txt, 002.txt, 003.txt, 004.txt and 495 more "
        "(not pictures; save the pages of a PDF as PNG, one file for each)."
    ]
