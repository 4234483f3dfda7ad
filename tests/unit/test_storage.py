"""Folders on a disk and in a storage: what is in them, and how many files are fetched at once."""

from __future__ import annotations

import sys

import pytest

from helpers.folder import stored
from helpers.folder.stored import Stored, entries, fetched, file_in


class Storage:
    """Stands for fsspec and one storage."""

    def __init__(self, found=()):
        self.found, self.asked = list(found), []
        self.core = self

    def url_to_fs(self, address, use_listings_cache):
        assert not use_listings_cache
        return self, address.removeprefix("s3://")

    def ls(self, path, detail):
        assert detail
        return self.found

    def cat_ranges(self, paths, starts, ends, on_error):
        assert on_error == "return"
        self.asked.append(len(paths))
        return [
            f"{path} {start} {end}" for path, start, end in zip(paths, starts, ends, strict=True)
        ]


@pytest.mark.parametrize("count", [0, 1, 32, 33, 70])
def test_32_files_of_a_storage_are_fetched_at_once(monkeypatch, count):
    storage = Storage()
    monkeypatch.setitem(sys.modules, "fsspec", storage)
    found = list(fetched([Stored(f"s3://a/{number}") for number in range(count)], 9))
    assert found == [f"a/{number} 0 9" for number in range(count)]
    assert storage.asked == [32] * (count // 32) + [count % 32] * (count % 32 > 0)


def test_a_folder_in_a_storage_lists_what_is_in_it(monkeypatch):
    found = [("a/b/", "directory"), ("a/b/c/", "directory"), ("a/b/1.png", "file")]
    storage = Storage({"name": name, "type": kind} for name, kind in found)
    monkeypatch.setitem(sys.modules, "fsspec", storage)
    assert list(entries(Stored("s3://a/b/"))) == [("c", True), ("1.png", False)]
    storage.found = [{"name": "a/b", "type": "file"}]
    with pytest.raises(NotADirectoryError):
        list(entries(Stored("s3://a/b")))
    storage.found = [{"name": "a/b", "type": "directory"}]
    assert list(entries(Stored("s3://a/b"))) == []
    storage.found *= 2
    storage.found[0] = {"name": "a/b", "type": "file"}
    assert list(entries(Stored("s3://a/b"))) == []  # a mark for the folder itself
    storage.ls = lambda *_, **__: (_ for _ in ()).throw(KeyError("bucket"))
    with pytest.raises(OSError, match="KeyError"):
        list(entries(Stored("s3://a")))


def test_files_on_a_disk_are_listed_and_links_in_a_circle_are_no_folders(tmp_path):
    (tmp_path / "deeper").mkdir()
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert dict(entries(tmp_path)) == {"deeper": True, "circle": False}
    assert file_in(tmp_path, "1.png") == tmp_path / "1.png"
    assert len({Stored("a://b"), Stored("a://b")}) == 1
    assert stored.FETCHED == 32
