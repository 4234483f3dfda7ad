"""A demonstration that lives in the page: its controls, panels and words, as the browser has them.

It is found by the name of the Python function that makes it: `find(notebook, "kernel_lab")`.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

from playwright.sync_api import Locator

#: Milliseconds. Generous: the machine may have two busy cores, and waiting costs nothing.
PATIENCE = 120_000

_PIXELS = """demo => [...demo.querySelectorAll("canvas, svg, .demo-bar")]
  .map(each => each.toDataURL?.() ?? each.outerHTML).join()"""
_CONTRAST = """demo => {
  const numbers = colour => {
    const found = colour.match(/[\\d.]+/g).map(Number);
    return colour.startsWith('color(') ? found.map((c, i) => i < 3 ? 255 * c : c) : found;
  };
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
  const parts = [...demo.querySelectorAll('label, p, summary, span, select, button:enabled,'
    + ' input:not([type=range]), .demo-title, .demo-note, .demo-sign')]
    .filter(element => element.checkVisibility());
  return parts.map(element => {
    const [a, b] = [numbers(getComputedStyle(element).color), behind(element)].map(luminance);
    return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), element.outerHTML.slice(0, 120)];
  }).sort((one, other) => one[0] - other[0])[0];
}"""


class PageDemonstration:
    """One demonstration on a page.

    Args:
        page: the browser's page.
        root: the demonstration's section.
    """

    def __init__(self, page, root: Locator):
        """Remember where it is."""
        self.page, self.root = page, root

    def control(self, label: str) -> Locator:
        """Return the control of this name, as a screen reader says it."""
        return self.root.get_by_label(label, exact=True).filter(visible=True).first

    def panel(self, title: str, nth: int = 0) -> Locator:
        """Return the canvas under this title."""
        return self.root.locator(".demo-panel").filter(has_text=title).locator("canvas").nth(nth)

    def bubble(self) -> str:
        """Return what is said at the pointer."""
        return self.root.locator(".demo-bubble").inner_text()

    def cell(self) -> str:
        """Return the id of the notebook's cell that it stands in."""
        return self.root.evaluate(
            "demo => window.jupyterapp.shell.currentWidget.content.widgets"
            ".find(cell => cell.node.contains(demo)).model.id"
        )

    def answer(self) -> str:
        """Return the sentence under the panels."""
        return self.root.locator(".demo-answer").inner_text()

    def words(self) -> str:
        """Return the answer and the details."""
        return f"{self.answer()}\n{self.root.locator('.demo-lines').text_content()}"

    def pixels(self) -> str:
        """Return what all panels, plots and bars show, for comparisons."""
        return self.root.evaluate(_PIXELS)

    def state(self) -> tuple[str, str]:
        """Return words and pixels."""
        return self.words(), self.pixels()

    def settled(self) -> tuple[str, str]:
        """Return words and pixels after the next two frames: by then all is drawn."""
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        return self.state()

    @contextlib.contextmanager
    def changes(self, words: bool = True) -> Iterator[None]:
        """Assert that what is done inside changes the words, or the panels at least."""
        before = self.settled()
        yield
        place = 0 if words else 1
        self.wait_until(lambda: self.state()[place] != before[place], f"still {before[0]!r}")

    def wait_until(self, condition, otherwise: str, seconds: float = 20) -> None:
        """Wait until `condition()` is true; fail with `otherwise` and the words if it never is."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"{otherwise}: {self.words()}"
            self.page.wait_for_timeout(30)

    def wait_for_words(self, part: str) -> None:
        """Wait until the words contain `part`."""
        self.wait_until(lambda: part in self.words(), f"{part!r} never appeared")

    def press(self, label: str, key: str) -> None:
        """Give a control the keyboard and press a key."""
        self.control(label).focus()
        self.page.keyboard.press(key)

    def press_on(self, title: str, *keys: str) -> None:
        """Give the first panel with this title the keyboard and press keys."""
        self.panel(title).focus()
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, label: str, text: str) -> None:
        """Type into a number field."""
        self.press(label, "Control+a")
        self.page.keyboard.type(text)

    def choose(self, label: str, option: str) -> None:
        """Choose an entry of a menu."""
        self.control(label).select_option(label=option)

    def chosen(self, label: str) -> str:
        """Return the entry that a menu shows."""
        return self.control(label).evaluate("menu => menu.selectedOptions[0].label")

    def button(self, name: str) -> None:
        """Click a button by its name."""
        self.root.get_by_role("button", name=name, exact=True).click()

    def drag(self, place: Locator, start: tuple[float, float], *way: tuple[float, float]) -> None:
        """Drag with the mouse over an element; points are fractions of its width and height."""
        box = self.point(place, *start)
        self.page.mouse.down()
        for x, y in way:
            there = (box["x"] + x * box["width"], box["y"] + y * box["height"])
            self.page.mouse.move(*there, steps=8)
        self.page.mouse.up()

    def point(self, place: Locator, x: float, y: float) -> dict[str, float]:
        """Move the pointer over an element, to fractions of its width and height; return these."""
        place.scroll_into_view_if_needed()
        box = place.bounding_box()
        self.page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
        return box

    def leave(self) -> None:
        """Point at nothing."""
        self.page.mouse.move(2, 2)

    @contextlib.contextmanager
    def pointing(self, place: Locator, x: float, y: float, said: str) -> Iterator[None]:
        """Point somewhere and wait for words there; afterwards all has to be as it was."""
        before = self.settled()
        self.point(place, x, y)
        self.wait_until(lambda: said in self.bubble(), f"{said!r} is not said")
        self.wait_until(lambda: self.pixels() != before[1], "nothing is marked")
        yield
        self.leave()
        self.wait_until(lambda: self.state() == before, "what was pointed at stays")

    def overflow(self) -> float:
        """Return by how many CSS pixels something in it is wider than its place."""
        return self.root.evaluate(
            "demo => Math.max(...[demo, ...demo.querySelectorAll('*')]"
            ".filter(each => each.checkVisibility() && !each.closest('.demo-hidden, .demo-bubble'))"
            ".map(each => each.getBoundingClientRect().right))"
            " - demo.parentElement.getBoundingClientRect().right"
        )

    def contrast(self) -> tuple[float, str]:
        """Return the weakest contrast of words with their ground, and whose it is."""
        return tuple(self.root.evaluate(_CONTRAST))


def find(notebook, name: str, nth: int = 0) -> PageDemonstration:
    """Return a demonstration of a notebook, scrolled into view.

    Args:
        notebook: the open `NotebookPage`.
        name: of the Python function that makes it.
        nth: which one down the page, where there are several.
    """
    root = notebook.page.locator(f"[data-demonstration={name}]").nth(nth)
    root.wait_for(state="attached")
    root.scroll_into_view_if_needed()
    return PageDemonstration(notebook.page, root)


def reset(notebook, name: str) -> PageDemonstration:
    """Return a demonstration with its starting values, nothing pointed at."""
    demo = find(notebook, name)
    demo.button("Reset")
    demo.leave()
    demo.settled()
    return demo
