"""Makes what a demonstration needs to live in a page that has no kernel behind it.

A notebook's cell that ends with a demonstration is evaluated as its reader would do it, but only
with those statements above it that it needs: no figure is drawn, no exercise checked. What the
demonstration would send to the page is written into files: its state as JSON, and each long run
of bytes (MNIST's images, a layer's weights) once, however many demonstrations need it.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import io
import json
import symtable
from base64 import b64encode
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat

from helpers.backend import import_keras
from helpers.demos.base.demonstration import Demonstration
from tools.notebooks import chapters

#: Bytes from which on they get a file of their own.
_LONG = 2000
#: In helpers/demos, what every page with a demonstration loads.
PAGE_FILES = ("bundle.js", "demonstration.css")
#: What travels from Python to the page; tools/preview.py sends the same.
NAMES = ("demonstration", "data", "defaults", "start", "state", "moves")


def demonstrations_in(notebook: nbformat.NotebookNode) -> Iterator[tuple[str, list[ast.stmt]]]:
    """Yield the id of each cell that ends with a demonstration, and the statements that it needs.

    >>> cells = [nbformat.v4.new_code_cell(text) for text in (
    ...     "from helpers.demos.kernel_lab import kernel_lab", "size = 2; print(size)",
    ...     "step = size", "kernel_lab(stride=size)")]
    >>> ((_, needed),) = demonstrations_in(nbformat.v4.new_notebook(cells=cells))
    >>> print("; ".join(map(ast.unparse, needed)))
    from helpers.demos.kernel_lab import kernel_lab; size = 2; kernel_lab(stride=size)
    """
    above: list[ast.stmt] = []
    makers: set[str] = set()
    for cell in notebook.cells:
        if cell.cell_type != "code" or "google.colab" in cell.source:
            continue
        statements = ast.parse(cell.source).body
        for each in statements:
            if isinstance(each, ast.ImportFrom) and (each.module or "").startswith("helpers.demos"):
                makers |= {name.name for name in each.names}
        above += statements
        if _called(statements) in makers:
            yield cell.id, needed(above)


def _called(statements: Sequence[ast.stmt]) -> str | None:
    """Return the name of the function whose value the cell shows, None where it shows another."""
    value = statements[-1].value if statements and isinstance(statements[-1], ast.Expr) else None
    if isinstance(value, ast.Name):
        for each in statements:
            if isinstance(each, ast.Assign) and value.id in _written(each):
                value = each.value
                break
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return value.func.id
    return None


def needed(statements: Sequence[ast.stmt]) -> list[ast.stmt]:
    """Return the last statement and those before it without which it would not be what it is.

    Kept is what writes a name that is read later: assignments, definitions, imports, loops, and
    calls of a method, which may change its object.
    """
    *before, last = statements
    names, kept = _read(last), [last]
    for each in reversed(before):
        written = _written(each)
        if not written & names:
            continue
        if isinstance(each, ast.Assign | ast.FunctionDef | ast.Import | ast.ImportFrom) and (
            not _changed(each)
        ):
            names -= written  # what stood there before does not matter
        names |= _read(each)
        kept.append(each)
    return kept[::-1]


def _tables(statement: ast.stmt) -> Iterator[symtable.SymbolTable]:
    waiting = [symtable.symtable(ast.unparse(statement), "cell", "exec")]
    while waiting:
        table = waiting.pop()
        yield table
        waiting += table.get_children()


def _read(statement: ast.stmt) -> set[str]:
    """Return the global names that a statement reads, in the bodies of its functions as well."""
    outer, *inner = _tables(statement)
    names = {each.get_name() for each in outer.get_symbols() if each.is_referenced()}
    names |= {
        each.get_name() for table in inner for each in table.get_symbols() if each.is_global()
    }
    if isinstance(statement, ast.For):  # it binds them before it reads them
        names -= {each.id for each in ast.walk(statement.target) if isinstance(each, ast.Name)}
    return names


def _written(statement: ast.stmt) -> set[str]:
    symbols = next(_tables(statement)).get_symbols()
    bound = {each.get_name() for each in symbols if each.is_assigned() or each.is_imported()}
    return bound | _changed(statement)


def _changed(statement: ast.stmt) -> set[str]:
    """Return the names of objects that get a new item or attribute, or whose method is called."""
    places: list[ast.expr] = [
        each
        for each in ast.walk(statement)
        if isinstance(each, ast.Subscript | ast.Attribute) and isinstance(each.ctx, ast.Store)
    ]
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        places.append(statement.value.func)
    return {root.id for root in map(_root, places) if isinstance(root, ast.Name)} - {"print"}


def _root(place: ast.expr) -> ast.expr | None:
    if isinstance(place, ast.Name):
        return None
    while isinstance(place, ast.Subscript | ast.Attribute):
        place = place.value
    return place


def trains(statements: Sequence[ast.stmt]) -> bool:
    """Return whether some of them call a `fit`, which takes long.

    >>> trains(ast.parse("def train(network):\\n    network.fit(images)").body)
    True
    """
    return any(
        isinstance(each, ast.Attribute) and each.attr == "fit"
        for statement in statements
        for each in ast.walk(statement)
    )


def evaluate(statements: Sequence[ast.stmt], folder: Path) -> Demonstration:
    """Run statements in a notebook's folder and return the demonstration that the last one makes.

    Raises:
        TypeError: it makes something else.
    """
    *before, last = statements
    assert isinstance(last, ast.Expr)
    names: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()):
        exec(compile(ast.Module(before, []), "notebook", "exec"), names)
        made = eval(compile(ast.Expression(last.value), "notebook", "eval"), names)
    if not isinstance(made, Demonstration):
        raise TypeError(f"Expected a demonstration, got {type(made).__name__}: {ast.unparse(last)}")
    return made


def write(demonstration: Demonstration, folder: Path, name: str) -> None:
    """Write `name`.json, and the files of bytes that it names, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)

    def as_text(value: bytes | memoryview) -> dict[str, str]:
        content = bytes(value)
        if len(content) < _LONG:
            return {"base64": b64encode(content).decode("ascii")}
        file = f"{hashlib.sha256(content).hexdigest()[:16]}.bin"
        (folder / file).write_bytes(content)
        return {"file": file}

    values = {each: getattr(demonstration.widget, each) for each in NAMES}
    text = json.dumps(values, default=as_text, separators=(",", ":"))
    (folder / f"{name}.json").write_text(text, encoding="utf-8")


def states_of(
    notebook: nbformat.NotebookNode, stem: str, train: bool = True
) -> dict[str, tuple[str, list[ast.stmt]]]:
    """Return for each cell that ends with a demonstration the name and the makers of its state.

    The notebook's file is `stem`.ipynb; without `train` those that train a network are left out.
    """
    return {
        cell: (f"{stem}-{cell}", statements)
        for cell, statements in demonstrations_in(notebook)
        if train or not trains(statements)
    }


def write_all(folder: Path, train: bool) -> None:
    """Write what the demonstrations of all chapters need into a folder, the same each time."""
    for path, notebook in chapters():
        for name, statements in states_of(notebook, path.stem, train).values():
            import_keras().utils.set_random_seed(0)
            write(evaluate(statements, path.parent), folder, name)
