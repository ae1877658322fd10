"""What of Python no call was seen to need comes late (overrides/shell/deferred.js): no call is lost for it. That what
people come for needs none of it is in test_journeys.py."""

from __future__ import annotations

import threading
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from tests.built import Server
from tests.engines.conftest import ENGINES
from tests.engines.test_journeys import CALL, DEFERRED, helper, press
from tests.engines.window import Window
from tests.faults import Answer, blocked, damaged, html, missing, of_another_version, on, one_of, truncated, wants_more

PAUSED = f"{CALL}[data-is=paused]"
# Of `window`: Firefox runs what its driver sends beside the page, where `globalThis` is not the page's.
IMPATIENT = """() => {
  const { setTimeout } = window;
  window.setTimeout = (run, after, ...given) => setTimeout(run, after / 4, ...given);
}"""
ANSWERS = [missing, truncated, html, damaged, blocked, of_another_version]
ENGINES_OWN = (blocked, of_another_version)
"""What each engine answers in its own way: how a request fails, and what it does to a file whose hash is another one.
With the rest, it is our script that sees a status or a sum that is wrong (overrides/shell/deferred.js): seen in one."""
FAULTS = [(engine, answer) for engine in ENGINES for answer in ANSWERS if engine == "chromium" or answer in ENGINES_OWN]


def started(window: Window, server: Server) -> None:
    helper(window, server)
    window.click(".setup [type=submit]")
    window.see(CALL)


@pytest.mark.parametrize(
    ("engine", "answer"),
    FAULTS,
    indirect=["engine"],
    ids=[f"{engine}-{answer.__name__}" for engine, answer in FAULTS],
)
def test_where_they_are_not_to_be_had_another_python_takes_over(window: Window, server: Server, answer: Answer) -> None:
    server.fault = one_of(on("worker.", wants_more), on(DEFERRED, answer))
    started(window, server)
    press(window, "pause")
    window.see(PAUSED)
    assert any("spare/" in path for path in server.hits)
    assert not window.sees("[data-fault]")


def test_a_call_waits_for_them_and_says_so_after_a_while(window: Window, server: Server) -> None:
    come = threading.Event()

    def late(request: SimpleHTTPRequestHandler, _: bytes) -> bool:
        return not come.wait(60)

    server.fault = one_of(on("worker.", wants_more), on(DEFERRED, late))
    started(window, server)
    window.run(IMPATIENT)
    press(window, "pause")
    window.see("[data-fault=slow]")
    assert not window.sees(PAUSED)
    come.set()
    window.until("() => document.querySelector('[data-fault=slow]').hidden")
    if window.sees(f"{CALL}[data-is=calm]"):  # a note that came in between moved what was pressed
        press(window, "pause")
    window.see(PAUSED)
    assert not window.sees("[data-fault]")


def test_without_a_network_the_call_is_kept_until_it_is_back(window: Window, server: Server, site: Path) -> None:
    server.fault = one_of(on("worker.", wants_more), on(DEFERRED, missing))
    started(window, server)
    server.close()
    press(window, "pause")
    window.see("[data-fault=missing]")
    again = Server(site, server.port)
    window.run("() => dispatchEvent(new Event('online'))")
    window.see(PAUSED)
    assert not window.sees("[data-fault]")
    again.close()
