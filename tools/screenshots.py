"""Photographs every demonstration in a real browser, for the README and docs/.

    python -m tools.screenshots [NOTEBOOK …]     e.g. 02_convolution.ipynb

Without names it takes every notebook whose browser test has an `EveryDemonstration`.
JupyterLab and Chromium are started as the tests start them; docs/pictures/ gets one PNG for each
demonstration, named after its notebook and its place in it. docs/README.md shows them all.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import ViewportSize, sync_playwright

from tests.browser.chromium import start_chromium
from tests.browser.in_page import PageDemonstration
from tests.browser.jupyter import Jupyter
from tests.browser.page import NotebookPage
from tests.browser.paper import draw

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
#: All but the curves of a training: nobody moves them.
DEMONSTRATION = '.jp-OutputArea-child:has(.demonstration:not([data-demonstration="live_curves"]))'
#: Higher than the highest demonstration, so that none is cut.
VIEWPORT: ViewportSize = {"width": 1366, "height": 1100}
#: What is drawn on a pad, in strokes in the paper's coordinates, one drawing for each notebook: a
#: plain 4; what may be a 4 or a 9, so that the network is unsure; three digits.
DRAWINGS = {
    "00_start_here": (
        ((101, 56), (92, 101), (78, 157), (140, 160), (213, 151)),
        ((179, 67), (174, 140), (168, 235)),
    ),
    "09_recognizing_your_digits": (
        ((146, 58), (106, 90), (90, 135), (110, 150), (145, 148), (180, 132)),
        ((174, 52), (174, 140), (168, 235)),
    ),
    "11_anywhere_in_the_picture": (
        ((40, 90), (70, 60), (68, 200)),
        ((130, 70), (112, 140), (165, 140)),
        ((152, 95), (150, 205)),
        ((200, 75), (258, 72), (225, 205)),
    ),
}


def photograph(notebook: NotebookPage, name: str) -> list[Path]:
    """Save a picture of each demonstration of an open notebook; return their paths."""
    saved = []
    found = notebook.page.locator(DEMONSTRATION)
    for place in range(found.count()):
        demonstration = found.nth(place)
        demonstration.scroll_into_view_if_needed()
        if demonstration.locator(".demo-paper").count():
            draw(PageDemonstration(notebook.page, demonstration), DRAWINGS[name])
            notebook.page.wait_for_timeout(3000)
        path = PICTURES / f"{name}_{place + 1}.png"
        save(demonstration.screenshot(), path)
        saved.append(path)
    return saved


def save(png: bytes, path: Path) -> None:
    """Write a screenshot with at most 256 colours, a quarter of its size."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB", flush=True)


def notebooks_with_demonstrations() -> list[str]:
    """Return the file names of the notebooks whose demonstrations are tested, in order."""
    tests = (ROOT / "tests" / "browser").glob("test_notebook_*.py")
    texts = (path.read_text(encoding="utf-8") for path in sorted(tests))
    return [
        re.findall(r'^NOTEBOOK = "(.+)"$', text, re.MULTILINE)[0]
        for text in texts
        if "(EveryDemonstration)" in text
    ]


def main(names: list[str]) -> int:
    """Photograph the named notebooks, or all of them; return the exit status."""
    names = names or notebooks_with_demonstrations()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = start_chromium(playwright)
        if chromium is None:
            raise SystemExit("Chromium is not installed; install it or set CHROMIUM to its path.")
        jupyter = Jupyter(Path(folder))
        try:
            for name in names:
                print(f"{name}: running its cells, up to some minutes", flush=True)
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
