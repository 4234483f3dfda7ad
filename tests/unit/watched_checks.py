"""What a check asks of an answer, and what it says of wrong ones, in lines that can be kept.

Sentences stand for themselves: of each only its numbers are kept, and a letter that says which of
the answers get the same one. So a new wording hardly changes anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from helpers.checks import cases, exercise
from helpers.recognition.readings import Reading
from tests.unit.told_numbers import brief


def watch(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that fills with what functions are called with, and with what is expected."""
    lines: list[str] = []
    answer, refuse_changed = cases._answer, exercise._refuse_changed

    def note_case(function, case, number, read):
        lines.extend(_case(case))
        return answer(function, case, number, read)

    def note_call(function, arguments, before):
        lines.append(f"given {brief(_named(before))}")
        refuse_changed(function, arguments, before)

    monkeypatch.setattr(cases, "_answer", note_case)
    monkeypatch.setattr(exercise, "_refuse_changed", note_call)
    return lines


def _case(case: cases.Case) -> Iterator[str]:
    near = brief([case.tolerance, case.relative, case.rounded])
    yield f"expected {brief(case.right)}; near {near}"
    yield "  mistakes " + " | ".join(brief(wrong) for wrong, _ in case.results())
    sentences = [case.before, case.shape]
    if isinstance(case.otherwise, str) and "{must" not in case.otherwise:
        sentences.append(case.otherwise.replace("{before}", case.before))
    numbers = dict.fromkeys(words_of(each)[1] for each in sentences)
    yield f"  says {' | '.join(filter(None, numbers))}"


def _named(value: object) -> object:
    """Return a function or a network by its kind: its address changes."""
    if isinstance(value, Reading):
        return f"{value.file} {value.digits} {value.confidence} {value.status}"
    if isinstance(value, list):
        return [_named(each) for each in value]
    plain = isinstance(value, int | float | str) or hasattr(value, "dtype")
    return value if plain else type(value).__name__


def words_of(message: str) -> tuple[str, str]:
    """Return a sentence without its numbers, and its numbers.

    >>> words_of("A pixel of 100 became 1.5.")
    ('A pixel of # became #.', '100 1.5')
    """
    numbers = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?%?")
    return numbers.sub("#", message), " ".join(numbers.findall(message))


class Sentences:
    """Letters for sentences, in the order in which they come."""

    def __init__(self) -> None:
        """Know none yet."""
        self.letters: dict[str, str] = {}

    def line(self, what: str, status: str, message: str) -> str:
        """Return a line of what was wrong, and which sentence with which numbers was said."""
        words, numbers = words_of(message)
        if words.startswith(("Your code stopped", "Your answer has a form")):
            words, numbers = "stopped", ""
        letter = self.letters.setdefault(words, chr(ord("A") + len(self.letters)))
        mark = "" if status == "wrong" else f"{status} "
        what = what if len(what) <= 60 else f"{what[:30]} … {what[-30:]}"
        return f"{' '.join(what.split())}: {mark}{letter} {numbers}".rstrip()
