"""What a server may do wrong, for `Server.fault`: said once, for the tests of every engine."""

from __future__ import annotations

from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

from tests.built import Fault

type Answer = Callable[[SimpleHTTPRequestHandler, bytes], bool]


def respond(request: SimpleHTTPRequestHandler, body: bytes, kind: str, status: int = 200) -> bool:
    request.send_response(status)
    request.send_header("Content-Type", kind)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)
    return True


def on(part: str, answer: Answer) -> Fault:
    def fault(request: SimpleHTTPRequestHandler) -> bool:
        if part not in request.path:
            return False
        return answer(request, file(request).read_bytes())

    return fault


def one_of(*faults: Fault) -> Fault:
    """The first of them that has to do with what is asked for."""
    return lambda request: any(fault(request) for fault in faults)


# A worker in which pausing a call takes a function of Python's that no call needs: an East Asian code.
WANTS_MORE = b"""
const { stringify } = JSON;
JSON.stringify = (value) => {
  if (value?.type === "timer.pause") {
    pyodide.runPython("import _codecs_jp; _codecs_jp.getcodec('euc_jp').encode('\\u65e5')");
  }
  return stringify(value);
};
"""


def wants_more(request: SimpleHTTPRequestHandler, data: bytes) -> bool:
    return respond(request, data + WANTS_MORE, "text/javascript")


def file(request: SimpleHTTPRequestHandler) -> Path:
    """The file that is asked for."""
    path = Path(request.translate_path(request.path))
    return path / "index.html" if path.is_dir() else path


def missing(request: SimpleHTTPRequestHandler, _: bytes) -> bool:
    return respond(request, b"not here", "text/plain", 404)


def truncated(request: SimpleHTTPRequestHandler, data: bytes) -> bool:
    return respond(request, data[: len(data) // 2], request.guess_type(request.path))


def html(request: SimpleHTTPRequestHandler, _: bytes) -> bool:
    return respond(request, b"<!doctype html><title>Please log in</title>", "text/html")


def damaged(request: SimpleHTTPRequestHandler, data: bytes) -> bool:
    """More than the largest function, some of which every start calls."""
    start, size = len(data) // 8, len(data) // 16  # of Python's WebAssembly, in its code
    return respond(request, data[:start] + bytes(size) + data[start + size :], request.guess_type(request.path))


def blocked(request: SimpleHTTPRequestHandler, _: bytes) -> bool:
    """No answer at all: so it looks where something on the way or in the browser forbids it."""
    request.close_connection = True
    return True


def of_another_version(request: SimpleHTTPRequestHandler, data: bytes) -> bool:
    """Sound WebAssembly, but not just this one: it has a section more, of two bytes."""
    return respond(request, data + b"\0\2\1x", request.guess_type(request.path))


def cut(request: SimpleHTTPRequestHandler, data: bytes) -> bool:
    """The server goes away in the middle of an answer."""
    request.send_response(200)
    request.send_header("Content-Type", request.guess_type(str(file(request))))
    request.send_header("Content-Length", str(len(data)))
    request.end_headers()
    request.wfile.write(data[: len(data) // 2])
    request.close_connection = True
    return True


def without_wasm(policy: str) -> Fault:
    """A host that sends a policy of its own with every file, one that forbids WebAssembly."""

    def fault(request: SimpleHTTPRequestHandler) -> bool:
        request.send_response(200)
        request.send_header("Content-Type", request.guess_type(str(file(request))))
        request.send_header("Content-Security-Policy", policy)
        request.end_headers()
        request.wfile.write(file(request).read_bytes())
        return True

    return fault
