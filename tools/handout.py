"""Writes the chapters for a class: without the answers, the hints stay.

    python -m tools.handout [FOLDER]      the default is build/handout

What learners hand in, `python -m tools.collect FOLDER` checks.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import nbformat

from tools.notebooks import ROOT, as_text, chapters

_ANSWER = re.compile(r"\n*<details><summary>Answer</summary>.*?</details>", re.DOTALL)


def without_answers(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return a chapter, which is left as it is, without the folded answers of its exercises."""
    result = nbformat.from_dict(notebook)
    for exercise, following in zip(result.cells, result.cells[1:], strict=False):
        # Predictions have folded answers too: those are to be read, and stay.
        if "exercise" in exercise.metadata.get("tags", []):
            following.source = _ANSWER.sub("", following.source)
    return result


def main(arguments: list[str]) -> int:
    """Write all chapters; return the exit status."""
    folder = Path(arguments[0]) if arguments else ROOT / "build" / "handout"
    folder.mkdir(parents=True, exist_ok=True)
    for path, notebook in chapters():
        target = folder / path.name
        if target.resolve() == path.resolve():
            print(f"{folder} holds the chapters themselves; name another folder.", file=sys.stderr)
            return 2
        target.write_text(as_text(without_answers(notebook)), encoding="utf-8")
        print(target.name)
    print(f"The chapters without answers are in {folder}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
