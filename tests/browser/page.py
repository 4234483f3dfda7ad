"""A notebook in a browser tab: run it, find a demonstration, move its controls, read it."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

#: Milliseconds. Generous: the machine may have two busy cores, and waiting costs nothing.
PATIENCE = 120_000

_READY = """async () => {
  const app = window.jupyterapp;
  if (!app) return false;
  await app.restored;
  const widget = app.shell.currentWidget;
  if (!widget || !widget.context || !widget.sessionContext) return false;
  await widget.context.ready;
  await widget.sessionContext.ready;
  const kernel = widget.sessionContext.session?.kernel;
  return kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
}"""
_CELLS = """() => window.jupyterapp.shell.currentWidget.content.widgets
  .filter(cell => cell.model.type === 'code')
  .map(cell => ({
    id: cell.model.id,
    state: cell.model.executionState ?? '',
    count: cell.model.executionCount,
    errors: cell.model.outputs.toJSON().filter(output => output.output_type === 'error')
      .map(output => output.ename + ': ' + output.evalue),
  }))"""
_PIXELS = """async image => {
  await image.decode();
  const bytes = new Uint8Array(await (await fetch(image.src)).arrayBuffer());
  return Array.from(bytes);
}"""


class NotebookPage:
    """One notebook, opened in JupyterLab.

    Args:
        page: the browser tab, with the notebook's address open.
    """

    def __init__(self, page: Page):
        """Collect the browser's complaints from now on."""
        self.page = page
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(f"page error: {error}"))
        page.on("console", self._heard)
        page.on("request", self._asked)

    def _heard(self, message) -> None:
        if message.type == "error" or "model not found" in message.text:
            self.problems.append(f"console: {message.text} ({message.location.get('url')})")

    def _asked(self, request) -> None:
        """Note what a classroom without a network could not load."""
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname != "127.0.0.1":
            self.problems.append(f"asks for {request.url}, which needs a network")

    def wait_ready(self) -> None:
        """Wait until the notebook is shown and its kernel is connected and idle."""
        # The toolbar shows "idle" too early: what is run before the connection is lost.
        self._poll(_READY, PATIENCE, "The notebook's kernel did not get ready")

    def run_all(self, timeout: float = PATIENCE) -> None:
        """Run every cell and wait until all have run.

        Raises:
            AssertionError: a cell raised.
        """
        # Stored outputs and counts must not pass for this run's.
        self.page.evaluate(
            "window.jupyterapp.shell.currentWidget.content.widgets.forEach("
            "cell => cell.model.clearExecution?.())"
        )
        # Not awaited: the command ends with the last cell, and evaluate has its own time limit.
        self.page.evaluate("void window.jupyterapp.commands.execute('notebook:run-all-cells')")
        self._poll(
            f"() => {{ const cells = ({_CELLS})();"
            " return cells.some(cell => cell.errors.length)"
            " || cells.every(cell => cell.count !== null); }",
            timeout,
            "The cells did not all run",
        )
        self.check()
        self._poll(_READY, timeout, "The kernel did not become idle")

    def _poll(self, script: str, timeout: float, otherwise: str) -> None:
        """Evaluate a function, which may be asynchronous, until it returns true."""
        end = time.monotonic() + timeout / 1000
        while not self.page.evaluate(script):
            assert time.monotonic() < end, f"{otherwise} within {timeout / 1000:g} seconds."
            self.page.wait_for_timeout(100)

    def check(self) -> None:
        """Fail on cell errors, on the console's errors, and on widgets without a model."""
        for cell in self.page.evaluate(_CELLS):
            assert not cell["errors"], f"cell {cell['id']} raised {cell['errors']}"
        broken = self.page.get_by_text(
            re.compile("model not found|Error displaying widget|This demonstration stopped", re.I)
        )
        for place in range(broken.count()):
            self.problems.append(f"on the page: {broken.nth(place).inner_text()[:300]}")
        assert not self.problems, "\n".join(self.problems)

    def demo(self, label: str, nth: int = 0) -> DemoHandle:
        """Return the demonstration that has a control with this label.

        Args:
            label: the control's whole label, as a screen reader says it.
            nth: which one, counted from 0 down the page, where several have such a control.
        """
        outputs = self.page.locator(".jp-OutputArea-child").filter(
            has=self.page.get_by_label(label, exact=True)
        )
        outputs.nth(nth).wait_for(timeout=PATIENCE)
        handle = DemoHandle(self, outputs.nth(nth))
        handle.root.scroll_into_view_if_needed()
        return handle

    def accessible_names(self) -> list[dict]:
        """Return role and name of everything in Chromium's accessibility tree that is operated."""
        session = self.page.context.new_cdp_session(self.page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        session.detach()
        operated = {"slider", "spinbutton", "combobox", "button", "checkbox", "textbox", "radio"}
        return [
            {
                "role": node["role"]["value"],
                "name": node.get("name", {}).get("value", ""),
                "backend": node.get("backendDOMNodeId"),
            }
            for node in nodes
            if not node.get("ignored") and node.get("role", {}).get("value") in operated
        ]


class DemoHandle:
    """One demonstration on the page: its controls by label, its picture and its words."""

    def __init__(self, notebook: NotebookPage, root: Locator):
        """Remember where it is."""
        self.notebook, self.root = notebook, root

    def control(self, label: str) -> Locator:
        """Return the element that has the keyboard's focus when this control is operated."""
        return self.root.get_by_label(label, exact=True).first

    def picture(self) -> bytes:
        """Return the PNG file that is shown, after it was decoded."""
        return bytes(self.root.locator("img").first.evaluate(_PIXELS))

    def words(self) -> str:
        """Return the picture in words."""
        return self.root.locator(".demo-words").first.inner_text()

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
        self.wait_until(
            lambda: (
                (not picture or self.picture() != before[0])
                and (not words or self.words() != before[1])
            ),
            f"the demonstration still shows {before[1]!r}",
        )

    def wait_until(self, condition, otherwise: str, seconds: float = 60) -> None:
        """Wait until `condition()` is true; fail with `otherwise` when it never is."""
        for _ in range(int(seconds * 10)):
            if condition():
                return
            self.notebook.page.wait_for_timeout(100)
        self.notebook.check()
        raise AssertionError(otherwise)

    def wait_for_words(self, part: str) -> None:
        """Wait until the words contain `part`."""
        self.wait_until(lambda: part in self.words(), f"{part!r} never appeared")

    def press(self, label: str, key: str, times: int = 1) -> None:
        """Focus a control and press a key."""
        control = self.control(label)
        control.focus()
        for _ in range(times):
            self.notebook.page.keyboard.press(key)

    def type(self, label: str, text: str) -> None:
        """Replace what a field holds by keyboard and confirm with Enter."""
        control = self.control(label)
        control.focus()
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
        track = handle.locator(
            "xpath=ancestor::*[contains(concat(' ', @class, ' '), ' noUi-target ')][1]"
        )
        start, box = handle.bounding_box(), track.bounding_box()
        mouse = self.notebook.page.mouse
        mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
        mouse.down()
        mouse.move(box["x"] + fraction * box["width"], box["y"] + box["height"] / 2, steps=steps)
        mouse.up()

    def click_picture(self, x: float, y: float) -> None:
        """Click into the picture, at fractions of its width and height."""
        image = self.root.locator("img").first
        image.scroll_into_view_if_needed()
        box = image.bounding_box()
        image.click(position={"x": x * box["width"], "y": y * box["height"]})
