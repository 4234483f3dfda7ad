"""Runs the exercises of one notebook that was handed in; `tools.collect` starts it as a child.

    python -m tools.attempts NOTEBOOK CHAPTER RESULTS SECONDS CHECK…

Each check's verdict is added to the file RESULTS as a line of JSON, after a line that says that it
has begun: when an answer takes longer than SECONDS, or ends the process, the parent knows where.
"""

from __future__ import annotations

import ast
import faulthandler
import importlib
import json
import os
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
from IPython.core.inputtransformer2 import TransformerManager

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
_DEFINITIONS = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
_BEST_FIRST = ("right", "wrong", "not attempted")


def code_of(notebook: nbformat.NotebookNode) -> list[str]:
    """Return the code of each code cell as plain Python: magics and shell commands translated."""
    plain = TransformerManager().transform_cell
    return [plain(cell.source) for cell in notebook.cells if cell.cell_type == "code"]


def definitions(cells: list[str]) -> Iterator[ast.Module]:
    """Yield each function, class and import that stands by itself in cells, to be executed."""
    for code in cells:
        try:
            nodes = ast.parse(code).body
        except SyntaxError:
            continue
        for node in nodes:
            if isinstance(node, _DEFINITIONS):
                yield ast.Module([node], type_ignores=[])


def record(module: types.ModuleType, verdicts: dict[str, list[dict[str, str]]]) -> None:
    """Make a chapter's checks note their verdicts, however the learner's cell calls them."""

    def noting(name: str, check: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*arguments: object, **named: object) -> object:
            verdict = check(*arguments, **named)
            seen = {"status": verdict.status, "message": verdict.message, "figure": verdict.figure}
            verdicts.setdefault(name, []).append(seen)
            return verdict

        return noted

    for name, check in list(vars(module).items()):
        if name.startswith("check_"):
            setattr(module, name, noting(name, check))


def run(code: str, names: dict[str, Any]) -> str:
    """Execute an answer's cell; return what stopped it, "" where nothing did."""
    try:
        exec(compile(code, "<answer>", "exec"), names)
    except BaseException as error:  # exit(), too, is only this answer's end
        return f"{type(error).__name__}: {error}"
    return ""


def main(arguments: list[str]) -> int:
    """Check the named exercises; return the exit status."""
    path, chapter, results = Path(arguments[0]), arguments[1], Path(arguments[2])
    limit, checks = int(arguments[3]), arguments[4:]
    cells = code_of(nbformat.read(path, as_version=4))
    original = nbformat.read(next(NOTEBOOKS.glob(f"{chapter}_*.ipynb")), as_version=4)
    setup = [cell for cell in original.cells if "setup" in cell.metadata.get("tags", [])]
    names: dict[str, Any] = {"__name__": "__main__"}
    verdicts: dict[str, list[dict[str, str]]] = {}
    record(importlib.import_module(f"helpers.checks.notebook_{chapter}"), verdicts)
    for cell in setup:
        exec(cell.source, names)
    answers = {check: [code for code in cells if f"{check}(" in code] for check in checks}
    # Functions that an answer uses may stand in cells of their own.
    others = [code for code in cells if not any(code in found for found in answers.values())]
    with results.open("a", encoding="utf-8") as file:

        def say(check: str, **what: str) -> None:
            file.write(json.dumps({"check": check, **what}) + "\n")
            file.flush()

        say("", status="ready")
        for node in definitions(others):
            # Of the chapter's own definitions some need what an earlier cell computed.
            run(ast.unparse(node), names)
        for check, found in answers.items():
            say(check, status="started")
            faulthandler.dump_traceback_later(limit, exit=True, file=file)
            stopped = [run(code, dict(names)) for code in found]
            faulthandler.cancel_dump_traceback_later()
            seen = sorted(verdicts.get(check, []), key=lambda v: _BEST_FIRST.index(v["status"]))
            if seen:
                say(check, **seen[0])
            elif found:
                say(check, status="crashed", message=stopped[0] or "the check was not reached")
            else:
                say(check, status="missing", message="no cell calls this check")
    return 0


if __name__ == "__main__":
    # What an answer prints is nobody's business, and it must not wait for a keyboard.
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        sys.stdout = nowhere
        sys.exit(main(sys.argv[1:]))
