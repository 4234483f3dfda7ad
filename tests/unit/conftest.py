"""What the tests of this folder share."""

from __future__ import annotations

import pytest

from helpers import data
from helpers.figures.drawing.picture import Picture


@pytest.fixture(scope="session", autouse=True)
def mnist_is_read_once():
    """Read MNIST once, which takes a quarter of a second; nobody may write into what is shared."""
    read, ours = data._read_copy, data.data_folder() / data.FILE_NAME
    arrays = read(ours) or {}
    for array in arrays.values():
        array.setflags(write=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            data, "_read_copy", lambda path: arrays if arrays and path == ours else read(path)
        )
        yield


@pytest.fixture
def unrendered(monkeypatch):
    """Leave the pixels of matplotlib's figures away, which take half a second each."""
    plain = classmethod(lambda cls, figure, text, colours=None: cls(b"", text, 1))
    monkeypatch.setattr(Picture, "from_figure", plain)
