"""Shows a demonstration on a bare page, without Jupyter and without a kernel.

    python -m tools.preview "kernel_lab(stride=2)" [PAGE.html]

It is the quickest way to see what a change of the JavaScript does: `npm run build`, preview, load
the page again. The page holds everything; nothing is fetched.
"""

from __future__ import annotations

import base64
import importlib
import json
import pkgutil
import sys
from pathlib import Path

from helpers import demos
from helpers.demos.base.demonstration import Demonstration
from tools.live_cells import NAMES

_WEB = Path(demos.__file__).parent
_PAGE = """<!doctype html>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{name}</title>
<style>body {{ margin: 16px; }} {css}</style>
<div id="place"></div>
<script type="module">
const source = {source};
const values = JSON.parse({values}, (key, value) => value?.base64 === undefined ? value
  : new DataView(Uint8Array.from(atob(value.base64), (c) => c.charCodeAt(0)).buffer));
const listeners = {{}};
const model = {{
  get: (key) => values[key],
  set(key, value) {{
    if (values[key] === value) return;
    values[key] = value;
    for (const each of listeners[`change:${{key}}`] ?? []) each();
  }},
  save_changes() {{}},
  send() {{}},
  on: (event, call) => (listeners[event] ??= []).push(call),
  off: (event, call) => (listeners[event] = listeners[event].filter((each) => each !== call)),
}};
const address = URL.createObjectURL(new Blob([source], {{ type: "text/javascript" }}));
const {{ default: widget }} = await import(address);
widget.render({{ model, el: document.getElementById("place") }});
</script>
"""


def page_of(demonstration: Demonstration) -> str:
    """Return a page that shows a demonstration, and needs nothing else."""
    widget = demonstration.widget
    values = json.dumps({name: getattr(widget, name) for name in NAMES}, default=_as_base64)
    return _PAGE.format(
        name=widget.demonstration,
        css=(_WEB / "demonstration.css").read_text(encoding="utf-8"),
        source=_in_script(json.dumps((_WEB / "bundle.js").read_text(encoding="utf-8"))),
        values=_in_script(json.dumps(values)),
    )


def _as_base64(value: bytes | memoryview) -> dict[str, str]:
    return {"base64": base64.b64encode(bytes(value)).decode("ascii")}


def _in_script(text: str) -> str:
    return text.replace("</", "<\\/")


def main(arguments: list[str]) -> int:
    """Write the page of a call; return the exit status."""
    call, *path = arguments
    found = [each.name for each in pkgutil.walk_packages(demos.__path__, "helpers.demos.")]
    modules = {name.rpartition(".")[2]: name for name in found}
    module = importlib.import_module(modules[call.split("(")[0]])
    target = Path(path[0] if path else "build/preview.html")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page_of(eval(call, vars(module))), encoding="utf-8")
    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
