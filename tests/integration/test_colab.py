"""Google Colab, as far as a stand-in can play it: what a demonstration's message carries there.

Colab shows a widget of another maker only when the message that displays it carries the metadata
`colab.custom_widget_manager`. `enable_custom_widget_manager` registers a hook that adds it to
messages of the type `display_data`; what a cell returns (`execute_result`) does not pass there.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.integration.test_ipywidgets_7 import DEMOS
from tools.colab import pack, self_contained

ROOT = Path(__file__).resolve().parents[2]
VIEW = "application/vnd.jupyter.widget-view+json"
WANTED = {"colab": {"custom_widget_manager": {"url": "the manager's address"}}}
SETUP = """
from IPython.display import display
from tests.integration.test_ipywidgets_7 import DEMOS, IMAGES
"""
# `google` has no __init__.py: this folder and the one that holds google.protobuf are one package.
STAND_IN = f"""
from IPython import get_ipython
from google.colab.output import _widgets

def _add_metadata(message):
    if {VIEW!r} in message["content"].get("data", {{}}):
        entry = message["content"]["metadata"].setdefault({VIEW!r}, {{}})
        entry["colab"] = {{"custom_widget_manager": {{"url": _widgets._installed_url}}}}
    return message

def enable_custom_widget_manager():
    if not _widgets._installed_url:
        get_ipython().display_pub.register_hook(_add_metadata)
        _widgets._installed_url = {WANTED["colab"]["custom_widget_manager"]["url"]!r}
"""


def run(folder: Path, cells: list[str], colab: bool) -> list[list[dict]]:
    """Run cells in a kernel of their own; return the outputs of each."""
    for name, source in (("__init__.py", STAND_IN), ("_widgets.py", "_installed_url = None\n")):
        path = folder / "google" / "colab" / "output" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    places = [str(folder), os.environ.get("PYTHONPATH")]
    setup = ("import google.colab.output\n" if colab else "") + SETUP  # Colab's kernel has it
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in (setup, *cells)]
    )
    client = NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(ROOT)}})
    client.execute(env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, places))})
    return [cell.outputs for cell in notebook.cells[1:]]


@pytest.fixture(scope="module", params=[True, False], ids=["Colab", "elsewhere"])
def messages(request, tmp_path_factory):
    """Whether it is Colab, and each demonstration's message: returned by a cell, and displayed."""
    ways = {"returned": "DEMOS[{0!r}]()", "displayed": "display(DEMOS[{0!r}]())"}
    cells = {(name, way): code.format(name) for way, code in ways.items() for name in DEMOS}
    outputs = run(tmp_path_factory.mktemp("colab"), list(cells.values()), request.param)
    return request.param, dict(zip(cells, outputs, strict=True))


def test_an_uploaded_notebook_unpacks_what_it_needs(tmp_path):
    """Its first cell runs in an empty folder, and what it brings comes before all else."""
    chapter = nbformat.read(ROOT / "notebooks" / "00_start_here.ipynb", as_version=4)
    code = self_contained(chapter, pack()).cells[0].source
    code += "\nimport helpers.recognition.files as files; print(files.__file__)"
    ran = subprocess.run(
        [sys.executable, "-"], input=code, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-500:]
    unpacked = tmp_path.resolve() / "handwritten-digits"
    assert Path(ran.stdout.strip()) == unpacked / "helpers" / "recognition" / "files.py"
    pictures = {path.name for path in (ROOT / "recognition").iterdir() if path.suffix == ".png"}
    assert pictures <= {path.name for path in (unpacked / "recognition").iterdir()}


@pytest.mark.parametrize("way", ["returned", "displayed"])
@pytest.mark.parametrize("name", DEMOS)
def test_a_demonstration_brings_its_metadata_to_colab_and_nowhere_else(messages, name, way):
    colab, outputs = messages
    (output,) = (each for each in outputs[name, way] if each["output_type"] != "stream")
    assert output["data"][VIEW]["model_id"] and output["data"]["text/plain"]
    assert output["metadata"].get(VIEW) == (WANTED if colab else None)
    kept = "display_data" if way == "displayed" else "execute_result"
    assert output["output_type"] == kept


def test_what_only_computes_asks_colab_for_nothing(tmp_path):
    """The manager is fetched from Google's servers: not before there is something to show."""
    code = (
        "from helpers.figures.digits import show_images\n"
        "show_images(IMAGES[:1])\n"
        "print(google.colab.output._widgets._installed_url)"
    )
    ((output,),) = run(tmp_path, [code], colab=True)
    assert output["text"] == "None\n"
