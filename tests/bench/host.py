"""A host as a decent one is: it compresses, lets browsers keep what may be kept, and can be at the far end of a line.

It obeys the folder's own `_headers` file, as the site has one (DEPLOY.md), so that every
page that is compared decides for itself what may be kept.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import mimetypes
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests import headers
from tests.listener import Listener

PIECE = 8 * 1024
NO_GAIN = 0.95  # what hardly gets smaller (fonts, zips) is sent as it is


@dataclass
class Line:
    """A line of so many bytes a second, shared by all connections, and so many seconds there and back."""

    rate: float
    round_trip: float
    _free: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def carry(self, size: int) -> None:
        """Wait until so many bytes would have arrived."""
        with self._lock:
            self._free = max(time.monotonic(), self._free) + size / self.rate
            until = self._free
        time.sleep(max(0.0, until - time.monotonic()))


@dataclass(frozen=True)
class File:
    plain: bytes
    packed: bytes | None
    kind: str
    tag: str
    headers: dict[str, str]


class Host:
    """Serves a folder on a free port. `asked` lists the paths that were asked for. `line`, when set, slows it;
    paths that begin with `refused` are not there; `isolated` keeps others' pages out of the browser's process."""

    def __init__(self, folder: Path) -> None:
        self.line: Line | None = None
        self.refused = ""
        self.isolated = False
        self.asked: list[str] = []
        rules = headers.read(folder)
        # Packed beforehand: a visitor must not wait for it, and a thread for it would take time from the browser.
        self.files = {path: _file(folder / path, path, rules) for path in _paths(folder)}
        self._listener = Listener(0, functools.partial(_Handler, self))
        self.url = self._listener.url
        self.close = self._listener.close

    def as_usual(self) -> None:
        """Whatever a part has set, also one that failed."""
        self.line, self.refused, self.isolated = None, "", False

    def file(self, address: str) -> File | None:
        return self.files.get(file_name(address))


def file_name(address: str) -> str:
    """The file below the folder that an address means."""
    path = unquote(urlsplit(address).path).lstrip("/")
    return f"{path}index.html" if path.endswith("/") or not path else path


def _paths(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def _file(file: Path, path: str, rules: list[headers.Rule]) -> File:
    plain = file.read_bytes()
    packed = _packed(plain)
    # What has no rule is asked for each time, and mostly not modified.
    sent = {"Cache-Control": "no-cache", **headers.headers_for(f"/{path}", rules)}
    kinds = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}
    kind = kinds.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    tag = f'"{hashlib.sha256(plain).hexdigest()[:16]}"'
    return File(plain, packed if len(packed) < NO_GAIN * len(plain) else None, kind, tag, sent)


@functools.lru_cache(maxsize=64)
def _packed(plain: bytes) -> bytes:
    return gzip.compress(plain, 6, mtime=0)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections are kept, as anywhere

    def __init__(self, host: Host, *arguments: object) -> None:
        self.host = host
        super().__init__(*arguments)  # type: ignore[arg-type]

    def setup(self) -> None:
        super().setup()
        if self.host.line:  # the connection itself takes a round trip
            time.sleep(self.host.line.round_trip)

    def do_GET(self) -> None:
        self.host.asked.append(self.path)
        if self.host.line:
            time.sleep(self.host.line.round_trip)
        file = self.host.file(self.path)
        if file is None or (self.host.refused and self.path.startswith(self.host.refused)):
            return self._send(404, {"Content-Type": "text/plain"}, b"not here")
        headers = {**file.headers, "ETag": file.tag, "Vary": "Accept-Encoding", "Content-Type": file.kind}
        if self.host.isolated:
            headers["Cross-Origin-Embedder-Policy"] = "require-corp"
        if self.headers.get("If-None-Match") == file.tag:
            return self._send(304, headers, b"")
        if file.packed is not None and "gzip" in self.headers.get("Accept-Encoding", ""):
            return self._send(200, {**headers, "Content-Encoding": "gzip"}, file.packed)
        return self._send(200, headers, file.plain)

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        line = self.host.line
        for start in range(0, len(body), PIECE) if line else ():
            assert line
            line.carry(len(body[start : start + PIECE]))
            self.wfile.write(body[start : start + PIECE])
        if not line:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass
