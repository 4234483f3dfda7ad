"""Writes one self-contained notebook for each chapter, to be uploaded to Google Colab.

    python -m tools.colab [FOLDER]      the default is build/colab

Each begins with a cell that unpacks the helpers, the shipped weights, the pictures and the
measurements into a folder beside it. Nothing is fetched but what the chapter itself fetches.
"""

from __future__ import annotations

import base64
import io
import re
import sys
import zipfile
from pathlib import Path

import nbformat

from tools.badges import INSTALL, with_address
from tools.notebooks import ROOT, as_text, chapters

#: What the notebooks read, beside their own folder.
PACKED = (
    "helpers/**/*.py",
    "helpers/**/*.js",
    "helpers/**/*.css",
    "helpers/pretrained/*",
    "recognition/*",
    "helpers/studies/*.json",
)
UNPACK = f"""\
#@title Run this cell first: it unpacks what the chapter needs
import base64, importlib.util, io, os, subprocess, sys, zipfile
from pathlib import Path

folder = Path("handwritten-digits").resolve()
with zipfile.ZipFile(io.BytesIO(base64.b85decode("".join(PACKED.split())))) as archive:
    for name in archive.namelist():
        # Pictures that you put there, or changed, stay as they are.
        if not (name.startswith("recognition/") and (folder / name).exists()):
            archive.extract(name, folder)
(folder / "notebooks").mkdir(exist_ok=True)
os.chdir(folder / "notebooks")
sys.path.insert(0, str(folder))
{INSTALL}"""
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?://|#|attachment:)[^)]+\)")


def pack() -> str:
    """Return a zip archive of what the notebooks need, as base-85 text in lines of 120 letters.

    File times are fixed, so that the same files give the same text. One line of megabytes would
    hold up an editor that colours it.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted({path for pattern in PACKED for path in ROOT.glob(pattern)}):
            # web/ holds the sources of helpers/demos/bundle.js, which is what a page gets.
            if path.is_file() and not {"__pycache__", "web"} & set(path.parts):
                entry = zipfile.ZipInfo(path.relative_to(ROOT).as_posix())
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())
    text = base64.b85encode(buffer.getvalue()).decode("ascii")
    return "\n".join(text[at : at + 120] for at in range(0, len(text), 120))


def self_contained(notebook: nbformat.NotebookNode, packed: str) -> nbformat.NotebookNode:
    """Return the notebook with the unpacking cell in front and no link that leads nowhere."""
    # What is packed beside the cells need not be fetched.
    result = with_address(notebook, None)
    cell = nbformat.v4.new_code_cell(f'PACKED = """\n{packed}"""\n{UNPACK}', id="unpack")
    cell.metadata = nbformat.from_dict({"cellView": "form", "jupyter": {"source_hidden": True}})
    for other in result.cells:
        if other.cell_type == "markdown":
            # An uploaded notebook stands alone: its neighbors' names stay, their links don't.
            other.source = _LINK.sub(r"\1", other.source)
    result.cells.insert(0, cell)
    # nbval compares cells that were executed; one count more for the cell in front.
    for count, code in enumerate((c for c in result.cells if c.cell_type == "code"), start=1):
        code.execution_count = count
        for output in code.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count
    return result


def main(arguments: list[str]) -> int:
    """Write all notebooks; return the exit status."""
    folder = Path(arguments[0]) if arguments else ROOT / "build" / "colab"
    folder.mkdir(parents=True, exist_ok=True)
    packed = pack()
    for path, notebook in chapters():
        target = folder / path.name
        target.write_text(as_text(self_contained(notebook, packed)), encoding="utf-8")
        print(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB")
    print(f"Upload them from {folder} with Colab's File → Upload notebook.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
