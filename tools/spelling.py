"""Looks up words in an English dictionary and in the project's own list, in British spelling.

The dictionary comes with `pyspellchecker` and needs no network. `words.txt` holds the project's own
words: the field's terms, names, and what the dictionary, an American one, does not know.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import filterfalse
from pathlib import Path

from spellchecker import SpellChecker

from tools.prose import (
    ROOT,
    docstrings,
    markdown,
    printed,
    running_text,
    sentences_in_code,
)

LIST = Path(__file__).with_name("words.txt")
OWN = LIST.read_text(encoding="utf-8").split()
NAMES = [word for word in OWN if not word.islower()]
MODULES = sorted(
    path
    for folder in ("helpers", "tools")
    for path in (ROOT / folder).rglob("*.py")
    if docstrings(path)
)
WORD = re.compile(r"(?<![\w@.])[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ]*(?:['’][A-Za-z]+)?(?![\w(=]|\.\w)")
#: In a docstring: an argument's name, an option, a paper's title (which keeps its spelling).
_NOT_PROSE = re.compile(r"^ *\w+(, \w+)*:(?= )|--[\w-]+|(?<!\w)\*[^*]+\*", re.MULTILINE)
_CLASS = re.compile(r"(?:[A-Z][a-z]+){2,}")

#: American spellings, and the British ones that this project uses.
AMERICAN = {
    r"colors?|colored|coloring|colorful": "colour",
    r"gr[a]ys?|grayscale": "grey",
    r"neighbors?|neighboring|neighbor's": "neighbour",
    r"centers?|centered|centering": "centre",
    r"behaviors?|favors?|favored|favorite|honors?": "…our",
    r"labeled|labeling|modeled|modeling|canceled|traveled": "…ll…",
    r"artifacts?": "artefact",
    r"[a-z]+(?:iz(?:e|ed|es|er|ing|able)|ization|izations|yz(?:e|ed|es|ing))": "…is…, …ys…",
}
#: Ends like an American verb, and is none, or is the name of a thing in a library.
NOT_AMERICAN = {"size", "sizes", "sized", "resize", "resized", "prize", "optimizer"}


@cache
def dictionary() -> set[str]:
    """Return the words of the English dictionary."""
    return set(SpellChecker(language="en").word_frequency.dictionary)


@cache
def words(path: Path) -> frozenset[str]:
    """Return the words of a document; identifiers and file names are none."""
    if path.suffix == ".py":
        text = _NOT_PROSE.sub("", docstrings(path))
        if path.parent.name == "checks":
            text += "\n\n" + sentences_in_code(path).replace(docstrings(path), "")
    else:
        text = markdown(path)
    if path.suffix == ".ipynb":
        text += "\n\n" + printed(path)
    found = frozenset(WORD.findall(running_text(text).replace("’", "'")))
    return found if path.suffix != ".py" else frozenset(filterfalse(_CLASS.fullmatch, found))


def is_known(word: str) -> bool:
    """Say whether a word is spelled as the dictionary or the project's list has it.

    A name keeps its capitals: Keras is known, keras is not.
    """
    stem = re.sub(r"'s?$", "", word)
    if len(stem) < 3 or stem in OWN or stem.lower() in dictionary():
        return True
    return stem.istitle() and stem.lower() in OWN and stem.lower() not in map(str.lower, NAMES)


def misspelled(path: Path) -> list[str]:
    """Return the words of a document that no list knows."""
    return sorted(word for word in words(path) if not is_known(word))


def american(path: Path) -> list[str]:
    """Return the words of a document that are spelled the American way, with the British one."""
    return sorted(
        f"{word}: {british}"
        for word in words(path)
        for pattern, british in AMERICAN.items()
        if re.fullmatch(pattern, word) or re.fullmatch(pattern, word[0].lower() + word[1:])
        if word.lower() not in NOT_AMERICAN
    )
