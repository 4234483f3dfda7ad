"""Executes notebooks in place and brings them into the one form that is committed.

    python tools/notebooks.py                      every notebook: execute, then normalise
    python tools/notebooks.py notebooks/02_*.ipynb only these
    python tools/notebooks.py --normalize-only     don't execute
    python tools/notebooks.py --check              change nothing; exit 1 if normalising would

Normal form: nbformat 4.5, execution counts 1…n, no widget state, neighbouring stream outputs
merged, no metadata but tags. `problems()` says what a stored notebook must not contain.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from helpers.checks.progress import FILE_VARIABLE

ROOT = Path(__file__).resolve().parents[1]
IGNORE_TAG = "nbval-ignore-output"
_WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
#: Absolute paths of the machines that notebooks are made on, and their temporary files.
MACHINE_PATH = re.compile(
    r"(?<![\w.:/])/(?:home|root|tmp|work|Users|private|var|content)/|\b[A-Z]:\\\\?Users"
)
_WARNING = re.compile(r"\b(?:\w*Warning:|WARNING|oneDNN|cuda)\b", re.IGNORECASE)


def chapters(root: Path = ROOT) -> Iterator[tuple[Path, NotebookNode]]:
    """Yield the chapters' files in their order, and what they hold."""
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        yield path, nbformat.read(path, as_version=4)


def execute(notebook: NotebookNode, folder: Path) -> None:
    """Run all cells in a fresh kernel in `folder`, storing their outputs.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell raised.
    """
    from nbclient import NotebookClient

    # What this user has solved is no part of the chapters.
    os.environ[FILE_VARIABLE] = ""
    there = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=1200, kernel_name="python3", resources=there).execute()


def normalize(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook in the form that is committed; the argument is left as it is."""
    result = nbformat.from_dict(notebook)
    result.nbformat, result.nbformat_minor = 4, 5
    result.metadata = nbformat.from_dict(_METADATA)
    count = 0
    for cell in result.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        cell.source = "\n".join(line.rstrip() for line in cell.source.strip("\n").split("\n"))
        if cell.cell_type != "code":
            continue
        count += 1
        cell.execution_count = count
        cell.outputs = _normal_outputs(cell.outputs, count)
    return result


def _normal_outputs(outputs: list[NotebookNode], count: int) -> list[NotebookNode]:
    kept: list[NotebookNode] = []
    for output in outputs:
        if output.output_type == "stream" and kept and kept[-1].get("name") == output.name:
            kept[-1].text += output.text
            continue
        if "data" in output:
            # A view without its kernel shows "widget model not found"; the picture stays.
            output.data.pop(_WIDGET_VIEW, None)
            image = output.metadata.get("image/png", {})
            width = {"width": image["width"]} if "width" in image else {}
            output.metadata = nbformat.from_dict({"image/png": width} if width else {})
        if output.output_type == "execute_result":
            output.execution_count = count
        kept.append(output)
    return kept


def problems(notebook: NotebookNode) -> list[str]:
    """Return one sentence for everything that a committed notebook must not contain."""
    found = []
    for number, cell in enumerate(notebook.cells):
        where = f"cell {number} ({cell.get('id', '?')})"
        if MACHINE_PATH.search(cell.source):
            found.append(f"{where} names a path of one machine.")
        if cell.cell_type != "code":
            continue
        if not cell.source.strip():
            found.append(f"{where} is empty.")
        if cell.execution_count is None:
            found.append(f"{where} was not executed, so strict nbval would not compare it.")
        for output in cell.outputs:
            text = output.get("text", "") + output.get("data", {}).get("text/plain", "")
            expected = "raises-exception" in cell.metadata.get("tags", [])
            if output.output_type == "error" and not expected:
                found.append(f"{where} holds an error.")
            if output.get("name") == "stderr":
                found.append(f"{where} wrote to stderr: {output.text[:80]!r}.")
            if MACHINE_PATH.search(text):
                found.append(f"{where} shows a path of one machine.")
            if _WARNING.search(text):
                found.append(f"{where} shows a warning: {text[:80]!r}.")
    return found


def as_text(notebook: NotebookNode) -> str:
    """Return the file's text, as `nbformat` writes it."""
    return nbformat.writes(notebook) + "\n"


def main() -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(description="Execute and normalise the notebooks.")
    parser.add_argument("paths", nargs="*", type=Path, help="notebooks; all of them when absent")
    parser.add_argument("--normalize-only", action="store_true", help="don't execute")
    parser.add_argument("--check", action="store_true", help="change nothing, exit 1 on problems")
    options = parser.parse_args()
    status = 0
    for path in options.paths or [path for path, _ in chapters()]:
        before = path.read_text(encoding="utf-8")
        notebook = nbformat.reads(before, as_version=4)
        if not (options.check or options.normalize_only):
            print(f"{path.name}: executing", flush=True)
            execute(notebook, path.parent)
        notebook = normalize(notebook)
        found, after = problems(notebook), as_text(notebook)
        if options.check and after != before:
            found.append("normalising would change it; run make notebooks.")
        elif after != before:
            path.write_text(after, encoding="utf-8")
        for problem in found:
            print(f"{path.name}: {problem}")
        status = status or int(bool(found))
    return status


if __name__ == "__main__":
    sys.exit(main())
