"""Measures the pages that need no installation: how soon they can be used, and Lighthouse's scores.

`python -m tests.benchmarks.pages [SITE] [--loads N] [--lighthouse]` prints a table and writes
`helpers/studies/pages.json`. Without SITE, a folder that `tools.site` has built, they are built
first. Time runs in the browser, from navigation until the first page's pad can be drawn on; what
the processor was busy for is counted as well, since a machine that does other things waits longer.

Lighthouse needs Node.js and is fetched by npx, in the version below. Its setting is its own mobile
one; what answers compresses text, as GitHub's pages do. Its time to block is taken from the wall's
clock: on a busy machine it says more about the machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from helpers.studies import RESULTS as STUDIES
from tests.browser.chromium import VIEWPORT, find_chromium, start_chromium
from tools.site import Quiet, build, shown

RESULTS = STUDIES / "pages.json"
LIGHTHOUSE = "lighthouse@12.8.2"
PAGES = ("index", "notebooks/02_convolution", "notebooks/05_softmax")
CATEGORIES = ("performance", "accessibility", "best-practices")
_TEXT = {".html", ".css", ".js", ".json", ".svg"}
# The pad's answer is written when all of it stands there and listens.
_ARM = """window.usable = new Promise(resolve => new MutationObserver((_, observer) => {
  if (!document.querySelector('[data-demonstration=drawing_pad] .demo-answer')?.textContent) return;
  observer.disconnect();
  resolve(performance.now());
}).observe(document, { childList: true, subtree: true, characterData: true }));"""


class Compressing(Quiet):
    """Answers as GitHub's pages do: text is compressed."""

    def do_GET(self) -> None:
        """Answer one request."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in _TEXT or not path.is_file():
            return super().do_GET()
        content = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def load(chromium: Browser, address: str) -> dict[str, float]:
    """Load the first page with nothing kept; return milliseconds and bytes."""
    context = chromium.new_context(viewport=VIEWPORT)
    page = context.new_page()
    page.add_init_script(_ARM)
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address)
    usable = page.evaluate("usable")
    page.wait_for_load_state("networkidle")
    metrics = session.send("Performance.getMetrics")["metrics"]
    busy = next(each["value"] for each in metrics if each["name"] == "TaskDuration")
    loaded = page.evaluate(
        "performance.getEntries().reduce((sum, each) => sum + (each.transferSize ?? 0), 0)"
    )
    context.close()
    return {"usable_ms": usable, "busy_ms": 1000 * busy, "bytes": loaded}


def lighthouse(address: str, folder: Path) -> dict[str, float]:
    """Return Lighthouse's scores of a page, 0…100."""
    report = folder / "lighthouse.json"
    command = ["npx", "--yes", LIGHTHOUSE, address, "--quiet", "--output=json"]
    command += [f"--output-path={report}", f"--only-categories={','.join(CATEGORIES)}"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    environment = {**os.environ, "CHROME_PATH": find_chromium() or ""}
    subprocess.run(command, env=environment, cwd=folder, check=True)
    scores = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * scores[name]["score"]) for name in CATEGORIES}


def main() -> None:
    """Run the measurement from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", nargs="?", type=Path, help="the built pages")
    parser.add_argument("--loads", type=int, default=15, help="of the first page")
    parser.add_argument("--lighthouse", action="store_true", help="fetch it by npx and ask it")
    parser.add_argument("--full", action="store_true", help="the same as --lighthouse")
    options = parser.parse_args()
    figures: dict = {"loads": options.loads, "load_average": round(os.getloadavg()[0], 1)}
    with tempfile.TemporaryDirectory(prefix="pages-") as name:
        folder = Path(name)
        site = options.site or folder / "site"
        if not options.site and build(site, train=False):
            raise SystemExit("The pages were not built.")
        with shown(site, handler=Compressing) as address:
            with sync_playwright() as playwright:
                chromium = start_chromium(playwright)
                if chromium is None:
                    raise SystemExit("Chromium is not installed; set CHROMIUM to its path.")
                rows = [load(chromium, address) for _ in range(options.loads + 1)][1:]
                chromium.close()
            for what in rows[0]:
                values = [row[what] for row in rows]
                figures[what] = round(statistics.median(values))
                figures[f"{what}_worst"] = round(max(values))
            if options.lighthouse or options.full:
                figures["lighthouse"] = {
                    page: lighthouse(f"{address}{page}.html", folder) for page in PAGES
                }
    RESULTS.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
