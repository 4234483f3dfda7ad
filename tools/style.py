"""Warns where prose is long, hurried, loud or misspelled; no build fails for it.

`python -m tools.style` prints one line for each place; a run of the tests ends with the same lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tools.prose import NOTEBOOKS, PAGES, ROOT, count_words, markdown, read, running_text, sentences
from tools.spelling import MODULES, american, misspelled

WORDS, CODE_CELLS, EXERCISES = range(800, 1601), range(10, 21), range(2, 6)
#: Chapter 00 shows what the others explain; 07 comes in three parts: by hand, with Keras, and what
#: is worth what.
OTHER_CODE_CELLS = {"00_start_here": range(1, 21), "07_training": range(10, 24)}
LONGEST_CELL, MEDIAN_CELL = 25, 8
LONGEST_SENTENCE = 32
#: Read by people who look something up: their sentences may be long.
LOOKED_UP = {"CONTRIBUTING.md", "training-log.md"}
#: What is stated must be between the quick reader's time and twice that: sliders invite to play.
WORDS_A_MINUTE, MINUTES_A_CELL, MINUTES_AN_EXERCISE = 200, 0.5, 3
BANNED = re.compile(
    r"!|\b(?:simply|obviously|just|trivial(?:ly)?|basically|easily|of course)\b", re.IGNORECASE
)


def of_chapter(path: Path) -> Iterator[str]:
    """Yield what is unusual in a notebook's measures."""
    text = markdown(path)
    cells = [cell for cell in read(path).cells if cell.cell_type == "code"]
    exercises = [cell for cell in cells if "exercise" in cell.metadata.get("tags", [])]
    lines = [len(cell.source.splitlines()) for cell in cells]
    shown = len(cells) - len(exercises)
    for count, usual, what in (
        (count_words(text), WORDS, "words"),
        (shown, OTHER_CODE_CELLS.get(path.stem, CODE_CELLS), "cells of code"),
        (len(exercises), EXERCISES, "exercises"),
        (max(lines), range(LONGEST_CELL + 1), "lines in the longest cell"),
        (int(median(lines)), range(MEDIAN_CELL + 1), "lines in the middle cell"),
    ):
        if count not in usual:
            yield f"{count} {what}, usual are {usual[0]} to {usual[-1]}"
    read_once = re.sub(r"<details>.*?</details>|^\|.*$", "", text, flags=re.DOTALL | re.MULTILINE)
    needed = (
        count_words(read_once) / WORDS_A_MINUTE
        + shown * MINUTES_A_CELL
        + len(exercises) * MINUTES_AN_EXERCISE
    )
    stated = re.search(r"\*\*Minutes:\*\* (\d+)", text)
    if stated and not 0.9 * needed <= int(stated[1]) <= 2 * needed:
        yield f"{stated[1]} minutes are stated, {needed:.0f} to {2 * needed:.0f} are likely"


def of_document(path: Path) -> Iterator[str]:
    """Yield the long sentences and the loud or belittling words of a notebook or a page."""
    text = markdown(path)
    if path.name not in LOOKED_UP:
        for sentence in sentences(text):
            if len(re.findall(r"\w[\w'’.,-]*", sentence)) > LONGEST_SENTENCE:
                yield f"a long sentence: {sentence}"
    for word in BANNED.findall(running_text(re.sub(r"!\[", "[", text))):
        yield f"“{word}” shouts or talks down"


def warnings() -> list[str]:
    """Return all warnings, each with the document that it is about."""
    found = [(path, line) for path in NOTEBOOKS for line in of_chapter(path)]
    found += [(path, line) for path in (*NOTEBOOKS, *PAGES) for line in of_document(path)]
    for path in (*NOTEBOOKS, *PAGES, *MODULES):
        found += [(path, f"“{word}” is in no list of words") for word in misspelled(path)]
        found += [(path, f"American: {word}") for word in american(path)]
    return [f"{path.relative_to(ROOT)}: {line}" for path, line in found]


if __name__ == "__main__":
    print("\n".join(warnings()) or "Nothing to warn of.")
