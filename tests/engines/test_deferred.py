"""What of Python no call was seen to need comes late (overrides/shell/deferred.js): no call is lost for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from tests.built import Server
from tests.engines import test_journeys as journeys
from tests.engines.test_journeys import CALL, helper, press
from tests.engines.window import Window
from tests.faults import Answer, blocked, damaged, html, missing, of_another_version, on, one_of, truncated, wants_more

DEFERRED = "functions."
PAUSED = f"{CALL}[data-is=paused]"
IMPATIENT = """() => {
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (run, after, ...given) => setTimeout(run, after / 4, ...given);
}"""
PLAYED: list[Callable[[Window, Server, str], None]] = [
    journeys.test_a_call_is_timed_from_start_to_end,
    journeys.test_a_time_zone_is_looked_up,
    journeys.test_a_phrase_is_shown_large,
]


def asked(server: Server) -> list[str]:
    return [path for path in server.hits if DEFERRED in path]


def started(window: Window, server: Server) -> None:
    helper(window, server)
    window.click(".setup [type=submit]")
    window.see(CALL)


@pytest.mark.parametrize("played", PLAYED, ids=lambda it: it.__name__)
def test_what_people_come_for_needs_none_of_them(
    window: Window, server: Server, language: str, played: Callable[[Window, Server, str], None]
) -> None:
    server.fault = on(DEFERRED, missing)
    played(window, server, language)
    assert asked(server) and not any("again" in path for path in asked(server)), "nothing waited for it"


@pytest.mark.parametrize("answer", [missing, truncated, html, damaged, blocked, of_another_version])
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
