"""Builds the pages that need no installation: every chapter, with demonstrations that live.

    python -m tools.site build/site              builds
    python -m tools.site build/site --serve      builds, and shows them on this machine
    python -m tools.site build/site --quick      builds, without chapter 08's training

Sphinx makes the pages from the notebooks as they are stored; `setup` below is its extension. It
adds what a notebook has no need of: a place for each demonstration before its stored picture,
which stays where no script runs; the picture's words; mathematics as MathML, which needs no
script; and a policy that lets a page load nothing from elsewhere.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import hashlib
import re
import shutil
import sys
import threading
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import nbformat

from helpers.networks import PRETRAINED
from tools.badges import BADGES_CELL, CLONE_CELL, binder_of, colab_of, published_at
from tools.colab import pack, self_contained
from tools.lean import make_lean
from tools.live_cells import states_of, write_all
from tools.notebooks import ROOT, as_text, chapters

#: What a page reads photographs with, once a learner has chosen one.
WEB = ROOT / "helpers" / "demos" / "web"
NETWORKS = ("finder.onnx", "best.onnx", "best.json", "reading.json")
#: Shown in the place of a slider that calls Python.
_NEEDS_PYTHON = "Here is a slider that needs Python: download this chapter and run it."
#: A table's corner, which a screen reader would announce as a heading.
_NO_HEADING = '<th class="head"><p></p></th>'
_INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
_POLICY = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'"
)


def place_of(state: str, more: str = "") -> str:
    """Return the HTML in which docs/site/live.js shows a demonstration.

    Args:
        state: the name of its state's file.
        more: an attribute of the place, such as data-ready: what it may need is loaded at once.

    >>> place_of("02_convolution-kernel-lab")
    '<div class="live-demonstration" data-state="02_convolution-kernel-lab"></div>'
    """
    return f'<div class="live-demonstration" data-state="{state}"{more}></div>'


def prepared(
    notebook: nbformat.NotebookNode, stem: str, train: bool = True
) -> nbformat.NotebookNode:
    """Return a notebook as a page needs it; the argument is left as it is."""
    result = nbformat.from_dict(notebook)
    # These lead to Colab, with pictures from elsewhere; the page has a link of its own.
    result.cells = [cell for cell in result.cells if cell.id not in (BADGES_CELL, CLONE_CELL)]
    title = result.cells[0]
    title.source = title.source.replace("# ", f"# {stem[:2]} ", 1)
    states = states_of(result, stem, train)
    for cell in result.cells:
        if "exercise" in cell.metadata.get("tags", []):
            cell.outputs = []  # they ask for an answer to be written and run
        for output in cell.get("outputs", []):
            if "interactive(" in output.get("data", {}).get("text/plain", ""):
                output.data["text/plain"] = _NEEDS_PYTHON
            if "image/png" in output.get("data", {}):
                words = " ".join("".join(output.data.get("text/plain", "")).split())
                cell.metadata["mystnb"] = {"image": {"alt": words}}
        if cell.id in states:
            place = {"text/html": place_of(states[cell.id][0])}
            cell.outputs.insert(0, nbformat.v4.new_output("display_data", place))
    return result


def contents() -> str:
    """Return the chapters with what one does in each, as a list in Markdown."""
    lines = []
    for path, notebook in chapters():
        first = notebook.cells[0].source
        title = first.splitlines()[0].lstrip("# ")
        does = re.search(r"\*\*You will(?: do:)?\*\* (.+?\.)\s", first, re.DOTALL)
        says = does[1][0].upper() + does[1][1:] if does else ""
        line = f"- **{path.stem[:2]} [{title}](notebooks/{path.name})**\\\n  {says}"
        lines.append(line.replace("\n", "\n  "))
    return "\n".join(lines)


def read_source(app: Any, name: str, source: list[str]) -> None:
    """Change what Sphinx has read before it becomes a page."""
    if Path(app.env.doc2path(name)).suffix == ".ipynb":
        notebook = nbformat.reads(source[0], as_version=4)
        source[0] = nbformat.writes(prepared(notebook, Path(name).name, app.config.train))
    else:
        text = source[0].replace("<!-- chapters -->", contents())
        source[0] = re.sub(
            r"<!-- live: (\S+)( data-ready)? -->",
            lambda found: place_of(found[1], found[2] or ""),
            text,
        )


def add_context(app: Any, name: str, _template: str, context: dict[str, Any], _tree: Any) -> None:
    """Tell the templates what lives in the page, and where its chapter can be worked through."""
    context["live_states"] = re.findall(r'data-state="([^"]+)"', context.get("body", ""))
    path = Path(app.env.doc2path(name)) if name in app.env.found_docs else Path()
    if path.suffix != ".ipynb":
        return
    context["notebook_file"] = f"_static/notebooks/{path.name}"
    repository, branch = published_at(ROOT)
    if repository:
        context["colab"] = colab_of(repository, branch, path.name)
        context["binder"] = binder_of(repository, branch, path.name)


def mathematics(translator: Any, node: Any) -> None:
    """Write a formula as MathML, and nothing more."""
    from docutils import nodes
    from latex2mathml.converter import convert

    display = "block" if isinstance(node, nodes.math_block) else "inline"
    written = convert(node.astext(), display=display)
    block = f'<div class="formula">{written}</div>'
    translator.body.append(block if display == "block" else written)
    raise nodes.SkipNode


def with_policy(page: str) -> str:
    """Return a page with its policy: its own scripts, by their hash, and files of its own host.

    >>> "'sha256-" in with_policy("<head><script>1</script>")
    True
    """
    found = sorted({hashlib.sha256(text.encode()).digest() for text in _INLINE.findall(page)})
    hashes = " ".join(f"'sha256-{b64encode(each).decode()}'" for each in found)
    policy = _POLICY.format(hashes=hashes)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return page.replace("<head>", f"<head>\n    {meta}", 1)


def finish(app: Any, error: Exception | None) -> None:
    """Write the notebooks to download, what reads photographs, and every page's policy."""
    if error:
        return
    static = Path(app.outdir, "_static")
    packed = pack()
    (static / "notebooks").mkdir(exist_ok=True)
    for path, notebook in chapters():
        text = as_text(self_contained(notebook, packed))
        (static / "notebooks" / path.name).write_text(text, encoding="utf-8")
    for part in ("reading", "mathematics"):
        shutil.copytree(WEB / part, static / "web" / part, dirs_exist_ok=True)
    (static / "pretrained").mkdir(exist_ok=True)
    for file in NETWORKS:
        shutil.copy(PRETRAINED / file, static / "pretrained")
    pages = pages_in(Path(app.outdir))
    make_lean(pages, static)
    for page in pages:
        text = page.read_text(encoding="utf-8").replace(_NO_HEADING, "<td></td>")
        page.write_text(with_policy(text), encoding="utf-8")


