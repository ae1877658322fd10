"""The built site, made once for a test run, and a server for it."""

from __future__ import annotations

import functools
import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tools.listener import Listener


def build_site(folder: Path, **environment: str) -> Path:
    """The site as it is deployed, strict, in `folder`."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def hook_of_the_build(name: str) -> Any:
    """A module of overrides/hooks/, new, as MkDocs loads it: by its path."""
    spec = importlib.util.spec_from_file_location(name, ROOT / f"overrides/hooks/{name}.py")
    assert spec and spec.loader
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    return hook


type Fault = Callable[[SimpleHTTPRequestHandler], bool]


class Server:
    """Serves a folder on a free port. `fault`, when set, may answer a request in its own way and
    return True; `hits` lists the paths asked for."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.fault: Fault | None = None
        self.hits: list[str] = []
        self.folder = folder
        listener = Listener(port, functools.partial(_Handler, server_state=self))
        self.port, self.url, self.close = listener.port, listener.url, listener.close


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, server_state: Server, **more: object) -> None:
        self.state = server_state
        super().__init__(*arguments, directory=str(server_state.folder), **more)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.state.hits.append(self.path)
        if self.state.fault is None or not self.state.fault(self):
            super().do_GET()

    def log_message(self, *_: object) -> None:
        pass
