"""The runtime’s main faults in the engines that tests/browser does not run in: they notice them in other ways."""

from __future__ import annotations

import pytest

from tests.built import Server
from tests.engines.window import Window
from tests.faults import Answer, damaged, html, missing, on, truncated

FAULTS = [(".wasm", missing), (".wasm", truncated), (".wasm", html), (".wasm", damaged), ("worker.", missing)]


@pytest.mark.parametrize("engine", ["firefox", "webkit"], indirect=True)
@pytest.mark.parametrize(("part", "answer"), FAULTS, ids=[f"{part}-{answer.__name__}" for part, answer in FAULTS])
def test_a_fault_is_said_and_got_over(window: Window, server: Server, part: str, answer: Answer) -> None:
    server.fault = on(part, answer)
    window.open(f"{server.url}/helper/")
    window.see("[data-fault=missing], [data-fault=damaged], [data-fault=failed]")
    assert window.sees("[data-fault-still]")
    server.fault = None
    window.click("[data-retry]")
    window.see(".timer[data-is]")
    assert not window.sees("[data-fault]")