def pages_in(folder: Path) -> list[Path]:
    """Return the pages that were built, without the theme's own pieces of pages."""
    return [path for path in sorted(folder.rglob("*.html")) if "_static" not in path.parts]


def setup(app: Any) -> dict[str, Any]:
    """Connect all this with Sphinx."""
    app.add_config_value("train", True, "env", bool)
    app.connect("source-read", read_source)
    app.connect("html-page-context", add_context)
    app.connect("build-finished", finish, priority=900)  # after the theme has written its colours
    app.add_html_math_renderer("mathml", (mathematics, None), (mathematics, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def build(folder: Path, train: bool = True) -> int:
    """Build the pages into a folder; return Sphinx's exit status: a warning is a failure.

    Without `train` demonstrations stay pictures whose networks are trained by their chapter.
    """
    from sphinx.cmd.build import main as sphinx

    options = ["-q", "-W", "--keep-going", "-E", "-D", f"train={train:d}"]
    options += ["-d", str(folder.with_name("doctrees")), "-c", str(ROOT / "docs" / "site")]
    # Beside Sphinx, in a process of its own: both take as long.
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        written = pool.submit(write_all, folder / "_static" / "live", train)
        status = sphinx([*options, str(ROOT), str(folder)])
        written.result()
    return status


class Quiet(SimpleHTTPRequestHandler):
    """Answers, and keeps no log."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def shown(
    folder: Path, port: int = 0, handler: type[SimpleHTTPRequestHandler] = Quiet
) -> Iterator[str]:
    """Show the pages to this machine as long as the block lasts; yield their address."""
    answers = functools.partial(handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", port), answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def serve(folder: Path, port: int) -> None:
    """Show the pages to this machine until Ctrl+C is pressed."""
    with contextlib.suppress(KeyboardInterrupt), shown(folder, port) as address:
        print(f"{address} until Ctrl+C", flush=True)
        threading.Event().wait()


def main() -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(description="Build the pages that need no installation.")
    parser.add_argument("folder", type=Path, help="where they are written")
    parser.add_argument("--serve", action="store_true", help="show them afterwards")
    parser.add_argument("--port", type=int, default=8000, help="0 takes one that is free")
    parser.add_argument("--quick", action="store_true", help="train nothing; pictures stay there")
    options = parser.parse_args()
    status = build(options.folder, train=not options.quick)
    if not status and options.serve:
        serve(options.folder, options.port)
    return status


if __name__ == "__main__":
    sys.exit(main())
