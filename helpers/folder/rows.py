"""The rows of results: their columns, and how a name is shown."""

from __future__ import annotations

from collections.abc import Sequence

#: The columns of the CSV file, in this order.
COLUMNS = ("file", "digits", "confidence", "status", "message")


class UsageError(ValueError):
    """The command was called in a way that cannot work; the message says what to do."""


def printable(name: str) -> str:
    """Return a file's name with whatever would upset a terminal written as an escape.

    >>> printable("two\\nlines.png")
    'two\\\\nlines.png'
    """
    if name.isprintable():
        return name
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in name
    )


def count_of(number: int, what: str) -> str:
    """Return how many there are.

    >>> count_of(1, "file"), count_of(2000, "file")
    ('1 file', '2,000 files')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def named(names: Sequence[str], number: int) -> str:
    """Return the first names of `number`, and how many more there are.

    >>> named(["a.png", "b.png"], 7)
    'a.png, b.png and 5 more'
    """
    more = f" and {number - len(names):,} more" if number > len(names) else ""
    return ", ".join(map(printable, names)) + more
