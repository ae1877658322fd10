"""Failing well: whatever part of the runtime is missing or damaged, a plain message, a way on, no hang."""

from __future__ import annotations

from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch, helper_url, when_ready
from tests.built import Fault, Server


def respond(request: SimpleHTTPRequestHandler, body: bytes, kind: str, status: int = 200) -> bool:
    request.send_response(status)
    request.send_header("Content-Type", kind)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)
    return True


def on(part: str, answer: Callable[[SimpleHTTPRequestHandler, bytes], bool]) -> Fault:
    def fault(request: SimpleHTTPRequestHandler) -> bool:
        if part not in request.path:
            return False
        file = Path(request.translate_path(request.path))
        return answer(request, (file / "index.html" if file.is_dir() else file).read_bytes())

    return fault


def missing(request: SimpleHTTPRequestHandler, _: bytes) -> bool:
    return respond(request, b"not here", "text/plain", 404)


def truncated(request: SimpleHTTPRequestHandler, data: bytes) -> bool:
    return respond(request, data[: len(data) // 2], request.guess_type(request.path))


def html(request: SimpleHTTPRequestHandler, _: bytes) -> bool:
    return respond(request, b"<!doctype html><title>Please log in</title>", "text/html")


def damaged(request: SimpleHTTPRequestHandler, data: bytes) -> bool:
    half = len(data) // 2
    return respond(request, data[:half] + bytes(2000) + data[half + 2000 :], request.guess_type(request.path))


FAULTS = [
    (".wasm", missing), (".wasm", truncated), (".wasm", html), (".wasm", damaged),
    ("library.", missing), ("library.", truncated), ("library.", html), ("library.", damaged),
    ("worker.", missing), ("worker.", html),
    ("pyodide.mjs", missing), ("pyodide.asm.mjs", missing), ("pyodide.asm.mjs", truncated),
]  # fmt: skip


@pytest.mark.parametrize(("part", "answer"), FAULTS, ids=[f"{part}-{answer.__name__}" for part, answer in FAULTS])
def test_a_faulty_file_leads_to_a_message_and_a_retry_that_works(
    page: Page, server: Server, watch: Watch, part: str, answer: Callable[[SimpleHTTPRequestHandler, bytes], bool]
) -> None:
    watch.expected += ["404", "MIME", "wasm", "standard library", "Failed to fetch", "Pyodide", "zip", "Python"]
    server.fault = on(part, answer)
    page.goto(helper_url("en"))
    message = page.locator("[data-fault]:visible")
    expect(message).to_be_visible(timeout=20_000)
    assert message.inner_text()
    expect(page.locator("[data-fault-still]")).to_be_visible()
    page.click(".setup summary")
    expect(page.locator("[name=speakers]")).to_be_visible()
    page.click(".setup [type=submit]")  # a tap that must not be lost
    server.fault = None
    page.click("[data-retry]")
    expect(page.locator(".call")).to_be_visible(timeout=20_000)
    expect(message).to_have_count(0)


def test_a_wrong_mime_type_is_got_around(page: Page, server: Server) -> None:
    server.fault = on(".wasm", lambda request, data: respond(request, data, "application/octet-stream"))
    page.goto(helper_url("en"))
    when_ready(page)
    expect(page.locator("[data-fault]:visible")).to_have_count(0)


def test_a_browser_without_webassembly_is_told_so(page: Page, language: str) -> None:
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto(helper_url(language))
    expect(page.locator("[data-fault=unsupported]")).to_be_visible()


def test_without_scripts_the_page_says_what_is_missing(new_context, language: str) -> None:  # type: ignore[no-untyped-def]
    page = new_context(java_script_enabled=False).new_page()
    page.goto(helper_url(language))
    expect(page.locator("noscript")).to_be_visible()
    expect(page.locator(".setup")).to_be_visible()


def test_a_worker_that_never_answers_is_said_to_be_slow(page: Page, server: Server) -> None:
    page.clock.install()
    server.fault = on("worker.", lambda request, _: respond(request, b"// silent", "text/javascript"))
    page.goto(helper_url("en"))
    page.wait_for_selector("[data-stage=starting]:visible")
    page.clock.fast_forward(9_000)
    expect(page.locator("[data-fault=slow]")).to_be_visible()
    expect(page.locator("[data-retry]")).to_be_visible()


def test_an_event_that_python_cannot_handle_changes_nothing(page: Page) -> None:
    page.goto(helper_url("en"))
    when_ready(page)
    page.evaluate(
        'document.querySelector(\'[data-send="timer.try_signal"]\').dataset.with = \'{"fields": 7, "at": "x"}\''
    )
    page.click("[data-send='timer.try_signal']")
    page.click(".setup [type=submit]")
    expect(page.locator(".call")).to_be_visible()
