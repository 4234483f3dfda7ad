"""Writes `docs/names.md`: what the chapters import, with what each takes and returns.

python -m tools.names
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections import defaultdict
from importlib import import_module
from typing import Any

from tools.notebooks import ROOT, chapters

PAGE = ROOT / "docs" / "names.md"
_HEAD = """# The public names

What the chapters import, by module, written by `.venv/bin/python -m tools.names` from the
docstrings; `help(name)` says more. Images are uint8 (0…255, ink bright) unless a shape says
float32 (0…1).
"""


def imported() -> dict[str, set[str]]:
    """Return the names that the notebooks import, for each module of helpers.

    >>> "load_mnist" in imported()["helpers.data"]
    True
    """
    names: dict[str, set[str]] = defaultdict(set)
    for _, notebook in chapters():
        for cell in notebook.cells:
            if cell.cell_type != "code" or "helpers" not in cell.source:
                continue
            lines = [line for line in cell.source.splitlines() if line.lstrip()[:1] not in "%!"]
            for node in ast.walk(ast.parse("\n".join(lines))):
                if not isinstance(node, ast.ImportFrom) or node.module is None:
                    continue
                package = ROOT.joinpath(*node.module.split("."))
                if node.module.startswith("helpers."):
                    found = {name.name for name in node.names}
                    modules = {name for name in found if (package / f"{name}.py").exists()}
                    names[node.module] |= found - modules
    return {module: found for module, found in names.items() if found}


def section(text: str, name: str) -> str:
    """Return the first paragraph of a section of a doc string, on one line; "" without it.

    >>> section("Do it.\\n\\nReturns:\\n    float (n,),\\n    0…1.\\n", "Returns")
    'float (n,), 0…1.'
    """
    _, found, rest = inspect.cleandoc(text).partition(f"\n{name}:\n")
    paragraph = rest.split("\n\n")[0] if found else ""
    return " ".join(line.strip() for line in paragraph.splitlines())


def row(name: str, value: Any) -> str:
    """Return a line of the page for a function, a class or a constant."""
    text = inspect.getdoc(value) or ""
    if not callable(value):
        values = [value] if isinstance(value, (int, float, str)) else value
        return f"| `{name}` | {type(value).__name__}: {', '.join(map(str, values))} | |"
    taken = ", ".join(inspect.signature(value).parameters)
    says = text.split("\n\n")[0].replace("\n", " ")
    returned = section(text, "Returns") or section(text, "Yields")
    return f"| `{name}({taken})` | {says} | {returned} |".replace("\\", "\\\\")


def page() -> str:
    """Return the whole page."""
    parts = [_HEAD]
    for module, names in sorted(imported().items()):
        found = import_module(module)
        lines = [row(name, getattr(found, name)) for name in sorted(names)]
        parts.append(f"## `{module}`\n\n| name | what it does | returns |\n| --- | --- | --- |")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.exit(0)
