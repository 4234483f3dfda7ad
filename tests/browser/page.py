"""A notebook in a browser tab: run it, find a demonstration, move its controls, read it."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

from tests.browser.in_page import PATIENCE

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
#: Roles of what is operated, in Chromium's accessibility tree.
_OPERATED = {"slider", "spinbutton", "combobox", "button", "checkbox", "textbox", "radio"}
#: Keeps hold of the page's connections, to cut them as a closed laptop does.
_KEEP_SOCKETS = """window.sockets = new Set();
window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    sockets.add(this);
    this.addEventListener('close', () => sockets.delete(this));
  }
};"""
_SELECT = """id => {
  const content = window.jupyterapp.shell.currentWidget.content;
  content.activeCellIndex = content.widgets.findIndex(cell => cell.model.id === id);
}"""

_OUTPUTS = """id => window.jupyterapp.shell.currentWidget.content.widgets
  .find(cell => cell.model.id === id).model.outputs.toJSON()"""


_NOT_OURS = (
    # JupyterLab 4.6 shows its start screen twice after a reload and takes it away twice.
    r"[^\n]*'removeChild'[^\n]*\n\s+at [^\n]*/jlab_core\.[^\n]*",
    # Notebook 7.6 looks for the settings of an extension that it does not have.
    r"[^\n]*'schema'[^\n]*(\n\s+at [^\n]*/static/notebook/[^\n]*|\n\s+at async [^\n]*)+",
    # ipywidgets 7 speaks to MathJax 2 after it has written a label; JupyterLab 4 has a later one.
    r"[^\n]*'Queue'[^\n]*(\n\s+at [^\n]*/jupyterlab-manager/[^\n]*)*",
)


class NotebookPage:
    """One notebook, opened in JupyterLab.

    Args:
        page: the browser tab; the notebook's address is opened in it afterwards.
    """

    def __init__(self, page: Page):
        """Collect the browser's complaints from now on."""
        self.page = page
        page.add_init_script(_KEEP_SOCKETS)
        self.problems: list[str] = []
        page.on("pageerror", self._raised)
        page.on("console", self._heard)
        page.on("request", self._asked)

    def _raised(self, error) -> None:
        trace = error.stack or str(error)
        own = any(re.fullmatch(known, trace.strip()) for known in _NOT_OURS)
        if not own:
            self.problems.append(f"page error: {trace}")

    def _heard(self, message) -> None:
        if "Could not send widget sync message" in message.text:
            return  # what ipywidgets says while there is no kernel; what happens then is tested
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

    def scroll_to(self, cell_id: str) -> None:
        """Bring a cell into view: JupyterLab leaves out of the page what is far away."""
        self.page.evaluate(_SELECT, cell_id)
        content = "window.jupyterapp.shell.currentWidget.content"
        self.page.evaluate(f"{content}.scrollToItem({content}.activeCellIndex)")

    def run_cells(self, ids: list[str]) -> None:
        """Run cells by their id, in this order."""
        for cell_id in ids:
            self.page.evaluate(_SELECT, cell_id)
            self._run_active()

    def start_cell(self, cell_id: str) -> None:
        """Run a cell without waiting for its end."""
        self.page.evaluate(_SELECT, cell_id)
        # JupyterLab does so a moment later; what the last run left must not pass for this one's.
        self.page.evaluate(
            "window.jupyterapp.shell.currentWidget.content.activeCell.model.clearExecution()"
        )
        self.page.evaluate("void window.jupyterapp.commands.execute('notebook:run-cell')")

    def text_of(self, cell_id: str) -> str:
        """Return what a cell's outputs say in words, as the notebook would be stored."""
        outputs = self.page.evaluate(_OUTPUTS, cell_id)
        parts = [
            output.get("data", {}).get("text/plain", output.get("text", "")) for output in outputs
        ]
        return "\n".join("".join(part) for part in parts)

    def duplicate(self, cell_id: str) -> None:
        """Copy a cell below itself and run the copy."""
        self.page.evaluate(_SELECT, cell_id)
        self.page.evaluate("window.jupyterapp.commands.execute('notebook:duplicate-below')")
        self._run_active()

    def _run_active(self) -> None:
        self.page.evaluate("window.jupyterapp.commands.execute('notebook:run-cell')")
        self.check()
        self._poll(_READY, PATIENCE, "The kernel did not become idle")

    def save(self) -> None:
        """Save the notebook, as JupyterLab does by itself every other minute."""
        self.page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")

    def load_again(self) -> None:
        """Save the notebook and load the page again, as after a crash of the browser."""
        self.save()
        self.page.reload()
        self.wait_ready()

    def cut_connection(self) -> None:
        """Close every connection to the server; JupyterLab makes new ones."""
        self.lose("messages")  # what JupyterLab sends until it has noticed
        assert self.page.evaluate("sockets.forEach(socket => socket.close()) ?? sockets.size") > 0

    def lose(self, what: str) -> None:
        """Lose all "messages" to the server, or all "answers", as long as the connections last."""
        method = {"messages": "send", "answers": "onmessage"}[what]
        self.page.evaluate("method => sockets.forEach(each => each[method] = () => {})", method)

    def theme(self, name: str) -> None:
        """Switch JupyterLab's theme and wait until it is applied."""
        self.page.evaluate(
            "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", name
        )
        self.page.locator(f"body[data-jp-theme-name='{name}']").wait_for(state="attached")

    @contextlib.contextmanager
    def magnified(self) -> Iterator[None]:
        """Lay the page out as 200 % zoom does: half as many CSS pixels each way."""
        size = self.page.viewport_size
        try:
            self.page.set_viewport_size({name: length // 2 for name, length in size.items()})
            yield
        finally:
            self.page.set_viewport_size(size)

    def visible_height(self) -> float:
        """Return the height of the part of the window in which the notebook is seen."""
        return self.page.locator(".jp-Notebook:visible").first.bounding_box()["height"]

    def _poll(self, script: str, timeout: float, otherwise: str) -> None:
        """Evaluate a function, which may be asynchronous, until it returns true."""
        end = time.monotonic() + timeout / 1000
        # A promise that never settles (JupyterLab asks a question) must not outlast the patience.
        hurried = (
            "() => Promise.race([new Promise(later => setTimeout(later, 5000, false)),"
            f" ({script})()])"
        )
        while not self.page.evaluate(hurried):
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

    def output_of(self, cell_id: str) -> Locator:
        """Return the place below a cell where its outputs are."""
        place = self.page.evaluate(
            "id => window.jupyterapp.shell.currentWidget.content.widgets"
            ".findIndex(cell => cell.model.id === id)",
            cell_id,
        )
        cell = self.page.locator(".jp-Notebook:visible .jp-Cell").nth(place)
        return cell.locator(".jp-OutputArea")

    def assert_controls_are_named(self, within: str = ".jp-OutputArea") -> None:
        """Fail when Chromium's accessibility tree has a nameless control in an output."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("DOM.enable")
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        names, nameless = [], []
        for node in nodes:
            if node.get("ignored") or node.get("role", {}).get("value") not in _OPERATED:
                continue
            place = session.send("DOM.resolveNode", {"backendNodeId": node["backendDOMNodeId"]})
            answer = session.send(
                "Runtime.callFunctionOn",
                {
                    "objectId": place["object"]["objectId"],
                    "functionDeclaration": f"function() {{ return this.closest?.('{within}')"
                    " ? this.outerHTML.slice(0, 200) : '' }",
                    "returnByValue": True,
                },
            )
            markup = answer["result"]["value"]
            name = node.get("name", {}).get("value", "")
            if markup:
                # A glyph of an icon font is no name: two letters are the least.
                (names if re.search(r"\w\w", name) else nameless).append(name or markup)
        session.detach()
        assert names, "There are no controls in the outputs."
        assert not nameless, f"Controls without a name: {nameless}"
