"""What holds for every demonstration that lives in the page, under JupyterLab's default settings.

A notebook's test file says which there are, and how each is operated:

    DEFAULT = True                                    # JupyterLab's default settings
    NOTEBOOK = "02_convolution.ipynb"

    def move(demo):                                   # changes words and panels, at any time
        demo.press("Stride", "ArrowRight")

    class TestEveryDemonstration(EveryDemonstration):
        demonstrations = {"kernel_lab": move}         # by the Python function's name

`move` may be called again and again; its last call must not be without effect.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import ipywidgets
from jupyter_core.paths import jupyter_path

from tests.browser.in_page import PageDemonstration, find, reset

_OPERATED = "input, select, button:enabled, canvas[tabindex], summary"
#: The narrowest page that is looked at, in CSS pixels of the demonstration's own place.
_NARROW = 360
#: First number of the front end's version, by that of ipywidgets.
_FRONT_ENDS = {"7": "3", "8": "5"}


def version_of_front_end(file: str) -> str:
    """Return the version of the installed front end that a page has loaded from `file`."""
    for folder in jupyter_path("labextensions"):
        path = Path(folder, "@jupyter-widgets", "jupyterlab-manager", "package.json")
        if path.exists():
            description = json.loads(path.read_text(encoding="utf-8"))
            if description["jupyterlab"]["_build"]["load"] == file:
                return description["version"]
    raise AssertionError(f"No front end of ipywidgets has the file {file}.")


class EveryDemonstration:
    """Tests of all demonstrations of one notebook that live in the page."""

    demonstrations: ClassVar[dict[str, Callable[[PageDemonstration], None]]]

    def each(self, notebook):
        """Yield every demonstration, reset, with what moves it."""
        for name, move in self.demonstrations.items():
            yield reset(notebook, name), move

    def test_none_is_left_out(self, notebook):
        """A notebook gets a new demonstration: it has to pass these tests too."""
        shown = notebook.page.locator("[data-demonstration]").evaluate_all(
            "all => all.map(each => each.dataset.demonstration)"
        )
        assert sorted(shown) == sorted(self.demonstrations)

    def test_browser_and_kernel_have_the_same_ipywidgets(self, notebook):
        """Versions 7 and 8 have front ends of their own, and both may be installed."""
        assert ipywidgets.__version__ == os.environ.get("IPYWIDGETS", ipywidgets.__version__)
        file = notebook.page.evaluate(
            "JSON.parse(document.getElementById('jupyter-config-data').textContent)"
            ".federated_extensions.find(each => each.name.includes('jupyterlab-manager')).load"
        )
        kernel = ipywidgets.__version__.split(".")[0]
        assert version_of_front_end(file).split(".")[0] == _FRONT_ENDS[kernel]

    def test_the_words_are_those_that_are_stored(self, notebook):
        for demo, _ in self.each(notebook):
            assert notebook.text_of(demo.cell()) == demo.words()

    def test_it_fits_a_small_screen(self, notebook):
        """1366 × 768: nobody has to scroll between a control and what it changes."""
        for demo, _ in self.each(notebook):
            assert demo.overflow() <= 1
            assert demo.root.bounding_box()["height"] <= notebook.visible_height()

    def test_it_moves_and_resets(self, notebook):
        for demo, move in self.each(notebook):
            start = demo.settled()
            with demo.changes(), demo.changes(words=False):
                move(demo)
            demo.button("Reset")
            assert demo.settled()[0] == start[0]

    def test_surprises_and_its_line_of_python(self, notebook):
        for demo, move in self.each(notebook):
            if demo.root.get_by_role("button", name="Surprise me").count():
                with demo.changes():
                    demo.button("Surprise me")
            move(demo)
            demo.button("Copy as Python")
            name = demo.root.get_attribute("data-demonstration")
            assert demo.root.locator(".demo-copied").inner_text().startswith(f"{name}(")

    def test_everything_works_at_200_percent(self, notebook):
        with notebook.magnified():
            for demo, move in self.each(notebook):
                assert demo.overflow() <= 1
                for control in demo.root.locator(_OPERATED).filter(visible=True).all():
                    control.click(trial=True, timeout=10_000)
                with demo.changes():
                    move(demo)

    def test_everything_fits_360_pixels(self, notebook):
        for demo, move in self.each(notebook):
            with self.narrowed(demo):
                assert demo.overflow() <= 1
                with demo.changes():
                    move(demo)

    @contextlib.contextmanager
    def narrowed(self, demo):
        """Give the demonstration a place as narrow as a telephone."""
        width = "(demo, width) => { demo.parentElement.style.width = width; }"
        demo.root.evaluate(width, f"{_NARROW}px")
        try:
            yield
        finally:
            demo.root.evaluate(width, "")

    def test_words_are_readable_in_light_and_dark(self, notebook):
        for theme in ("JupyterLab Dark", "JupyterLab Light"):
            notebook.theme(theme)
            for demo, _ in self.each(notebook):
                contrast, part = demo.contrast()
                assert contrast >= 4.5, f"contrast {contrast:.1f} in {theme}: {part}"

    def test_every_control_has_a_name_and_is_reached_with_the_tab_key(self, notebook):
        notebook.assert_controls_are_named(".demonstration")
        for demo, _ in self.each(notebook):
            operated = demo.root.locator(_OPERATED).filter(visible=True)
            count, reached = operated.count(), set()
            operated.first.focus()
            for _ in range(count + 2):
                reached.add(
                    demo.root.evaluate(
                        "(demo, all) => [...demo.querySelectorAll(all)]"
                        ".filter(each => each.checkVisibility()).indexOf(document.activeElement)",
                        _OPERATED,
                    )
                )
                notebook.page.keyboard.press("Tab")
            assert set(range(count)) <= reached

    def test_keys_do_not_reach_the_notebook(self, notebook):
        """JupyterLab's one-key shortcuts insert, cut and choose cells."""
        cells = "() => window.jupyterapp.shell.currentWidget.content.widgets.length"
        active = "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex"
        for demo, _ in self.each(notebook):
            before = notebook.page.evaluate(cells), notebook.page.evaluate(active)
            for kind in ("input[type=range]", "button:enabled", "canvas[tabindex]"):
                control = demo.root.locator(kind).filter(visible=True).first
                if not control.count():
                    continue
                control.focus()
                before = notebook.page.evaluate(cells), notebook.page.evaluate(active)
                for key in ("a", "b", "x", "ArrowDown", "ArrowUp", "d", "d"):
                    notebook.page.keyboard.press(key)
                after = notebook.page.evaluate(cells), notebook.page.evaluate(active)
                assert after == before, f"{kind} lets keys through"

    def test_copies_keep_apart_and_a_cell_runs_again(self, notebook):
        for name, move in self.demonstrations.items():
            first = reset(notebook, name)
            start, cell = first.settled()[0], first.cell()
            notebook.duplicate(cell)
            copy = find(notebook, name, 1)
            with copy.changes():
                move(copy)
            moved = copy.settled()[0]
            assert find(notebook, name).settled()[0] == start
            notebook.run_cells([cell])
            assert find(notebook, name).settled()[0] == start
            assert find(notebook, name, 1).settled()[0] == moved

    def test_the_page_is_loaded_again(self, notebook):
        """While the kernel lives, demonstrations come back as they were left."""
        left = {}
        for name, move in self.demonstrations.items():
            demo = find(notebook, name)
            move(demo)
            left[name] = demo.settled()[0]
        notebook.page.wait_for_timeout(1000)  # the kernel's time to hear of it
        notebook.load_again()
        for name, move in self.demonstrations.items():
            demo = find(notebook, name)
            demo.wait_for_words(left[name])
            with demo.changes():
                move(demo)

    def test_it_answers_without_a_connection(self, notebook):
        for demo, move in self.each(notebook):
            notebook.cut_connection()
            with demo.changes():
                move(demo)
            left = demo.settled()[0]
            notebook.wait_ready()
            notebook.page.wait_for_timeout(1000)  # for what the kernel has to tell
            assert demo.settled()[0] == left, "the kernel has set it back"

    def test_it_answers_without_a_kernel(self, notebook):
        """The last test of a page."""
        notebook.page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        notebook.page.wait_for_timeout(1000)
        for name, move in self.demonstrations.items():
            demo = find(notebook, name)
            with demo.changes(), demo.changes(words=False):
                move(demo)
