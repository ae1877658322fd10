"""The server that tests close is gone for everybody, or "without a network" would not be what is tested."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from http.server import SimpleHTTPRequestHandler

from tests.listener import Listener


def test_who_has_connected_beforehand_is_not_answered_after_the_end() -> None:
    taken_up = threading.Event()

    class Handler(SimpleHTTPRequestHandler):
        def setup(self) -> None:
            super().setup()
            taken_up.set()

    listener = Listener(0, Handler)
    with socket.create_connection(("127.0.0.1", listener.port), timeout=10) as early:
        assert taken_up.wait(10)
        listener.close()
        answer = b""
        with suppress(ConnectionError):  # as good as silence
            early.sendall(b"GET / HTTP/1.0\r\n\r\n")
            answer = early.recv(1)
        assert answer == b""
