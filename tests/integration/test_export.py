"""A notebook exported as HTML shows every demonstration's picture, whatever was saved with it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
CELLS = (
    "from helpers.demos.scores.change_scores import change_scores\nchange_scores([1.0] * 10)",
    "from helpers.demos.scores.choose_temperature import choose_temperature\n"
    "choose_temperature([2.0] * 10)",
)


@pytest.mark.parametrize("state", [True, False], ids=["with widget state", "without"])
def test_an_exported_page_keeps_the_pictures(tmp_path, state):
    """Without what tools/jupyter_config.json says, saved widgets would push the pictures out.

    Such a page asks another machine for their JavaScript, and shows nothing where it gets none.
    """
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in CELLS])
    resources = {"metadata": {"path": str(ROOT)}}
    NotebookClient(notebook, resources=resources, store_widget_state=state).execute()
    assert ("widgets" in notebook.metadata) == state
    path = tmp_path / "saved.ipynb"
    nbformat.write(notebook, path)
    subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "html", str(path)],
        env={**os.environ, "JUPYTER_CONFIG_PATH": str(ROOT / "tools")},
        check=True,
        capture_output=True,
    )
    page = path.with_suffix(".html").read_text(encoding="utf-8")
    assert len(re.findall(r'<img[^>]*src="data:image/png;base64', page)) == len(CELLS)
