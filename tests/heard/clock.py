"""A clock that goes on as it does, and can be moved ahead as if so much time had really passed: both clocks of the
page and of its worker, so that nothing looks like sleep. The server puts it in front of their scripts."""

from __future__ import annotations

from http.server import SimpleHTTPRequestHandler

from tests.built import Server
from tests.engines.window import Window
from tests.faults import on, one_of, respond

MOVABLE = b"""
{ const [wall, steady] = [Date.now, performance.now.bind(performance)]; let ahead = 0;
  Date.now = () => wall() + ahead; performance.now = () => steady() + ahead;
  new BroadcastChannel("test-clock").onmessage = ({ data }) => { ahead += data; }; }
"""


class Clock:
    def __init__(self, server: Server, window: Window) -> None:
        self.window = window
        server.fault = one_of(on("helper/helper.", _movable), on("helper/worker.", _movable))

    def pass_(self, seconds: int) -> None:
        self.window.run("(ms) => new BroadcastChannel('test-clock').postMessage(ms)", seconds * 1000)


def _movable(request: SimpleHTTPRequestHandler, script: bytes) -> bool:
    """Only for who runs it: what keeps the site on the device checks what it gets."""
    runs = request.headers["Sec-Fetch-Dest"] != "empty"
    return runs and respond(request, MOVABLE + script, "text/javascript")
