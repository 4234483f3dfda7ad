"""Every word is in an English dictionary or in the project's own list, in British spelling.

The dictionary comes with pyspellchecker and needs no network. `words.txt` holds the project's own
words: the field's terms, names, and what the dictionary, an American one, does not know.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import filterfalse
from pathlib import Path

import pytest
from spellchecker import SpellChecker

from tests.notebooks.prose import (
    NOTEBOOKS,
    PAGES,
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

documents = pytest.mark.parametrize(
    "path", [*NOTEBOOKS, *PAGES, *MODULES], ids=lambda path: str(path.relative_to(ROOT))
)


@cache
def dictionary() -> set[str]:
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


@documents
def test_words_are_spelled_rightly(path):
    unknown = sorted(word for word in words(path) if not is_known(word))
    assert unknown == [], "mistakes? Words that are right belong into words.txt"


@documents
def test_the_spelling_is_british(path):
    found = sorted(
        f"{word}: {british}"
        for word in words(path)
        for american, british in AMERICAN.items()
        if re.fullmatch(american, word) or re.fullmatch(american, word[0].lower() + word[1:])
        if word.lower() not in NOT_AMERICAN
    )
    assert found == []


def test_the_check_finds_mistakes():
    for mistake in ("convoluton", "recieve", "Tensorflow", "Keraz", "lenght", "seperate"):
        assert not is_known(mistake), mistake
    for word in ("convolution", "Receive", "TensorFlow", "Keras'", "MNIST's", "don't"):
        assert is_known(word), word


def test_the_list_is_sorted_and_holds_nothing_else():
    assert sorted(set(OWN), key=lambda word: (word.lower(), word)) == OWN
    assert [word for word in OWN if word in dictionary()] == []
