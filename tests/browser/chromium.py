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
]


def start_chromium(playwright: Playwright) -> Browser | None:
    """Return a headless Chromium, or None where there is none.

    It is looked for in the environment variable `CHROMIUM`, among the system's commands, and where
    `playwright install chromium` puts its own.
    """
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    path = path or playwright.chromium.executable_path
    if not Path(path).exists():
        return None
    return playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
