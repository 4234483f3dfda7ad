"""Measures how long a picture lags behind its slider, in a real browser.

`python -m tests.benchmarks.latency [--moves N]` prints a table and writes
`helpers/studies/latency.json`.
The kernel laboratory of notebook 02 and `interact` with the same panels drawn by matplotlib stand
in one notebook and are moved in turns, since a machine's speed drifts. Time runs in the browser,
from the key press on a weight's slider: until the new panels are drawn, or the new picture is
decoded; and for the laboratory also until the frame with them has been painted, which without a
graphics card is the processor's work too.
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

from helpers.studies import RESULTS as STUDIES
from tests.browser.chromium import VIEWPORT, start_chromium
from tests.browser.jupyter import Jupyter
from tests.browser.page import NotebookPage

RESULTS = STUDIES / "latency.json"
SLIDER = "weight"
#: The ratio of the medians and the median in milliseconds that are asked for.
BOUND, MOST = 0.1, 16

_SETUP = """
import matplotlib.pyplot as plt
from ipywidgets import FloatSlider, interact
from helpers.convolution import KERNELS, convolve, relu
from helpers.data import load_mnist
from helpers.demos.kernel_lab import kernel_lab
(images, labels), _ = load_mnist()
digits = images[labels == 4][0], images[labels == 8][10]
%matplotlib inline
"""
_DEMO = "kernel_lab(images, labels)"
_INTERACT = f"""
def panels(weight):
    kernel = KERNELS["vertical"].copy()
    kernel[1, 1] = weight
    figure, axes = plt.subplots(2, 3, figsize=(6.2, 4.4))
    for row, image in zip(axes, digits):
        feature_map = convolve(image, kernel)
        row[0].imshow(image, cmap="gray")
        row[1].imshow(feature_map, cmap="RdBu_r", vmin=-765, vmax=765)
        row[2].imshow(relu(feature_map), cmap="hot", vmin=0, vmax=765)
        for axis, title in zip(row, ("digit", "feature map, 26×26", "after ReLU")):
            axis.set_title(title)
            axis.axis("off")
    plt.show()

interact(panels, weight=FloatSlider(1, min=-2, max=2, step=0.25, description="{SLIDER}"));
"""
# Armed before the key is pressed; the clock starts with the key's own event.
_ARM = """output => {
  const lab = output.querySelector('.demo-lines');
  const image = () => output.querySelector('.widget-output img, .jupyter-widgets img');
  const before = lab ? null : image().src;
  let start = null;
  document.addEventListener('keydown', () => { start = performance.now(); },
                            { capture: true, once: true });
  window.lag = new Promise(resolve => {
    const since = () => performance.now() - start;
    const observer = new MutationObserver(async () => {
      if (start === null || (!lab && (!image() || image().src === before))) return;
      observer.disconnect();
      if (lab) {  // the words change when the panels are drawn; what is posted comes after painting
        const [drawn, channel] = [since(), new MessageChannel()];
        channel.port1.onmessage = () => resolve({ demo: drawn, painted: since() });
        requestAnimationFrame(() => channel.port2.postMessage(null));
      } else {
        await image().decode().catch(() => {});
        resolve({ interact: since() });
      }
    });
    observer.observe(output, { childList: true, subtree: true, attributes: true });
  });
}"""
_PIXELS = "lab => [...lab.querySelectorAll('canvas')].map(canvas => canvas.toDataURL()).join()"
_NAME_HANDLE = """(output, name) => output.querySelector('.noUi-handle')
  .setAttribute('aria-label', name)"""


def measure(notebook: NotebookPage, moves: int) -> dict[str, list[float]]:
    """Press the arrow key on both sliders in turns; return milliseconds for each press."""
    outputs = notebook.page.locator(".jp-Cell-outputArea")
    demo = outputs.filter(has=notebook.page.locator(".demonstration"))
    interact = outputs.filter(has=notebook.page.locator(".widget-slider"))
    interact.evaluate(_NAME_HANDLE, SLIDER)  # ipywidgets gives it no name to find it by
    sliders = {
        "demo": (demo, demo.get_by_label("Weight row 2 column 2, slider", exact=True)),
        "interact": (interact, interact.get_by_role("slider", name=SLIDER, exact=True)),
    }
    lags: dict[str, list[float]] = {"demo": [], "painted": [], "interact": []}
    for move in range(moves + 3):
        key = "ArrowRight" if move % 8 < 4 else "ArrowLeft"
        for name, (output, slider) in sliders.items():
            slider.focus()
            before = output.evaluate(_PIXELS)
            output.evaluate(_ARM)
            notebook.page.keyboard.press(key)
            measured = notebook.page.evaluate("lag")
            assert name == "interact" or output.evaluate(_PIXELS) != before, "nothing was drawn"
            notebook.page.wait_for_timeout(250)  # a hand rests too, and the kernel gets idle
            if move >= 3:  # the first ones load fonts and fill caches
                for what, lag in measured.items():
                    lags[what].append(lag)
    return lags


def summarise(lags: dict[str, list[float]]) -> dict:
    """Return medians, 90th percentiles and the ratio of the medians."""
    figures: dict = {"moves": len(lags["demo"])}
    for name, values in lags.items():
        figures[f"{name}_median_ms"] = round(statistics.median(values), 1)
        figures[f"{name}_p90_ms"] = round(statistics.quantiles(values, n=10)[-1], 1)
    figures["ratio"] = round(figures["demo_median_ms"] / figures["interact_median_ms"], 3)
    figures["bound"], figures["most_ms"] = BOUND, MOST
    figures["load_average"] = round(os.getloadavg()[0], 1)
    figures["cores"] = os.cpu_count()
    figures["versions"] = {
        name: version(name) for name in ("ipywidgets", "jupyterlab", "matplotlib", "anywidget")
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
    for name in ("demo", "painted", "interact"):
        print(f"  {name:9} {figures[f'{name}_median_ms']:7} ({figures[f'{name}_p90_ms']})")
    print(f"  ratio     {figures['ratio']:7} (at most {BOUND}; the demonstration {MOST} ms)")


if __name__ == "__main__":
    main()
