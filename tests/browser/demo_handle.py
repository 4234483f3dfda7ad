"""One demonstration on a page: its controls by label, its picture and its words."""

from __future__ import annotations

import base64
import contextlib
import io
import time
from collections.abc import Iterator

import numpy as np
from PIL import Image
from playwright.sync_api import Locator

#: Milliseconds. Generous: the machine may have two busy cores, and waiting costs nothing.
PATIENCE = 120_000

_PIXELS = """async image => {
  let bytes;
  for (let tries = 0; !bytes; tries += 1) {
    try {  // the picture may be replaced between two of these lines; then take the new one
      await image.decode();
      bytes = new Uint8Array(await (await fetch(image.src)).arrayBuffer());
    } catch (error) {
      if (tries > 20) throw error;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}"""
_WATCH = """image => {
  const cover = image.parentElement.querySelector('.demo-cover');  // hides what is not there yet
  const heights = new Set(), sources = new Set();
  let blank = 0;
  window.watching = {
    on: true,
    result: () => ({ changes: sources.size, blank, heights: heights.size }),
  };
  const look = () => {
    sources.add(image.src);
    heights.add(Math.round(image.getBoundingClientRect().height));
    const corner = cover.canvas.getContext('2d').getImageData(1, 1, 1, 1).data;
    const covered = cover.style.visibility === 'visible' && corner[3] === 255
      && Math.abs(cover.offsetHeight - image.offsetHeight) < 2;
    if (!(image.isConnected && image.naturalWidth) && !covered) blank += 1;
    if (window.watching.on) requestAnimationFrame(look);
  };
  look();
}"""
_CONTRAST = """demo => {
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b]
    .map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, place) => sum + c * [0.2126, 0.7152, 0.0722][place], 0);
  const behind = element => {
    for (let each = element; each; each = each.parentElement) {
      const colour = numbers(getComputedStyle(each).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const ratios = [...demo.querySelectorAll('label, .widget-label,'
    + ' .widget-readout, .demo-words, select, input, button:enabled')]
    .map(element => [luminance(numbers(getComputedStyle(element).color)),
                     luminance(behind(element))])
    .map(([a, b]) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
  return Math.min(...ratios);
}"""


