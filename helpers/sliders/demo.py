"""The shell that every demonstration shares: controls, a picture, and the picture in words."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping

import ipywidgets

from helpers.demos.shown import VIEW, Shown, view_of
from helpers.figures.picture import Picture, png_size
from helpers.sliders.assistant import make_assistant
from helpers.sliders.recovery import make_recovery


class Demo(Shown):
    """Controls whose values go into a pure function, and the picture that it returns.

    The picture travels as encoded pixels through `ipywidgets.Image`: nothing flickers or jumps,
    and Colab updates it in place. All state lives in the controls, so several copies of a
    demonstration don't disturb each other and a cell can be run again. Where no widget can live
    (GitHub, print, a closed kernel) the same output holds the picture of the starting values.

    A quick drag leaves no queue behind: the browser sends the next value only when the kernel has
    answered the last one, and skips the values in between.

    Args:
        draw: takes one keyword argument for each control, returns a `Picture`.
        controls: ipywidgets by the name of the argument that their value becomes; each has a
            `description`, which is its label for a screen reader too.
        arrange: takes the list of controls, returns the widget that lays them out; a column
            when None.
        beside: True puts the controls to the left of the picture, False above it.
        pointed: called with the place of a click into the picture, in CSS pixels from its upper
            left corner; returns the new values of controls by name, or None to change nothing.
            Clicking is a short cut: there must be a way by keyboard too.

    >>> slider = ipywidgets.IntSlider(2, min=0, max=9, description="Digit")
    >>> from matplotlib.figure import Figure
    >>> Demo(lambda digit: Picture.from_figure(Figure((1, 1)), f"A {digit}."), {"digit": slider})
    A 2.
    """

    def __init__(
        self,
        draw: Callable[..., Picture],
        controls: Mapping[str, ipywidgets.Widget],
        arrange: Callable[[list[ipywidgets.Widget]], ipywidgets.Widget] | None = None,
        beside: bool = False,
        pointed: Callable[[float, float], Mapping[str, object] | None] | None = None,
    ):
        """Build the widgets and draw the picture of the controls' starting values."""
        self.draw = draw
        self.controls = dict(controls)
        picture = self.picture()
        self._image = ipywidgets.Image(value=picture.png, format="png", width=picture.shown_width)
        self._words = ipywidgets.HTML(_in_html(picture.text))
        self._image.layout.margin = "2px 0"  # beside it, "100%" would be too wide by the margin
        arrange = arrange or (lambda children: ipywidgets.VBox(children))
        arranged = arrange(list(self.controls.values()))
        if beside:
            # A narrow window (or 200 % zoom) first shrinks the picture, then puts it below.
            self._image.layout.flex = "1 1 440px"
            self._image.layout.min_width = "0"
            self._image.layout.max_width = f"{picture.shown_width}px"
            wrapped = ipywidgets.Layout(flex_flow="row wrap", align_items="flex-start")
            both = ipywidgets.HBox([arranged, self._image], layout=wrapped)
        else:
            self._image.layout.max_width = "100%"
            wrapped = ipywidgets.Layout(align_items="flex-start")
            both = ipywidgets.VBox([arranged, self._image], layout=wrapped)
        self.widget = ipywidgets.VBox([both, self._words])
        self.widget.add_class("demo")
        # ipywidgets 7 moves an output 2 pixels to the right and leaves it as wide as its place.
        self.widget.layout.max_width = "calc(100% - 2px)"
        assistant = make_assistant(pointing=pointed is not None)
        if assistant is not None:
            self.widget.children += (assistant,)
            # It reports clicks, which can get lost too.
            make_recovery([arranged, assistant], [self._image, self._words])
        if assistant is not None and pointed is not None:
            width, height = png_size(picture.png)
            scale = picture.shown_width / width
            self._pointed, self._size = pointed, (width * scale, height * scale)
            assistant.observe(self._clicked, names="pointed")
        for control in self.controls.values():
            control.observe(self._redraw, names="value")

    def values(self) -> dict[str, object]:
        """Return the controls' present values by name."""
        return {name: control.value for name, control in self.controls.items()}

    def picture(self) -> Picture:
        """Return the picture of the controls' present values."""
        return self.draw(**self.values())

    def _redraw(self, change) -> None:
        try:
            picture = self.picture()
        except Exception as error:
            # Jupyter only logs what a callback raises; the learner would see a frozen picture.
            self._words.value = _in_html(f"This demonstration stopped: {error}")
            raise
        self._image.value = picture.png
        self._words.value = _in_html(picture.text)

    def _clicked(self, change) -> None:
        x, y, _ = change.new
        chosen = self._pointed(x * self._size[0], y * self._size[1])
        if not chosen:
            return
        for name, value in chosen.items():
            self.controls[name].value = value

    def __repr__(self) -> str:
        """Return the present picture in words."""
        return self.picture().text

    def _repr_mimebundle_(self, include=None, exclude=None):
        data, metadata = self.picture()._repr_mimebundle_()
        data[VIEW] = view_of(self.widget)
        return data, metadata


def _in_html(text: str) -> str:
    """Return the words as HTML that keeps their lines."""
    style = "white-space: pre-wrap; line-height: 1.4; font-family: var(--jp-code-font-family)"
    return f'<div class="demo-words" style="{style}">{html.escape(text)}</div>'
