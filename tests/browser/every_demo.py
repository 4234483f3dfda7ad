"""What holds for every demonstration: it fits, it can be magnified, read in the dark, and named;
it is reached by keyboard, keeps apart from its copy, and outlives a lost connection and its kernel.

A notebook's test file inherits it and says which demonstrations there are:

    class TestEveryDemo(EveryDemo):
        demos = (("Stride", "ArrowRight"),)  # a control of each, and a key that moves it

`find` and `operate` are there to be replaced where a demonstration is operated in another way.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import ipywidgets
import pytest
from jupyter_core.paths import jupyter_path

#: What shows a demonstration.
SHOWN = ".jp-OutputArea-child:has(.demo-words)"
#: Everything in a demonstration that is operated.
OPERATED = "input:not([type=file]), select, button:enabled, canvas, .noUi-handle, .ui-slider-handle"
#: CSS pixels at 200 %: less, and nothing can be seen in a picture any more.
LEAST_WIDTH = 230
OPPOSITE = {"ArrowRight": "ArrowLeft", "ArrowLeft": "ArrowRight", "Home": "End"}
#: Where on a slider's track a key moves nothing any more.
ENDS = {"ArrowRight": 1, "ArrowLeft": 0, "Home": 0}
#: First number of the front end's version, by that of ipywidgets.
FRONT_ENDS = {"7": "3", "8": "5"}
_NAMES = """all => all.map(control => control.getAttribute('aria-label')
  ?? control.labels?.[0]?.textContent ?? control.textContent)"""
# Labels that are there for screen readers only have no width.
_CUT = """labels => labels.filter(label => label.clientWidth > 2
  && label.scrollWidth > label.clientWidth).map(label => label.textContent)"""
_FOCUSED = """(demo, operated) => [...demo.querySelectorAll(operated)]
  .filter(control => control.checkVisibility()).indexOf(document.activeElement)"""


def version_of_front_end(file: str) -> str:
    """Return the version of the installed front end that a page has loaded from `file`."""
    for folder in jupyter_path("labextensions"):
        path = Path(folder, "@jupyter-widgets", "jupyterlab-manager", "package.json")
        if path.exists():
            description = json.loads(path.read_text(encoding="utf-8"))
            if description["jupyterlab"]["_build"]["load"] == file:
                return description["version"]
    raise AssertionError(f"No front end of ipywidgets has the file {file}.")


class EveryDemo:
    """Tests of all demonstrations of one notebook, on the page that the file has open."""

    demos: tuple[tuple[str, str], ...]

    def find(self, notebook, label, nth=0):
        """Return the demonstration that has a control of this label."""
        return notebook.demo(label, nth)

    def operate(self, demo, label, key):
        """Press a key that changes picture and words: the one given, or its opposite.

        The test before may have left a slider at the end of its track. Where it is has to be
        seen beforehand: after a key it may be set back for a moment, as the kernel still has it.
        """
        place = demo.place(label)
        # ipywidgets 7 ends its tracks two pixels off. Near an end the other way is always free.
        stuck = place is not None and abs(place - ENDS[key]) < 0.05
        demo.press(label, OPPOSITE[key] if stuck else key)

    def move(self, demo, label, key):
        """Operate the control; picture and words must change."""
        with demo.changes():
            self.operate(demo, label, key)

    def test_none_is_left_out(self, notebook):
        """A notebook gets a new demonstration: it has to pass these tests too."""
        assert notebook.page.locator(SHOWN).count() == len(self.demos)

    def test_browser_and_kernel_have_the_same_ipywidgets(self, notebook):
        """Versions 7 and 8 have front ends of their own, and both may be installed."""
        assert ipywidgets.__version__ == os.environ.get("IPYWIDGETS", ipywidgets.__version__)
        file = notebook.page.evaluate(
            "JSON.parse(document.getElementById('jupyter-config-data').textContent)"
            ".federated_extensions.find(each => each.name.includes('jupyterlab-manager')).load"
        )
        kernel = ipywidgets.__version__.split(".")[0]
        assert version_of_front_end(file).split(".")[0] == FRONT_ENDS[kernel]

    def test_control_and_picture_fit_a_small_screen(self, notebook):
        """1366 × 768: nobody has to scroll between a control and what it changes."""
        for label, _ in self.demos:
            demo = self.find(notebook, label)
            assert demo.height() <= notebook.visible_height(), f"{label}: it is too high"
            assert demo.overflow() <= 1, f"{label}: it is too wide"

    def test_no_label_is_cut_off(self, notebook):
        for label, _ in self.demos:
            demo = self.find(notebook, label)
            labels = demo.root.locator(".widget-label").filter(visible=True)
            cut = labels.evaluate_all(_CUT)
            assert not cut, f"{label}: cut off are {cut}"

    def test_everything_is_reached_and_works_at_200_percent(self, notebook):
        """Magnified there are half as many CSS pixels."""
        with notebook.magnified():
            for label, key in self.demos:
                demo = self.find(notebook, label)
                assert demo.overflow() <= 1, f"{label}: it is cut off at the right"
                width = demo.root.locator("img").first.bounding_box()["width"]
                assert width >= LEAST_WIDTH, f"{label}: its picture is only {width} pixels wide"
                for control in demo.root.locator(OPERATED).filter(visible=True).all():
                    control.click(trial=True, timeout=20_000)  # in view, and nothing lies over it
                self.move(demo, label, key)

    def test_words_are_readable_in_light_and_dark(self, notebook):
        for theme in ("JupyterLab Dark", "JupyterLab Light"):
            notebook.theme(theme)
            for label, _ in self.demos:
                contrast = self.find(notebook, label).contrast()
                assert contrast >= 4.5, f"{label}: contrast {contrast:.1f} in {theme}"

    def test_pictures_have_their_words(self, notebook):
        for label, _ in self.demos:
            demo = self.find(notebook, label)
            demo.wait_until(
                lambda demo=demo: demo.alternative() == demo.words(),
                f"{label}: the picture's alternative text is not what the words say",
            )

    def test_every_control_has_a_name(self, notebook):
        notebook.assert_controls_are_named()

    def test_every_control_is_reached_with_the_tab_key(self, notebook):
        for label, _ in self.demos:
            demo = self.find(notebook, label)
            controls = demo.root.locator(OPERATED).filter(visible=True)
            names, reached = controls.evaluate_all(_NAMES), set()
            controls.first.focus()
            for _ in range(3 * len(names)):  # values beside sliders are reached too
                place = demo.root.evaluate(_FOCUSED, OPERATED)
                reached.add(place)
                notebook.page.keyboard.press("Tab")
            missed = [name for place, name in enumerate(names) if place not in reached]
            assert not missed, f"{label}: the tab key never reaches {missed}"

    def test_the_picture_stays_in_view_while_it_changes(self, notebook):
        for label, key in self.demos:
            demo = self.find(notebook, label)
            demo.watch()
            for _ in range(2):
                self.move(demo, label, key)
            seen = demo.watched()
            assert seen["changes"] >= 2, f"{label}: its picture was not watched"
            assert seen["blank"] == 0, f"{label}: the picture was missing for a frame"

    @pytest.mark.parametrize("lost", ["nothing else", "messages", "answers"])
    def test_the_connection_is_lost_and_found(self, notebook, lost):
        """A closed laptop: what was moved before the kernel is back is shown, and all works on.

        Before anybody notices that a connection is dead, what is sent or answered gets lost.
        """
        for label, key in self.demos:
            demo = self.find(notebook, label)
            demo.wait_until_still()
            with demo.changes():
                if lost == "nothing else":
                    notebook.cut_connection()
                    self.operate(demo, label, key)
                else:
                    notebook.lose(lost)
                    self.operate(demo, label, key)
                    notebook.page.wait_for_timeout(300)  # the kernel's time to answer
                    notebook.cut_connection()
                notebook.wait_ready()
            demo.wait_until_still()
            self.move(demo, label, key)

    def test_copies_keep_apart_and_a_cell_runs_again(self, notebook):
        for label, key in self.demos:
            first = self.find(notebook, label)
            cell, before = first.cell(), first.state_at_rest()
            notebook.duplicate(cell)
            copy = self.find(notebook, label, 1)
            start = copy.state_at_rest()
            self.move(copy, label, key)
            moved = copy.state_at_rest()
            assert first.state() == before, f"{label}: the copy moved the first one"
            notebook.run_cells([cell])
            first = self.find(notebook, label)
            assert first.state_at_rest() == start, f"{label}: run again, it does not begin anew"
            self.move(first, label, key)
            assert copy.state() == moved, f"{label}: the first one moved the copy"

    def test_the_page_is_loaded_again(self, notebook):
        """While the kernel lives, the demonstrations come back as they were left, and work."""
        left = {label: self.find(notebook, label).state_at_rest() for label, _ in self.demos}
        notebook.load_again()
        for label, key in self.demos:
            demo = self.find(notebook, label)
            demo.wait_until(
                lambda demo=demo, label=label: demo.state() == left[label],
                f"{label}: it is not as it was left",
            )
            self.move(demo, label, key)

    def test_a_new_kernel_leaves_the_pictures(self, notebook, open_notebook, request):
        """The last test of a page: nothing can be moved any more, but everything be read."""
        demos = [self.find(notebook, label) for label, _ in self.demos]
        left = {demo.cell(): demo.state_at_rest()[0] for demo in demos}
        notebook.save()
        notebook.restart_kernel()
        for cell, picture in left.items():
            assert notebook.outputs_of(cell).picture() == picture
        notebook.check()
        notebook.page.close()  # two tabs would talk to one kernel
        on_another_day = open_notebook(request.module.NOTEBOOK, run=False)
        for cell, picture in left.items():
            assert on_another_day.outputs_of(cell).picture() == picture
        on_another_day.check()