class DemoHandle:
    """One demonstration on the page: its controls by label, its picture and its words."""

    def __init__(self, notebook, root: Locator):
        """Remember where it is."""
        self.notebook, self.root = notebook, root

    def cell(self) -> str:
        """Return the id of the cell that shows it."""
        return self.root.evaluate(
            "output => window.jupyterapp.shell.currentWidget.content.widgets"
            ".find(cell => cell.node.contains(output)).model.id"
        )

    def control(self, label: str) -> Locator:
        """Return the element that has the keyboard's focus when this control is operated."""
        return self.root.get_by_label(label, exact=True).filter(visible=True).first

    def focus(self, label: str) -> None:
        """Give a control the keyboard; keys must never go to the notebook around it."""
        self.control(label).focus()
        focused = self.control(label).evaluate("control => control === document.activeElement")
        assert focused, f"{label} cannot be reached by keyboard"

    def picture(self) -> bytes:
        """Return the PNG file that is shown, after it was decoded."""
        return base64.b64decode(self.root.locator("img").first.evaluate(_PIXELS))

    def pixels(self) -> np.ndarray:
        """Return the picture's pixels, uint8 of shape (height, width, 3)."""
        return np.asarray(Image.open(io.BytesIO(self.picture())).convert("RGB"))

    def words(self) -> str:
        """Return the picture in words."""
        return self.root.locator(".demo-words").first.inner_text()

    def alternative(self) -> str:
        """Return what a screen reader says instead of the picture."""
        return self.root.locator("img").first.get_attribute("alt") or ""

    def state(self) -> tuple[bytes, str]:
        """Return the picture and its words."""
        return self.picture(), self.words()

    @contextlib.contextmanager
    def changes(self, picture: bool = True, words: bool = True) -> Iterator[None]:
        """Assert that what is done inside changes the picture and the words.

        >>> with demo.changes():                                       # doctest: +SKIP
        ...     demo.press("Stride", "ArrowRight")
        """
        before = self.state()
        yield
        shown = f"the demonstration still shows {before[1]!r}"
        if words:
            self.wait_until(lambda: self.words() != before[1], shown)
        if picture:
            self.wait_until(lambda: self.picture() != before[0], f"in its picture {shown}")

    def wait_until(self, condition, otherwise: str, seconds: float = 60) -> None:
        """Wait until `condition()` is true; fail with `otherwise` when it never is."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return
            self.notebook.page.wait_for_timeout(50)
        self.notebook.check()
        raise AssertionError(otherwise)

    def state_at_rest(self, seconds: float = 60) -> tuple[bytes, str]:
        """Return picture and words once they have not changed for a moment."""
        before, same = self.state(), 0
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.notebook.page.wait_for_timeout(200)
            now = self.state()
            before, same = now, same + 1 if now == before else 0
            if same == 4:
                return now
        raise AssertionError("the demonstration never came to rest")

    def wait_until_still(self, seconds: float = 60) -> None:
        """Wait until picture and words have not changed for a moment."""
        self.state_at_rest(seconds)

    def wait_for_words(self, part: str) -> None:
        """Wait until the words contain `part`."""
        self.wait_until(lambda: part in self.words(), f"{part!r} never appeared")

    def press(self, label: str, key: str, times: int = 1) -> None:
        """Focus a control and press a key."""
        self.focus(label)
        for _ in range(times):
            self.notebook.page.keyboard.press(key)

    def place(self, label: str) -> float | None:
        """Return where a slider's handle is on its track, 0…1; nothing for other controls."""
        handle = self.control(label)
        track = self._track(handle)
        if not track.count():
            return None
        box, at = track.bounding_box(), handle.bounding_box()
        return (at["x"] + at["width"] / 2 - box["x"]) / box["width"]

    def press_button(self, name: str) -> None:
        """Click a button by its name."""
        self.root.get_by_role("button", name=name).click()

    def chosen(self, label: str) -> str:
        """Return the entry that a menu shows."""
        entry = self.control(label).evaluate("menu => menu.selectedOptions[0].label")
        return entry.replace("\N{NO-BREAK SPACE}", " ")

    def type(self, label: str, text: str) -> None:
        """Replace what a field holds by keyboard and confirm with Enter."""
        self.focus(label)
        self.notebook.page.keyboard.press("Control+a")
        self.notebook.page.keyboard.type(text)
        self.notebook.page.keyboard.press("Enter")

    def choose(self, label: str, option: str) -> None:
        """Choose an entry of a menu."""
        self.control(label).select_option(label=option)

    def drag(self, label: str, fraction: float, steps: int = 12) -> None:
        """Drag a slider's handle with the mouse to a fraction of its track, 0…1."""
        handle = self.control(label)
        handle.scroll_into_view_if_needed()
        start, box = handle.bounding_box(), self._track(handle).bounding_box()
        mouse = self.notebook.page.mouse
        mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
        mouse.down()
        # A hand overshoots an end; jQuery's sliders stop short of it otherwise.
        beyond = {0.0: -12, 1.0: 12}.get(fraction, 0)
        x = box["x"] + fraction * box["width"] + beyond
        mouse.move(x, box["y"] + box["height"] / 2, steps=steps)
        mouse.up()

    @staticmethod
    def _track(handle: Locator) -> Locator:
        # ipywidgets 8 has noUiSlider's sliders, ipywidgets 7 those of jQuery.
        return handle.locator(
            "xpath=ancestor::*[contains(@class, 'noUi-target')"
            " or contains(@class, 'ui-slider')][last()]"
        )

    def click_picture(self, x: float, y: float) -> None:
        """Click into the picture, at fractions of its width and height."""
        image = self.root.locator("img").first
        image.scroll_into_view_if_needed()
        box = image.bounding_box()
        image.click(position={"x": x * box["width"], "y": y * box["height"]})

    def height(self) -> float:
        """Return the height of controls, picture and words together, in CSS pixels."""
        return self.root.locator(".demo").first.bounding_box()["height"]

    def overflow(self) -> float:
        """Return by how many CSS pixels the demonstration is wider than its place."""
        return self.root.locator(".demo").first.evaluate(
            "demo => Math.max(demo.scrollWidth - demo.clientWidth,"
            " demo.getBoundingClientRect().right"
            " - demo.closest('.jp-OutputArea').getBoundingClientRect().right)"
        )

    def contrast(self) -> float:
        """Return the least contrast (WCAG 2.2) of the words and labels with what is behind."""
        return self.root.locator(".demo").first.evaluate(_CONTRAST)

    def watch(self) -> None:
        """From now on look at the picture in every frame, for `watched`."""
        self.root.locator("img").first.evaluate(_WATCH)

    def watched(self) -> dict[str, int]:
        """Return how often the picture changed, was blank, and how many heights it had."""
        return self.notebook.page.evaluate(
            "() => { watching.on = false; return watching.result() }"
        )
