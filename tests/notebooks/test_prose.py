"""Where the prose leads: links, pictures, the glossary; and that `tools.style` notices mistakes."""

from __future__ import annotations

import re

import pytest

from tools import spelling, style
from tools.prose import NOTEBOOKS, PAGES, ROOT, anchor, headings, links, markdown

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


def test_misspelled_words_are_noticed():
    for mistake in ("convoluton", "recieve", "Tensorflow", "Keraz", "lenght", "seperate"):
        assert not spelling.is_known(mistake), mistake
    for word in ("convolution", "Receive", "TensorFlow", "Keras'", "MNIST's", "don't"):
        assert spelling.is_known(word), word


def test_long_loud_and_american_prose_is_noticed(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"Simply look!\n\nOf {'one and ' * 40}the other color.\n", encoding="utf-8")
    long, *loud = style.of_document(page)
    assert long.startswith("a long sentence: Of one and")
    assert [line.split()[0] for line in loud] == ["“Simply”", "“!”"]
    assert spelling.american(page) == ["color: colour"]


def test_the_list_of_words_is_sorted_and_holds_nothing_else():
    assert sorted(set(spelling.OWN), key=lambda word: (word.lower(), word)) == spelling.OWN
    assert [word for word in spelling.OWN if word in spelling.dictionary()] == []
