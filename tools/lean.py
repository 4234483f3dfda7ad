"""Makes a page of Sphinx load little: what it does without goes, and pictures wait for their turn.

The theme brings six style sheets with some thousand rules, most of them for what no page here has,
and a script that draws icons. On a telephone all of it would come before the first word.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import tinycss2
from PIL import Image
from tinycss2.ast import AtRule, Node, QualifiedRule

#: One style sheet in the place of all.
STYLES = "pages.css"
_SHEET = re.compile(r'<link (?=[^>]*rel="stylesheet")[^>]*href="([^"?]+)[^>]*>\s*')
_PICTURE = re.compile(r'<img [^>]*?\bsrc="(?P<file>(?!data:|https?:)[^"?]+)"[^>]*>')
_OPTIONS = re.compile(r'<script src="([^"?]*documentation_options\.js)[^"]*"></script>')
#: `fontawesome.js` draws icons of one's own, of which there are none. What is loaded beforehand
#: would come before what is seen.
_USELESS = re.compile(
    r'<script defer src="[^"]*/fontawesome\.js[^"]*"></script>'
    r'|<link rel="preload" as="script"[^>]*>'
)
_AT_ONCE = re.compile(r'<script src="(?=[^"]*/(?:doctools|sphinx_highlight)\.js)')
_WORD = re.compile(r"[\w-]+")


def make_lean(pages: Sequence[Path], static: Path) -> None:
    """Rewrite pages, and write the one style sheet that they share.

    Args:
        pages: files of HTML; those that Sphinx gave the same style sheets.
        static: the folder of what they load.
    """
    texts = {page: page.read_text(encoding="utf-8") for page in pages}
    scripts = [
        path.read_text(encoding="utf-8")
        for path in static.rglob("*.js")
        if path.name != "fontawesome.js"
    ]
    known = {word for text in [*texts.values(), *scripts] for word in _WORD.findall(text)}
    sheets = [(pages[0].parent / name).resolve() for name in _SHEET.findall(texts[pages[0]])]
    styles = "".join(used(read_sheet(sheet, static), known) for sheet in sheets)
    (static / STYLES).write_text(styles, encoding="utf-8")
    version = hashlib.sha256(styles.encode()).hexdigest()[:8]
    options = (static / "documentation_options.js").read_text(encoding="utf-8")
    for page in pages:
        text = texts[page]
        root = "../" * (len(page.relative_to(static.parent).parts) - 1)
        link = f'<link rel="stylesheet" href="{root}{static.name}/{STYLES}?v={version}">\n'
        for place, sheet in enumerate(_SHEET.finditer(text)):
            text = text.replace(sheet[0], "" if place else link, 1)
        text = _OPTIONS.sub(f"<script>{options}</script>", text)
        text = _USELESS.sub("", text)
        if "searchtools.js" not in text:  # which expects them to be there
            text = _AT_ONCE.sub('<script defer src="', text)
        page.write_text(with_sizes(text, page.parent), encoding="utf-8")


def read_sheet(path: Path, static: Path) -> str:
    """Return a style sheet with those that it imports, its files named from `static`."""
    text = path.read_text(encoding="utf-8")
    if path.parent != static:
        text = text.replace("url(../", "url(")
    return re.sub(
        r'@import (?:url\()?"?(?:\.\./)?([\w.-]+)"?\)?;',
        lambda found: read_sheet(static / found[1], static),
        text,
    )


def used(styles: str, known: set[str]) -> str:
    """Return the rules whose classes and names occur somewhere.

    >>> used(".a, .b > p { color: red } @media print { .b { margin: 0 } }", {"a"})
    '.a{ color: red }'
    """
    return _used(tinycss2.parse_stylesheet(styles, skip_comments=True, skip_whitespace=True), known)


def _used(rules: Iterable[Node], known: set[str]) -> str:
    kept = ""
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = [each for each in _split(rule.prelude) if _names(each) <= known]
            if selectors:
                written = ",".join(tinycss2.serialize(each).strip() for each in selectors)
                kept += f"{written}{{{tinycss2.serialize(rule.content)}}}"
        elif isinstance(rule, AtRule) and rule.content and _holds_rules(rule):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if held := _used(inner, known):
                kept += f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{held}}}"
        else:
            kept += rule.serialize()
    return kept


def _holds_rules(rule: AtRule) -> bool:
    return rule.lower_at_keyword in ("media", "supports", "container", "layer")


def _split(prelude: Sequence[Node]) -> list[list[Node]]:
    selectors: list[list[Node]] = [[]]
    for token in prelude:
        if token == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def _names(selector: Sequence[Node]) -> set[str]:
    """Return the classes and names that something must have; what `:not(…)` holds it need not."""
    names = {token.value for token in selector if token.type == "hash"}
    following = pairwise(selector)
    return names | {after.value for dot, after in following if dot == "." and after.type == "ident"}


def with_sizes(page: str, folder: Path) -> str:
    """Return a page whose pictures have a place of their size, and are loaded when they come near.

    Args:
        page: its HTML.
        folder: where it lies; its pictures are named from there.
    """

    def sized(found: re.Match[str]) -> str:
        width, height = Image.open(folder / unquote(found["file"])).size
        shown = int(asked[1]) if (asked := re.search(r'\bwidth="(\d+)', found[0])) else width
        sizes = f'width="{shown}" height="{round(shown * height / width)}"'
        rest = re.sub(r' (?:width|height)="[^"]*"', "", found[0][len("<img") :])
        return f'<img loading="lazy" {sizes}{rest}'

    return _PICTURE.sub(sized, page)
