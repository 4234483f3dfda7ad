"""Photographs every demonstration in a real browser, for the README and docs/.

    python -m tools.screenshots [NOTEBOOK …]     e.g. 02_convolution.ipynb; all when absent

JupyterLab and Chromium are started as the browser tests start them; docs/pictures/ gets one PNG
for each demonstration, named after its notebook and its place in it.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, sync_playwright

from tests.browser.jupyter import Jupyter
from tests.browser.page import NotebookPage

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
DEMONSTRATION = ".jp-OutputArea-child:has(.demo-words)"
VIEWPORT = {"width": 1366, "height": 768}
#: A 4 in three strokes, in fractions of the paper.
STROKES = (
    ((0.36, 0.2), (0.33, 0.36), (0.28, 0.56), (0.5, 0.57), (0.76, 0.54)),
    ((0.64, 0.24), (0.62, 0.5), (0.6, 0.84)),
)


def photograph(notebook: NotebookPage, name: str) -> list[Path]:
    """Save a picture of each demonstration of an open notebook; return their paths."""
    saved = []
    found = notebook.page.locator(DEMONSTRATION)
    for place in range(found.count()):
        demonstration = found.nth(place)
        demonstration.scroll_into_view_if_needed()
        paper = demonstration.locator("canvas")
        if paper.count():
            draw_a_four(notebook, paper.first)
            notebook.page.wait_for_timeout(3000)
        path = PICTURES / f"{name}_{place + 1}.png"
        save(demonstration.screenshot(), path)
        saved.append(path)
    return saved


def draw_a_four(notebook: NotebookPage, paper: Locator) -> None:
    """Draw with the mouse on a drawing pad."""
    box = paper.bounding_box()
    mouse = notebook.page.mouse
    for stroke in STROKES:
        points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
        mouse.move(*points[0])
        mouse.down()
        for point in points[1:]:
            mouse.move(*point, steps=8)
        mouse.up()


def save(png: bytes, path: Path) -> None:
    """Write a screenshot with at most 256 colours, a quarter of its size."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")


def main(names: list[str]) -> int:
    """Photograph the named notebooks, or all of them; return the exit status."""
    names = names or sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        jupyter = Jupyter(Path(folder))
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            for name in names:
                page = chromium.new_page(viewport=VIEWPORT)
                page.goto(jupyter.address(name))
                notebook = NotebookPage(page)
                notebook.wait_ready()
                notebook.run_all(timeout=600_000)
                photograph(notebook, Path(name).stem)
                page.close()
                jupyter.end_kernels()
        finally:
            chromium.close()
            jupyter.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
