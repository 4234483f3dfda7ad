"""The bundle that learners get is built from the sources beside it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.in_node import node

ROOT = Path(__file__).resolve().parents[2]
DEMOS = ROOT / "helpers" / "demos"
BUNDLE = DEMOS / "bundle.js"
#: Bytes, without weights: a demonstration travels to the page with it.
MOST = 150_000


def hash_of_sources() -> str:
    """Return what tools/bundle.mjs writes into the bundle's first line."""
    web = DEMOS / "web"
    hashed = hashlib.sha256()
    for name in sorted(path.relative_to(web).as_posix() for path in web.rglob("*.js")):
        text = (web / name).read_bytes().replace(b"\r\n", b"\n")
        hashed.update(name.encode() + b"\n" + text)
    return hashed.hexdigest()


def run(command: list[str]) -> None:
    """Run a command that needs what npm ci installs; without it a test is skipped, not under CI."""
    if not (node() and (ROOT / "node_modules" / "esbuild").exists()) and not os.environ.get("CI"):
        pytest.skip("esbuild and Biome are not installed; npm ci does that")
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_bundle_is_as_new_as_its_sources():
    first = BUNDLE.read_text(encoding="utf-8").split("\n", 1)[0]
    assert hash_of_sources() in first, "run npm run build and commit helpers/demos/bundle.js"


def test_building_again_changes_nothing():
    run([node(), "tools/bundle.mjs", "--check"])


def test_the_javascript_is_in_order():
    """Biome and TypeScript, which reads the types in the comments."""
    run([shutil.which("npm") or node(), "run", "--silent", "check"])


def test_the_bundle_is_small_and_asks_nothing_of_another_machine():
    text = BUNDLE.read_text(encoding="utf-8") + (DEMOS / "demonstration.css").read_text("utf-8")
    assert len(text.encode()) <= MOST
    assert not re.search(r"https?://|\bimport\b|\bfetch\(|url\(", text)


def test_jupyterlab_finds_its_own_javascript_in_order():
    """`"type": "module"` in the root's package.json stopped the yarn.js of the .venv below it."""
    ran = subprocess.run(
        [sys.executable, "-m", "jupyterlab", "path"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0 and "Error" not in ran.stderr, ran.stderr[:300]


def test_the_lock_file_names_no_address():
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert all("resolved" not in package for package in lock["packages"].values())


#: Names that begin with an underscore and are public: Python's own, Jupyter's for displaying, and
#: the two by which anywidget is told of its JavaScript and its style.
PUBLIC = {"_esm", "_css", "_repr_mimebundle_", "_ipython_display_"}


def test_nothing_private_of_others_is_used():
    """No name that begins with _ of another's object, and no selector of another's page."""
    found = []
    theirs = re.compile(r"ipywidgets|anywidget|IPython|helpers\.demos")
    python = [
        path
        for path in (ROOT / "helpers").rglob("*.py")
        if theirs.search(path.read_text(encoding="utf-8"))
    ]
    for path in sorted([*python, *(DEMOS / "web").rglob("*.js")]):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"(?<!self)(?<!cls)\.(_\w+)", text):
            if name not in PUBLIC and not name.startswith("__"):
                found.append(f"{path.name}: {name}")
        for selector in re.findall(r"querySelector|closest\(|getElementsBy|\.jp-|\.lm-", text):
            found.append(f"{path.name}: {selector}")
    style = (DEMOS / "demonstration.css").read_text(encoding="utf-8")
    found += re.findall(r"\.(?:jp|lm|widget|jupyter)-[\w-]+", style)
    assert found == []
