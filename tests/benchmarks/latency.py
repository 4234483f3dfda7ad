"""Measures how long a picture lags behind its slider, in a real browser.

`python -m tests.benchmarks.latency [--moves N]` prints a table and writes `results/latency.json`.
The kernel laboratory of notebook 02 and `interact` with the same panels drawn by matplotlib stand
in one notebook and are moved in turns, since a machine's speed drifts. Time runs in the browser,
from the key press on the slider to the decoded new picture.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from importlib.metadata import version
from pathlib import Path

import nbformat
from playwright.sync_api import sync_playwright

from tests.browser.chromium import VIEWPORT, start_chromium
from tests.browser.jupyter import Jupyter
from tests.browser.page import NotebookPage

RESULTS = Path(__file__).parent / "results" / "latency.json"
SLIDER = "Right example"
#: The ratio of the medians that is asked for, and the one that is hoped for.
BOUND, GOAL = 0.4, 0.25

_SETUP = """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import IntSlider, interact
from helpers.convolution import KERNELS, convolve, relu
from helpers.data import load_mnist
from helpers.sliders.kernels import kernel_lab
(images, labels), _ = load_mnist()
eights = np.flatnonzero(labels == 8)
four, kernel = images[labels == 4][0], KERNELS["vertical"]
%matplotlib inline
"""
_DEMO = "kernel_lab(images, labels, (4, 0), (8, 10))"
_INTERACT = f"""
def panels(example):
    figure, axes = plt.subplots(2, 4, figsize=(6.2, 4.4), width_ratios=(1, 2, 1, 2))
    for side, (name, image) in enumerate((("4", four), ("8", images[eights[example]]))):
        feature_map = convolve(image, kernel)
        (digit, whole), (weights, lit) = axes[:, 2 * side : 2 * side + 2]
        digit.imshow(image, cmap="gray")
        whole.imshow(feature_map, cmap="RdBu_r", vmin=-765, vmax=765)
        weights.imshow(kernel, cmap="RdBu_r", vmin=-1, vmax=1)
        lit.imshow(relu(feature_map), cmap="RdBu_r", vmin=-765, vmax=765)
        titles = (name, "feature map, 26 × 26", "kernel", "after ReLU")
        for axis, title in zip((digit, whole, weights, lit), titles):
            axis.set_title(title)
            axis.axis("off")
    plt.show()

interact(panels, example=IntSlider(10, 0, len(eights) - 1, description="{SLIDER}"));
"""
# Armed before the key is pressed; the clock starts with the key's own event.
_ARM = """root => {
  const shown = () => root.querySelector('.demo img, .widget-output img, .jupyter-widgets img');
  const before = shown().src;
  let start = null;
  document.addEventListener('keydown', () => { start = performance.now(); },
                            { capture: true, once: true });
  window.lag = new Promise(resolve => {
    const look = async () => {
      const image = shown();
      if (start === null || !image || image.src === before) return;
      observer.disconnect();
      await image.decode().catch(() => {});
      resolve(performance.now() - start);
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { childList: true, subtree: true, attributes: true });
  });
}"""
_NAME_HANDLES = """root => {
  for (const slider of root.querySelectorAll('.widget-slider'))
    slider.querySelector('.noUi-handle').setAttribute('aria-label',
      slider.querySelector('label').textContent);
}"""


def measure(notebook: NotebookPage, moves: int) -> dict[str, list[float]]:
    """Press the arrow key on both sliders in turns; return milliseconds for each press."""
    outputs = notebook.page.locator(".jp-Cell-outputArea").filter(
        has=notebook.page.locator(".widget-slider")
    )
    demo, interact = outputs.nth(0), outputs.nth(1)
    interact.evaluate(_NAME_HANDLES)  # ipywidgets gives its sliders no names to find them by
    lags: dict[str, list[float]] = {"demo": [], "interact": []}
    for move in range(moves + 3):
        key = "ArrowRight" if move % 8 < 4 else "ArrowLeft"
        for name, output in (("demo", demo), ("interact", interact)):
            handle = output.get_by_role("slider", name=SLIDER, exact=True)
            handle.focus()
            output.evaluate(_ARM)
            notebook.page.keyboard.press(key)
            lag = notebook.page.evaluate("lag")
            notebook.page.wait_for_timeout(250)  # a hand rests too, and the kernel gets idle
            if move >= 3:  # the first ones load fonts and fill caches
                lags[name].append(lag)
    return lags


def summarise(lags: dict[str, list[float]]) -> dict:
    """Return medians, 90th percentiles and the ratio of the medians."""
    figures: dict = {"moves": len(lags["demo"])}
    for name, values in lags.items():
        figures[f"{name}_median_ms"] = round(statistics.median(values), 1)
        figures[f"{name}_p90_ms"] = round(statistics.quantiles(values, n=10)[-1], 1)
    figures["ratio"] = round(figures["demo_median_ms"] / figures["interact_median_ms"], 3)
    figures["bound"], figures["goal"] = BOUND, GOAL
    figures["load_average"] = round(os.getloadavg()[0], 1)
    figures["cores"] = os.cpu_count()
    figures["versions"] = {
        name: version(name) for name in ("ipywidgets", "jupyterlab", "matplotlib", "pillow")
    }
    return figures


def main() -> None:
    """Run the measurement from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--moves", type=int, default=40, help="key presses on each slider")
    parser.add_argument("--full", action="store_true", help="more moves")
    options = parser.parse_args()
    moves = max(options.moves, 100) if options.full else options.moves
    with tempfile.TemporaryDirectory(prefix="latency-") as folder, sync_playwright() as playwright:
        chromium = start_chromium(playwright)
        if chromium is None:
            raise SystemExit("Chromium is not installed; install it or set CHROMIUM to its path.")
        jupyter = Jupyter(Path(folder))
        try:
            cells = [nbformat.v4.new_code_cell(text) for text in (_SETUP, _DEMO, _INTERACT)]
            path = jupyter.root / "notebooks" / "latency.ipynb"
            # Without a kernel's name JupyterLab would ask for one.
            kernel = {"name": "python3", "display_name": "Python 3"}
            made = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
            nbformat.write(made, path)
            notebook = NotebookPage(chromium.new_page(viewport=VIEWPORT))
            notebook.page.goto(jupyter.address(path.name))
            notebook.wait_ready()
            notebook.run_all()
            figures = summarise(measure(notebook, moves))
            notebook.check()
        finally:
            jupyter.stop()
            chromium.close()
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(f"key press to new picture, median of {figures['moves']} (90th percentile), ms")
    for name in ("demo", "interact"):
        print(f"  {name:9} {figures[f'{name}_median_ms']:7} ({figures[f'{name}_p90_ms']})")
    print(f"  ratio     {figures['ratio']:7} (at most {BOUND}, hoped for {GOAL})")


if __name__ == "__main__":
    main()
