"""The project's prose: where it stands, and what of it are words rather than code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PAGES = [
    ROOT / name
    for name in (
        "README.md",
        "index.md",
        "CONTRIBUTING.md",
        "notebooks/README.md",
        "docs/README.md",
        "docs/style.md",
        "docs/training-log.md",
    )
]

_FENCE = re.compile(r"```.*?```", re.DOTALL)
_CODE = re.compile(r"`[^`]*`")
_FORMULA = re.compile(r"\$\$.*?\$\$", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TARGET = re.compile(r"(?<=\])\([^)]*\)")
_DOCTEST = re.compile(r"^ *>>> .*?(?=^ *$|\Z)", re.DOTALL | re.MULTILINE)


def read(path: Path) -> nbformat.NotebookNode:
    """Return a notebook."""
    return nbformat.read(path, as_version=4)


def markdown_cells(path: Path) -> dict[str, str]:
    """Return the text of each markdown cell by the cell's id."""
    return {cell.id: cell.source for cell in read(path).cells if cell.cell_type == "markdown"}


def markdown(path: Path) -> str:
    """Return all markdown of a notebook or of a page."""
    if path.suffix == ".ipynb":
        return "\n\n".join(markdown_cells(path).values())
    return path.read_text(encoding="utf-8")


def printed(path: Path) -> str:
    """Return all text that a notebook's cells have put out, pictures' words included."""
    return "\n".join(
        output.get("text", "") + output.get("data", {}).get("text/plain", "")
        for cell in read(path).cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )


def docstrings(path: Path) -> str:
    """Return all docstrings of a module, without their examples."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef
    found = (ast.get_docstring(node) for node in ast.walk(tree) if isinstance(node, kinds))
    return "\n\n".join(_DOCTEST.sub("", text) for text in found if text)


def sentences_in_code(path: Path) -> str:
    """Return what a module says in its strings: those with at least three words."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    strings = (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return "\n\n".join(text for text in strings if re.search(r"\w+ \w+ \w+", text))


def running_text(text: str) -> str:
    """Return markdown without code, formulas, tags and the addresses of links.

    >>> running_text("Run `make lab`, see [the map](00.ipynb).")
    'Run …, see [the map].'
    """
    for pattern, instead in (
        (_FENCE, "\n\n"),
        (_FORMULA, "\n\n"),
        (_COMMENT, "\n\n"),
        (_CODE, "…"),
        (_TARGET, ""),
        (re.compile(r"</?\w+>"), "\n\n"),
    ):
        text = pattern.sub(instead, text)
    return text


def count_words(text: str) -> int:
    """Count what a reader reads: all words outside blocks of code."""
    return len(_FENCE.sub(" ", text).split())


def sentences(text: str) -> list[str]:
    """Split running text; headings and tables are no sentences, colons end one.

    >>> sentences("# Title\\n\\nOne. Two: three (four).\\n\\n- five\\n- six")
    ['One.', 'Two:', 'three (four).', '- five', '- six']
    """
    found = []
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-#|]|\d+\.\s))", running_text(text)):
        if block.strip() and not block.lstrip().startswith(("#", "|")):
            found += re.split(r"(?<=[.?!:;])[\"”)*]*\s+", " ".join(block.split()))
    return found


def anchor(heading: str) -> str:
    """Return the anchor that GitHub gives a heading.

    >>> anchor("How sure, and is *that* honest?")
    'how-sure-and-is-that-honest'
    """
    plain = re.sub(r"[*`]", "", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def headings(path: Path) -> list[str]:
    """Return a page's or notebook's headings, in order."""
    text = _FENCE.sub("", markdown(path))
    return [line.lstrip("#").strip() for line in text.splitlines() if re.match(r"#+ ", line)]


def links(text: str) -> list[str]:
    """Return the targets of all links and images of a markdown text.

    >>> links("![a](b.png) and [c](d.ipynb#e), <https://f.example>")
    ['b.png', 'd.ipynb#e', 'https://f.example']
    """
    text = _CODE.sub("", _FENCE.sub("", text))
    inline = re.findall(r"\]\(\s*([^)\s]+)[^)]*\)", text)
    tags = re.findall(r"(?:src|href)=[\"']([^\"']+)", text)
    bare = re.findall(r"(?<![(\"'\w])https?://[^\s)>\]\"']+", text)
    return list(dict.fromkeys([*inline, *tags, *bare]))
