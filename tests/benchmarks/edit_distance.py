"""How many digits of a reading are wrong, missing or too many."""

from __future__ import annotations


def edit_distance(read: str, written: str) -> int:
    """Return the fewest insertions, deletions and replacements between two strings.

    Source: V. Levenshtein, *Binary codes capable of correcting deletions, insertions, and
    reversals*, 1966.

    >>> edit_distance("112", "12"), edit_distance("7", "1"), edit_distance("", "12")
    (1, 1, 2)
    """
    distances = list(range(len(written) + 1))
    for row, given in enumerate(read, 1):
        last = [row]
        for column, wanted in enumerate(written, 1):
            replaced = distances[column - 1] + (given != wanted)
            last.append(min(distances[column] + 1, last[-1] + 1, replaced))
        distances = last
    return distances[-1]
