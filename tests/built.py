"""The built site, made once for a test run, and servers for it."""

from __future__ import annotations

import fcntl
import functools
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests import headers
from tests.conftest import ROOT
from tests.listener import Listener

# The memory of a build is not looked through for what could be freed: a sixth of its time, and it ends soon anyway.
MKDOCS = "import gc; gc.disable(); from mkdocs.__main__ import cli; cli()"


def mkdocs(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What `mkdocs build --strict` with these further arguments does and says."""
    return subprocess.run(
        [sys.executable, "-c", MKDOCS, "build", "--strict", "--quiet", *arguments],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        text=True,
        capture_output=True,
        check=False,
    )


def build_site(folder: Path, **environment: str) -> Path:
    """The site as it is deployed, strict, in `folder`."""
    done = mkdocs("--site-dir", folder, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


PUBLISHER = {
    "PUBLISHER": "Kim & Sam <Line>",
    "PUBLISHER_CONTACT": "Long Road 1\n12345 Town\nhello@line.example",
    "PUBLISHER_HOST": "Host Ltd",
}


def build_below(folder: Path) -> Path:
    """The site in sub/ of a host that shows something else at its root, with a publisher who is named; with `_headers`
    where DEPLOY.md says."""
    build_site(folder / "sub", SITE_URL="https://host.example/sub/", **PUBLISHER)
    shutil.move(folder / "sub" / headers.NAME, folder)
    (folder / "index.html").write_text("<!doctype html><title>another site</title>")
    (folder / "favicon.ico").write_bytes(b"")
    return folder


def once(places: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that `make` fills, once for all the processes of a test run: whoever comes first; the others wait."""
    run = places.getbasetemp()
    shared = run.parent if "PYTEST_XDIST_WORKER" in os.environ else run
    folder, done = shared / name, shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of somebody who failed
            folder.mkdir()
            make(folder)
            done.touch()
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
    """A host of the site, on a free port, as several static hosts are: sends what `_headers` says, and 404.html for
    addresses that it does not know.

    `fault`, when set, may answer a request in its own way and return True; `hits` lists the paths asked for.
    """

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.fault: Fault | None = None
        self.hits: list[str] = []
        self.folder = folder
        self.rules = headers.read(folder)
        listener = Listener(port, functools.partial(_Handler, server_state=self))
        self.port, self.url, self.close = listener.port, listener.url, listener.close

    def missing(self, path: str) -> bool:
        """Is there nothing to be had at `path`, whatever the folder holds?"""
        return path == f"/{headers.NAME}"


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".webmanifest": "application/manifest+json"}  # noqa: RUF012

    def __init__(self, *arguments: object, server_state: Server, **more: object) -> None:
        self.state = server_state
        super().__init__(*arguments, directory=str(server_state.folder), **more)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.state.hits.append(self.path)
        if self.state.fault is not None and self.state.fault(self):
            return
        if self.state.missing(self._place()):
            self.send_error(404)
        else:
            super().do_GET()

    def _place(self) -> str:
        return urlsplit(self.path).path

    def send_response(self, code: int, message: str | None = None) -> None:
        super().send_response(code, message)
        for name, value in headers.headers_for(self._place(), self.state.rules).items():
            if code < 400 or name != "Cache-Control":
                self.send_header(name, value)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = next((self.state.folder.glob("**/404.html")), None)
        if code != 404 or page is None:
            return super().send_error(code, message, explain)
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
        return None

    def log_message(self, *_: object) -> None:
        pass


class BareServer(Server):
    """A host that knows files alone: /danger is not found there, though /danger/ is."""

    def missing(self, path: str) -> bool:
        return super().missing(path) or (not path.endswith("/") and (self.folder / path[1:]).is_dir())


class PagesServer(Server):
    """A host like GitHub Pages: it has no use for `_headers`, and lets browsers keep everything for ten minutes."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        super().__init__(folder, port)
        self.rules = [(re.compile(".*"), (("Cache-Control", "max-age=600"),))]
