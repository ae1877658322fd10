"""What people come for, in each engine: read, change the language, time a call, look up a time zone, say a phrase."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from helper.timer.taps import MOMENT_MS
from tests.built import Server
from tests.engines.window import Window
from tests.faults import missing, on
from tools.runtime import bundle

CALL, WHO, LEFT = ".call", ".call .who strong", ".call .left"
DEFERRED = "functions."
"""In the name of what of Python no call was seen to need, and which comes late (overrides/shell/deferred.js)."""
OWN_ORIGIN = """() => performance.getEntriesByType("resource").every(({ name }) => name.startsWith(location.origin))"""


@pytest.fixture
def no_late_code(server: Server) -> Iterator[None]:
    """What people come for is had without it: it is not to be had, and nothing waits for it."""
    server.fault = on(DEFERRED, missing)
    yield
    asked = [path for path in server.hits if DEFERRED in path]
    assert not any("again" in path for path in asked), asked
    assert bundle.build()["lean"]["deferred"]["file"].startswith(DEFERRED)


def helper(window: Window, server: Server, language: str = "en", fragment: str = "") -> None:
    folder = "" if language == "en" else f"/{language}"
    window.open(f"{server.url}{folder}/helper/{fragment}")
    window.see(".timer[data-is]")


def press(window: Window, event: str) -> None:
    """At the pace of somebody who has seen what the button says."""
    time.sleep((MOMENT_MS + 100) / 1000)
    window.click(f".call [data-send='timer.{event}']")


def pause(window: Window) -> None:
    """And once more where something that came in between changed what was under the finger (helper/timer/taps.py)."""
    press(window, "pause")
    last = time.monotonic() + MOMENT_MS / 1000
    while (refused := window.sees(f"{CALL}[data-is=calm]")) and time.monotonic() < last:
        time.sleep(0.05)
    if refused:
        press(window, "pause")


def test_reading_from_the_home_page_on(window: Window, server: Server) -> None:
    window.open(f"{server.url}/")
    window.click("article a[href*='calls/']")
    window.until("() => location.pathname.includes('/calls/')")
    assert window.text("h1")
    assert window.run("() => document.documentElement.scrollWidth <= innerWidth"), "nothing to scroll sideways"
    assert window.run("() => getComputedStyle(document.body).getPropertyValue('--ground')"), "our styles"
    assert window.run(OWN_ORIGIN)


def test_changing_the_language_leads_to_the_same_page(window: Window, server: Server) -> None:
    window.open(f"{server.url}/calls/formats/")
    heading = window.text("h1")
    window.click(".md-select summary")
    window.click(".md-select [hreflang=de]")
    window.until("() => document.documentElement?.lang === 'de'")
    assert window.path() == "/de/calls/formats/"
    assert window.text("h1") != heading


@pytest.mark.usefixtures("no_late_code")
def test_a_call_is_timed_from_start_to_end(window: Window, server: Server, language: str) -> None:
    helper(window, server, language)
    window.click(".setup [type=submit]")
    first, shown = window.text(WHO), window.text(LEFT)
    window.until("(selector, shown) => document.querySelector(selector).textContent !== shown", LEFT, shown)
    pause(window)
    window.see(f"{CALL}[data-is=paused]")
    press(window, "resume")
    window.see(f"{CALL}[data-is=calm]")
    press(window, "next")
    window.until("(selector, first) => document.querySelector(selector).textContent !== first", WHO, first)
    press(window, "end")
    window.see(".after")
    assert window.run("() => sessionStorage.length") == 0
    assert window.run(OWN_ORIGIN)


def test_a_running_call_outlives_a_reload(window: Window, server: Server) -> None:
    helper(window, server)
    window.click(".setup [type=submit]")
    window.see(CALL)
    window.reload()
    window.see(".timer[data-is=call]")
    assert window.text(LEFT) <= "3:00"


def test_a_link_sets_the_timer(window: Window, server: Server) -> None:
    helper(window, server, fragment="#4-4")
    window.until("() => document.querySelector('#timer-minutes').value === '4'")


@pytest.mark.usefixtures("no_late_code")
def test_a_time_zone_is_looked_up(window: Window, server: Server, language: str) -> None:
    helper(window, server, language)
    window.click(".tools [href='#time-zones']")
    window.see(".zones[data-is=ready]")
    window.fill("#zones-theirs", "Auckland")
    first = "#zones-theirs-list [role=option]"
    window.until("(first) => document.querySelector(first)?.textContent.includes('Auckland')", first)
    window.click(first)
    window.see(".verdict[data-is]:not([data-is=''])")
    assert window.text(".verdict li")
    assert "Auckland" in window.run("() => document.querySelector('#zones-theirs').value")


@pytest.mark.usefixtures("no_late_code")
def test_a_phrase_is_shown_large(window: Window, server: Server, language: str) -> None:
    helper(window, server, language)
    window.click(".tools [href='#say-it']")
    window.click(".say .tiles a[data-send]")
    window.see(".say-large:not([hidden])")
    window.until("() => document.querySelector('.say-large').contains(document.activeElement)")  # it stands still
    words = window.text(".say-words")
    window.click("[data-send='phrases.next']")
    window.until("(words) => document.querySelector('.say-words').textContent !== words", words)
    window.click("[data-send='phrases.close']")
    window.see(".say .tiles a[data-send]")


def test_the_numbers_of_another_country_are_looked_up(window: Window, server: Server, language: str) -> None:
    folder = "" if language == "en" else f"/{language}"
    window.open(f"{server.url}{folder}/danger/")
    window.see("#numbers-query")
    window.fill("#numbers-query", "Oesterreich")
    window.see("[data-found] .emergency a")
    shown = window.run("() => [...document.querySelectorAll('[data-found] .emergency a')].map((it) => it.href)")
    assert {"tel:144", "tel:133"} <= set(shown)
    window.reload()
    window.see("#numbers-query")
    window.fill("#numbers-query", "Kongo")
    window.until("() => document.querySelectorAll('[data-found] h3').length === 2")
    assert window.run(OWN_ORIGIN)
