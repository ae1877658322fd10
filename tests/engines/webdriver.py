"""Firefox and WebKitGTK, as Debian ships them, by the WebDriver commands that both understand.

WebKitGTK comes with a WebDriver server, which speaks HTTP. For Firefox that
server (geckodriver) is neither packaged for Debian nor on PyPI; but all it does is to hand the commands on
to Firefox's own socket (Marionette), so they go there at once.
"""

from __future__ import annotations

import glob
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.engines.window import FIRST_SEEN, PATIENCE, Window
from tools.setup import FIREFOX_NAMES, MINI_BROWSER

WIDTH, HEIGHT = 500, 900
BRIEF_FIREFOX = {"javascript.options.wasm_optimizingjit": "false"}
BRIEF_WEBKIT = {"JSC_useOMGJIT": "0", "JSC_useFTLJIT": "0"}
"""For visits of a few seconds: code is not compiled a second time to be faster, which would never pay."""
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
MOVING = ("not interactable", "intercepted", "stale")
INTO_VIEW = """(one) => one.scrollIntoView({ block: "center", behavior: "instant" })"""
CALL = """const [given, done] = [[...arguments].slice(0, -1), arguments[arguments.length - 1]];
const said = (value) => done({ value: value ?? null });
new Promise((go) => go((%s)(...given))).then(said, (error) => done({ error: String(error) }));"""


class Wire(ABC):
    """Sends a WebDriver command, as (Marionette's name, method and path over HTTP), and returns its value."""

    @abstractmethod
    def send(self, command: tuple[str, str, str], **parameters: object) -> Any: ...


SESSION = ("WebDriver:NewSession", "POST", "/session")
NAVIGATE = ("WebDriver:Navigate", "POST", "/url")
REFRESH = ("WebDriver:Refresh", "POST", "/refresh")
RUN = ("WebDriver:ExecuteAsyncScript", "POST", "/execute/async")
CLICK = ("WebDriver:ElementClick", "POST", "/element/{id}/click")
TYPE = ("WebDriver:ElementSendKeys", "POST", "/element/{id}/value")
SIZE = ("WebDriver:SetWindowRect", "POST", "/window/rect")
TIMEOUTS = ("WebDriver:SetTimeouts", "POST", "/timeouts")


class Http(Wire):
    def __init__(self, url: str) -> None:
        self.url = url

    def send(self, command: tuple[str, str, str], **parameters: object) -> Any:
        _, method, path = command
        body = {name: value for name, value in parameters.items() if name != "id"}
        address = self.url + path.format(**parameters)
        request = urllib.request.Request(
            address, json.dumps(body).encode(), {"Content-Type": "application/json"}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=2 * PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(error.read().decode()) from error


class Marionette(Wire):
    """Messages are "<length>:<JSON>": [0, number, command, parameters] there, [1, number, error, value] back."""

    def __init__(self, port: int) -> None:
        self.stream = socket.create_connection(("127.0.0.1", port), timeout=2 * PATIENCE).makefile("rwb")
        self.number = 0
        self._read()  # its greeting

    def send(self, command: tuple[str, str, str], **parameters: object) -> Any:
        self.number += 1
        message = json.dumps([0, self.number, command[0], parameters]).encode()
        self.stream.write(b"%d:%s" % (len(message), message))
        self.stream.flush()
        _, _, error, value = self._read()
        if error:
            raise RuntimeError(f"{error['error']}: {error['message']}")
        return value["value"] if isinstance(value, dict) and value.keys() == {"value"} else value

    def _read(self) -> Any:
        length = b""
        while (byte := self.stream.read(1)) != b":":
            assert byte, "Firefox has gone"
            length += byte
        return json.loads(self.stream.read(int(length)))


class Driven(Window):
    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        wire.send(TIMEOUTS, script=int(PATIENCE * 1000), pageLoad=int(PATIENCE * 1000))
        wire.send(SIZE, width=WIDTH, height=HEIGHT)

    def open(self, address: str) -> None:
        self.wire.send(NAVIGATE, url=address)

    def reload(self) -> None:
        self.wire.send(REFRESH)

    def run(self, function: str, *arguments: object) -> Any:
        done = self.wire.send(RUN, script=CALL % function, args=list(arguments))
        assert "error" not in done, done["error"]
        return done["value"]

    def click(self, selector: str) -> None:
        """Again while it moves, or something lies above it."""
        last = time.monotonic() + PATIENCE
        while True:
            place = self._seen(selector)
            self.run(INTO_VIEW, {ELEMENT: place})
            try:
                self.wire.send(CLICK, id=place)
                return
            except RuntimeError as error:
                if time.monotonic() > last or not any(word in str(error) for word in MOVING):
                    raise
            time.sleep(0.1)

    def fill(self, selector: str, text: str) -> None:
        self.wire.send(TYPE, id=self._seen(selector), text=text)

    def _seen(self, selector: str) -> str:
        return str(self.until(FIRST_SEEN, selector)[ELEMENT])


@contextmanager
def firefox(folder: Path, environment: Mapping[str, str] | None = None, brief: bool = False) -> Iterator[Driven]:
    """A Firefox with a new profile in `folder`: headless, unless `environment` says where it is to be seen."""
    settings = {"marionette.port": "0", **(BRIEF_FIREFOX if brief else {})}
    (folder / "user.js").write_text("".join(f'user_pref("{name}", {value});' for name, value in settings.items()))
    program = next(path for name in FIREFOX_NAMES if (path := shutil.which(name)))
    command = [program, "--marionette", "--no-remote", "--profile", str(folder)]
    with running(command if environment else [*command, "--headless"], environment=environment):
        place = folder / "MarionetteActivePort"
        _await(lambda: place.exists() and place.read_text().strip())
        wire = Marionette(int(place.read_text()))
        wire.send(SESSION)
        yield Driven(wire)


@contextmanager
def webkit(folder: Path, brief: bool = False) -> Iterator[Driven]:
    """WebKitGTK's small browser on a screen that nobody sees. It keeps nothing, so `folder` stays empty."""
    port = _free_port()
    with screen() as display:
        environment = {"DISPLAY": display, "NO_AT_BRIDGE": "1", "LIBGL_ALWAYS_SOFTWARE": "1"}
        environment |= BRIEF_WEBKIT if brief else {}
        with running(["WebKitWebDriver", "--host=127.0.0.1", f"--port={port}"], environment=environment):
            wire = Http(f"http://127.0.0.1:{port}")
            _await(lambda: _listens(port))
            options = {"binary": glob.glob(MINI_BROWSER)[0], "args": ["--automation"]}
            capabilities = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
            wire.url += f"/session/{wire.send(SESSION, capabilities=capabilities)['sessionId']}"
            try:
                yield Driven(wire)
            finally:
                wire.send(("", "DELETE", ""))


@contextmanager
def screen() -> Iterator[str]:
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with running(command, pass_fds=(writing,)):
        yield f":{os.read(reading, 16).decode().strip()}"


@contextmanager
def running(
    command: list[str], pass_fds: tuple[int, ...] = (), environment: Mapping[str, str] | None = None
) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdout=quiet, stderr=quiet, pass_fds=pass_fds, env={**os.environ, **(environment or {})}
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _await(ready: Any) -> None:
    last = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < last, "the browser did not start"
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return int(it.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as it:
        return it.connect_ex(("127.0.0.1", port)) == 0
