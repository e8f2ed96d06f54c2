"""A Jupyter server of our own on 127.0.0.1, with nothing of the user's configuration."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Cells out of sight are in the page too, so that a test can read them.
SETTINGS = {
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}


@contextmanager
def jupyter(course: Path, state: Path) -> Iterator[Server]:
    """Serves ``course`` until the block ends: JupyterLab, Notebook 7 and formgrader."""
    for name, settings in SETTINGS.items():
        file = state / "settings" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(settings))
    port, token = _free_port(), secrets.token_hex(16)
    environment = os.environ | {
        "HOME": str(state),
        "JUPYTER_CONFIG_DIR": str(state / "config"),
        "JUPYTER_DATA_DIR": str(state / "data"),
        "JUPYTER_RUNTIME_DIR": str(state / "runtime"),
        "IPYTHONDIR": str(state / "ipython"),
        "JUPYTER_TOKEN": token,
        "JUPYTERLAB_SETTINGS_DIR": str(state / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(state / "workspaces"),
        "MPLCONFIGDIR": str(state / "matplotlib"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}",
        "--ServerApp.port_retries=0", "--ServerApp.allow_root=True", "--LabApp.expose_app_in_browser=True",
        "--JupyterNotebookApp.expose_app_in_browser=True",
    ]  # fmt: skip
    with (state / "server.log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=course, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )  # fmt: skip
        server = Server(f"http://127.0.0.1:{port}", token, state / "server.log", course)
        try:
            server.wait(process)
            yield server
        finally:
            process.send_signal(signal.SIGTERM)  # ends its kernels, too
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class Server:
    """Where the server is."""

    def __init__(self, address: str, token: str, log: Path, course: Path) -> None:
        self.address, self.token, self.log, self.course = address, token, log, course

    def page(self, path: str) -> str:
        """The address of a page, with the token that lets the browser in."""
        return f"{self.address}/{path}?token={self.token}"

    def wait(self, process: subprocess.Popen[bytes], patience: float = 90.0) -> None:
        """Until it answers."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(self.page("api/status"), timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.3)
        raise AssertionError(f"the Jupyter server did not start: {self.log.read_text()[-3000:]}")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
