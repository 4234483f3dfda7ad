"""Finds the machine's Chromium and starts it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

#: The window that a classroom's laptop has.
VIEWPORT = {"width": 1366, "height": 768}
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",  # a camera, which still asks for permission
]


def find_chromium() -> str | None:
    """Return what `CHROMIUM` names, else one of the system's commands, None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def start_chromium(playwright: Playwright) -> Browser | None:
    """Return a headless Chromium, or None where there is none.

    It is looked for by `find_chromium`, and where `playwright install chromium` puts its own.
    """
    path = find_chromium() or playwright.chromium.executable_path
    if not Path(path).exists():
        return None
    return playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
