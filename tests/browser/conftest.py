"""JupyterLab in a real browser, for the tests of the notebooks' demonstrations.

How to write a test for a notebook: one file for each, `test_notebook_NN.py`, with what
`tests/browser/every_demonstration.py` says, and tests of its own:

    def test_stride(notebook):                  # the notebook, opened and run once
        lab = find(notebook, "kernel_lab")      # by the name of the Python function
        with lab.changes():                     # asserts that words, or panels, change
            lab.press("Stride", "ArrowRight")   # by keyboard
        lab.drag(lab.control("Bias"), (0.5, 0.5), (0.9, 0.5))  # by mouse
        lab.wait_for_words("12.5")              # waits, never sleeps

`lab.control(label)` and `lab.root` are Playwright locators for everything else, `notebook.page` is
the page itself. `open_notebook(name)` opens another notebook, or the same in another tab.

One server and one Chromium serve the whole session; each test file has its own tab and kernel. The
notebooks are copied first, so nothing in the checkout changes. After every test `notebook.check()`
fails it on any error in the console, in a cell or in a widget; a failed test leaves a screenshot
in `tests/browser/screenshots/`. A missing Chromium skips these tests, under `CI` it fails them.

With `FRONT_END=notebook` in the environment they run in Notebook 7, where that is installed.
`make test-ipywidgets-7` runs the same tests under Colab's ipywidgets, whose front end runs in
JupyterLab 4 too.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.chromium import VIEWPORT, start_chromium
from tests.browser.in_page import PATIENCE
from tests.browser.jupyter import DEFAULTS, REPOSITORY, Jupyter
from tests.browser.page import NotebookPage

#: Milliseconds in which a notebook's cells have run, on two busy cores.
RUNNING = 600_000
SCREENSHOTS = Path(__file__).parent / "screenshots"


@pytest.fixture(scope="session")
def servers(tmp_path_factory):
    """A function that returns the session's JupyterLab with certain settings, started once."""
    started: dict[str, Jupyter] = {}

    def server(name: str, **options) -> Jupyter:
        if name not in started:
            started[name] = Jupyter(tmp_path_factory.mktemp("jupyter"), **options)
        return started[name]

    yield server
    for each in started.values():
        each.stop()


@pytest.fixture(scope="module")
def jupyter(servers, request):
    """The session's JupyterLab; with its default settings where the test file says `DEFAULT`."""
    if getattr(request.module, "DEFAULT", False):
        return servers("defaults", settings=DEFAULTS)
    return servers("quiet")


@pytest.fixture(scope="session")
def browser():
    """One headless Chromium for the session."""
    with sync_playwright() as playwright:
        chromium = start_chromium(playwright)
        if chromium is None:
            message = "Chromium is not installed; install it or set CHROMIUM to its path."
            if os.environ.get("CI"):
                pytest.fail(message)
            pytest.skip(message)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def open_notebook(browser, jupyter, request):
    """A function that opens a notebook, runs all its cells and returns its `NotebookPage`."""
    context = browser.new_context(viewport=VIEWPORT)
    request.node.opened = []

    def open_and_run(name: str, run: bool = True, timeout: float = PATIENCE) -> NotebookPage:
        if not (REPOSITORY / "notebooks" / name).exists():
            pytest.fail(f"There is no notebook {name}.")
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        notebook = NotebookPage(page)
        request.node.opened.append(notebook)
        try:
            page.goto(jupyter.address(name))
            notebook.wait_ready()
            if run:
                notebook.run_all(timeout)
        except Exception:
            _screenshot(notebook, request.node.name)
            raise
        return notebook

    yield open_and_run
    context.close()
    jupyter.end_kernels()


@pytest.fixture(scope="module")
def notebook(open_notebook, request):
    """The notebook that the test file names, opened and run once for all its tests."""
    return open_notebook(request.module.NOTEBOOK, timeout=RUNNING)


@pytest.fixture(autouse=True)
def no_complaints(request):
    """Fail a test after which the browser or a cell has an error to show."""
    yield
    report = getattr(request.node, "call_report", None)
    module = request.node.getparent(pytest.Module)
    for notebook in getattr(module, "opened", []):
        if notebook.page.is_closed():
            continue
        if report is not None and report.passed:
            notebook.check()
        elif report is not None and report.failed:
            _screenshot(notebook, request.node.name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Keep the report of the test itself where fixtures find it."""
    report = yield
    if report.when == "call":
        item.call_report = report
    return report


def _screenshot(notebook: NotebookPage, name: str) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    path = SCREENSHOTS / (re.sub(r"[^\w.-]+", "_", name) + ".png")
    notebook.page.screenshot(path=path)
    print(f"Screenshot: {path.relative_to(REPOSITORY)}")
