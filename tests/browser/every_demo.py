"""What holds for every demonstration: it fits, it can be magnified, read in the dark, and named.

A notebook's test file inherits it and says which demonstrations there are:

    class TestEveryDemo(EveryDemo):
        demos = (("Stride", "ArrowRight"),)  # a control of each, and a key that moves it

`find` and `move` are there to be replaced where a demonstration is operated in another way.
"""

from __future__ import annotations

#: Everything in a demonstration that is operated.
OPERATED = "input:not([type=file]), select, button:enabled, canvas, .noUi-handle, .ui-slider-handle"
#: CSS pixels at 200 %: less, and nothing can be seen in a picture any more.
LEAST_WIDTH = 230


class EveryDemo:
    """Tests of all demonstrations of one notebook, on the page that the file has open."""

    demos: tuple[tuple[str, str], ...]

    def find(self, notebook, label):
        """Return the demonstration that has a control of this label."""
        return notebook.demo(label)

    def move(self, demo, label, key):
        """Operate the control once; picture and words must change."""
        with demo.changes():
            demo.press(label, key)

    def test_control_and_picture_fit_a_small_screen(self, notebook):
        """1366 × 768: nobody has to scroll between a control and what it changes."""
        for label, _ in self.demos:
            demo = self.find(notebook, label)
            assert demo.height() <= notebook.visible_height(), f"{label}: it is too high"
            assert demo.overflow() <= 1, f"{label}: it is too wide"

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
