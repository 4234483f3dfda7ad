"""How the chapters read: length, time, cells, sentences, tone, and where their links lead."""

from __future__ import annotations

import re
from statistics import median

import pytest

from tests.notebooks.prose import (
    NOTEBOOKS,
    PAGES,
    ROOT,
    anchor,
    count_words,
    headings,
    links,
    markdown,
    read,
    running_text,
    sentences,
)

WORDS = range(800, 1601)
CODE_CELLS = range(10, 21)
#: Chapter 00 shows what the others explain: little code, and a map and a table of troubles.
FEW_CODE_CELLS = {"00_start_here"}
#: Chapter 07 comes in three parts: by hand, with Keras, and what is worth what.
MANY_CODE_CELLS = {"07_training": 23}
LONGEST_SENTENCE = 32
#: What is stated must be between the quick reader's time and twice that: sliders invite to play.
WORDS_A_MINUTE, MINUTES_A_CELL, MINUTES_AN_EXERCISE = 200, 0.5, 3
BANNED = re.compile(
    r"!|\b(?:simply|obviously|just|trivial(?:ly)?|basically|easily|of course)\b", re.IGNORECASE
)

#: Addresses outside the repository that prose may name, with the reason. No test fetches them.
OUTSIDE = {
    "https://colab.research.google.com/": "badges, written by tools/badges.py when published",
    "https://mybinder.org/": "badges, written by tools/badges.py when published",
    "https://github.com/": "the line that clones, written by tools/badges.py when published",
}

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
each_document = pytest.mark.parametrize(
    "path", [*NOTEBOOKS, *PAGES], ids=lambda path: str(path.relative_to(ROOT))
)


def code_cells(path) -> tuple[list, list]:
    """Return the code cells that are no exercises, and the exercises."""
    cells = [cell for cell in read(path).cells if cell.cell_type == "code"]
    exercises = [cell for cell in cells if "exercise" in cell.metadata.get("tags", [])]
    return [cell for cell in cells if cell not in exercises], exercises


@each_notebook
def test_it_can_be_read_in_one_sitting(path):
    assert count_words(markdown(path)) in WORDS


@each_notebook
def test_it_has_neither_few_nor_many_cells(path):
    shown, exercises = code_cells(path)
    most = MANY_CODE_CELLS.get(path.stem, 0)
    assert len(shown) in CODE_CELLS or path.stem in FEW_CODE_CELLS or len(shown) <= most
    assert 2 <= len(exercises) <= 5
    lines = [len(cell.source.splitlines()) for cell in (*shown, *exercises)]
    assert max(lines) <= 25
    assert median(lines) <= 8


@each_notebook
def test_the_stated_minutes_suffice(path):
    shown, exercises = code_cells(path)
    text = markdown(path)
    read_once = re.sub(r"<details>.*?</details>|^\|.*$", "", text, flags=re.DOTALL | re.MULTILINE)
    needed = (
        count_words(read_once) / WORDS_A_MINUTE
        + len(shown) * MINUTES_A_CELL
        + len(exercises) * MINUTES_AN_EXERCISE
    )
    stated = int(re.search(r"\*\*Minutes:\*\* (\d+)", text).group(1))
    assert 0.9 * needed <= stated <= 2 * needed


@pytest.mark.parametrize(
    # Those two are read by people who look something up.
    "path",
    [
        path
        for path in (*NOTEBOOKS, *PAGES)
        if path.name not in ("CONTRIBUTING.md", "training-log.md")
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_sentences_are_short(path):
    long = [
        sentence
        for sentence in sentences(markdown(path))
        if len(re.findall(r"\w[\w'’.,-]*", sentence)) > LONGEST_SENTENCE
    ]
    assert long == []


@each_document
def test_nobody_is_shouted_at_or_talked_down_to(path):
    assert BANNED.findall(running_text(re.sub(r"!\[", "[", markdown(path)))) == []


def anchors(path) -> set[str]:
    """Return where a link into a page or a notebook may lead; JupyterLab keeps the heading."""
    names = headings(path)
    return {anchor(name) for name in names} | {name.replace(" ", "-") for name in names}


@each_document
def test_links_and_pictures_inside_lead_somewhere(path):
    broken = []
    for target in links(markdown(path)):
        if target.startswith(("http://", "https://")):
            continue
        file, _, place = target.partition("#")
        goal = (path.parent / file).resolve() if file else path
        if not goal.exists() or (place and place not in anchors(goal)):
            broken.append(target)
    assert broken == []


def test_links_outside_are_listed():
    outside = {
        target
        for path in (*NOTEBOOKS, *PAGES)
        for target in links(markdown(path))
        if target.startswith(("http://", "https://")) and not target.startswith(tuple(OUTSIDE))
    }
    assert outside == set(), "list them in OUTSIDE, with the reason"


@each_notebook
def test_the_glossary_is_at_hand(path):
    assert "README.md#glossary" in links(markdown(path))


GLOSSARY = re.findall(
    r"^- \*\*([^*]+)\*\*.*\]\((\w+\.ipynb)\)\s*$",
    (ROOT / "notebooks" / "README.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


@pytest.mark.parametrize(("term", "name"), GLOSSARY)
def test_the_glossary_leads_to_a_chapter_that_uses_the_word(term, name):
    text = markdown(ROOT / "notebooks" / name).lower()
    assert term.rstrip("s").lower() in text


def test_the_glossary_is_in_order_and_complete():
    terms = [term.lower() for term, _ in GLOSSARY]
    assert terms == sorted(terms)
    assert len(terms) >= 20
