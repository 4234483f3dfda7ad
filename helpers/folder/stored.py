"""Folders and files: on a disk, or in a storage that fsspec knows (`s3://bucket/scans`)."""

from __future__ import annotations

import importlib
import os
import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from helpers.folder.rows import UsageError

#: So many files of a storage are fetched at once: a storage answers slowly, but many at a time.
FETCHED = 32


@dataclass(frozen=True)
class Stored:
    """A file or a folder in a storage, by its address: `s3://bucket/scans/7.png`."""

    address: str

    @property
    def name(self) -> str:
        """The last part of the address."""
        return posixpath.basename(self.address)


Folder = Path | Stored
File = Path | Stored


def folder_at(address: str) -> Folder:
    """Return the folder at a path or an address.

    Raises:
        UsageError: fsspec, or what it needs for this kind of storage, is not there.

    >>> folder_at("memory://scans/"), folder_at("scans").is_absolute()
    (Stored(address='memory://scans'), True)
    """
    if "://" not in address:
        # The workers of a cluster may stand elsewhere.
        return Path(os.path.abspath(address))  # noqa: PTH100  links stay as they are
    required("fsspec", f"“{address}”")
    from fsspec.implementations.local import LocalFileSystem

    storage, path = _storage(address)
    return Path(path) if isinstance(storage, LocalFileSystem) else Stored(address.rstrip("/"))


def required(package: str, what: str) -> ModuleType:
    """Return a package of the optional extra.

    Raises:
        UsageError: it is not installed; the message says how to get it.
    """
    try:
        return importlib.import_module(package)
    except ImportError as error:
        raise UsageError(
            f"{what} needs {package}: get it with “pip install -e .[cluster]” in this project's "
            "folder."
        ) from error


def _storage(address: str):  # type: ignore[no-untyped-def]  # fsspec need not be there
    import fsspec

    try:
        # A listing of millions is not to be remembered.
        return fsspec.core.url_to_fs(address, use_listings_cache=False)
    except (ImportError, ValueError) as error:
        raise UsageError(f"“{address}” cannot be opened: {error}.".replace("..", ".")) from error


def entries(folder: Folder) -> Iterator[tuple[str, bool]]:
    """Yield each name in a folder, and whether it is a folder itself.

    A disk hands them over one by one; fsspec has a list of the whole folder, for a moment.

    Raises:
        OSError: the folder does not exist or may not be looked into.

    >>> ("stored.py", False) in list(entries(Path(__file__).parent))
    True
    """
    if isinstance(folder, Path):
        with os.scandir(folder) as found:
            for entry in found:
                yield entry.name, _is_folder(entry)
        return
    storage, path = _storage(folder.address)
    try:
        listed = storage.ls(path, detail=True)
    except OSError:
        raise
    except Exception as error:  # each storage has errors of its own
        raise OSError(None, f"{type(error).__name__}: {error}") from error
    path = path.rstrip("/")
    for entry in listed:
        place, is_folder = entry["name"].rstrip("/"), entry["type"] == "directory"
        if place.lstrip("/") != path.lstrip("/"):
            yield posixpath.basename(place), is_folder
        elif not is_folder and len(listed) == 1 and entry["name"] == path:
            raise NotADirectoryError(folder.address)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # links in a circle
        return False


def file_in(folder: Folder, name: str) -> File:
    """Return the file of that name in a folder.

    >>> file_in(Stored("memory://scans"), "7.png")
    Stored(address='memory://scans/7.png')
    """
    return folder / name if isinstance(folder, Path) else Stored(f"{folder.address}/{name}")


def fetched(files: Sequence[Stored], most: int) -> Iterator[bytes | Exception]:
    """Yield the first bytes, at most `most`, of each file of a storage; or why there are none."""
    for start in range(0, len(files), FETCHED):
        found = [_storage(file.address) for file in files[start : start + FETCHED]]
        storage, paths = found[0][0], [path for _, path in found]
        starts, ends = [0] * len(paths), [most] * len(paths)
        yield from storage.cat_ranges(paths, starts, ends, on_error="return")
