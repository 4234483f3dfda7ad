"""JupyterLab on a free port with folders of its own, serving copies of the notebooks."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

#: A quiet JupyterLab: no news, no virtual scrolling (cells out of sight would not exist), kernels
#: end with their notebook.
SETTINGS = {
    "@jupyterlab/apputils-extension/notification.jupyterlab-settings": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "@jupyterlab/notebook-extension/tracker.jupyterlab-settings": {
        "windowingMode": "none",
        "kernelShutdown": True,
    },
    "@jupyterlab/docmanager-extension/plugin.jupyterlab-settings": {"autosave": False},
}
#: What learners have, without the question about news.
DEFAULTS = {name: SETTINGS[name] for name in list(SETTINGS)[:1]}


#: What shows the notebooks: JupyterLab, or Notebook 7, which has to be installed for that.
FRONT_END = os.environ.get("FRONT_END", "jupyterlab")
_APPLICATION = {"jupyterlab": "LabApp", "notebook": "JupyterNotebookApp"}[FRONT_END]


class Jupyter:
    """A running JupyterLab, or what `FRONT_END` names.

    `address` has its token, `stop` ends it and its kernels.

    Args:
        folder: an empty folder for its settings and for the copies of the notebooks.
        settings: of JupyterLab, by the names of their files.
    """

    def __init__(self, folder: Path, settings: dict[str, dict] = SETTINGS):
        """Copy the notebooks and start the server."""
        self.root = folder / "checkout"
        for name in ("notebooks", "recognition"):  # notebooks name pictures by ../recognition
            if (REPOSITORY / name).is_dir():
                shutil.copytree(REPOSITORY / name, self.root / name)
        place = folder / "settings"
        for name, values in settings.items():
            path = place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(values), encoding="utf-8")
        environment = dict(os.environ)
        for variable, name in {
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
            "IPYTHONDIR": "ipython",
        }.items():
            (folder / name).mkdir()
            environment[variable] = str(folder / name)
        environment["JUPYTERLAB_SETTINGS_DIR"] = str(place)
        self.token = secrets.token_hex(16)
        self.port = _free_port()
        self.log = folder / "server.log"
        options = [
            "--no-browser",
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={self.port}",
            "--ServerApp.port_retries=0",
            f"--ServerApp.root_dir={self.root}",
            "--ServerApp.allow_root=True",
            f"--IdentityProvider.token={self.token}",
            f"--{_APPLICATION}.expose_app_in_browser=True",
            "--LabApp.news_url=None",
        ]
        with self.log.open("w", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", FRONT_END, *options],
                env=environment,
                cwd=self.root,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._wait(120)

    def address(self, notebook: str) -> str:
        """Return the address that opens a notebook, in a workspace without other tabs."""
        if FRONT_END == "notebook":
            return f"http://127.0.0.1:{self.port}/notebooks/notebooks/{notebook}?token={self.token}"
        workspace = f"test-{secrets.token_hex(4)}"
        path = f"lab/workspaces/{workspace}/tree/notebooks/{notebook}?reset&token={self.token}"
        return f"http://127.0.0.1:{self.port}/{path}"

    def api(self, path: str, method: str = "GET"):
        """Call the server's REST interface and return its answer."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/{path}",
            method=method,
            headers={"Authorization": f"token {self.token}"},
        )
        with urllib.request.urlopen(request, timeout=30) as response:
            body = response.read()
        return json.loads(body) if body else None

    def end_kernels(self) -> None:
        """End every kernel: one notebook's memory must not burden the next test."""
        for session in self.api("sessions"):
            self.api(f"sessions/{session['id']}", "DELETE")

    def stop(self) -> None:
        """End the server and its kernels."""
        if self._process.poll() is None:
            self.end_kernels()
            self._process.terminate()
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self._process.kill()

    def _wait(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self._process.poll() is not None:
                break
            try:
                self.api("status")
                return
            except OSError:
                time.sleep(0.2)
        self._process.kill()
        raise RuntimeError(
            f"JupyterLab did not answer within {seconds} seconds; its log ends with:\n"
            + self.log.read_text(encoding="utf-8")[-2000:]
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
